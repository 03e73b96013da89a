"""Editors of grids: rows to add and remove by keyboard, lists of points, and rows that only moves write."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.records.content import is_empty, read_day
from core.records.field import ROW, Choice, Date, Grid, Integer, Person, Toggle
from gui.forms.context import FormContext
from gui.forms.editor import Editor, Path
from gui.forms.gridrow import GridRow
from gui.messages import _, day, words
from gui.widgets.buttons import Button
from gui.widgets.formline import LABEL
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Label
from gui.widgets.theme import Room, theme

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GridEditor(Editor):
    """A small table: Enter begins the next row, Backspace in an empty one removes it, Ctrl+Z brings a row back."""

    wide = True

    def __init__(self, field: Grid, context: FormContext, *, label_width: int = LABEL) -> None:
        super().__init__(field, context)
        self._grid = field
        self._label_width = label_width
        self._rows: list[GridRow] = []
        self._removed: list[tuple[int, dict[str, Any]]] = []
        self._locked = False
        column = Column(self, spacing=6)
        self._lines = Column(spacing=6)
        column.addLayout(self._lines)
        foot = Row(spacing=8)
        self._gap = QWidget()
        foot.addWidget(self._gap)
        name = words(field.words)
        self._add = Button(_("Add: {name}").format(name=name), "link", icon_name="add", action=self._append)
        self._back = Button("", "link", icon_name="arrow_undo", action=self._undo_pressed)
        self._back.hide()
        self._empty_label = Label(f"{'＊' if field.required else ''}{name}", "label", wrap=True)
        foot.insertWidget(0, self._empty_label)
        foot.addWidget(self._add)
        foot.addWidget(self._back)
        foot.addStretch(1)
        column.addLayout(foot)
        self.set_value([])
        self.restyle()

    def value(self) -> list[dict[str, Any]]:
        """Return the rows that say something, as stored."""
        return [row.row() for row in self._rows if not row.is_blank()]

    def set_value(self, value: Any) -> None:
        """Show stored rows; rows already here keep their cursor."""
        rows = [dict(row) for row in value or ()]
        if rows == self.value() and self._rows:
            return
        while len(self._rows) > len(rows):
            self._drop(self._rows[-1])
        for shown, row in zip(self._rows, rows, strict=False):
            shown.show_row(row)
        for row in rows[len(self._rows) :]:
            self._insert(len(self._rows), row)
        if not self._rows and self._grid.required:
            self._insert(0, {})
        self._number()

    def entry(self, path: Path) -> QWidget:
        """Return the cell a path leads to."""
        row = self._row_at(path)
        if row is None:
            return self._rows[0].first() if self._rows else self._add
        if len(path) > 2 and str(path[2]) in row.cells:
            return row.cells[str(path[2])].entry(path)
        return row.first()

    def take_focus(self, path: Path) -> None:
        """Put the cursor into the cell a path leads to."""
        row = self._row_at(path)
        if row is not None and len(path) > 2:
            row.unfold_for(str(path[2]))
        self.entry(path).setFocus()

    def findings_place(self, path: Path) -> QWidget | None:
        """Return the slot of the row a path leads to."""
        row = self._row_at(path)
        return row.slot if row else None

    def slots_inside(self) -> list[QWidget]:
        """Return the slots of all rows."""
        return [row.slot for row in self._rows]

    def show_level(self, path: Path, level: str) -> None:
        """Colour the cell a path leads to."""
        row = self._row_at(path)
        if row is None:
            return
        cell = row.cells.get(str(path[2])) if len(path) > 2 else next(iter(row.cells.values()))
        if cell is not None:
            cell.show_level(path, level)

    def clear_levels(self) -> None:
        """Take all coloured edges away."""
        for row in self._rows:
            for cell in row.cells.values():
                cell.clear_levels()

    def unread_cells(self) -> dict[tuple[str, str], str]:
        """Return what was typed that can't be kept, by the row's name and the column."""
        cells = ((row, key, cell.unread()) for row in self._rows for key, cell in row.cells.items())
        return {(row.name(), key): text for row, key, text in cells if text}

    def show_unread_cell(self, name: str, column: str, text: str) -> None:
        """Put such a text back; a row that was blank otherwise comes again."""
        row = next((row for row in self._rows if row.name() == name), None)
        if row is None:
            spare = next((row for row in self._rows if row.is_blank()), None)
            row = spare or self._insert(len(self._rows), {})
            row.show_row({ROW: name})
            self._number()
        if column in row.cells:
            row.cells[column].show_unread(text)

    def complaining(self) -> list[tuple[Path, Editor]]:
        """Return the cells with something that can't be kept, with where they stand; at most one of a row."""
        found: list[tuple[Path, Editor]] = []
        stored = 0
        for row in self._rows:
            wrong = next(((key, cell) for key, cell in row.cells.items() if cell.complaint), None)
            if wrong:
                found.append(((self.field.key, stored, wrong[0]), wrong[1]))
            stored += not row.is_blank()
        return found

    def set_room(self, room: Room) -> None:
        """Put the numbers left of the rows, or above them."""
        for row in self._rows:
            row.set_room(room)
        super().set_room(room)

    def restyle(self) -> None:
        """Set the foot's indent."""
        super().restyle()
        if not hasattr(self, "_gap"):
            return
        wide = self.room is Room.WIDE
        self._empty_label.setVisible(not self._rows)
        indent = theme().dp(self._label_width + 4) if wide and self._rows else 0
        self._gap.setFixedWidth(indent)
        self._gap.setVisible(indent > 0)
        name, metrics = self._empty_label.text(), theme().metrics(14)
        least = max(metrics.horizontalAdvance(word) for word in (name.split() if wide else [name])) + theme().dp(4)
        self._empty_label.setFixedWidth(max(theme().dp(self._label_width) if wide else 0, least))
        if wide:
            self._empty_label.setAlignment(_RIGHT)

    def set_locked(self, *, locked: bool) -> None:
        """Show the rows without taking changes."""
        self._locked = locked
        self._add.setVisible(not locked)
        for row in self._rows:
            row.set_locked(locked=locked)

    def undo(self) -> bool:
        """Bring back the row removed last."""
        if not self._removed:
            return False
        at, values = self._removed.pop()
        row = self._insert(min(at, len(self._rows)), values)
        self._number()
        self._show_removed()
        row.first().setFocus()
        self.changed.emit()
        return True

    def rows(self) -> list[GridRow]:
        """Return the rows shown, blank ones too."""
        return list(self._rows)

    def _row_at(self, path: Path) -> GridRow | None:
        """Return the row of a stored number; blank rows are not counted, for they are not stored."""
        if len(path) < 2 or not isinstance(path[1], int):
            return None
        stored = [row for row in self._rows if not row.is_blank()]
        if 0 <= path[1] < len(stored):
            return stored[path[1]]
        return self._rows[0] if path[1] == 0 and self._rows else None

    def _insert(self, at: int, values: dict[str, Any]) -> GridRow:
        row = GridRow(self._grid, self.context, values, label_width=self._label_width)
        row.set_room(self.room)
        row.set_locked(locked=self._locked)
        row.changed.connect(self.changed)
        row.next_wanted.connect(lambda: self._next(row))
        row.remove_wanted.connect(lambda: self._remove(row))
        row.step_wanted.connect(lambda step: self._step(row, step))
        row.undo_wanted.connect(self.undo)
        self._rows.insert(at, row)
        self._lines.insertWidget(at, row)
        for upper, lower in zip(self._rows, self._rows[1:], strict=False):
            QWidget.setTabOrder(list(upper.cells.values())[-1].entry(()), lower.first())
        return row

    def _drop(self, row: GridRow) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _number(self) -> None:
        for number, row in enumerate(self._rows, start=1):
            row.set_number(number)
            row.restyle()
        self.restyle()

    def _append(self) -> None:
        row = self._insert(len(self._rows), {})
        self._number()
        row.first().setFocus()

    def _next(self, row: GridRow) -> None:
        """Begin a row after this one, or go to the blank one that is there already."""
        if self._locked:
            return
        at = self._rows.index(row) + 1
        following = self._rows[at] if at < len(self._rows) else None
        if following is None or not following.is_blank():
            if row.is_blank():
                return
            following = self._insert(at, {})
            self._number()
        following.first().setFocus()

    def _remove(self, row: GridRow) -> None:
        if self._locked:
            return
        at = self._rows.index(row)
        values = row.row()
        if values:
            self._removed.append((at, values))
        self._drop(row)
        if not self._rows and self._grid.required:
            self._insert(0, {})
        self._number()
        self._show_removed()
        target = self._rows[max(0, at - 1)].first() if self._rows else self._add
        target.setFocus()
        if values:
            self.changed.emit()

    def _step(self, row: GridRow, step: int) -> None:
        at = self._rows.index(row) + step
        if 0 <= at < len(self._rows):
            self._rows[at].first().setFocus()

    def _undo_pressed(self) -> None:
        self.undo()

    def _show_removed(self) -> None:
        self._back.setVisible(bool(self._removed))
        if self._removed:
            name = f"{words(self.field.words)} {self._removed[-1][0] + 1}"
            self._back.set_text(_("Bring back {name} (Ctrl+Z)").format(name=name))


