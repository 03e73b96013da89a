#!/usr/bin/env python3
"""Set the house up and do one of a developer's errands.

    python3 dev.py demo [DIR]        a fictional school makes, signs, carries and judges a packet
    python3 dev.py run               open the program
    python3 dev.py test [ARGUMENTS]  every check; with arguments, only pytest with them
    python3 dev.py screens           draw every window into build/screens
    python3 dev.py pages             draw every printed page into build/pages
    python3 dev.py guide             draw the guides' pictures and lay the guides out, into build/guide
    python3 dev.py bench             measure
    python3 dev.py build             make the bundle in dist/ and let it try itself
    python3 dev.py package           make the .deb and the archive from the bundle
    python3 dev.py tryout            install both in a clean root without Python, and use them there
    python3 dev.py release …         make the update that schools get by stick, or a release key (docs/release.md)
    python3 dev.py lock              write requirements.lock anew from pyproject.toml

Standard library only, on Linux and Windows. Every errand first sees to the set-up: the system's libraries, `.venv`,
the packages of `requirements.lock`. The first time takes under a minute, later ones well under a second.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OWN = ROOT / ".ci"
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "requirements.stamp"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST, NEWEST = (3, 11), (3, 13)
WITHOUT_WINDOW = ("demo", "lock", "release")


def stop(sentence: str) -> None:
    """End with a sentence that says what is wrong and what to do."""
    print(sentence, file=sys.stderr)
    sys.exit(1)


# --- set-up -----------------------------------------------------------------------------------------------------------


def check_python() -> None:
    """Stop when this Python is one that the packages in the lock are not made for."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = "{}.{}".format(*sys.version_info[:2])
        stop(f"This needs Python 3.11, 3.12 or 3.13; here runs {found}. Install one and run e.g.: python3.13 dev.py")


def see_to_libraries(verb: str) -> None:
    """Have the system's shared libraries in place; without them an errand that opens no window still goes on."""
    sys.path.insert(0, str(OWN))
    from house import libraries  # ours, and only once the Python is known to be new enough

    sentence = libraries.provide(tools=verb == "test")
    if sentence and verb in WITHOUT_WINDOW:
        print(f"For the window, later: {sentence}\n", flush=True)
    elif sentence:
        stop(sentence)


def digest() -> str:
    """Name the state `.venv` must be in: this lock, this Python."""
    version = "{}.{}".format(*sys.version_info[:2])
    return hashlib.sha256(LOCK.read_bytes()).hexdigest() + " " + version


def python_of_venv() -> str:
    """Give the version of the Python in `.venv`, e.g. "3.11"; empty when there is none that runs."""
    if not PYTHON.exists():
        return ""
    ask = [str(PYTHON), "-c", "import pip, sys; print('{}.{}'.format(*sys.version_info[:2]))"]
    return subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()


def see_to_venv(verb: str) -> None:
    """Have `.venv` hold exactly what the lock says; at once when it did last time."""
    if verb != "lock" and not LOCK.exists():
        stop("requirements.lock is missing. Run: python3 dev.py lock")
    if verb != "lock" and PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == digest():
        return
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        stop("Python's venv module is missing. On Debian run: apt-get install python3-venv")
    if python_of_venv() != "{}.{}".format(*sys.version_info[:2]):
        print("Making .venv (once)", flush=True)
        if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
            stop("Could not make .venv; the lines above say why. On Debian run: apt-get install python3-venv")
    if verb == "lock":
        return
    print("Installing the packages of requirements.lock (once)", flush=True)
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    # The lock is the whole closure. Left to resolve it again, pip looks at packages asked for with an extra anew and
    # stops at the first of them that has a newer release (pypa/pip 9243 and 9644).
    exactly = ["--require-hashes", "--no-deps", "-r", str(LOCK)]
    if subprocess.run([*install, *exactly], cwd=ROOT, check=False).returncode:
        stop("Could not install the packages; the lines above say why. Once the network is back, run this again.")
    STAMP.write_text(digest(), encoding="utf-8")


# --- errands ----------------------------------------------------------------------------------------------------------


def python(*arguments: str) -> int:
    """Run the Python of `.venv` at the root of the project and give its exit code."""
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, check=False).returncode


def own(module: str, *arguments: str) -> int:
    """Run one of the modules behind this script (`.ci/house`)."""
    environment = dict(os.environ, PYTHONPATH=str(OWN))
    return subprocess.run([str(PYTHON), "-m", module, *arguments], cwd=ROOT, env=environment, check=False).returncode


def demo(arguments: list[str]) -> int:
    """Run the demo in a folder, `build/demo` unless one is named."""
    if not any(not word.startswith("-") for word in arguments):
        folder = ROOT / "build" / "demo"
        if folder.exists():
            shutil.rmtree(folder)
        arguments = [str(folder), *arguments]
    return python("main.py", "demo", *arguments)


def build(arguments: list[str]) -> int:
    """Make the bundle and let it prove itself: the bundled program tries everything it does (`selfcheck`)."""
    environment = dict(os.environ, PYTHONHASHSEED="0")  # the same sources give the same bundle
    command = [str(PYTHON), "-m", "PyInstaller", "build.spec", "--clean", "--noconfirm"]
    command += ["--workpath", "build/pyinstaller", "--log-level", "ERROR"]
    print("Making the bundle; this takes about a minute", flush=True)
    made = subprocess.run([*command, *arguments], cwd=ROOT, env=environment, check=False).returncode
    if made:
        return made
    program = ROOT / "dist" / "taizhang" / ("taizhang-console.exe" if os.name == "nt" else "taizhang")
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run([str(program), "selfcheck"], env=environment, check=False).returncode


def test(arguments: list[str]) -> int:
    """Run every check of the house; with arguments, only pytest with them."""
    return python("-m", "pytest", *arguments) if arguments else own("house.examination")


ERRANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "run": lambda arguments: python("main.py", *arguments),
    "test": test,
    "screens": lambda arguments: python("-m", "tests.support.screens", *(arguments or ["build/screens"])),
    "pages": lambda arguments: python("-m", "tests.support.pages", *(arguments or ["build/pages"])),
    "guide": lambda arguments: python("-m", "tests.support.guide", *(arguments or ["build/guide"])),
    "bench": lambda arguments: python("-m", "bench", *arguments),
    "build": build,
    "package": lambda arguments: own("house.packages", *arguments),
    "tryout": lambda arguments: own("house.cleanroot", *arguments),
    "release": lambda arguments: own("house.release", *arguments),
    "lock": lambda arguments: own("house.lock", *arguments),
}
DRAWING = ("screens", "pages", "guide")
"""Errands that take folders and names, and no options: a folder named --help would be a surprise."""


def main(words: list[str]) -> int:
    """Do the set-up, then the errand; give its exit code."""
    if not words or words[0] not in ERRANDS or (words[0] in DRAWING and any(word[:1] == "-" for word in words)):
        print(__doc__)
        return 0 if words in (["-h"], ["--help"], ["help"]) else 2
    verb, *arguments = words
    check_python()
    see_to_libraries(verb)
    see_to_venv(verb)
    return ERRANDS[verb](arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
