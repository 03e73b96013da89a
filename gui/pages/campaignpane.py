"""One campaign: what it is, its days, its time line, and its activities by how firmly they are asked for."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.campaign.progress import Standing
from core.campaign.template import Activity, Template
from core.records.catalogue import kinds
from core.views.campaigns import CampaignView
from gui.messages import _, fill, full_day
from gui.pages.campaignwords import (
    GROUPS,
    OWN,
    asks,
    for_activity,
    group_of,
    how_far,
    kind_words,
    may_switch,
    milestones,
    phases,
    window_words,
)
from gui.pages.kindwords import kind_icon
from gui.pages.mentions import Mentions
from gui.widgets.activity import ActivityData, ActivityRow
from gui.widgets.beside import Beside
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData, Tone
from gui.widgets.finding import FindingLine, Level
from gui.widgets.formline import FormField, FormLine
from gui.widgets.moments import DateField
from gui.widgets.phases import PhaseLine
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label, Scroll, Separator, TitleLabel
from gui.widgets.theme import Room


class CampaignPane(QWidget):
    """Shows one campaign; everything pressed is told by a signal with the id of the activity."""

    new_wanted = Signal(str)
    switched = Signal(str, bool)
    own_wanted = Signal(str)
    """Change one of the school's own activities; empty = add one."""
    drop_wanted = Signal(str)
    received = Signal(object)
    """The notice reached the school on this day; None = not known."""
    over_wanted = Signal(bool)
    """Call the campaign over (False), or take it up again (True)."""
    pledge_wanted = Signal(str)
    """Promise what the notice only speaks of: the source of the mention."""

    def __init__(self, *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._view: CampaignView | None = None
        self._rows: dict[str, ActivityRow] = {}
        self._title = Label("", "section", wrap=True, selectable=True)
        self._chips = Row(spacing=6)
        self._facts = Label("", "small", wrap=True, selectable=True)
        self.received_on = DateField(near=today)
        self.received_on.editingFinished.connect(self._received)
        self.line = FormLine([FormField("received", _("Received on"), self.received_on, stretch=0)], label_width=0)
        self.over = Button("", "small", action=self._over)
        self.phases = PhaseLine()
        self.phases.day_chosen.connect(self._go_to_day)
        self._groups = Column(spacing=12)
        self.mentions = Mentions()
        self.mentions.pledge_wanted.connect(self.pledge_wanted)
        body = Column(margins=(20, 14, 20, 16), spacing=12)
        body.addWidget(self._make_head())
        body.addWidget(self.phases)
        body.addLayout(self._groups)
        body.addWidget(self.mentions)
        body.addStretch(1)
        self._scroll = Scroll(body)
        Column(self, spacing=0).addWidget(self._scroll, 1)

    def _make_head(self) -> Frame:
        card = Frame("card")
        column = Column(card, margins=(16, 12, 14, 12), spacing=6)
        first = Row(spacing=10)
        first.addWidget(self._title, 1)
        first.addLayout(self._chips)
        column.addLayout(first)
        column.addWidget(self._facts)
        said = Label(_("What was due before this day is not called late"), "muted", wrap=True)
        column.addLayout(Beside(Beside(self.line, said, last=True, spacing=12), self.over, spacing=12))
        return card

    # --- content -------------------------------------------------------------------------------------

    def show_campaign(self, view: CampaignView, standings: Sequence[Standing]) -> None:
        """Show a campaign with where its activities stand; what is focused or unfolded there stays so."""
        other = self._view is None or self._view.template.id != view.template.id
        self._view = view
        template = view.template
        self._title.setText(template.title)
        clear(self._chips)
        running = view.active and template.window.holds(self._today)
        state = _("Under way") if running else _("Taken up") if view.active else _("Over")
        self._chips.addWidget(Chip(ChipData(state, "flag" if view.active else "checkmark_circle", Tone.HINT)))
        self._facts.setText(" · ".join(_facts(template)))
        if not self.received_on.hasFocus() or other:
            self.received_on.set_near(template.window.start)
            self.received_on.set_value(view.received_on.isoformat() if view.received_on else "")
            self.line.set_findings({})
        self.over.set_text(_("End this campaign…") if view.active else _("Take it up again…"))
        self.phases.show_line(
            template.window.start,
            template.window.end,
            phases=phases(template),
            milestones=milestones(template, standings, today=self._today),
            today=self._today,
        )
        self._show_groups(template, standings)
        self.mentions.show_mentions(template.reference)
        if other:
            self._scroll.verticalScrollBar().setValue(0)

    def rows(self) -> list[ActivityRow]:
        """Return the rows of activities, top down."""
        return list(self._rows.values())

    def set_room(self, room: Room) -> None:
        """Put the label of the day left or above."""
        self.line.set_room(room)

    def _show_groups(self, template: Template, standings: Sequence[Standing]) -> None:
        wanted = {
            activity.id: self._data(activity, template, for_activity(standings, template, activity))
            for activity in template.activities
        }
        if {key: row.data for key, row in self._rows.items()} == wanted and list(self._rows) == self._order(template):
            return
        key, quoted = self._focused(), {key for key, row in self._rows.items() if row.unfolded()}
        clear(self._groups)
        self._rows = {}
        for group in GROUPS:
            mine = [activity for activity in template.activities if group_of(activity) == group]
            if mine or group == OWN:
                self._groups.addWidget(self._group(group, mine, wanted))
        for again in quoted & self._rows.keys():
            self._rows[again].turn_quote()
        if key in self._rows:
            self._rows[key].take_focus()

    @staticmethod
    def _order(template: Template) -> list[str]:
        return [one.id for group in GROUPS for one in template.activities if group_of(one) == group]

    def _group(self, group: str, activities: Sequence[Activity], wanted: dict[str, ActivityData]) -> Frame:
        card = Frame("card")
        column = Column(card, margins=(1, 1, 1, 1), spacing=0)
        name, note = GROUPS[group]
        head = Row(margins=(14, 8, 12, 8), spacing=8)
        named = Row(spacing=8)
        heading = TitleLabel("section")
        heading.setText(_(name))
        named.addWidget(heading)
        named.addWidget(Label(str(len(activities)), "counts"))
        told = Beside(named, Label(_(note), "muted", wrap=True), last=True)
        if group == OWN:
            add = Button(_("Add an activity"), "small", icon_name="add", action=lambda: self.own_wanted.emit(""))
            told = Beside(told, add)
        head.addLayout(told, 1)
        column.addLayout(head)
        column.addWidget(Separator())
        for activity in activities:
            row = ActivityRow(wanted[activity.id])
            row.acted.connect(self.new_wanted)
            row.switched.connect(self.switched)
            row.edit_wanted.connect(self.own_wanted)
            row.drop_wanted.connect(self.drop_wanted)
            self._rows[activity.id] = row
            column.addWidget(row)
        return card

    def _data(self, activity: Activity, template: Template, standings: Sequence[Standing]) -> ActivityData:
        far = how_far(standings, today=self._today) if activity.enabled else None
        kind = kinds().get(activity.kind)
        return ActivityData(
            key=activity.id,
            icon=kind_icon(kind) if kind else "document",
            name=activity.name,
            asks=asks(activity, template, today=self._today),
            lacks=far.line() if far else "",
            note=activity.note or "",
            chip=far.chip if far else None,
            quote=activity.source_quote,
            action=fill(_("New {kind}"), {"kind": kind_words(activity)}) if self._active() and kind else "",
            on=activity.enabled,
            switchable=may_switch(activity),
            editable=activity.origin == OWN,
        )

    def _active(self) -> bool:
        return self._view is not None and self._view.active

    # --- what is pressed -----------------------------------------------------------------------------

    def _received(self) -> None:
        view = self._view
        if view is None:
            return
        text, day = self.received_on.text().strip(), self.received_on.day()
        if text and day is None:
            self.line.set_findings({"received": [FindingLine(Level.ERROR, _("There is no such day."))]})
            return
        self.line.set_findings({})
        if day != view.received_on:
            self.received.emit(day)

    def _over(self) -> None:
        if self._view is not None:
            self.over_wanted.emit(not self._view.active)

    def _go_to_day(self, on: date) -> None:
        """Bring the activity that is due on a day into sight."""
        view = self._view
        if view is None:
            return
        flag = next((flag for flag in self.phases.flags() if flag.milestones[0].on == on), None)
        names = {milestone.text for milestone in flag.milestones} if flag else set()
        row = next((row for row in self._rows.values() if row.data.name in names), None)
        if row is not None:
            self._scroll.ensureWidgetVisible(row)
            row.take_focus()

    def _focused(self) -> str:
        focused = QApplication.focusWidget()
        return next((key for key, row in self._rows.items() if focused and row.isAncestorOf(focused)), "")


def _facts(template: Template) -> list[str]:
    """Return issuer, number of the notice, the day it was issued, and the campaign's days."""
    issuer = template.issuer
    parts = [issuer.name, issuer.doc_no or ""]
    if issuer.issued_on:
        parts.append(fill(_("issued {on}"), {"on": full_day(issuer.issued_on)}))
    parts.append(window_words(template))
    if template.edition > 1:
        parts.append(fill(_("edition {number}"), {"number": template.edition}))
    return [part for part in parts if part]
