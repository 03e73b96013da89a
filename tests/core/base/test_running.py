"""A program's file that is in use is known as that, by any process and for as long as one of them lives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.base.running import hold, is_held

ROOT = Path(__file__).resolve().parents[3]
HOLD = "import sys; from pathlib import Path; from core.base.running import hold; hold(Path(sys.argv[1])); input()"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows holds the file of a running program by itself")


@pytest.fixture
def program(tmp_path) -> Path:
    path = tmp_path / "taizhang"
    path.write_bytes(b"program")
    path.chmod(0o555)
    return path


def test_it_is_held_while_any_of_two_holds_it(program):
    assert not is_held(program)
    first, second = hold(program), hold(program)
    assert is_held(program)
    os.close(first)
    assert is_held(program)
    os.close(second)
    assert not is_held(program)


def test_a_process_that_was_killed_holds_nothing(program):
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(program)], cwd=ROOT, stdin=subprocess.PIPE)
    while not is_held(program):
        assert other.poll() is None
    other.kill()
    other.communicate()
    assert not is_held(program)


def test_what_is_not_there_is_not_held(tmp_path):
    assert hold(tmp_path / "missing") is None
    assert not is_held(tmp_path / "missing")
