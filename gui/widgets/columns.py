"""Columns of cards side by side, or one at a time behind tabs where there is little room (ui.md §3)."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QWidget

from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Row
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.text import Frame, Label, Separator
from gui.widgets.theme import Room, theme

_EDGES, _GAP = 32, 12
"""Pixels at 100 % left and right of all columns together, and between two."""


class CardColumn(Frame):
    """One column: heading with icon and number, one grey line, and a body that scrolls by itself."""

    counted = Signal()
    """The number in the heading has changed."""

    def __init__(self, icon: str, title: str, note: str = "", *, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.title, self.count = title, 0
        self._body = body
        column = Column(self, margins=(1, 1, 1, 1), spacing=0)
        self._head = Frame("plain")
        head = Column(self._head, margins=(14, 10, 12, 8), spacing=1)
        line = Row(spacing=8)
        line.addWidget(IconLabel(icon, 20, colour="accent", filled=True))
        line.addWidget(Label(title, "section"))
        self._count = Label("", "count")
        line.addWidget(self._count)
        line.addStretch(1)
        head.addLayout(line)
        if note:
            head.addWidget(Label(note, "muted", wrap=True))
        column.addWidget(self._head)
        self._line = Separator()
        column.addWidget(self._line)
        column.addWidget(body, 1)
        self.set_count(0)

    def least(self) -> int:
        """Return the width below which something of the body would be cut."""
        return self._body.minimumSizeHint().width()

    def set_count(self, count: int) -> None:
        """Show how many rows there are."""
        self.count = count
        self._count.setText(str(count))
        self.setAccessibleName(f"{self.title} {count}")
        self.counted.emit()

    def set_headless(self, *, headless: bool) -> None:
        """Leave the heading out when a tab says it already."""
        self._head.setVisible(not headless)
        self._line.setVisible(not headless)

    def set_room(self, room: Room) -> None:
        """Arrange the rows for the room; the plain column has none to arrange."""


class Nothing(Frame):
    """The one sentence of an empty column."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("plain", parent)
        inner = Column(self, margins=(16, 14, 16, 14))
        inner.addWidget(Label(text, "small", wrap=True))
        inner.addStretch(1)


class Columns(QWidget):
    """Columns side by side; where they are too narrow for what stands in them, tabs say which one is shown."""

    def __init__(self, columns: Mapping[str, CardColumn], *, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = dict(columns)
        self._room = Room.WIDE
        self._tight = False
        self.tabs = Tabs(says=says)
        self.tabs.chosen.connect(lambda _key: self._show())
        outer = Column(self, spacing=0)
        outer.addWidget(self.tabs)
        body = Row(margins=(_EDGES // 2, 14, _EDGES // 2, 14), spacing=_GAP)
        for part in self._columns.values():
            body.addWidget(part, 1)
            part.counted.connect(self._count)
        outer.addLayout(body, 1)
        self._count()
        self._show()

    def set_room(self, room: Room) -> None:
        """Show all columns, or one at a time."""
        self._room = room
        for part in self._columns.values():
            part.set_room(room)
        self._show()

    def one_at_a_time(self) -> bool:
        """Tell whether tabs say which column is shown."""
        return self._tight or self._room is Room.NARROW

    def minimumSizeHint(self) -> QSize:
        """Ask for the widest column: they need not stand side by side."""
        widest = max(part.least() for part in self._columns.values()) + theme().dp(_EDGES) + 2
        return QSize(widest, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Look whether all columns have room whenever they or the room change."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show}:
            self._look()
        return done

    def _look(self) -> None:
        look, parts = theme(), list(self._columns.values())
        room = (self.width() - look.dp(_EDGES) - look.dp(_GAP) * (len(parts) - 1)) // len(parts) - 2
        tight = max(part.least() for part in parts) > room
        if tight is not self._tight:
            self._tight = tight
            self._show()

    def _count(self) -> None:
        self.tabs.show_tabs([Tab(key, part.title, count=part.count) for key, part in self._columns.items()])

    def _show(self) -> None:
        narrow = self.one_at_a_time()
        self.tabs.setVisible(narrow)
        for key, part in self._columns.items():
            part.set_headless(headless=narrow)
            part.setVisible(not narrow or key == self.tabs.current())
