"""The campaigns a school has taken up: what each asks, how far the school is, and taking up another."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from core.base.clock import Clock, today
from core.base.errors import SealClosed, SealMissing, UserError
from core.campaign.progress import Standing
from core.campaign.template import Activity, Template
from core.records.content import Record
from core.services import campaigns, drafts, progress
from core.services.vaults import Vault
from core.views.campaigns import CampaignView, Offered
from core.views.changes import Changes
from gui.messages import _, fill, pgettext
from gui.pages.campaignpane import CampaignPane
from gui.pages.offered import OfferedDialog
from gui.pages.ownactivity import OwnQuestion
from gui.pages.page import Page
from gui.pages.skeletons import SkeletonQuestion
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.empty import EmptyState
from gui.widgets.head import Head
from gui.widgets.keys import bind
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.theme import Room

Found = tuple[tuple[CampaignView, ...], tuple[Standing, ...]]


class CampaignsPage(Page):
    """One campaign at a time; tabs where there are several."""

    def __init__(
        self, vault: Vault, *, tasks: Tasks, clock: Clock, chooser: Chooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = vault, tasks, clock
        self._chooser = chooser or Chooser()
        self._views: dict[str, CampaignView] = {}
        self._standings: tuple[Standing, ...] = ()
        self._wanted = ""
        self.question: Question | None = None
        self.preview: OfferedDialog | None = None
        self._head = Head(_("Campaigns"), _("What the notices ask, and how far the school is"))
        back = pgettext("page", "Back")
        self._head.set_back(back, back)
        self._head.went_back.connect(self.went_back)
        self._head.add_button(Button(_("From a usual pattern"), icon_name="copy", action=self.begin_from_skeleton))
        self._head.add_button(
            Button(_("Import a notice"), "primary", icon_name="folder_open", action=self.choose_notice)
        )
        self._tabs = Tabs(says=_("Campaigns"))
        self._tabs.chosen.connect(self._show_one)
        self.pane = CampaignPane(today=today(clock))
        self._empty = EmptyState(_("No campaign was taken up yet."), _("Import a notice"))
        self._empty.acted.connect(self.choose_notice)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.pane)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self.pane.new_wanted.connect(self._begin)
        self.pane.switched.connect(self._switch)
        self.pane.own_wanted.connect(self._ask_own)
        self.pane.drop_wanted.connect(self._ask_drop)
        self.pane.received.connect(self._receive)
        self.pane.over_wanted.connect(self._ask_over)
        self.pane.pledge_wanted.connect(self._pledge)
        bind(self, "Esc", self.went_back.emit, _("Return"), within=True)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read the campaigns anew."""
        self._read()

    def refresh(self, changes: Changes) -> None:  # noqa: ARG002 - every record may count for an activity
        """Read the campaigns anew."""
        if self.isVisible():
            self._read()

    def set_room(self, room: Room) -> None:
        """Arrange for the room there is."""
        self._head.set_room(room)
        self.pane.set_room(room)

    def memory(self) -> dict[str, Any]:
        """Return the campaign that is shown."""
        return {"campaign": self._tabs.current()} if self._views else {}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Show the campaign that is named."""
        self._wanted = str(memory.get("campaign") or "")

    def shown(self) -> CampaignView | None:
        """Return the campaign that is shown."""
        return self._views.get(self._tabs.current())

    # --- content -------------------------------------------------------------------------------------

    def _read(self, then: Callable[[], None] | None = None) -> None:
        def read() -> Found:
            return campaigns.listing(self._vault), progress.look(self._vault)

        def show(found: Found) -> None:
            self._show(found)
            if then is not None:
                then()

        self._tasks.in_vault(read, show, failed=self.troubled.emit, owner=self)

    def _show(self, found: Found) -> None:
        views, self._standings = found
        ordered = sorted(views, key=lambda view: not view.active)
        self._views = {view.template.id: view for view in ordered}
        self._stack.setCurrentIndex(1 if ordered else 0)
        self._tabs.setVisible(len(ordered) > 1)
        over = _("{title} (over)")
        self._tabs.show_tabs(
            [
                Tab(
                    view.template.id,
                    view.template.short if view.active else fill(over, {"title": view.template.short}),
                )
                for view in ordered
            ]
        )
        if self._wanted in self._views:
            self._tabs.choose(self._wanted)
        self._wanted = ""
        if ordered:
            self._show_one(self._tabs.current())

    def _show_one(self, key: str) -> None:
        if key in self._views:
            self.pane.show_campaign(self._views[key], self._standings)

    # --- activities ----------------------------------------------------------------------------------

    def _begin(self, activity: str) -> None:
        """Begin a record for an activity; it says which, so that no other one counts it."""
        template = self._view().template
        wanted = template.activity(activity)
        kind, subtype, refs = wanted.kind, wanted.subtype or None, (template.ref(activity),)
        self._begin_record(lambda: drafts.begin(self._vault, kind, subtype=subtype, activities=refs))

    def _pledge(self, source: str) -> None:
        """Begin a pledge of what the notice only speaks of."""
        mention = next(one for one in self._view().template.reference if one.source == source)
        values = {"title": mention.name, "content": mention.quote}
        self._begin_record(lambda: drafts.begin(self._vault, "pledge", values=values))

    def _begin_record(self, begin: Callable[[], Record]) -> None:
        def begun(record: Record) -> None:
            self.place_wanted.emit("editor", {"record": record.id, "path": [], "fresh": True})

        def failed(error: UserError) -> None:
            if isinstance(error, SealClosed | SealMissing):
                self.seal_wanted.emit(partial(self._begin_record, begin), None)
            else:
                self.troubled.emit(error)

        self._tasks.in_vault(begin, begun, failed=failed, owner=self)

    def _switch(self, activity: str, on: bool) -> None:
        campaign = self._view().template.id
        self._change(lambda: campaigns.switch(self._vault, campaign, activity, on=on))

    def _ask_own(self, activity: str) -> None:
        template = self._view().template
        known = template.activity(activity) if activity else None
        question = OwnQuestion(known, today=today(self._clock), parent=self)
        self._keep(question)

        def save(wanted: Activity) -> None:
            def kept(_activity: Activity) -> None:
                question.taken()
                self._told()

            self._tasks.in_vault(
                lambda: campaigns.save_own(self._vault, template.id, wanted),
                kept,
                failed=question.refused,
                owner=question,
            )

        question.keep_with(save)

    def _ask_drop(self, activity: str) -> None:
        template = self._view().template
        name = template.activity(activity).name
        self._ask(
            fill(_("Take away “{name}”?"), {"name": name}),
            _("Records that were entered for it stay."),
            Reply("yes", _("Take it away"), grave=True),
            no=_("Keep it"),
            then=lambda: self._change(lambda: campaigns.drop_own(self._vault, template.id, activity)),
        )

    # --- the campaign --------------------------------------------------------------------------------

    def _receive(self, day: date | None) -> None:
        campaign = self._view().template.id
        self._change(lambda: campaigns.receive(self._vault, campaign, day))

    def _ask_over(self, active: bool) -> None:
        template = self._view().template

        def do() -> None:
            self._change(lambda: campaigns.finish(self._vault, template.id, active=active))

        if active:
            self._ask(
                fill(_("Take up “{title}” again?"), {"title": template.short}),
                _("What it asks stands on the first page again."),
                Reply("yes", _("Take it up")),
                no=_("Leave it"),
                then=do,
            )
        else:
            self._ask(
                fill(_("End “{title}”?"), {"title": template.short}),
                _("Its records stay. The first page asks for nothing of it any more."),
                Reply("yes", _("End it")),
                no=_("Go on with it"),
                then=do,
            )

    # --- taking one up -------------------------------------------------------------------------------

    def choose_notice(self) -> None:
        """Let the person choose the file of a notice, and show what taking it would bring."""
        kinds = _("Campaign notices (*.json)")
        path = self._chooser.file(self, title=_("Import a notice"), start=FilePath.home(), kinds=kinds)
        if path is not None:
            self._look(lambda: campaigns.look_at(self._vault, path))

    def begin_from_skeleton(self) -> None:
        """Ask which skeleton and which days, and show what taking it would bring."""
        question = SkeletonQuestion(today=today(self._clock), parent=self)
        self._keep(question)

        def look(template: Template) -> None:
            self._look(lambda: campaigns.look_at_template(self._vault, template))

        question.lay_out(look)

    def _look(self, read: Callable[[], Offered]) -> None:
        self._tasks.in_vault(read, self._show_offered, failed=self.troubled.emit, owner=self)

    def _show_offered(self, offered: Offered) -> None:
        dialog = self.preview = OfferedDialog(offered, today=today(self._clock), parent=self)
        dialog.taken.connect(partial(self._take, offered.template))
        dialog.finished.connect(self._preview_closed)
        dialog.begin()

    def _take(self, template: Template, received_on: date | None) -> None:
        self._wanted = template.id
        self._change(lambda: campaigns.take(self._vault, template, received_on=received_on))

    # --- within --------------------------------------------------------------------------------------

    def _change(self, work: Callable[[], None]) -> None:
        self._tasks.in_vault(work, lambda _none: self._told(), failed=self._refused, owner=self)

    def _refused(self, error: UserError) -> None:
        self.troubled.emit(error)
        self._read()

    def _told(self) -> None:
        """Show what is so now, and let the other pages look again."""
        self.changed.emit(Changes(school=True))
        self._read()

    def _ask(self, title: str, text: str, yes: Reply, *, no: str, then: Callable[[], None]) -> None:
        replies: Sequence[Reply] = [Reply("no", no, safe=True), yes]
        question = Question(title, text, replies, parent=self)
        self._keep(question)
        question.ask(lambda answer: then() if answer == "yes" else None)

    def _keep(self, question: Question) -> None:
        self.question = question
        question.finished.connect(self._closed)

    def _closed(self) -> None:
        self.question = None

    def _preview_closed(self) -> None:
        self.preview = None

    def _view(self) -> CampaignView:
        view = self.shown()
        assert view is not None
        return view
