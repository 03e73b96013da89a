"""Editor of attachments: add, drop, look at, take away; each with title, type and day, or kept on paper only."""

from pathlib import Path as FilePath
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.records.content import is_empty, read_day
from core.records.field import Files
from gui.forms.context import FormContext
from gui.forms.editor import Editor, Path, said_name, show_level
from gui.forms.findings import FindingSlot
from gui.messages import _, words
from gui.widgets.buttons import Button
from gui.widgets.drop import DropArea
from gui.widgets.fields import Answer, ChoiceField, TextField
from gui.widgets.icons import IconLabel
from gui.widgets.moments import DateField
from gui.widgets.space import Column, Row
from gui.widgets.text import Label
from gui.widgets.theme import theme

_ICONS = {"image": "image", "application/pdf": "document_pdf"}


class FileRow(QWidget):
    """One attachment."""

    changed = Signal()
    remove_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, field: Files, context: FormContext, row: dict[str, Any]) -> None:
        super().__init__()
        self._rest: dict[str, Any] = {}
        self._title = TextField(hint=_("Title"))
        self._type = ChoiceField([Answer(option.value, words(option.words)) for option in field.types], empty="")
        self._on = DateField(near=context.today)
        self.parts: dict[str, QWidget] = {"title": self._title, "type": self._type, "on": self._on}
        self._icon = IconLabel("document", 20)
        self._open = Button(_("Open"), "small", action=self.open_wanted.emit)
        self._remove = Button("", "quiet", icon_name="dismiss", action=self.remove_wanted.emit)
        self._remove.setToolTip(_("Remove (Alt+Delete)"))
        for part in (self._title, self._type, self._on):
            part.edited.connect(self.changed)
        column = Column(self, spacing=4)
        line = Row(spacing=8)
        line.addWidget(self._icon)
        line.addWidget(self._title, 1)
        line.addWidget(self._type)
        line.addWidget(self._on)
        line.addWidget(self._open)
        line.addWidget(self._remove)
        column.addLayout(line)
        self._paper = Label(_("Kept on paper only"), "muted")
        column.addWidget(self._paper)
        self.slot = FindingSlot()
        column.addWidget(self.slot)
        self.show_row(row)

    def row(self) -> dict[str, Any]:
        """Return the stored row; what this form doesn't know is kept."""
        day = self._on.value()
        found = {
            "title": self._title.value().strip(),
            "type": self._type.value(),
            "on": day if read_day(day) else "",
        }
        return self._rest | {key: value for key, value in found.items() if not is_empty(value)}

    def show_row(self, row: dict[str, Any]) -> None:
        """Show a stored row."""
        self._rest = {key: value for key, value in row.items() if key not in self.parts}
        self._title.set_value(str(row.get("title") or row.get("name") or ""))
        self._type.set_value(str(row.get("type") or ""))
        self._on.set_value(str(row.get("on") or ""))
        mime = str(row.get("mime") or "")
        paper = not row.get("blob")
        known = _ICONS.get(mime) or _ICONS.get(mime.split("/", maxsplit=1)[0])
        self._icon.show_icon(known or ("print" if paper else "document"))
        self._open.setVisible(not paper)
        self._paper.setVisible(paper)

    def set_number(self, number: int) -> None:
        """Say which file this is."""
        for key, part in self.parts.items():
            said = {"title": _("title"), "type": _("type"), "on": _("date")}[key]
            part.setAccessibleName(_("File {number}, {part}").format(number=number, part=said))
        title = self._title.value()
        self._open.setAccessibleName(_("Open {name}").format(name=title))
        self._remove.setAccessibleName(_("Remove {name}").format(name=title))

    def set_locked(self, *, locked: bool) -> None:
        """Show the file without taking changes."""
        self._remove.setVisible(not locked)
        for part in self.parts.values():
            part.setEnabled(not locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Delete removes the file."""
        if event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class FilesEditor(Editor):
    """A list of files; what is taken away can be brought back until the page is left."""

    wide = True
    choose_wanted = Signal()
    """The person wants to choose files; the page opens the system's dialog and calls `take_in`."""

    def __init__(self, field: Files, context: FormContext) -> None:
        super().__init__(field, context)
        self._files = field
        self._rows: list[FileRow] = []
        self._removed: list[tuple[int, dict[str, Any]]] = []
        self._locked = False
        column = Column(self, spacing=6)
        self._lines = Column(spacing=6)
        column.addLayout(self._lines)
        self._choose = Button(_("Add files"), "small", icon_name="add", action=self.choose_wanted.emit)
        self._paper = Button(_("On paper only"), "small", action=self._add_paper)
        self._back = Button("", "link", icon_name="arrow_undo", action=self._undo_pressed)
        self._back.hide()
        self._area = DropArea(_("Drop files here"), icon_name="attach", buttons=(self._back, self._choose, self._paper))
        self._area.dropped.connect(self.take_in)
        name = said_name(field)
        self.setAccessibleName(name)
        for button in (self._choose, self._paper):
            button.setAccessibleName(f"{name} · {button.text()}")
        column.addWidget(self._area)
        self._slot = FindingSlot()
        column.addWidget(self._slot)
        theme().changed.connect(self.restyle)

    def value(self) -> list[dict[str, Any]]:
        """Return the rows as stored."""
        return [row.row() for row in self._rows]

    def set_value(self, value: Any) -> None:
        """Show stored rows; rows already here keep their cursor."""
        rows = [dict(row) for row in value or ()]
        if rows == self.value():
            return
        while len(self._rows) > len(rows):
            self._drop(self._rows[-1])
        for shown, row in zip(self._rows, rows, strict=False):
            shown.show_row(row)
        for row in rows[len(self._rows) :]:
            self._insert(len(self._rows), row)
        self._number()

    def take_in(self, paths: list[FilePath]) -> None:
        """Bring files into the vault; each appears when it has been read."""
        if self.context.files is None or self._locked:
            return
        for path in paths:
            self.context.files.take_in(self.field.key, path, self._taken)

    def entry(self, path: Path) -> QWidget:
        """Return the part a path leads to."""
        row = self._row_at(path)
        if row is None:
            return self._choose
        return row.parts.get(str(path[2]) if len(path) > 2 else "title", row.parts["title"])

    def findings_place(self, path: Path) -> QWidget | None:
        """Return the slot under the file a path speaks of, else the one at the end."""
        row = self._row_at(path)
        return row.slot if row else self._slot

    def slots_inside(self) -> list[QWidget]:
        """Return all slots, top down."""
        return [*(row.slot for row in self._rows), self._slot]

    def show_level(self, path: Path, level: str) -> None:
        """Colour the part a path leads to."""
        if self._row_at(path) is not None:
            show_level(self.entry(path), level)

    def clear_levels(self) -> None:
        """Take all coloured edges away."""
        for row in self._rows:
            for part in row.parts.values():
                show_level(part, "")

    def set_locked(self, *, locked: bool) -> None:
        """Show the files without taking changes."""
        self._locked = locked
        self._area.setVisible(not locked)
        for row in self._rows:
            row.set_locked(locked=locked)

    def undo(self) -> bool:
        """Bring back the file taken away last."""
        if not self._removed:
            return False
        at, values = self._removed.pop()
        self._insert(min(at, len(self._rows)), values)
        self._number()
        self._show_removed()
        self.changed.emit()
        return True

    def _row_at(self, path: Path) -> FileRow | None:
        at = path[1] if len(path) > 1 else None
        return self._rows[at] if isinstance(at, int) and 0 <= at < len(self._rows) else None

    def _taken(self, row: dict[str, Any]) -> None:
        self._insert(len(self._rows), row)
        self._number()
        self.changed.emit()

    def _add_paper(self) -> None:
        row = self._insert(len(self._rows), {"blob": None})
        self._number()
        row.parts["title"].setFocus()
        self.changed.emit()

    def _insert(self, at: int, values: dict[str, Any]) -> FileRow:
        row = FileRow(self._files, self.context, values)
        row.changed.connect(self.changed)
        row.remove_wanted.connect(lambda: self._remove(row))
        row.open_wanted.connect(lambda: self._open(row))
        row.set_locked(locked=self._locked)
        self._rows.insert(at, row)
        self._lines.insertWidget(at, row)
        return row

    def _drop(self, row: FileRow) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: FileRow) -> None:
        at = self._rows.index(row)
        self._removed.append((at, row.row()))
        self._drop(row)
        self._number()
        self._show_removed()
        self._choose.setFocus()
        self.changed.emit()

    def _open(self, row: FileRow) -> None:
        if self.context.files is not None:
            self.context.files.show(row.row())

    def _number(self) -> None:
        for number, row in enumerate(self._rows, start=1):
            row.set_number(number)

    def _undo_pressed(self) -> None:
        self.undo()

    def _show_removed(self) -> None:
        self._back.setVisible(bool(self._removed))
        if self._removed:
            values = self._removed[-1][1]
            name = str(values.get("title") or values.get("name") or "")
            self._back.set_text(_("Bring back {name} (Ctrl+Z)").format(name=name))
