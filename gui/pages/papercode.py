"""Does a page of paper belong to a file? The code from its foot, or a scanned QR code, beside the judged files."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.records.packet import CODE_DIGITS, read_mark
from core.views.verdicts import VerdictView
from gui.messages import _, brief, fill, ngettext
from gui.widgets.buttons import Button
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.space import Column, Flow, clear
from gui.widgets.text import Label


class PaperCode(QWidget):
    """A line for the code, and the answer under it."""

    found = Signal(object)
    """`Path` of the file the page belongs to."""

    def __init__(self, verdicts: Callable[[], Sequence[VerdictView]], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdicts = verdicts
        self.said = ""
        """The answer that is shown."""
        self.line = TextField(hint=_("8 digits or letters, or scan the QR code"), chars=30)
        self.line.setAccessibleName(_("Code on paper"))
        self.line.returnPressed.connect(self.look)
        column = Column(self, spacing=6)
        row = Flow(spacing=8)
        label = Label(_("Code on paper"), "label")
        label.setBuddy(self.line)
        row.addWidget(label)
        row.addWidget(self.line)
        row.addWidget(Button(_("Compare with the files"), action=self.look))
        column.addLayout(row)
        self._says = Column(spacing=0)
        column.addLayout(self._says)

    def look(self) -> None:
        """Say to which of the judged files the page belongs."""
        clear(self._says)
        level, self.said = self._answer(self.line.value())
        if level is None:
            self._says.addWidget(NoteLine(self.said, "checkmark_circle", colour="ok"))
        elif self.said:
            self._says.addWidget(FindingRow(FindingLine(level, self.said)))

    def _answer(self, typed: str) -> tuple[Level | None, str]:
        """Return how grave the answer is, None when the page belongs to a file, and its sentence."""
        if not typed.strip():
            return Level.HINT, ""
        mark = read_mark(typed)
        if not mark:
            said = _("“{text}” is no such code. It has 8 places, 0 to 9 and A to F, at the foot of each page.")
            return Level.WARNING, fill(said, {"text": brief(typed)})
        known = [view for view in self._verdicts() if view.digest]
        if not known:
            return Level.HINT, _("Read in the file first, then type the code from the paper.")
        mine = [view for view in known if view.digest.startswith(mark)]
        code = mark[:CODE_DIGITS].upper()
        if not mine:
            said = ngettext(
                "{code} is not the code of this file: the page is of another file, or mistyped.",
                "{code} is the code of none of these {count} files: the page is of another file, or mistyped.",
                len(known),
            )
            return Level.ERROR, fill(said, {"code": code, "count": len(known)})
        self.found.emit(mine[0].path)
        said = _("This page belongs to “{title}” ({file}). Whether that file was changed is said beside it.")
        return None, fill(said, {"title": mine[0].title, "file": mine[0].path.name})
