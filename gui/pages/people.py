"""The roster: who is here, with post, flags and term; found by name or pinyin initials."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.errors import UserError
from core.records.content import Person, School
from core.services import people
from core.services.vaults import Vault
from core.views.changes import Changes
from gui.messages import _, about, brief, day, fill, join, ngettext
from gui.models.plainrows import KeyedRow, PlainRows
from gui.pages.page import Page
from gui.pages.personform import PersonForm
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.chip import ChipData, Tone
from gui.widgets.empty import EmptyState
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.head import Head
from gui.widgets.question import Question, Reply
from gui.widgets.rows import RowData, RowList
from gui.widgets.space import Column, Row, clear
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.text import Frame, Scroll
from gui.widgets.theme import Room, theme

NEW = "new"


class PeoplePage(Page):
    """List at the left, the chosen person's form at the right; one of them where there is little room."""

    def __init__(self, vault: Vault, *, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = vault, tasks, clock
        self._people: tuple[Person, ...] = ()
        self._school = School(name="")
        self._wanted = ""
        self._room = Room.WIDE
        self._one = False
        self._head = Head(_("People"))
        self._head.set_back(_("Back to {place}").format(place=_("Files")), _("Return"))
        self._head.went_back.connect(self._back)
        self._head.add_button(
            Button(_("Add somebody"), "primary", icon_name="person_add", shortcut="Ctrl+N", action=self._add)
        )
        self._tabs = Tabs([Tab("here", _("Here")), Tab("left", _("Left"))], says=_("People"))
        self._tabs.chosen.connect(lambda _key: self._filter())
        self._find = TextField(hint=_("Name or pinyin initials"), chars=22)
        self._find.setAccessibleName(_("Find people"))
        self._find.edited.connect(self._filter)
        self._tabs.add_widget(self._find)
        self._rows = PlainRows(self)
        self._list = RowList(says=_("People"))
        self._list.setModel(self._rows)
        self._list.picked.connect(self._picked)
        self._list.opened.connect(lambda _index: self._open())
        self._empty = EmptyState("", "")
        self._empty.acted.connect(self._clear_filter)
        self._says = Column(margins=(0, 0, 0, 0), spacing=8)
        self._form = PersonForm(today(clock))
        self._form.saved.connect(self._save)
        self._form.left.connect(self._ask_end)
        self._left_pane = Frame("pane")
        left = Column(self._left_pane, spacing=0)
        left.addWidget(self._list, 1)
        left.addWidget(self._empty, 1)
        self._right = Frame("plain")
        inner = Column(margins=(20, 14, 20, 14), spacing=10)
        inner.addLayout(self._says)
        inner.addWidget(self._form)
        inner.addStretch(1)
        Column(self._right, spacing=0).addWidget(Scroll(inner))
        body = Row(spacing=0)
        body.addWidget(self._left_pane, 5)
        body.addWidget(self._right, 7)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self._tabs)
        column.addLayout(body, 1)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read the roster anew."""
        self._read()

    def refresh(self, changes: Changes) -> None:
        """Read the roster anew when it changed."""
        if changes.people or changes.school:
            self._read()

    def flush(self, then: Callable[[], None]) -> None:
        """Save what was typed about somebody; what can't be saved is mended, or given up when asked."""
        if not self._form.changed():
            then()
        elif not self._form.complain():
            self._keep(self._form.person(), then)
        else:
            self._ask_give_up(then)

    def let_go(self) -> None:
        """Give up what is wrong in the form; the rest is saved."""
        self._form.give_up_wrong()

    def _ask_give_up(self, then: Callable[[], None]) -> None:
        self.question = Question(
            _("Leave this person as before?"),
            _("Something in the form can’t be kept as it stands."),
            (Reply("mend", _("Mend it"), safe=True), Reply("drop", _("As before"))),
            parent=self,
        )

        def answered(answer: str) -> None:
            if answer == "drop":
                self._form.give_up()
                then()

        self.question.ask(answered)

    def set_room(self, room: Room) -> None:
        """Two panes, or one."""
        self._room = room
        self._head.set_room(room)
        self._form.set_room(room)
        self._show_panes()

    def seek(self) -> bool:
        """Go to the search field."""
        self._find.setFocus()
        self._find.selectAll()
        return True

    def memory(self) -> dict[str, Any]:
        """Return who is chosen."""
        return {"person": self._rows.key(self._list.currentIndex())}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Choose somebody."""
        self._wanted = str(memory.get("person") or "")

    # --- list ----------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._tasks.in_vault(
            lambda: (people.listing(self._vault), people.get_school(self._vault)),
            self._show,
            failed=self.troubled.emit,
            owner=self,
        )

    def _show(self, found: tuple[tuple[Person, ...], School]) -> None:
        self._people, self._school = found
        on = today(self._clock)
        here = [person for person in self._people if person.here_on(on)]
        head = ngettext("{count} person", "{count} people", len(here)).format(count=len(here))
        party = sum(person.party for person in here)
        team = sum(person.team for person in here)
        counts = fill(_("{party} party members, {team} in the team"), {"party": party, "team": team})
        self._head.set_title(_("People"), f"{head} · {counts}")
        self._tabs.show_tabs(
            [
                Tab("here", _("Here"), count=len(here)),
                Tab("left", _("Left"), count=len(self._people) - len(here)),
            ]
        )
        self._say_namesakes(here)
        self._filter()

    def _filter(self) -> None:
        on, typed = today(self._clock), self._find.text().strip().lower()
        keep = self._wanted or self._rows.key(self._list.currentIndex())
        shown = [
            person
            for person in self._people
            if person.here_on(on) is (self._tabs.current() != "left")
            and (not typed or typed in person.name.lower() or person.initials.startswith(typed) or typed in person.post)
        ]
        self._rows.show_rows([KeyedRow(person.id, self._row(person)) for person in shown])
        self._list.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        if typed:
            self._empty.say(fill(_("Nobody here matches “{typed}”."), {"typed": brief(typed)}), _("Clear the search"))
        else:
            self._empty.say(_("Nobody has left so far."), "")
        index = self._rows.at(keep)
        if self._form.person_id() != NEW or index.isValid():
            self._list.setCurrentIndex(index if index.isValid() else self._rows.index(0))
        self._wanted = ""
        self._picked(self._list.currentIndex())

    def _row(self, person: Person) -> RowData:
        chips = []
        if person.id == self._school.principal:
            chips.append(ChipData(_("Principal"), "key", Tone.HINT))
        if person.team:
            chips.append(ChipData(_("Team"), "people", Tone.HINT))
        if person.party:
            chips.append(ChipData(_("Party"), "flag", Tone.HINT))
        parts = [person.post, person.initials.upper()]
        if person.until is not None:
            parts.append(fill(_("until {on}"), {"on": day(person.until, today=today(self._clock))}))
        return RowData(heading=person.name, line=" · ".join(filter(None, parts)), chips=tuple(chips))

    def _clear_filter(self) -> None:
        self._find.clear()
        self._filter()

    def _say_namesakes(self, here: list[Person]) -> None:
        clear(self._says)
        by_name: dict[str, list[Person]] = {}
        for person in here:
            by_name.setdefault(person.name, []).append(person)
        unclear = [
            name
            for name, several in by_name.items()
            if len({person.post for person in several if person.post}) < len(several) and len(several) > 1
        ]
        if unclear:
            said = _("Two people are called {names}: different posts tell them apart in lists and on pages.")
            self._says.addWidget(FindingRow(FindingLine(Level.WARNING, fill(said, {"names": join(unclear)}))))

    # --- the chosen one --------------------------------------------------------------------------------

    def _picked(self, index: QModelIndex) -> None:
        person = next((one for one in self._people if one.id == self._rows.key(index)), None)
        if person is None or person.id == self._form.person_id():
            self._show_panes()
            return
        self.flush(lambda: self._put(person))

    def _put(self, person: Person) -> None:
        self._form.show_person(person, principal=person.id == self._school.principal)
        self._show_panes()

    def _open(self) -> None:
        self._one = True
        self._show_panes()
        self._form.take_focus()

    def _add(self) -> None:
        self.flush(self._blank)

    def _blank(self) -> None:
        self._list.clearSelection()
        self._form.show_person(Person(id=NEW, name=""), principal=False)
        self._open()

    def _back(self) -> None:
        if self._room is Room.NARROW and self._one:
            self._one = False
            self._show_panes()
        else:
            self.went_back.emit()

    def _show_panes(self) -> None:
        narrow = self._room is Room.NARROW
        self._left_pane.setVisible(not narrow or not self._one)
        self._right.setVisible(bool(self._form.person_id()) and (not narrow or self._one))
        self._left_pane.setMaximumWidth(theme().dp(500) if self._room is Room.WIDE else 16_777_215)

    def _save(self) -> None:
        if not self._form.complain():
            self._keep(self._form.person(), lambda: None)

    def _keep(self, person: Person, then: Callable[[], None]) -> None:
        new = person if person.id != NEW else msgspec.structs.replace(person, id="")

        def kept(found: Person) -> None:
            self._form.show_person(found, principal=found.id == self._school.principal)
            self._wanted = found.id
            self.saved.emit(self._clock.now())
            self.changed.emit(Changes(people=True))
            then()

        self._tasks.in_vault(lambda: people.save(self._vault, new), kept, failed=self._refused, owner=self)

    def _refused(self, error: UserError) -> None:
        clear(self._says)
        self._says.addWidget(FindingRow(FindingLine(Level.ERROR, about(error, today=today(self._clock)).text())))

    # --- end of a term -----------------------------------------------------------------------------------

    def _ask_end(self) -> None:
        person = self._form.person()
        self.question = Question(
            fill(_("Does {name} leave the roster?"), {"name": person.name}),
            _("Old records keep the name. Today counts as the last day; the day can be changed in the form."),
            (Reply("no", _("Stays"), safe=True), Reply("leave", _("Leaves"))),
            parent=self,
        )
        self.question.ask(lambda answer: self._end(person.id) if answer == "leave" else None)

    def _end(self, person: str) -> None:
        last: date = today(self._clock)
        self._tasks.in_vault(
            lambda: people.remove(self._vault, person, until=last),
            self._ended,
            failed=self._refused,
            owner=self,
        )

    def _ended(self, person: Person) -> None:
        self._form.show_person(person, principal=False)
        self.changed.emit(Changes(people=True))
