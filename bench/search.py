"""How long a search of two characters takes in 10,000 records, beside the floor: LIKE over plain SQLite.

Run: `python -m bench.search [RECORDS]`.
"""

import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from bench.bigvault import make, show, spread
from bench.row import Beside, Row, tell, wanted
from core.services import search
from core.store import records
from core.store.records import Filter
from core.store.vault import Vault

SOUGHT = ("放学", "看护", "公示", "儿童", "教师", "水沟")
ROUNDS = 30


def main(records_wanted: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        vault = make(Path(name), records_wanted=records_wanted)
        floor = _floor(Path(name), vault)
        for what, function in (("count", search.count), ("find_50_with_snippets", search.find)):
            times = []
            for word in SOUGHT * ROUNDS:
                start = time.perf_counter()
                function(vault, word)
                times.append(time.perf_counter() - start)
            ours = spread(times)
            ratio = round(ours["median_ms"] / floor["median_ms"], 2)
            show(what, {**ours, "records": records_wanted, "plain_like": floor, "ratio": ratio})
            tell(
                Row(
                    name=f"search.{what}",
                    what=f"search of two hanzi in {records_wanted} records, {what.replace('_', ' ')}",
                    unit="ms",
                    ours=ours["median_ms"],
                    beside=Beside.PEER,
                    other="LIKE in plain SQLite, counted",
                    theirs=floor["median_ms"],
                    spread=f"p99 {ours['p99_ms']:.3g}",
                    headline=what != "count",
                )
            )
        vault.close()


def _floor(folder: Path, vault: Vault) -> dict[str, float]:
    """Return how long plain SQLite takes to count the same words by looking through every text."""
    plain = sqlite3.connect(folder / "plain.db")
    plain.execute("CREATE TABLE record(payload TEXT)")
    with vault.look() as session:
        rows = [(str(record.values),) for record in records.iterate(session, Filter())]
    plain.executemany("INSERT INTO record VALUES (?)", rows)
    plain.commit()
    times = []
    for word in SOUGHT * 3:
        start = time.perf_counter()
        plain.execute("SELECT count(*) FROM record WHERE payload LIKE ?", (f"%{word}%",)).fetchone()
        times.append(time.perf_counter() - start)
    plain.close()
    return spread(times)


if __name__ == "__main__":
    main(wanted(10_000, 300, sys.argv[1:]))
