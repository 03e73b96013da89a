"""Two panes side by side with a movable, remembered edge; one at a time where there is little room."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.pages.preferences import Preferences
from gui.widgets.theme import Room, theme

_LEAST = 260
"""Pixels at 100 % that a pane keeps beside the other."""


class Panes(QWidget):
    """Shows both panes in wide room; `both_from` says from which room on both are shown."""

    moved = Signal()
    """Another pane is in front, or both are."""

    def __init__(
        self,
        key: str,
        shares: tuple[int, int],
        first: QWidget,
        second: QWidget,
        *,
        preferences: Preferences | None = None,
        both_from: Room = Room.WIDE,
    ) -> None:
        super().__init__()
        self._key, self._shares, self._preferences = key, shares, preferences
        self._first, self._second = first, second
        self._both_from = both_from
        self._room = Room.WIDE
        self._folded = False
        """The second pane was folded by hand while there was room for both."""
        self._in_front = False
        """The second pane is in front while there is room for one."""
        self._set = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(first)
        self._splitter.addWidget(second)
        self._splitter.setStretchFactor(0, shares[0])
        self._splitter.setStretchFactor(1, shares[1])
        self._splitter.splitterMoved.connect(self._keep)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._splitter)
        self._show()

    def set_room(self, room: Room) -> None:
        """Show both panes, or one."""
        if room is not self._room:
            self._room = room
            self._show()

    def both(self) -> bool:
        """Tell whether there is room for both."""
        return self._room >= self._both_from

    def toggle_second(self) -> None:
        """Fold the second pane away or bring it back."""
        if self.both():
            self._folded = not self._folded
        else:
            self._in_front = not self._in_front
        self._show()

    def show_first(self) -> None:
        """Bring the first pane to the front."""
        if self._in_front:
            self._in_front = False
            self._show()

    def show_second(self) -> None:
        """Bring the second pane to the front, where only one is shown."""
        if not self._in_front:
            self._in_front = True
            self._show()

    def second_shown(self) -> bool:
        """Tell whether the second pane can be seen."""
        return not self._folded if self.both() else self._in_front

    def resizeEvent(self, event: object) -> None:
        """Take the remembered widths once the page has its size."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._hold()
        if not self._set and self.width() > 200:
            self._set = True
            self._splitter.setSizes(self._widths())

    def event(self, event: QEvent) -> bool:
        """Hold the edge anew when what stands in a pane asks for another width."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._hold()
        return done

    def _widths(self) -> list[int]:
        kept = self._preferences.now.splitters.get(self._key) if self._preferences else None
        shares = kept if kept and len(kept) == 2 and min(kept) > 0 else list(self._shares)
        return [round(self.width() * share / sum(shares)) for share in shares]

    def _show(self) -> None:
        second = self.second_shown()
        self._first.setVisible(self.both() or not second)
        self._second.setVisible(second)
        self._hold()
        self.moved.emit()

    def _hold(self) -> None:
        """Let no edge be moved over what stands in a pane, as far as there is room for both."""
        parts, least = (self._first, self._second), theme().dp(_LEAST)
        one, other = (max(least, part.minimumSizeHint().width()) for part in parts)
        room = self.width() - self._splitter.handleWidth()
        # A list can say less in its rows; what stands beside it would be cut.
        ways = ((one, other), (least, other), (one, least))
        held = next((way for way in ways if sum(way) <= room), (least, least))
        for part, wide in zip(parts, held, strict=True):
            part.setMinimumWidth(wide if self.both() else 0)

    def _keep(self) -> None:
        if self._preferences is not None and self.both():
            splitters = {**self._preferences.now.splitters, self._key: self._splitter.sizes()}
            self._preferences.change(splitters=splitters)
