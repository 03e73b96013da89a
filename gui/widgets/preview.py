"""The page as it will print: drawn in the pool, shown as a picture, page by page, larger and smaller."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from core.base.errors import UserError
from gui.messages import _, about
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.space import Column, Row
from gui.widgets.text import ElidedLabel, Frame, Label, TitleLabel
from gui.widgets.theme import theme

ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)
"""Steps of enlargement; 1.0 = the whole page's width fits."""

_PAUSE = 120
"""Milliseconds a resize must rest before the page is drawn again."""

Box = tuple[float, float, float, float]
"""Left, top, width and height as parts of the page, 0 to 1."""

_MARK, _MARK_NOW = "#FFE9A8", "#FFC04D"
"""Grounds of found words, and of those one stands at; paper is white in the dark as well."""


class _Sheet(QLabel):
    """The picture of a page on the well; paper is a little dimmed in the dark, so that it does not dazzle.

    A label with a picture is what a screen reader calls one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setPixmap(QPixmap(1, 1))
        self._marks: Sequence[Box] = ()
        self._now: Sequence[Box] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self.image = image
        ratio = image.devicePixelRatio() if not image.isNull() else 1.0
        self.setMinimumSize(QSize(round(image.width() / ratio), round(image.height() / ratio)))
        self.update()

    def show_marks(self, marks: Sequence[Box], now: Sequence[Box]) -> None:
        """Mark words on the page; `now` are those one stands at, with a frame round them."""
        self._marks, self._now = marks, now
        self.update()

    def place(self) -> QRect:
        """Return where the page lies."""
        ratio = self.image.devicePixelRatio()
        wide, tall = round(self.image.width() / ratio), round(self.image.height() / ratio)
        return QRect(max(0, (self.width() - wide) // 2), 0, wide, tall)

    def box(self, box: Box) -> QRectF:
        """Return where a box of the page lies, with a little air."""
        place = self.place()
        left, top, wide, tall = box
        found = QRectF(
            place.x() + left * place.width(), top * place.height(), wide * place.width(), tall * place.height()
        )
        return found.adjusted(-2, -2, 2, 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the page, the marks on it, its edge and the focus ring."""
        if self.image.isNull():
            return
        look = theme()
        painter = QPainter(self)
        place = self.place()
        painter.drawImage(place, self.image)
        if self._marks:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            for box in self._marks:
                painter.fillRect(self.box(box), QColor(_MARK_NOW if box in self._now else _MARK))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(QColor("#1A2126"), look.dp(1)))
            for box in self._now:
                painter.drawRect(self.box(box))
        if look.dark:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(place, QColor("#E4E2DC"))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        focus = self.hasFocus()
        painter.setPen(QPen(look.colour("focus" if focus else "edge"), look.dp(2) if focus else 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()


class PagePreview(Frame):
    """One PDF, page by page: PgUp and PgDn turn, Ctrl+wheel and the buttons enlarge."""

    closed = Signal()
    """收起 F9 was pressed."""
    shown = Signal(int)
    """A page has been drawn and is seen: its number from 0."""

    def __init__(
        self, tasks: Tasks, *, title: str = "", named: bool = False, fold: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("well", parent)
        self._tasks = tasks
        self._pdf: bytes | Path | None = None
        self._page, self._pages, self._zoom = 0, 0, 0
        self._job: Job | None = None
        self._asked = 0
        self._marks: Mapping[int, Sequence[Box]] = {}
        self._now: tuple[int, Sequence[Box]] = (-1, ())
        words = title or _("As it will print")
        self._title: Label = ElidedLabel(words, "strong") if named else TitleLabel("strong")
        self._title.setText(words)
        self._where = Label("", "small")
        self._previous = Button("", "quiet", icon_name="chevron_left", says=_("Previous page"), action=self._go_back)
        self._next = Button("", "quiet", icon_name="chevron_right", says=_("Next page"), action=self._go_on)
        self._smaller = Button("", "quiet", icon_name="zoom_out", says=_("Smaller"), action=self._shrink)
        self._larger = Button("", "quiet", icon_name="zoom_in", says=_("Larger"), action=self._grow)
        head = Row(margins=(12, 4, 12, 4), spacing=4)
        head.addWidget(self._title, 1)
        for widget in (self._previous, self._where, self._next, self._smaller, self._larger):
            head.addWidget(widget)
        for button in (self._previous, self._next, self._smaller, self._larger):
            button.setToolTip(button.accessibleName())
        if fold:
            head.addWidget(Button(fold, "link", action=self.closed.emit))
        self._trouble = Label("", "small", wrap=True, tone="warn")
        self._trouble.hide()
        self._sheet = _Sheet()
        self._sheet.setAccessibleName(words)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setWidget(self._sheet)
        self._area.viewport().setAutoFillBackground(False)
        self._sheet.setAutoFillBackground(False)
        column = Column(self, spacing=0)
        column.addLayout(head)
        trouble = Row(margins=(16, 0, 16, 4))
        trouble.addWidget(self._trouble)
        column.addLayout(trouble)
        body = Row(margins=(16, 0, 16, 11))
        body.addWidget(self._area)
        column.addLayout(body, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._draw)
        theme().changed.connect(self._draw_soon)
        self._show_where()

    def show_pdf(self, pdf: bytes | Path) -> None:
        """Show a PDF (bytes or a file); the page stays the same where it can, so that typing does not turn pages."""
        self._pdf = pdf
        self._draw()

    def show_trouble(self, text: str) -> None:
        """Say why there is no newer page; the last one stays."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def go_to(self, page: int) -> None:
        """Show a page, from 0."""
        wanted = min(max(0, page), max(0, self._pages - 1))
        if wanted != self._page:
            self._page = wanted
            self._area.verticalScrollBar().setValue(0)
            self._draw()

    def mark(self, marks: Mapping[int, Sequence[Box]], now: tuple[int, Sequence[Box]] = (-1, ())) -> None:
        """Mark words by page, and go to those of `now` (page, boxes)."""
        self._marks, self._now = marks, now
        page, boxes = now
        if boxes and page != self._page:
            self.go_to(page)
        else:
            self._show_marks()

    def page(self) -> int:
        """Return the page shown, from 0."""
        return self._page

    def pages(self) -> int:
        """Return how many pages there are; 0 before the first was drawn."""
        return self._pages

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again for the new width, once the edge rests."""
        super().resizeEvent(event)
        self._draw_soon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages and enlarge by keyboard."""
        match event.key():
            case Qt.Key.Key_PageDown:
                self._go_on()
            case Qt.Key.Key_PageUp:
                self._go_back()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._grow()
            case Qt.Key.Key_Minus:
                self._shrink()
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Enlarge with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self._grow if event.angleDelta().y() > 0 else self._shrink)()
            event.accept()
        else:
            super().wheelEvent(event)

    def _go_on(self) -> None:
        self.go_to(self._page + 1)

    def _go_back(self) -> None:
        self.go_to(self._page - 1)

    def _grow(self) -> None:
        self._set_zoom(self._zoom + 1)

    def _shrink(self) -> None:
        self._set_zoom(self._zoom - 1)

    def _set_zoom(self, zoom: int) -> None:
        zoom = min(max(0, zoom), len(ZOOMS) - 1)
        if zoom != self._zoom:
            self._zoom = zoom
            self._draw()

    def _draw_soon(self) -> None:
        """Draw once the size rests; the first page at once."""
        self._rest.start(_PAUSE if self._pages else 0)

    def _draw(self) -> None:
        """Ask for the page at its present size; an older question is not waited for."""
        room = self._area.viewport().width()
        if self._pdf is None or room < 40 or not self.isVisible():
            return
        if self._job is not None:
            self._job.cancel()
        self._asked += 1
        asked, pdf, page = self._asked, self._pdf, self._page
        ratio = self.devicePixelRatioF()
        bar = self._area.verticalScrollBar().sizeHint().width() if not self._area.verticalScrollBar().isVisible() else 0
        width = round((room - bar) * ZOOMS[self._zoom] * ratio)

        def work(_progress: object) -> tuple[QImage, int]:
            from gui.widgets.raster import page_image  # pdfium loads when the first page is looked at

            image, pages = page_image(pdf, page, width=width)
            image.setDevicePixelRatio(ratio)
            return image, pages

        def then(answer: tuple[QImage, int]) -> None:
            if asked == self._asked:
                self._job = None
                self._show(*answer)

        def failed(error: UserError) -> None:
            if asked == self._asked:
                self._job = None
                self.show_trouble(about(error).text())

        self._job = self._tasks.aside(work, then, failed=failed, owner=self)

    def showEvent(self, event: object) -> None:
        """Draw what was asked for while hidden."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._draw_soon()

    def _show(self, image: QImage, pages: int) -> None:
        self._pages = pages
        self._page = min(self._page, pages - 1)
        self.show_trouble("")
        self._sheet.show_image(image)
        self._show_marks()
        self._show_where()
        self.shown.emit(self._page)

    def _show_marks(self) -> None:
        """Mark the words on the page that is seen, and bring those one stands at into sight."""
        now = self._now[1] if self._now[0] == self._page else ()
        self._sheet.show_marks(self._marks.get(self._page, ()), now)
        if now:
            middle = self._sheet.box(now[0]).center().toPoint()
            self._area.ensureVisible(middle.x(), middle.y(), theme().dp(60), theme().dp(80))

    def _show_where(self) -> None:
        text = _("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages) if self._pages else ""
        several = self._pages > 1
        self._where.setText(f"{self._page + 1} / {self._pages}" if several else text)  # between the two that turn
        self._where.setAccessibleName(text)
        self._where.setToolTip(text)
        self._sheet.setAccessibleDescription(text)
        self._previous.setVisible(several)
        self._next.setVisible(several)
