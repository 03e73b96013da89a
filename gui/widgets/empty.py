"""An empty list: one sentence, one button, no drawing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from gui.widgets.buttons import Button
from gui.widgets.space import Column, Row
from gui.widgets.text import Label


class EmptyState(QWidget):
    """还没有学习记录。[新建学习记录]; a filtered list says so and offers 清除筛选."""

    acted = Signal()

    def __init__(self, text: str = "", action: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = Column(self, margins=(20, 12, 20, 12), spacing=16)
        column.addItem(QSpacerItem(0, 36, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred))  # gives way first
        self._text = Label("", "sub", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = Button("", action=self.acted.emit)
        line = Row()
        line.addStretch(1)
        line.addWidget(self._button)
        line.addStretch(1)
        column.addWidget(self._text)
        column.addLayout(line)
        column.addStretch(1)
        self.say(text, action)

    def say(self, text: str, action: str = "") -> None:
        """Say why there is nothing, and what can be done."""
        self._text.setText(text)
        self._button.set_text(action)
        self._button.setVisible(bool(action))
