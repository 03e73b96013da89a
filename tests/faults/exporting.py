"""A program that makes packets until it is killed; run as `python -m tests.faults.exporting FOLDER RECORD OUT`."""

import sys
import tempfile
from pathlib import Path

from core.base.clock import SystemClock
from core.services import packets, submit, vaults
from tests.support.vaults import PASSWORD


def main(folder: Path, record: str, out: Path) -> None:
    """Draw, seal and carry one packet after another, telling each step when it is done."""
    vault = vaults.open_vault(folder, PASSWORD, clock=SystemClock())
    print("ready", flush=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as desk:
        number = 0
        while True:
            number += 1
            drawn = packets.draw(vault, [record], title=f"第{number}次报送", folder=Path(desk))
            print("drawn", flush=True)
            packet = packets.seal(vault, drawn, password=PASSWORD)
            print(f"sealed {packet.id}", flush=True)
            carried = submit.carry(vault, packet.id, out)
            print(f"carried {carried.path.name}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
