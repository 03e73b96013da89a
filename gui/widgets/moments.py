"""Dates and times to type: 2008-04-24, 4.24, 0424, 4月24日; a calendar opens with Alt+↓ or F4."""

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from gui.messages import _, chinese
from gui.widgets.fields import TextField
from gui.widgets.icons import icon
from gui.widgets.theme import theme

_PARTS = re.compile(r"\d+")


def read_date(text: str, *, near: date) -> date | None:
    """Read a date as people type it; without a year the one of `near` is meant. None when it is no date.

    2008-04-24 · 2008.4.24 · 2008年4月24日 · 20080424 · 4-24 · 4.24 · 0424 · 424 · 4月24日 · 24 (day of near's month).
    """
    numbers = _PARTS.findall(text)
    if len(numbers) == 1:
        numbers = _split(numbers[0])
    match numbers:
        case [day]:
            year, month = str(near.year), str(near.month)
        case [month, day]:
            year = str(near.year)
        case [year, month, day]:
            pass
        case _:
            return None
    full = int(year) + (2000 if len(year) < 3 else 0)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def _split(digits: str) -> list[str]:
    """Cut digits written without a mark between them."""
    match len(digits):
        case 8:
            return [digits[:4], digits[4:6], digits[6:]]
        case 6:
            return [digits[:2], digits[2:4], digits[4:]]
        case 4:
            return [digits[:2], digits[2:]]
        case 3:
            return [digits[:1], digits[1:]]
        case _:
            return [digits]


def read_time(text: str) -> str | None:
    """Read a time of day as people type it and return HH:MM: 19:00 · 19：00 · 1900 · 19.5 is none · 7点半 · 19."""
    half = "半" in text
    numbers = _PARTS.findall(text)
    if len(numbers) == 1:
        digits = numbers[0]
        numbers = [digits[:-2], digits[-2:]] if len(digits) in (3, 4) else [digits, "30" if half else "0"]
    if len(numbers) != 2:
        return None
    hour, minute = int(numbers[0]), int(numbers[1])
    if ("下午" in text or "晚" in text) and hour < 12:
        hour += 12
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


class DateField(TextField):
    """A calendar day, shown as 2008-04-24; ↑ ↓ go a day on or back, Alt+↓ opens the calendar.

    What is no date stays to be seen: `value()` then returns the text, so that a check can name it.
    """

    rare = False
    picked = Signal()

    def __init__(self, *, near: date, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(hint=hint, chars=11, parent=parent)
        self._near = near
        self._popup: _Calendar | None = None
        # A button of our own: the icon of a QLineEdit action does not grow with the text.
        self._button = QToolButton(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.setToolTip(_("Calendar") + " F4")
        self._button.setAccessibleName(_("Calendar"))
        self._button.clicked.connect(self.open_calendar)
        self.editingFinished.connect(self._tidy)
        self.restyle()

    def day(self) -> date | None:
        """Return the day, None when the text is empty or no date."""
        return read_date(self.text(), near=self._near)

    def value(self) -> str:
        """Return YYYY-MM-DD, empty, or the text as typed when it is no date."""
        found = self.day()
        return found.isoformat() if found else self.text().strip()

    def set_value(self, text: str) -> None:
        """Show a stored date."""
        if text != self.value():
            super().set_value(text)

    def set_near(self, near: date) -> None:
        """Say which year is meant when none is typed."""
        self._near = near

    def open_calendar(self) -> None:
        """Open the calendar under the field."""
        if self.isReadOnly():
            return
        self._popup = _Calendar(self, self.day() or self._near)
        self._popup.chosen.connect(self._choose)
        self._popup.open_at(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def restyle(self) -> None:
        """Set width and icon for the present text size."""
        super().restyle()
        # The base class calls this before the button is made.
        if hasattr(self, "_button"):
            side = theme().dp(16)
            self._button.setIconSize(QSize(side, side))
            self._button.setIcon(icon("calendar_ltr", 16))
            self.setTextMargins(0, 0, theme().dp(24), 0)
            self._place_button()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the calendar button at the right end."""
        super().resizeEvent(event)
        self._place_button()

    def _place_button(self) -> None:
        side = theme().dp(24)
        self._button.setGeometry(self.width() - side - theme().dp(5), (self.height() - side) // 2, side, side)

    def _natural(self) -> int:
        look = theme()
        return look.metrics().horizontalAdvance("0000-00-00") + look.dp(52)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go a day on or back with ↑ ↓, open the calendar with Alt+↓ or F4."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and alt):
            self.open_calendar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.isReadOnly() and self.day():
            found = self.day()
            assert found is not None
            step = 1 if event.key() == Qt.Key.Key_Up else -1
            ordinal = found.toordinal() + step
            if date.min.toordinal() <= ordinal <= date.max.toordinal():
                self._choose(date.fromordinal(ordinal))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all when reached by keyboard, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def _choose(self, found: date) -> None:
        self.setText(found.isoformat())
        self.edited.emit()
        self.picked.emit()

    def _tidy(self) -> None:
        found = self.day()
        if found is not None and self.text() != found.isoformat():
            self.setText(found.isoformat())


class TimeField(TextField):
    """A time of day, shown as 19:00; ↑ ↓ go ten minutes on or back."""

    rare = False

    def __init__(self, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(hint=hint, chars=6, parent=parent)
        self.editingFinished.connect(self._tidy)

    def value(self) -> str:
        """Return HH:MM, empty, or the text as typed when it is no time."""
        return read_time(self.text()) or self.text().strip()

    def set_value(self, text: str) -> None:
        """Show a stored time."""
        if text != self.value():
            super().set_value(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go ten minutes on or back with ↑ ↓."""
        found = read_time(self.text())
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and found and not self.isReadOnly():
            step = 10 if event.key() == Qt.Key.Key_Up else -10
            minutes = (int(found[:2]) * 60 + int(found[3:]) + step) % (24 * 60)
            self.setText(f"{minutes // 60:02d}:{minutes % 60:02d}")
            self.edited.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all when reached by keyboard, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def _tidy(self) -> None:
        found = read_time(self.text())
        if found is not None and self.text() != found:
            self.setText(found)


class _Calendar(QFrame):
    """The calendar under a date field: arrows move, Enter takes, Esc leaves."""

    chosen = Signal(object)

    def __init__(self, field: DateField, at: date) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "f_dialog")
        self._calendar = QCalendarWidget(self)
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setGridVisible(False)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        language = QLocale.Language.Chinese if chinese() else QLocale.Language.English
        self._calendar.setLocale(QLocale(language))
        plain = QTextCharFormat()
        plain.setForeground(theme().colour("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, plain)  # red is for errors only
        self._calendar.setSelectedDate(QDate(at.year, at.month, at.day))
        self._calendar.activated.connect(self._take)
        self._calendar.clicked.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(self._calendar)
        look = theme()
        self._calendar.setMinimumSize(QSize(look.dp(300), look.dp(240)))

    def open_at(self, place: QPoint) -> None:
        """Show the calendar and give it the keyboard, moved so that it stays on the screen."""
        size = self.sizeHint()
        room = self.screen().availableGeometry()
        x = min(place.x(), room.right() - size.width())
        y = place.y() if place.y() + size.height() <= room.bottom() else place.y() - size.height() - theme().dp(40)
        self.move(max(room.left(), x), max(room.top(), y))
        self.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()
