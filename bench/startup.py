"""First picture and memory from outside, under Xvfb: ours from source and bundled, a bare Qt window, and three peers.

Run: `python -m bench.startup`. Each program starts with a home of its own that it has seen once before; ours and
KeePassXC have a book to open and show where its password is typed, RedNotebook opens its journal, Bouquin asks for a
new key. Starts alternate; the median of five counts. The bundle is dist/taizhang, or the folder TAIZHANG_BUNDLE names.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bench.bigvault import make, show
from bench.row import Beside, Row, tell, wanted
from bench.screen import Screen, Seen
from core.base.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
ROUNDS, QUICK = 5, 1
BARE, SOURCE, BUNDLE = "bare Qt window", "from source", "bundle"
PEERS = ("KeePassXC", "RedNotebook", "Bouquin")
WINDOW_MB = 130
"""What the window may hold."""
TIMES_OF_SOURCE = 1.3
"""How many times the start from source the bundle's start may take."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A program to start."""

    name: str
    command: tuple[str, ...]
    home: Path
    version: tuple[str, ...] = ()
    """How its version is asked for."""


def bundle() -> Path | None:
    """Return the bundled program; none where there is none."""
    folder = Path(os.environ.get("TAIZHANG_BUNDLE", ROOT / "dist" / "taizhang"))
    return folder / "taizhang" if (folder / "taizhang").is_file() else None


def subjects(folder: Path) -> dict[str, Subject]:
    """Return the programs that are here, each with a home of its own."""
    vault = make(folder, records_wanted=50)
    place = vault.folder
    vault.close()
    found = [Subject(BARE, (sys.executable, "-m", "bench.bare"), _home(folder, "bare"))]
    found.append(Subject(SOURCE, (sys.executable, str(ROOT / "main.py")), _ours(folder, "source", place)))
    bundled = bundle()
    if bundled:
        found.append(Subject(BUNDLE, (str(bundled),), _ours(folder, "bundle", place)))
    if keepassxc := shutil.which("keepassxc"):
        home = _home(folder, "keepassxc")
        command = (keepassxc, str(database)) if (database := _database(home)) else (keepassxc,)
        found.append(Subject("KeePassXC", command, home, (keepassxc, "--version")))
    if rednotebook := shutil.which("rednotebook"):
        found.append(Subject("RedNotebook", (rednotebook,), _home(folder, "rednotebook"), (rednotebook, "--version")))
    beside = Path(os.environ.get("TAIZHANG_PEERS", "")).parent / "bouquin"
    if bouquin := shutil.which("bouquin") or (str(beside) if beside.is_absolute() and beside.exists() else None):
        asked = "import importlib.metadata; print(importlib.metadata.version('bouquin'))"
        version = (str(Path(bouquin).parent / "python"), "-c", asked)
        found.append(Subject("Bouquin", (bouquin,), _home(folder, "bouquin"), version))
    return {one.name: one for one in found}


def _home(folder: Path, name: str) -> Path:
    """Make an empty home."""
    home = folder / "homes" / name
    home.mkdir(parents=True)
    return home


def _ours(folder: Path, name: str, vault: Path) -> Path:
    """Make a home whose settings name the vault to open."""
    home = _home(folder, name)
    (home / "settings.json").write_bytes(msgspec.json.encode(Settings(vault=str(vault))))
    return home


def _database(home: Path) -> Path | None:
    """Make a database for KeePassXC; none where its command line is not here."""
    if not shutil.which("keepassxc-cli"):
        return None
    path = home / "book.kdbx"
    typed = "bench\nbench\n"
    command = ["keepassxc-cli", "db-create", "-q", "-p", str(path)]
    subprocess.run(command, input=typed, text=True, capture_output=True, check=False)
    return path if path.exists() else None


