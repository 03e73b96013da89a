"""A program that writes until it is killed; run as `python -m tests.faults.writing FOLDER RECORD REVISION`.

It tells each save on its output once the vault has answered, as a person believes what the status bar tells, and the
code of the error where the vault can't be written any more.
"""

import sys
from pathlib import Path

from core.base.clock import SystemClock
from core.base.errors import UserError
from core.services import drafts, records, vaults
from tests.support.vaults import PASSWORD, SESSION


def main(folder: Path, record: str, revision: int) -> None:
    """Type for ever; every tenth time also begin, finish and void another record."""
    vault = vaults.open_vault(folder, PASSWORD, clock=SystemClock())
    print("ready", flush=True)
    while True:
        values = {**SESSION, "content": f"{SESSION['content']} 第{revision}次"}
        revision = drafts.save(vault, record, values, revision=revision).revision
        print(revision, flush=True)
        if revision % 10 == 0:
            other = drafts.begin(vault, "research_diary", values={"topic": f"第{revision}篇"})
            records.move(vault, other.id, "void", answers={"reason": "只是试一试"}, revision=1)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    except UserError as error:
        print(f"error {error.code()}", flush=True)
