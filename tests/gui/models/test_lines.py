"""Lists show what is wanted, in the order they were read, and say each row once."""

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt

from core.views.records import RecordLine
from gui.models.ledger import LedgerModel
from gui.models.lines import ID_ROLE, LinesModel, Wanted
from gui.widgets.ledger import CELL_ROLE, CellData
from gui.widgets.rows import ROW_ROLE, RowData

NOW = datetime(2008, 9, 19, tzinfo=UTC)
DONE = frozenset({("study_session", "done")})


def line(number: int, **more: object) -> RecordLine:
    """Return a list row."""
    values: dict[str, object] = {
        "id": f"r{number}",
        "kind": "study_session",
        "number": f"ST-2008-{number:03d}",
        "heading": f"题目{number}",
        "dated": date(2008, 9, number),
        "state": "draft",
        "entered_at": NOW,
        **more,
    }
    return RecordLine(**values)  # type: ignore[arg-type]


LINES = (
    line(3, subtype="night_study"),
    line(2, subtype="relay", state="done", late=True),
    line(1, subtype="night_study", dated=date(2007, 9, 1), state="done"),
    line(4, dated=None),
)


def model(said: list[str] | None = None) -> LinesModel:
    """Return a model of the lines; `said` hears which rows were put into words."""

    def say(row: RecordLine) -> RowData:
        if said is not None:
            said.append(row.id)
        return RowData(row.heading)

    made = LinesModel(say)
    made.show_lines(LINES)
    return made


def ids(shown: LinesModel) -> list[str]:
    """Return the ids of the rows shown."""
    return [str(shown.data(shown.index(row), ID_ROLE)) for row in range(shown.rowCount())]


def test_everything_is_shown_until_something_is_wanted() -> None:
    assert ids(model()) == ["r3", "r2", "r1", "r4"]
    assert not model().wanted().filters


def test_each_filter_leaves_out_what_does_not_fit() -> None:
    shown = model()
    for wanted, left in (
        (Wanted(subtype="night_study"), ["r3", "r1"]),
        (Wanted(year=2007), ["r1"]),
        (Wanted(states=DONE), ["r2", "r1"]),
        (Wanted(states=frozenset({("leave", "done")})), []),
        (Wanted(kinds=frozenset({"leave"})), []),
        (Wanted(kinds=frozenset({"leave", "study_session"}), year=2007), ["r1"]),
        (Wanted(late=True), ["r2"]),
        (Wanted(ids=frozenset({"r4", "r1"})), ["r1", "r4"]),
        (Wanted(subtype="night_study", states=DONE), ["r1"]),
        (Wanted(year=1999), []),
        (Wanted(), ["r3", "r2", "r1", "r4"]),
    ):
        shown.show_wanted(wanted)
        assert ids(shown) == left
    assert shown.years() == [2008, 2007]


def test_a_row_is_put_into_words_when_it_is_looked_at_and_once() -> None:
    said: list[str] = []
    shown = model(said)
    assert said == []
    shown.data(shown.index(1), ROW_ROLE)
    shown.data(shown.index(1), int(Qt.ItemDataRole.DisplayRole))
    assert said == ["r2"]


def test_reading_the_same_again_resets_nothing() -> None:
    shown = model()
    resets: list[int] = []
    shown.modelReset.connect(lambda: resets.append(1))
    shown.show_lines(tuple(LINES))
    assert resets == []


ITEMS = (
    line(1, no=2, responsible="乙", due=date(2008, 9, 30), state="working"),
    line(2, no=1, responsible="丙", due=date(2008, 6, 30), state="working", overdue=81),
    line(3, no=0, responsible="甲", due=None, state="draft"),
)


def test_a_ledger_stands_in_the_order_of_its_numbers_drafts_last() -> None:
    shown = LedgerModel(lambda row, _column: CellData(row.id))
    shown.show_lines(ITEMS)
    order = [shown.line(row) for row in range(3)]
    assert [row.id for row in order if row] == ["r2", "r1", "r3"]
    assert shown.data(shown.index(0, 0), CELL_ROLE) == CellData("r2")


def test_a_ledger_can_be_ordered_by_a_column_and_back() -> None:
    shown = LedgerModel(lambda row, _column: CellData(row.id))
    shown.show_lines(ITEMS)

    def order() -> list[str]:
        return [row.id for at in range(shown.rowCount()) if (row := shown.line(at))]

    shown.sort(3)
    assert order() == ["r2", "r1", "r3"]
    shown.sort(3, Qt.SortOrder.DescendingOrder)
    assert order() == ["r3", "r1", "r2"]
    shown.sort(0)
    shown.show_only(lambda row: row.overdue > 0)
    assert order() == ["r2"]
    assert shown.count(lambda row: row.state == "working") == 2
    assert shown.row_of("r1") == -1
