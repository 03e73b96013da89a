"""One table of all that was measured: each figure beside its like, what is missing said, nothing quoted that is old."""

import json
import sys
from pathlib import Path

import msgspec
import pytest

from bench import __main__ as bench
from bench import row as rows
from bench import table
from bench.row import Beside, Row

SAVED = Row(
    name="vault.saved", what="a draft saved", unit="ms", ours=3.0, other="plain SQLite", theirs=2.0, headline=True
)
ABSENT = Row(name="peers.typst", what="100 pages", other="typst", times_at_most=1.2, missing="not here")


def measured(*some: Row, quick: bool = False) -> table.Measured:
    machine = table.Machine(
        system="Debian 12", python="3.11.7", cores=2, day="2026-11-26", program="0.1.0", load=(0.5, 1.5)
    )
    return table.Measured(machine=machine, quick=quick, rows=some)


def test_a_row_says_how_many_times_its_like_it_is() -> None:
    assert table.line(SAVED) == "| a draft saved | 3 ms | plain SQLite (peer) | 2 ms | 1.50 |  |"


def test_what_is_not_here_is_said_and_does_not_count_as_kept() -> None:
    assert table.line(ABSENT) == "| 100 pages |  | typst |  |  | not measured: not here |"
    assert ABSENT.holds is None


@pytest.mark.parametrize(
    ("ours", "theirs", "times", "most", "holds", "told"),
    [
        (1.0, 1.0, 1.3, None, True, "≤ 1.3×, kept"),
        (1.4, 1.0, 1.3, None, False, "≤ 1.3×, **missed**"),
        (120.0, None, None, 130.0, True, "≤ 130 s, kept"),
        (140.0, None, None, 130.0, False, "≤ 130 s, **missed**"),
        (1.0, 1.0, 1.3, 0.5, False, "≤ 1.3×, ≤ 0.5 s, **missed**"),
        (1.0, None, 1.3, None, None, "≤ 1.3×"),
        (1.0, 2.0, None, None, None, ""),
    ],
)
def test_a_target_is_kept_or_missed(
    ours: float, theirs: float | None, times: float | None, most: float | None, holds: bool | None, told: str
) -> None:
    row = Row(name="a.b", what="it", ours=ours, theirs=theirs, times_at_most=times, at_most=most, beside=Beside.FLOOR)
    assert row.holds is holds
    assert table.line(row).endswith(f"| {told} |")


def test_a_bar_in_a_name_does_not_break_the_table() -> None:
    assert table.line(Row(name="a.b", what="one|two\nthree", ours=1.0)).count("|") == 7


def test_a_printed_row_is_heard_again_and_other_lines_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    rows.tell(SAVED)
    assert rows.heard(capsys.readouterr().out) == SAVED
    assert rows.heard('{"bench": "vault", "median_ms": 3}') is None


def test_sizes_are_full_quick_or_as_given() -> None:
    assert rows.wanted(10, 2, []) == 10
    assert rows.wanted(10, 2, ["--quick"]) == 2
    assert rows.wanted(10, 2, ["7", "--quick"]) == 7


def test_the_table_is_written_for_people_and_for_programs(tmp_path: Path) -> None:
    table.write(measured(SAVED, ABSENT), tmp_path)
    text = (tmp_path / "table.md").read_text(encoding="utf-8")
    for row in (SAVED, ABSENT):
        assert table.line(row) in text
    assert "Debian 12, Python 3.11.7, 2 shared cores, load 0.5 to 1.5" in text
    told = json.loads((tmp_path / "table.json").read_bytes())
    assert [row["name"] for row in told["rows"]] == ["vault.saved", "peers.typst"]
    assert told["rows"][0]["ratio"] == pytest.approx(1.5)
    assert told["rows"][1]["holds"] is None
    assert table.read(tmp_path) == measured(SAVED, ABSENT)


def test_a_measurement_taken_again_replaces_its_own_rows_only() -> None:
    newer = Row(name="vault.saved", what="a draft saved", unit="ms", ours=2.0)
    both = table.merged(measured(SAVED, ABSENT), measured(newer), ("peers", "vault"))
    assert both.rows == (ABSENT, newer)
    assert table.merged(None, measured(newer), ()).rows == (newer,)


def test_the_load_told_is_that_of_all_runs_whose_rows_are_there() -> None:
    newer = measured(Row(name="vault.saved", what="a draft saved", ours=2.0))
    calm = msgspec.structs.replace(newer, machine=msgspec.structs.replace(newer.machine, load=(0.1, 0.2)))
    assert table.merged(measured(SAVED, ABSENT), calm, ()).machine.load == (0.1, 1.5)
    assert table.merged(measured(SAVED), calm, ()).machine.load == (0.1, 0.2)


def test_small_sizes_are_never_mixed_with_full_ones() -> None:
    quick = measured(SAVED, quick=True)
    assert table.merged(measured(ABSENT), quick, ()).rows == (SAVED,)
    assert "only show that it works" in table.described(quick)


def test_the_readme_gets_the_headlines_between_its_marks() -> None:
    before = table.README.read_text(encoding="utf-8")
    after = table.put_into(before, measured(SAVED, ABSENT))
    assert table.line(SAVED) in after
    assert table.line(ABSENT) not in after
    assert after.split(table.BEGIN)[0] == before.split(table.BEGIN)[0]
    assert after.split(table.END)[1] == before.split(table.END)[1]
    assert table.put_into(after, measured(SAVED, ABSENT)) == after


def test_rows_are_gathered_from_a_measurements_own_process(capsys: pytest.CaptureFixture[str]) -> None:
    code = "from bench.row import Row, tell; print('besides'); tell(Row(name='a.b', what='it', ours=1.0))"
    taken, ended = bench.take("a", quick=True, command=[sys.executable, "-c", code])
    assert (taken, ended) == ([Row(name="a.b", what="it", ours=1.0)], 0)
    assert "besides" in capsys.readouterr().out


def test_a_measurement_that_breaks_is_a_row_and_not_the_end() -> None:
    taken, ended = bench.take("a", quick=True, command=[sys.executable, "-c", "raise SystemExit(3)"])
    assert ended == 3
    assert [row.missing for row in taken] == ["ended with 3"]


def test_an_unknown_name_is_told_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.main(["nothing"])
    assert "there is no nothing; there are startup, start" in capsys.readouterr().err


def test_every_measurement_that_can_be_named_is_there() -> None:
    folder = Path(bench.__file__).parent
    assert [
        name
        for name in bench.MEASUREMENTS
        if not list(folder.glob(f"{name}.py")) + list(folder.glob(f"{name}/__main__.py"))
    ] == []
