"""The campaign's time line: phases as bars over its months, deadlines as flags, today as a line with its word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.messages import _, full_day, month, month_only, pgettext
from gui.widgets.icons import icon_pixmap
from gui.widgets.lettering import CENTRE, LEFT, paint_line
from gui.widgets.milestones import Flag, Milestone, grouped
from gui.widgets.text import Frame
from gui.widgets.theme import theme

_SIDE, _TOP, _TODAY, _BAR, _GAP, _FLAGS, _AXIS, _BELOW = 14, 6, 20, 26, 4, 28, 22, 4
"""Margin at the sides, above, rows of today's word, bars, flags, month names, and below."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the campaign, both days included; `depth` 0 is outermost, a phase inside another has one more."""

    name: str
    start: date
    end: date
    depth: int = 0

    def says(self) -> str:
        """Return the phase with its days."""
        return f"{self.name} {full_day(self.start)}—{full_day(self.end)}"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A phase and its lane, and how far right its name may go on beyond its bar."""

    phase: Phase
    lane: int
    free_until: date


class PhaseLine(Frame):
    """The campaign at a glance; one Tab stop, Left and Right go from flag to flag, pressing one tells its day."""

    day_chosen = Signal(object)
    """A flag was pressed: the day of its deadline, a date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._start = self._end = self._today = date(2000, 1, 1)
        self._phases: tuple[_Placed, ...] = ()
        self._milestones: tuple[Milestone, ...] = ()
        self._lanes = 0
        self._ready = False
        self._flags: list[Flag] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)

    def show_line(
        self,
        start: date,
        end: date,
        *,
        phases: Sequence[Phase] = (),
        milestones: Sequence[Milestone] = (),
        today: date,
    ) -> None:
        """Show the campaign from `start` to `end`, both days included; phases may nest, overlap or be none."""
        self._start, self._end, self._today, self._ready = start, max(start, end), today, True
        self._phases, self._lanes = _placed(phases, self._end)
        self._milestones = tuple(sorted(milestones, key=lambda milestone: milestone.on))
        self.setAccessibleName(
            _("The campaign from {start} to {end}").format(start=full_day(start), end=full_day(self._end))
        )
        self.setAccessibleDescription(self.says())
        self.restyle()

    def says(self) -> str:
        """Return today and the phases as a screen reader says them; the flags speak for themselves."""
        now = _("today {day}").format(day=full_day(self._today))
        return " · ".join([now, *(f"{placed.phase.says()} {self._state(placed.phase)}" for placed in self._phases)])

    def flags(self) -> list[Flag]:
        """Return the flags from left to right."""
        return list(self._flags)

    def restyle(self) -> None:
        """Take the height of the present text size and depth."""
        look = theme()
        parts = [_TOP, _TODAY, self._lanes * (_BAR + _GAP), _FLAGS, _AXIS, _BELOW]
        self.setFixedHeight(sum(map(look.dp, parts)))
        self._set_flags()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a width in which a year can be read."""
        return QSize(theme().dp(640), self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest width."""
        return QSize(theme().dp(240), self.height())

    # --- places ---------------------------------------------------------------------------------------

    def at(self, on: date) -> int:
        """Return where a day begins, from the left edge in pixels; days outside the campaign stand at its ends."""
        side = theme().dp(_SIDE)
        days = (self._end - self._start).days + 1
        passed = min(max((on - self._start).days, 0), days)
        return side + (self.width() - 2 * side) * passed // days

    def bar(self, placed: _Placed) -> QRect:
        """Return where the bar of a phase stands."""
        look = theme()
        left = self.at(placed.phase.start)
        right = max(left + look.dp(6), self.at(placed.phase.end + timedelta(days=1)))
        top = look.dp(_TOP) + look.dp(_TODAY) + placed.lane * look.dp(_BAR + _GAP)
        return QRect(left, top, right - left, look.dp(_BAR))

    def _axis(self) -> int:
        """Return the height at which the months' line runs."""
        return self.height() - theme().dp(_AXIS) - theme().dp(_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the flags anew: what stands too near together shares one."""
        super().resizeEvent(event)
        self._set_flags()

    def _set_flags(self) -> None:
        look = theme()
        groups = grouped(self._milestones, at=self.at, apart=look.dp(Flag.SIDE - 4))
        if [flag.milestones for flag in self._flags] != groups:
            had = any(flag.hasFocus() for flag in self._flags)
            for flag in self._flags:
                flag.hide()
                flag.deleteLater()
            self._flags = [Flag(group, today=self._today, parent=self) for group in groups]
            for flag in self._flags:
                flag.pressed_day.connect(self.day_chosen)
                flag.show()
            self._stop_at(0)
            if had and self._flags:
                self._flags[0].setFocus()
        for flag in self._flags:
            size = flag.sizeHint()
            flag.resize(size)
            left = self.at(flag.milestones[0].on) - look.dp(Flag.SIDE) // 2
            left = min(max(left, 1), self.width() - size.width() - 1)
            flag.move(left, self._axis() - look.dp(1) - size.height())

    # --- keys and mouse -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from flag to flag."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        at = next((number for number, flag in enumerate(self._flags) if flag.hasFocus()), -1)
        if step is None or at < 0:
            super().keyPressEvent(event)
            return
        to = min(max(at + step, 0), len(self._flags) - 1)
        self._stop_at(to)
        self._flags[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_at(self, at: int) -> None:
        """Let the Tab key stop at one flag only."""
        for number, flag in enumerate(self._flags):
            flag.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == at else Qt.FocusPolicy.ClickFocus)

    def event(self, event: QEvent) -> bool:
        """Tell the phase under the mouse with its days."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._phase_at(event.pos())
            if found is not None:
                said = f"{found.says()} {self._state(found)}"
                QToolTip.showText(event.globalPos(), escape(said), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _phase_at(self, point: QPoint) -> Phase | None:
        return next((placed.phase for placed in self._phases if self.bar(placed).contains(point)), None)

    def _state(self, phase: Phase) -> str:
        if phase.end < self._today:
            return pgettext("phase", "over")
        return pgettext("phase", "under way") if phase.start <= self._today else pgettext("phase", "not begun")

    # --- painting -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint months, bars, today and, over its line, the names."""
        super().paintEvent(event)
        if not self._ready:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._months(painter)
        for placed in self._phases:
            self._ground(painter, self.bar(placed), placed.phase)
        self._now(painter)
        for placed in self._phases:
            self._name(painter, placed)
        painter.end()

    def _months(self, painter: QPainter) -> None:
        look, axis = theme(), self._axis()
        left, right = self.at(self._start), self.at(self._end + timedelta(days=1))
        painter.fillRect(QRect(left, axis, right - left, look.dp(1)), look.colour("edge"))
        firsts = [self._start, *_firsts(self._start, self._end)]
        years = self._start.year != self._end.year
        measure, gap = look.metrics(13).horizontalAdvance, look.dp(6)
        wide = max(1.0, (right - left) * 30.4 / ((self._end - self._start).days + 1))
        widest = max(measure(_month(on, year=False)) for on in firsts) + look.dp(18)
        step = next((step for step in (1, 2, 3, 6, 12) if wide * step >= widest), 12)
        named = [on for on in firsts[1:] if (on.month - 1) % step == 0]
        if not named or self.at(named[0]) - left >= measure(_month(self._start, year=years)) + gap:
            named.insert(0, self._start)  # else the first months would run into each other
        for on in firsts:
            high = look.dp(6 if on in named else 4)
            painter.fillRect(QRect(self.at(on), axis, look.dp(1), high), look.colour("edge"))
        free = 0
        for on in named:
            x = self.at(on) + look.dp(3)
            name = _month(on, year=years and (on is named[0] or on.month == 1))
            if x + measure(name) > self.width() - look.dp(2):
                name = _month(on, year=False)
            box = QRect(x, axis + look.dp(3), measure(name) + look.dp(2), look.dp(_AXIS - 3))
            if x >= free and box.right() < self.width():
                paint_line(painter, box, name, 13, "text2")
                free = box.right() + look.dp(4)
        end = right - look.dp(1)
        painter.fillRect(QRect(end, axis, look.dp(1), look.dp(6)), look.colour("edge"))

    def _ground(self, painter: QPainter, rect: QRect, phase: Phase) -> None:
        """Past = filled grey, now = thick edge, later = empty: told apart without colour."""
        look = theme()
        now = phase.start <= self._today <= phase.end
        ground, edge = ("hintsoft", "hintedge") if phase.end < self._today else ("surface", "edge")
        if now:
            ground, edge = "accentsoft", "accent"
        pen = look.dp(2) if now else 1
        painter.setPen(QPen(look.colour(edge), pen))
        painter.setBrush(look.colour(ground))
        half = pen / 2
        painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), look.dp(4), look.dp(4))

    def _now(self, painter: QPainter) -> None:
        if not self._start <= self._today <= self._end:
            return
        look = theme()
        word = _("today")
        x = self.at(self._today)
        painter.fillRect(
            QRectF(x - look.dp(1), look.dp(_TOP + _TODAY - 2), look.dp(2), self._axis() - look.dp(_TOP + _TODAY - 2)),
            look.colour("accent"),
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawEllipse(QPointF(x, self._axis()), look.dp(3), look.dp(3))
        wide = look.metrics(13, bold=True).horizontalAdvance(word) + look.dp(4)
        left = min(max(x - wide // 2, look.dp(2)), self.width() - wide - look.dp(2))
        room = QRect(left, look.dp(_TOP - 2), wide, look.dp(_TODAY))
        paint_line(painter, room, word, 13, "accent", bold=True, align=CENTRE)

    def _name(self, painter: QPainter, placed: _Placed) -> None:
        """Paint the name in its bar, or beside it where the bar is too short and the lane is free."""
        look, phase, rect = theme(), placed.phase, self.bar(placed)
        now, past = phase.start <= self._today <= phase.end, phase.end < self._today
        inner = rect.adjusted(look.dp(7), 0, -look.dp(5), 0)
        wide = look.metrics(13, bold=now).horizontalAdvance(phase.name)
        if past and inner.width() >= wide + look.dp(20):
            pixmap = icon_pixmap("checkmark", 16, colour="text2", filled=True, ratio=self.devicePixelRatioF())
            painter.drawPixmap(inner.x() - look.dp(2), inner.y() + (inner.height() - look.dp(16)) // 2, pixmap)
            inner.setLeft(inner.left() + look.dp(17))
        beside = QRect(rect.right() + look.dp(6), rect.y(), 0, rect.height())
        beside.setRight(self.at(placed.free_until) - look.dp(6))
        least = min(wide, look.dp(48))
        if inner.width() < least and beside.width() >= least:
            inner = beside
        if inner.width() >= min(least, look.dp(26)):
            paint_line(painter, inner, phase.name, 13, "text" if now else "text2", bold=now, align=LEFT)


def _month(on: date, *, year: bool) -> str:
    return month(on.year, on.month) if year else month_only(on.month)


def _firsts(start: date, end: date) -> list[date]:
    """Return the first days of the months that begin after `start` and until `end`."""
    found: list[date] = []
    year, number = start.year, start.month
    while True:
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
        on = date(year, number, 1)
        if on > end:
            return found
        found.append(on)


def _placed(phases: Sequence[Phase], end: date) -> tuple[tuple[_Placed, ...], int]:
    """Give every phase a lane, deeper ones lower, overlapping ones of one depth under each other; and count lanes."""
    lanes: list[list[Phase]] = []
    for depth in sorted({phase.depth for phase in phases}):
        here: list[list[Phase]] = []
        for phase in sorted((phase for phase in phases if phase.depth == depth), key=lambda phase: phase.start):
            free = next((lane for lane in here if lane[-1].end < phase.start), None)
            if free is None:
                here.append([phase])
            else:
                free.append(phase)
        lanes += here
    after = end + timedelta(days=1)
    placed = [
        _Placed(phase, number, lane[at + 1].start if at + 1 < len(lane) else after)
        for number, lane in enumerate(lanes)
        for at, phase in enumerate(lane)
    ]
    return tuple(placed), len(lanes)
