"""The command line as a stranger meets it: wrong files, a closed pipe, Ctrl-C; never a traceback, never silence."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
POSIX = pytest.mark.skipif(os.name == "nt", reason="pipes, owners and signals of POSIX systems")


def start(*arguments: str | Path, **options: object) -> subprocess.Popen[str]:
    """Start main.py without a screen, its output caught."""
    kept = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environment = {**kept, **options.pop("environment", {})}  # type: ignore[dict-item]
    return subprocess.Popen(
        [sys.executable, ROOT / "main.py", *map(str, arguments)],
        env=environment,
        stdout=options.pop("stdout", subprocess.PIPE),  # type: ignore[arg-type]
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def run(*arguments: str | Path, **options: object) -> tuple[int, str, str]:
    """Run main.py to its end; returns exit code, output and complaints."""
    with start(*arguments, **options) as process:
        out, err = process.communicate(timeout=120)
    assert "Traceback" not in err + (out or "")
    return process.returncode, out or "", err


@POSIX
def test_a_folder_a_pipe_and_an_endless_name_are_told_by_what_they_are(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    quoted = tmp_path / "a'b\"c $d.pdf"
    quoted.write_text("no pdf")
    code, out, err = run("verify", "--language", "en", tmp_path, pipe, tmp_path / ("a" * 300), quoted)
    assert code == 1
    assert err.count("is not a file") == 2
    assert "could not be read" in err
    assert quoted.name in out


@POSIX
def test_a_name_that_is_no_text_does_not_make_a_file_invalid(tmp_path: Path) -> None:
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xffb.pdf"))
    strange.write_text("no pdf")
    code, out, _ = run("verify", "--json", strange)
    assert code == 1
    assert json.loads(out)["reason"] == "not_pdf"


def test_a_trust_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    packet = tmp_path / "a.pdf"
    packet.write_text("no pdf")
    code, out, err = run("verify", "--trust", tmp_path / "nowhere.json", packet, "--language", "en")
    assert (code, out) == (3, "")
    assert "nowhere.json" in err


def test_a_terminal_without_chinese_gets_numbers_instead() -> None:
    code, out, _ = run("describe", "--language", "zh_CN", environment={"PYTHONIOENCODING": "ascii"})
    assert code == 0
    assert "\\u6574\\u6539" in out


@POSIX
def test_a_listener_who_leaves_early_is_let_go() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    code, _, err = run("describe", "--json", stdout=writing)
    os.close(writing)
    assert (code, err) == (141, "")


def test_a_file_where_the_demonstrations_folder_should_be_stays(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    code, _, err = run("demo", taken, "--language", "en")
    assert code == 3
    assert "something under this name" in err
    assert taken.read_text() == "mine"


@POSIX
def test_an_interrupted_demonstration_leaves_no_half_vault(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with start("demo", folder, "--language", "en", preexec_fn=_heed_interrupts) as process:
        until = time.monotonic() + 60
        while not list(folder.glob(".making-*/school.taizhang")) and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "Cancelled." in err
    assert [path.name for path in folder.iterdir()] == ["stick"]
    assert not list((folder / "stick").iterdir())


def _heed_interrupts() -> None:
    """Take back what a shell does to programs in the background: they don't hear Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
