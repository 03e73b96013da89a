"""How long a draft takes to save with 10,000 records, beside the floor: one row rewritten by plain SQLite.

Run: `python -m bench.vault [RECORDS]`. Figures to report, not to test; look at the ratios.
"""

import sqlite3
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from bench.bigvault import make, show, spread
from bench.row import Beside, Row, tell, wanted
from core.services import drafts, records
from core.store.vault import Vault

ROUNDS = 500


def main(records_wanted: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        vault = make(folder, records_wanted=records_wanted)
        show("build", {"records": records_wanted, "seconds": round(time.perf_counter() - start, 2)})
        ours = _saves(vault)
        floor = _floor(folder, vault)
        show("draft_saved", {**ours, "floor": floor, "ratio": round(ours["median_ms"] / floor["median_ms"], 1)})
        alone = _saves(vault, findings=False)
        show("write_alone", alone)
        plain = "plain SQLite, one row"
        tell(
            _row("draft_saved", f"draft saved and checked, {records_wanted} records", ours, plain, floor, headline=True)
        )
        tell(_row("write_alone", f"draft saved, {records_wanted} records", alone, plain, floor))
        times: list[float] = []
        rows = 0
        for _ in range(5):
            start = time.perf_counter()
            rows = len(records.listing(vault))
            times.append(time.perf_counter() - start)
        whole = spread(times)
        show("whole_list", {"rows": rows, **whole})
        times = []
        for _ in range(20):
            start = time.perf_counter()
            records.listing(vault, "study_session", limit=50)
            times.append(time.perf_counter() - start)
        first = spread(times)
        show("first_screen_of_list", first)
        tell(_row("first_screen", "first 50 lines of a list", first, f"whole list of {rows}", whole, Beside.PEER))
        vault.close()


def _row(
    name: str,
    what: str,
    ours: dict[str, float],
    other: str,
    theirs: dict[str, float],
    beside: Beside = Beside.FLOOR,
    *,
    headline: bool = False,
) -> Row:
    """Return the row of two medians."""
    return Row(
        name=f"vault.{name}",
        what=what,
        unit="ms",
        ours=ours["median_ms"],
        beside=beside,
        other=other,
        theirs=theirs["median_ms"],
        spread=f"p99 {ours['p99_ms']:.3g}",
        headline=headline,
    )


def _saves(vault: Vault, *, findings: bool = True) -> dict[str, float]:
    """Return how long it takes to save a draft that grows by a few characters each time."""
    record = drafts.begin(vault, "study_session")
    values = {
        **record.values,
        "title": "优先发展教育",
        "date": "2008-09-18",
        "place": "学校会议室",
        "content": "领学报告。",
    }
    values.update(start_time="19:00", end_time="20:40", host="p01", speaker="p02", recorder="p03")
    revision, times = record.revision, []
    for number in range(ROUNDS):
        values["content"] = f"{values['content'][-480:]}逐句读{number}"
        start = time.perf_counter()
        if findings:
            revision = drafts.save(vault, record.id, values, revision=revision).revision
        else:
            revision = drafts.write(vault, record.id, values, revision=revision).revision
        times.append(time.perf_counter() - start)
    return spread(times)


def _floor(folder: Path, vault: Vault) -> dict[str, float]:
    """Return how long plain SQLite takes to rewrite one row of such a payload, every commit on the disk."""
    payload = msgspec.json.encode(records.read(vault, records.listing(vault, limit=1)[0].id).values).decode()
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE record(id TEXT PRIMARY KEY, payload TEXT);"
    )
    plain.execute("BEGIN")
    plain.executemany("INSERT INTO record VALUES (?, ?)", ((str(number), payload) for number in range(10_000)))
    plain.execute("COMMIT")
    times = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        plain.execute("BEGIN IMMEDIATE")
        plain.execute("UPDATE record SET payload = ? WHERE id = '7'", (f"{payload}{number}",))
        plain.execute("COMMIT")
        times.append(time.perf_counter() - start)
    plain.close()
    return spread(times)


if __name__ == "__main__":
    main(wanted(10_000, 300, sys.argv[1:]))
