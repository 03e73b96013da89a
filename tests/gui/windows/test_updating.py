"""Updating through the real window: found on the stick, the book backed up and closed, the new version laid down."""

import os
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from core.base.version import VERSION
from core.exchange.installation import Installation, Step
from core.services import backups, drafts, updates
from core.services.vaults import is_vault
from core.store import vault as store
from core.store.engine import connect
from core.views.verdicts import DriveView
from gui.pages.settings import SettingsPage
from gui.pages.updatecard import UpdateCard
from gui.widgets.finding import FindingRow
from gui.widgets.text import Label
from gui.windows.updatecover import UpdateCover
from gui.windows.updating import UpdatingCard
from tests.support.bundles import archive_of, install, lay_bundle, lay_update, say, stand_in, started
from tests.support.restored import rehearsed
from tests.support.stage import Stage, staged
from tests.support.vaults import NOON, PASSWORD

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the tiny program is a script of the shell")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own folder, from which the tests seem to run."""
    return stand_in(monkeypatch, install(tmp_path / "taizhang", VERSION))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def stage(tmp_path: Path, root: Path):
    (tmp_path / "data").mkdir()
    found = staged(tmp_path / "data")
    drafts.begin(found.window.book(), "research_diary", values={"topic": "更新以前写的"})
    yield found
    found.close()


def plug(stage: Stage, *sticks: Path) -> None:
    """Plug sticks in, as the window notices it."""
    stage.window.drives().drives = tuple(
        DriveView(path=one, label="县局发", free=4 << 30, writable=True, volume="7A3F-91C2") for one in sticks
    )
    stage.window.drives().changed.emit(stage.window.drives().drives)
    stage.settle()


def card(stage: Stage) -> UpdateCard:
    """Go to the settings and return the card."""
    shell = stage.window.shell()
    if not isinstance(shell.page(), SettingsPage):
        shell.go("settings", {"card": "update"})
        stage.settle()
    found = shell.page()
    assert isinstance(found, SettingsPage)
    return found.updates


def words(widget: QWidget) -> str:
    """Return every word that is shown in a widget."""
    QApplication.processEvents()
    said = [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]
    said += [row.line.text for row in widget.findChildren(FindingRow) if row.isVisibleTo(widget)]
    return "\n".join(said)


def laid(stage: Stage) -> UpdatingCard:
    """Return what the window shows instead of the book."""
    found = stage.window._standing.now()
    assert isinstance(found, UpdatingCard)
    return found


def press(stage: Stage) -> UpdatingCard:
    card(stage).go.click()
    stage.until(lambda: isinstance(stage.window._standing.now(), UpdatingCard))
    stage.settle()
    return laid(stage)


def test_nothing_is_offered_without_a_stick_and_one_is_found_by_itself(stage, stick):
    assert "没有找到更新" in words(card(stage))
    assert f"现在是 {VERSION} 版" in words(card(stage))
    assert not card(stage).go.isVisible()
    lay_update(stick)
    plug(stage, stick)
    assert "0.2.0 版 · 2026年12月1日 · U盘 县局发" in words(card(stage))
    assert "打印更快" in words(card(stage))
    assert card(stage).go.text() == "更新到 0.2.0"
    plug(stage)
    assert "打印更快" not in words(card(stage))
    assert not card(stage).go.isVisible()


def test_a_chosen_folder_does_as_well(stage, stick):
    lay_update(stick)
    stage.chooser.answers.append(stick)
    card(stage).choose.click()
    stage.settle()
    assert "打印更快" in words(card(stage))


def test_one_press_backs_up_closes_the_book_and_lays_the_new_version_down(stage, stick, root):
    lay_update(stick)
    vault = stage.window.book().folder
    plug(stage, stick)
    done = press(stage)
    assert "下次打开就是新版 0.2.0" in words(done)
    assert started(root) == "0.2.0"
    assert stage.window.book() is None
    (kept,) = (vault / backups.FOLDER / updates.BEFORE).glob(backups.FILES)
    assert rehearsed(kept, PASSWORD, clock=stage.clock).records == 1
    done.buttons["book"].click()
    stage.unlock()
    assert "下次打开的是 0.2.0 版" in words(card(stage))
    assert card(stage).stay.isVisible()
    card(stage).stay.click()
    stage.settle()
    assert started(root) == VERSION
    assert not card(stage).stay.isVisible()
    plug(stage, stick)
    assert card(stage).go.isVisible(), "it is offered again"


def test_the_new_version_is_opened_at_once_by_one_press(stage, stick, root, tmp_path):
    update = lay_update(stick)
    plug(stage, stick)
    done = press(stage)
    assert stage.window.focusWidget() is done.buttons["open"]
    done.buttons["open"].click()
    stage.settle()
    assert stage.window._updating.started == [root / "versions" / "0.2.0" / "taizhang"]
    assert not stage.window.isVisible()
    assert is_vault(tmp_path / "data" / "school.taizhang")
    assert update.exists()


