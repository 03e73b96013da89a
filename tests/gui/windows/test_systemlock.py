"""The system's own lock: heard over a real bus, and read out of the messages of Windows."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gui.windows.systemlock import means_lock

LISTENING = """
import subprocess, sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from gui.windows.systemlock import LOGIN, SystemLock

app = QApplication([])
system = QDBusConnection.systemBus()
assert system.registerService(LOGIN)
lock = SystemLock()
told = []
lock.locked.connect(lambda: told.append(True))
lock.start(0)

def say(path, interface, name, *what):
    bus = system if interface.startswith(LOGIN) else QDBusConnection.sessionBus()
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(what))
    assert bus.send(message)

story = [
    (("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True), 1),
    (("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", False), 1),
    (("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True), 2),
    (("/", "org.ukui.ScreenSaver", "lock"), 3),
    (("/org/freedesktop/login1", LOGIN + ".Manager", "PrepareForSleep", True), 4),
    (("/org/freedesktop/login1", LOGIN + ".Manager", "PrepareForSleep", False), 4),
    (("/", "org.example.Other", "lock"), 4),
]

def go_on():
    if not story:
        app.exit(0)
        return
    what, wanted = story.pop(0)
    say(*what)
    QTimer.singleShot(150, lambda: go_on() if len(told) == wanted else (print(what, told), app.exit(1)))

QTimer.singleShot(0, go_on)
QTimer.singleShot(30000, lambda: app.exit(2))
sys.exit(app.exec())
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no bus to run here")
def test_what_a_desktop_says_over_the_bus_locks_and_its_end_does_not():
    start = 'unset XDG_SESSION_ID; DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$0" -c "$1"'
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", start, sys.executable, LISTENING],
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("message", "what", "locks"),
    [
        (0x02B1, 0x7, True),
        (0x02B1, 0x8, False),
        (0x02B1, 0x2, True),
        (0x02B1, 0x4, True),
        (0x02B1, 0x1, False),
        (0x0218, 0x4, True),
        (0x0218, 0x12, False),
        (0x0100, 0x7, False),
    ],
)
def test_of_the_messages_of_windows_lock_handing_over_and_sleep_count(message, what, locks):
    assert means_lock(message, what) is locks