def _environment(home: Path) -> dict[str, str]:
    """Return the surroundings of a start: this home, no screen but ours, no message bus."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "TMPDIR")}
    return {
        **kept,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "TAIZHANG_DATA": str(home),
        "PYTHONPATH": str(ROOT),
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        "QT_QPA_PLATFORM": "xcb",
        "GDK_BACKEND": "x11",
        "NO_AT_BRIDGE": "1",
    }


def versions(there: dict[str, Subject]) -> dict[str, str]:
    """Return name and version of the programs that tell it."""
    shown = {}
    for one in there.values():
        if one.version:
            surroundings = {**_environment(one.home), "QT_QPA_PLATFORM": "offscreen"}
            with suppress(OSError, subprocess.TimeoutExpired):
                told = subprocess.run(
                    one.version, env=surroundings, text=True, capture_output=True, check=False, timeout=20
                )
                number = re.search(r"\d+(?:\.\d+)+", told.stdout)
                shown[one.name] = f"{one.name} {number[0]}" if number else one.name
    return shown


def measure(rounds: int) -> tuple[dict[str, list[Seen]], dict[str, str], dict[str, str]]:
    """Start all by turns; return what was seen of each, why one could not be watched, and how they are called."""
    seen: dict[str, list[Seen]] = {}
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        there = subjects(folder)
        shown = versions(there)
        with Screen(folder) as screen:
            for number in range(rounds + 1):
                for subject in there.values():
                    if subject.name in failed:
                        continue
                    try:
                        one = screen.start(subject.command, _environment(subject.home))
                    except RuntimeError as error:
                        failed[subject.name] = str(error)
                        continue
                    if number:  # the first start writes settings and fills the system's cache
                        seen.setdefault(subject.name, []).append(one)
                        show("startup", {"program": subject.name, **msgspec.to_builtins(one)})
    return seen, failed, shown


def rows(seen: dict[str, list[Seen]], failed: dict[str, str], shown: dict[str, str]) -> list[Row]:
    """Return the rows of what was seen; `shown` says how a peer is called."""

    def middle(name: str, what: str) -> float | None:
        runs = [getattr(one, what) for one in seen.get(name, [])]
        return round(statistics.median(runs), 3) if runs else None

    def row(name: str, what: str, words: str, other: str, **more: object) -> Row:
        runs = [getattr(one, what) for one in seen.get(name, [])]
        lacking = [one for one in (name, other) if one and one not in seen]
        spread = f"{min(runs):.3g}–{max(runs):.3g}" if runs else ""
        told = {
            "name": f"startup.{what}.{name}.{other or 'alone'}".replace(" ", "_").lower(),
            "what": words,
            "unit": "s" if what == "paint" else "MB",
            "ours": middle(name, what),
            "other": shown.get(other, other),
            "theirs": middle(other, what),
            "spread": spread,
            "missing": f"{lacking[0]}: {failed.get(lacking[0], 'not here')}" if lacking else "",
            **more,
        }
        return msgspec.convert(told, Row)

    mine = BUNDLE if BUNDLE in seen else SOURCE
    paint, pss, rss = f"first picture, {mine}", f"memory (PSS), {mine}", f"memory (RSS), {mine}"
    source = "first picture, from source"
    made = [
        row(SOURCE, "paint", source, BARE, beside=Beside.FLOOR, headline=True),
        row(BUNDLE, "paint", "first picture, bundle", SOURCE, times_at_most=TIMES_OF_SOURCE, headline=True),
        *(row(mine, "paint", paint, peer, headline=True) for peer in PEERS),
        row(mine, "pss", pss, BARE, beside=Beside.FLOOR),
        *(row(mine, "pss", pss, peer, headline=peer != "RedNotebook") for peer in PEERS),
        row(mine, "rss", rss, "", at_most=WINDOW_MB, headline=True),
    ]
    if mine != SOURCE:
        made.append(row(SOURCE, "pss", "memory (PSS), from source", BARE, beside=Beside.FLOOR))
        made.append(row(SOURCE, "rss", "memory (RSS), from source", "", at_most=WINDOW_MB))
    return made


def main(rounds: int) -> int:
    """Measure and tell."""
    if not Screen.here():
        tell(Row(name="startup.all", what="first picture and memory", missing="Xvfb is not here"))
        return 0
    for row in rows(*measure(rounds)):
        tell(row)
    return 0


if __name__ == "__main__":
    sys.exit(main(wanted(ROUNDS, QUICK, sys.argv[1:])))
