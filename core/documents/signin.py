"""The sign-in sheet of a meeting, printed before it with the names on it, to be signed by hand (D§2.2, D§4.2)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.documents.flow import Cell, Flow, Row
from core.documents.frames import Leaf, Text, count_own
from core.documents.paragraph import Line, Typesetter
from core.documents.sheet import BLANK
from core.documents.styles import (
    BLANK_BELOW,
    CROWDED,
    MM,
    NOTE,
    PAD_X,
    SIGN_IN_TITLE,
    SMALL,
    SMALL_LABEL,
    TEXT,
    TIGHT,
    Align,
    Style,
)
from core.records import display
from core.records.content import Person, Record, School
from core.records.kind import Kind
from core.records.rule import Span

ROW = 9.5 * MM
"""Height of a row."""
ROWS = 22
"""Rows of a page (D§4.2)."""
SPARE = 5
"""Blank rows for those who come unexpected (D§4.2)."""
MOST_LEFT_OUT = 2
"""Spare rows that may be left out where they would need a page of their own."""
SIGNATURE = 40 * MM
"""Width of the column for the signature (D§4.2)."""
ONE_COLUMN = (("序号", 12), ("姓名", 28), ("职务或身份", 36), ("签名", 40), ("到达时间", 22), ("备注", 24))
TWO_COLUMNS = (("序号", 12), ("姓名", 29), ("签名", 40))
"""Heads and widths in millimetres; with two columns a page takes 44 people (D§4.2)."""

_HOST = "host"
"""Field with whoever leads a meeting, where a kind has one."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row: somebody, nobody yet, or words over the whole width."""

    number: str = ""
    name: str = ""
    post: str = ""
    group: str = ""


def lay_sign_in(
    setter: Typesetter, kind: Kind, record: Record, *, people: Mapping[str, Person], school: School
) -> list[Leaf]:
    """Lay out the sign-in sheet of a record whose kind has one, finished or not; it has no place for a draft's mark.

    Up to 22 people with the five spare rows stand in one column, more in two. Raises MissingGlyph.
    """
    sheet = kind.sign_in
    if sheet is None:
        raise ValueError(f"{kind.key} has no sign-in sheet")
    groups = list(_groups(kind, record, people))
    lines = list(_numbered(groups))
    over = len(lines) % (2 * ROWS) if len(lines) > ROWS else 0
    if 0 < over <= MOST_LEFT_OUT:
        lines = lines[:-over]  # two spare rows less rather than a page with nothing else
    expected = sum(len(group) for _name, group in groups)
    page = _Page(setter, kind, record, people=people, school=school, expected=expected)
    if len(lines) <= ROWS:
        return count_own(page.lay(lines, last=True))
    full = 2 * ROWS
    leaves: list[Leaf] = []
    for start in range(0, len(lines), full):
        left, right = lines[start : start + ROWS], lines[start + ROWS : start + full]
        leaves.extend(page.lay(left, right, last=start + full >= len(lines)))
    return count_own(leaves)


# --- who signs ------------------------------------------------------------------------------------


def _groups(kind: Kind, record: Record, people: Mapping[str, Person]) -> Iterator[tuple[str, list[_Line]]]:
    """Yield the groups: our own people by name, then others as so many blank rows each."""
    sheet = kind.sign_in
    assert sheet is not None
    ids = list((record.values.get(sheet.attendance) or {}).get("expected") or ()) if sheet.attendance else []
    for key in sheet.people:
        value = record.values.get(key) or ()
        ids.extend([value] if isinstance(value, str) else value)
    own = [people.get(one) or Person(id=one, name=one) for one in dict.fromkeys(ids)]
    if own:
        yield "学校人员", [_Line(name=person.name, post=person.post) for person in own]
    if sheet.outsiders:
        category = kind.at((sheet.outsiders, 0, "category"))
        for row in record.values.get(sheet.outsiders) or ():
            told = display.show(category, row.get("category"), people)
            count = row.get("count")
            yield told or "其他", [_Line(post=told)] * (count if isinstance(count, int) else 1)


def _numbered(groups: Sequence[tuple[str, Sequence[_Line]]]) -> Iterator[_Line]:
    """Yield the rows of the whole sheet, numbered through, with the spare ones at the end."""
    number = 0
    for name, lines in groups:
        if len(groups) > 1:
            yield _Line(group=f"{name}（{len(lines)}人）")
        for line in lines:
            number += 1
            yield _Line(number=str(number), name=line.name, post=line.post)
    if len(groups) > 1:
        yield _Line(group="临时参会")
    for spare in range(number + 1, number + 1 + (SPARE if groups else ROWS)):
        yield _Line(number=str(spare))


# --- the page -------------------------------------------------------------------------------------


