"""What the wizards have in common that set a book up: steps one after another, work at the end, room, leaving."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.tasks import Job
from gui.widgets.head import Head
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column
from gui.widgets.steps import Step, Wizard
from gui.widgets.text import Scroll
from gui.widgets.theme import Room, theme
from gui.wizards.first_steps import FormStep


class SettingUp(QWidget):
    """Asks once what a book needs; what was typed stays through all steps."""

    made = Signal(object)
    """The new book, open."""
    left = Signal()
    """Back to where one came from."""

    def __init__(self, *steps: FormStep, title: str, note: str, last: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._steps = steps
        self._head = Head(title, note)
        pages = [Step(str(at), step.title, _scrolling(step)) for at, step in enumerate(steps)]
        self.steps = Wizard(pages, last=last)
        self._progress = ProgressRow()
        self._progress.cancelled.connect(self._stop)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self.steps, 1)
        self.steps.cancelled.connect(self._cancel)
        self.steps.back_pressed.connect(lambda _key: self._go(self.at() - 1))
        self.steps.next_pressed.connect(lambda _key: self.onward())
        theme().changed.connect(self._rearrange)

    def at(self) -> int:
        """Return the step one is at, from 0."""
        return int(self.steps.current())

    def onward(self) -> None:
        """Go to the next step, or to the first field that stands in the way; at the end make the book."""
        if self._busy() or self._steps[self.at()].complain():
            return
        if self.at() + 1 < len(self._steps):
            self._go(self.at() + 1)
        else:
            self._end()

    def _end(self) -> None:
        """Make the book, once every step has what it asks for."""
        raise NotImplementedError

    def _go(self, at: int) -> None:
        self.steps.go(str(at))
        self._steps[at].take_focus()

    def _busy(self) -> bool:
        return self._job is not None and not self._job.finished

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _cancel(self) -> None:
        if self._busy():
            self._stop()
        else:
            self.left.emit()

    def resizeEvent(self, event: Any) -> None:
        """Labels left or above."""
        super().resizeEvent(event)
        self._rearrange()

    def _rearrange(self) -> None:
        room = theme().room(self.width() + theme().dp(124))
        self._head.set_room(room)
        self.steps.set_room(room)
        for step in self._steps:
            step.set_room(room if room is Room.WIDE else Room.NARROW)


def _scrolling(step: FormStep) -> QWidget:
    body = Column(margins=(20, 14, 20, 14), spacing=10)
    body.addWidget(step)
    body.addStretch(1)
    return Scroll(body)
