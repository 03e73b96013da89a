"""An open vault: rail, pages and status bar, and the way between them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from core.base.clock import Clock
from core.base.errors import SealClosed, SealMissing, UserError
from core.services.guides import Reader
from core.views.changes import Changes
from gui.messages import _, about, fill
from gui.pages.page import Page, Path
from gui.widgets.finding import Banner, FindingLine, Level
from gui.widgets.keys import bind
from gui.widgets.rail import Rail, RailItem
from gui.widgets.reading import step, stops
from gui.widgets.space import Column, Row
from gui.widgets.status import StatusBar, StatusItem
from gui.widgets.theme import Room, theme
from gui.windows.helping import ask_for_help
from gui.windows.makers import Maker
from gui.windows.sealing import SealDoor


class Shell(QWidget):
    """Shows one place at a time and remembers where one came from."""

    lock_wanted = Signal()
    flushed = Signal()
    changed = Signal(object)
    """`Changes` that were made on a page."""

    def __init__(self, places: Maker, *, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._clock = clock
        self._on_rail = frozenset(places.rail_of.values())
        self._room: Room | None = None
        self._way: list[tuple[str, dict[str, Any]]] = []
        self._here = ""
        self._beginning = False
        self._banner: Banner | None = None
        self._banner_leads: tuple[str, Mapping[str, Any]] = ("", {})
        self._pages: dict[str, Page] = {}
        self._rail = Rail(self._rail_items(), foot=[RailItem("settings", _("Settings"), "settings")])
        self._stack = QStackedWidget()
        self._status = StatusBar()
        upper = Row(spacing=0)
        upper.addWidget(self._rail)
        upper.addWidget(self._stack, 1)
        column = Column(self, spacing=0)
        column.addLayout(upper, 1)
        column.addWidget(self._status)
        self._seal = places.seal(self)
        if self._seal is not None:
            self._seal.troubled.connect(self.trouble)
        self._rail.chosen.connect(self._chosen)
        self._status.pressed.connect(self._status_pressed)
        places.counted.connect(self._show_badges)
        places.drives_changed.connect(self._show_drives)
        self._show_status()
        self._keys()
        theme().changed.connect(self._rearrange)

    # --- ways ----------------------------------------------------------------------------------------

    def go(self, place: str, memory: Mapping[str, Any] | None = None, *, remember: bool = False) -> None:
        """Save what is half typed here and show another place; `remember` makes it one to come back from."""
        if not self._places.has(place):
            return
        if self._here:
            page = self._pages[self._here]
            leave = page.flush if remember else page.leave
            leave(lambda: self._show(place, dict(memory or {}), remember=remember))
        else:
            self._show(place, dict(memory or {}), remember=remember)

    def here(self) -> dict[str, Any]:
        """Return the place one is at, for coming back after a lock; ids only."""
        if not self._here:
            return {}
        return {
            "place": self._here,
            "memory": self._pages[self._here].memory(),
            "way": [list(step) for step in self._way],
        }

    def help_place(self) -> tuple[Reader, str]:
        """Return guide and section for the place one is at."""
        return self._places.guide, self._places.help_of[self._here]

    def return_to(self, here: Mapping[str, Any]) -> None:
        """Go where `here` was; to where files are read when it brings some, home when it tells nothing."""
        self._way = [(str(place), dict(memory)) for place, memory in here.get("way", ())]
        if here.get("files"):
            self._show_files(here)
            return
        place = str(here.get("place") or self._places.home)
        known = place if self._places.has(place) else self._places.home
        self._show(known, dict(here.get("memory") or {}), remember=False)

    def _show_files(self, here: Mapping[str, Any]) -> None:
        """Check files that were brought; the way back leads where one was."""
        place, memory = str(here.get("place") or ""), dict(here.get("memory") or {})
        if place == self._places.sticks:
            memory["files"] = list(dict.fromkeys([*memory.get("files", ()), *here["files"]]))
        else:
            if self._places.has(place):
                self._way.append((place, memory))
            memory = {"files": list(here["files"])}
        self._show(self._places.sticks, memory, remember=False)

    def check(self, files: Sequence[str], shown: Callable[[], None]) -> None:
        """Save what is half typed here, check files and call `shown`; the way back leads here."""

        def show() -> None:
            self._show(self._places.sticks, {"files": list(files)}, remember=True)
            shown()

        self.flush(show)

    def flush(self, then: Callable[[], None]) -> None:
        """Save what is half typed, then call `then`; when that fails the page says so and `then` is not called."""
        if self._here:
            self._pages[self._here].flush(then)
        else:
            then()

    def leave(self, then: Callable[[], None]) -> None:
        """Do the same for good, before the window closes: what was begun and never touched is not kept."""
        if self._here:
            self._pages[self._here].leave(then)
        else:
            then()

    def seal(self) -> SealDoor:
        """Return the way to the records that are locked away; only a school has some."""
        assert self._seal is not None
        return self._seal

    def page(self) -> Page | None:
        """Return the page in front."""
        return self._pages.get(self._here)

    def _show(self, place: str, memory: dict[str, Any], *, remember: bool) -> None:
        if remember and self._here and self._here != place:
            self._way.append((self._here, self._pages[self._here].memory()))
        elif not remember and place in self._on_rail:
            self._way.clear()
        old, page = self._pages.get(self._here), self._page(place)
        self._here = place
        self._take_banner()
        if place in self._places.rail_of:
            self._rail.choose(self._places.rail_of[place])
        if self._room is not None:
            page.set_room(self._room)
        focused = QApplication.focusWidget()
        if old is not None and old is not page and focused is not None and old.isAncestorOf(focused):
            focused.clearFocus()  # else Qt hands the focus to whatever comes first on the new page
        self._stack.setCurrentWidget(page)
        if memory:
            page.recall(memory)
        page.enter()
        self._show_saved_item()
        if old is not None and old is not page and not self._places.keeps(old):
            self._forget(old)
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self, place: str) -> Page:
        page = self._pages.get(place)
        if page is None:
            page = self._places.make(place)
            self._pages[place] = page
            self._stack.addWidget(page)
            page.record_wanted.connect(self._open_record)
            page.new_wanted.connect(self._begin_record)
            page.place_wanted.connect(self._place_wanted)
            page.seal_wanted.connect(self._ask_seal)
            page.went_back.connect(self.back)
            page.changed.connect(self.spread)
            page.troubled.connect(self.trouble)
            page.told.connect(self.say)
            page.saved.connect(self._saved)
            page.placed.connect(self._rail.choose)
        return page

    def _ask_seal(self, then: Callable[[], object], otherwise: Callable[[], object] | None) -> None:
        if self._seal is not None:
            self._seal.ask(then, otherwise)

    def _forget(self, page: Page) -> None:
        for key, kept in list(self._pages.items()):
            if kept is page:
                del self._pages[key]
        self._stack.removeWidget(page)
        page.deleteLater()

    def back(self) -> None:
        """Go back to where this page was opened from, else home."""
        place, memory = self._way.pop() if self._way else (self._places.home, {})
        self._pages[self._here].leave(lambda: self._show(place, memory, remember=False))

    def _open_record(self, record: str, path: Path) -> None:
        self.go("editor", {"record": record, "path": list(path or ())}, remember=True)

    def _place_wanted(self, place: str, what: Mapping[str, Any]) -> None:
        """Go where a page points; "seal" with a record asks for the password of locked records and opens it."""
        if place == "seal":
            self._ask_seal(partial(self._open_record, str(what["record"]), ()), None)
        else:
            self.go(place, what, remember=place not in self._on_rail)

    def _begin_record(self, kind: str, subtype: str, like: str | None) -> None:
        """Begin a record and open it; a second press while one is under way would leave an empty draft behind."""
        if self._beginning:
            return
        self._beginning = True
        # What is copied is kept even when nothing is typed into it.
        fresh = like is None

        def begun(record: str) -> None:
            self._beginning = False
            self.go("editor", {"record": record, "path": [], "fresh": fresh}, remember=True)

        def failed(error: UserError) -> None:
            self._beginning = False
            if isinstance(error, SealClosed | SealMissing):
                self._ask_seal(partial(self._begin_record, kind, subtype, like), None)
            else:
                self.trouble(error)

        self._places.begin(kind, subtype=subtype, like=like, then=begun, failed=failed)

    def _chosen(self, key: str) -> None:
        """Go where the rail points; when half-typed text can't be saved, the rail shows the old place again."""
        self._rail.choose(self._places.rail_of.get(self._here, key))
        self.go(key)

    # --- what changed --------------------------------------------------------------------------------

    def spread(self, changes: Changes) -> None:
        """Let every open page show anew what was changed."""
        for page in self._pages.values():
            page.refresh(changes)
        self.changed.emit(changes)

    def trouble(self, error: UserError) -> None:
        """Show an error of the whole page as its banner; what is locked away can be opened from there."""
        if error.code() == "cancelled":
            return
        locked = isinstance(error, SealClosed | SealMissing)
        action, key = (_("Unlock"), "seal") if locked else (_("Understood"), "close")
        self.say(FindingLine(Level.HINT if locked else Level.ERROR, about(error).text(), action=action, key=key))

    def say(self, line: FindingLine, place: str = "", what: Mapping[str, Any] | None = None) -> None:
        """Show the one banner of the page; its link may lead to a place."""
        self._take_banner()
        self._banner_leads = (place, what or {})
        page = self.page()
        if page is None:
            return
        self._banner = Banner(line)
        self._banner.acted.connect(self._banner_pressed)
        page.put_banner(self._banner)

    def says_something(self) -> bool:
        """Tell whether the one banner is in use."""
        return self._banner is not None

    def _banner_pressed(self, key: str) -> None:
        self._take_banner()
        page, (place, what) = self.page(), self._banner_leads
        if key == "seal" and page is not None:
            self._ask_seal(page.enter, None)
        elif key == "go" and place:
            self.go(place, what)

    def _take_banner(self) -> None:
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None

    # --- status bar ----------------------------------------------------------------------------------

    def _show_status(self) -> None:
        self._status.show_item(StatusItem("lock", "lock_open", _("Unlocked · Lock Ctrl+L")))
        self._status.show_item(StatusItem("saved", "save", ""))
        self._status.show_item(StatusItem("backup", "history", ""))
        self._show_drives(self._places.drives())
        self._status.show_item(StatusItem("help", "question_circle", _("Help F1")))

    def show_status(self, item: StatusItem) -> None:
        """Show something in the status bar that others know; its key is the place it leads to."""
        self._status.show_item(item)

    def _saved(self, moment: Any) -> None:
        self._places.last_saved = moment
        self._show_saved_item()

    def _show_saved_item(self) -> None:
        page, moment = self.page(), self._places.last_saved
        silent = page is not None and page.tells_saved and self._room is not Room.NARROW
        text = "" if silent or moment is None else fill(_("Saved {at:time}"), {"at": moment.time()})
        self._status.show_item(StatusItem("saved", "save", text))

    def _show_drives(self, drives: Any) -> None:
        if not drives:
            text = _("No stick")
        elif len(drives) == 1:
            text = fill(_("Stick {label}"), {"label": drives[0].label or drives[0].path.name})
        else:
            text = fill(_("{count} sticks"), {"count": len(drives)})
        self._status.show_item(StatusItem("stick", "usb_stick", text))

    def _status_pressed(self, key: str) -> None:
        if key == "lock":
            self.lock_wanted.emit()
        elif key == "saved":
            self.flush(self._say_saved)
        elif key == "help":
            ask_for_help(self)
        elif key == "stick":
            self.go(self._places.sticks, {"sticks": True}, remember=self._here != self._places.sticks)
        else:
            place = key.partition(".")[0]
            self.go(place, {}, remember=self._here != place)

    def _say_saved(self) -> None:
        if self._places.last_saved is None:
            self._places.last_saved = self._clock.now()
        self._show_saved_item()

    def _show_badges(self, counts: Mapping[str, int]) -> None:
        for item in self._rail_items():
            count = counts.get(item.key, 0)
            says = fill(_("{count} overdue"), {"count": count}) if count else ""
            self._rail.set_badge(item.key, count, says)

    # --- room and keys -------------------------------------------------------------------------------

    def resizeEvent(self, event: Any) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._rearrange()

    def _rearrange(self) -> None:
        room = theme().room(self.width())
        if room is self._room:
            return
        self._room = room
        self._rail.set_room(room)
        for page in self._pages.values():  # those behind count for the least width of the window, too
            page.set_room(room)
        self._show_saved_item()

    def _keys(self) -> None:
        for keys, action, says in (
            ("Ctrl+F", self._seek, _("Find")),
            ("Ctrl+Shift+C", lambda: self.go("calendar", {}, remember=self._here != "calendar"), _("Calendar")),
            ("F6", lambda: self._next_pane(1), _("Next pane: rail, page, status bar")),
            ("Shift+F6", lambda: self._next_pane(-1), _("The pane before")),
            ("Ctrl+L", self.lock_wanted.emit, _("Lock")),
        ):
            if keys != "Ctrl+Shift+C" or self._places.has("calendar"):
                bind(self, keys, action, says)

    def _seek(self) -> None:
        page = self.page()
        if page is not None and page.seek():
            return
        self.go(self._places.found_in, {"seek": True}, remember=True)

    def _next_pane(self, step: int) -> None:
        """Move the focus to the next of rail, page and status bar."""
        panes: list[QWidget] = [self._rail, self._stack.currentWidget(), self._status]
        focused = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if focused and (pane is focused or pane.isAncestorOf(focused))), 1)
        for distance in range(1, len(panes)):
            pane = panes[(at + step * distance) % len(panes)]
            found = stops(pane)
            if found:
                found[0].setFocus(Qt.FocusReason.TabFocusReason)
                return

    def focusNextPrevChild(self, following: bool) -> bool:
        """Go the way one reads: rail, page, status bar."""
        return step(self, following=following)

    def _rail_items(self) -> list[RailItem]:
        return self._places.rail_items()
