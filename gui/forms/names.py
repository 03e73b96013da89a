"""Editors of people: one or several of the roster, found by name or pinyin initials."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from core.records.content import Person as Somebody
from core.records.field import People, Person, Roster
from gui.forms.context import FormContext
from gui.forms.editor import Editor, Path, said_name
from gui.messages import N_, _, brief
from gui.widgets.buttons import Button
from gui.widgets.rarefield import offer_hanzi
from gui.widgets.space import Column, Flow, clear

NOBODY = N_("Nobody on the list is called “{text}”.")
_FIND = int(Qt.ItemDataRole.UserRole) + 1


def shown_names(people: Iterable[Somebody]) -> dict[str, str]:
    """Return what to show for each id: the name, with the post where two people share a name."""
    everybody = list(people)
    times = Counter(person.name for person in everybody)
    return {
        person.id: f"{person.name}（{person.post}）" if times[person.name] > 1 and person.post else person.name
        for person in everybody
    }


class NameFinder(QCompleter):
    """Finds people by any part of the name or by pinyin initials, and puts the name in."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box.model(), box)
        self.setCompletionRole(_FIND)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.popup().setProperty("role", "popup")

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the name, not what it was found by."""
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")


class NamePicker(QComboBox):
    """A line for a name with the roster in its list: 何 or hjh finds 何建华."""

    edited = Signal()
    """The person changed who stands there."""
    settled = Signal()
    """The line was left; what was typed has become somebody, or nobody."""

    def __init__(self, people: Iterable[Somebody], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = list(people)
        self._shown = shown_names(self._people)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(3)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(14)
        model = QStandardItemModel(self)
        for person in self._people:
            model.appendRow(self._item(person.id, self._shown[person.id], person.initials))
        self.setModel(model)
        self.setCurrentIndex(-1)
        self.setCompleter(NameFinder(self))
        self._id = ""
        line = self._line()
        line.textEdited.connect(self._typed)
        line.editingFinished.connect(self._settle)
        offer_hanzi(line)
        self.activated.connect(self._chosen)

    def person(self) -> str:
        """Return the id of who stands there; empty when nobody does."""
        return self._id

    def show_person(self, person: str, name: str) -> None:
        """Show somebody; one who is no longer on the list is added to it."""
        self._id = person
        if person and self.findData(person) < 0:
            model = self.model()
            if isinstance(model, QStandardItemModel):
                model.appendRow(self._item(person, name, ""))
        at = self.findData(person) if person else -1
        self.setCurrentIndex(at)
        if at < 0:
            self.setEditText("")

    def text(self) -> str:
        """Return what stands in the line."""
        return self.currentText().strip()

    def type_name(self, text: str) -> None:
        """Put a text into the line as if it had been typed and the line left."""
        self.setEditText(text)
        self._typed(text)
        self._settle()

    def empty_line(self) -> None:
        """Take away what stands there."""
        self._id = ""
        self.setCurrentIndex(-1)
        self.setEditText("")

    def setAccessibleName(self, name: str) -> None:
        """Name the line, too: it is what takes the keys."""
        super().setAccessibleName(name)
        self._line().setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Say it of the line, too."""
        super().setAccessibleDescription(description)
        self._line().setAccessibleDescription(description)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        if line is None:
            raise RuntimeError("an editable box has a line")
        return line

    @staticmethod
    def _item(person: str, name: str, initials: str) -> QStandardItem:
        item = QStandardItem(name)
        item.setData(person, int(Qt.ItemDataRole.UserRole))
        item.setData(f"{name} {initials}", _FIND)
        return item

    def _typed(self, text: str) -> None:
        at = self.findText(text.strip(), Qt.MatchFlag.MatchExactly)
        self._id = str(self.itemData(at)) if at >= 0 else ""
        self.edited.emit()

    def _chosen(self, at: int) -> None:
        person = str(self.itemData(at) or "")
        if person != self._id:
            self._id = person
            self.edited.emit()

    def _settle(self) -> None:
        """Take the only person that what was typed can mean."""
        text = self.text()
        if text and not self._id:
            found = [
                person.id
                for person in self._people
                if text in person.name or person.initials == text.lower() or self._shown[person.id] == text
            ]
            if not found:
                found = [person.id for person in self._people if person.initials.startswith(text.lower())]
            if len(found) == 1:
                self._id = found[0]
                self.setCurrentIndex(self.findData(found[0]))
                self.edited.emit()
        self.settled.emit()


