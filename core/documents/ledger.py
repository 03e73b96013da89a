"""Printed lists over all records of a kind: 问题清单, 责任清单, 整改清单 (D§2.9); landscape."""

from collections.abc import Mapping, Sequence
from datetime import date

from core.documents.flow import Cell, Flow, Row
from core.documents.frames import Leaf, count_own
from core.documents.paragraph import Typesetter
from core.documents.sheet import BLANK
from core.documents.styles import BLANK_BELOW, MM, NOTE, PAD_X, ROW, SHEET_TITLE, SMALL, SMALL_LABEL, Align
from core.records import display
from core.records.content import Person, Record, School
from core.records.due import deadline_of
from core.records.field import Automatic, Choice, Date, Integer, Toggle
from core.records.field import Person as PersonField
from core.records.kind import Kind, LedgerColumn, LedgerList

WRITTEN = 15 * MM
"""Height of a row that is filled by hand."""


def lay_ledger(
    setter: Typesetter,
    kind: Kind,
    records: Sequence[Record],
    *,
    people: Mapping[str, Person],
    school: School,
    on: date | None = None,
    lists: Sequence[str] = (),
    blank: bool = False,
) -> list[Leaf]:
    """Lay out the lists of a kind, each from a new page; `on` is the day by which a deadline has passed or not.

    `blank` fills a page with empty rows instead, to be written by hand.
    """
    leaves: list[Leaf] = []
    for listed in kind.sheet.lists:
        if not lists or listed.key in lists:
            ledger = _Ledger(setter, kind, people=people, on=on)
            title = f"{school.name}{listed.words.zh}"
            leaves.extend(ledger.lay_blank(listed, title=title) if blank else ledger.lay(listed, records, title=title))
    return leaves


class _Ledger:
    """One list while it is laid out."""

    def __init__(self, setter: Typesetter, kind: Kind, *, people: Mapping[str, Person], on: date | None) -> None:
        self._setter = setter
        self._kind = kind
        self._people = people
        self._on = on

    def lay(self, listed: LedgerList, records: Sequence[Record], *, title: str) -> list[Leaf]:
        """Return the pages of one list."""
        flow = self._begin(listed, title)
        day = f"　截至{display.write_day(self._on)}" if self._on else ""
        flow.text(f"共{len(records)}项{day}", NOTE.at(Align.RIGHT))
        flow.space(1.5 * MM)
        widths = self._widths(listed, records, room=flow.width)
        head = self._heads(listed, widths)
        rows = [self._row(listed, record, widths) for record in records]
        closing = self._setter.lines(BLANK, BLANK_BELOW, flow.width - 2 * PAD_X)
        rows.append(Row([Cell(flow.width, closing, BLANK_BELOW)], least=0.8 * ROW))
        flow.table(rows, head=head)
        return count_own(flow.leaves)

    def lay_blank(self, listed: LedgerList, *, title: str) -> list[Leaf]:
        """Return one page of empty rows, each with room for two written lines."""
        flow = self._begin(listed, title)
        flow.text("共＿＿项　截至＿＿＿＿年＿＿月＿＿日", NOTE.at(Align.RIGHT))
        flow.space(1.5 * MM)
        widths = self._widths(listed, (), room=flow.width)
        head = self._heads(listed, widths)
        count = int((flow.room - head.height) // WRITTEN)
        flow.table([Row([Cell(width, [], SMALL) for width in widths], least=WRITTEN) for _ in range(count)], head=head)
        return count_own(flow.leaves)

    def _begin(self, listed: LedgerList, title: str) -> Flow:
        """Begin the pages of a list with its title."""
        flow = Flow(
            self._setter,
            lambda number: Leaf(landscape=True, head=f"{title}（续）" if number else "", foot=listed.words.zh),
        )
        flow.title(title, SHEET_TITLE, where=listed.words.zh)
        return flow

    def _heads(self, listed: LedgerList, widths: Sequence[float]) -> Row:
        """Set the row of heads."""
        return Row([self._head(column, width) for column, width in zip(listed.columns, widths, strict=True)])

    def _widths(self, listed: LedgerList, records: Sequence[Record], *, room: float) -> list[float]:
        """Share the width as the kind says; short columns get what their longest line needs, the others give it."""
        told = sum(column.width for column in listed.columns)
        widths = [room * column.width / told for column in listed.columns]
        needs = []
        for column, width in zip(listed.columns, widths, strict=True):
            need = width
            if self._short(column):
                lines = [line for record in records for line in self._text(column, record).split("\n")]
                longest = max((self._setter.natural(line, SMALL, where=column.words.zh) for line in lines), default=0.0)
                need = max(width, min(longest + 2 * PAD_X + 2, 45 * MM))
            needs.append(need)
        short = [self._short(column) for column in listed.columns]
        taken = sum(need - width for need, width in zip(needs, widths, strict=True))
        giving = sum(width for width, is_short in zip(widths, short, strict=True) if not is_short)
        if not taken or taken > giving / 2:
            return widths
        return [
            need if is_short else width - taken * width / giving
            for need, width, is_short in zip(needs, widths, short, strict=True)
        ]

    def _head(self, column: LedgerColumn, width: float) -> Cell:
        """Set the head of a column."""
        lines = self._setter.lines(column.words.zh, SMALL_LABEL, width - 2 * PAD_X, where=column.words.zh)
        return Cell(width, lines, SMALL_LABEL, middle=True)

    def _row(self, listed: LedgerList, record: Record, widths: list[float]) -> Row:
        """Set one record's row."""
        cells = []
        for place, (column, width) in enumerate(zip(listed.columns, widths, strict=True)):
            style = SMALL.at(Align.CENTRE if self._short(column) else Align.LEFT)
            where = f"{record.number} {column.words.zh}"
            text = self._text(column, record)
            lines = self._setter.lines(text, style, width - 2 * PAD_X, where=where) if text else []
            short = self._short(column)
            # The running number stands again where a row goes on to the next page.
            cells.append(Cell(width, lines, style, middle=short, repeated=short and place == 0))
        return Row(cells)

    def _short(self, column: LedgerColumn) -> bool:
        """Tell whether a column's texts are short and stand in the middle."""
        return all(
            key in ("number", "state")
            or isinstance(self._kind.field(key), Automatic | Choice | Date | Integer | Toggle | PersonField)
            for key in column.keys
        )

    def _text(self, column: LedgerColumn, record: Record) -> str:
        """Return what a column says of a record."""
        return "\n".join(filter(None, (self._value(key, record) for key in column.keys)))

    def _value(self, key: str, record: Record) -> str:
        """Return the text of one field, of the record's number or of its state."""
        if key == "number":
            return record.number
        if key != "state":
            return display.read_out(self._kind, key, record.values, self._people)
        state = self._kind.workflow.state(record.state)
        deadline = deadline_of(self._kind, record.state, record.values)
        late = self._on is not None and deadline is not None and deadline < self._on and not state.ended
        return f"{state.words.zh}\n（逾期）" if late else state.words.zh
