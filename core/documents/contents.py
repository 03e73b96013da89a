"""The contents of a packet, with the pages on which things really stand (D§4.3 卷内文件目录)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.documents.flow import Cell, Flow, Row
from core.documents.frames import Leaf, count_own
from core.documents.paragraph import Typesetter
from core.documents.sheet import BLANK
from core.documents.styles import BLANK_BELOW, MM, PAD_X, ROW, SHEET_TITLE, SMALL, SMALL_LABEL, Align
from core.records.content import LATE_AFTER, Record
from core.records.display import Names, show_name, write_day
from core.records.field import Person
from core.records.kind import Kind
from core.records.packet import Document, Entry, PageRange
from core.records.rule import EnteredSoon

COLUMNS = (("序号", 12), ("题名", 60), ("日期", 29), ("责任人", 19), ("页码", 17), ("备注", 25))
"""Heads and widths in millimetres (D§4.3: 序号、题名、日期、责任人、页码、备注)."""

_RESPONSIBLE = ("responsible", "recorder", "author", "host", "speaker")
"""Fields that name the 责任人 of a record, the first that is filled in."""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the contents."""

    number: str
    title: str
    day: str = ""
    person: str = ""
    pages: PageRange = field(default_factory=PageRange)
    note: str = ""


def line_of(document: Document, entry: Entry, *, number: int, attached: int) -> ContentsLine:
    """Return the line of one record; `attached` = files that travel with it."""
    record = entry.record
    kind = document.kind_of(record)
    notes = []
    if record.state == "void":
        notes.append("作废")
    reasons = [rule.reason for rule in kind.rules if isinstance(rule, EnteredSoon)]
    if record.days_late > LATE_AFTER or any(record.values.get(key) for key in reasons):  # as the sheet says it
        notes.append("补记")
    if attached:
        notes.append(f"附件{attached}件")
    title = f"{kind.words.zh}：{record.heading}" if record.heading else kind.words.zh
    return ContentsLine(
        number=str(number),
        title=f"{title}（{record.number}）" if record.number else title,
        day=write_day(record.dated) if record.dated else "",
        person=responsible(kind, record, document.names),
        pages=entry.pages,
        note="、".join(notes),
    )


def responsible(kind: Kind, record: Record, names: Names) -> str:
    """Return the name of the person responsible for a record."""
    people = [field.key for field in kind.fields() if isinstance(field, Person)]
    for key in (*_RESPONSIBLE, *people):
        if key in people and record.values.get(key):
            return show_name(record.values[key], names)
    return ""


def lay_contents(setter: Typesetter, lines: Sequence[ContentsLine]) -> list[Leaf]:
    """Lay out the contents; how many pages they take does not depend on the page numbers in them."""
    flow = Flow(setter, lambda number: Leaf(head="目录（续）" if number else "", foot="目录"))
    flow.text("目　　录", SHEET_TITLE)
    flow.space(3 * MM)
    told = sum(width for _, width in COLUMNS)
    widths = [flow.width * width / told for _, width in COLUMNS]
    head = Row(
        [
            Cell(width, setter.lines(words, SMALL_LABEL, width - 2 * PAD_X), SMALL_LABEL, middle=True)
            for (words, _), width in zip(COLUMNS, widths, strict=True)
        ]
    )
    rows = [_row(setter, line, widths) for line in lines]
    rows.append(Row([Cell(flow.width, setter.lines(BLANK, BLANK_BELOW, flow.width - 2 * PAD_X), BLANK_BELOW)]))
    flow.table(rows, head=head)
    return count_own(flow.leaves)


def _row(setter: Typesetter, line: ContentsLine, widths: list[float]) -> Row:
    """Set one line."""
    first, last = line.pages.first, line.pages.last
    pages = str(first) if first == last else f"{first}-{last}"
    texts = (line.number, line.title, line.day, line.person, pages, line.note)
    cells = []
    for place, (text, width) in enumerate(zip(texts, widths, strict=True)):
        style = SMALL.at(Align.LEFT if place in (1, 5) else Align.CENTRE)
        lines = setter.lines(text, style, width - 2 * PAD_X, where=f"目录 {line.title}") if text else []
        cells.append(Cell(width, lines, style, middle=True))
    return Row(cells, least=ROW)