class PersonEditor(Editor):
    """One person of the roster."""

    stretch = 2

    def __init__(self, field: Person, context: FormContext) -> None:
        super().__init__(field, context)
        self.newcomer = field.roster is Roster.ALL
        self._box = NamePicker(context.offered(field.roster))
        self.hold(self._box)
        self._box.edited.connect(self._edited)
        self._box.settled.connect(self._settle)

    def value(self) -> str:
        """Return the person's id."""
        return self._box.person()

    def set_value(self, value: Any) -> None:
        """Show somebody."""
        person = str(value or "")
        if person != self._box.person() or not person:
            self._box.show_person(person, self.context.name(person))
        self.complaint = ""

    def unread(self) -> str:
        """Return a name that nobody on the list has."""
        return "" if self._box.person() else self._box.text()

    def show_unread(self, text: str) -> None:
        """Put such a name back; it may have come onto the list since."""
        self._box.type_name(text)

    def _edited(self) -> None:
        self.complaint = ""
        self.changed.emit()

    def _settle(self) -> None:
        text = self._box.text()
        complaint = _(NOBODY).format(text=brief(text)) if text and not self._box.person() else ""
        if complaint != self.complaint:
            self.complaint = complaint
            self.changed.emit()


class NameAdder(NamePicker):
    """The line that adds a name to a list: Enter adds, Backspace in the empty line takes the last one away."""

    added = Signal(str)
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add with Enter; take away with Backspace."""
        if event.key() == Qt.Key.Key_Backspace and not self.currentText():
            self.emptied.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.person():
            self._add()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Add whoever stands there."""
        super().focusOutEvent(event)
        if self.person() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._add()

    def _chosen(self, at: int) -> None:
        super()._chosen(at)
        if self.person():
            self._add()

    def _add(self) -> None:
        person = self.person()
        self.empty_line()
        self.added.emit(person)


class PeopleEditor(Editor):
    """Several people of the roster: their names as buttons that take them away, and a line to add more."""

    stretch = 3

    def __init__(self, field: People, context: FormContext) -> None:
        super().__init__(field, context)
        self.newcomer = field.roster is Roster.ALL
        self._ids: list[str] = []
        self._removed: list[tuple[int, str]] = []
        self._shown = shown_names(context.people.values())
        column = Column(self, spacing=4)
        self._names = QWidget()
        self._flow = Flow(self._names, spacing=6)
        column.addWidget(self._names)
        self._adder = NameAdder(context.offered(field.roster))
        self._adder.setAccessibleName(said_name(field))
        line = self._adder.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("Add a name or pinyin initials"))
        self._adder.edited.connect(self.changed.emit)  # a name that is not finished yet is kept too
        self._adder.added.connect(self._add)
        self._adder.emptied.connect(self._drop_last)
        self._adder.settled.connect(self._settle)
        column.addWidget(self._adder)
        self.setFocusProxy(self._adder)
        self._show()

    def value(self) -> list[str]:
        """Return the ids in the order they were added."""
        return list(self._ids)

    def set_value(self, value: Any) -> None:
        """Show these people."""
        self._ids = [str(person) for person in value or ()]
        self._removed.clear()
        self._show()

    def set_locked(self, *, locked: bool) -> None:
        """Show the names only."""
        self._adder.setVisible(not locked)
        self._names.setEnabled(not locked)

    def entry(self, path: Path) -> QWidget:  # noqa: ARG002
        """Return the line that adds names."""
        return self._adder

    def unread(self) -> str:
        """Return a name that nobody on the list has."""
        return "" if self._adder.person() else self._adder.text()

    def show_unread(self, text: str) -> None:
        """Put such a name back; one that has come onto the list since is added."""
        self._adder.type_name(text)
        if self._adder.person():
            self._add(self._adder.person())
            self._adder.empty_line()

    def undo(self) -> bool:
        """Bring back the name taken away last."""
        if not self._removed:
            return False
        at, person = self._removed.pop()
        self._ids.insert(min(at, len(self._ids)), person)
        self._show()
        self.changed.emit()
        return True

    def _add(self, person: str) -> None:
        if person and person not in self._ids:
            self._ids.append(person)
            self._show()
            self.changed.emit()

    def _drop(self, person: str) -> None:
        if person in self._ids:
            self._removed.append((self._ids.index(person), person))
            self._ids.remove(person)
            self._show()
            self.changed.emit()
            self._adder.setFocus()

    def _drop_last(self) -> None:
        if self._ids:
            self._drop(self._ids[-1])

    def _show(self) -> None:
        clear(self._flow)
        for person in self._ids:
            name = self._shown.get(person, person)
            button = Button(name, "small", icon_name="dismiss", says=_("Take {name} away").format(name=name))
            button.clicked.connect(lambda _checked=False, person=person: self._drop(person))
            self._flow.addWidget(button)
        self._names.setVisible(bool(self._ids))

    def _settle(self) -> None:
        text = self._adder.text()
        complaint = _(NOBODY).format(text=brief(text)) if text and not self._adder.person() else ""
        if complaint != self.complaint:
            self.complaint = complaint
            self.changed.emit()
