"""What every pane that shows one record does: reads it anew, forgets it, offers the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock
from core.base.errors import UserError
from core.records.workflow import Move
from core.services.vaults import Vault
from core.views.records import RecordView
from gui.messages import pgettext
from gui.pages.actions import RecordActions
from gui.pages.door import RecordDoor
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.text import Frame
from gui.widgets.theme import Room


class RecordPane(Frame):
    """Reads the record of an id whenever another is chosen; a subclass lays it out."""

    record_wanted = Signal(str, object)
    """Open the editor: id, path of a field."""
    left = Signal()
    """返回, where the list and the record don't fit side by side."""
    shown = Signal(str)
    """A record has been read and is shown: its id."""
    seal_wanted = Signal(str)
    """The record is locked away; its password is to be asked for: its id."""

    def __init__(
        self, vault: Vault, *, tasks: Tasks, clock: Clock, actions: RecordActions, parent: QWidget | None = None
    ) -> None:
        super().__init__("surface", parent)
        self._vault, self._tasks, self._clock, self._actions = vault, tasks, clock, actions
        self._door: RecordDoor | None = None
        self._view: RecordView | None = None
        self._asked = ""
        self._back = Button(pgettext("page", "Back"), "quiet", icon_name="arrow_undo", action=self.left.emit)
        self._back.hide()

    def show_record(self, record: str) -> None:
        """Read a record and show it; an older question is not waited for."""
        self._asked = record
        door = RecordDoor(self._vault, record)

        def show(view: RecordView) -> None:
            if self._asked == door.id:
                self._door = door
                self._show(view)

        def fail(error: UserError) -> None:
            if self._asked == door.id:
                self._fail(error)

        self._tasks.in_vault(door.open, show, failed=fail, owner=self)

    def again(self) -> None:
        """Read the record anew."""
        if self._door is not None:
            self.show_record(self._door.id)

    def clear(self) -> None:
        """Show nothing; a subclass empties its widgets as well."""
        self._asked, self._door, self._view = "", None, None

    def shown_id(self) -> str:
        """Return the id of the record that is shown or being read."""
        return self._asked

    def view(self) -> RecordView | None:
        """Return what is shown."""
        return self._view

    def set_room(self, room: Room) -> None:
        """Offer the way back where the list is hidden behind."""
        self._back.setVisible(room is Room.NARROW)

    def print_now(self) -> None:
        """Print the sheet of the record shown."""
        if self._door is not None:
            self._actions.print_record(self._door.id)

    def _move(self, move: Move) -> None:
        """Ask what a move needs and make it."""
        if self._door is not None and self._view is not None:
            self._actions.move(self._door, self._view, move)

    def _show(self, view: RecordView) -> None:
        """Lay the record out."""
        raise NotImplementedError

    def _fail(self, error: UserError) -> None:
        """Say why the record can't be shown."""
        raise NotImplementedError
