"""Contrast as it is drawn: words and edges of every widget against the ground they really stand on."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from gui.widgets.theme import theme
from tests.gui.test_tokens import contrast

WORDS, LARGE, EDGES = 4.5, 3.0, 3.0
"""What WCAG asks of words, of large ones (24 pixels, or 19 bold), and of the edges of what one works with."""
_TEXTS = (QLabel, QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QTextEdit)
_EDGED = (QLineEdit, QComboBox, QPlainTextEdit)


def faint(front: QWidget) -> Iterator[str]:
    """Yield words and edges of a window that can't be told well enough from what is behind them."""
    picture = front.grab().toImage()
    for widget in front.findChildren(QWidget):
        if not isinstance(widget, _TEXTS) or widget.window() is not front or not _whole(widget):
            continue
        place = QRect(widget.mapTo(front, QPoint(0, 0)), widget.size())
        words = _words(widget)
        if words and widget.isEnabled():
            ratio = _text_contrast(picture, _inner(widget, place))
            if ratio < _least(widget):
                yield f"{_named(widget)} “{words[:40]}” {ratio:.2f}"
        if isinstance(widget, _EDGED) and _typed_into(widget):
            ratio = _edge_contrast(picture, place)
            if ratio < EDGES:
                yield f"edge of {_named(widget)} “{widget.accessibleName()[:40]}” {ratio:.2f}"


def _whole(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect() and widget.width() > 8


def _typed_into(widget: QWidget) -> bool:
    """Tell whether a field has an edge that must be found; the dashed one of what is only read need not be."""
    read_only = isinstance(widget, QLineEdit | QPlainTextEdit) and widget.isReadOnly()
    return widget.isEnabled() and not read_only and not isinstance(widget.parentWidget(), QComboBox)


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    text = getattr(widget, "text", str)()
    return text.strip() if isinstance(text, str) else ""


def _inner(widget: QWidget, place: QRect) -> QRect:
    """Return where the words of a widget stand, without its edge."""
    if isinstance(widget, QLabel):
        return place
    edge = theme().dp(5)
    return place.adjusted(edge, edge, -edge, -edge)


def _least(widget: QWidget) -> float:
    font = widget.fontInfo()
    large = font.pixelSize() >= 24 or (font.bold() and font.pixelSize() >= 19)
    return LARGE if large else WORDS


def _text_contrast(picture: QImage, place: QRect) -> float:
    """Return the contrast between the ground, which is what there is most of, and what differs most from it."""
    counted = Counter(_colours(picture, place))
    if len(counted) < 2:
        return 1.0  # no ink at all
    ground = counted.most_common(1)[0][0]
    found = 0
    for ratio, count in sorted(((_ratio(colour, ground), count) for colour, count in counted.items()), reverse=True):
        found += count
        if found > 2:  # not a lone pixel
            return ratio
    return 1.0


def _edge_contrast(picture: QImage, place: QRect) -> float:
    """Return the contrast of a field's left edge, which may be dashed, with the ground at its left."""
    middle = place.adjusted(0, place.height() // 4, 0, -(place.height() // 4))
    outside = picture.pixel(max(0, place.left() - 2), middle.center().y())
    edge = QRect(middle.left(), middle.top(), 3, middle.height())
    return max(_ratio(colour, outside) for colour in set(_colours(picture, edge)))


def _colours(picture: QImage, place: QRect) -> Iterator[int]:
    room = place.intersected(picture.rect())
    for y in range(room.top(), room.bottom() + 1):
        for x in range(room.left(), room.right() + 1):
            yield picture.pixel(x, y)


def _ratio(one: int, other: int) -> float:
    return contrast(QColor(one).name(), QColor(other).name())


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} ({widget.property('kind') or widget.property('role') or ''})"
