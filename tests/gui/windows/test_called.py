"""A second start of the program: the open window comes forward and checks what was brought, or says that it can't."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from core.base import bell
from core.base.bell import BUSY, HERE, LEAVING, OTHER
from gui.app import begin
from gui.desk.intake import IntakePage
from gui.pages.editor import EditorPage
from gui.pages.judge import JudgePage
from gui.windows.called import Called
from gui.wizards.first_run import FirstRun
from tests.flows.filling import retype
from tests.support.desks import StagedDesk
from tests.support.signed import signed_packet
from tests.support.stage import Stage, staged
from tests.support.vaults import lay

ROOT = Path(__file__).resolve().parents[3]


class Door:
    """The bell's side: asks the window and relies on its word, as the bell's thread does."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.called = stage, Called(stage.window, busy=stage.app.tasks.under_way)

    def ring(self, *files: Path, vault: Path | None = None) -> str:
        wish = bell.wish(vault, files)
        visit = bell.Visit(wish)
        self.called.asked.emit(visit)
        self.stage.until(visit._told.is_set)
        if visit.word() == HERE:
            self.called.wanted.emit(wish)
            self.stage.settle()
        return visit.word()


@pytest.fixture
def shut(qtbot, tmp_path):
    stage = Stage(tmp_path / "settings", vault=lay(tmp_path))
    yield stage
    stage.close()


@pytest.fixture
def opened(qtbot, tmp_path):
    stage = staged(tmp_path)
    yield stage
    stage.close()


@pytest.fixture
def nothing(qtbot, tmp_path):
    stage = Stage(tmp_path / "settings")
    yield stage
    stage.close()


def judged(stage: Stage) -> list[Path]:
    page = stage.window.shell().page()
    assert isinstance(page, JudgePage)
    return [view.path for view in page.verdicts()]


def test_a_window_that_was_put_away_comes_back(opened):
    opened.window.showMinimized()
    assert Door(opened).ring() == HERE
    assert not opened.window.isMinimized()
    assert opened.window.isVisible()


def test_files_are_checked_in_the_open_book_and_the_way_leads_back(opened, tmp_path):
    packet = signed_packet(tmp_path)
    opened.window.shell().go("people")
    opened.settle()
    before = opened.window.shell().page()
    assert Door(opened).ring(packet) == HERE
    opened.until(lambda: judged(opened) == [packet])
    opened.window.shell().back()
    assert opened.window.shell().page() is before


def test_what_is_half_typed_is_kept_while_files_are_checked(opened, tmp_path):
    shell = opened.window.shell()
    shell._begin_record("study_session", "", None)
    opened.settle()
    page = shell.page()
    assert isinstance(page, EditorPage)
    record = page.memory()["record"]
    assert Door(opened).ring(signed_packet(tmp_path)) == HERE
    assert isinstance(shell.page(), JudgePage)
    shell.back()
    opened.settle()
    assert isinstance(shell.page(), EditorPage)
    assert shell.page().memory()["record"] == record


def test_a_second_file_joins_the_first(opened, tmp_path):
    packet = signed_packet(tmp_path)
    other = tmp_path / "other.pdf"
    other.write_bytes(b"no pdf")
    door = Door(opened)
    door.ring(packet)
    door.ring(other)
    opened.until(lambda: set(judged(opened)) == {packet, other})


def test_behind_a_dialog_files_wait_until_it_is_closed(opened, tmp_path):
    packet = signed_packet(tmp_path)
    dialog = QDialog(opened.window)
    dialog.open()
    door = Door(opened)
    place = opened.window.shell().here()["place"]
    assert door.ring(packet) == HERE
    assert opened.window.shell().here()["place"] == place
    assert door.called.waiting() == (str(packet),)
    dialog.reject()
    opened.until(lambda: not door.called.waiting())
    opened.until(lambda: judged(opened) == [packet])


def test_files_wait_where_a_page_can_not_be_left_until_another_one_is_in_front(opened, tmp_path):
    packet = signed_packet(tmp_path)
    shell = opened.window.shell()
    shell.go("people")
    opened.settle()
    page = shell.page()
    retype(page._form._since, "2008-09-01")
    retype(page._form._until, "2008-08-01")
    door = Door(opened)
    assert door.ring(packet) == HERE
    opened.until(lambda: page.question is not None and page.question.isVisible())
    page.question.buttons["mend"].click()
    opened.settle()
    assert door.called.waiting() == (str(packet),)
    assert shell.page() is page
    page._form._until.clear()
    shell.go("home")
    opened.until(lambda: not door.called.waiting())
    opened.until(lambda: judged(opened) == [packet])


def test_a_file_that_was_opened_twice_waits_once(shut, tmp_path):
    packet = signed_packet(tmp_path)
    door = Door(shut)
    door.ring(packet)
    door.ring(packet)
    shut.unlock()
    shut.until(lambda: judged(shut) == [packet])


def test_files_still_wait_when_another_book_is_chosen(shut, tmp_path):
    packet = signed_packet(tmp_path)
    assert Door(shut).ring(packet) == HERE
    shut.window.use_vault(tmp_path / "another.taizhang")
    assert packet.name in shut.window.cover()._safe.text()


def test_the_cover_says_what_waits_and_the_book_opens_where_it_is_checked(shut, tmp_path):
    packet = signed_packet(tmp_path)
    assert Door(shut).ring(packet) == HERE
    assert packet.name in shut.window.cover()._safe.text()
    shut.unlock()
    shut.until(lambda: judged(shut) == [packet])


