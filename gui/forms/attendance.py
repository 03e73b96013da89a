"""Editor of who was there: tiles to untick, a row for everybody absent, findings under the row they speak of."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from core.records.field import Attendance
from gui.forms.context import FormContext
from gui.forms.editor import Editor, Path, said_name, show_level
from gui.forms.findings import FindingSlot
from gui.forms.names import shown_names
from gui.messages import words
from gui.widgets.attendance import AttendanceField, AttendanceLook
from gui.widgets.fields import Answer
from gui.widgets.space import Column
from gui.widgets.theme import Room
from gui.widgets.tiles import Attendee


class AttendanceEditor(Editor):
    """Everybody ticked; the value keeps what this form does not know."""

    wide = True

    def __init__(self, field: Attendance, context: FormContext) -> None:
        super().__init__(field, context)
        self._rest: dict[str, Any] = {}
        self._undo: list[dict[str, Any]] = []
        self._last: dict[str, Any] = {}
        look = AttendanceLook(
            people=[Attendee(person.id, person.name, person.initials) for person in context.here()],
            reasons=[Answer(option.value, words(option.words)) for option in field.reasons],
            near=context.today,
            label=words(field.words),
        )
        self._field = AttendanceField(look)
        self._field.setAccessibleName(said_name(field))
        self._field.edited.connect(self._edited)
        self._slots: dict[int, FindingSlot] = {}
        column = Column(self, spacing=6)
        column.addWidget(self._field)
        self._slot = FindingSlot()
        column.addWidget(self._slot)

    def value(self) -> dict[str, Any]:
        """Return who was expected and who was absent, as stored."""
        found = self._field.value()
        said = self._rest or any(found.values())
        return self._rest | found if said else {}

    def set_value(self, value: Any) -> None:
        """Show a stored attendance; people who have left stay on it with their names."""
        stored: Mapping[str, Any] = value if isinstance(value, dict) else {}
        if stored and stored == self.value():
            return
        known = ("expected", "absent", "signed")
        self._rest = {key: said for key, said in stored.items() if key not in known}
        everybody = {person.id: person for person in self.context.here()}
        for person in stored.get("expected") or ():
            if person not in everybody and person in self.context.people:
                everybody[person] = self.context.people[person]
        names = shown_names(everybody.values())
        self._field.set_people([Attendee(who.id, names[who.id], who.initials) for who in everybody.values()])
        self._field.set_value(stored or {"expected": [], "absent": [], "signed": None})
        self._last = self._field.value()
        self._undo.clear()

    def entry(self, path: Path) -> QWidget:
        """Return the part a path leads to."""
        row = self._row_number(path)
        absence = self._field.absence_at(row) if row is not None else None
        if absence is not None:
            part = str(path[3]) if len(path) > 3 else "reason"
            return absence.parts.get(part, absence.reason)
        return self

    def take_focus(self, path: Path) -> None:
        """Put the cursor where a path leads."""
        self._field.focus_at(path[1:])

    def findings_place(self, path: Path) -> QWidget | None:
        """Return the slot under the absent person a path speaks of, else the one at the end."""
        row = self._row_number(path)
        place = self._field.findings_place(row) if row is not None else None
        if place is None:
            return self._slot
        for at in range(place.count()):
            widget = place.itemAt(at).widget()
            if isinstance(widget, FindingSlot):
                return widget
        slot = FindingSlot()
        place.addWidget(slot)
        return slot

    def slots_inside(self) -> list[QWidget]:
        """Return the slots that exist, top down."""
        return [*self._field.findChildren(FindingSlot), self._slot]

    def show_level(self, path: Path, level: str) -> None:
        """Colour the part of an absence row a path leads to."""
        widget = self.entry(path)
        if widget is not self:
            show_level(widget, level)

    def clear_levels(self) -> None:
        """Take all coloured edges away."""
        row = 0
        while (absence := self._field.absence_at(row)) is not None:
            for part in absence.parts.values():
                show_level(part, "")
            row += 1

    def set_room(self, room: Room) -> None:
        """Show 7, 6 or 4 people a row."""
        self._field.set_room(room)
        super().set_room(room)

    def set_locked(self, *, locked: bool) -> None:
        """Show who was there without taking changes."""
        self._field.setEnabled(not locked)

    def undo(self) -> bool:
        """Take back the last tick."""
        if not self._undo:
            return False
        before = self._undo.pop()
        self._field.set_value(before)
        self._last = self._field.value()
        self.changed.emit()
        return True

    def _edited(self) -> None:
        now = self._field.value()
        who = [row.get("person") for row in now["absent"]]
        if who != [row.get("person") for row in self._last.get("absent", [])] or now["expected"] != self._last.get(
            "expected"
        ):
            self._undo.append(self._last)
            del self._undo[:-50]
        self._last = now
        self.changed.emit()

    @staticmethod
    def _row_number(path: Path) -> int | None:
        return path[2] if len(path) > 2 and path[1] == "absent" and isinstance(path[2], int) else None
