"""A program at the desk that takes packets in and answers them until it is killed.

Run as `python -m tests.faults.taking DESK STICK OUT`. It tells each packet that is in the register, each answer that is
made, and each file that lies in OUT.
"""

import sys
import tempfile
from pathlib import Path

from core.services.desk import desks, handover, intake
from tests.faults.way import SECRET, answer, clock


def main(folder: Path, stick: Path, out: Path) -> None:
    """Take in, answer, hand over; then wait for the end."""
    desk = desks.open_desk(folder, SECRET, clock=clock())
    first = next(intake.documents(stick))
    list(intake.scan(desk.register, iter([first]), clock=desk.clock, take_in=False))  # the judge is warm now
    print("ready", flush=True)
    taken = []
    for row in intake.scan(desk.register, intake.documents(stick), clock=desk.clock):
        assert row.incoming is not None
        taken.append(row.incoming.id)
        print(f"taken {row.incoming.id}", flush=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as place:
        for number, document in enumerate(taken):
            made = answer(desk, document, number, Path(place))
            print(f"made {made.id}", flush=True)
            done = handover.carry(desk, made.id, out)
            print(f"carried {done.name}", flush=True)
    print("end", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
