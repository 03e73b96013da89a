"""Tabs: the sections of a form with their counts of findings, or filters with their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from gui.messages import _, ngettext
from gui.widgets.icons import icon_pixmap
from gui.widgets.space import Flow, Row
from gui.widgets.text import Frame
from gui.widgets.theme import theme

_EDGE, _HEIGHT, _BAR, _ICON = 10, 39, 3, 16


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: key, word, how many findings of which level stand behind it, or a plain number (无效 1)."""

    key: str
    text: str
    errors: int = 0
    warnings: int = 0
    count: int | None = None

    def says(self) -> str:
        """Return what a screen reader says."""
        if self.errors:
            found = ngettext("{count} error", "{count} errors", self.errors).format(count=self.errors)
        elif self.warnings:
            found = ngettext("{count} warning", "{count} warnings", self.warnings).format(count=self.warnings)
        else:
            found = "" if self.count is None else str(self.count)
        return f"{self.text} {found}".strip()


class _TabButton(QAbstractButton):
    """One tab, painted: the bold word's width is always kept, so that nothing moves when it is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tab = Tab("", "")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_tab(self, tab: Tab) -> None:
        """Show a tab."""
        self.tab = tab
        self.setText(tab.text)
        self.setAccessibleName(tab.says())
        self.updateGeometry()
        self.update()

    def _word(self) -> str:
        return self.tab.text if self.tab.count is None else f"{self.tab.text} {self.tab.count}"

    def _fitting(self) -> str:
        """Return the word, shortened with … when the tab is narrower than it needs; the number is never cut."""
        look = theme()
        number = "" if self.tab.count is None else f" {self.tab.count}"
        metrics = look.metrics(15, bold=True)
        room = metrics.horizontalAdvance(self._word()) - max(0, self.sizeHint().width() - self.width())
        if metrics.horizontalAdvance(self._word()) <= room:
            return self._word()
        return (
            metrics.elidedText(
                self.tab.text, Qt.TextElideMode.ElideRight, max(0, room - metrics.horizontalAdvance(number))
            )
            + number
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in the tooltip what a whole line has no room for."""
        super().resizeEvent(event)
        self.setToolTip(self.tab.text if self.width() < self.sizeHint().width() else "")

    def sizeHint(self) -> QSize:
        """Return the size of the bold word, the icon and the count."""
        look = theme()
        wide = 2 * look.dp(_EDGE) + look.metrics(15, bold=True).horizontalAdvance(self._word())
        count = self.tab.errors or self.tab.warnings
        if count:
            wide += look.dp(_ICON + 6) + look.metrics(14).horizontalAdvance(str(count))
        return QSize(wide, look.dp(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return a width that still shows a few characters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().dp(2 * _EDGE + 40)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint word, findings, bar and focus ring."""
        look, rect, chosen = theme(), self.rect(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and not chosen:
            painter.fillRect(rect, look.colour("accentsoft"))
        word = self._fitting()
        bold = look.metrics(15, bold=True).horizontalAdvance(word)
        painter.setFont(look.font(15, bold=chosen))
        painter.setPen(look.colour("accent" if chosen else "text2"))
        x = look.dp(_EDGE)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRect(x, 0, bold + look.dp(4), rect.height() - look.dp(_BAR)), middle, word)
        x += painter.fontMetrics().horizontalAdvance(word) + look.dp(3)
        count = self.tab.errors or self.tab.warnings
        if count:
            name, colour = ("dismiss_circle", "err") if self.tab.errors else ("warning", "warn")
            pixmap = icon_pixmap(name, _ICON, colour=colour, filled=True, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x, (rect.height() - look.dp(_BAR + _ICON)) / 2), pixmap)
            painter.setFont(look.font(14))
            painter.setPen(look.colour("text2"))
            x += look.dp(_ICON + 3)
            painter.drawText(QRect(x, 0, rect.width(), rect.height() - look.dp(_BAR)), middle, str(count))
        if chosen:
            bar = look.dp(_BAR)
            painter.fillRect(QRect(0, rect.height() - bar, rect.width(), bar), look.colour("accent"))
        if self.hasFocus():
            ring = look.dp(2)
            painter.setPen(QPen(look.colour("focus"), ring))
            half = ring / 2
            painter.drawRoundedRect(
                QRectF(rect).adjusted(half, half, -half, -half - look.dp(_BAR)), look.dp(4), look.dp(4)
            )
        painter.end()


class Tabs(Frame):
    """Tabs in a line, or in several where there is little room; Left and Right choose, a reader hears the counts."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[Tab] = (), *, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__("tabbar", parent)
        self.setAccessibleName(says or _("Sections"))
        self._line = Row(self, margins=(10, 0, 10, 0), spacing=0)
        self._flow = Flow(spacing=0)
        self._line.addLayout(self._flow, 1)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _TabButton] = {}
        theme().changed.connect(self.restyle)
        self.show_tabs(tabs)

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget (a search field) at the right end."""
        self._line.addWidget(widget)

    def show_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show other tabs or other counts; the chosen one stays chosen, else the first is."""
        keep = self.current()
        if tuple(tab.key for tab in tabs) != tuple(self._buttons):
            for button in self._buttons.values():
                self._group.removeButton(button)
                self._flow.removeWidget(button)
                button.hide()
                button.deleteLater()
            self._buttons = {}
            for tab in tabs:
                button = _TabButton(self)
                button.clicked.connect(lambda _checked=False, key=tab.key: self.chosen.emit(key))
                self._group.addButton(button)
                self._flow.addWidget(button)
                button.show()  # a layout shows its new child a turn later, and what is hidden is not measured
                self._buttons[tab.key] = button
        for tab in tabs:
            self._buttons[tab.key].show_tab(tab)
        if tabs:
            self.choose(keep if keep in self._buttons else tabs[0].key)

    def choose(self, key: str) -> None:
        """Show `key` as chosen without telling anybody."""
        self._buttons[key].setChecked(True)

    def current(self) -> str:
        """Return the key of the chosen tab, empty when there is none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def step(self, by: int) -> None:
        """Choose the next (1) or the previous (-1) tab and tell it; Ctrl+Tab does this."""
        keys = list(self._buttons)
        if keys:
            key = keys[(keys.index(self.current()) + by) % len(keys)] if self.current() else keys[0]
            self._buttons[key].click()

    def restyle(self) -> None:
        """Measure again for the present text size."""
        for button in self._buttons.values():
            button.updateGeometry()
            button.update()

    def minimumSizeHint(self) -> QSize:
        """Return a width that no word can stretch: tabs go on in the next line where there is no room."""
        return QSize(theme().dp(120), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the neighbouring tab with Left and Right."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(-1 if event.key() == Qt.Key.Key_Left else 1)
            button = self._buttons.get(self.current())
            if button is not None:
                button.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)
