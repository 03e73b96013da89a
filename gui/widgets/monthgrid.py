"""The days of a month in a grid, painted as one widget: weeks begin on Monday, arrows move the day."""

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from gui.messages import _, long_day, month, ngettext, weekday_head
from gui.widgets import aloud
from gui.widgets.icons import icon_pixmap
from gui.widgets.lettering import CENTRE, paint_line
from gui.widgets.marks import LOOKS, SHOWN, Mark, day_off, things
from gui.widgets.theme import Room, theme

MOST = 3
"""Marks that stand on a day at most; what is more is counted."""
_HEAD, _NUMBER, _LINE, _ICON, _EDGE, _BAR = 28, 24, 20, 16, 6, 4
_COMMON, _LEAST_WIDE, _LEAST_HIGH, _READABLE = 88, 44, 24, 92
"""Height of a week in which marks can be read, least width and height of a day, least width for words."""


class MonthGrid(QLabel):
    """One month; the arrows move the current day, Enter chooses it. A label, so that a screen reader reads it."""

    day_picked = Signal(object)
    """The current day has changed: a date."""
    day_chosen = Signal(object)
    """Enter or a double click on a day: a date."""
    month_wanted = Signal(int, int)
    """A day of another month was gone to: year, month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = self._today = self._current = date(2000, 1, 1)
        self._ready = False  # nothing to see and nowhere to go before the first month is shown
        self._days: dict[date, tuple[Mark, ...]] = {}
        self._wanted: date | None = None
        self._room = Room.WIDE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.restyle)

    # --- what is shown --------------------------------------------------------------------------------

    def show_month(self, year: int, number: int, days: Mapping[date, Sequence[Mark]], today: date) -> None:
        """Show a month with the marks of its days; the day that was gone to becomes the current one."""
        wanted = self._wanted if self._ready else today
        self._first, self._today, self._ready, self._wanted = date(year, number, 1), today, True, None
        self._days = {on: tuple(marks) for on, marks in days.items()}
        if wanted is None or not self.holds(wanted):
            wanted = self._current
        if not self.holds(wanted):
            wanted = today if self.holds(today) else self.same_day(year, number)
        self.setAccessibleName(month(year, number))
        self.updateGeometry()
        self.update()
        self._pick(wanted, tell=wanted != self._current)

    def set_room(self, room: Room) -> None:
        """Show marks as lines, or as counted signs where there is little room."""
        self._room = room
        self.update()

    def restyle(self) -> None:
        """Measure again for the present text size."""
        self.updateGeometry()
        self.update()

    def current(self) -> date:
        """Return the current day."""
        return self._current

    def shown(self) -> date:
        """Return the first day of the month that is shown."""
        return self._first

    def marks(self, on: date) -> tuple[Mark, ...]:
        """Return the marks of a day."""
        return self._days.get(on, ())

    def holds(self, on: date) -> bool:
        """Tell whether a day belongs to the month that is shown."""
        return (on.year, on.month) == (self._first.year, self._first.month)

    def same_day(self, year: int, number: int) -> date:
        """Return the day of another month that has the current day's number, or its last day."""
        day = (self._wanted or self._current).day
        return date(year, number, min(day, calendar.monthrange(year, number)[1]))

    def says(self, on: date) -> str:
        """Return a day as a screen reader says it: date, today, day off, its marks with their standing."""
        marks = self.marks(on)
        parts = [long_day(on), _("today") if on == self._today else "", day_off(marks)]
        parts += [mark.says() for mark in things(marks)] or [_("nothing on this day")]
        return " · ".join(part for part in parts if part)

    def go(self, on: date) -> None:
        """Make a day the current one; a day of another month asks for that month."""
        if not self._ready:
            return
        if self.holds(on):
            self._wanted = None
            self._pick(on, tell=on != self._current)
        else:
            self._wanted = on
            self.month_wanted.emit(on.year, on.month)

    def _pick(self, on: date, *, tell: bool) -> None:
        self._current = on
        said = self.says(on)
        self.setAccessibleDescription(said)
        self.update()
        if tell:
            if self.hasFocus():
                aloud.say(self, said)
            self.day_picked.emit(on)

    # --- places ---------------------------------------------------------------------------------------

    def weeks(self) -> int:
        """Return how many weeks the month touches."""
        return len(calendar.monthcalendar(self._first.year, self._first.month))

    def monday(self) -> date:
        """Return the first day in the grid, which may belong to the month before."""
        return self._first - timedelta(days=self._first.weekday())

    def day_rect(self, on: date) -> QRect:
        """Return where a day stands; an empty rectangle when it is not in the grid."""
        at = (on - self.monday()).days
        if not 0 <= at < 7 * self.weeks():
            return QRect()
        week, column = divmod(at, 7)
        top, high = theme().dp(_HEAD), self.height() - theme().dp(_HEAD)
        x, right = self.width() * column // 7, self.width() * (column + 1) // 7
        y, below = top + high * week // self.weeks(), top + high * (week + 1) // self.weeks()
        return QRect(x, y, right - x, below - y)

    def day_at(self, point: QPoint) -> date | None:
        """Return the day at a point, None outside the days."""
        for at in range(7 * self.weeks()):
            on = self.monday() + timedelta(days=at)
            if self.day_rect(on).contains(point):
                return on
        return None

    def sizeHint(self) -> QSize:
        """Return a size in which three marks a day can be read."""
        look = theme()
        return QSize(7 * look.dp(110), look.dp(_HEAD) + self.weeks() * look.dp(_COMMON))

    def minimumSizeHint(self) -> QSize:
        """Return a size in which the numbers can be read."""
        look = theme()
        return QSize(7 * look.dp(_LEAST_WIDE), look.dp(_HEAD) + 6 * look.dp(_LEAST_HIGH))

    # --- keys and mouse -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, choose with Enter; what is not for the days goes on to the month."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        step = steps.get(Qt.Key(event.key()))
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if control:
            event.ignore()
        elif step is not None:
            self.go((self._wanted or self._current) + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._ready:
                self.day_chosen.emit(self._current)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the day under the mouse."""
        on = self.day_at(event.position().toPoint())
        if on is not None and event.button() is Qt.MouseButton.LeftButton:
            self.go(on)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the mouse, when it belongs to the month."""
        on = self.day_at(event.position().toPoint())
        if on is not None and on == self._current and event.button() is Qt.MouseButton.LeftButton:
            self.day_chosen.emit(on)

    def event(self, event: QEvent) -> bool:
        """Show all marks of the day under the mouse, in full."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            on = self.day_at(event.pos())
            marks = self.marks(on) if on is not None else ()
            if on is not None and marks:
                lines = [long_day(on), *filter(None, [day_off(marks)]), *(mark.says() for mark in things(marks))]
                QToolTip.showText(event.globalPos(), "<br>".join(map(escape, lines)), self, self.day_rect(on))
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # --- painting -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the weekdays and the days."""
        if not self._ready:
            return
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, 0, self.width(), look.dp(_HEAD)), look.colour("sunken"))
        for column in range(7):
            x, right = self.width() * column // 7, self.width() * (column + 1) // 7
            room = QRect(x + look.dp(_EDGE + 4), 0, right - x - look.dp(_EDGE + 4), look.dp(_HEAD))
            paint_line(painter, room, weekday_head(column), 13, "text2")
        for at in range(7 * self.weeks()):
            on = self.monday() + timedelta(days=at)
            rect = self.day_rect(on)
            if rect.intersects(event.rect()):
                self._day(painter, rect, on)
        painter.end()

    def _day(self, painter: QPainter, rect: QRect, on: date) -> None:
        look, marks = theme(), things(self.marks(on))
        off = day_off(self.marks(on))
        self._ground(painter, rect, on, off=bool(off))
        number = QRect(
            rect.x() + look.dp(_EDGE),
            rect.y() + min(look.dp(3), max(0, (rect.height() - look.dp(_NUMBER)) // 2)),
            look.dp(_NUMBER),
            look.dp(_NUMBER),
        )
        self._number(painter, number, on)
        beside = QRect(number.right() + look.dp(5), number.y(), 0, number.height())
        beside.setRight(rect.right() - look.dp(3))
        below = QRect(rect.x() + look.dp(_EDGE + 4), number.bottom() + look.dp(2), 0, 0)
        below.setRight(rect.right() - look.dp(3))
        below.setBottom(rect.bottom() - 1)
        lines = below.height() // look.dp(_LINE)
        if not lines:  # so low a day has one line: signs at its right end, words between
            wide = self._counts(painter, beside, marks, mine=self.holds(on), right=True)
            beside.setRight(beside.right() - wide)
            self._words(painter, beside, on, off, below=None)
            return
        below.setTop(below.top() + self._words(painter, beside, on, off, below=below if lines > bool(marks) else None))
        lines = below.height() // look.dp(_LINE)
        readable = self._room is not Room.NARROW and rect.width() >= look.dp(_READABLE)
        if readable and (len(marks) <= min(MOST, lines) or lines > 1):
            self._lines(painter, below, marks, lines, mine=self.holds(on))
        else:
            self._counts(painter, below, marks, mine=self.holds(on))

    def _ground(self, painter: QPainter, rect: QRect, on: date, *, off: bool) -> None:
        look = theme()
        current = on == self._current and self.holds(on)
        ground = "select" if current else "hintsoft" if off else "surface" if self.holds(on) else "sunken"
        painter.fillRect(rect, look.colour(ground))
        painter.fillRect(QRect(rect.x(), rect.y(), rect.width(), 1), look.colour("line"))
        if on.weekday():
            painter.fillRect(QRect(rect.x(), rect.y(), 1, rect.height()), look.colour("line"))
        if current:
            painter.fillRect(QRect(rect.x(), rect.y(), look.dp(_BAR), rect.height()), look.colour("accent"))
            if self.hasFocus():
                painter.setPen(QPen(look.colour("focus"), look.dp(1), Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                gap = look.dp(2) + 0.5
                painter.drawRect(QRectF(rect).adjusted(look.dp(_BAR) + gap, gap, -gap, -gap))

    def _number(self, painter: QPainter, box: QRect, on: date) -> None:
        """Paint the number of a day, and today's ring."""
        look, today = theme(), on == self._today
        if today:
            ring = look.dp(2)
            painter.setPen(QPen(look.colour("accent"), ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = ring / 2
            painter.drawEllipse(QRectF(box).adjusted(half, half, -half, -half))
        colour = "accent" if today else "text" if self.holds(on) else "text3"
        paint_line(painter, box, str(on.day), 14, colour, bold=today, align=CENTRE)

    def _words(self, painter: QPainter, beside: QRect, on: date, off: str, *, below: QRect | None) -> int:
        """Paint 今天 and the words of a day off beside the number, or below; return the height taken below."""
        look, metrics = theme(), theme().metrics(13)
        today = _("today") if on == self._today else ""
        both = " · ".join(filter(None, (today, off)))
        colour = "accent" if today else "hint" if self.holds(on) else "text3"
        if metrics.horizontalAdvance(both) <= beside.width():
            paint_line(painter, beside, both, 13, colour)
        elif off and below is not None:
            if metrics.horizontalAdvance(today) <= beside.width():
                paint_line(painter, beside, today, 13, colour)
            paint_line(painter, QRect(below.x(), below.y(), below.width(), look.dp(_LINE)), off, 13, "hint")
            return look.dp(_LINE)
        elif off and beside.width() > look.dp(28):
            paint_line(painter, beside, off, 13, colour)
        return 0

    def _lines(self, painter: QPainter, room: QRect, marks: list[Mark], lines: int, *, mine: bool) -> None:
        """Paint up to three marks a line each, and how many more there are."""
        look = theme()
        high, top = look.dp(_LINE), room.y()
        shown = len(marks) if len(marks) <= min(MOST, lines) else min(MOST, lines - 1)
        after = QRect(room.x() + look.dp(_ICON + 4), top, 0, high)
        after.setRight(room.right())
        for mark in marks[:shown]:
            self._icon(painter, room.x(), after.y() + (high - look.dp(_ICON)) // 2, mark, mine=mine)
            paint_line(painter, after, mark.short or mark.text, 13, mark.look().words if mine else "text3")
            after.translate(0, high)
        left = len(marks) - shown
        if left:
            words = ngettext("{count} more", "{count} more", left).format(count=left)
            paint_line(painter, after, words, 13, "text2" if mine else "text3")

    def _counts(self, painter: QPainter, room: QRect, marks: list[Mark], *, mine: bool, right: bool = False) -> int:
        """Paint a sign for each standing with its number, or the signs alone; return the width taken."""
        look = theme()
        numbers = {
            standing: str(sum(mark.standing is standing for mark in marks))
            for standing in SHOWN
            if any(mark.standing is standing for mark in marks)
        }
        icon, gap = look.dp(_ICON + 2), look.dp(5)
        wides = {standing: icon + look.metrics(13).horizontalAdvance(text) for standing, text in numbers.items()}
        counted = sum(wides.values()) + gap * (len(wides) - 1) <= room.width()
        if not counted:
            gap = look.dp(1)
            fits = max(1, (room.width() + gap) // (icon + gap))
            wides = dict.fromkeys(list(numbers)[-fits:], icon)  # what is done can be left out first
        whole = sum(wides.values()) + gap * (len(wides) - 1) if wides else 0
        x = room.right() - whole if right else room.x()
        high = min(room.height(), look.dp(_LINE)) if not right else room.height()
        for standing, wide in wides.items():
            self._icon(painter, x, room.y() + (high - look.dp(_ICON)) // 2, Mark("", "", standing), mine=mine)
            if counted:
                words = QRect(x + icon, room.y(), wide, high)
                paint_line(painter, words, numbers[standing], 13, LOOKS[standing].words if mine else "text3")
            x += wide + gap
        return whole + look.dp(6) if whole else 0

    def _icon(self, painter: QPainter, x: int, y: int, mark: Mark, *, mine: bool) -> None:
        look = mark.look()
        colour = look.colour if mine else "text3"
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(x, y, icon_pixmap(look.icon, _ICON, colour=colour, filled=look.filled, ratio=ratio))
