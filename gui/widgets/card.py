"""A card of settings: a heading with a grey line, rows of fields, a place for what there is to say, and buttons."""

from PySide6.QtWidgets import QWidget

from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.formline import FormField, FormLine, SectionHead
from gui.widgets.space import Column, Flow, clear
from gui.widgets.text import Frame
from gui.widgets.theme import Room


class Card(Frame):
    """One group of settings."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__("card")
        self.column = Column(self, margins=(18, 14, 18, 16), spacing=10)
        self.column.addWidget(SectionHead(title, note, separated=False))
        self.lines: list[FormLine] = []
        self.says = Column(spacing=6)

    def add(self, *fields: FormField) -> None:
        """Add a row of fields."""
        line = FormLine(fields)
        self.lines.append(line)
        self.column.addWidget(line)

    def foot(self, *buttons: QWidget) -> None:
        """Add the place for messages and a row of buttons."""
        self.column.addLayout(self.says)
        row = Flow(spacing=8)
        for button in buttons:
            row.addWidget(button)
        self.column.addLayout(row)

    def say(self, level: Level, text: str, word: str = "") -> None:
        """Say how it went; an empty text takes back what was said."""
        clear(self.says)
        if text:
            self.says.addWidget(FindingRow(FindingLine(level, text, word=word)))

    def set_room(self, room: Room) -> None:
        """Put labels left or above."""
        for line in self.lines:
            line.set_room(room)