def test_a_new_version_that_the_system_does_not_start_is_told_and_the_window_stays(stage, stick, root):
    lay_update(stick)
    plug(stage, stick)
    done = press(stage)
    (root / "versions" / "0.2.0" / "taizhang").chmod(0o644)
    done.buttons["open"].click()
    stage.settle()
    assert stage.window._updating.started == []
    assert stage.window.isVisible()
    assert "新版没有打开" in words(done)
    done.buttons["book"].click()
    stage.unlock()
    assert stage.window.shell() is not None


def test_a_refused_one_is_told_with_its_reason_and_no_button(stage, stick):
    lay_update(stick, seed=2)
    plug(stage, stick)
    assert "U盘 县局发：这份更新不是由发布者签名的" in words(card(stage))
    assert not card(stage).go.isVisible()


def test_one_that_is_here_already_is_a_calm_line(stage, stick):
    lay_update(stick, VERSION)
    plug(stage, stick)
    (row,) = [row for row in card(stage).findChildren(FindingRow) if row.isVisibleTo(card(stage))]
    assert row.line.level.value == "I"
    assert "不用处理" in row.line.text


def test_a_damaged_archive_is_told_while_the_book_stays_open(stage, stick, root):
    archive = archive_of(lay_update(stick))
    whole = archive.read_bytes()
    archive.write_bytes(whole[:5000] + b"x" + whole[5001:])
    plug(stage, stick)
    card(stage).go.click()
    stage.settle()
    assert "这份更新已损坏：程序文件" in words(card(stage))
    assert stage.window.book() is not None
    assert started(root) == VERSION
    assert not (stage.window.book().folder / backups.FOLDER).exists()


def test_what_fails_once_the_book_is_closed_leads_back_to_it(stage, stick, root):
    say_another_digest(lay_update(stick))
    plug(stage, stick)
    done = press(stage)
    assert "没有更新" in words(done)
    assert "程序没有变动" in words(done)
    assert started(root) == VERSION
    done.buttons["book"].click()
    stage.unlock()
    assert stage.window.shell() is not None


def say_another_digest(update: Path) -> None:
    """Sign words in which a file has another digest than it has: only laying it down can tell."""

    def change(said):
        last = msgspec.structs.replace(said.files[-1], sha256="0" * 64)
        return msgspec.structs.replace(said, files=(*said.files[:-1], last))

    say(update, change)


def test_leaving_the_page_stops_what_would_close_the_book(stage, stick, root):
    lay_update(stick, large=32 << 20)
    plug(stage, stick)
    card(stage).go.click()
    stage.window.shell().go("home")
    stage.settle()
    assert stage.window.book() is not None
    assert started(root) == VERSION


def test_one_goes_back_to_the_former_version(stage, root):
    program = updates.here()
    lay_former(root)
    assert updates.state(program).former == "0.0.9"
    card(stage).look(())
    stage.settle()
    assert card(stage).back.text() == "退回上一版 0.0.9"
    card(stage).back.click()
    stage.settle()
    assert started(root) == "0.0.9"
    assert "下次打开的是 0.0.9 版" in words(card(stage))


def test_a_book_brought_up_to_date_meanwhile_is_told_with_the_way(stage, root):
    lay_former(root, schema=store.SCHEMA - 1)
    card(stage).look(())
    stage.settle()
    card(stage).back.click()
    stage.settle()
    assert "0.0.9 版已读不了这本台账" in words(card(stage))
    assert "20261126-120000.taizhang-backup" in words(card(stage))
    assert started(root) == VERSION


def lay_former(root: Path, *, schema: int = store.SCHEMA) -> None:
    """Let this version have come after another one."""
    lay_bundle(root / "versions" / "0.0.9", "0.0.9")
    schemas = {"vault": schema, "register": 1}
    backup = "/home/school/20261126-120000.taizhang-backup"
    step = Step(former="0.0.9", version=VERSION, at=NOON, schema=schemas, backup=backup)
    Installation(root, "taizhang").note(step)


def test_the_closed_cover_leads_to_an_update_when_the_book_is_newer(stage, stick, root):
    lay_update(stick)
    key, folder = stage.window.book().key, stage.window.book().folder
    stage.window.lock()
    stage.settle()
    make_newer(folder, key)
    cover = stage.window.cover()
    assert not cover.update_button.isVisible()
    cover.field.line.setText(PASSWORD)
    cover.open_button.click()
    stage.settle()
    cover.update_button.click()
    stage.settle()
    found = stage.window._standing.now()
    assert isinstance(found, UpdateCover)
    plug(stage, stick)
    assert "打印更快" in words(found)
    assert "先备份" not in words(found)
    found.updates.go.click()
    stage.settle()
    assert "下次打开就是新版 0.2.0" in words(laid(stage))
    assert started(root) == "0.2.0"


def make_newer(folder: Path, key: bytes) -> None:
    """Let a vault be one of a newer program."""
    with closing(connect(folder / "vault.db", key)) as connection:
        connection.execute(f"PRAGMA user_version = {store.SCHEMA + 1}")
