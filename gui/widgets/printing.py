"""Paper: page after page drawn in the pool and handed to a printer."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from core.base.errors import PrinterGone, UserError
from core.base.jobs import Progress
from gui.tasks import Tasks
from gui.widgets.paper import Side

DPI = 300
"""Dots an inch that pages are drawn with, in 256 greys: at 600 a page took four times as long, the window stood still
meanwhile, and nobody saw a difference on a school's printer."""

_ENDED = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)


class _Job:
    """One job of one printer: its sides are painted one after the other."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter: QPainter | None = None

    def turn_page(self, *, there: Callable[[], bool]) -> bool:
        """Begin a side, the job itself with the first; False when the printer does not take it."""
        if self._painter is not None:
            return self._printer.newPage() and self._printer.printerState() not in _ENDED
        if not there():
            return False
        painter = QPainter()
        if not painter.begin(self._printer):
            return False
        self._painter = painter
        return True

    def paint(self, image: QImage, *, pictured: bool) -> None:
        """Paint a page over the whole paper; a broad one with its head to the left, where it is bound.

        GB/T 9704-2012 7.6 wants the head of a table on a broad page at the binding edge of odd pages and at the outer
        edge of even ones: to the left both times.
        """
        painter = self._painter
        assert painter is not None
        # Without this words would be kept as a photo is, with grey clouds round every letter.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering, not pictured)
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        if (image.width() > image.height()) is not (paper.width() > paper.height()):
            image = image.transformed(QTransform().rotate(-90))
        scale = min(paper.width() / image.width(), paper.height() / image.height())
        wide, tall = image.width() * scale, image.height() * scale
        painter.drawImage(QRectF((paper.width() - wide) / 2, (paper.height() - tall) / 2, wide, tall), image)

    def end(self) -> None:
        """Send what was painted on its way."""
        painter, self._painter = self._painter, None
        if painter is not None:
            painter.end()

    def abort(self, *_gone: object) -> None:
        """Give up what was painted; a job that has ended is let be.

        Windows drops the job. CUPS gets the sides painted so far: Qt's engine for it can't take them back.
        """
        if self._painter is not None:
            self._printer.abort()
            self.end()


class PrintRun(QObject):
    """Sends sides to one printer; lives until it has told `finished`, `cancelled` or `failed`."""

    finished = Signal(int)
    """So many sides went to the printer."""
    cancelled = Signal()
    failed = Signal(object)
    """A UserError."""
    moved = Signal(int, int)
    """Side n of m is being drawn."""

    def __init__(
        self,
        tasks: Tasks,
        pdf: bytes | Path,
        sides: Sequence[Side],
        printer: QPrinter,
        *,
        there: Callable[[], bool] = lambda: True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._pdf, self._sides, self._printer, self._there = tasks, pdf, tuple(sides), printer, there
        self._grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
        self._job = _Job(printer)
        self._at = 0
        self._stopping = False
        self.destroyed.connect(self._job.abort)  # the program may lock in the middle

    def go(self) -> None:
        """Begin, or go on with the next side."""
        if self._stopping:
            self._job.abort()
            self.cancelled.emit()
            return
        if self._at >= len(self._sides):
            self._close()
            return
        self.moved.emit(self._at + 1, len(self._sides))
        pdf, page, grey = self._pdf, self._sides[self._at], self._grey

        def draw(_progress: Progress) -> tuple[QImage | None, bool]:
            if page is None:
                return None, False
            from gui.widgets.raster import page_for_print  # pdfium loads when the first page is looked at

            drawn = page_for_print(pdf, page, dpi=DPI, grey=grey)
            return drawn.image, drawn.pictured

        self._tasks.aside(draw, self._put, failed=self._fail, owner=self)

    def stop(self) -> None:
        """Stop before the next side; what the printer already has may still come out."""
        self._stopping = True

    def _put(self, answer: tuple[QImage | None, bool]) -> None:
        """Hand a drawn side to the printer."""
        if not self._stopping:
            if not self._job.turn_page(there=self._there):
                self._fail(self._gone())
                return
            image, pictured = answer
            if image is not None:
                self._job.paint(image, pictured=pictured)
            self._at += 1
        self.go()

    def _close(self) -> None:
        """End the job; a printer that went away meanwhile never got it."""
        self._job.end()
        if self._there():
            self.finished.emit(len(self._sides))
        else:
            self.failed.emit(self._gone())

    def _fail(self, error: UserError) -> None:
        self._job.abort()
        self.failed.emit(error)

    def _gone(self) -> UserError:
        return PrinterGone(printer=self._printer.printerName())
