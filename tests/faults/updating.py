"""A program that updates itself; run as `python -m tests.faults.updating ROOT STICK VERSION [RENAME]`.

With a number it kills itself in the moment before that rename, counted from 1. It tells `done`, and how many renames
there were and the seconds, when it comes to its end.
"""

import os
import signal
import sys
import time
from pathlib import Path

from core.services import updates
from tests.support.bundles import CLOCK, plugged, program_in


def main(root: Path, stick: Path, version: str, rename: int) -> None:
    """Apply the best update on the stick."""
    program = program_in(root, version)
    offer = updates.find(program, [plugged(stick)])[0]
    seen = 0

    def watch(event: str, _told: tuple) -> None:
        nonlocal seen
        if event == "os.rename":
            seen += 1
            if seen == rename:
                os.kill(os.getpid(), signal.SIGKILL)

    if rename:
        sys.addaudithook(watch)
    print("ready", flush=True)
    begun = time.monotonic()
    updates.apply(program, offer, clock=CLOCK)
    print(f"done {seen} {time.monotonic() - begun}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else 0)
