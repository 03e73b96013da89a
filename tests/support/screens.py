"""Draw every page of the program, to be looked at beside the pictures of the plan.

`python -m tests.support.screens FOLDER [PART…]` writes PNGs: both languages, light and dark, 1366×698 (a screen of
768 lines less title and task bar) at 100 % and 150 %. A PART ("home", "zh", "150", "dark") keeps only matching files.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from core.base.clock import FixedClock
from core.services import demonstration, vaults
from tests.support.stage import Stage
from tests.support.vaults import CHEAP

LOOKS = (
    ("zh", "zh_CN", "light", 100),
    ("zh-150", "zh_CN", "light", 150),
    ("zh-dark", "zh_CN", "dark", 100),
    ("zh-150-dark", "zh_CN", "dark", 150),
    ("en", "en", "light", 100),
    ("en-150", "en", "light", 150),
    ("en-dark", "en", "dark", 100),
    ("en-150-dark", "en", "dark", 150),
)


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture: its name and how to get there from the first page."""

    name: str
    go: Callable[[Stage], None]


def screens() -> Iterator[Screen]:
    """Yield every page of an open vault."""
    for place in ("home", "study", "research", "rectification", "submit", "files", "people", "settings", "judge"):
        yield Screen(place, lambda stage, place=place: _go(stage, place))


def _go(stage: Stage, place: str) -> None:
    shell = stage.window.shell()
    assert shell is not None
    shell.go(place)
    stage.settle()


def school(folder: Path) -> tuple[Path, FixedClock]:
    """Make the fictional school's vault with all its records; returns its path and the clock of that day."""
    tale = demonstration.read_tale()
    clock = FixedClock(tale.records[0].entered_at)
    principal = next(person for person in tale.people if person.id == tale.school.principal)
    vault = vaults.create(
        folder / "school",
        password=demonstration.PASSWORD,
        school=tale.school,
        principal=principal,
        others=(person for person in tale.people if person.id != principal.id),
        clock=clock,
        campaign_id=tale.campaign,
        cost=CHEAP,
        quick_key=True,
    )
    demonstration.record_all(vault, tale, clock, desk=folder)
    vaults.close(vault)
    return vault.folder, clock


def draw(out: Path, parts: list[str]) -> int:
    """Draw the screens whose file name holds every part; returns how many."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory(prefix="screens-") as place:
        folder = Path(place)
        vault, clock = school(folder)
        for look, language, theme, percent in LOOKS:
            wanted = [screen for screen in screens() if _wanted(f"{screen.name}-{look}", parts)]
            cover = _wanted(f"cover-{look}", parts) or _wanted(f"first-{look}", parts)
            if not wanted and not cover:
                continue
            stage = Stage(
                folder,
                vault=vault,
                language=language,
                theme=theme,
                percent=percent,
                clock=clock,
                password=demonstration.PASSWORD,
            )
            count += _grab(stage, out / f"cover-{look}.png", parts)
            stage.unlock()
            for screen in wanted:
                screen.go(stage)
                count += _grab(stage, out / f"{screen.name}-{look}.png", parts)
            stage.close()
    return count


def _wanted(name: str, parts: list[str]) -> bool:
    return all(part in name for part in parts)


def _grab(stage: Stage, path: Path, parts: list[str]) -> int:
    if not _wanted(path.stem, parts):
        return 0
    QApplication.processEvents()
    stage.settle()
    stage.window.grab().save(str(path))
    return 1


if __name__ == "__main__":
    target, *some = sys.argv[1:] or ["build/screens"]
    sys.stdout.write(f"{draw(Path(target), some)} pictures in {target}\n")
