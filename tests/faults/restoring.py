"""A program that restores a backup until it is killed; run as `python -m tests.faults.restoring FILE FOLDER`."""

import sys
from pathlib import Path

from core.base.clock import SystemClock
from core.services import restoring
from tests.support.vaults import PASSWORD


def main(backup: Path, folder: Path) -> None:
    """Restore, telling where the vault before was put."""
    print("ready", flush=True)
    while True:
        done = restoring.restore(backup, PASSWORD, folder, clock=SystemClock())
        print(f"aside {done.aside}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
