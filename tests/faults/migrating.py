"""A program that opens a vault of an older schema and is killed; run as `python -m tests.faults.migrating FOLDER`.

It tells when the vault is open: from there on it is a new one.
"""

import sys
from pathlib import Path

from core.base.clock import SystemClock
from core.services import vaults
from core.store.migrations import running
from tests.support.vaults import PASSWORD


def main(folder: Path) -> None:
    """Open the vault, bringing it up to date, and wait for the end."""
    loaded = running.STEPS  # Alembic is loaded before the race begins
    print("ready", flush=True)
    vault = vaults.open_vault(folder, PASSWORD, clock=SystemClock())
    print(f"open {len(loaded)}", flush=True)
    sys.stdin.read()
    vault.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
