"""A program that migrates a vault over and over and is killed; run as `python -m tests.faults.migrating FOLDER KEY`.

The step writes to every record and then takes its number back, so that the vault can be migrated again.
"""

import sys
from pathlib import Path
from types import ModuleType

from alembic.operations import Operations

from core.base.clock import FixedClock
from core.store.engine import connect
from core.store.migrations import running
from core.store.vault import SCHEMA
from tests.support.vaults import NOON


def upgrade(op: Operations) -> None:
    """Write every record anew."""
    op.execute("UPDATE record SET payload = payload || ' '")
    op.execute("UPDATE record SET payload = rtrim(payload)")


def main(folder: Path, key: bytes) -> None:
    """Migrate until killed."""
    step = ModuleType("step")
    step.__dict__["upgrade"] = upgrade
    print("ready", flush=True)
    while True:
        running.migrate(folder, key, found=SCHEMA, clock=FixedClock(NOON), steps=(*running.STEPS, step))
        connection = connect(folder / "vault.db", key)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
