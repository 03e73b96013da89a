"""Who was there: everybody ticked, one unticks the absent; each absent person gets a row with reason and make-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.messages import _
from gui.widgets.buttons import Button
from gui.widgets.fields import Answer, ChoiceField, NumberField, State, TextField, set_state
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.moments import DateField
from gui.widgets.space import Column, Flow, Grid, clear
from gui.widgets.text import Label
from gui.widgets.theme import Room, theme
from gui.widgets.tiles import Attendee, Tiles


@dataclass(frozen=True, slots=True)
class AttendanceLook:
    """What an attendance field offers: the roster, the reasons, the date that a typed make-up day is near to."""

    people: Sequence[Attendee]
    reasons: Sequence[Answer]
    near: date
    label: str = ""
    """Heading, e.g. 到会."""


class AbsenceRow(QWidget):
    """One absent person: name, reason, note, day and way of the make-up study."""

    edited = Signal()
    acted = Signal(str)

    def __init__(self, person: Attendee, reasons: Sequence[Answer], near: date, row: Mapping[str, Any]) -> None:
        super().__init__()
        self.person = person
        self._rest = {key: value for key, value in row.items() if key not in _KEYS}
        self.name = Label(person.name, "strong")
        self.reason = ChoiceField(reasons, empty=_("Choose a reason"))
        self.note = TextField(hint=_("Note (may stay empty)"))
        self.on = DateField(near=near, hint=_("Made up on"))
        self.method = TextField(hint=_("How it was made up"))
        self.parts: dict[str, QWidget] = {
            "reason": self.reason,
            "note": self.note,
            "makeup_on": self.on,
            "makeup_method": self.method,
        }
        said = {
            "reason": _("reason"),
            "note": _("note"),
            "makeup_on": _("made up on"),
            "makeup_method": _("how it was made up"),
        }
        for key, part in self.parts.items():
            part.setAccessibleName(f"{person.name} {said[key]}")
        for part in (self.reason, self.note, self.on, self.method):
            part.edited.connect(self.edited.emit)
        self.show_row(row)
        self._column = Column(self, spacing=6)
        self._grid = Grid(gaps=(8, 6))
        self._column.addLayout(self._grid)
        self._below = Column(spacing=6)
        self._column.addLayout(self._below)
        self._room: Room | None = None

    def show_row(self, row: Mapping[str, Any]) -> None:
        """Show stored values."""
        self._rest = {key: value for key, value in row.items() if key not in _KEYS}
        self.reason.set_value(str(row.get("reason") or ""))
        self.note.set_value(str(row.get("note") or ""))
        self.on.set_value(str(row.get("makeup_on") or ""))
        self.method.set_value(str(row.get("makeup_method") or ""))

    def value(self) -> dict[str, Any]:
        """Return the row; what is empty is left out, what this form doesn't know is kept."""
        row = {
            **self._rest,
            "person": self.person.id,
            "reason": self.reason.value(),
            "note": self.note.value().strip(),
            "makeup_on": self.on.value(),
            "makeup_method": self.method.value().strip(),
        }
        return {key: value for key, value in row.items() if value not in ("", None)}

    def set_findings(self, findings: Sequence[tuple[str, FindingLine]]) -> None:
        """Show findings as (part, line) under the row."""
        clear(self._below)
        for key, part in self.parts.items():
            levels = {line.level for where, line in findings if where == key or (not where and key == "reason")}
            error, warning = Level.ERROR in levels, Level.WARNING in levels
            set_state(part, State.ERROR if error else State.WARNING if warning else State.NORMAL)
        for _where, line in findings:
            shown = FindingRow(line)
            shown.acted.connect(self.acted.emit)
            self._below.addWidget(shown)

    def findings_place(self) -> Column:
        """Return the column under the row, for forms that place findings themselves."""
        return self._below

    def set_room(self, room: Room) -> None:
        """One line in wide room, two below it, four parts under each other in pairs when narrow."""
        if room is self._room:
            return
        self._room = room
        while self._grid.count():
            self._grid.takeAt(0)
        for at in range(6):
            self._grid.setColumnStretch(at, 0)
        self.name.setMinimumWidth(theme().dp(54))
        self.reason.setMinimumWidth(theme().dp(118))
        if room is not Room.NARROW:
            for at, part in enumerate((self.name, self.reason, self.note, self.on, self.method)):
                self._grid.addWidget(part, 0, at)
            self._grid.setColumnStretch(2, 3)
            self._grid.setColumnStretch(4, 3)
            return
        self._grid.addWidget(self.name, 0, 0)
        self._grid.addWidget(self.reason, 0, 1)
        self._grid.addWidget(self.note, 0, 2)
        self._grid.addWidget(self.on, 1, 1)
        self._grid.addWidget(self.method, 1, 2)
        self._grid.setColumnStretch(2, 1)


