"""The calendar (日历): a month with what happened and what is due, and the chosen day as a list."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from core.base.clock import Clock, today
from core.base.errors import SealClosed, SealMissing, UserError
from core.records.catalogue import find_kind
from core.services import calendar, drafts, offering
from core.services.vaults import Vault
from core.views.calendar import DayMark, MonthSheet
from core.views.changes import Changes
from core.views.offers import Offer
from gui.messages import _, pgettext
from gui.pages.daymarks import as_mark, values_on
from gui.pages.kindwords import kind_groups
from gui.pages.page import Page
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.calendar import MonthView
from gui.widgets.daylist import DayList
from gui.widgets.head import Head
from gui.widgets.keys import bind
from gui.widgets.kindmenu import KindMenu
from gui.widgets.marks import Mark, things
from gui.widgets.space import Column, Row
from gui.widgets.theme import Room


class CalendarPage(Page):
    """Month and day side by side; where there is little room the day comes to the front when it is chosen."""

    def __init__(self, vault: Vault, *, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = vault, tasks, clock
        self._day = today(clock)
        self._wanted: date | None = None
        """A day to come back to, once its month has been read."""
        self._shown: MonthSheet | None = None
        self._marks: dict[str, DayMark] = {}
        self._asked = 0
        self._room = Room.WIDE
        self._day_in_front = False
        self._head = Head(_("Calendar"), _("What happened, and what is due"))
        self._head.set_back(_("Back to Today"), pgettext("page", "Back"))
        self._head.went_back.connect(self._back)
        self._new = Button(
            _("New record"), "primary", icon_name="add", shortcut="Ctrl+N", opens=True, action=self.new_record
        )
        self._head.add_button(self._new)
        self._menu = KindMenu(says=_("New record"), parent=self)
        self._menu.chosen.connect(self._begin)
        self._month, self._list = MonthView(), DayList()
        self._month.month_wanted.connect(self._read)
        self._month.day_picked.connect(self._picked)
        self._month.day_chosen.connect(self._chosen)
        self._list.opened.connect(self._open)
        self._list.new_wanted.connect(self.new_record)
        line = Row(margins=(16, 14, 16, 14), spacing=12)
        line.addWidget(self._month, 5)
        line.addWidget(self._list, 2)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addLayout(line, 1)
        bind(self, "Esc", self._back, _("Return"), within=True)
        self.setFocusProxy(self._month)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read the month anew."""
        self._read(self._day.year, self._day.month)
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self._month.setFocus()

    def refresh(self, changes: Changes) -> None:  # noqa: ARG002 - whatever was changed may stand on a day
        """Read the month anew while it can be seen; else it is read when one comes back."""
        if self.isVisible():
            self._read(self._day.year, self._day.month)

    def set_room(self, room: Room) -> None:
        """Month and day side by side, or one of them."""
        self._room = room
        self._head.set_room(room)
        self._month.set_room(room)
        self._arrange()

    def memory(self) -> dict[str, Any]:
        """Return the chosen day."""
        return {"day": self._day.isoformat()}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Show the month of the day that `memory` names, and choose it."""
        try:
            self._day = self._wanted = date.fromisoformat(str(memory.get("day") or ""))
        except ValueError:
            return

    # --- what a person does --------------------------------------------------------------------------

    def new_record(self) -> None:
        """Ask what is to be entered for the chosen day."""
        self._menu.open_under(self._new)

    def month(self) -> MonthView:
        """Return the month."""
        return self._month

    def day_list(self) -> DayList:
        """Return the list of the chosen day."""
        return self._list

    def menu(self) -> KindMenu:
        """Return the menu of kinds."""
        return self._menu

    # --- content -------------------------------------------------------------------------------------

    def _read(self, year: int, number: int) -> None:
        """Ask for a month; it is shown when the answer comes, and only the newest question's."""
        self._asked += 1
        asked = self._asked

        def show(found: tuple[MonthSheet, tuple[Offer, ...]]) -> None:
            if asked == self._asked:
                self._show(*found)

        self._tasks.in_vault(
            lambda: (calendar.month(self._vault, year, number), offering.offers(self._vault)),
            show,
            failed=self.troubled.emit,
            owner=self,
        )

    def _show(self, sheet: MonthSheet, offers: tuple[Offer, ...]) -> None:
        wanted, self._wanted = self._wanted, None
        self._shown = sheet
        self._menu.show_groups(kind_groups(offers))
        self._marks = {}
        days: dict[date, list[Mark]] = {}
        for at, mark in enumerate(sheet.marks):
            key = f"{at}:{mark.record or mark.kind}"
            self._marks[key] = mark
            days.setdefault(mark.day, []).append(as_mark(key, mark))
        self._month.show_month(sheet.year, sheet.month, days, sheet.today)
        if wanted is not None and self._month.grid.holds(wanted):
            self._month.grid.go(wanted)
        self._picked(self._month.current())

    def _picked(self, on: date) -> None:
        """Show the day one went to."""
        self._day = on
        now = self._shown.today if self._shown else today(self._clock)
        self._list.show_day(on, self._month.marks(on), today=now)

    def _chosen(self, on: date) -> None:
        """Open what stands on a day; where there are several things, or none, go to its list."""
        shown = things(self._month.marks(on))
        if len(shown) == 1:
            self._open(shown[0].key)
            return
        self._day_in_front = self._room is Room.NARROW
        self._arrange()
        if shown:
            rows = self._list.rows
            rows.setFocus(Qt.FocusReason.OtherFocusReason)
            if not rows.currentIndex().isValid():
                rows.setCurrentIndex(rows.model().index(0, 0))
        else:
            self._list.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, key: str) -> None:
        """Open a record, or begin one of the activity that is due."""
        mark = self._marks[key]
        if mark.record:
            self.record_wanted.emit(mark.record, ())
        else:
            self.new_wanted.emit(mark.kind, mark.subtype, None)

    def _begin(self, kind: str) -> None:
        """Begin a record of the chosen day."""
        values = values_on(find_kind(kind), self._day, today=today(self._clock))

        def failed(error: UserError) -> None:
            if isinstance(error, SealClosed | SealMissing):
                self.seal_wanted.emit(partial(self._begin, kind), None)
            else:
                self.troubled.emit(error)

        self._tasks.in_vault(
            lambda: drafts.begin(self._vault, kind, values=values).id, self._begun, failed=failed, owner=self
        )

    def _begun(self, record: str) -> None:
        self.place_wanted.emit("editor", {"record": record, "path": [], "fresh": True})

    def _arrange(self) -> None:
        """Show both, or the one that is in front."""
        narrow = self._room is Room.NARROW
        self._month.setVisible(not narrow or not self._day_in_front)
        self._list.setVisible(not narrow or self._day_in_front)

    def _back(self) -> None:
        """Go from the day back to its month, else to where one came from."""
        if self._room is Room.NARROW and self._day_in_front:
            self._day_in_front = False
            self._arrange()
            self._month.setFocus()
        elif self._list.isAncestorOf(QApplication.focusWidget() or self):
            self._month.setFocus()
        else:
            self.went_back.emit()
