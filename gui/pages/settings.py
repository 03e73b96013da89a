"""Settings: language, look, lock, password, school, hints that were switched off, and what this program is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.paths import resources
from core.base.version import VERSION, commit
from core.checks.declared import RULES
from core.records.content import DayOff, Person, School
from core.services import checking, county, people, seals, surroundings, vaults, waysin
from core.services.seals import SealState
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.county import CountyView
from core.views.waysin import WaysIn
from gui.messages import _, about, fill, words
from gui.pages.computercard import ComputerCard
from gui.pages.countycard import CountyCard
from gui.pages.fontcard import FontCard
from gui.pages.judge import Sticks
from gui.pages.keychoice import KeyChoice
from gui.pages.page import Page
from gui.pages.passwordcard import PasswordCard
from gui.pages.preferences import Preferences
from gui.pages.schoolcards import DaysOffCard, SealCard, WordsCard
from gui.pages.updatecard import UpdateCard
from gui.pages.wayscard import WaysCard
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.choosing import Chooser
from gui.widgets.fields import Answer, ChoiceField, TextField
from gui.widgets.finding import Level, NoteLine
from gui.widgets.formline import FormField
from gui.widgets.head import Head
from gui.widgets.paper import Printout
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Label, Scroll
from gui.widgets.theme import Room, theme


@dataclass(frozen=True, slots=True)
class _Found:
    """What the vault holds of it."""

    school: School
    roster: tuple[Person, ...]
    muted: tuple[str, ...]
    days_off: tuple[DayOff, ...]
    words: tuple[str, ...]
    seal: SealState
    county: CountyView
    ways: WaysIn


def _read_all(vault: Vault) -> _Found:
    """Read it; in the vault's thread."""
    return _Found(
        people.get_school(vault),
        people.listing(vault),
        checking.muted_rules(vault),
        surroundings.list_days_off(vault),
        surroundings.list_words(vault),
        seals.state(vault),
        county.state(vault),
        waysin.state(vault),
    )


