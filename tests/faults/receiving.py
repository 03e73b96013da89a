"""A school's program that takes the county's answers in until it is killed.

Run as `python -m tests.faults.receiving VAULT STICK`.
"""

import sys
from pathlib import Path

from core.exchange.layout import find_documents
from core.services import county, receipts, vaults
from tests.faults.way import clock
from tests.support.vaults import PASSWORD


def main(folder: Path, stick: Path) -> None:
    """Take one answer after another, telling each that is kept; then wait for the end."""
    vault = vaults.open_vault(folder, PASSWORD, clock=clock())
    paths = sorted(find_documents(stick))
    county.judged(vault, paths[0])  # the judge is warm now
    print("ready", flush=True)
    for path in paths:
        taken = receipts.take(vault, path)
        print(f"taken {taken.id} {taken.packet}", flush=True)
    print("end", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
