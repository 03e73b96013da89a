"""A print window with printers that write files, for the tests of printing."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.base.settings import Settings
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.paper import Printout
from gui.windows.print_window import PrintWindow
from tests.support.paper import told_pages
from tests.support.printers import COLOUR, DUPLEX, LASER, FilePrinters
from tests.support.stage import AnsweringChooser
from tests.support.typing import type_text


class Shop:
    """A print window with printers that write files."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.tasks = Tasks()
        self.crashes: list[BaseException] = []
        self.tasks.crashed.connect(self.crashes.append)
        self.printers = FilePrinters(folder, LASER, DUPLEX, COLOUR)
        self.chooser = AnsweringChooser()
        self.settings = folder / "settings.json"
        self.preferences = Preferences(self.settings, Settings())
        self.behind = QWidget()
        self.behind.resize(1366, 698)
        qtbot.addWidget(self.behind)
        self.behind.show()

    def show(self, pdf: bytes | Path, *, starts: tuple[int, ...] = (0,), pages: bool = True) -> PrintWindow:
        window = PrintWindow(
            Printout(pdf, "6月月报", starts),
            tasks=self.tasks,
            preferences=self.preferences,
            printers=self.printers,
            chooser=self.chooser,
            parent=self.behind,
        )
        with self.qtbot.waitActive(window):
            window.open()
            window.activateWindow()
        if pages:
            self.until(lambda: window.view.pages() > 0 and self.tasks.under_way() == 0)
        return window

    def until(self, holds: object) -> None:
        self.qtbot.waitUntil(lambda: bool(self.crashes) or bool(holds()), timeout=20_000)  # type: ignore[operator]
        if self.crashes:
            raise self.crashes[0]

    def print(self, window: PrintWindow) -> None:
        window.print_button.click()
        self.until(lambda: not window.busy())

    def runs(self) -> list[list[int]]:
        return [told_pages(path) for path in self.printers.runs()]


@contextlib.contextmanager
def open_shop(folder: Path, qtbot: QtBot) -> Iterator[Shop]:
    """Yield a print window's surroundings, and leave no widget and no thread behind."""
    made = Shop(folder, qtbot)
    yield made
    made.behind.hide()
    made.tasks.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choose(window: PrintWindow, *, which: str = "", some: str = "", sides: str = "", printer: str = "") -> None:
    """Choose as a person does: the field changes, and the window hears of it."""
    for field, value in (
        (window.choices.printer, printer),
        (window.choices.which, which),
        (window.choices.sides, sides),
    ):
        if value:
            assert field.findData(value) >= 0, "it is offered"
            field.set_value(value)
            field.edited.emit()
    if some:
        type_text(window.choices.some, some)