class SettingsPage(Page):
    """Every setting works at once; what concerns the vault is saved by its own button."""

    def __init__(
        self,
        vault: Vault,
        *,
        tasks: Tasks,
        clock: Clock,
        preferences: Preferences,
        chooser: Chooser | None = None,
        drives: Sticks | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock, self._preferences = vault, tasks, clock, preferences
        self._school, self._drives = School(name=""), drives
        self._head = Head(_("Settings"), _("Of this computer and of the school"))
        self._look = ComputerCard(preferences)
        self.language, self.theme, self.text_size, self.idle = self._look.fields
        self.fonts = FontCard(tasks=tasks, preferences=preferences)
        self._password = PasswordCard(
            _("The records stay as they are; only the way in changes"),
            tasks=tasks,
            change=lambda old, new: vaults.change_password(vault, old=old, new=new),
        )
        self._profile = self._make_profile()
        self._campaigns = self._make_campaigns()
        day = today(clock)
        self.days_off = DaysOffCard(vault, tasks=tasks, today=day)
        self.words = WordsCard(vault, tasks=tasks, today=day)
        self.county = CountyCard(today=lambda: today(clock), parent=self)
        self.county.enrol_wanted.connect(lambda why: self.place_wanted.emit("enrol", {"why": why}))
        self.county.letter_wanted.connect(lambda: self.place_wanted.emit("answers", {}))
        self.county.print_wanted.connect(self._print_form)
        self.keys = KeyChoice(vault, card=self.county, tasks=tasks, chooser=chooser or Chooser(), parent=self)
        self.keys.changed.connect(self._read)
        self.keys.troubled.connect(self.troubled)
        self.keeping = self._make_keeping()
        self.ways = WaysCard(vault, tasks=tasks, page=self)
        self.ways.print_wanted.connect(self.print_requested)
        self.ways.changed.connect(self._read)
        self.seal = SealCard(vault, tasks=tasks)
        self.seal.wanted.connect(lambda: self.seal_wanted.emit(self._read, None))
        self.updates = UpdateCard(vault, tasks=tasks, chooser=chooser or Chooser())
        self._hints = Card(_("Hints switched off"), _("Switch on again what this school did not want to see"))
        self._hint_rows = Column(spacing=6)
        self._hints.column.addLayout(self._hint_rows)
        self._cards: tuple[Card, ...] = (
            self._look,
            self.fonts,
            self._profile,
            self.county,
            self._campaigns,
            self.days_off,
            self.words,
            self.keeping,
            self._password,
            self.ways,
            self.seal,
            self._hints,
            self.updates,
        )
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        for card in (*self._cards, self._make_about()):
            body.addWidget(card)
        body.addStretch(1)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        self._scroll = Scroll(body)
        column.addWidget(self._scroll, 1)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read what the vault holds, and look which fonts and which updates there are."""
        self._read()
        self.fonts.look()
        self.updates.look(self._drives.drives if self._drives else ())

    def refresh(self, changes: Changes) -> None:
        """Read anew when people or the school changed."""
        if changes.people or changes.school:
            self._read()

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Bring the card into sight that another page, or the window, speaks of."""
        card = {"ways": self.ways, "password": self._password, "kept": self.keeping, "update": self.updates}.get(
            str(memory.get("card"))
        )
        if card is not None:
            QTimer.singleShot(0, self, lambda: self._scroll.verticalScrollBar().setValue(card.y() - theme().dp(14)))

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        self._head.set_room(room)
        for card in self._cards:
            card.set_room(room)

    def flush(self, then: Callable[[], None]) -> None:
        """Save the school's profile and its lists when they were changed."""

        def lists() -> None:
            self.days_off.save(lambda: self.words.save(then))

        if self._typed() != self._school and self._school.name:
            self._save_school(lists)
        else:
            lists()

    def let_go(self) -> None:
        """Give up a school without a name and lists that are not complete; everything else is saved."""
        for card in (self.days_off, self.words):
            card.give_up()
        if not self.school_name.text().strip():
            self.school_name.set_value(self._school.name)

    # --- the school --------------------------------------------------------------------------------------

    def _make_profile(self) -> Card:
        card = Card(_("School"), _("As it stands on printed pages from now on"))
        self.school_name, self.short = TextField(), TextField(chars=20)
        self.district, self.superior = TextField(chars=20), TextField()
        self.principal, self.secretary = ChoiceField(), ChoiceField(empty=_("Nobody"))
        card.add(FormField("name", _("School name"), self.school_name, required=True))
        card.add(
            FormField("short", _("Short name"), self.short, stretch=0),
            FormField("district", _("District"), self.district, stretch=0),
        )
        card.add(FormField("superior", _("Hands in to"), self.superior))
        card.add(
            FormField("principal", _("Principal"), self.principal, stretch=0),
            FormField("secretary", _("Secretary"), self.secretary, stretch=0),
        )
        card.foot(
            Button(_("Save"), icon_name="save", action=lambda: self._save_school(lambda: None)),
            Button(_("Roster"), "link", action=lambda: self.place_wanted.emit("people", {})),
            Button(_("Another principal"), "link", action=lambda: self.place_wanted.emit("succession", {})),
        )
        return card

    def _make_keeping(self) -> Card:
        card = Card(_("Kept safe"), _("What a broken disk and a forgotten password cannot take away"))
        card.foot(
            Button(_("Backups and check-up"), icon_name="save", action=lambda: self.place_wanted.emit("backup", {})),
            Button(_("Journal"), icon_name="history", action=lambda: self.place_wanted.emit("audit", {})),
        )
        return card

    def _make_campaigns(self) -> Card:
        card = Card(_("Campaigns"), _("What the notices ask, and how far the school is"))
        card.foot(Button(_("Look at the campaigns"), icon_name="flag", action=self._go_to_campaigns))
        return card

    def _go_to_campaigns(self) -> None:
        self.place_wanted.emit("campaigns", {})

    def _print_form(self) -> None:
        """Print the enrolment form once more."""

        def show(form: tuple[str, bytes] | None) -> None:
            if form is not None:
                self.print_requested.emit(Printout(form[1], _("Enrolment form")))

        self._tasks.in_vault(lambda: county.form(self._vault), show, failed=self.troubled.emit, owner=self)

    def _read(self) -> None:
        self._tasks.in_vault(lambda: _read_all(self._vault), self._show, failed=self.troubled.emit, owner=self)

    def _show(self, found: "_Found") -> None:
        self._school, roster = found.school, found.roster
        self.days_off.show_days(found.days_off)
        self.words.show_words(found.words)
        self.seal.show_state(found.seal)
        self.county.show_state(found.county)
        day = self._clock.now().date()
        self.ways.show_state(found.ways, today=day)
        here = [
            Answer(one.id, f"{one.name} {one.post}".strip())
            for one in roster
            if one.here_on(day) or one.id in {self._school.principal, self._school.secretary}
        ]
        # Another principal comes by the hand-over: keys and passwords have to change with the person.
        self.principal.set_answers([one for one in here if one.value == self._school.principal] or here)
        self.secretary.set_answers(here)
        self.school_name.set_value(self._school.name)
        self.short.set_value(self._school.short)
        self.district.set_value(self._school.district)
        self.superior.set_value(self._school.superior)
        self.principal.set_value(self._school.principal)
        self.secretary.set_value(self._school.secretary)
        self._show_muted(found.muted)

    def _typed(self) -> School:
        return msgspec.structs.replace(
            self._school,
            name=self.school_name.text().strip(),
            short=self.short.text().strip(),
            district=self.district.text().strip(),
            superior=self.superior.text().strip(),
            principal=self.principal.value(),
            secretary=self.secretary.value(),
        )

    def _save_school(self, then: Callable[[], None]) -> None:
        new = self._typed()

        def kept(school: School) -> None:
            self._school = school
            self._preferences.change(school=school.name)
            self._profile.say(Level.HINT, _("Saved. Old records keep the name they were printed with."))
            self.changed.emit(Changes(school=True))
            then()

        self._tasks.in_vault(
            lambda: people.save_school(self._vault, new),
            kept,
            failed=lambda error: self._profile.say(Level.ERROR, about(error).text()),
            owner=self,
        )

    # --- hints ---------------------------------------------------------------------------------------------

    def _show_muted(self, rules: tuple[str, ...]) -> None:
        clear(self._hint_rows)
        for rule in rules:
            row = Row(spacing=10)
            row.addWidget(Label(rule, "rule"))
            row.addWidget(Label(words(RULES[rule].words) if rule in RULES else rule, wrap=True), 1)
            button = Button(_("Show again"), "small")
            button.clicked.connect(lambda _checked=False, rule=rule: self._unmute(rule))
            row.addWidget(button)
            self._hint_rows.addLayout(row)
        if not rules:
            self._hint_rows.addWidget(Label(_("None are switched off."), "small"))

    def _unmute(self, rule: str) -> None:
        self._tasks.in_vault(
            lambda: checking.mute(self._vault, rule, on=False),
            lambda _nothing: self._read(),
            failed=self.troubled.emit,
            owner=self,
        )

    # --- about ---------------------------------------------------------------------------------------------

    def _make_about(self) -> Card:
        card = Card(_("About"))
        card.column.addWidget(Label(fill(_("Taizhang {version}"), {"version": program_version()}), "strong"))
        card.column.addWidget(Label(_("Free software under the GNU GPL 3 or later. It never goes online."), wrap=True))
        fonts = _(
            "Fonts: Noto, LXGW WenKai, HanaMin (OFL), FandolFang (GPL with font exception). Icons: Fluent UI (MIT). "
            "Rare characters: Unihan (Unicode)."
        )
        card.column.addWidget(NoteLine(fonts, "info"))
        card.foot(
            Button(_("Licence texts"), "link", action=lambda: _open("fonts", "licences")),
            Button(_("Licence of the icons"), "link", action=lambda: _open("icons", "LICENSE-fluentui.txt")),
        )
        return card


def program_version() -> str:
    """Return the version of the program, with the commit it was built from."""
    return f"{VERSION} ({commit()})" if commit() else fill(_("{version}, from source"), {"version": VERSION})


def _open(*parts: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(resources(*parts))))
