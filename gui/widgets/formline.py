"""Form rows: fields side by side with labels left (wide room) or above (less room), findings under them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.messages import _
from gui.widgets import aloud
from gui.widgets.beside import Beside
from gui.widgets.fields import State, set_state
from gui.widgets.finding import FindingLine, FindingRow, Level, said_of
from gui.widgets.space import Column, Grid, Row, clear
from gui.widgets.text import Label, Separator, TitleLabel
from gui.widgets.theme import Room, theme

LABEL = 84
"""Width of the labels at the left, in pixels at 100 %: Chinese labels are 2 to 5 characters."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a row.

    `stretch` 0 keeps the editor's own width when the label stands left; `joined` puts it to the field before with
    the label as a word between (19:00 至 20:40); `note` is a widget of grey text behind the editor.
    """

    key: str
    label: str
    editor: QWidget
    required: bool = False
    stretch: int = 1
    joined: bool = False
    note: QWidget | None = None


class FormLine(QWidget):
    """Fields that stand side by side, and the findings of each under all of them."""

    acted = Signal(str, str)
    """The key of the field and the key of the finding whose action was pressed."""

    def __init__(self, fields: Sequence[FormField], *, label_width: int = LABEL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self._label_width = label_width
        self._room: Room | None = None
        self._findings: dict[str, tuple[FindingLine, ...]] = {}
        self._labels = {field.key: self._label(field) for field in self._fields}
        self._column = Column(self, spacing=6)
        self._grid: Grid | None = None
        self._below = Column(spacing=6)
        self._indent = QWidget()
        indented = Row(self._indent, spacing=0)
        self._gap = QWidget()
        indented.addWidget(self._gap)
        indented.addLayout(self._below, 1)
        self._indent.hide()
        theme().changed.connect(self.restyle)
        self.set_room(Room.WIDE)

    def set_room(self, room: Room) -> None:
        """Lay the fields out for the room there is: labels left, 3–4 a row under labels, or 2 a row."""
        if room is self._room:
            return
        self._room = room
        self._lay_out()

    def set_findings(self, findings: Mapping[str, Sequence[FindingLine]]) -> None:
        """Show findings by field key (a key not in this row is passed over) and colour the fields' edges."""
        mine = {key: tuple(found) for key, found in findings.items() if key in self._labels and found}
        if mine == self._findings:
            return
        self._findings = mine
        clear(self._below)
        for field in self._fields:
            found = mine.get(field.key, ())
            set_state(field.editor, _state(found))
            field.editor.setAccessibleDescription(said_of(found))
            for line in found:
                row = FindingRow(line)
                row.acted.connect(lambda key, field=field: self.acted.emit(field.key, key))
                self._below.addWidget(row)
        self._indent.setVisible(bool(mine))
        wrong = [line for found in mine.values() for line in found if line.level is Level.ERROR]
        aloud.say(self, said_of(wrong), urgent=True)

    def findings(self) -> Mapping[str, tuple[FindingLine, ...]]:
        """Return what is shown."""
        return self._findings

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the fields."""
        return tuple(field.key for field in self._fields)

    def field(self, key: str) -> QWidget:
        """Return the editor of a field. Raises KeyError when the row has none of that key."""
        for field in self._fields:
            if field.key == key:
                return field.editor
        raise KeyError(key)

    def restyle(self) -> None:
        """Set the widths that follow from the text size."""
        self._gap.setFixedWidth(self._indent_width())
        for field in self._fields:
            label = self._labels[field.key]
            if self._room is Room.WIDE and field is self._fields[0]:
                label.setMinimumWidth(theme().dp(self._label_width))
            else:
                label.setMinimumWidth(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out again: sizes asked for before the style sheet was read are remembered by the nested layouts."""
        super().showEvent(event)
        self._column.invalidate()

    def _indent_width(self) -> int:
        if self._room is not Room.WIDE:
            return 0
        return max(theme().dp(self._label_width), self._labels[self._fields[0].key].sizeHint().width()) + theme().dp(10)

    def _label(self, field: FormField) -> QLabel:
        star = "＊" if field.required else ""
        label = Label(f"{star}{field.label}", "label")
        label.setBuddy(field.editor)
        name = _("{field}, required").format(field=field.label) if field.required else field.label
        field.editor.setAccessibleName(name)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return label

    def _lay_out(self) -> None:
        """Take the old arrangement apart without deleting a field, and build the new one."""
        focused = next((field.editor for field in self._fields if field.editor.hasFocus()), None)
        while self._column.count():
            item = self._column.takeAt(0)
            inner = item.layout()
            if isinstance(inner, Row | Grid):
                while inner.count():
                    cell = inner.takeAt(0).layout()
                    if isinstance(cell, Column | Row):
                        _empty(cell)
                inner.deleteLater()
        if self._room is Room.WIDE:
            self._left()
        else:
            self._above(4 if self._room is Room.MIDDLE else 2)
        self._column.addWidget(self._indent)
        self.restyle()
        if focused is not None:
            focused.setFocus()

    def _left(self) -> None:
        line = Row(spacing=10)
        for field in self._fields:
            _hold(field.editor, fixed=field.stretch == 0)
        stretched = False
        for at, field in enumerate(self._fields):
            label = self._labels[field.key]
            side = Qt.AlignmentFlag.AlignRight if at == 0 else Qt.AlignmentFlag.AlignLeft
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            tall = field.editor.sizeHint().height() > theme().dp(60)
            line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(field.editor, field.stretch)
            stretched = stretched or field.stretch > 0
            if field.note is not None:
                line.addWidget(field.note)
        if not stretched:
            line.addStretch(1)
        self._column.addLayout(line)

    def _above(self, most: int) -> None:
        groups: list[list[FormField]] = []
        for field in self._fields:
            _hold(field.editor, fixed=False)
            if field.joined and groups:
                groups[-1].append(field)
            else:
                groups.append([field])
        grid = Grid(gaps=(12, 8))
        across = min(most, len(groups))
        for at, group in enumerate(groups):
            cell = Column(spacing=4)
            head = self._labels[group[0].key]
            head.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            cell.addWidget(head)
            line = Row(spacing=8)
            for position, field in enumerate(group):
                if position:
                    line.addWidget(self._labels[field.key])
                line.addWidget(field.editor, 1)
            cell.addLayout(line)
            for field in group:
                if field.note is not None:
                    cell.addWidget(field.note)
            cell.addStretch(1)
            grid.addLayout(cell, at // across, at % across)
        for at in range(across):
            grid.setColumnStretch(at, 1)
        self._column.addLayout(grid)


def _hold(editor: QWidget, *, fixed: bool) -> None:
    """Keep an editor as wide as what goes in, or let it fill its place."""
    policy = editor.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred if fixed else QSizePolicy.Policy.Expanding)
    editor.setSizePolicy(policy)


def _empty(cell: Column | Row) -> None:
    """Take a cell apart; the widgets stay alive."""
    while cell.count():
        inner = cell.takeAt(0).layout()
        if isinstance(inner, Row):
            _empty(inner)
            inner.deleteLater()
    cell.deleteLater()


def _state(found: Sequence[FindingLine]) -> State:
    if any(line.level is Level.ERROR for line in found):
        return State.ERROR
    return State.WARNING if any(line.level is Level.WARNING for line in found) else State.NORMAL


class SectionHead(QWidget):
    """The heading of a part of the form: bold words, a grey line, and what stands at the right end."""

    def __init__(self, text: str, note: str = "", *, separated: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = Column(self, spacing=8)
        if separated:
            column.addWidget(Separator())
        self._line = Row(spacing=10)
        heading = TitleLabel("section")
        heading.setText(text)
        self._note = Label(note, "muted", wrap=True)
        self._line.addLayout(Beside(heading, self._note, last=True, spacing=10), 1)
        column.addLayout(self._line)

    def add_widget(self, widget: QWidget) -> None:
        """Put something (a link) at the right end."""
        self._line.addWidget(widget)

    def set_note(self, note: str) -> None:
        """Change the grey line."""
        self._note.setText(note)
