"""What every pane that shows one record does: reads it anew, forgets it, offers the way back."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock
from core.base.errors import UserError
from core.records.workflow import Move
from core.services.vaults import Vault
from core.views.county import RemarkView
from core.views.records import FindingView, RecordView
from gui.messages import pgettext
from gui.pages.actions import RecordActions
from gui.pages.door import RecordDoor
from gui.pages.linksection import LinksSection
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.text import Frame, Scroll
from gui.widgets.theme import Room


class RecordPane(Frame):
    """Reads the record of an id whenever another is chosen; a subclass lays it out."""

    record_wanted = Signal(str, object)
    """Open the editor: id, path of a field."""
    left = Signal()
    """返回, where the list and the record don't fit side by side."""
    shown = Signal(str)
    """A record has been read and is shown: its id."""

    def __init__(
        self, vault: Vault, *, tasks: Tasks, clock: Clock, actions: RecordActions, parent: QWidget | None = None
    ) -> None:
        super().__init__("surface", parent)
        self._vault, self._tasks, self._clock, self._actions = vault, tasks, clock, actions
        self._door: RecordDoor | None = None
        self._view: RecordView | None = None
        self._asked = ""
        self._links = LinksSection(vault, tasks=tasks)
        self._links.record_wanted.connect(self.record_wanted)
        self._links.changed.connect(actions.changed)
        self._links.answer_wanted.connect(self._move_with)
        self._links.shown.connect(self._come_to_links)
        self._at_links = False
        actions.lacked.connect(self._lacks)
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
        self._links.clear()

    def shown_id(self) -> str:
        """Return the id of the record that is shown or being read."""
        return self._asked

    def view(self) -> RecordView | None:
        """Return what is shown."""
        return self._view

    def _remarks(self) -> tuple[RemarkView, ...]:
        """Return what the county asked to be mended in the record shown."""
        return self._door.remarks if self._door is not None else ()

    def set_room(self, room: Room) -> None:
        """Offer the way back where the list is hidden behind."""
        self._back.setVisible(room is Room.NARROW)

    def print_now(self) -> None:
        """Print the sheet of the record shown."""
        if self._view is not None:
            self._actions.print_record(self._view)

    def copy_text(self) -> None:
        """Copy the record shown as plain text."""
        if self._view is not None:
            self._actions.copy_text(self._view)

    def begin_at_links(self, *, on: bool) -> None:
        """Show the next record from where it says what it became, not from its top."""
        self._at_links = on

    def _come_to_links(self) -> None:
        wanted, self._at_links = self._at_links, False
        scroll: QWidget | None = self._links
        while scroll is not None and not isinstance(scroll, Scroll):
            scroll = scroll.parentWidget()
        if wanted and scroll is not None:
            QTimer.singleShot(0, self, partial(scroll.ensureWidgetVisible, self._links))

    def links(self) -> LinksSection:
        """Return what the record became and hangs together with."""
        return self._links

    def _move(self, move: Move, given: Mapping[str, Any] | None = None) -> None:
        """Ask what a move needs and make it; `given` are answers to begin with."""
        if self._door is not None and self._view is not None:
            self._actions.move(self._door, self._view, move, given=given)

    def _move_with(self, key: str, given: Mapping[str, Any]) -> None:
        view = self._view
        move = next((move for move in view.moves if move.key == key), None) if view is not None else None
        if move is not None:
            self._move(move, given)

    def _lacks(self, found: tuple[FindingView, ...]) -> None:
        """Say what a move of the record shown still lacks."""
        if self._view is not None and found and found[0].record == self._view.record.id:
            self._show_lacking(found)

    def _show_lacking(self, found: tuple[FindingView, ...]) -> None:
        """Show what a move still lacks, with the way to each field."""
        raise NotImplementedError

    def _show(self, view: RecordView) -> None:
        """Lay the record out."""
        raise NotImplementedError

    def _fail(self, error: UserError) -> None:
        """Say why the record can't be shown."""
        raise NotImplementedError
