"""The notice for our own mistakes: plain words, drafts kept, and a log that holds no word a person wrote."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.errors import UserError
from core.base.log import logger
from gui.messages import _, about, fill
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.dialog import Dialog
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.icons import IconLabel
from gui.widgets.question import WIDTH
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Label

_log: logging.Logger = logger("gui.crash")


class CrashNotice(QObject):
    """Catches what nobody caught; one notice at a time."""

    caught = Signal(object)
    """For this class: carries an exception from another thread to the window's."""

    def __init__(
        self,
        window: QWidget,
        *,
        log: Path,
        rescue: Callable[[], None],
        book: Callable[[], Any],
        tasks: Tasks,
        clock: Clock,
        chooser: Chooser,
    ) -> None:
        """`book` gives what is open, for its counts and sizes to go into a report."""
        super().__init__(window)
        self._window, self._path, self._rescue = window, log, rescue
        self._book, self._tasks, self._clock, self._chooser = book, tasks, clock, chooser
        self._dialog: Dialog | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self.caught.connect(self.show_error, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Catch from now on what nobody catches, in every thread."""
        sys.excepthook = self._hook
        threading.excepthook = lambda said: self.caught.emit(said.exc_value)

    def stop(self) -> None:
        """Leave the catching to whoever did it before."""
        sys.excepthook, threading.excepthook = self._before

    def show_error(self, error: BaseException) -> None:
        """Write the log, keep the drafts, and tell the person."""
        _log.error("crash %s", outline(error))
        if self._dialog is not None:
            return
        try:
            self._rescue()
        except Exception as second:  # noqa: BLE001 - the notice must appear whatever else is broken; it is logged
            _log.error("rescue failed %s", outline(second))
        self._dialog = self._notice()
        self._dialog.finished.connect(self._gone)
        self._dialog.open()

    def dialog(self) -> Dialog | None:
        """Return the notice that is shown, None when there is none."""
        return self._dialog

    def _gone(self, _result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _notice(self) -> Dialog:
        dialog = Dialog(_("Something in the program went wrong"), width=WIDTH, parent=self._window)
        column = Column(margins=(24, 22, 24, 6), spacing=12)
        title = Row(spacing=10)
        title.addWidget(IconLabel("warning", 28, colour="warn", filled=True), 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(Label(_("Something in the program went wrong"), "section", wrap=True), 1)
        column.addLayout(title)
        column.addWidget(
            Label(_("It is the program’s mistake. What was written is kept; nothing was sent anywhere."), wrap=True)
        )
        where = fill(_("A log without any of your words is at {path}."), {"path": str(self._path)})
        column.addWidget(Label(where, "small", wrap=True, selectable=True))
        self._said = Column(spacing=0)
        column.addLayout(self._said)
        buttons = Flow(spacing=8, right=True)
        self.report_button = Button(_("Save a report"), "link", action=self.save_report)
        buttons.addWidget(self.report_button)
        buttons.addWidget(Button(_("Leave the program"), "plain", action=self._leave))
        stay = Button(_("Go on working"), "primary", action=dialog.accept)
        buttons.addWidget(stay)
        foot = Column(margins=(24, 6, 24, 18), spacing=0)
        foot.addLayout(buttons)
        dialog.lay(column, foot)
        stay.setDefault(True)
        stay.setFocus()
        return dialog

    def save_report(self) -> None:
        """Ask where to, and write what a repairer needs: versions, sizes, counts and the log, no word of a record."""
        dialog, day = self._dialog, today(self._clock)
        if dialog is None:
            return
        offered = fill(_("Taizhang report {day}"), {"day": day.isoformat()})
        path = self._chooser.new_file(
            dialog, title=_("Save a report"), start=Path.home() / f"{offered}.txt", kinds=_("Text (*.txt)")
        )
        if path is None or self._dialog is not dialog:
            return
        vault = self._book()

        def write() -> None:
            from core.services import diagnosis

            school = vault if hasattr(vault, "opened_by") else None
            diagnosis.save(school, path, clock=self._clock, log=self._path)

        def written(_none: None) -> None:
            kept = fill(_("Kept as {path}. None of your words stands in it."), {"path": str(path)})
            self._say(NoteLine(kept, "checkmark_circle", colour="ok"))

        def failed(error: UserError) -> None:
            self._say(FindingRow(FindingLine(Level.ERROR, about(error).text())))

        self._tasks.in_vault(write, written, failed=failed, owner=dialog)

    def _say(self, said: QWidget) -> None:
        clear(self._said)
        self._said.addWidget(said)

    def _leave(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._window.close()

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self.caught.emit(error)


def outline(error: BaseException) -> str:
    """Return an exception as type and places in the program, without its message: that may quote a record."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places or 'unknown'}"