def test_after_a_lock_the_way_leads_from_the_files_to_where_one_was(opened, tmp_path):
    packet = signed_packet(tmp_path)
    opened.window.shell().go("people")
    opened.settle()
    opened.window.lock()
    opened.settle()
    assert Door(opened).ring(packet) == HERE
    opened.unlock()
    opened.until(lambda: judged(opened) == [packet])
    opened.window.shell().back()
    assert opened.window.shell().here()["place"] == "people"


def test_what_was_being_checked_before_a_lock_is_checked_with_what_came_since(opened, tmp_path):
    packet = signed_packet(tmp_path)
    other = tmp_path / "other.pdf"
    other.write_bytes(b"no pdf")
    door = Door(opened)
    door.ring(packet)
    opened.until(lambda: judged(opened) == [packet])
    opened.window.lock()
    opened.settle()
    door.ring(other)
    opened.unlock()
    opened.until(lambda: set(judged(opened)) == {packet, other})


def test_without_a_record_book_they_join_those_that_are_checked(nothing, tmp_path):
    packet = signed_packet(tmp_path)
    other = tmp_path / "other.pdf"
    other.write_bytes(b"no pdf")
    begin(nothing.app, [str(packet)])
    nothing.settle()
    assert Door(nothing).ring(other) == HERE
    page = nothing.window.alone()
    assert isinstance(page, JudgePage)
    nothing.until(lambda: {view.path for view in page.verdicts()} == {packet, other})


def test_a_first_run_is_brought_forward_but_nothing_takes_its_place(nothing, tmp_path):
    door = Door(nothing)
    assert isinstance(nothing.window.alone(), FirstRun)
    assert door.ring(signed_packet(tmp_path)) == BUSY
    assert door.ring() == HERE
    assert isinstance(nothing.window.alone(), FirstRun)


def test_another_book_is_left_to_a_window_of_its_own_and_the_same_one_is_not(opened, tmp_path):
    door = Door(opened)
    assert door.ring(vault=tmp_path / "elsewhere") == OTHER
    assert door.ring(vault=opened.window.vault_folder()) == HERE


def test_a_window_that_is_going_says_so(qtbot, tmp_path):
    stage = staged(tmp_path)
    door = Door(stage)
    stage.window.close()
    assert door.ring() == LEAVING
    stage.close()


def test_at_a_desk_they_are_read_where_packets_come_in(qtbot, tmp_path):
    scene = StagedDesk(tmp_path, language="en")
    packet = scene.world.packet()
    scene.stage.window.shell().go("schools")
    scene.stage.settle()
    assert Door(scene.stage).ring(packet) == HERE
    page = scene.stage.window.shell().page()
    assert isinstance(page, IntakePage)
    scene.stage.until(lambda: [entry.row.path for entry in page.entries()] == [packet])
    scene.close()


# --- two processes ----------------------------------------------------------------------------------

TELLING = """
import sys
import gui.windows.called as called
come = called.Called._come
def told(self, wish):
    come(self, wish)
    print("come", len(wish.files), type(self._window.alone() or self._window.cover()).__name__, flush=True)
called.Called._come = told
listen = called.Called.listen
def up(self, own):
    listen(self, own)
    print("up", flush=True)
called.Called.listen = up
import main
raise SystemExit(main.main(sys.argv[1:]))
"""


class Start:
    """One start of the real program, which tells when it listens and when it was called."""

    def __init__(self, data: Path, *arguments: str | Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", TELLING, *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TAIZHANG_DATA": str(data)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def end(self) -> int:
        out, err = self.process.communicate(timeout=60)
        assert not out, out
        assert not err, err
        return self.process.returncode

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def start(tmp_path):
    begun: list[Start] = []

    def one(*arguments: str | Path) -> Start:
        begun.append(Start(tmp_path / "data", *arguments))
        return begun[-1]

    yield one
    for each in begun:
        each.kill()


def files(folder: Path) -> list[Path]:
    made = [folder / "一.pdf", folder / "two words.pdf"]
    for path in made:
        path.write_bytes(b"%PDF-")
    return made


def test_the_second_start_hands_over_and_ends_while_the_first_comes_forward(start, tmp_path):
    first = start("--judge", *files(tmp_path)[:1])
    assert first.line() == "up"
    second = start("--judge", *files(tmp_path))
    assert second.end() == 0
    assert first.line() == "come 2 JudgePage"
    assert start().end() == 0
    assert first.line() == "come 0 JudgePage"


def test_two_starts_at_once_open_one_window(start, tmp_path):
    both = [start(), start()]
    lines = sorted(one.line() for one in both)
    assert lines == ["", "up"]


def test_after_a_kill_the_next_start_opens_a_window_at_once(start):
    first = start()
    assert first.line() == "up"
    first.kill()
    assert start().line() == "up"


@pytest.mark.skipif(os.name == "nt", reason="Windows can't stop a process")
def test_one_that_hangs_does_not_keep_the_next_from_opening_a_window(start, tmp_path):
    vault = lay(tmp_path)
    first = start("--vault", vault)
    assert first.line() == "up"
    first.process.send_signal(signal.SIGSTOP)
    second = start()
    assert second.line() == "up"
    assert start().end() == 0
    assert second.line() == "come 0 UnlockCard"


def test_another_book_asked_for_by_its_place_gets_its_own_window(start, tmp_path):
    first = start("--vault", lay(tmp_path / "a"))
    assert first.line() == "up"
    other = lay(tmp_path / "b")
    second = start("--vault", other)
    assert second.line() == "up"
    assert start("--vault", other).end() == 0
    assert second.line() == "come 0 UnlockCard"
