"""What happened to a record, its earlier versions, and taking one back."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.base.words import N_
from core.records.content import Record
from core.records.kind import Kind
from core.views.records import RecordView, VersionLine
from gui.forms.reading import ReadForm
from gui.messages import _, fill, moment, words
from gui.models.plainrows import KeyedRow, PlainRows
from gui.widgets.buttons import Button
from gui.widgets.dialog import Dialog
from gui.widgets.rows import RowData, RowList
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label, Scroll

SIZE = (900, 560)
"""Pixels at 100 %, as far as the screen has them."""
_WHAT: Mapping[str, str] = {
    "entered": N_("Entered"),
    "explained": N_("A warning was explained"),
    "restored": N_("An earlier version was taken back"),
    "moved": N_("Moved on"),
}


def version_row(line: VersionLine, kind: Kind, *, today: date) -> RowData:
    """Return the list row of one entry: what was done, when, and the reason given."""
    move = next((move for move in kind.workflow.moves if move.key == line.what), None)
    what = words(move.words) if move else _(_WHAT.get(line.what, line.what))
    parts = [moment(line.at, today=today), fill(_("version {number}"), {"number": line.version}), line.reason]
    return RowData(what, " · ".join(part for part in parts if part))


class HistoryDialog(Dialog):
    """A list of what happened; the chosen version is shown beside it and may be taken back."""

    version_wanted = Signal(int)
    """Show the version of this number: the page reads it and calls `show_version`."""
    restore_wanted = Signal(int)

    def __init__(
        self,
        view: RecordView,
        lines: tuple[VersionLine, ...],
        *,
        today: date,
        writable: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(_("History"), size=SIZE, parent=parent)
        self._view, self._lines, self._today, self._writable = view, lines, today, writable
        self._model = PlainRows(self)
        self._model.show_rows([KeyedRow(str(line.seq), version_row(line, view.kind, today=today)) for line in lines])
        self._list = RowList(says=_("History"))
        self._list.setModel(self._model)
        self._list.picked.connect(lambda index: self._pick(index.row()))
        self._read = ReadForm(today=today)
        body = Column(margins=(20, 14, 20, 14))
        body.addWidget(self._read)
        body.addStretch(1)
        pane = Frame("surface")
        inside = Column(pane, spacing=0)
        self._note = Label("", "muted", wrap=True)
        noted = Row(margins=(20, 12, 20, 0))
        noted.addWidget(self._note)
        inside.addLayout(noted)
        inside.addWidget(Scroll(body), 1)
        self._take = Button(_("Take this version back"), "primary", action=self._restore)
        close = Button(_("Close"), action=self.reject)
        foot = Frame("footer")
        line = Row(foot, margins=(20, 8, 20, 8))
        line.addWidget(Label(_("Nothing of the history goes away; the text becomes the draft."), "muted", wrap=True), 1)
        line.addWidget(close)
        line.addWidget(self._take)
        upper = Row(spacing=0)
        upper.addWidget(self._list, 2)
        upper.addWidget(pane, 3)
        column = Column(self, spacing=0)
        column.addLayout(upper, 1)
        column.addWidget(foot)
        close.setDefault(True)
        self._show_none()

    def begin(self) -> None:
        """Choose the newest entry; called once somebody listens."""
        if self._lines:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus()

    def show_version(self, record: Record) -> None:
        """Show one version."""
        self._note.setText("")
        self._read.show_record(self._view.kind, record, self._view.people)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes nothing back: that needs its button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.hasFocus():
            return
        super().keyPressEvent(event)

    def _pick(self, row: int) -> None:
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        self._take.setEnabled(bool(line and line.restorable and self._writable))
        if line is not None and line.restorable:
            self.version_wanted.emit(line.seq)
        else:
            self._show_none()

    def _show_none(self) -> None:
        self._read.clear()
        self._take.setEnabled(False)
        self._note.setText(_("A draft is overwritten; a whole version is kept each time it is finished or moved on."))

    def _restore(self) -> None:
        row = self._list.currentIndex().row()
        if 0 <= row < len(self._lines):
            self.restore_wanted.emit(self._lines[row].seq)
            self.accept()
