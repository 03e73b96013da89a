"""关联已有: choosing a record that is there already, by its number or its heading."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from core.records.catalogue import find_kind
from core.records.content import Record
from core.services import records
from core.services.vaults import Vault
from core.views.records import RecordLine
from gui.messages import _, fill, words
from gui.models.plainrows import KEY_ROLE, KeyedRow, PlainRows
from gui.pages.titles import state_chip
from gui.tasks import Tasks
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.question import Question, Reply
from gui.widgets.rows import HEIGHT, RowData, RowList
from gui.widgets.space import Column, clear
from gui.widgets.theme import theme

VOID = "void"

OFFERED = 200
"""So many of the newest records are offered."""
SHOWN = 4
"""Rows that are seen at once, where there is room."""
_BESIDE = 250
"""Height of what else stands in the question, in pixels at 100 %."""


class _Body(QWidget):
    """A field to narrow the list by, and the list."""

    picked = Signal()

    def __init__(self, *, room: int) -> None:
        super().__init__()
        self._room = room
        self._lines: tuple[RecordLine, ...] = ()
        self.field = TextField(hint=_("Number or words of the heading"))
        self.field.setAccessibleName(_("Number or words of the heading"))
        self._model = PlainRows(self)
        self.list = RowList(says=_("Records there are"))
        self.list.setModel(self._model)
        self.list.setProperty("role", "framed")
        self._says = Column(spacing=4)
        column = Column(self, spacing=8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addLayout(self._says)
        self.field.edited.connect(self._narrow)
        self.list.opened.connect(lambda _index: self.picked.emit())
        theme().changed.connect(self.restyle)
        self.restyle()

    def show_lines(self, lines: tuple[RecordLine, ...]) -> None:
        """Offer these records."""
        self._lines = lines
        self._narrow()

    def number(self) -> str:
        """Return the number of the chosen record, empty for none."""
        return str(self.list.currentIndex().data(KEY_ROLE) or "")

    def complain(self) -> bool:
        """Say that nothing is chosen; False when something is."""
        clear(self._says)
        if self.number():
            return False
        self._says.addWidget(FindingRow(FindingLine(Level.ERROR, _("Choose one of the records."))))
        self.field.setFocus()
        return True

    def restyle(self) -> None:
        """Measure again for the present text size and the room there is."""
        rows = (self._room - theme().dp(_BESIDE)) / theme().dp(HEIGHT)
        self.list.setFixedHeight(round(theme().dp(HEIGHT) * min(max(rows, 1.5), SHOWN + 0.5)))

    def _narrow(self) -> None:
        asked = self.field.text().strip().casefold()
        kept = [line for line in self._lines if asked in f"{line.number} {line.heading}".casefold()]
        self._model.show_rows([KeyedRow(line.number, _row(line)) for line in kept])
        self.list.setCurrentIndex(self._model.index(0, 0) if asked and len(kept) == 1 else QModelIndex())


class TieQuestion(Question):
    """Asks which record a row is dealt with by."""

    chosen = Signal(str)
    """The number of the record."""

    def __init__(
        self, vault: Vault, *, tasks: Tasks, record: Record, text: str, parent: QWidget, grid: str = ""
    ) -> None:
        self.body = _Body(room=parent.window().height())
        super().__init__(
            _("Which record deals with it?"),
            fill(_("“{text}”"), {"text": text}),
            [Reply("no", _("Cancel"), safe=True), Reply("yes", _("Link"))],
            body=self.body,
            width=560,
            parent=parent,
        )
        self._mine = record.id
        self.body.picked.connect(self.buttons["yes"].click)
        first = _becoming(record, grid)
        tasks.in_vault(lambda: _offered(vault, first), self._show, owner=self)

    def ask(self) -> None:  # type: ignore[override]  # the answer comes by the signal
        """Show the question."""
        super().ask(
            lambda answer: self.chosen.emit(self.body.number()) if answer == "yes" else None,
            stay=lambda answer: answer == "yes" and self.body.complain(),
        )
        self.body.field.setFocus()

    def _show(self, lines: tuple[RecordLine, ...]) -> None:
        living = (line for line in lines if line.number and line.state != VOID and line.id != self._mine)
        self.body.show_lines(tuple(living))


def _becoming(record: Record, grid: str) -> tuple[str, ...]:
    """Return the kinds of record that a row of a grid, else any row of the record, may become."""
    shoots = find_kind(record.kind).offshoots
    return tuple(dict.fromkeys(one.kind for one in sorted(shoots, key=lambda one: one.grid != grid)))


def _offered(vault: Vault, first: tuple[str, ...]) -> tuple[RecordLine, ...]:
    """Return the records to choose from: those of the kinds a row becomes, then others, no notes of its own."""
    likely = [line for kind in first for line in records.listing(vault, kind, limit=OFFERED)]
    others = [
        line
        for line in records.listing(vault, None, limit=OFFERED)
        if line.kind not in first and not find_kind(line.kind).internal
    ]
    return (*likely, *others)


def _row(line: RecordLine) -> RowData:
    kind = find_kind(line.kind)
    return RowData(
        line.heading or words(kind.words),
        " · ".join(part for part in (line.number, words(kind.words)) if part),
        chips=(state_chip(kind, line.state),),
    )
