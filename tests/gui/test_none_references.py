"""A Qt binding that loses references to `None` kills the process after some thousand calls; ours must not."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1000
SLACK = 100  # other parts of the interpreter take and give a few meanwhile


def test_a_thousand_void_calls_lose_no_reference_to_none(qtbot: QtBot) -> None:
    label, thing = QLabel(), QObject()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
        label.setEnabled(True)
        thing.setObjectName("x")
    after = sys.getrefcount(None)
    assert after > before - SLACK
    assert after < before + SLACK
