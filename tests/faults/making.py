"""A program that makes a vault and is killed; run as `python -m tests.faults.making FOLDER`."""

import sys
from pathlib import Path

from core.base.clock import FixedClock
from core.services import vaults
from core.signing import identity
from core.store.migrations import running
from tests.support.vaults import CHEAP, NOON, PASSWORD, PEOPLE, SCHOOL

if __name__ == "__main__":
    loaded = (identity, running)  # before the race begins
    print("ready", flush=True)
    vaults.create(
        Path(sys.argv[1]),
        password=PASSWORD,
        school=SCHOOL,
        principal=PEOPLE[0],
        clock=FixedClock(NOON),
        cost=CHEAP,
        quick_key=True,
    )
    print("made", flush=True)
    sys.stdin.read()
