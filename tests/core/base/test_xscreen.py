"""What is said to the desktop on an X screen, heard by somebody else who listens there."""

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.base.xscreen import bring_forward, end_start

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(
    not all(shutil.which(name) for name in ("Xvfb", "xev", "xprop")), reason="needs Xvfb, xev and xprop"
)


@pytest.fixture(scope="module")
def screen():
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as stream:
        number = stream.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def heard(screen, monkeypatch):
    """Return what gives the messages that came to the root window since, once one of a name is among them."""
    monkeypatch.setenv("DISPLAY", screen)
    listener = subprocess.Popen(
        ["xev", "-root", "-event", "property", "-event", "substructure"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert listener.stdout is not None
    while not select.select([listener.stdout], [], [], 0.2)[0]:  # until it listens, it hears nothing
        subprocess.run(["xprop", "-root", "-f", "PROBE", "32c", "-set", "PROBE", "1"], check=True)

    def until(*names: str) -> str:
        found = ""
        while not all(name in found for name in names):
            line = listener.stdout.readline()
            assert line, found
            found += line
        return found

    yield until
    listener.terminate()
    listener.communicate()


def test_a_window_is_asked_forward_by_the_persons_own_wish(heard):
    bring_forward(0x1234)
    heard("window 0x1234,", "(_NET_ACTIVE_WINDOW), format 32")


def test_the_end_of_a_start_is_told_with_its_name(heard, monkeypatch):
    monkeypatch.setenv("DESKTOP_STARTUP_ID", 'menu-7-"school"_TIME12345')
    end_start()
    heard("(_NET_STARTUP_INFO_BEGIN), format 8", "(_NET_STARTUP_INFO), format 8")


@pytest.mark.parametrize("name", ["", "a\nb", "x" * 300])
def test_a_start_without_a_sound_name_is_not_spoken_of(name):
    script = "from core.base.xscreen import end_start; end_start(); print('well')"
    environment = {**os.environ, "DESKTOP_STARTUP_ID": name, "DISPLAY": ":987"}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "well\n"


def test_without_a_screen_nothing_is_said(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "menu-7")
    end_start()
    bring_forward(1)
