"""What the main window and its pages ask of each other.

The window puts pages in a stack, tells each how much room there is, and listens to the signals below; a page never
reaches for the window. Every page of the rail and the editor derive from `Page`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from core.views.changes import Changes
from gui.widgets.theme import Room

Path = tuple[str | int, ...]
"""Where a field stands in a record, e.g. ("materials", 1, "issued"); empty = the record as a whole."""


class Page(QWidget):
    """One place of the main window."""

    record_wanted = Signal(str, object)
    """Open this record: id, and the `Path` of the field to go to."""
    new_wanted = Signal(str, str, object)
    """Begin a record: kind, subtype (may be empty), id of the record to copy from or None."""
    place_wanted = Signal(str, object)
    """Go to this place of the rail (or "judge", "packet"): its key, and what to show there (a dict)."""
    went_back = Signal()
    """The person is done here: back to where this page was opened from."""
    changed = Signal(object)
    """`Changes` made here: other open pages refresh what they show of it."""
    troubled = Signal(object)
    """A `UserError` that belongs to the whole page; the window shows its three sentences as the banner."""
    told = Signal(object, str, object)
    """A `FindingLine` for the banner of whatever page is in front now, and the place its link leads to with what is to
    be shown there."""
    placed = Signal(str)
    """The place of the rail this page belongs to now (an editor knows it once its record is read)."""
    saved = Signal(object)
    """Moment of the last automatic save, for the status bar; None while it can't be saved."""
    seal_wanted = Signal(object, object)
    """Ask for the password of the locked records: what to call once they are open, and what when the person thinks
    better of it (None = nothing)."""

    print_requested = Signal(object)
    """Show this `Printout` in the print window."""

    tells_saved = False
    """The page shows the saved time beside its own title, so the status bar keeps silent about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "f_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def put_banner(self, banner: QWidget) -> None:
        """Place the window's one banner under this page's head (the first thing in its column)."""
        column = self.layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(min(1, column.count()), banner)

    def enter(self) -> None:
        """Show what is so now; called whenever the page comes to the front."""

    def refresh(self, changes: Changes) -> None:
        """Show anew what `changes` touches; called for pages that stay behind the front one, too."""

    def flush(self, then: Callable[[], None]) -> None:
        """Save what is half typed, then call `then`; a page without drafts calls it at once.

        When saving fails the page says so itself and does not call `then`.
        """
        then()

    def leave(self, then: Callable[[], None]) -> None:
        """Save what is half typed, then call `then`; for good: nobody comes back to this page as it stands."""
        self.flush(then)

    def let_go(self) -> None:
        """Give up what can't be saved as it stands (a name half typed): the program locks, asked or not."""

    def set_room(self, room: Room) -> None:
        """Arrange the page for this much room."""

    def seek(self) -> bool:
        """Go to the page's own search field (Ctrl+F); False when it has none."""
        return False

    def memory(self) -> dict[str, Any]:
        """Return what `recall` needs to come back to this place after a lock; nothing secret, nothing typed."""
        return {}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Come back to the place `memory` tells of, or show what another page asked to see here."""
