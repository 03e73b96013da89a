"""One row of a grid: its number, its cells, the button that removes it, and the findings about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from core.base.ids import new_row
from core.records.content import is_empty, says_nothing
from core.records.field import ROW, Date, Grid, Person, Plain, Reference, Text
from gui.forms.context import FormContext
from gui.forms.editor import Editor
from gui.forms.findings import FindingSlot
from gui.forms.lines import PointEditor
from gui.forms.plain import WRAPS_FROM, make_plain
from gui.messages import _, words
from gui.widgets.buttons import Button
from gui.widgets.formline import LABEL
from gui.widgets.space import Column, Row
from gui.widgets.text import Label
from gui.widgets.theme import Room, theme

_FOLDS_FROM = 4
"""A grid of this many columns hides those that need not be filled in until they are asked for."""
_FIRST, _NEXT = 460, 540
"""Room there is for the cells of a row's first line, which ends in two buttons, and of a further one."""
_BRIEF = 8
"""A text of so few characters, e.g. a page, takes less of its line than others."""
_TEXT, _SHORT, _PERSON = 120, 90, 124
"""Room a text asks for at least, one of a few words, and that of a name."""
_FEW = 20
"""Characters of a text of a few words."""
_FRAME = 26
"""What a box takes beside its characters."""


