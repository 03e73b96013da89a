"""通知: a campaign and some words, signed by the county, carried to every school; and what was sent before."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.base.clock import Clock, today
from core.base.errors import UserError
from core.base.jobs import Progress
from core.campaign.reader import load_campaign, presets
from core.campaign.template import Template
from core.services.desk import authority, replies
from core.services.desk.desks import Desk
from core.views.desk import Outgoing
from gui.desk.handover import Handover
from gui.messages import _, about, fill, full_day, moment
from gui.pages.judge import Sticks
from gui.pages.page import Page
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.choosing import Chooser
from gui.widgets.fields import Answer, ChoiceField
from gui.widgets.finding import Level
from gui.widgets.formline import FormField
from gui.widgets.head import Head
from gui.widgets.paper import Printout
from gui.widgets.rarefield import offer_hanzi
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room, theme

NOTICE = "notice"


class NoticesPage(Page):
    """One card to write a notice, and the list of those that were made."""

    def __init__(
        self,
        desk: Desk,
        *,
        tasks: Tasks,
        clock: Clock,
        drives: Sticks,
        chooser: Chooser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._clock, self._chooser = desk, tasks, clock, chooser
        self._campaigns: dict[str, Template] = {}
        self._head = Head(_("Notices"), _("Signed by the county; schools import them from the stick"))
        self.campaign = ChoiceField()
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setPlaceholderText(_("What the schools are to know besides the campaign itself; may stay empty."))
        offer_hanzi(self.words)
        file = Button(_("Choose a file"), icon_name="folder_open", shortcut="Ctrl+O", action=self.choose_file)
        self._days = Label("", "small", wrap=True)
        self._card = Card(_("New notice"))
        self._card.add(FormField("campaign", _("Campaign"), self.campaign, required=True, note=file))
        self._card.column.addWidget(self._days)
        self._card.add(FormField("words", _("Words"), self.words))
        self.sign_button = Button(
            _("Sign the notice"), "primary", icon_name="signature", shortcut="Ctrl+Enter", action=self.sign
        )
        self._card.foot(self.sign_button)
        self.handover = Handover(desk, tasks=tasks, drives=drives, chooser=chooser)
        self.handover.print_requested.connect(self.print_requested)
        self.handover.troubled.connect(self.troubled)
        self.handover.made.connect(lambda _made: self._made())
        self.handover.arrived.connect(lambda _made: self.enter())
        self.handover.hide()
        self._sent = Column(spacing=8)
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        body.addWidget(self._card)
        body.addWidget(self.handover)
        body.addWidget(Label(_("Made before"), "section"))
        body.addLayout(self._sent)
        body.addStretch(1)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(Scroll(body), 1)
        self.campaign.edited.connect(self._show_days)
        theme().changed.connect(self.restyle)
        self.restyle()
        self._offer(presets())

    def restyle(self) -> None:
        """Give the words four lines."""
        self.words.setFixedHeight(theme().dp(104))

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read what was made."""
        self._tasks.in_vault(
            lambda: replies.outgoing(self._desk.register), self._show, failed=self.troubled.emit, owner=self
        )

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        self._head.set_room(room)
        self._card.set_room(room)

    # --- a new one -------------------------------------------------------------------------------------

    def chosen(self) -> Template | None:
        """Return the campaign that is chosen."""
        return self._campaigns.get(self.campaign.value())

    def choose_file(self) -> None:
        """Let the person choose the file of a campaign."""
        kinds = _("Campaign notices (*.json)")
        path = self._chooser.file(self, title=_("Campaign"), start=Path.home(), kinds=kinds)
        if path is not None:
            self._tasks.aside(
                lambda _progress: load_campaign(path),
                lambda found: self._offer((found,), choose=found.id),
                failed=self._refuse,
                owner=self,
            )

    def sign(self) -> None:
        """Sign the notice and carry it."""
        campaign = self.chosen()
        if self.handover.busy():
            return
        if campaign is None:
            self._card.say(Level.ERROR, _("Please choose a campaign."))
            self.campaign.setFocus()
            return
        self._card.say(Level.HINT, "")
        words = self.words.toPlainText()

        def make(progress: Progress) -> Outgoing:
            return authority.notice(self._desk, campaign, words=words, folder=self._desk.folder, progress=progress)

        self.handover.show()
        self.handover.make(make, None)

    def _made(self) -> None:
        """The notice is signed: pressing again would make another one, so its words go."""
        self.words.clear()
        self.enter()

    def _offer(self, campaigns: tuple[Template, ...], *, choose: str = "") -> None:
        self._campaigns = {**self._campaigns, **{one.id: one for one in campaigns}}
        self.campaign.set_answers([Answer(key, one.title) for key, one in self._campaigns.items()])
        self.campaign.set_value(choose or self.campaign.value() or next(iter(self._campaigns), ""))
        self._card.say(Level.HINT, "")
        self._show_days()

    def _show_days(self) -> None:
        campaign = self.chosen()
        if campaign is None or not campaign.phases:
            self._days.setText("")
            return
        told = {
            "edition": campaign.edition,
            "from": full_day(campaign.phases[0].start),
            "to": full_day(campaign.phases[-1].end),
            "count": len(campaign.activities),
        }
        self._days.setText(fill(_("Edition {edition} · {from} to {to} · {count} activities"), told))

    def _refuse(self, error: UserError) -> None:
        self._card.say(Level.ERROR, about(error).text())

    # --- made before -------------------------------------------------------------------------------------

    def _show(self, found: tuple[Outgoing, ...]) -> None:
        clear(self._sent)
        made = [one for one in found if one.type == NOTICE]
        for notice in made:
            self._sent.addWidget(self._line(notice))
        if not made:
            self._sent.addWidget(Label(_("No notice was made yet."), "muted"))

    def _line(self, notice: Outgoing) -> Frame:
        frame = Frame("card")
        row = Row(frame, margins=(14, 8, 10, 8), spacing=10)
        words = Column(spacing=2)
        known = self._campaigns.get(notice.about)
        words.addWidget(Label(known.title if known else notice.name, "strong", wrap=True))
        on = moment(notice.made_at, today=today(self._clock))
        if notice.carried_at is None:
            said = fill(_("Made {at} · not on a stick yet"), {"at": on})
        else:
            told = {"at": on, "carried": moment(notice.carried_at, today=today(self._clock)), "to": notice.carried_to}
            said = fill(_("Made {at} · last carried {carried} to {to}"), told)
        words.addWidget(Label(said, "small", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(Button(_("Write to stick"), icon_name="usb_stick", action=partial(self._carry, notice)))
        row.addWidget(Button(_("Print"), icon_name="print", action=partial(self._print, notice)))
        return frame

    def _carry(self, notice: Outgoing) -> None:
        self.handover.show()
        self.handover.offer(notice)

    def _print(self, notice: Outgoing) -> None:
        self._tasks.in_vault(
            lambda: replies.content(self._desk.register, notice.id),
            lambda pdf: self.print_requested.emit(Printout(pdf, notice.name)),
            failed=self.troubled.emit,
            owner=self,
        )
