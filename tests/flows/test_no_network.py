"""No part of a whole flow asks the network for anything: looked at by Python's own audit, in child processes too."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

HOOK = """
import os, sys

def watch(event, arguments, out=os.environ["TAIZHANG_SEEN"]):
    asks = event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"}
    if event in {"socket.connect", "socket.bind", "socket.sendto"}:
        asks = isinstance(arguments[1], tuple)  # an address and a port; a path is this computer's own
    if asks:
        with open(out, "a", encoding="utf-8") as stream:
            stream.write(f"{event} {arguments[1:]!r}\\n")

sys.addaudithook(watch)
"""


def run(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    hooks = tmp_path / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(hooks), str(ROOT))),
        "TAIZHANG_SEEN": str(tmp_path / "seen"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_the_watch_sees_what_asks(tmp_path: Path):
    run(tmp_path, "-c", "import socket; s = socket.socket(); s.settimeout(0.01); s.connect_ex(('192.0.2.1', 9))")
    assert "192.0.2.1" in (tmp_path / "seen").read_text(encoding="utf-8")


def test_the_demonstration_with_its_judge_asks_nothing(tmp_path: Path):
    place = tmp_path / "demo"
    done = run(tmp_path, "main.py", "demo", str(place))
    assert done.returncode == 0, done.stderr
    packet = next(place.rglob("*.pdf"))
    run(tmp_path, "main.py", "verify", str(packet))
    assert not (tmp_path / "seen").exists(), (tmp_path / "seen").read_text(encoding="utf-8")


def test_the_three_windows_of_the_loop_ask_nothing(tmp_path: Path):
    done = run(tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/flows/test_loop_in_windows.py")
    assert done.returncode == 0, done.stdout[-2000:]
    assert not (tmp_path / "seen").exists(), (tmp_path / "seen").read_text(encoding="utf-8")
