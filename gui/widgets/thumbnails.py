"""The pages of a PDF as a strip of small pictures; drawn when they come into sight, and only the last ones kept."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.base.jobs import Progress
from gui.messages import _
from gui.tasks import Tasks
from gui.widgets.theme import theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

WIDE, TALL = 74, 105
"""Room of a picture in pixels at 100 %: A4 upright."""
KEPT = 60
"""Pictures kept: two and a half screens of the largest; 2 MB at 100 %, 18 MB at 150 % on a fine screen."""


class _Pictures(QAbstractListModel):
    """Keeps the last pictures and asks for one at a time; what scrolled out of sight meanwhile is not drawn."""

    def __init__(self, tasks: Tasks, wanted: Callable[[], range], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._wanted = tasks, wanted
        self._pdf: bytes | Path = b""
        self._pages = self._asked = 0
        self._width, self._ratio = 0, 1.0
        self._busy = False
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._broken: set[int] = set()

    def show_pdf(self, pdf: bytes | Path, pages: int) -> None:
        """Show the pages of a PDF; none is drawn yet."""
        self.beginResetModel()
        self._pdf, self._pages = pdf, pages
        self._forget()
        self.endResetModel()

    def set_size(self, width: int, ratio: float) -> None:
        """Draw them this many pixels wide; `ratio` are device pixels by pixel."""
        if (width, ratio) != (self._width, self._ratio):
            self._width, self._ratio = width, ratio
            self._forget()

    def kept(self) -> int:
        """Return how many pictures are kept."""
        return len(self._pictures)

    def picture(self, page: int) -> QImage | None:
        """Return a picture; None while it is not drawn."""
        found = self._pictures.get(page)
        if found is not None:
            self._pictures.move_to_end(page)
        return found

    def draw_missing(self) -> None:
        """Ask for the next picture that is in sight and not drawn."""
        if self._busy or not self._width:
            return
        page = next((at for at in self._wanted() if at not in self._pictures and at not in self._broken), None)
        if page is None:
            return
        self._busy = True
        pdf, width, ratio = self._pdf, round(self._width * self._ratio), self._ratio

        def work(_progress: Progress) -> QImage:
            from gui.widgets.raster import page_image  # pdfium loads when the first page is looked at

            image, _pages = page_image(pdf, page, width=width)
            image.setDevicePixelRatio(ratio)
            return image

        self._tasks.aside(
            work, partial(self._drawn, self._asked, page), failed=partial(self._undrawn, self._asked, page), owner=self
        )

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many pages there are."""
        return 0 if parent.isValid() else self._pages

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> str | None:
        """Return what a screen reader says of a page."""
        if index.isValid() and role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            return _("Page {page} of {pages}").format(page=index.row() + 1, pages=self._pages)
        return None

    def _forget(self) -> None:
        self._asked += 1
        self._pictures.clear()
        self._broken.clear()

    def _drawn(self, asked: int, page: int, image: QImage) -> None:
        self._busy = False
        if asked == self._asked:
            self._pictures[page] = image
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
            self.dataChanged.emit(self.index(page), self.index(page))
        self.draw_missing()

    def _undrawn(self, asked: int, page: int, _error: object) -> None:
        """Leave the place of a page that can't be drawn empty; the large view says why."""
        self._busy = False
        if asked == self._asked:
            self._broken.add(page)
        self.draw_missing()


class _Delegate(QStyledItemDelegate):
    """Paints a page and its number."""

    def __init__(self, pictures: _Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the room of a page with its number."""
        return QSize(theme().dp(WIDE + 20), theme().dp(TALL + 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one page; white paper with nothing on it until it is drawn."""
        look = theme()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs lack the members of style options
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, look.colour("select"))
            painter.fillRect(QRect(rect.x(), rect.y(), look.dp(4), rect.height()), look.colour("accent"))
        room = QRect(
            rect.x() + (rect.width() - look.dp(WIDE)) // 2, rect.y() + look.dp(6), look.dp(WIDE), look.dp(TALL)
        )
        image = self._pictures.picture(index.row())
        size = QSize(WIDE, TALL) if image is None else image.size()
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(
            room.x() + (room.width() - size.width()) // 2,
            room.bottom() - size.height() + 1,
            size.width(),
            size.height(),
        )
        if image is None:
            painter.fillRect(place, QColor("#E4E2DC" if look.dark else "#FFFFFF"))
        else:
            painter.drawImage(place, image)
            if look.dark:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                painter.fillRect(place, QColor("#E4E2DC"))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(look.colour("focus" if focused else "edge"), look.dp(2) if focused else 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.setFont(look.font(13, bold=chosen))
        painter.setPen(look.colour("text" if chosen else "text2"))
        words = QRect(rect.x(), room.bottom() + 1, rect.width(), rect.bottom() - room.bottom())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), str(index.row() + 1))
        painter.restore()


class Thumbnails(QListView):
    """The strip: ↑ ↓ choose a page."""

    picked = Signal(int)
    """A page was chosen, from 0."""

    def __init__(self, tasks: Tasks, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = _Pictures(tasks, self.in_sight, self)
        self.setModel(self._pictures)
        self.setItemDelegate(_Delegate(self._pictures, self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Pages"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._pictures.draw_missing())
        theme().changed.connect(self.restyle)
        self.restyle()

    def show_pdf(self, pdf: bytes | Path, pages: int) -> None:
        """Show the pages of a PDF."""
        self._pictures.show_pdf(pdf, pages)
        self._pictures.draw_missing()

    def choose(self, page: int) -> None:
        """Stand at a page without telling anybody."""
        index = self._pictures.index(page)
        if index.isValid() and index != self.currentIndex():
            self.blockSignals(True)
            self.setCurrentIndex(index)
            self.blockSignals(False)
            self.scrollTo(index)
            self.viewport().update()

    def kept(self) -> int:
        """Return how many pictures are kept in memory."""
        return self._pictures.kept()

    def in_sight(self) -> range:
        """Return the pages in sight, and one more at each end."""
        tall = self.sizeHintForRow(0) if self._pictures.rowCount() else 0
        if not tall or not self.isVisible():
            return range(0)
        first = self.verticalScrollBar().value() // tall
        return range(max(0, first - 1), min(self._pictures.rowCount(), first + self.viewport().height() // tall + 3))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which page is chosen now."""
        super().currentChanged(current, previous)
        if current.isValid() and not self.signalsBlocked():
            self.picked.emit(current.row())

    def showEvent(self, event: object) -> None:
        """Draw what is in sight."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._pictures.draw_missing()

    def resizeEvent(self, event: object) -> None:
        """Draw what came into sight."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._pictures.draw_missing()

    def restyle(self) -> None:
        """Take the width of the present text size and draw again."""
        self.setFixedWidth(theme().dp(WIDE + 20) + self.verticalScrollBar().sizeHint().width() + 2)
        self._pictures.set_size(theme().dp(WIDE), self.devicePixelRatioF())
        self.doItemsLayout()
        self._pictures.draw_missing()
