"""A page over a real vault, shown and in front, for the tests of gui/pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.base.clock import FixedClock
from core.base.errors import UserError
from core.records.content import Record
from core.services import drafts, records
from core.services.vaults import Vault
from gui.messages import use
from gui.pages.page import Page
from gui.tasks import Tasks
from gui.widgets.theme import Room, dress
from tests.support.vaults import NOON, open_copy

FAST = {"pause": 20, "most": 100, "slow": 1000}


class Opened:
    """A vault, its clock and the one door for work."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, mode="light")
        use("en")
        self.qtbot = qtbot
        self.clock = FixedClock(NOON)
        self.vault: Vault = open_copy(folder, clock=self.clock)
        self.tasks = Tasks()
        self.crashes: list[BaseException] = []
        self.troubles: list[UserError] = []
        self.tasks.crashed.connect(self.crashes.append)
        self.tasks.unclaimed.connect(self.troubles.append)
        self.pages: list[Page] = []

    def show(self, page: Page, *, size: tuple[int, int] = (1242, 668), room: Room = Room.WIDE) -> None:
        """Show a page as the main window does."""
        self.pages.append(page)
        page.troubled.connect(self.troubles.append)
        page.resize(*size)
        page.set_room(room)
        with self.qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.enter()
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was asked for has been answered."""
        self.qtbot.waitUntil(lambda: self.tasks.under_way() == 0 or bool(self.crashes), timeout=20_000)
        QApplication.processEvents()
        if self.crashes:
            raise self.crashes[0]

    def until(self, holds: Callable[[], Any]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(lambda: bool(self.crashes) or bool(holds()), timeout=10_000)
        if self.crashes:
            raise self.crashes[0]

    def enter_record(self, kind: str, values: dict[str, Any], *, moves: tuple[str, ...] = ()) -> Record:
        """Enter a record, explain its warnings, and make moves that ask nothing."""
        begun = drafts.begin(self.vault, kind)
        drafts.save(self.vault, begun.id, values, revision=begun.revision)
        for move in moves:
            view = records.open_record(self.vault, begun.id)
            for finding in view.findings:
                if finding.level == "W":
                    now = records.read(self.vault, begun.id)
                    drafts.explain(self.vault, begun.id, finding.mark, "照实记的，有通知", revision=now.revision)
            records.move(self.vault, begun.id, move, revision=records.read(self.vault, begun.id).revision)
        return records.read(self.vault, begun.id)

    def close(self) -> None:
        """Take everything down."""
        for page in self.pages:
            page.hide()
            page.deleteLater()
        self.tasks.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.vault.close()


@contextmanager
def opened(folder: Path, qtbot: QtBot) -> Iterator[Opened]:
    """Open a copy of the model vault."""
    made = Opened(folder, qtbot)
    try:
        yield made
    finally:
        made.close()
