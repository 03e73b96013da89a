"""Finding words on the pages of a PDF: a field, how many places there are, and the way from one to the next."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.base.jobs import Progress
from gui.messages import _
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.fields import TextField
from gui.widgets.preview import Box
from gui.widgets.space import Row
from gui.widgets.text import Label

if TYPE_CHECKING:
    from gui.widgets.raster import Found

TYPING = 200
"""Milliseconds without a key before what was typed is searched for."""
_AT_ONCE = 10
"""Pages searched before whoever waits to draw one gets a turn."""


class PageSearch(QWidget):
    """Enter goes to the next place, Shift+Enter to the one before."""

    stood = Signal(object, object)
    """Boxes by page (a mapping), and page with boxes of the place one stands at (-1 and nothing for none)."""

    def __init__(self, tasks: Tasks, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pdf: bytes | Path = b""
        self._pages = 0
        self._job: Job | None = None
        self._found: Sequence[Found] = ()
        self._at = -1
        self._begin_at = 0
        self.field = TextField(hint=_("Find on the pages"))
        self.field.setAccessibleName(_("Find on the pages"))
        self._count = Label("", "small")
        self._back = Button("", "quiet", icon_name="chevron_left", says=_("Place before"), action=lambda: self.step(-1))
        self._on = Button("", "quiet", icon_name="chevron_right", says=_("Next place"), action=lambda: self.step(1))
        row = Row(self, spacing=4)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for button in (self._back, self._on):
            button.setToolTip(button.accessibleName())
            button.hide()
            row.addWidget(button)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._typing.timeout.connect(self.search)
        self.field.edited.connect(self._typing.start)

    def show_pdf(self, pdf: bytes | Path, pages: int) -> None:
        """Search in the pages of a PDF."""
        self._pdf, self._pages = pdf, pages
        self.search()

    def begin_at(self, page: int) -> None:
        """Take the first place from this page on."""
        self._begin_at = page

    def search(self) -> None:
        """Search for what stands in the field."""
        self._typing.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        text, pdf, pages = self.field.value().strip(), self._pdf, self._pages
        if not text or not pages:
            self._show(())
            return

        def work(progress: Progress) -> "tuple[Found, ...]":
            from gui.widgets.raster import find_on_pages  # pdfium loads when the first page is looked at

            found: list[Found] = []
            for first in range(0, pages, _AT_ONCE):
                progress.step(first, pages, "search")
                found.extend(find_on_pages(pdf, text, range(first, min(pages, first + _AT_ONCE))))
            return tuple(found)

        self._job = self._tasks.aside(work, partial(self._answer, text), failed=self._fail, owner=self)

    def step(self, by: int) -> None:
        """Go to the next place, or to the one before; round the end."""
        if self._typing.isActive():
            self.search()
        elif self._found:
            self._at = (self._at + by) % len(self._found)
            self._tell()

    def count(self) -> int:
        """Return how many places there are."""
        return len(self._found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with Enter; Esc empties the field first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.field.value():
            self.field.set_value("")
            self.search()
        else:
            super().keyPressEvent(event)

    def _answer(self, text: str, found: "tuple[Found, ...]") -> None:
        if text == self.field.value().strip():
            self._job = None
            self._show(found)

    def _fail(self, _error: UserError) -> None:
        """Say nothing: the page itself says why it can't be read."""
        self._job = None

    def _show(self, found: "Sequence[Found]") -> None:
        self._found = found
        self._at = next((at for at, place in enumerate(found) if place.page >= self._begin_at), 0) if found else -1
        self._tell()

    def _tell(self) -> None:
        found, at = self._found, self._at
        for button in (self._back, self._on):
            button.setVisible(len(found) > 1)
        if found:
            said = _("{at} of {count}").format(at=at + 1, count=len(found))
        else:
            said = _("Not there") if self.field.value().strip() else ""
        self._count.setText(said)
        boxes: dict[int, list[Box]] = {}
        for place in found:
            boxes.setdefault(place.page, []).extend(place.boxes)
        marks: Mapping[int, Sequence[Box]] = boxes
        self.stood.emit(marks, (found[at].page, found[at].boxes) if found else (-1, ()))
