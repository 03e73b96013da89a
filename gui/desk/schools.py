"""学校: who has handed in what, one line for each school; its packets and its certificate beside the list."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.base.clock import Clock, today
from core.services.desk import authority, replies, reports
from core.services.desk.desks import Desk
from core.views.changes import Changes
from core.views.desk import Incoming, Line, State
from gui.desk.entries import state_chip
from gui.desk.facts import add_facts
from gui.messages import _, day, fill, full_day, moment, ngettext, weekday
from gui.models.plainrows import KeyedRow, PlainRows
from gui.pages.page import Page
from gui.pages.panes import Panes
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData, Tone
from gui.widgets.choosing import Chooser
from gui.widgets.empty import EmptyState
from gui.widgets.fields import State as FieldState
from gui.widgets.fields import TextField, set_state
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.head import Head
from gui.widgets.mosaic import FingerprintView
from gui.widgets.paper import Printout
from gui.widgets.question import Question, Reply
from gui.widgets.rows import RowData, RowList
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room, theme

ALL, NOTHING, WAITING, DONE = "all", "nothing", "waiting", "done"


def group_of(line: Line) -> str:
    """Return the tab a school stands under: under way as long as any of its packets is not settled."""
    if not line.packets:
        return NOTHING
    return DONE if all(packet.state is State.RECEIVED for packet in line.packets) else WAITING


class SchoolsPage(Page):
    """Filter, find, export; a school's certificate can be withdrawn here."""

    def __init__(
        self,
        desk: Desk,
        *,
        tasks: Tasks,
        clock: Clock,
        chooser: Chooser,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._clock, self._chooser = desk, tasks, clock, chooser
        self._lines: dict[str, Line] = {}
        self.question: Question | None = None
        self._head = Head(_("Schools"))
        self._head.add_button(Button(_("Export the table"), icon_name="save", action=self.export))
        self._head.went_back.connect(self._back_to_list)
        self.tabs = Tabs(says=_("Which schools"))
        self.tabs.chosen.connect(lambda _key: self._show_list())
        self.seeker = TextField(hint=_("Find a school or a principal"))
        self.seeker.setAccessibleName(_("Find a school or a principal"))
        self.seeker.textChanged.connect(lambda _text: self._show_list())
        self._rows = PlainRows(self)
        self.list = RowList(says=_("Schools"))
        self.list.setModel(self._rows)
        self.list.picked.connect(lambda _index: self._show_pane())
        self.list.opened.connect(self._opened)
        self.list.clicked.connect(self._clicked)
        self._empty = EmptyState()
        self._empty.acted.connect(self._empty_pressed)
        left = Frame("pane")
        column = Column(left, spacing=0)
        column.addWidget(self.tabs)
        finding = Row(margins=(12, 8, 12, 8))
        finding.addWidget(self.seeker, 1)
        column.addLayout(finding)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        self._pane = Column(margins=(20, 14, 20, 14), spacing=10)
        right = Frame("plain")
        Column(right, spacing=0).addWidget(Scroll(self._pane))
        self._panes = Panes("desk-schools", (500, 742), left, right, preferences=preferences, both_from=Room.WIDE)
        self._says = Column(margins=(20, 0, 20, 0), spacing=6)
        page = Column(self, spacing=0)
        page.addWidget(self._head)
        page.addLayout(self._says)
        page.addWidget(self._panes, 1)
        self._show_list()

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read the schools anew."""
        self._tasks.in_vault(
            lambda: reports.overview(self._desk.register), self._show, failed=self.troubled.emit, owner=self
        )

    def refresh(self, changes: Changes) -> None:
        """Read anew when something came in or was certified."""
        if changes.packets or changes.school:
            self.enter()

    def set_room(self, room: Room) -> None:
        """Two panes, or one at a time."""
        self._head.set_room(room)
        self._panes.set_room(room)
        self._show_back()

    def seek(self) -> bool:
        """Go to the field that finds."""
        self.seeker.setFocus()
        self.seeker.selectAll()
        return True

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Go to the field that finds, as another place asked."""
        if memory.get("seek"):
            self.seek()

    # --- list ------------------------------------------------------------------------------------------

    def lines(self) -> tuple[Line, ...]:
        """Return the schools that are shown now, top down."""
        key, words = self.tabs.current() or ALL, self.seeker.text().strip().casefold()
        return tuple(
            line
            for line in self._lines.values()
            if key in {ALL, group_of(line)}
            and (not words or words in f"{line.school.name} {line.school.principal}".casefold())
        )

    def _show(self, found: tuple[Line, ...]) -> None:
        self._lines = {line.school.id: line for line in found}
        words = ngettext("{count} school", "{count} schools", len(found)).format(count=len(found))
        self._head.set_title(_("Schools"), words if found else "")
        self._show_list()

    def _show_list(self) -> None:
        groups = [group_of(line) for line in self._lines.values()]
        now = self.tabs.current() or ALL
        self.tabs.show_tabs(
            [
                Tab(ALL, _("All schools"), count=len(groups)),
                Tab(NOTHING, _("Nothing yet"), count=groups.count(NOTHING)),
                Tab(WAITING, _("Under way"), count=groups.count(WAITING)),
                Tab(DONE, _("Receipt made"), count=groups.count(DONE)),
            ]
        )
        self.tabs.choose(now)
        shown = self.lines()
        chosen = self._rows.key(self.list.currentIndex())
        self.list.blockSignals(True)
        self._rows.show_rows([KeyedRow(line.school.id, self._row(line)) for line in shown])
        again = self._rows.at(chosen)
        self.list.setCurrentIndex(again if again.isValid() else self._rows.index(0) if shown else QModelIndex())
        self.list.blockSignals(False)
        self.list.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        if self._lines:
            self._empty.say(_("No school is like this."), _("Show all"))
        else:
            self._empty.say(_("No school has been certified yet."), _("Read a form"))
        self._show_pane()

    def _row(self, line: Line) -> RowData:
        school = line.school
        if not line.packets:
            chip = ChipData(_("Nothing yet"), "circle", Tone.HINT)
            return RowData(school.name, school.principal, chips=(chip,))
        newest = next((packet for packet in line.packets if packet.state is not State.RECEIVED), line.packets[0])
        on = newest.taken_at.date()
        count = len(line.packets)
        more = ngettext("{count} packet", "{count} packets", count).format(count=count)
        return RowData(
            school.name,
            f"{newest.title} · {more}" if count > 1 else newest.title,
            day(on, today=today(self._clock)),
            weekday(on),
            (state_chip(newest),),
        )

    def _empty_pressed(self) -> None:
        if not self._lines:
            self.place_wanted.emit("intake", {})
            return
        self.seeker.clear()
        self.tabs.choose(ALL)
        self._show_list()

    def _clicked(self, index: QModelIndex) -> None:
        """Where only one pane has room, a click opens."""
        if not self._panes.both():
            self._opened(index)

    def _opened(self, _index: QModelIndex) -> None:
        self._panes.show_second()
        self._show_back()

    def _back_to_list(self) -> None:
        self._panes.show_first()
        self._show_back()
        self.list.setFocus()

    def _show_back(self) -> None:
        alone = self._panes.second_shown() and not self._panes.both()
        self._head.set_back(_("Return") if alone else "", _("Return"))

    # --- the chosen one ----------------------------------------------------------------------------------

    def _show_pane(self) -> None:
        clear(self._pane)
        line = self._lines.get(self._rows.key(self.list.currentIndex()))
        if line is None:
            self._pane.addStretch(1)
            return
        school = line.school
        self._pane.addWidget(Label(school.name, "section", wrap=True, selectable=True))
        until = full_day(school.valid_until) if school.valid_until else _("none")
        add_facts(
            self._pane,
            (
                (_("Principal"), school.principal),
                (_("Telephone"), school.contact),
                (_("Certificate"), fill(_("valid until {day}"), {"day": until}) if school.valid_until else until),
                (_("Withdrawn"), str(school.withdrawn) if school.withdrawn else ""),
            ),
        )
        self._pane.addWidget(Label(_("Packets"), "strong"))
        for packet in line.packets:
            self._pane.addWidget(self._packet_card(packet))
        if not line.packets:
            self._pane.addWidget(Label(_("Nothing was handed in yet."), "muted"))
        if school.fingerprint:
            self._pane.addWidget(Label(_("Fingerprint of the certificate (not the one on the form)"), "strong"))
            self._pane.addWidget(FingerprintView(school.fingerprint))
            buttons = QWidget()
            flow = Flow(buttons)
            self.withdraw_button = Button(
                _("Withdraw the certificate"), icon_name="prohibited", action=partial(self._ask_withdraw, line)
            )
            flow.addWidget(self.withdraw_button)
            self._pane.addWidget(buttons)
        self._pane.addStretch(1)

    def _packet_card(self, packet: Incoming) -> Frame:
        frame = Frame("card")
        row = Row(frame, margins=(14, 8, 10, 8), spacing=10)
        words = Column(spacing=2)
        words.addWidget(Label(packet.title, "strong", wrap=True))
        said = _("signed {signed}, taken in {taken} · short code {code}")
        told = {"signed": moment(packet.signed_at), "taken": moment(packet.taken_at), "code": packet.code}
        words.addWidget(Label(fill(said, told), "small", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(Chip(state_chip(packet)))
        if packet.state is State.TAKEN:
            reply = _("Go and answer")
            open_button = Button(reply, "small", says=f"{reply} {packet.title}")
            open_button.clicked.connect(lambda _checked=False: self.place_wanted.emit("intake", {"entry": packet.id}))
            row.addWidget(open_button)
        else:
            again = _("Write the answer again")
            row.addWidget(Button(again, "small", says=f"{again} {packet.title}", action=partial(self._again, packet)))
        printing = _("Print")
        says = f"{printing} {packet.title}"
        row.addWidget(Button(printing, "small", says=says, action=partial(self._print, packet)))
        return frame

    def _again(self, packet: Incoming) -> None:
        """Go where answers are written onto a stick, with this packet's."""
        self.place_wanted.emit("answers", {"about": packet.id})

    def _print(self, packet: Incoming) -> None:
        self._tasks.in_vault(
            lambda: replies.content(self._desk.register, packet.id),
            lambda pdf: self.print_requested.emit(Printout(pdf, packet.title)),
            failed=self.troubled.emit,
            owner=self,
        )

    # --- withdrawing -------------------------------------------------------------------------------------

    def _ask_withdraw(self, line: Line) -> None:
        school = line.school
        body = QWidget()
        column = Column(body, spacing=6)
        self.reason = QPlainTextEdit()
        self._missing = Label(_("Please write why, for the register."), "small")
        self._missing.hide()
        column.addWidget(self.reason)
        column.addWidget(self._missing)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme().dp(72))
        self.reason.setPlaceholderText(_("Why, for the register: key lost, school closed, …"))
        self.reason.setAccessibleName(_("Reason, required"))
        text = fill(
            _(
                "What {school} signs from now on no longer counts. What was taken in before still does; what is handed "
                "in later is for you to decide. This cannot be taken back: the school needs a new form."
            ),
            {"school": school.name},
        )
        self.question = Question(
            _("Withdraw this certificate?"),
            text,
            (Reply("no", _("Do not withdraw"), safe=True), Reply("yes", _("Withdraw"), grave=True)),
            body=body,
            parent=self,
        )
        self.question.ask(partial(self._withdraw, line), stay=self._reason_missing)

    def _reason_missing(self, answer: str) -> bool:
        """Stay until a reason is written."""
        if answer != "yes" or self.reason.toPlainText().strip():
            return False
        set_state(self.reason, FieldState.ERROR)
        self._missing.show()
        self.reason.setFocus()
        return True

    def _withdraw(self, line: Line, answer: str) -> None:
        if answer != "yes":
            return
        why = self.reason.toPlainText().strip()

        def done(_nothing: object) -> None:
            self.enter()
            said = fill(
                _("Withdrawn. Schools and desks learn it from what is carried next: {school}."),
                {"school": line.school.name},
            )
            self._say(Level.HINT, said)

        self._tasks.in_vault(
            lambda: authority.withdraw(self._desk, line.school.fingerprint, why=why),
            done,
            failed=self.troubled.emit,
            owner=self,
        )

    # --- the table ---------------------------------------------------------------------------------------

    def export(self) -> None:
        """Write what is shown as a table."""
        shown = self.lines()
        name = _("Who has handed in what")
        start = Path.home() / f"{name}.xlsx"
        path = self._chooser.new_file(self, title=_("Export the table"), start=start, kinds="Excel (*.xlsx)")
        if path is None:
            return

        def told(count: int) -> None:
            rows = ngettext("{count} row", "{count} rows", count).format(count=count)
            self._say(Level.HINT, fill(_("Written: {rows} in {file}."), {"rows": rows, "file": path.name}))

        on = today(self._clock)
        self._tasks.in_vault(
            lambda: reports.export(self._desk.register, shown, path, day=on),
            told,
            failed=self.troubled.emit,
            owner=self,
        )

    def _say(self, level: Level, text: str) -> None:
        clear(self._says)
        self._says.addWidget(FindingRow(FindingLine(level, text)))
