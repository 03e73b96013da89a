"""操作记录: who did what when, as the journal has it, and whether the journal is as it was written."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.services import audit
from core.services.vaults import Vault
from core.views.audit import Chain, Deed
from gui.messages import _, deed, fill, ngettext
from gui.models.deeds import COLUMNS, DeedModel
from gui.pages.page import Page
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.empty import EmptyState
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.head import Head
from gui.widgets.ledger import Ledger
from gui.widgets.space import Column, Row, clear
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.theme import Room

HEIGHT = 52
"""Height of a row at 100 %."""
DAYS = {"week": 7, "month": 31, "year": 366, "all": 0}


class AuditPage(Page):
    """A table to be read; nothing in it can be changed."""

    def __init__(
        self, vault: Vault, *, tasks: Tasks, clock: Clock, chooser: Chooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock, self._chooser = vault, tasks, clock, chooser
        self._key = "month"
        self._head = Head(_("Journal"))
        self._head.set_back(_("Back to {place}").format(place=_("Settings")), _("Return"))
        self._head.went_back.connect(self.went_back)
        self.save = Button(_("Save as a table"), icon_name="document_text", action=self.export)
        self._head.add_button(self.save)
        self._tabs = Tabs(
            [
                Tab("week", _("Last 7 days")),
                Tab("month", _("Last month")),
                Tab("year", _("Last year")),
                Tab("all", _("All of it")),
            ],
            says=_("Journal"),
        )
        self._tabs.choose(self._key)
        self._tabs.chosen.connect(self.show_days)
        self._chain = Column(margins=(18, 8, 18, 8), spacing=4)
        self.model = DeedModel(self)
        self.table = Ledger(says=_("Journal"), row_height=HEIGHT)
        self.table.setModel(self.model)
        self.table.set_columns((150, 110, 300, 0))
        self.table.opened.connect(self._open)
        self._empty = EmptyState(_("Nothing was done in these days."), "")
        self.more = Button(_("Show older ones"), "link", action=self.show_more)
        foot = Row(margins=(18, 4, 18, 6))
        foot.addWidget(self.more)
        foot.addStretch(1)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self._tabs)
        column.addLayout(self._chain)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(foot)
        self._empty.hide()
        self.more.hide()
        self.setFocusProxy(self.table)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read the newest entries, and look whether the journal is unbroken."""
        self._read()
        self._tasks.in_vault(lambda: audit.chain(self._vault), self._show_chain, failed=self.troubled.emit, owner=self)

    def set_room(self, room: Room) -> None:
        """Narrower columns where there is little room."""
        self._head.set_room(room)
        self.table.set_columns((150, 110, 300, 0) if room is Room.WIDE else (130, 80, 200, 0))

    def show_days(self, key: str) -> None:
        """Show the entries of some days."""
        self._key = key
        self._read()

    def show_more(self) -> None:
        """Show older ones below."""
        before, since = self.model.oldest(), self._since()
        self._tasks.in_vault(
            lambda: audit.listing(self._vault, since=since, before=before),
            self._add,
            failed=self.troubled.emit,
            owner=self,
        )

    # --- reading -------------------------------------------------------------------------------------

    def _since(self) -> date | None:
        days = DAYS[self._key]
        return today(self._clock) - timedelta(days=days - 1) if days else None

    def _read(self) -> None:
        since = self._since()
        self._tasks.in_vault(
            lambda: audit.listing(self._vault, since=since), self._show, failed=self.troubled.emit, owner=self
        )

    def _show(self, deeds: tuple[Deed, ...]) -> None:
        self.model.show_deeds(deeds, today=today(self._clock))
        self.table.setVisible(bool(deeds))
        self._empty.setVisible(not deeds)
        self.more.setVisible(len(deeds) >= audit.LIMIT)

    def _add(self, deeds: tuple[Deed, ...]) -> None:
        self.model.add_deeds(deeds)
        self.more.setVisible(len(deeds) >= audit.LIMIT)

    def _show_chain(self, chain: Chain) -> None:
        clear(self._chain)
        if chain.fault is None:
            said = fill(
                _("{entries} entries, each following from the one before: unchanged."), {"entries": chain.entries}
            )
            self._chain.addWidget(NoteLine(said, "shield_checkmark", colour="ok"))
        else:
            said = fill(_("From entry {fault} on the journal was changed outside the program."), {"fault": chain.fault})
            self._chain.addWidget(FindingRow(FindingLine(Level.ERROR, said)))

    def _open(self, row: int) -> None:
        one = self.model.deed(row)
        if one is not None and one.record:
            self.record_wanted.emit(one.record, ())

    # --- taking it out -------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the whole journal as a workbook."""
        day = today(self._clock).isoformat()
        start = Path.home() / f"{_('Journal')}-{day}.xlsx"
        path = self._chooser.new_file(self, title=_("Save as a table"), start=start, kinds="Excel (*.xlsx)")
        if path is None:
            return
        heads = (_("No."), *(_(head) for head in COLUMNS), _("Particulars"))
        note = fill(_("Copy of {day}; the last row holds the digest over everything before it."), {"day": day})
        vault, title = self._vault, _("Journal")

        def write() -> int:
            count = audit.export(vault, path, say=deed, heads=heads, note=note)
            audit.note_exported(vault, title, name=path.name)
            return count

        def written(count: int) -> None:
            said = ngettext("{count} entry was written to {name}.", "{count} entries were written to {name}.", count)
            line = FindingLine(Level.HINT, fill(said, {"count": count, "name": path.name}), word=_("Done"))
            self.told.emit(line, "", {})
            self._read()

        self._tasks.in_vault(write, written, failed=self.troubled.emit, owner=self)
