"""A dashed area that takes files: dropped, or chosen by the buttons in it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from gui.widgets.beside import Beside
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Flow, Row
from gui.widgets.text import Frame, Label
from gui.widgets.theme import theme

_LEAST = 140
"""Width of the words at least, in pixels at 100 %; the buttons stand under each other before that."""


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of this computer that a drag carries."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropArea(Frame):
    """把文件拖到这里; everything it does, its buttons do too."""

    dropped = Signal(list)
    """Files were dropped: a list of Path."""

    def __init__(
        self,
        text: str,
        note: str = "",
        *,
        icon_name: str = "usb_stick",
        buttons: Sequence[QPushButton] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("drop", parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(f"{text} {note}".strip())
        line = Row(self, margins=(20, 10, 14, 10), spacing=14)
        line.addWidget(IconLabel(icon_name, 24))
        self._words = QWidget()
        words = Column(self._words, spacing=2)
        words.addWidget(Label(text, "strong", wrap=True))
        if note:
            words.addWidget(Label(note, "small", wrap=True))
        pressed = Flow(spacing=14, right=True)
        for button in buttons:
            pressed.addWidget(button)
        line.addLayout(Beside(self._words, pressed, spacing=14), 1)
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Keep room for the longest word."""
        self._words.setMinimumWidth(theme().dp(_LEAST))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer only."""
        if dropped_files(event.mimeData()):
            self.set_role("drop_over")
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self.set_role("drop")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        self.set_role("drop")
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)