_KEYS = frozenset({"person", "reason", "note", "makeup_on", "makeup_method"})


class AttendanceField(QWidget):
    """应到 14 实到 12 缺席 2 with tiles and a row for each absent person.

    The value is {"expected": [ids], "absent": [{person, reason, note, makeup_on, makeup_method}], "signed": n|None}.
    """

    edited = Signal()
    acted = Signal(str)
    """The action of a finding was pressed; carries its key."""

    def __init__(self, look: AttendanceLook, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._known = {person.id: person for person in look.people}
        self._expected: list[str] = [person.id for person in look.people]
        self._rows: dict[str, AbsenceRow] = {}
        self._kept: dict[str, Mapping[str, Any]] = {}
        self._room = Room.WIDE
        self._choosing = False

        self._counts = Label("", "counts")
        self._hint = Label(_("All ticked: press the names of those who were not there"), "muted", wrap=True)
        self._everybody = Button(_("All present"), "link", action=self.tick_everybody)
        self._change = Button(_("Who was expected"), "link", action=self._choose_expected)
        self._tiles = Tiles()
        self._tiles.toggled.connect(self._toggled)
        self._signed = NumberField(high=999)
        self._signed.setAccessibleName(_("Signatures on the sign-in sheet"))
        self._signed.edited.connect(self.edited.emit)

        column = Column(self, spacing=8)
        head = Flow(spacing=12)
        if look.label:
            head.addWidget(Label(look.label, "section"))
        head.addWidget(self._counts)
        head.addWidget(self._hint)
        head.addWidget(self._change)
        head.addWidget(self._everybody)
        column.addLayout(head)
        column.addWidget(self._tiles)
        self._absent = Column(spacing=8)
        column.addLayout(self._absent)
        signed = Flow(spacing=8)
        signed.addWidget(Label(_("Signatures on the sign-in sheet"), "label"))
        signed.addWidget(self._signed)
        signed.addWidget(Label(_("Leave empty until it has been signed"), "muted", wrap=True))
        column.addLayout(signed)
        self._below = Column(spacing=6)
        column.addLayout(self._below)
        self._show_tiles()

    def value(self) -> dict[str, Any]:
        """Return what is to be stored."""
        return {
            "expected": list(self._expected),
            "absent": [self._rows[person].value() for person in self._expected if person in self._rows],
            "signed": self._signed.number(),
        }

    def set_value(self, value: Mapping[str, Any] | None) -> None:
        """Show a stored value; none means that everybody is expected and there.

        People who have left the roster since are shown by the id's own tile, so that no record loses a name.
        """
        stored = value or {}
        expected = [str(person) for person in stored.get("expected", [p.id for p in self._look.people])]
        absent = {str(row.get("person", "")): row for row in stored.get("absent", [])}
        self._expected = expected
        for person in list(self._rows):
            if person not in absent:
                self._drop(person)
        for person, row in absent.items():
            if person in self._rows:
                self._rows[person].show_row(row)
            else:
                self._add(person, row)
        signed = stored.get("signed")
        self._signed.set_number(signed if isinstance(signed, int) else None)
        self._choosing = False
        self._show_tiles()

    def set_people(self, people: Sequence[Attendee]) -> None:
        """Take another roster; what was ticked stays."""
        self._known = {person.id: person for person in people}
        self._look = AttendanceLook(people, self._look.reasons, self._look.near, self._look.label)
        self._show_tiles()

    def tick_everybody(self) -> None:
        """Undo all absences."""
        if self._choosing:
            self._expected = [person.id for person in self._look.people]
        for person in list(self._rows):
            self._drop(person)
        self._show_tiles()
        self.edited.emit()

    def counts(self) -> tuple[int, int, int]:
        """Return how many were expected, present, absent."""
        absent = sum(1 for person in self._expected if person in self._rows)
        return len(self._expected), len(self._expected) - absent, absent

    def absence(self, person: str) -> AbsenceRow | None:
        """Return the row of an absent person."""
        return self._rows.get(person)

    def absence_at(self, number: int) -> AbsenceRow | None:
        """Return the n-th absent row, counted as they are stored."""
        rows = [self._rows[person] for person in self._expected if person in self._rows]
        return rows[number] if 0 <= number < len(rows) else None

    def set_findings(self, findings: Sequence[tuple[tuple[str | int, ...], FindingLine]]) -> None:
        """Show findings by their path below this field: ("absent", 0, "reason") stands under the first absent."""
        clear(self._below)
        by_row: dict[int, list[tuple[str, FindingLine]]] = {}
        for path, line in findings:
            if len(path) >= 2 and path[0] == "absent" and isinstance(path[1], int):
                by_row.setdefault(path[1], []).append((str(path[2]) if len(path) > 2 else "", line))
                continue
            shown = FindingRow(line)
            shown.acted.connect(self.acted.emit)
            self._below.addWidget(shown)
        signed = [line.level for path, line in findings if path[:1] == ("signed",)]
        set_state(self._signed, State.ERROR if Level.ERROR in signed else State.NORMAL)
        for number, row in enumerate(self._rows[p] for p in self._expected if p in self._rows):
            row.set_findings(by_row.get(number, []))

    def findings_place(self, number: int) -> Column | None:
        """Return the column under the n-th absent row, for forms that place findings themselves."""
        row = self.absence_at(number)
        return row.findings_place() if row else None

    def focus_at(self, path: Sequence[str | int]) -> None:
        """Give the keyboard to the part a finding speaks of."""
        if len(path) >= 2 and path[0] == "absent" and isinstance(path[1], int):
            row = self.absence_at(path[1])
            if row is not None:
                row.parts.get(str(path[2]) if len(path) > 2 else "reason", row.reason).setFocus()
                return
        if path[:1] == ("signed",):
            self._signed.setFocus()
            return
        tile = self._tiles.tile(self._expected[0]) if self._expected else None
        (tile or self._everybody).setFocus()

    def set_room(self, room: Room) -> None:
        """Show fewer people a row and two lines an absence when there is less room."""
        self._room = room
        self._tiles.set_room(room)
        self._hint.setVisible(room is not Room.NARROW)
        self._counts.setWordWrap(room is Room.NARROW)
        for row in self._rows.values():
            row.set_room(room)

    def _choose_expected(self) -> None:
        """Show the whole roster to tick who was expected, or go back to who was there."""
        self._choosing = not self._choosing
        self._show_tiles()
        if not self._choosing:
            self.edited.emit()

    def _person(self, person: str) -> Attendee:
        return self._known.get(person) or Attendee(person, _("(no longer on the list)"))

    def _show_tiles(self) -> None:
        if self._choosing:
            self._tiles.set_people(list(self._look.people))
            self._tiles.set_off_look("out")
            self._tiles.set_ticked(set(self._expected))
            self._hint.setText(_("Tick everybody who was expected"))
            self._change.set_text(_("Done choosing"))
        else:
            self._tiles.set_people([self._person(person) for person in self._expected])
            self._tiles.set_off_look("off")
            self._tiles.set_ticked({person for person in self._expected if person not in self._rows})
            self._hint.setText(_("All ticked: press the names of those who were not there"))
            self._change.set_text(_("Who was expected"))
        self._tiles.set_room(self._room)
        self._order_tabs()
        self._show_counts()

    def _order_tabs(self) -> None:
        """Let the Tab key go from the tiles through the absences to the number of signatures, as they stand."""
        tiles = [self._tiles.tile(person) for person in self._expected]
        stops: list[QWidget] = [*[tile for tile in tiles if tile is not None][-1:]]
        for person in self._expected:
            if person in self._rows:
                stops.extend(self._rows[person].parts.values())
        for before, after in pairwise([*stops, self._signed]):
            QWidget.setTabOrder(before, after)

    def _show_counts(self) -> None:
        expected, present, absent = self.counts()
        text = _("{expected} expected　{present} present　{absent} absent")
        self._counts.setText(text.format(expected=expected, present=present, absent=absent))

    def _toggled(self, person: str, ticked: bool) -> None:
        if self._choosing:
            order = [known.id for known in self._look.people]
            chosen = set(self._expected) - {person} if not ticked else {*self._expected, person}
            self._expected = [known for known in order if known in chosen]
            if not ticked and person in self._rows:
                self._drop(person)
        elif ticked:
            self._drop(person)
        else:
            # An absence unticked by mistake keeps what was typed in its row.
            self._add(person, self._kept.get(person, {}))
            self._order_tabs()
        self._show_counts()
        self.edited.emit()

    def _add(self, person: str, row: Mapping[str, Any]) -> None:
        shown = AbsenceRow(self._person(person), self._look.reasons, self._look.near, row)
        shown.edited.connect(self.edited.emit)
        shown.acted.connect(self.acted.emit)
        shown.set_room(self._room)
        self._rows[person] = shown
        order = [known for known in self._expected if known in self._rows]
        self._absent.insertWidget(order.index(person) if person in order else self._absent.count(), shown)

    def _drop(self, person: str) -> None:
        row = self._rows.pop(person)
        self._kept[person] = row.value()
        self._absent.removeWidget(row)
        row.hide()
        row.deleteLater()
