"""The columns of the first page: what is to do, with one chip, one line, the notice's sentence and one button."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.messages import _
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData
from gui.widgets.columns import CardColumn, Nothing
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: `key` comes back when its button or link is pressed.

    With a `quote` the link unfolds the sentence of the notice in place; else `link` opens something.
    """

    key: str
    icon: str
    heading: str
    chip: ChipData | None = None
    line: str = ""
    quote: str = ""
    quoted_from: str = ""
    link: str = ""
    action: str = ""


class TodoRow(Frame):
    """One row: a widget, for there are never many and each holds a button."""

    acted = Signal(str)
    linked = Signal(str)

    def __init__(self, todo: Todo, *, room: Room, parent: QWidget | None = None) -> None:
        super().__init__("row", parent)
        self.todo = todo
        self.setAccessibleName(" · ".join(filter(None, (todo.heading, todo.chip.text if todo.chip else "", todo.line))))
        left, right = (14, 11) if room is Room.WIDE else (10, 6)
        outer = Row(self, margins=(left, 9, right, 6), spacing=8)
        outer.addWidget(IconLabel(todo.icon, 20), 0, Qt.AlignmentFlag.AlignTop)
        column = Column(spacing=3)
        outer.addLayout(column, 1)
        column.addWidget(Label(todo.heading, "strong", wrap=True))
        self._facts(column, room)
        self._quote: Frame | None = None
        self._link: Button | None = None
        self._foot(column)
        # Not Minimum: that would take the height of the unwrapped words for the least one.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _facts(self, column: Column, room: Room) -> None:
        """Chip and grey line beside each other, or under each other when there is less room."""
        todo = self.todo
        line = Label(todo.line, "small", wrap=True) if todo.line else None
        if todo.chip is not None and room is Room.WIDE:
            row = Row(spacing=8)
            row.addWidget(Chip(todo.chip), 0, Qt.AlignmentFlag.AlignVCenter)
            if line is not None:
                row.addWidget(line, 1)
            else:
                row.addStretch(1)
            column.addLayout(row)
            return
        if todo.chip is not None:
            column.addWidget(Chip(todo.chip), 0, Qt.AlignmentFlag.AlignLeft)
        if line is not None:
            column.addWidget(line)

    def _foot(self, column: Column) -> None:
        """Links at the left, the button at the right end; under each other where there is no room for both."""
        todo = self.todo
        row = Flow(spacing=6)
        if todo.link:
            link = Button(todo.link, "link", action=lambda: self.linked.emit(todo.key))
            link.setAccessibleName(f"{todo.link} {todo.heading}")
            row.addWidget(link)
        if todo.quote:
            self._link = Button(_("The notice’s words"), "link", action=self.turn_quote)
            self._link.setAccessibleName(f"{_('The notice’s words')} {todo.heading}")
            row.addWidget(self._link)
        if todo.action:
            button = Button(todo.action, "small", action=lambda: self.acted.emit(todo.key))
            button.setAccessibleName(f"{todo.action} {todo.heading}")
            row.put_at_end(button)
        if row.count():
            column.addLayout(row)
        self._column = column

    def turn_quote(self) -> None:
        """Unfold the sentence of the notice, or fold it again."""
        assert self._link is not None
        if self._quote is None:
            self._quote = Frame("hint")
            inner = Column(self._quote, margins=(10, 4, 4, 4), spacing=2)
            inner.addWidget(Label(self.todo.quote, "finding", wrap=True, selectable=True))
            if self.todo.quoted_from:
                inner.addWidget(Label(self.todo.quoted_from, "muted", wrap=True))
            self._column.addWidget(self._quote)
            self._link.set_text(_("Fold"))
        else:
            self._column.removeWidget(self._quote)
            self._quote.hide()
            self._quote.deleteLater()
            self._quote = None
            self._link.set_text(_("The notice’s words"))


class TodoColumn(CardColumn):
    """One of the three columns: heading with its number, one grey line, rows; it scrolls by itself."""

    acted = Signal(str)
    linked = Signal(str)

    def __init__(self, icon: str, title: str, note: str, *, empty: str, parent: QWidget | None = None) -> None:
        self._rows = Column(spacing=0)
        super().__init__(icon, title, note, body=Scroll(self._rows), parent=parent)
        self._todos: tuple[Todo, ...] = ()
        self._more: tuple[Todo, ...] = ()
        self._headed = ""
        self._room = Room.WIDE
        self._empty = empty
        self.show_todos(())

    def show_todos(self, todos: Sequence[Todo], *, more: Sequence[Todo] = (), headed: str = "") -> None:
        """Show these rows, and `more` under a small heading; nothing moves when they are the same as before.

        Only the first ones are counted.
        """
        if (tuple(todos), tuple(more)) == (self._todos, self._more) and self._rows.count():
            return
        self._todos, self._more, self._headed = tuple(todos), tuple(more), headed
        self.set_count(len(todos))
        self._fill()

    def set_room(self, room: Room) -> None:
        """Put chip and line beside each other, or under each other where there is less room."""
        if room is not self._room:
            self._room = room
            self._fill()

    def rows(self) -> list[TodoRow]:
        """Return the rows, top down."""
        found = [self._rows.itemAt(at).widget() for at in range(self._rows.count())]
        return [row for row in found if isinstance(row, TodoRow)]

    def _fill(self) -> None:
        clear(self._rows)
        self._put(self._todos)
        if not self._todos:
            self._rows.addWidget(Nothing(self._empty))
        if self._more:
            head = Frame("caption")
            Row(head, margins=(14, 6, 11, 6)).addWidget(Label(self._headed, "label"))
            self._rows.addWidget(head)
            self._put(self._more)
        self._rows.addStretch(1)

    def _put(self, todos: Sequence[Todo]) -> None:
        for todo in todos:
            row = TodoRow(todo, room=self._room)
            row.acted.connect(self.acted)
            row.linked.connect(self.linked)
            self._rows.addWidget(row)
