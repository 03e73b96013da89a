"""A walk through the whole program: every page, wizard and dialog, a school's and a county's, one after another."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from core.base.clock import FixedClock
from core.base.errors import WrongPassword
from core.services import demonstration
from gui.messages import about
from gui.windows.locking import put_away
from tests.gui.windows.dialogs import DIALOGS
from tests.support.desks import StagedDesk
from tests.support.screens import add_examples, school, screens
from tests.support.stage import Stage

Stop = tuple[str, QWidget]
"""The name of a place, and the window or dialog that is in front there."""

NEVER_IN_FRONT = frozenset({"menu"})
"""Openers of the lock's tests that are nothing of the program's own."""

SCHOOL_PAGES = (
    "home",
    "calendar",
    "inspection",
    "study",
    "research",
    "rectification",
    "activities",
    "submit",
    "packet",
    "judge",
    "answers",
    "files",
    "people",
    "campaigns",
    "settings",
    "backup",
    "audit",
    "succession",
    "enrol",
    "help",
)
"""Every place of a school's book but the editor; a test compares them with those there are."""

DESK_PAGES = ("intake", "answers", "schools", "notices", "settings", "backup", "help")
"""Every place of a county's desk."""

KINDS = (
    ("study_session", "night_study"),
    ("rectification", ""),
    ("forum", ""),
    ("petition", ""),
    ("progress_report", ""),
)
"""Kinds whose editors hold all sorts of fields between them."""


@cache
def _model() -> tuple[Path, FixedClock]:
    """Make the fictional school with a record of every kind, once in a run."""
    folder = Path(tempfile.mkdtemp(prefix="taizhang-tour-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    vault, clock = school(folder)
    add_examples(vault, clock)
    return vault, clock


def open_school(folder: Path, **how: Any) -> Stage:
    """Open the program on a copy of the fictional school's book; no stillness locks it."""
    vault, clock = _model()
    kept = folder / "school"
    shutil.copytree(vault, kept)
    stage = Stage(folder, vault=kept, clock=FixedClock(clock.now()), password=demonstration.PASSWORD, **how)
    stage.app.preferences.change(idle_minutes=0)
    stage.unlock()
    return stage


def open_desk(folder: Path, **how: Any) -> StagedDesk:
    """Open a county's desk with schools, a packet taken in, a form and files that are none on its stick."""
    desk = StagedDesk(folder, many=6, **how)
    desk.stage.app.preferences.change(idle_minutes=0)
    return desk


def pages(stage: Stage, places: tuple[str, ...]) -> Iterator[Stop]:
    """Go to each place of the rail and behind it."""
    for place in places:
        _go(stage, place)
        yield place, stage.window


def editors(stage: Stage, kinds: tuple[tuple[str, str], ...] = KINDS) -> Iterator[Stop]:
    """Begin a record of some kinds and stand in its editor, all findings asked for."""
    for kind, subtype in kinds:
        begin(stage, kind, subtype)
        yield f"editor of {kind}", stage.window


def begin(stage: Stage, kind: str, subtype: str = "") -> Any:
    """Begin a record and wait for its form."""
    _go(stage, "home")
    _page(stage).new_wanted.emit(kind, subtype, None)
    stage.until(lambda: _page(stage).tells_saved and _page(stage).form() is not None)
    stage.settle()
    _page(stage).form().ask_all()
    stage.settle()
    return _page(stage)


def dialogs(stage: Stage) -> Iterator[Stop]:
    """Open each dialog over an editor."""
    page = begin(stage, *KINDS[0])
    for name, opener in DIALOGS.items():
        if name in NEVER_IN_FRONT:
            continue
        yield name, opened(stage, partial(opener, stage, page))
        put_away(stage.window)
        stage.settle()


def pictured(stage: Stage) -> Iterator[Stop]:
    """Go to whatever the pictures of the program show: steps of the packet, questions, verdicts."""
    for screen in screens():
        screen.go(stage)
        yield f"picture {screen.name}", _front(stage)
        put_away(stage.window)
        stage.settle()


def ways_in(stage: Stage) -> Iterator[Stop]:
    """Close the cover, be refused, ask for the sheet's code; then what stands there while nothing is open."""
    stage.window.lock()
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    card = stage.window.cover()
    assert card is not None
    yield "cover", stage.window
    card.refuse(about(WrongPassword()))
    yield "cover, refused", stage.window
    card.turn()
    yield "cover, by the sheet", stage.window
    stage.window.set_up()
    first: Any = stage.window._standing.now()
    for step in range(1, 6):
        yield f"first run {step}", stage.window
        _fill_first_run(first)
        if step < 5:
            first.onward()
            stage.settle()
    stage.window.set_up()
    first = stage.window._standing.now()
    first.language.restore_button.click()
    stage.settle()
    yield "from a backup", stage.window
    stage.window.set_up_desk()
    wizard: Any = stage.window._standing.now()
    yield "desk, names", stage.window
    wizard.names.county.set_value("云川县教育局")
    wizard.names.county.edited.emit()
    wizard.names.clerk.set_value("周望舒")
    wizard.onward()
    yield "desk, password", stage.window
    for field in (wizard.secret.pair.first, wizard.secret.pair.second):
        field.setText("收件台 2008")
    wizard.onward()
    yield "desk, root key", stage.window


def desk_work(desk: StagedDesk) -> Iterator[Stop]:
    """Read a stick on a desk, stand before each sort of file, and write what is to be mended."""
    desk.world.packet()
    desk.form()
    (desk.world.stick / "坏了的.pdf").write_bytes(b"%PDF-1.7 not a file at all")
    page = desk.read_stick()
    for entry in page.entries():
        page._choose(entry.key)
        desk.stage.settle()
        yield f"intake, {entry.group}{', form' if entry.form else ''}", desk.stage.window
        if entry.incoming is not None:
            page.packet.return_button.click()
            desk.stage.settle()
            yield "remarks", _front(desk.stage)
            put_away(desk.stage.window)
    page = desk.go("schools")
    table = next(view for view in page.findChildren(QWidget) if hasattr(view, "setCurrentIndex") and view.isVisible())
    table.setCurrentIndex(table.model().index(0, 0))
    desk.stage.settle()
    yield "a school", desk.stage.window


def opened(stage: Stage, make: Callable[[], QDialog]) -> QDialog:
    """Open a dialog and wait until it stands still."""
    dialog = make()
    stage.settle()
    if not dialog.isVisible():
        dialog.open()
    QApplication.processEvents()
    return dialog


def _front(stage: Stage) -> QWidget:
    """Return what is in front: the dialog a picture would be drawn of, else the window."""
    over, stage.overlay = stage.overlay, None
    if over is None:
        popup = QApplication.activePopupWidget()
        return popup if isinstance(popup, QMenu) else stage.window
    return opened(stage, partial(lambda dialog: dialog, over))


def _go(stage: Stage, place: str) -> None:
    shell: Any = stage.window.shell()
    shell.go(place)
    stage.settle()


def _page(stage: Stage) -> Any:
    shell: Any = stage.window.shell()
    return shell.page()


def _fill_first_run(wizard: Any) -> None:
    """Answer whatever the first run asks."""
    wizard.school.recall(
        {"name": "云川县云岙镇中心小学", "short": "云岙小学", "district": "云岙学区", "superior": "云川县教育局"}
    )
    wizard.people.recall({"name": "林志远", "party": True, "staff": "周海燕 书记 党员\n王䶮 教导主任"})
    for field in (wizard.secret.pair.first, wizard.secret.pair.second):
        field.setText("夜学 2008 云岙小学")
    wizard.secret.pair.first.edited.emit()
