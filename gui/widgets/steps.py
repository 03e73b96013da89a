"""The frame of a wizard: step line on top, one step at a time, foot bar with the named next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from gui.messages import _
from gui.widgets import aloud
from gui.widgets.buttons import Button
from gui.widgets.icons import IconLabel, icon_pixmap
from gui.widgets.keys import bind
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame
from gui.widgets.theme import Room, theme


@dataclass(frozen=True, slots=True)
class Step:
    """One step: key, name (选材料), page."""

    key: str
    text: str
    page: QWidget


class StepState(StrEnum):
    """Three ways a step looks."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


class StepLine(QWidget):
    """Done = tick, now = filled number and bold, later = outlined number; a line between."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._now = 0
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self._say()

    def set_now(self, now: int) -> None:
        """Show the step that is being done, from 0."""
        self._now = now
        self._say()
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Show only the name of the present step."""
        self._compact = compact
        self.update()

    def state(self, at: int) -> StepState:
        """Return how a step looks."""
        if at < self._now:
            return StepState.DONE
        return StepState.NOW if at == self._now else StepState.LATER

    def sizeHint(self) -> QSize:
        """Return 46 high."""
        return QSize(theme().dp(200), theme().dp(46))

    def _say(self) -> None:
        name = self._names[self._now] if self._names else ""
        said = _("Step {now} of {all}: {name}").format(now=self._now + 1, all=len(self._names), name=name)
        self.setAccessibleName(said)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the steps."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = look.dp(20), self.height() // 2
        compact = self._compact or self._wanted() > self.width()
        for at, name in enumerate(self._names):
            state = self.state(at)
            x = self._dot(painter, x, middle, at, state)
            if state is StepState.NOW or not compact:
                bold = state is StepState.NOW
                size = 15 if bold else 14
                painter.setFont(look.font(size, bold=bold))
                painter.setPen(look.colour("text" if bold else "text2"))
                wide = look.metrics(size, bold=bold).horizontalAdvance(name)
                room = QRect(x, 0, wide + look.dp(4), self.height())
                painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), name)
                x += wide + look.dp(12)
            if at < len(self._names) - 1:
                painter.setPen(QPen(look.colour("line"), 1))
                end = x + look.dp(12 if compact else 36)
                painter.drawLine(x, middle, end, middle)
                x = end + look.dp(12)
        painter.end()

    def _wanted(self) -> int:
        """Return the width all names need."""
        look = theme()
        names = sum(look.metrics(15, bold=True).horizontalAdvance(name) for name in self._names)
        return names + len(self._names) * look.dp(92)

    def _dot(self, painter: QPainter, x: int, middle: int, at: int, state: StepState) -> int:
        look = theme()
        side = look.dp(24)
        if state is StepState.DONE:
            pixels = look.dp(20)
            pixmap = icon_pixmap("checkmark_circle", 20, colour="accent", filled=True, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x, middle - pixels / 2), pixmap)
            return x + pixels + look.dp(6)
        box = QRectF(x, middle - side / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        now = state is StepState.NOW
        painter.setPen(QPen(look.colour("accentfill" if now else "edge"), 1))
        painter.setBrush(look.colour("accentfill" if now else "surface"))
        painter.drawEllipse(box)
        painter.setFont(look.font(14, bold=now))
        painter.setPen(look.colour("onaccent" if now else "text2"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(at + 1))
        return x + side + look.dp(6)


class Wizard(QWidget):
    """Step line, pages, foot bar. It moves only when told (`go`), so that a step may refuse to be left."""

    next_pressed = Signal(str)
    """The next step was asked for; carries the key of the present step. Nothing is ever greyed out."""
    back_pressed = Signal(str)
    cancelled = Signal()
    reason_pressed = Signal()
    """The reason beside the next button was pressed: go to the first thing that blocks."""

    def __init__(self, steps: Sequence[Step], *, last: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._last = last
        self._line = StepLine([step.text for step in steps])
        band = Frame("tabbar")
        inner = Column(band, spacing=0)
        inner.addWidget(self._line)
        self._pages = QStackedWidget()
        for step in steps:
            self._pages.addWidget(step.page)
        foot = Frame("footer")
        self.foot = Row(foot, margins=(16, 10, 20, 10), spacing=12)
        self.cancel = Button(_("Cancel"), "quiet", action=self.cancelled.emit)
        self._icon = IconLabel("dismiss_circle", 16, colour="err", filled=True)
        self._reason = Button("", "link", action=self.reason_pressed.emit)
        self.back = Button(_("Back"), action=lambda: self.back_pressed.emit(self.current()))
        self.next = Button("", "primary", action=lambda: self.next_pressed.emit(self.current()))
        self._keys = bind(self, "Ctrl+Return Ctrl+Enter", self.next.animateClick, "")
        self.foot.addWidget(self.cancel)
        self.foot.addStretch(1)
        self.foot.addWidget(self._icon)
        self.foot.addWidget(self._reason)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.next)
        column = Column(self, spacing=0)
        column.addWidget(band)
        column.addWidget(self._pages, 1)
        column.addWidget(foot)
        self.set_reason("")
        self.go(self._steps[0].key)

    def current(self) -> str:
        """Return the key of the present step."""
        return self._steps[self._pages.currentIndex()].key

    def go(self, key: str) -> None:
        """Show a step; what was typed in others stays."""
        at = next(number for number, step in enumerate(self._steps) if step.key == key)
        self._pages.setCurrentIndex(at)
        self._line.set_now(at)
        self.back.setVisible(at > 0)
        following = self._steps[at + 1].text if at + 1 < len(self._steps) else ""
        self.set_next(_("Next: {step}").format(step=following) if following else self._last)
        self.set_reason("")

    def step(self, by: int) -> None:
        """Go one step on (1) or back (-1)."""
        at = self._pages.currentIndex() + by
        if 0 <= at < len(self._steps):
            self.go(self._steps[at].key)

    def set_next(self, text: str) -> None:
        """Name the next step otherwise (签名, 写入U盘)."""
        self.next.set_text(text)
        self._keys.setWhatsThis(text)

    def keep_keyboard(self) -> None:
        """Give the keyboard to the next button where what had it was put away; Qt gives it to the rail."""
        held = QApplication.focusWidget()
        if self.isVisible() and (held is None or (held.window() is self.window() and not self.isAncestorOf(held))):
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_reason(self, text: str, *, tone: str = "err") -> None:
        """Say beside the next button what still blocks (err) or is only worth knowing (hint); empty says nothing."""
        if text != self._reason.accessibleName():
            aloud.say(self._reason, text)
        self._reason.set_text(text)
        self._reason.setVisible(bool(text))
        self._icon.setVisible(bool(text))
        name = {"err": "dismiss_circle", "warn": "warning", "ok": "checkmark_circle"}.get(tone, "info")
        self._icon.show_icon(name, colour=tone, filled=True)

    def set_room(self, room: Room) -> None:
        """Show only the present step's name when there is little room."""
        self._line.set_compact(compact=room is Room.NARROW)
