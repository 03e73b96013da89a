"""Blank ballots of a survey, two to a page and cut apart: no name, no number, nothing that tells one from another."""

from collections.abc import Mapping, Sequence

from core.documents.flow import Cell, Flow, Row
from core.documents.frames import HEIGHT, Leaf
from core.documents.paragraph import Typesetter
from core.documents.styles import (
    BALLOT_TITLE,
    LABEL,
    MM,
    PAD_X,
    ROW,
    SEAM,
    SMALL,
    SMALL_LABEL,
    TEXT,
    Align,
)
from core.records import display
from core.records.content import Person, Record, School
from core.records.field import Grid
from core.records.kind import Kind
from core.records.rule import Votes
from core.records.tally import as_read

HOW = "无记名。每个项目请在选定的一格内打“√”；一个项目选了两格或没有选，这一项作废。"
ANSWER = 22 * MM
"""Width of the column of an answer."""
REMARK_LINES = 2
ABOVE = 20 * MM
"""Room above the lower ballot."""


def lay_ballots(
    setter: Typesetter, kind: Kind, record: Record, *, people: Mapping[str, Person], school: School
) -> list[Leaf]:
    """Lay out a page of two ballots for every group of a survey, or of one where two don't fit; to be copied.

    Raises MissingGlyph; ValueError for a kind without votes.
    """
    rule = next((rule for rule in kind.rules if isinstance(rule, Votes)), None)
    if rule is None:
        raise ValueError(f"{kind.key} has no votes")
    leaves: list[Leaf] = []
    for group, items in _groups(kind, rule, record):
        ballot = _Ballot(setter, kind, rule, record, people=people, school=school, group=group, items=items)
        leaves.extend(ballot.lay())
    return leaves


def _groups(kind: Kind, rule: Votes, record: Record) -> list[tuple[str, list[str]]]:
    """Return the groups that vote with what they vote on; everybody together is none, and no rows are one group."""
    column = kind.at((rule.grid, 0, rule.group))
    found: dict[str, list[str]] = {}
    for row in record.values.get(rule.grid) or ():
        if row.get(rule.group) == rule.whole:
            continue
        told = display.show(column, row.get(rule.group), {})
        items = found.setdefault(told, [])
        item = str(row.get(rule.item) or "").strip()
        if item and item not in items:
            items.append(item)
    return list(found.items()) or [("", [])]


class _Ballot:
    """One group's ballot."""

    def __init__(
        self,
        setter: Typesetter,
        kind: Kind,
        rule: Votes,
        record: Record,
        *,
        people: Mapping[str, Person],
        school: School,
        group: str,
        items: Sequence[str],
    ) -> None:
        self._setter, self._kind, self._record, self._people = setter, kind, record, people
        self._school, self._group = school, group
        subject = self._shown(kind.subtype) if kind.subtype else ""
        self._items = list(items) or [subject or record.heading or "总体评价"]
        tally, _rows = as_read(kind, rule.grid, record.values)
        columns = tally.columns if isinstance(tally, Grid) else ()
        self._answers = [column.words.zh for column in columns if column.key in rule.counts]
        self._where = f"{record.number or kind.words.zh} 测评票"

    def lay(self) -> list[Leaf]:
        """Return the page: the ballot, and once more below a line to cut along where it fits."""
        flow = Flow(self._setter, lambda _: Leaf(bare=True))
        top = flow.y
        self._draw(flow)
        deep = flow.y - top
        if len(flow.leaves) == 1 and deep <= HEIGHT / 2 - ABOVE - MM:
            self._cut(flow, HEIGHT / 2)
            flow.y = HEIGHT / 2 + ABOVE
            self._draw(flow)
        return flow.leaves

    def _draw(self, flow: Flow) -> None:
        """Draw one ballot from where the flow stands."""
        flow.title(f"{self._school.name}{self._kind.words.zh}票", BALLOT_TITLE, where=self._where)
        flow.space(1 * MM)
        day = self._shown(self._kind.dated)
        told = [self._record.heading, self._group and f"人群：{self._group}", day]
        flow.text("　　".join(part for part in told if part), SMALL.at(Align.CENTRE), where=self._where)
        flow.space(2 * MM)
        item = flow.width - ANSWER * len(self._answers)
        widths = [item, *[ANSWER] * len(self._answers)]
        head = Row([self._cell(words, width) for words, width in zip(("项目", *self._answers), widths, strict=True)])
        rows = []
        for words in self._items:
            lines = self._setter.lines(words, TEXT, item - 2 * PAD_X, where=self._where)
            blank = [Cell(ANSWER, [], TEXT) for _ in self._answers]
            rows.append(Row([Cell(item, lines, TEXT, middle=True), *blank]))
        flow.table(rows, head=head)
        flow.space(2 * MM)
        flow.text("意见（可以不写）：", SMALL)
        for _line in range(REMARK_LINES):
            flow.rule(0, ROW - 2 * MM, flow.width, ROW - 2 * MM)
            flow.space(ROW)
        flow.text(HOW, SMALL)

    def _cell(self, words: str, width: float) -> Cell:
        """Set a head; four characters stand on one line."""
        style = LABEL if self._setter.natural(words, LABEL) <= width - 2 * PAD_X else SMALL_LABEL
        return Cell(
            width, self._setter.lines(words, style, width - PAD_X, where=self._where), style, middle=True, pad=PAD_X / 2
        )

    def _cut(self, flow: Flow, y: float) -> None:
        """Draw the line to cut along, in light grey strokes."""
        flow.y = y
        stroke, x = 4 * MM, 0.0
        while x < flow.width:
            flow.rule(x, 0, min(x + stroke / 2, flow.width), 0, grey=0.6)
            x += stroke
        flow.beside("沿此线剪开", SEAM, left=flow.width - self._setter.natural("沿此线剪开", SEAM), down=1 * MM)

    def _shown(self, key: str | None) -> str:
        return display.show(self._kind.field(key), self._record.values.get(key), self._people) if key else ""
