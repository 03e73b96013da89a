"""设置 of a desk: this computer, the county's own trust with its page to print, and the password."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from core.base.clock import Clock
from core.services.desk import desks
from core.services.desk import trust as trusting
from core.services.desk.desks import Desk
from core.views.desk import AuthorityView
from gui.desk.facts import add_facts
from gui.desk.renewals import ClerkCard, IssuingCard
from gui.messages import _, fill, full_day
from gui.pages.computercard import ComputerCard
from gui.pages.judge import Sticks
from gui.pages.page import Page
from gui.pages.passwordcard import PasswordCard
from gui.pages.preferences import Preferences
from gui.pages.updatecard import UpdateCard
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.choosing import Chooser
from gui.widgets.finding import Level
from gui.widgets.head import Head
from gui.widgets.mosaic import FingerprintView
from gui.widgets.paper import Printout
from gui.widgets.space import Column, clear
from gui.widgets.text import Scroll
from gui.widgets.theme import Room


class DeskSettingsPage(Page):
    """Every setting of the computer works at once."""

    def __init__(
        self,
        desk: Desk,
        *,
        tasks: Tasks,
        clock: Clock,
        chooser: Chooser,
        preferences: Preferences,
        drives: Sticks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._preferences, self._drives = desk, tasks, preferences, drives
        self._head = Head(_("Settings"), _("Of this computer and of the county’s trust"))
        self._trust = Card(_("The county’s root certificate"), _("What schools compare once, when they begin"))
        self.root = FingerprintView()
        self._facts = Column(spacing=6)
        self._trust.column.addWidget(self.root)
        self.print_button = Button(
            _("Print the notice of the root"), "primary", icon_name="print", shortcut="Ctrl+P", action=self.print_root
        )
        self._trust.foot(self.print_button)
        self._trust.column.addLayout(self._facts)
        self._look = ComputerCard(preferences)
        keeping = Card(_("Kept safe"), _("What a broken disk cannot take away: register, keys, and what came in"))
        self.backups = Button(_("Backups"), icon_name="save", action=lambda: self.place_wanted.emit("backup", {}))
        keeping.foot(self.backups)
        self._password = PasswordCard(
            _("The register stays as it is; only the way in changes"),
            tasks=tasks,
            change=lambda old, new: desks.change_password(desk, old=old, new=new),
            note=_("The root key on its stick keeps the password of its own."),
        )
        self.clerk = ClerkCard(desk, tasks=tasks)
        self.clerk.renewed.connect(self._clerk_changed)
        self.issuing = IssuingCard(desk, tasks=tasks, clock=clock, chooser=chooser)
        self.issuing.renewed.connect(self.enter)
        self.updates = UpdateCard(desk, tasks=tasks, chooser=chooser)
        self._cards = (self._trust, self._look, keeping, self._password, self.clerk, self.issuing, self.updates)
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        for card in self._cards:
            body.addWidget(card)
        body.addStretch(1)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(Scroll(body), 1)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read the county's trust, and look for an update."""
        self.updates.look(self._drives.drives)
        self._tasks.in_vault(lambda: trusting.view(self._desk), self._show, failed=self.troubled.emit, owner=self)

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Say what comes first when the desk was set up just now."""
        if memory.get("made"):
            self._trust.say(
                Level.HINT,
                _(
                    "The root key was written and read back; the stick may be pulled out and goes into the safe. Now "
                    "print this notice, put the seal on it, and give it to every school."
                ),
                word=_("The desk is set up"),
            )

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        self._head.set_room(room)
        for card in self._cards:
            card.set_room(room)

    def _clerk_changed(self, name: str) -> None:
        """Greet whoever signs now."""
        self._preferences.change(principal=name)
        self.enter()

    def _show(self, found: AuthorityView) -> None:
        self.clerk.show_view(found)
        self.issuing.show_view(found)
        self.root.show_fingerprint(found.root)
        clear(self._facts)
        add_facts(
            self._facts,
            (
                (_("Office"), found.county),
                (_("Clerk"), found.clerk),
                (_("Root until"), full_day(found.root_until)),
                (_("Issuing until"), full_day(found.issuing_until)),
                (_("Signing until"), full_day(found.desk_until)),
                (
                    _("List"),
                    fill(
                        _("No. {number}, until {day}"), {"number": found.list_number, "day": full_day(found.list_until)}
                    ),
                ),
                (
                    _("Schools"),
                    fill(
                        _("{schools} certified, {withdrawn} certificates withdrawn"),
                        {"schools": found.schools, "withdrawn": found.withdrawn},
                    ),
                ),
            ),
        )

    def print_root(self) -> None:
        """Print the page with the root's fingerprint, for the schools to compare."""
        self._tasks.in_vault(
            lambda: trusting.root_notice(self._desk),
            lambda pdf: self.print_requested.emit(Printout(pdf, _("Notice of the root certificate"))),
            failed=self.troubled.emit,
            owner=self,
        )
