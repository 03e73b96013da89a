"""How soon the print window shows a page, and what printing costs: a ready sheet, and a packet of 300 pages.

`python -m bench.preview`. First page: from making the window until the page is on it, pdfium's import left out of the
best round. Thumbnails: what scrolling through all pages adds to memory. Printing: time and spool for a page of words
and for a page with photos, beside the way of colour pictures that Qt compresses as photos.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QRectF, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from bench.pages import ours
from bench.row import Row, tell
from core.base.settings import Settings
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.paper import Printout
from gui.widgets.printers import set_up
from gui.widgets.printing import DPI, PrintRun
from gui.widgets.raster import page_count, page_image
from gui.widgets.theme import dress
from gui.windows.print_window import PrintWindow
from tests.support.pages import packet, study, with_photos
from tests.support.printers import LASER, FilePrinters


def pdf_of(records: int, folder: Path) -> bytes:
    """Return so many records with a photo each, as the packet draws them."""
    many, attached = with_photos(folder, [study(number, length=260) for number in range(1, records + 1)])
    made, _pages = ours(packet(many, attached=attached), folder)
    return made


class Bench:
    """The parts a print window needs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tasks = Tasks()
        self.preferences = Preferences(folder / "settings.json", Settings())
        self.behind = QWidget()
        self.behind.resize(1366, 698)
        self.behind.show()

    def open(self, pdf: bytes) -> tuple[PrintWindow, float]:
        """Open a window; return it and the seconds until its first page is on it."""
        start = time.perf_counter()
        window = PrintWindow(
            Printout(pdf, "bench"),
            tasks=self.tasks,
            preferences=self.preferences,
            printers=FilePrinters(self.folder, LASER),
            chooser=Chooser(),
            parent=self.behind,
        )
        loop = QEventLoop()
        window.view.shown.connect(lambda _page: loop.quit())
        window.open()
        loop.exec()
        window.view.grab()
        return window, time.perf_counter() - start

    def settle(self) -> None:
        """Wait for everything asked for."""
        loop, tick = QEventLoop(), QTimer()
        tick.timeout.connect(lambda: None if self.tasks.under_way() else loop.quit())
        tick.start(5)
        loop.exec()

    def run(self, pdf: bytes, pages: Sequence[int]) -> dict[str, float]:
        """Print some pages; return seconds and kilobytes a page."""
        printers = FilePrinters(self.folder, LASER)
        printer = printers.open(LASER.name)
        set_up(printer, name="bench", grey=True)
        run, loop = PrintRun(self.tasks, pdf, pages, printer), QEventLoop()
        run.finished.connect(lambda _count: loop.quit())
        start = time.perf_counter()
        run.go()
        loop.exec()
        return per_page(start, Path(printer.outputFileName()), len(pages))


def as_photos(pdf: bytes, pages: Sequence[int], folder: Path) -> dict[str, float]:
    """Print in colour pictures, as Qt does when nobody says anything."""
    path = folder / "colour.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    set_up(printer, name="bench")
    start = time.perf_counter()
    painter = QPainter(printer)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        image, _count = page_image(pdf, page, width=round(210 / 25.4 * DPI))
        painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), image)
    painter.end()
    return per_page(start, path, len(pages))


def per_page(start: float, path: Path, pages: int) -> dict[str, float]:
    """Return seconds and kilobytes a page of what was printed since `start`."""
    return {
        "seconds_a_page": round((time.perf_counter() - start) / pages, 3),
        "kilobytes_a_page": round(path.stat().st_size / 1000 / pages),
    }


def memory() -> float:
    """Return the memory this process holds now, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def measure(records: int, rounds: int) -> dict[str, Any]:
    """Take all figures of one run."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app, mode="light")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, many = pdf_of(1, folder), pdf_of(records, folder)
        bench = Bench(folder)
        first: dict[str, list[float]] = {"one": [], "many": []}
        for _ in range(rounds):
            for side, pdf in (("one", one), ("many", many)):
                window, seconds = bench.open(pdf)
                first[side].append(seconds)
                bench.settle()
                window.reject()
        window, _seconds = bench.open(many)
        bench.settle()
        before, pages = memory(), page_count(many)
        for page in range(0, pages, 3):
            window.strip.scrollTo(window.strip.model().index(page, 0))
            bench.settle()
        grown = memory() - before
        words, photos = range(5), range(pages - 5, pages)
        found = {
            "pages": pages,
            "first_page_of_one_ms": round(1000 * min(first["one"])),
            "first_page_of_one_worst_ms": round(1000 * max(first["one"])),
            "first_page_of_many_ms": round(1000 * min(first["many"])),
            "first_page_of_many_worst_ms": round(1000 * max(first["many"])),
            "thumbnails_grew_mb": round(grown, 1),
            "words": bench.run(many, words),
            "words_as_photos": as_photos(many, words, folder),
            "photos": bench.run(many, photos),
            "photos_as_photos": as_photos(many, photos, folder),
        }
        window.reject()
        bench.tasks.close()
        return found


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=200, help="each makes one page and a photo, two to a page")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="small: to see that it works")
    chosen = parser.parse_args()
    found = measure(*((8, 1) if chosen.quick else (chosen.records, chosen.rounds)))
    print(json.dumps(found), flush=True)
    tell(
        Row(
            name="preview.first_page",
            what=f"print window, first of {found['pages']} pages shown",
            unit="ms",
            ours=found["first_page_of_many_ms"],
            other="the only page of one record",
            theirs=found["first_page_of_one_ms"],
        )
    )
    for what in ("words", "photos"):
        for key, unit in (("seconds_a_page", "s"), ("kilobytes_a_page", "kB")):
            tell(
                Row(
                    name=f"preview.{what}.{unit}",
                    what=f"a page of {what} printed",
                    unit=unit,
                    ours=found[what][key],
                    other="Qt's colour pictures",
                    theirs=found[f"{what}_as_photos"][key],
                )
            )


if __name__ == "__main__":
    main()
