"""Paper: the system's print dialog, then page after page drawn in the pool and handed to the printer."""

from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.base.jobs import Progress
from gui.tasks import Tasks

DPI = 300
"""Dots an inch that pages are drawn with; finer costs time and shows nothing on a school's printer."""


class PrintRun(QObject):
    """Prints one PDF; lives until it has told `finished`, `cancelled` or `failed`."""

    finished = Signal(int)
    """So many pages went to the printer."""
    cancelled = Signal()
    failed = Signal(object)
    """A UserError."""
    moved = Signal(int, int)
    """Page n of m is being drawn."""

    def __init__(self, tasks: Tasks, pdf: bytes | Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks, self._pdf, self._parent = tasks, pdf, parent
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._page = self._last = self._count = 0

    def start(self) -> None:
        """Ask which printer; nothing waits meanwhile."""
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self._parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, True)
        dialog.accepted.connect(self.go)
        dialog.rejected.connect(self.cancelled.emit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def use(self, printer: QPrinter) -> None:
        """Take a printer that was set up already, for tests and for printing several times."""
        self._printer = printer

    def go(self) -> None:
        """Print on the printer that was chosen."""
        pdf = self._pdf

        def count(_progress: Progress) -> int:
            from gui.widgets.raster import page_count  # pdfium loads when the first page is looked at

            return page_count(pdf)

        self._tasks.aside(count, self._begin, failed=self._fail, owner=self)

    def _begin(self, pages: int) -> None:
        assert self._printer is not None
        first, last = self._printer.fromPage(), self._printer.toPage()
        self._page = max(1, first) - 1
        self._last = min(pages, last) if last else pages
        self._painter = QPainter()
        if not self._painter.begin(self._printer):
            self._painter = None
            self.cancelled.emit()
            return
        self._ask()

    def _ask(self) -> None:
        if self._page >= self._last:
            self._end()
            return
        assert self._printer is not None
        pdf, page = self._pdf, self._page
        width = round(self._printer.paperRect(QPrinter.Unit.Inch).width() * DPI)
        self.moved.emit(page + 1, self._last)

        def draw(_progress: Progress) -> tuple[QImage, int]:
            from gui.widgets.raster import page_image  # pdfium loads when the first page is looked at

            return page_image(pdf, page, width=width)

        self._tasks.aside(draw, self._put, failed=self._fail, owner=self)

    def _put(self, answer: tuple[QImage, int]) -> None:
        assert self._printer is not None
        assert self._painter is not None
        image, _pages = answer
        if self._count:
            self._printer.newPage()
        # Page images cover the whole sheet; the printer's origin is inside its margins.
        whole = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        inner = self._printer.pageRect(QPrinter.Unit.DevicePixel)
        scale = min(whole.width() / image.width(), whole.height() / image.height())
        target = QRectF(-inner.x(), -inner.y(), image.width() * scale, image.height() * scale)
        self._painter.drawImage(target, image)
        self._count += 1
        self._page += 1
        self._ask()

    def _end(self) -> None:
        if self._painter is not None:
            self._painter.end()
            self._painter = None
        self.finished.emit(self._count)

    def _fail(self, error: UserError) -> None:
        if self._painter is not None:
            self._painter.end()
            self._painter = None
        self.failed.emit(error)
