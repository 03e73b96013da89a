"""A program that writes and backs up until killed; run as `python -m tests.faults.backing FOLDER RECORD STICK`."""

import contextlib
import sys
from pathlib import Path

from core.base.clock import SystemClock
from core.base.errors import NameTaken
from core.services import backups, drafts, vaults
from tests.support.vaults import PASSWORD, SESSION


def main(folder: Path, record: str, stick: Path) -> None:
    """Save, back up here, back up there, telling each step when it is done."""
    vault = vaults.open_vault(folder, PASSWORD, clock=SystemClock())
    print("ready", flush=True)
    revision = drafts.read(vault, record).revision
    while True:
        values = {**SESSION, "content": f"第{revision}次"}
        revision = drafts.save(vault, record, values, revision=revision).revision
        here = backups.make(vault)
        print(f"made {here.path}", flush=True)
        with contextlib.suppress(NameTaken):  # two in one second
            there = backups.carry(vault, stick)
            print(f"carried {there.path}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
