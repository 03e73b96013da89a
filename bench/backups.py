"""How long backup, rehearsal, health and opening take with 10,000 records, beside the floor: the same bytes copied.

Run: `python -m bench.backups [RECORDS]`. Figures to report, not to test; look at the ratios.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.bigvault import PASSWORD, make, show
from bench.row import Beside, Row, tell, wanted
from core.services import backups, health, restoring, vaults
from core.store import unlock
from core.store.unlock import Cost


def main(records_wanted: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        vault = make(folder, records_wanted=records_wanted)
        backups.make(vault)  # the log is folded into the database first
        copy = folder / "copy"
        floor = _best(lambda: _copied(vault.database, copy))
        size = vault.database.stat().st_size
        made = _best(lambda: backups.make(vault))
        path = backups.listing(vault)[0].path
        rehearsed = _best(lambda: restoring.rehearse(path, PASSWORD, clock=vault.clock))
        quick = _best(lambda: health.examine(vault, deep=False))
        deep = _best(lambda: health.examine(vault))
        told = {"records": records_wanted, "mb": round(size / 1e6, 1), "floor_s": floor}
        show("backup", {**told, "made_s": made, "ratio": round(made / floor, 1)})
        show("rehearsal", {"s": rehearsed, "ratio": round(rehearsed / floor, 1)})
        show("health", {"quick_s": quick, "deep_s": deep})
        copied = f"the same {size / 1e6:.0f} MB copied"
        for what, words, seconds in (
            ("made", f"backup of {records_wanted} records, made and checked", made),
            ("rehearsed", "backup rehearsed", rehearsed),
            ("health_quick", "health, quick", quick),
            ("health_deep", "health, deep", deep),
        ):
            tell(
                Row(
                    name=f"backups.{what}",
                    what=words,
                    ours=seconds,
                    beside=Beside.FLOOR,
                    other=copied,
                    theirs=floor,
                    headline=what == "made",
                )
            )
        cost = Cost.measured()
        unlock.wrap(vault.folder, vault.key, vault=vault.id, password=PASSWORD, cost=cost)
        vault.close()
        opened = _best(lambda: vaults.open_vault(vault.folder, PASSWORD, clock=vault.clock).close())
        guess = _best(lambda: unlock.unwrap(vault.folder, PASSWORD))
        show("unlock", {"s": opened, "guess_s": guess, "passes": cost.passes, "guesses_per_s": round(1 / guess, 2)})
        tell(
            Row(
                name="backups.unlock",
                what=f"book opened by password; about 1 s is meant, {1 / guess:.1f} guesses a second",
                ours=opened,
                beside=Beside.FLOOR,
                other="the key derived, alone",
                theirs=guess,
            )
        )


def _copied(source: Path, target: Path) -> None:
    """Copy a file and bring it to the disk."""
    shutil.copyfile(source, target)
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _best(work: Callable[[], object], *, rounds: int = 3) -> float:
    """Return the shortest of some tries, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return round(min(times), 3)


if __name__ == "__main__":
    main(wanted(10_000, 300, sys.argv[1:]))
