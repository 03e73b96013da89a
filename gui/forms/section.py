"""A part of a form: its heading, its rows of fields, and a slot for findings under each row."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from core.records.field import Attendance, Automatic, Field, Formula, Grid, Person, Time
from core.records.kind import Kind
from core.records.kind import Section as SectionData
from core.records.link import Gather
from gui.forms.build import make_editor
from gui.forms.choices import automatic_text
from gui.forms.context import FormContext
from gui.forms.editor import Editor
from gui.forms.findings import FindingSlot
from gui.messages import _, words
from gui.widgets.buttons import Button
from gui.widgets.formline import LABEL, FormField, FormLine, SectionHead
from gui.widgets.space import Column, Flow, Row
from gui.widgets.text import Label, Separator
from gui.widgets.theme import Room, theme

LONGEST_LABEL = 150


def label_width(kind: Kind) -> int:
    """Return the width of the labels at the left for a kind, in pixels at 100 %: English words are longer."""
    names = [words(field.words) + (" 00" if isinstance(field, Grid) else "＊") for field in kind.fields()]
    longest = max((theme().metrics(14).horizontalAdvance(name) for name in names), default=0)
    return min(LONGEST_LABEL, max(LABEL, round(longest * 100 / theme().percent) + 4))


def rows_of(section: SectionData) -> list[list[Field]]:
    """Return the fields of a section by form row; fields the section's rows don't name follow one a row."""
    by_key = {field.key: field for field in section.fields}
    rows = [[by_key[key] for key in row if key in by_key] for row in section.rows]
    named = {field.key for row in rows for field in row}
    return [row for row in rows if row] + [[field] for field in section.fields if field.key not in named]


_GREY = 420
"""Width of automatic values at least, in pixels at 100 %, before they take more than two lines."""


class GreyText(Label):
    """Automatic values of a row, one after another: 周四 · 本月第 1 次 · 100 分钟."""

    def __init__(self, fields: Iterable[Automatic]) -> None:
        super().__init__("", "muted")
        self._fields = tuple(fields)
        self._parts: list[str] = []
        self._lines = 1
        self.hide()

    def sizeHint(self) -> QSize:
        """Ask for as many lines as the words take."""
        return QSize(self._wide(self._parts), self._lines * theme().metrics(13).lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """Do with two lines when there is little room, with more where two would be wider than a narrow form."""
        two = max(self._wide(self._parts[:-1]), self._wide(self._parts[-1:]))
        one = max((self._wide([part]) for part in self._parts), default=0)
        return QSize(min(two, max(one, theme().dp(_GREY))), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break between two values, never within one."""
        super().resizeEvent(event)
        self._write()

    def _wide(self, parts: list[str]) -> int:
        return theme().metrics(13).horizontalAdvance(" · ".join(parts)) + 4

    def _write(self) -> None:
        lines: list[list[str]] = [[]]
        for part in self._parts:
            if lines[-1] and self._wide([*lines[-1], part]) > self.width():
                lines.append([])
            lines[-1].append(part)
        if self._lines != len(lines):
            self._lines = len(lines)
            self.updateGeometry()
        self.setText("\n".join(" · ".join(line) for line in lines))
        self.setAccessibleName(" · ".join(self._parts))

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what the program worked out."""
        told = ((field, automatic_text(field.formula, values.get(field.key))) for field in self._fields)
        # A number that is counted says nothing without its name; the others say themselves: 周四, 100 分钟.
        self._parts = [
            f"{words(field.words)} {text}" if field.formula is Formula.COUNT else text for field, text in told if text
        ]
        self.setVisible(bool(self._parts))  # where nothing is known yet no empty line stands
        self.updateGeometry()
        self._write()


class SectionBlock(QWidget):
    """One section of a form; `gathers` are the buttons that bring something into its fields."""

    gather_wanted = Signal(str)
    """Bring in what the gathering of this key finds."""

    def __init__(
        self,
        section: SectionData,
        context: FormContext,
        *,
        first: bool,
        label: int = LABEL,
        gathers: Sequence[Gather] = (),
    ) -> None:
        super().__init__()
        self.section = section
        self.gather_buttons: dict[str, Button] = {}
        """The button of a gathering by its key."""
        self._gathers = tuple(gathers)
        self.editors: dict[str, Editor] = {}
        self.slots: dict[str, FindingSlot] = {}
        """The slot under the row a field stands in, by field key."""
        self._lines: list[FormLine] = []
        self._greys: list[GreyText] = []
        self._gaps: list[QWidget] = []
        self._label = label
        self._context = context
        self._column = Column(self, spacing=7)
        if not first:
            self._put_heading()
        for row in rows_of(section):
            self._put_row(row)
        theme().changed.connect(self.restyle)

    def set_room(self, room: Room) -> None:
        """Arrange every row for the room there is."""
        for line in self._lines:
            line.set_room(room)
        for editor in self.editors.values():
            editor.set_room(room)
        for gap in self._gaps:
            gap.setVisible(room is Room.WIDE)

    def show_automatic(self, values: Mapping[str, Any]) -> None:
        """Show what the program worked out."""
        for grey in self._greys:
            grey.show_values(values)

    def restyle(self) -> None:
        """Set the indents of the present text size."""
        for gap in self._gaps:
            gap.setFixedWidth(theme().dp(self._label + 10))

    def offer_gathers(self, open_keys: Collection[str]) -> None:
        """Offer to bring something into the fields that may be typed in, and into no others."""
        for gather in self._gathers:
            if gather.key in self.gather_buttons:
                self.gather_buttons[gather.key].setVisible(gather.into in open_keys)

    def first_entry(self) -> QWidget | None:
        """Return the widget that takes the keys first."""
        for key, editor in self.editors.items():
            if not isinstance(editor.field, Automatic):
                return editor.entry((key,))
        return None

    def _put_heading(self) -> None:
        first = self.section.fields[0]
        if isinstance(first, Attendance):
            self._column.addWidget(Separator())  # the field says its own name, with the counts
            return
        note = words(first.note) if isinstance(first, Grid) and first.note is not None else ""
        self._column.addWidget(SectionHead(words(self.section.words), note))

    def _put_row(self, fields: list[Field]) -> None:
        slot = FindingSlot(margins=(0, 5, 0, 0))
        typed = [field for field in fields if not isinstance(field, Automatic)]
        for field in typed:
            self.editors[field.key] = make_editor(field, self._context, label_width=self._label)
            self.slots[field.key] = slot
        # Row and findings in one: an empty slot must not cost the gap between two rows.
        box = Column(spacing=0)
        self._column.addLayout(box)
        if len(typed) == 1 and self.editors[typed[0].key].wide:
            self._put_wide(typed[0], box)
        elif typed:
            line = FormLine(self._form_fields(fields), label_width=self._label)
            self._lines.append(line)
            box.addWidget(line)
        else:
            grey = GreyText([field for field in fields if isinstance(field, Automatic)])
            self._greys.append(grey)
            box.addWidget(grey)
        self._put_gathers({field.key for field in typed}, box)
        box.addLayout(self._indented(slot))

    def _put_gathers(self, keys: set[str], box: Column) -> None:
        """Put a button under a row for everything that can be brought into its fields."""
        here = [gather for gather in self._gathers if gather.into in keys]
        if not here:
            return
        holder = QWidget()
        column = Column(holder, margins=(0, 4, 0, 0))
        line = Flow(spacing=8)
        column.addLayout(line)
        for gather in here:
            button = Button(words(gather.words), "small", icon_name="add")
            button.clicked.connect(lambda _checked=False, key=gather.key: self.gather_wanted.emit(key))
            self.gather_buttons[gather.key] = button
            line.addWidget(button)
        box.addLayout(self._indented(holder))

    def _put_wide(self, field: Field, box: Column) -> None:
        editor = self.editors[field.key]
        if not isinstance(field, Grid) and field.key != self.section.fields[0].key:
            box.addWidget(Label(("＊" if field.required else "") + words(field.words), "label"))
        box.addWidget(editor)

    def _indented(self, slot: QWidget) -> Row:
        line = Row(spacing=0)
        gap = QWidget()
        gap.setFixedSize(theme().dp(self._label + 10), 0)
        self._gaps.append(gap)
        line.addWidget(gap)
        line.addWidget(slot, 1)
        return line

    def _form_fields(self, fields: list[Field]) -> list[FormField]:
        made: list[FormField] = []
        for at, field in enumerate(fields):
            if isinstance(field, Automatic):
                continue
            follows = fields[at + 1] if at + 1 < len(fields) else None
            joined = isinstance(field, Time) and at > 0 and isinstance(fields[at - 1], Time)
            label = words(field.words)
            if joined:
                label = _("to")
            elif isinstance(field, Time) and isinstance(follows, Time):
                label = _("Time")
            greys = self._grey_after(fields, at)
            editor = self.editors[field.key]
            stretch = editor.stretch
            if isinstance(field, Person) and len(fields) <= 2:
                stretch = 1
            made.append(FormField(field.key, label, editor, field.required and not joined, stretch, joined, greys))
        return made

    def _grey_after(self, fields: list[Field], at: int) -> GreyText | None:
        """Return the grey text of the automatic fields that follow directly."""
        run: list[Automatic] = []
        for field in fields[at + 1 :]:
            if not isinstance(field, Automatic):
                break
            run.append(field)
        if not run:
            return None
        grey = GreyText(run)
        self._greys.append(grey)
        return grey
