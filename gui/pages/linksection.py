"""去向: what the rows of a record became, what they may become, and what the record hangs together with."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.records.catalogue import find_kind
from core.records.content import Record
from core.records.display import heading_of
from core.records.workflow import Effect, Move
from core.services import links
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.links import Links, Neighbour, RowLinks, Shoot
from core.views.records import RecordView
from gui.messages import _, about, fill, ngettext, words
from gui.pages.linkwords import TO_ANSWER, neighbour_chip, neighbour_name, opinion_chip
from gui.pages.tying import TieQuestion
from gui.tasks import Tasks
from gui.widgets.beside import Beside
from gui.widgets.buttons import Button, ElidedLink
from gui.widgets.chip import Chip
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.formline import SectionHead
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Label

TASK = "task"
"""Kind of record that many rows become in one step (全部转待办)."""


class LinksSection(QWidget):
    """Reads how one record hangs together with others, and lets its rows grow."""

    record_wanted = Signal(str, object)
    """Open another record: id, path."""
    answer_wanted = Signal(str, object)
    """Make the move of this key with these answers to begin with (反馈)."""
    changed = Signal(object)
    """`Changes`: something grew."""
    shown = Signal()
    """The links have been read and are shown."""

    def __init__(self, vault: Vault, *, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault, self._tasks = vault, tasks
        self._view: RecordView | None = None
        self._links = Links()
        self.question: TieQuestion | None = None
        column = Column(self, spacing=8)
        column.addWidget(SectionHead(_("What became of it")))
        self._says = Column(spacing=4)
        column.addLayout(self._says)
        self._body = Column(spacing=10)
        column.addLayout(self._body)
        self.hide()

    def show_record(self, view: RecordView) -> None:
        """Read the links of a record and show them; nothing is shown for one that has none."""
        other = self._view is None or self._view.record.id != view.record.id
        self._view = view
        if other:
            self._hush()
            self.hide()
        record = view.record.id

        def show(found: Links) -> None:
            if self._view is not None and self._view.record.id == record:
                self.show_links(found)

        self._tasks.in_vault(
            lambda: links.of_record(self._vault, record), show, failed=lambda _error: self.clear(), owner=self
        )

    def show_links(self, found: Links) -> None:
        """Show links that were read already."""
        self._links = found
        clear(self._body)
        view = self._view
        if view is None:
            return
        finished = bool(view.record.number)
        rows = [row for row in found.rows if row.became or finished]
        for grid in dict.fromkeys(row.grid for row in rows):
            mine = [row for row in rows if row.grid == grid]
            self._body.addLayout(self._group(view, grid, mine))
        became = {other.record for row in rows for other in row.became}
        came = {other.record for other in found.came_from}
        for name, others in (
            (_("Came from"), found.came_from),
            (_("Mentions"), [other for other in found.names if other.record not in came]),
            (_("Mentioned by"), [other for other in found.named_by if other.record not in became]),
        ):
            if others:
                self._body.addLayout(self._others(name, others))
        self.setVisible(bool(self._body.count()))
        self.shown.emit()

    def clear(self) -> None:
        """Show nothing."""
        self._view = None
        self._links = Links()
        self._hush()
        clear(self._body)
        self.hide()

    def links(self) -> Links:
        """Return what is shown."""
        return self._links

    # --- how it looks --------------------------------------------------------------------------------

    def _group(self, view: RecordView, grid: str, rows: Sequence[RowLinks]) -> Column:
        """Return the rows of one grid under its name."""
        column = Column(spacing=6)
        name = words(view.kind.field(grid).words) if grid else _("The record as a whole")
        ends = Flow(spacing=8, right=True)
        for shoot in _shared(rows):
            text = fill(_("All: {verb}"), {"verb": words(shoot.words)})
            ends.addWidget(Button(text, "small", action=partial(self._grow_all, shoot)))
        column.addLayout(Beside(Label(name, "label", wrap=True), ends))
        for row in rows:
            column.addLayout(self._row(view, row))
        return column

    def _row(self, view: RecordView, row: RowLinks) -> Column:
        """Return one row: its words and state, what it became, what it may become."""
        column = Column(margins=(12, 0, 0, 4), spacing=4)
        if row.grid:
            first = Row(spacing=8)
            first.addWidget(Label(row.text, wrap=True), 1)
            if row.state:
                first.addWidget(Chip(opinion_chip(row.state)))
            column.addLayout(first)
        if row.became:
            column.addLayout(self._became(row.became))
        buttons = Flow(spacing=6)
        answer = _answer_move(view, row)
        if answer is not None:
            button = Button(_("Answer"), "small", icon_name="checkmark", action=partial(self._answer, answer, row))
            button.setAccessibleName(f"{_('Answer')} {row.text}")
            buttons.addWidget(button)
        if view.record.number:
            for shoot in row.shoots:
                button = Button(words(shoot.words), "small", action=partial(self._grow, row, shoot))
                button.setAccessibleName(f"{words(shoot.words)} {row.text}")
                buttons.addWidget(button)
            tie = Button(_("Link to one there is…"), "link", action=partial(self._ask_tie, row))
            tie.setAccessibleName(f"{_('Link to one there is…')} {row.text}")
            buttons.addWidget(tie)
        if buttons.count():
            column.addLayout(buttons)
        return column

    def _became(self, others: Iterable[Neighbour]) -> Flow:
        line = Flow(spacing=6)
        for other in others:
            line.addWidget(self._link(other))
            line.addWidget(Chip(neighbour_chip(other)))
        return line

    def _others(self, name: str, others: Iterable[Neighbour]) -> Beside:
        return Beside(Label(name, "label", wrap=True), self._became(others), last=True, spacing=10)

    def _link(self, other: Neighbour) -> Button:
        return ElidedLink(neighbour_name(other), action=partial(self.record_wanted.emit, other.record, ()))

    # --- what is pressed -----------------------------------------------------------------------------

    def _grow(self, row: RowLinks, shoot: Shoot) -> None:
        view = self._view
        if view is None:
            return
        into = next((one.into for one in view.kind.offshoots if one.key == shoot.key), "")

        def grown(record: Record) -> None:
            self._tell(view, record.kind, record.id)
            if into:
                self._say_added(record, into)
                self.show_record(view)
            else:
                self.record_wanted.emit(record.id, ())

        self._do(lambda: links.grow(self._vault, view.record.id, shoot.key, row=row.row), grown)

    def _grow_all(self, shoot: Shoot) -> None:
        view = self._view
        if view is None:
            return

        def grown(records: tuple[Record, ...]) -> None:
            self._tell(view, shoot.kind, *(record.id for record in records))
            text = ngettext(
                "{count} draft was begun; it waits on its list.",
                "{count} drafts were begun; they wait on their list.",
                len(records),
            )
            self._say(FindingLine(Level.HINT, text.format(count=len(records)), word=_("Done")))
            self.show_record(view)

        self._do(lambda: links.grow_all(self._vault, view.record.id, shoot.key), grown)

    def _ask_tie(self, row: RowLinks) -> None:
        view = self._view
        if view is None:
            return
        self.question = TieQuestion(
            self._vault, tasks=self._tasks, record=view.record, text=row.text, grid=row.grid, parent=self
        )
        self.question.chosen.connect(partial(self._tie, view, row))
        self.question.ask()

    def _tie(self, view: RecordView, row: RowLinks, number: str) -> None:
        def tied(record: Record) -> None:
            self._tell(view, record.kind, record.id)
            self.show_record(view)

        self._do(lambda: links.tie(self._vault, view.record.id, number, row=row.row), tied)

    def _answer(self, move: Move, row: RowLinks) -> None:
        view = self._view
        if view is None:
            return
        self._tasks.in_vault(
            lambda: links.answers_for(self._vault, view.record.id, row.row),
            partial(self.answer_wanted.emit, move.key),
            failed=self._refuse,
            owner=self,
        )

    def _do(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._hush()
        self._tasks.in_vault(work, then, failed=self._refuse, owner=self)

    # --- what is said --------------------------------------------------------------------------------

    def _say_added(self, record: Record, into: str) -> None:
        kind = find_kind(record.kind)
        name = heading_of(kind, record.values) or words(kind.words)
        text = fill(
            _("A line was added to “{heading}”, under “{field}”."),
            {"heading": f"{name} {words(kind.words)}", "field": words(kind.field(into).words)},
        )
        line = FindingLine(Level.HINT, text, action=_("Open"), key=record.id, word=_("Done"))
        self._say(line, lambda key: self.record_wanted.emit(key, (into,)))

    def _refuse(self, error: UserError) -> None:
        self._say(FindingLine(Level.ERROR, about(error).text()))

    def _say(self, line: FindingLine, act: Callable[[str], None] | None = None) -> None:
        self._hush()
        row = FindingRow(line)
        if act is not None:
            row.acted.connect(act)
        self._says.addWidget(row)

    def _hush(self) -> None:
        clear(self._says)

    def _tell(self, view: RecordView, kind: str, *ids: str) -> None:
        self.changed.emit(Changes(records=frozenset({view.record.id, *ids}), kinds=frozenset({view.kind.key, kind})))


def _shared(rows: Sequence[RowLinks]) -> list[Shoot]:
    """Return what at least two rows may become in one step."""
    found: dict[str, list[Shoot]] = {}
    for row in rows:
        for shoot in row.shoots if not row.settled else ():
            if shoot.kind == TASK and row.grid:
                found.setdefault(shoot.key, []).append(shoot)
    return [shoots[0] for shoots in found.values() if len(shoots) > 1]


def _answer_move(view: RecordView, row: RowLinks) -> Move | None:
    """Return the move that answers an opinion, where the answer is what comes next."""
    if row.state not in TO_ANSWER:
        return None
    return next((move for move in view.moves if move.effect is Effect.ROW and move.into == row.grid), None)
