"""Signing with a USB key through the windows, with a real PKCS#11 module: every mishap says itself, no PIN is kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.base.errors import NoTokenKey, PinLocked, PinWrong, TokenGone
from gui.messages import use
from gui.widgets.finding import FindingRow
from gui.wizards.secrets import Secrets
from tests.core.signing.test_token import MODULE, PIN, ROOT, environment, store

__all__ = ["store"]
GONE = 'The USB key is not there. "校长" is not plugged in, or was pulled out.'


@pytest.mark.skipif(MODULE is None, reason="SoftHSM2 is not installed")
def test_from_the_settings_to_the_desk_with_a_usb_key(store: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.gui.wizards.token_story", str(MODULE), str(tmp_path), PIN]
    told = {**environment(store), "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    run = subprocess.run(
        [*command, str(store / "tokens")], env=told, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    assert run.stdout.splitlines() == [
        "nothing chosen: First choose the file that came with the USB key.",
        "offered: ['校长']",
        "wrong: The PIN is not right. Several wrong tries lock the USB key. | ''",
        "settings: 校长 | Sign without the USB key",
        "form: pin asked True ask",
        "certified: certified",
        "without a pin: sign True",
        "wrong: The PIN is not right. Several wrong tries lock the USB key. | '' True",
        f"pulled out: {GONE} Plug it in and sign again; nothing was lost.",
        "signed: '' ''",
        "desk: valid",
    ]


@pytest.mark.parametrize(
    ("error", "said", "stays"),
    [
        (PinWrong(label="校长", last=1), "One try is left", False),
        (PinLocked(label="校长"), "is locked", False),
        (TokenGone(label="校长"), "is not there", True),
        (NoTokenKey(label="校长"), "not the right USB key", True),
    ],
)
def test_each_mishap_is_said_under_the_pin_which_is_typed_anew_only_when_it_was_wrong(
    qtbot: QtBot, error: PinWrong, said: str, stays: bool
) -> None:
    use("en")
    secrets = Secrets("Your password signs this")
    qtbot.addWidget(secrets)
    secrets.show_token("校长")
    secrets.pin.line.setText("123456")
    secrets.password.line.setText("a")
    secrets.refuse(error)
    rows = secrets.pin.findChildren(FindingRow)
    assert len(rows) == 1
    assert said in rows[0].line.text
    assert bool(secrets.pin.value()) is stays
    assert secrets.password.value() == "a"
    assert secrets.password.findChildren(FindingRow) == []