class WrittenRows(Editor):
    """Rows that moves have written: shown, never changed."""

    wide = True

    def __init__(self, field: Grid, context: FormContext, *, label_width: int = LABEL) -> None:
        super().__init__(field, context)
        self._grid = field
        self._value: list[Any] = []
        self._column = Column(self, spacing=4)
        self._label_width = label_width
        self.set_value([])

    def value(self) -> list[Any]:
        """Return the rows as they are."""
        return list(self._value)

    def set_value(self, value: Any) -> None:
        """Show rows."""
        self._value = list(value or ())
        clear(self._column)
        name = Label(words(self.field.words), "label")
        self._column.addWidget(name)
        for row in self._value:
            line = Row(spacing=12)
            when, rest = self._say(row)
            on = Label(when, "small")
            on.setMinimumWidth(theme().dp(self._label_width - 10))
            on.setAlignment(_RIGHT)
            line.addWidget(on)
            line.addWidget(Label(rest, wrap=True, selectable=True), 1)
            self._column.addLayout(line)
        if not self._value:
            self._column.addWidget(Label(_("Nothing yet. Each step adds a line; none is ever changed."), "muted"))

    def show_level(self, path: Path, level: str) -> None:
        """Colour nothing: there is no box."""

    def set_locked(self, *, locked: bool) -> None:
        """Nothing can be typed here anyway."""

    def _say(self, row: dict[str, Any]) -> tuple[str, str]:
        """Return the day of a row and everything else it says."""
        when, parts = "", []
        for column in self._grid.columns:
            value = row.get(column.key)
            if is_empty(value):
                continue
            match column:
                case Date():
                    on = read_day(value)
                    said = day(on, today=self.context.today) if on else str(value)
                    if not when:
                        when = said
                        continue
                case Person():
                    said = self.context.name(str(value))
                case Choice(options=options):
                    said = next((words(option.words) for option in options if option.value == value), str(value))
                case Toggle():
                    said = words(column.words) if value else ""
                case Integer(unit=unit):
                    said = f"{value}{unit}"
                case _:
                    said = str(value)
            parts.append(said)
        return when, " · ".join(part for part in parts if part)
