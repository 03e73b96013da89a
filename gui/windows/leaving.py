"""Ctrl+C in a terminal and the system's wish to end the program: the window closes as if somebody had closed it."""

import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier


class LeaveOnSignal(QObject):
    """Python runs signal handlers only between its own steps, and an idle window takes none: a socket wakes it."""

    def __init__(self, leave: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave = leave
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._before: dict[signal.Signals, Any] = {}
        self._before_fd = -1

    def start(self) -> None:
        """Listen from now on; in the main thread only."""
        self._before_fd = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._caught)

    def stop(self) -> None:
        """Leave the signals to whoever had them before."""
        if not self._before:
            return
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    def _caught(self, number: int, frame: FrameType | None) -> None:
        """The socket has said it already."""

    def _woken(self) -> None:
        self._read.recv(64)
        self._leave()
