"""One item of a ledger: chips, who, the next step, what happened, and the moves that can be made now."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.errors import UserError
from core.records.field import Files
from core.records.rule import Ledger
from core.records.workflow import Effect, Move
from core.services import records
from core.services.vaults import Vault
from core.views.records import FindingView, RecordView
from gui.forms.findings import FindingSlot, Said, say, say_remark
from gui.messages import _, about, day, words
from gui.pages.actions import RecordActions
from gui.pages.menu import Entry, show_menu
from gui.pages.passage import passage
from gui.pages.recordpane import RecordPane
from gui.pages.titles import record_chips
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import theme
from gui.widgets.timeline import Timeline

_ICONS = {
    Effect.APPEND: "add",
    Effect.EXTEND: "calendar_clock",
    Effect.ACCEPT: "checkmark_circle",
    Effect.NUMBER: "document_checkmark",
}


class ItemPane(RecordPane):
    """Reads the item of an id whenever another is chosen."""

    def __init__(
        self, vault: Vault, *, tasks: Tasks, clock: Clock, actions: RecordActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(vault, tasks=tasks, clock=clock, actions=actions, parent=parent)
        self._lacking: tuple[FindingView, ...] = ()
        """What a move lacked when it was tried last."""
        self._title = Label("", "section", wrap=True, selectable=True)
        self._chips = Flow(spacing=6)
        self._card = Frame("sunken")
        card = Column(self._card, margins=(12, 10, 12, 10), spacing=6)
        card.addWidget(Label(_("Next step"), "strong"))
        self._step = Label("", wrap=True)
        card.addWidget(self._step)
        self._slot = FindingSlot()
        self._slot.explained.connect(self._explain)
        self._slot.acted.connect(self._go)
        self._slot.other_wanted.connect(actions.compare)
        card.addWidget(self._slot)
        self._timeline = Timeline()
        body = Column(margins=(18, 14, 16, 14), spacing=10)
        head = Row(spacing=8)
        head.addWidget(self._back)
        head.addWidget(self._title, 1)
        body.addLayout(head)
        body.addLayout(self._chips)
        body.addWidget(self._card)
        heading = Row(spacing=8)
        heading.addWidget(Label(_("What happened"), "strong"))
        heading.addWidget(Label(_("only added to, never changed"), "muted", wrap=True), 1)
        body.addLayout(heading)
        body.addWidget(self._timeline)
        body.addWidget(self._links)
        body.addStretch(1)
        self._body = Scroll(body)
        self._body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._body.setProperty("role", "f_read")
        self._body.setAccessibleName(_("What happened"))
        self._foot = Frame("footer")
        foot = Row(self._foot, margins=(16, 8, 16, 8), spacing=8)
        self._buttons, self._primary = Flow(spacing=8), Row(spacing=0)
        foot.addLayout(self._buttons, 1)
        foot.addLayout(self._primary)
        column = Column(self, spacing=0)
        column.addWidget(self._body, 1)
        column.addWidget(self._foot)
        self.setFocusProxy(self._body)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        super().clear()
        self._title.setText("")
        self._body.setAccessibleName(_("What happened"))
        self._body.widget().hide()
        self._foot.hide()

    def make_move(self, key: str) -> None:
        """Ask what a move needs and make it."""
        if self._door is None or self._view is None:
            return
        move = next((move for move in self._view.moves if move.key == key), None)
        if move is not None:
            self._move(move)

    def _show(self, view: RecordView) -> None:
        self._view, self._lacking = view, ()
        kind, record, now = view.kind, view.record, today(self._clock)
        self._body.widget().show()
        number = record.values.get("no")
        heading = record.heading or str(record.values.get(kind.heading) or "") or _("No title yet")
        self._title.setText(f"{number}　{heading}" if number else heading)
        clear(self._chips)
        for chip in record_chips(kind, record, overdue=view.overdue):
            self._chips.addWidget(Chip(chip))
        self._chips.addWidget(Label(self._people(view), "small"))
        asked = self._wished()
        self._slot.show_findings([*asked, *(say(finding, today=now, kind=view.kind) for finding in view.findings)])
        self._step.setText(self._next_step(view))
        self._step.setVisible(bool(self._step.text()))
        self._card.setVisible(bool(self._step.text() or view.findings or asked))
        self._timeline.show_all(passage(view, today=now))
        self._links.show_record(view)
        self._body.verticalScrollBar().setValue(0)
        self._body.setAccessibleName(heading)
        self._show_buttons(view)
        self.shown.emit(record.id)

    def _wished(self) -> list[Said]:
        """Return what the county asked to be mended, in words."""
        now = today(self._clock)
        return [say_remark(one, at, today=now, known=False) for at, one in enumerate(self._remarks())]

    def _people(self, view: RecordView) -> str:
        rule = next((rule for rule in view.kind.rules if isinstance(rule, Ledger)), None)
        parts = []
        for key in (rule.leader, rule.responsible) if rule else ():
            person = view.people.get(str(view.record.values.get(key) or ""))
            if person is not None:
                parts.append(f"{words(view.kind.field(key).words)} {person.name}")
        return " · ".join(parts)

    def _next_step(self, view: RecordView) -> str:
        """Say what the usual next step is, and until when."""
        main = self._main(view)
        if main is None:
            return ""
        due = view.record.values.get(view.kind.workflow.deadline or "")
        text = words(main.words)
        if due and not view.overdue and not view.kind.workflow.state(view.record.state).ended:
            text = _("{step}, until {on}").format(step=text, on=day(date.fromisoformat(due), today=today(self._clock)))
        return text

    def _main(self, view: RecordView) -> Move | None:
        """Return the move of the blue button: more time when the deadline has passed, else the usual next step."""
        if view.overdue:
            extend = next((move for move in view.moves if move.effect is Effect.EXTEND), None)
            if extend is not None:
                return extend
        return next((move for move in view.moves if move.primary), None)

    def _show_buttons(self, view: RecordView) -> None:
        clear(self._buttons)
        clear(self._primary)
        self._foot.show()
        main = self._main(view)
        open_fields = records.writable(view.kind, view.record)
        quick = [move for move in view.moves if move.effect is Effect.APPEND and move is not main]
        for move in quick:
            self._buttons.addWidget(self._button(move, "plain"))
        rule = next((rule for rule in view.kind.rules if isinstance(rule, Ledger)), None)
        if rule and rule.evidence in open_fields and isinstance(view.kind.field(rule.evidence), Files):
            go = partial(self.record_wanted.emit, view.record.id, (rule.evidence,))
            self._buttons.addWidget(Button(_("Add evidence"), icon_name="attach", action=go))
        elif open_fields:
            go = partial(self.record_wanted.emit, view.record.id, ())
            self._buttons.addWidget(Button(_("Go on writing"), icon_name="edit", action=go))
        rest = [move for move in view.moves if move is not main and move not in quick]
        more = Button("", "quiet", icon_name="more_horizontal", says=_("More"))
        more.setToolTip(_("More"))
        more.setFixedWidth(theme().dp(36))
        more.clicked.connect(lambda _checked=False: self._show_menu(more, rest))
        self._buttons.addWidget(more)
        if main is not None:
            self._primary.addWidget(self._button(main, "primary"))

    def _button(self, move: Move, kind: str) -> Button:
        return Button(
            words(move.words),
            kind,
            icon_name=_ICONS.get(move.effect, "checkmark"),
            action=partial(self.make_move, move.key),
        )

    def _show_menu(self, button: Button, moves: list[Move]) -> None:
        view, door = self._view, self._door
        if view is None or door is None:
            return
        entries: list[Entry] = [
            (_("Print  Ctrl+P"), self.print_now),
            (_("Copy as plain text"), self.copy_text),
            (_("History"), partial(self._actions.show_history, door, view)),
            (_("Open the form"), partial(self.record_wanted.emit, door.id, ())),
        ]
        show_menu(button, entries, moves=moves, make=self.make_move, above=True)

    def _show_lacking(self, found: tuple[FindingView, ...]) -> None:
        view = self._view
        if view is None:
            return
        self._lacking = found
        now = today(self._clock)
        there = {finding.mark for finding in found}
        standing = [finding for finding in view.findings if finding.mark not in there]
        said = [say(finding, today=now, kind=view.kind) for finding in (*found, *standing)]
        self._slot.show_findings([*self._wished(), *said])
        self._card.show()
        self._body.ensureWidgetVisible(self._card)

    def _explain(self, mark: str, sentence: str) -> None:
        door = self._door
        if door is None:
            return
        self._tasks.in_vault(
            lambda: door.explain(mark, sentence), self._show, failed=self._actions.refused.emit, owner=self
        )

    def _go(self, key: str) -> None:
        if self._view is None:
            return
        known = (*self._lacking, *self._view.findings)
        found = next((finding for finding in known if finding.mark == key), None)
        if found is not None:
            self.record_wanted.emit(self._view.record.id, tuple(found.path))

    def _fail(self, error: UserError) -> None:
        self.clear()
        clear(self._chips)
        self._card.hide()
        self._timeline.show_all(())
        self._title.setText(about(error).text())
        self._body.widget().show()
        self._actions.refused.emit(error)
