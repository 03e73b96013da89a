"""One record to be read beside its list: title, state, findings, words; below, what can be done with it."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.errors import SealClosed, SealMissing, UserError
from core.records.catalogue import kinds
from core.records.display import heading_of
from core.records.kind import Privacy
from core.records.workflow import Effect, Move
from core.services import records
from core.services.vaults import Vault
from core.views.records import FindingView, RecordView
from gui.forms.findings import Said, say, say_remark
from gui.forms.moves import may_be_made
from gui.forms.reading import ReadForm
from gui.messages import _, about, moment, words
from gui.pages.actions import RecordActions
from gui.pages.mending import mending, mending_answers, mending_words
from gui.pages.menu import show_menu
from gui.pages.recordpane import RecordPane
from gui.pages.titles import heading_text, record_chips, subtype_name
from gui.tasks import Tasks
from gui.widgets.beside import Beside
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Frame, Label, Scroll, TitleLabel
from gui.widgets.theme import Room, theme

_ICONS = {
    Effect.APPEND: "add",
    Effect.EXTEND: "calendar_clock",
    Effect.ACCEPT: "checkmark_circle",
    Effect.ROW: "add",
}


class ReadPane(RecordPane):
    """Reads the record of an id whenever another is chosen."""

    copy_wanted = Signal(str, str, object)
    """Begin a record like this one: kind, subtype, id."""

    def __init__(
        self, vault: Vault, *, tasks: Tasks, clock: Clock, actions: RecordActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(vault, tasks=tasks, clock=clock, actions=actions, parent=parent)
        self._room = Room.WIDE
        self._title = TitleLabel()
        self._chips = Row(spacing=6)
        self._sub = Label("", "small", wrap=True)
        self._findings = Column(spacing=4)
        self._read = ReadForm(today=today(clock))
        body = Column(margins=(20, 14, 20, 16), spacing=10)
        head = Row(spacing=10)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addLayout(self._chips)
        head.addStretch(1)
        body.addLayout(head)
        body.addWidget(self._sub)
        body.addLayout(self._findings)
        body.addWidget(self._read)
        body.addWidget(self._links)
        body.addStretch(1)
        self._scroll = Scroll(body)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setProperty("role", "f_read")
        self._scroll.setAccessibleName(_("The record"))
        self._foot = Frame("footer")
        foot = Row(self._foot, margins=(20, 8, 16, 8), spacing=8)
        self._buttons = Flow(spacing=8)
        ways = Flow(spacing=8, right=True)
        foot.addLayout(Beside(self._buttons, ways), 1)
        ways.addWidget(Button(_("History"), "quiet", icon_name="history", action=self._history))
        self._more = Button("", "quiet", icon_name="more_horizontal", says=_("More"), action=self._show_menu)
        self._more.setToolTip(_("More"))
        ways.addWidget(self._more)
        column = Column(self, spacing=0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._foot)
        self.setFocusProxy(self._scroll)
        self.clear()

    def set_room(self, room: Room) -> None:
        """Offer the way back where the list is hidden behind; copying goes into the menu where there is less room."""
        super().set_room(room)
        if room is not self._room:
            self._room = room
            if self._view is not None:
                self._show_buttons(self._view)

    def clear(self) -> None:
        """Show nothing."""
        super().clear()
        self._title.setText("")
        self._scroll.setAccessibleName(_("The record"))
        self._sub.setText("")
        self._read.clear()
        clear(self._chips)
        clear(self._findings)
        self._foot.hide()

    def act(self, effect: Effect) -> None:
        """Make the move of the record shown that does this, when it may be made."""
        if self._view is not None:
            move = next((move for move in self._view.moves if move.effect is effect), None)
            if move is not None:
                self._move(move)

    def _show(self, view: RecordView) -> None:
        self._view = view
        kind, record, day = view.kind, view.record, today(self._clock)
        heading = record.heading or heading_of(kind, record.values)
        name = heading_text(kind, heading) if heading else _("No title yet")
        self._title.setText(name)
        clear(self._chips)
        for chip in record_chips(kind, record, overdue=view.overdue):
            self._chips.addWidget(Chip(chip))
        subtype = subtype_name(kind, str(record.values.get(kind.subtype or "") or ""))
        alone = sum(other.place is kind.place for other in kinds().values()) == 1
        parts = [
            record.number,
            *(dict.fromkeys([subtype] if alone and subtype else [words(kind.words), subtype])),
            _("entered {at}").format(at=moment(record.entered_at, today=day)),
            _("a change keeps this version") if record.number else "",
        ]
        self._sub.setText(" · ".join(part for part in parts if part))
        clear(self._findings)
        open_now = bool(records.writable(kind, record))
        for number, remark in enumerate(self._remarks()):
            self._findings.addWidget(FindingRow(say_remark(remark, number, today=day, known=False).line()))
        for finding in view.findings:
            said = say(finding, today=day, kind=kind)
            if said.level is not Level.HINT or not open_now:
                self._findings.addWidget(self._finding_row(said, action=_("Go there") if open_now else ""))
        self._read.show_record(kind, record, view.people)
        self._links.show_record(view)
        self._scroll.verticalScrollBar().setValue(0)
        self._scroll.setAccessibleName(name)
        self._show_buttons(view)
        self.shown.emit(record.id)

    def _finding_row(self, said: Said, *, action: str) -> FindingRow:
        """Return a finding as it is read, with the sentence that was given for it."""
        text = said.text
        if said.explanation:
            text = _("{finding} Explained: {sentence}").format(finding=text, sentence=said.explanation)
        row = FindingRow(replace(said, text=text).line(action=action))
        row.acted.connect(lambda _key: self.record_wanted.emit(said.record, said.path))
        row.linked.connect(lambda _key: self._actions.compare(said))
        return row

    def _show_lacking(self, found: tuple[FindingView, ...]) -> None:
        view = self._view
        if view is None:
            return
        for at, finding in enumerate(found):
            said = say(finding, today=today(self._clock), kind=view.kind)
            self._findings.insertWidget(at, self._finding_row(said, action=_("Go there")))
        self._scroll.verticalScrollBar().setValue(0)

    def _show_buttons(self, view: RecordView) -> None:
        kind, record = view.kind, view.record
        clear(self._buttons)
        self._foot.show()
        open_now, main = bool(records.writable(kind, record)), self._main(view)
        roomy = self._room is Room.WIDE
        self._more.setFixedWidth(theme().dp(36))
        mend = mending(view, self._remarks())
        if mend is not None:
            make = partial(self._move, mend, mending_answers(mend))
            self._buttons.addWidget(Button(mending_words(), "primary", icon_name="edit", action=make))
        elif main is not None:
            icon_name = _ICONS.get(main.effect, "checkmark")
            make = partial(self._move, main)
            self._buttons.addWidget(Button(words(main.words), "primary", icon_name=icon_name, action=make))
        if open_now and mend is None:
            go = partial(self.record_wanted.emit, record.id, ())
            style = "plain" if main is not None else "primary"
            self._buttons.addWidget(Button(_("Go on writing"), style, icon_name="edit", action=go))
        self._buttons.addWidget(Button(_("Print  Ctrl+P"), icon_name="print", action=self.print_now, says=_("Print")))
        if roomy:
            self._buttons.addWidget(Button(_("Copy as a new record"), icon_name="copy", action=self._copy))
        for move in view.moves:
            if move.effect is Effect.REOPEN and mend is None and not self._folds_change(view):
                self._buttons.addWidget(Button(words(move.words), icon_name="edit", action=partial(self._move, move)))

    def _show_menu(self) -> None:
        view = self._view
        if view is None:
            return
        sealed = view.kind.privacy is Privacy.SEALED
        last = [(_("Lock up"), partial(self._actions.lock_up, view))] if sealed else []
        entries = [(_("Copy as plain text"), self.copy_text)]
        if self._room is not Room.WIDE:
            entries.insert(0, (_("Copy as a new record"), self._copy))
        entries += self._actions.papers(view)
        show_menu(self._more, entries, moves=self._rare(view), make=self._make, last=last, above=True)

    @staticmethod
    def _main(view: RecordView) -> Move | None:
        """Return the move of the blue button: the usual next step, one that leads on before one that may be repeated.

        What gives the number is done in the form, where the findings stand.
        """
        usual = [
            move
            for move in view.moves
            if move.primary and move.effect not in {Effect.NUMBER, Effect.REOPEN} and may_be_made(move, view.record)
        ]
        onward = [move for move in usual if move.target not in {None, view.record.state}]
        return next(iter(onward or usual), None)

    def _folds_change(self, view: RecordView) -> bool:
        """Tell whether "change" stands in the menu: it is rare where a next step awaits, or the form is open."""
        return self._main(view) is not None or bool(records.writable(view.kind, view.record))

    def _rare(self, view: RecordView) -> list[Move]:
        """Return the moves that have no button of their own here."""
        main, folds = self._main(view), self._folds_change(view)
        return [
            move
            for move in view.moves
            if move is not main
            and move.effect is not Effect.NUMBER
            and (folds or move.effect is not Effect.REOPEN)
            and may_be_made(move, view.record)
        ]

    def _make(self, key: str) -> None:
        if self._view is not None:
            self._move(next(move for move in self._view.moves if move.key == key))

    def _copy(self) -> None:
        if self._view is not None:
            record, kind = self._view.record, self._view.kind
            subtype = str(record.values.get(kind.subtype or "") or "")
            self.copy_wanted.emit(kind.key, subtype, record.id)

    def _history(self) -> None:
        if self._door is not None and self._view is not None:
            self._actions.show_history(self._door, self._view)

    def _fail(self, error: UserError) -> None:
        asked = self._asked
        self.clear()
        self._asked = asked
        if isinstance(error, SealClosed | SealMissing):
            self._title.setText(_("Locked record"))
            row = FindingRow(FindingLine(Level.HINT, about(error).text(), action=_("Unlock"), word=_("Locked")))
            again = partial(self.show_record, asked)
            row.acted.connect(lambda _key: self._actions.seal_wanted.emit(again, None))
        else:
            row = FindingRow(FindingLine(Level.ERROR, about(error).text()))
        clear(self._findings)
        self._findings.addWidget(row)
