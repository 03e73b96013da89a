"""收件: read a stick or a folder; each file is a line as soon as it is judged, and opens beside the list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.base.clock import Clock, today
from core.base.errors import UserError
from core.services.desk import intake, reports, unsent
from core.services.desk import trust as trusting
from core.services.desk.desks import Desk
from core.views.changes import Changes
from core.views.desk import AuthorityView, Incoming, Origin, Row, Unsent
from gui.desk.certifypane import CertifyPane
from gui.desk.entries import Entry, about_row, entry_row, standing, sum_words
from gui.desk.filepane import FilePane
from gui.desk.packetpane import PacketPane
from gui.desk.reading import Reader
from gui.desk.renewals import issuing_due
from gui.desk.underway import UnderWay
from gui.messages import _, about, fill
from gui.models.plainrows import KeyedRow, PlainRows
from gui.pages.judge import Sticks
from gui.pages.page import Page
from gui.pages.panes import Panes
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.drop import DropArea
from gui.widgets.empty import EmptyState
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.head import Head
from gui.widgets.rows import RowList
from gui.widgets.space import Column, clear
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.text import Frame
from gui.widgets.theme import Room

ALL, GOOD, ASKING, BAD = "all", "good", "asking", "bad"


class IntakePage(Page):
    """What was read just now above what still waits for its answer; green packets are taken in by themselves."""

    def __init__(
        self,
        desk: Desk,
        *,
        tasks: Tasks,
        clock: Clock,
        drives: Sticks,
        chooser: Chooser,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._clock = desk, tasks, clock
        self._drives, self._chooser, self._preferences = drives, chooser, preferences
        self._entries: dict[str, Entry] = {}
        self._newest = ""
        """Key of the first line that came in with the reading under way."""
        self._wanted, self._writing = "", False
        """What to go back to once it is read: a packet, and whether remarks were being written about it."""
        self._ours = 0
        """How many of the files that were read the desk itself had laid there."""
        self._start = Path.home()
        self._head = Head(_("Intake"))
        self._head.add_button(
            Button(_("Read a folder"), icon_name="folder_open", shortcut="Ctrl+O", action=self.choose_folder)
        )
        self._head.add_button(
            Button(_("Read the stick"), "primary", icon_name="usb_stick", shortcut="F5", action=self.read_sticks)
        )
        self.tabs = Tabs(says=_("Which files"))
        self.tabs.chosen.connect(lambda _key: self._show_list())
        self._says = Column(margins=(12, 0, 12, 0), spacing=6)
        self.reader = Reader(
            desk, tasks=tasks, clock=clock, drives=drives, by=lambda: preferences.now.principal, parent=self
        )
        self.reader.judged.connect(self._judged)
        self.reader.found_nothing.connect(self._found_nothing)
        self.reader.troubled.connect(self._trouble)
        self.reader.begun.connect(self._begun)
        self.reader.warned.connect(lambda said: self._say(Level.WARNING, said))
        self._rows = PlainRows(self)
        self.list = RowList(says=_("Files"))
        self.list.setModel(self._rows)
        self.list.picked.connect(self._picked)
        self.list.opened.connect(self._opened)
        self.list.clicked.connect(self._clicked)
        self._empty = EmptyState()
        self._empty.acted.connect(self._empty_pressed)
        self._sum = NoteLine("", "info")
        self.reader.ended.connect(lambda: self._sum.say(sum_words(self.entries(), self._ours)))
        self._sum.hide()
        self.packet = PacketPane(desk, tasks=tasks, drives=drives, chooser=chooser)
        self.packet.answered.connect(self._answered)
        self.packet.print_requested.connect(self.print_requested)
        self.packet.troubled.connect(self.troubled)
        self.form = CertifyPane(desk, tasks=tasks, drives=drives, chooser=chooser)
        self.form.print_requested.connect(self.print_requested)
        self.form.troubled.connect(self.troubled)
        self.form.certified.connect(self._certified)
        self.file = FilePane()
        self.file.overruled.connect(self._overrule)
        self.under_way = UnderWay(self.packet.handover, self.form.handover)
        self.under_way.opened.connect(self._choose_anywhere)
        self.under_way.due_opened.connect(lambda: self.place_wanted.emit("settings", {}))
        self.packet.addressee = self.form.addressee = self.under_way.addressee
        self._nothing = EmptyState(_("Choose a line to see what is in it."))
        self._stack = QStackedWidget()
        for pane in (self._nothing, self.packet, self.form, self.file):
            self._stack.addWidget(pane)
        self._panes = Panes(
            "desk-intake", (500, 742), self._make_left(), self._stack, preferences=preferences, both_from=Room.WIDE
        )
        self._head.went_back.connect(self._back_to_list)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self.under_way)
        column.addWidget(self._panes, 1)
        self._show_list()

    def _make_left(self) -> QWidget:
        left = Frame("pane")
        drop = DropArea(_("Drop files or folders here"), icon_name="document")
        drop.dropped.connect(self.judge)
        column = Column(left, spacing=0)
        column.addWidget(self.tabs)
        column.addLayout(self._says)
        progress = Column(margins=(12, 0, 12, 0), spacing=0)
        progress.addWidget(self.reader.progress)
        column.addLayout(progress)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        foot = Column(margins=(12, 8, 12, 10), spacing=8)
        foot.addWidget(self._sum)
        foot.addWidget(drop)
        column.addLayout(foot)
        return left

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read what waits for its answer."""

        def read() -> tuple[AuthorityView, tuple[Incoming, ...], dict[str, Unsent]]:
            return trusting.view(self._desk), reports.arrivals(self._desk.register), unsent.kept(self._desk)

        self._tasks.in_vault(read, self._show_waiting, failed=self.troubled.emit, owner=self)

    def flush(self, then: Callable[[], None]) -> None:
        """Have remarks kept that are not signed yet; they go before whatever the vault is asked next."""
        self.packet.remarks.flush()
        then()

    def set_room(self, room: Room) -> None:
        """Two panes, or one at a time."""
        self._head.set_room(room)
        self._panes.set_room(room)
        self.packet.set_room(room)
        self.form.set_room(room)
        self._show_back()

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Read the sticks or files, or choose a packet, as another place asked."""
        if memory.get("sticks"):
            self.read_sticks()
        if memory.get("files"):
            self.judge([Path(path) for path in memory["files"]])
        if memory.get("entry"):
            self._wanted, self._writing = str(memory["entry"]), bool(memory.get("writing"))
            self._choose(self._wanted)

    def memory(self) -> dict[str, Any]:
        """Return the chosen packet, and whether remarks are being written about it."""
        entry = self._chosen()
        if entry is None or entry.incoming is None:
            return {}
        return {"entry": entry.key, "writing": not self.packet.remarks.isHidden()}

    # --- reading ---------------------------------------------------------------------------------------

    def read_sticks(self) -> None:
        """Judge everything on the sticks that are plugged in."""
        self._drives.look()
        clear(self._says)
        if not self._drives.drives:
            said = _("No stick was found. Plug it in and try again, or read a folder.")
            self._say(Level.WARNING, said)
            return
        self.reader.read([drive.path for drive in self._drives.drives])

    def choose_folder(self) -> None:
        """Judge everything in a folder the person chooses."""
        folder = self._chooser.folder(self, title=_("Folder with packets"), start=self._start)
        if folder is not None:
            self._start = folder
            self.judge([folder])

    def judge(self, paths: Sequence[Path]) -> None:
        """Judge files, and what lies in folders."""
        clear(self._says)
        self.reader.read(paths)

    def _found_nothing(self, place: Path) -> None:
        self._say(Level.HINT, fill(_("There is no PDF in {place}."), {"place": place.name or str(place)}))

    def _begun(self) -> None:
        """What was said of the stick before counts no longer; the list is in sight."""
        self._ours = 0
        self._newest = ""
        self.packet.handover.forget()
        self.form.handover.forget()
        self._back_to_list()

    def _judged(self, entry: Entry) -> None:
        row = entry.row
        assert row is not None
        if entry.ours:
            self._ours += 1
        else:
            # A packet keeps its line though another stick has a file of that name now: it still waits for its answer.
            rest = {key: kept for key, kept in self._entries.items() if key not in {str(row.path), entry.key}}
            self._entries = {entry.key: entry, **rest}
            self._show_list()
            if not self._newest and (row.fresh or (entry.form and not entry.certified)):
                self._newest = entry.key  # what came just now is what the clerk looks for
                self._choose(entry.key)
        if row.fresh:
            self.changed.emit(Changes(packets=True))

    def _trouble(self, error: UserError) -> None:
        if error.code() != "cancelled":
            self._say(Level.ERROR, about(error, today=today(self._clock)).text())

    def _say(self, level: Level, text: str) -> None:
        self._says.addWidget(FindingRow(FindingLine(level, text)))

    # --- list --------------------------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """Return what the list can show, top down."""
        return tuple(self._entries.values())

    def _show_waiting(self, found: tuple[AuthorityView, tuple[Incoming, ...], dict[str, Unsent]]) -> None:
        """Show what waits for its answer below what was read, and how what was read stands now."""
        authority, arrivals, written = found
        self.packet.remarks.recall(written)
        self._head.set_title(_("Intake"), authority.county)
        due = issuing_due(authority, today(self._clock))
        self.under_way.say_due(FindingLine(Level.WARNING, due, action=_("Settings")) if due else None)
        self._entries = standing(self._entries, arrivals)
        self._show_list()
        if self._wanted:
            self._choose(self._wanted)
            if self._writing:
                self.packet.write_remarks()
            self._wanted, self._writing = "", False

    def _show_list(self) -> None:
        entries = self.entries()
        counts = {key: sum(entry.group == key for entry in entries) for key in (GOOD, ASKING, BAD)}
        now = self.tabs.current() or ALL
        self.tabs.show_tabs(
            [
                Tab(ALL, _("All files"), count=len(entries)),
                Tab(GOOD, _("Valid"), count=counts[GOOD]),
                Tab(ASKING, _("Undecided"), count=counts[ASKING]),
                Tab(BAD, _("Not valid"), count=counts[BAD]),
            ]
        )
        self.tabs.choose(now)
        day = today(self._clock)
        shown = [entry for entry in entries if now in {ALL, entry.group}]
        chosen = self._rows.key(self.list.currentIndex())
        self.list.blockSignals(True)
        self._rows.show_rows([KeyedRow(entry.key, entry_row(entry, today=day)) for entry in shown])
        again = self._rows.at(chosen)
        self.list.setCurrentIndex(again if again.isValid() else self._rows.index(0) if shown else QModelIndex())
        self.list.blockSignals(False)
        self.list.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        if entries:
            self._empty.say(_("Nothing of this kind."), _("Show all"))
        else:
            self._empty.say(_("Nothing waits for an answer."), _("Read the stick"))
        self._show_pane()

    def _empty_pressed(self) -> None:
        if self._entries:
            self.tabs.choose(ALL)
            self._show_list()
        else:
            self.read_sticks()

    def _choose(self, key: str) -> None:
        index = self._rows.at(key)
        if index.isValid():
            self.list.setCurrentIndex(index)

    def _choose_anywhere(self, key: str) -> None:
        """Choose a line whatever the tabs show now."""
        if not self._rows.at(key).isValid():
            self.tabs.choose(ALL)
            self._show_list()
        self._choose(key)

    def _chosen(self) -> Entry | None:
        return self._entries.get(self._rows.key(self.list.currentIndex()))

    def _picked(self, _index: QModelIndex) -> None:
        self._show_pane()

    def _clicked(self, index: QModelIndex) -> None:
        """Where only one pane has room, a click opens."""
        if not self._panes.both():
            self._opened(index)

    def _opened(self, _index: QModelIndex) -> None:
        self._show_pane()
        self._panes.show_second()
        self._show_back()
        self._stack.currentWidget().setFocus()

    # --- the chosen one ----------------------------------------------------------------------------------

    def _show_pane(self) -> None:
        entry = self._chosen()
        self.under_way.show_for(entry.key if entry else "")
        if entry is None:
            self._stack.setCurrentWidget(self._nothing)
        elif entry.incoming is not None:
            fresh = entry.row is not None and entry.row.fresh
            self.packet.show_packet(entry.incoming, entry.origin, fresh=fresh)
            self._stack.setCurrentWidget(self.packet)
        elif entry.form and entry.origin is not None:
            self.form.show_form(entry.origin)
            self._stack.setCurrentWidget(self.form)
        elif entry.row is not None:
            self.file.show_file(entry.row, about_row(entry.row), day=today(self._clock))
            self._stack.setCurrentWidget(self.file)

    def _overrule(self) -> None:
        entry = self._chosen()
        if entry is None or entry.row is None:
            return
        row, folder, by = entry.row, entry.folder, self._preferences.now.principal
        self._tasks.in_vault(
            lambda: intake.take(
                self._desk.register,
                row.path,
                clock=self._clock,
                by=by,
                overrule=True,
                opener=trusting.opener(self._desk),
            ),
            lambda packet: self._taken(row, packet, folder),
            failed=lambda error: self.file.say(error, about(error).text()),
            owner=self,
        )

    def _taken(self, row: Row, packet: Incoming, folder: Path | None) -> None:
        old = str(row.path)
        entry = Entry(row=row, incoming=packet, folder=folder)
        self._entries = {
            (packet.id if key == old else key): (entry if key == old else kept) for key, kept in self._entries.items()
        }
        self._show_list()
        self._choose(packet.id)
        self.changed.emit(Changes(packets=True))

    def _certified(self, origin: Origin) -> None:
        key = str(origin.path)
        entry = self._entries.get(key)
        if entry is not None and entry.origin == origin:
            self._entries[key] = replace(entry, certified=True)
            self._show_list()
        self.changed.emit(Changes(school=True))

    def _answered(self, packet: Incoming) -> None:
        entry = self._entries.get(packet.id)
        if entry is not None:
            self._entries[packet.id] = replace(entry, incoming=packet)
            self._show_list()
        self.changed.emit(Changes(packets=True))

    def _back_to_list(self) -> None:
        self._panes.show_first()
        self._show_back()
        self.list.setFocus()

    def _show_back(self) -> None:
        alone = self._panes.second_shown() and not self._panes.both()
        self._head.set_back(_("Return") if alone else "", _("Return"))
