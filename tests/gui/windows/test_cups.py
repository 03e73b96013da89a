"""The print window and a real CUPS: what comes out of its PDF printer. Skipped where there is none.

To have one: `apt-get install cups printer-driver-cups-pdf`, `cupsd`, and
`lpadmin -p PDF -E -v cups-pdf:/ -m lsb/usr/cups-pdf/CUPS-PDF_opt.ppd`.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.base.settings import Settings
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.paper import Printout
from gui.widgets.printers import Printers
from gui.windows.print_window import PrintWindow
from gui.windows.printchoices import Sides, Which
from tests.support.paper import marked_pdf, told_pages
from tests.support.stage import AnsweringChooser

FOLDERS = (Path.home() / "PDF", Path("/var/spool/cups-pdf/ANONYMOUS"))
"""Where cups-pdf lays what it printed."""


def pdf_printer() -> str:
    """Return the name of a queue that ends in cups-pdf; empty when there is none."""
    if shutil.which("lpstat") is None:
        return ""
    said = subprocess.run(["lpstat", "-v"], capture_output=True, text=True, check=False, timeout=20, env=_english())
    lines = (line for line in said.stdout.splitlines() if "cups-pdf:" in line)
    return next((line.removeprefix("device for ").split(":")[0] for line in lines), "")


def _english() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}


NAME = pdf_printer()
pytestmark = pytest.mark.skipif(not NAME, reason="no CUPS printer that writes PDF files")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[PrintWindow]:
    tasks, behind = Tasks(), QWidget()
    qtbot.addWidget(behind)
    behind.resize(1366, 698)
    behind.show()
    made = PrintWindow(
        Printout(marked_pdf(5), f"taizhang {tmp_path.name}"),
        tasks=tasks,
        preferences=Preferences(tmp_path / "settings.json", Settings(printer=NAME)),
        printers=Printers(),
        chooser=AnsweringChooser(),
        parent=behind,
    )
    made.open()
    qtbot.waitUntil(lambda: made.view.pages() == 5 and tasks.under_way() == 0, timeout=20_000)
    assert made.choices.printer.value() == NAME
    yield made
    behind.hide()
    tasks.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def printed(window: PrintWindow, qtbot: QtBot) -> list[int]:
    """Press print and return what the pages that came out say they are."""
    before = {path: path.stat().st_mtime_ns for path in _files()}
    window.print_button.click()
    qtbot.waitUntil(lambda: not window.busy(), timeout=30_000)
    for _try in range(300):
        new = [path for path in _files() if path.stat().st_mtime_ns != before.get(path)]
        if new and not _queued():
            return told_pages(new[0])
        time.sleep(0.1)
    raise AssertionError(f"nothing came out: {window.said()}")


def _files() -> list[Path]:
    return [path for folder in FOLDERS if folder.is_dir() for path in folder.glob("*.pdf")]


def _queued() -> str:
    return subprocess.run(["lpstat", "-o", NAME], capture_output=True, text=True, check=False, timeout=20).stdout


def test_a_real_queue_gets_the_pages_that_were_chosen(window: PrintWindow, qtbot: QtBot) -> None:
    window.choices.which.set_value(Which.SOME)
    window.choices.some.setText("2-3, 5")
    window.choices.some.edited.emit()
    assert printed(window, qtbot) == [2, 3, 5]


def test_a_real_queue_gets_fronts_and_backs_in_two_runs(window: PrintWindow, qtbot: QtBot) -> None:
    window.choices.sides.set_value(Sides.TURN)
    window.choices.sides.edited.emit()
    assert printed(window, qtbot) == [1, 3, 5]
    assert printed(window, qtbot) == [0, 4, 2]
    assert window.said() == f"Everything went to {NAME}."