class GridRow(QWidget):
    """A row of editors; knows nothing of its neighbours."""

    changed = Signal()
    next_wanted = Signal()
    """Enter: begin the next row."""
    remove_wanted = Signal()
    step_wanted = Signal(int)
    """Up (-1) or down (1) out of the first or last line of the row."""
    undo_wanted = Signal()
    """Ctrl+Z in a box that has nothing of its own to undo."""

    def __init__(self, field: Grid, context: FormContext, row: Mapping[str, Any], *, label_width: int = LABEL) -> None:
        super().__init__()
        self._field = field
        self._label_width = label_width
        self._room = Room.WIDE
        self._rest: dict[str, Any] = {}
        self.cells: dict[str, Editor] = {}
        single = len(field.columns) == 1
        for column in field.columns:
            editor: Editor
            if single and isinstance(column, Text):
                editor = PointEditor(column, context)
            else:
                editor = make_plain(column, context, within=field.key)
            editor.changed.connect(self.changed)
            self.cells[column.key] = editor
            self._watch(editor)
        self._label = Label("", "label")
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.slot = FindingSlot(margins=(0, 5, 0, 0))
        self._folded = [column for column in field.columns if self._is_folded(column)]
        self._lay_out()
        self.show_row(row)
        theme().changed.connect(self.restyle)
        self.restyle()

    def row(self) -> dict[str, Any]:
        """Return the stored row; what is empty is left out, what this form doesn't know is kept."""
        found = {key: cell.value() for key, cell in self.cells.items()}
        return self._rest | {key: value for key, value in found.items() if not is_empty(value)}

    def show_row(self, row: Mapping[str, Any]) -> None:
        """Show a stored row."""
        self._rest = {ROW: new_row()} | {key: value for key, value in row.items() if key not in self.cells}
        for key, cell in self.cells.items():
            cell.set_value(row.get(key))
        if any(not is_empty(row.get(column.key)) for column in self._folded):
            self._unfold()

    def name(self) -> str:
        """Return what the row goes by, however rows are moved."""
        return str(self._rest[ROW])

    def is_blank(self) -> bool:
        """Tell whether nothing stands in the row."""
        return says_nothing(self.row())

    def set_number(self, number: int) -> None:
        """Say which row this is."""
        star = "＊" if self._field.required and number == 1 else ""
        name = f"{words(self._field.words)} {number}"
        self._label.setText(f"{star}{name}")
        for column in self._field.columns:
            said = name if len(self._field.columns) == 1 else f"{name} {words(column.words)}"
            must = _("{field}, required").format(field=said) if column.required else said
            cell = self.cells[column.key]
            cell.entry((self._field.key, number - 1, column.key)).setAccessibleName(must)
        self._remove.setAccessibleName(_("Remove {name}").format(name=name))

    def set_locked(self, *, locked: bool) -> None:
        """Show the row without taking changes."""
        self._remove.setVisible(not locked)
        for cell in self.cells.values():
            cell.set_locked(locked=locked)

    def set_room(self, room: Room) -> None:
        """Put the number left of the cells, or above them."""
        self._room = room
        self.restyle()

    def restyle(self) -> None:
        """Set the widths of the present text size and room."""
        wide = self._room is Room.WIDE
        self._label.setVisible(wide)
        self._above.setVisible(not wide)
        self._above.setText(self._label.text())
        gap = theme().dp(self._label_width)
        self._label.setFixedWidth(gap)
        for button in (self._more, self._remove):
            button.setFixedWidth(theme().dp(34))
        for indent in self._gaps:
            indent.setFixedWidth(gap + theme().dp(2) if wide else 0)
            indent.setVisible(wide)
        character = theme().metrics().horizontalAdvance("国")
        for column in self._field.columns:
            if isinstance(column, Person):
                self.cells[column.key].setFixedWidth(theme().dp(_PERSON))
            elif isinstance(column, Text) and _is_short(column):
                self.cells[column.key].setMaximumWidth(column.high * character + theme().dp(_FRAME))

    def first(self) -> QWidget:
        """Return the widget the row begins with."""
        cell = next(iter(self.cells.values()))
        return cell.entry((self._field.key,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins the next row, Alt+Delete removes this one, ↑ ↓ go to the neighbours."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.next_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what a box leaves over: Backspace in an empty row, arrows past its ends, Ctrl+Z with nothing to undo."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.matches(QKeySequence.StandardKey.Undo) and not _can_undo(watched):
            self.undo_wanted.emit()
            return True
        if event.key() == Qt.Key.Key_Backspace and self.is_blank() and not _text(watched):
            self.remove_wanted.emit()
            return True
        if isinstance(watched, QPlainTextEdit) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            if _at_edge(watched, step) and not event.modifiers():
                self.step_wanted.emit(step)
                return True
        return super().eventFilter(watched, event)

    def _watch(self, editor: Editor) -> None:
        entry = editor.entry((self._field.key,))
        line = entry.findChild(QLineEdit)
        (entry if line is None else line).installEventFilter(self)

    def _is_folded(self, column: Plain) -> bool:
        spare = isinstance(column, Text | Reference) or column.later
        return len(self._field.columns) >= _FOLDS_FROM and spare and not column.required

    def _lay_out(self) -> None:
        column = Column(self, spacing=0)
        self._above = Label("", "label")
        column.addWidget(self._above)
        first, *more = self._packed([shown for shown in self._field.columns if shown not in self._folded])
        line = Row(spacing=8)
        line.addWidget(self._label)
        line.addSpacing(2)
        self._fill(line, first, named=bool(more))
        names = "、".join(words(folded.words) for folded in self._folded)
        self._more = Button("", "quiet", icon_name="more_horizontal", action=self._unfold, says=names)
        self._more.setToolTip(names)
        if not self._folded:  # setVisible(True) before it has a parent would flash a window
            self._more.hide()
        line.addWidget(self._more)
        self._remove = _remove_button(self.remove_wanted.emit)
        line.addWidget(self._remove)
        self._end(line, first)
        column.addLayout(line)
        self._gaps: list[QWidget] = []
        for cells in more:
            column.addLayout(self._next_line(cells))
        self._second = QWidget()
        second = Column(self._second, spacing=0)
        for cells in self._packed(self._folded):
            second.addLayout(self._next_line(cells))
        self._second.hide()
        column.addWidget(self._second)
        below = Row(spacing=0)
        self._indent(below)
        below.addWidget(self.slot, 1)
        column.addLayout(below)

    def _packed(self, columns: Sequence[Plain]) -> list[list[Plain]]:
        """Return columns line by line: as many in one as it has room for."""
        lines: list[list[Plain]] = [[]]
        taken, room = 0, theme().dp(_FIRST)
        for column in columns:
            need = self._need(column)
            if lines[-1] and taken + need > room:
                # From and to stay beside each other.
                pair = len(lines[-1]) > 1 and isinstance(column, Date) and isinstance(lines[-1][-1], Date)
                lines.append([lines[-1].pop()] if pair else [])
                taken, room = sum(map(self._need, lines[-1])), theme().dp(_NEXT)
            lines[-1].append(column)
            taken += need
        return lines

    def _need(self, column: Plain) -> int:
        """Return how much room a cell asks for, with its name and the gaps."""
        cell = self.cells[column.key]
        if isinstance(column, Person):
            wide = theme().dp(_PERSON)
        else:
            few = isinstance(column, Text) and 0 < column.high <= _FEW
            wide = theme().dp(_SHORT if few else _TEXT) if cell.stretch else cell.minimumSizeHint().width()
        return Label(words(column.words), "label").sizeHint().width() + wide + 2 * theme().dp(8)

    def _fill(self, line: Row, columns: Sequence[Plain], *, named: bool) -> None:
        """Put cells into a line, each after its name; what a short row begins with and must say needs none."""
        several = len(self._field.columns) > 1
        for at, column in enumerate(columns):
            cell = self.cells[column.key]
            if at or named or (several and not column.required):
                line.addWidget(Label(words(column.words), "label"))
            brief = isinstance(column, Text) and 0 < column.high <= _BRIEF
            line.addWidget(cell, 100 * (min(cell.stretch, 1) if brief else cell.stretch))

    def _end(self, line: Row, columns: Sequence[Plain]) -> None:
        """Leave free what is left of a line none of whose cells takes all there is."""
        if not any(self.cells[column.key].stretch and not _is_short(column) for column in columns):
            line.addStretch(1)

    def _next_line(self, columns: Sequence[Plain]) -> Row:
        """Return a further line of cells, below the first."""
        line = Row(margins=(0, 6, 0, 0), spacing=8)
        self._indent(line)
        self._fill(line, columns, named=True)
        self._end(line, columns)
        return line

    def _indent(self, line: Row) -> None:
        """Begin a line where the cells of the first begin."""
        gap = QWidget()
        self._gaps.append(gap)
        line.addWidget(gap)

    def _unfold(self) -> None:
        """Show the columns that need not be filled in."""
        had_focus = self._more.hasFocus()
        self._second.show()
        self._more.hide()
        if had_focus and self._folded:
            self.cells[self._folded[0].key].setFocus()

    def unfold_for(self, column: str) -> None:
        """Show a hidden column that somebody is sent to."""
        if any(folded.key == column for folded in self._folded):
            self._unfold()


def _is_short(column: Plain) -> bool:
    """Tell whether the length of what goes into a cell is known and less than a line."""
    return isinstance(column, Text) and 0 < column.high < WRAPS_FROM


def _remove_button(action: Any) -> QPushButton:
    """Return the cross at the end of a row; Tab passes it by, Alt+Delete does the same."""
    button = Button("", "quiet", icon_name="dismiss", action=action)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setToolTip(_("Remove (Alt+Delete)"))
    return button


def _can_undo(box: QObject) -> bool:
    if isinstance(box, QPlainTextEdit):
        return box.document().isUndoAvailable()
    return isinstance(box, QLineEdit) and box.isUndoAvailable()


def _text(box: QObject) -> str:
    if isinstance(box, QPlainTextEdit):
        return box.toPlainText()
    return box.text() if isinstance(box, QLineEdit) else ""


def _at_edge(box: QPlainTextEdit, step: int) -> bool:
    """Tell whether the cursor stands in the first (-1) or last (1) line as shown."""
    cursor = box.textCursor()
    before = cursor.position()
    moved = cursor.movePosition(cursor.MoveOperation.Up if step < 0 else cursor.MoveOperation.Down)
    return not moved or cursor.position() == before
