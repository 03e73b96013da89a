"""What every editor of a field has in common: a value, a coloured edge, a place for findings, a name read aloud."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.records.field import Field
from gui.forms.context import FormContext
from gui.messages import _, words
from gui.widgets.space import Column
from gui.widgets.text import set_property
from gui.widgets.theme import Room, theme

Path = tuple[str | int, ...]
"""Leads to a part of a record's values: ("materials", 1, "issued")."""

_STATES = {"E": "error", "W": "warning"}
_MOST = 16_777_215
"""Qt's "any width" (QWIDGETSIZE_MAX, which the bindings do not name)."""


def said_name(field: Field) -> str:
    """Return the field's name as a screen reader says it, with 必填 when it must be filled in."""
    return _("{field}, required").format(field=words(field.words)) if field.required else words(field.words)


def show_level(widget: QWidget, level: str) -> None:
    """Colour the edge of a box for an error (E) or a warning (W); any other level takes the colour away."""
    set_property(widget, "state", _STATES.get(level))


class Editor(QWidget):
    """Edits the value of one field; every field type has its own subclass."""

    changed = Signal()
    """The person changed the value; never sent by `set_value`."""

    wide = False
    """Takes the whole width of the form and labels its own lines."""
    stretch = 0
    """Share of a row's spare width; 0 = as wide as what goes in."""
    tall = False
    """Has several lines: its label stands at the top."""
    breadth = 0
    """Width in pixels at 100 % when labels stand left; 0 = whatever there is."""
    complaint = ""
    """Why what was typed can't be kept (a day that does not exist); empty when it can."""
    newcomer = False
    """What was typed may be somebody who is still to be put on the list of people."""

    def __init__(self, field: Field, context: FormContext) -> None:
        super().__init__()
        self.field = field
        self.context = context
        self.room = Room.WIDE
        self.setObjectName(field.key)
        theme().changed.connect(self.restyle)

    def hold(self, widget: QWidget) -> Column:
        """Put the widget that takes the keys into this editor, and name it."""
        widget.setAccessibleName(said_name(self.field))
        column = Column(self, spacing=2)
        column.addWidget(widget)
        self.setFocusProxy(widget)
        return column

    def value(self) -> Any:
        """Return the value as stored (JSON-native); None, "" or [] when empty."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a stored value."""
        raise NotImplementedError

    def unread(self) -> str:
        """Return what was typed that can't be kept in the value: a day there is none of, a name nobody has."""
        return ""

    def show_unread(self, text: str) -> None:
        """Put such a text back where it was typed."""

    def head_widgets(self) -> list[QWidget]:
        """Return what stands beside the section's heading when this editor comes first in it."""
        return []

    def entry(self, path: Path) -> QWidget:  # noqa: ARG002
        """Return the widget that takes the keys for the part of the value a path leads to."""
        return self.focusProxy() or self

    def findings_place(self, path: Path) -> QWidget | None:  # noqa: ARG002
        """Return the slot inside this editor for findings about a path; None = under the form row."""
        return None

    def slots_inside(self) -> list[QWidget]:
        """Return every slot for findings this editor holds, top down."""
        return []

    def show_level(self, path: Path, level: str) -> None:
        """Colour the edge of the part a path leads to: E, W, or none."""
        show_level(self.entry(path), level)

    def clear_levels(self) -> None:
        """Take all coloured edges away."""
        show_level(self.entry((self.field.key,)), "")

    def set_room(self, room: Room) -> None:
        """Arrange for the room the window has."""
        self.room = room
        self.restyle()

    def restyle(self) -> None:
        """Take the width of the present text size."""
        if self.breadth and self.room is Room.WIDE:
            self.setFixedWidth(theme().dp(self.breadth))
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_MOST)

    def set_locked(self, *, locked: bool) -> None:
        """Show the value without taking changes."""
        entry = self.entry((self.field.key,))
        if isinstance(entry, QLineEdit):
            entry.setReadOnly(locked)  # can still be selected and copied
        else:
            entry.setEnabled(not locked)

    def take_focus(self, path: Path) -> None:
        """Put the cursor where a path leads."""
        self.entry(path).setFocus()

    def undo(self) -> bool:
        """Take back the last removal in this field; False when there is none."""
        return False

    def holds(self, widget: QObject | None) -> bool:
        """Tell whether a widget stands inside this editor."""
        return isinstance(widget, QWidget) and (widget is self or self.isAncestorOf(widget))