class _Page:
    """Lays out pages of one sheet."""

    def __init__(
        self,
        setter: Typesetter,
        kind: Kind,
        record: Record,
        *,
        people: Mapping[str, Person],
        school: School,
        expected: int,
    ) -> None:
        self._setter, self._kind, self._record, self._people = setter, kind, record, people
        self._expected = expected
        meeting = (
            display.show(kind.field(kind.subtype), record.values.get(kind.subtype), people) if kind.subtype else ""
        )
        self._title = f"{school.name}{meeting or kind.words.zh}签到表"
        self._where = f"{record.number or kind.words.zh} 签到表"

    def lay(self, left: Sequence[_Line], right: Sequence[_Line] | None = None, *, last: bool) -> list[Leaf]:
        """Return the page with these rows, in two columns where there is a right one; names that grow may need more."""
        flow = Flow(self._setter, lambda _: Leaf(foot=self._record.number or "签到表"))
        flow.title(self._title, SIGN_IN_TITLE, where=self._where)
        flow.space(1 * MM)
        for line in self._head():
            self._say(flow, line)
        flow.space(1 * MM)
        told = ONE_COLUMN if right is None else TWO_COLUMNS * 2
        widths = _widths(told, flow.width)
        head = Row([self._cell(words, width, SMALL_LABEL) for (words, _), width in zip(told, widths, strict=True)], ROW)
        half = widths[: len(TWO_COLUMNS)]
        if right is None:
            rows = [Row(self._cells(line, widths), ROW) for line in left]
        else:
            short = len(left) - len(right)
            right = [*right, *[_Line(group=BLANK)][:short], *[_Line(group="　")] * (short - 1)]
            pairs = zip(left, right, strict=True)
            rows = [Row([*self._cells(one, half), *self._cells(other, half)], ROW) for one, other in pairs]
        flow.table(rows, head=head)
        if last and right is None and flow.room > BLANK_BELOW.leading + 2 * SMALL.leading:
            flow.text(BLANK, BLANK_BELOW)
        flow.y = max(flow.y + 1 * MM, flow.leaf.bottom - SMALL.leading)
        self._say(flow, (("记录人签字：", "", 34), ("审核人签字：", "", 34)))
        return flow.leaves

    def _head(self) -> Iterator[tuple[tuple[str, str, float], ...]]:
        """Yield the two lines above the table: what and when; where, who leads, how many."""
        yield ("活动：", self._record.heading, 78), ("时间：", self._when(), 48)
        place, host = self._span(), self._named(_HOST)
        expected = f"{self._expected}人" if self._expected else ""
        yield ("地点：", place, 42), ("主持人：", host, 26), ("应到：", expected, 14), ("实到：", "", 14)

    def _say(self, flow: Flow, parts: Sequence[tuple[str, str, float]]) -> None:
        """Set labels with what is known behind them, and a line to write on, so many millimetres, where nothing is."""
        style, left, deep = NOTE, 0.0, 1
        for label, text, room in parts:
            flow.beside(label, style, left=left)
            left += self._setter.natural(label, style, where=self._where)
            if text:
                lines = self._setter.lines(text, style, room * MM, where=self._where)
                flow.leaf.marks.append(Text(lines, flow.leaf.left + left, flow.y, style))
                deep = max(deep, len(lines))
            else:
                flow.rule(left, style.leading - 2, left + room * MM, style.leading - 2)
            left += (room + 4) * MM
        flow.space(deep * style.leading)

    def _when(self) -> str:
        """Return day and hours, as far as they are known."""
        span = next((rule for rule in self._kind.rules if isinstance(rule, Span)), None)
        values = self._record.values
        day = self._shown(self._kind.dated)
        if span is None or not values.get(span.start):
            return day
        until = values.get(span.end)
        return f"{day} {values[span.start]}" + (f"—{until}" if until else "")

    def _span(self) -> str:
        """Return the place."""
        span = next((rule for rule in self._kind.rules if isinstance(rule, Span)), None)
        return self._shown(span.place) if span and span.place else ""

    def _named(self, key: str) -> str:
        return self._shown(key) if key in {field.key for field in self._kind.fields()} else ""

    def _shown(self, key: str) -> str:
        return display.show(self._kind.field(key), self._record.values.get(key), self._people)

    def _cells(self, line: _Line, widths: Sequence[float]) -> list[Cell]:
        """Set the cells of one line; words over the whole width are one, and in two columns a post has the name's."""
        if line.group:
            style = BLANK_BELOW if line.group == BLANK else SMALL_LABEL.at(Align.LEFT)
            return [self._cell(line.group, sum(widths), style)]
        if len(widths) == len(TWO_COLUMNS):
            texts: tuple[str, ...] = (line.number, line.name or line.post, "")
        else:
            texts = (line.number, line.name, line.post, "", "", "")
        return [self._cell(text, width) for text, width in zip(texts, widths, strict=True)]

    def _cell(self, text: str, width: float, style: Style | None = None) -> Cell:
        """Set a cell so that its row stays as high as all others: a long text is set smaller."""
        lines: list[Line] = []
        for size in (style,) if style else (TEXT.at(Align.CENTRE), SMALL.at(Align.CENTRE), CROWDED):
            style = size
            lines = self._setter.lines(text, style, width - 2 * TIGHT, where=self._where) if text else []
            if len(lines) <= 1:
                break
        assert style is not None
        return Cell(width, lines, style, middle=True, pad=PAD_X if style.align is Align.LEFT else TIGHT)


def _widths(told: Sequence[tuple[str, int]], room: float) -> list[float]:
    """Keep the column for the signature as wide as it must be; the others share what is left."""
    others = sum(width for words, width in told if words != "签名")
    rest = room - SIGNATURE * sum(words == "签名" for words, _ in told)
    return [SIGNATURE if words == "签名" else width * rest / others for words, width in told]
