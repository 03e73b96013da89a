"""Progress: bar, 第 3 件，共 12 件, 取消; nothing under a second, words alone when the length is unknown."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from gui.messages import _
from gui.widgets import aloud
from gui.widgets.beside import Beside
from gui.widgets.buttons import Button
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Flow, Row
from gui.widgets.text import Frame, Label, TitleLabel

PATIENCE = 1000
"""Milliseconds that pass before anything is shown."""


class ProgressRow(QWidget):
    """What is being done, how far it is, and a way to stop it."""

    cancelled = Signal()

    def __init__(self, *, cancel: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = Column(self, spacing=6)
        self._words = Label("", "small", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = Button(cancel or _("Cancel"), action=self._stop)
        line = Row(spacing=12)
        left = Column(spacing=6)
        left.addWidget(self._words)
        left.addWidget(self._bar)
        line.addLayout(left, 1)
        line.addWidget(self._cancel)
        column.addLayout(line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.show)
        self.hide()

    def start(self, words: str, *, at_once: bool = False) -> None:
        """Begin; shown after a second, or at once where the words themselves matter (请不要拔U盘)."""
        self._words.setText(words)
        self._bar.hide()
        self._cancel.setEnabled(True)
        if at_once:
            self.show()
            aloud.say(self, words)
        else:
            self._timer.start()

    def tell(self, done: int, total: int, words: str = "", *, count: bool = True) -> None:
        """Show how far it is; total 0 = unknown, then words alone. Bytes are better not counted out."""
        counted = _("{done} of {total}").format(done=done, total=total) if total and count else ""
        self._words.setText(f"{words} {counted}".strip())
        self._bar.setVisible(total > 0)
        if total:
            self._bar.setRange(0, total if count else 1000)
            self._bar.setValue(done if count else done * 1000 // total)  # Qt's numbers end at two thousand million
            self._bar.setAccessibleName(f"{words} {counted}".strip())

    def finish(self) -> None:
        """End and take everything away."""
        self._timer.stop()
        self.hide()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)  # it has been asked for; it ends at the next step
        self._words.setText(_("Stopping…"))
        self.cancelled.emit()


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of carrying: key, icon, heading, grey line."""

    key: str
    icon: str
    text: str
    line: str = ""


class StageRows(Frame):
    """写入 → 回读 → 核对签名: each with its words and its time once it is done."""

    def __init__(self, stages: Sequence[Stage], *, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        column = Column(self, margins=(1, 2, 1, 2), spacing=0)
        self._icons: dict[str, IconLabel] = {}
        self._marks: dict[str, IconLabel] = {}
        self._ends: dict[str, Label] = {}
        self._lines: dict[str, Label] = {}
        for stage in stages:
            row = Frame("row" if stage is not stages[-1] else "plain")
            line = Row(row, margins=(20, 10, 18, 10), spacing=16)
            self._icons[stage.key] = IconLabel(stage.icon, 24, colour="text3")
            line.addWidget(self._icons[stage.key])
            words = Column(spacing=2)
            words.addWidget(Label(stage.text, "strong"))
            self._lines[stage.key] = Label(stage.line, "small", wrap=True)
            words.addWidget(self._lines[stage.key])
            line.addLayout(words, 1)
            self._marks[stage.key] = IconLabel("circle", 16, colour="text3")
            self._ends[stage.key] = Label("", "small")
            line.addWidget(self._marks[stage.key])
            line.addWidget(self._ends[stage.key])
            column.addWidget(row)

    def set_line(self, key: str, text: str) -> None:
        """Change the grey line of a stage."""
        self._lines[key].setText(text)

    def wait(self, key: str, words: str) -> None:
        """Show that a stage is being done."""
        self._marks[key].show_icon("hourglass", colour="hint", filled=True)
        self._ends[key].setText(words)

    def done(self, key: str, words: str) -> None:
        """Show that a stage went well: 一致 14:26."""
        self._icons[key].show_icon(self._icons[key].name(), colour="ok", filled=True)
        self._marks[key].show_icon("checkmark_circle", colour="ok", filled=True)
        self._ends[key].setText(words)

    def failed(self, key: str, words: str) -> None:
        """Show that a stage went wrong."""
        self._icons[key].show_icon(self._icons[key].name(), colour="err", filled=True)
        self._marks[key].show_icon("dismiss_circle", colour="err", filled=True)
        self._ends[key].setText(words)


class SafeCard(Frame):
    """可以安全拔出: green, 28 high words, said only after the stick was read back and judged."""

    acted = Signal()

    def __init__(
        self, title: str, text: str, action: str = "", *, icon_name: str = "usb_stick", parent: QWidget | None = None
    ) -> None:
        super().__init__("valid", parent)
        line = Row(self, margins=(28, 16, 22, 16), spacing=24)
        line.addWidget(IconLabel(icon_name, 48, colour="ok", filled=True))
        self._words = words = Column(spacing=4)
        big = TitleLabel("big")
        big.set_tone("ok")
        big.setText(title)
        words.addWidget(big)
        words.addWidget(Label(text, wrap=True))
        if action:
            ends = Flow(right=True)
            ends.addWidget(Button(action, icon_name="copy", action=self.acted.emit))
            line.addLayout(Beside(words, ends, spacing=24), 1)
        else:
            line.addLayout(words, 1)
        self.setAccessibleName(f"{title} {text}")

    def showEvent(self, event: QShowEvent) -> None:
        """Say it: it is what the person waits for."""
        super().showEvent(event)
        aloud.say_once(self, self.accessibleName())

    def put(self, part: QWidget) -> None:
        """Put something below the words: how the stick is let go."""
        self._words.addWidget(part)
