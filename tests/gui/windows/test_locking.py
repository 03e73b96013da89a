"""The lock: whatever is open, nothing typed is lost, nothing is left over the cover, nothing is done by itself."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from core.base.errors import UserError
from core.base.jobs import Progress
from core.services import records
from gui.pages.editor import EditorPage
from gui.widgets.choosing import Chooser
from gui.widgets.copying import copy_text
from gui.widgets.password import PasswordField
from gui.windows.idle import LATER
from tests.gui.windows.dialogs import DIALOGS, WALKED, dialogs_with_a_closing_of_their_own
from tests.support.stage import Stage, staged
from tests.support.typing import type_text
from tests.support.vaults import PASSWORD

TYPED = "写到一半的题目"
CONFIDENTIAL = "petition"


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    yield found
    found.close()


def begin(stage: Stage, kind: str = "study_session", subtype: str = "night_study") -> EditorPage:
    """Begin a record and wait for its form."""
    shell = stage.window.shell()
    shell.page().new_wanted.emit(kind, subtype, None)
    return editor(stage)


def editor(stage: Stage) -> EditorPage:
    shell = stage.window.shell()
    stage.until(lambda: written(shell.page()))
    page = shell.page()
    assert isinstance(page, EditorPage)
    return page


def written(page: object) -> bool:
    """Tell whether an editor is open and its record stands in the form."""
    return isinstance(page, EditorPage) and page.form() is not None


def title(page: EditorPage):
    return page.form().editor("title").entry(("title",))


def over(stage: Stage) -> list[str]:
    """Return what stands over the window."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [
        repr(widget)
        for widget in QApplication.topLevelWidgets()
        if widget is not stage.window and isinstance(widget, QDialog | QMenu) and widget.isVisible()
    ]


def test_every_dialog_that_closes_in_its_own_way_is_walked():
    assert set(dialogs_with_a_closing_of_their_own()) <= WALKED


@pytest.mark.noise("taizhang.gui.crash")
@pytest.mark.parametrize("name", DIALOGS)
def test_a_lock_during_every_dialog_keeps_the_text_and_leaves_no_dialog(stage, name):
    page = begin(stage)
    record = page.memory()["record"]
    type_text(title(page), TYPED)
    title(page).setCursorPosition(3)
    DIALOGS[name](stage, page)
    assert over(stage), "it is open"
    answers = getattr(page, "answers", [])
    stage.window.lock()
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    assert over(stage) == []
    assert stage.window.book() is None
    assert answers in ([], ["no"]), "only the safe answer is given for anybody"
    stage.unlock()
    page = editor(stage)
    assert page.memory()["record"] == record
    assert title(page).text() == TYPED
    assert page.memory()["path"] == ["title"]
    assert title(page).cursorPosition() == 3
    assert records.read(stage.window.book(), record).values["title"] == TYPED


def test_the_systems_own_file_dialog_gives_nothing_and_closes(stage, tmp_path):
    page = begin(stage)
    type_text(title(page), TYPED)
    found: list[object] = []
    tick = QTimer()

    def lock_once_it_stands() -> None:
        if over(stage):
            tick.stop()
            stage.window.lock()

    tick.timeout.connect(lock_once_it_stands)
    tick.start(20)
    # This call comes back only when the dialog is closed, as in the program.
    found.append(Chooser().new_file(page, title="t", start=tmp_path / "a.pdf", kinds=""))
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    assert found == [None]
    assert over(stage) == []
    stage.unlock()
    assert title(editor(stage)).text() == TYPED


def test_a_password_typed_and_not_used_is_gone_from_its_field(stage):
    page = stage.window.shell().page()
    field = PasswordField(says="口令", parent=page)
    field.line.setText(PASSWORD)
    stage.window.lock()
    assert field.value() == ""
    field.line.undo()
    assert field.value() == ""
    stage.settle()


def test_what_was_copied_from_a_confidential_record_is_gone_from_the_clipboard(stage):
    page = begin(stage, CONFIDENTIAL, "")
    entry = title(page)
    type_text(entry, "甲乙两家的事")
    entry.selectAll()
    entry.copy()
    assert QGuiApplication.clipboard().text() == "甲乙两家的事"
    stage.window.lock()
    stage.settle()
    assert QGuiApplication.clipboard().text() == ""


def test_what_was_copied_from_an_ordinary_record_stays(stage):
    page = begin(stage)
    type_text(title(page), TYPED)
    title(page).selectAll()
    title(page).copy()
    stage.window.lock()
    stage.settle()
    assert QGuiApplication.clipboard().text() == TYPED


@pytest.mark.parametrize(("private", "left"), [(True, ""), (False, "摘录")])
def test_a_text_that_was_copied_whole_goes_and_a_public_version_stays(stage, private, left):
    begin(stage, CONFIDENTIAL, "")
    copy_text("摘录", private=private)
    stage.window.lock()
    stage.settle()
    assert QGuiApplication.clipboard().text() == left


def test_what_was_copied_elsewhere_afterwards_stays(stage):
    begin(stage)
    copy_text("秘密", private=True)
    QGuiApplication.clipboard().setText("别处来的", QClipboard.Mode.Clipboard)
    stage.window.lock()
    stage.settle()
    assert QGuiApplication.clipboard().text() == "别处来的"


def test_leaving_the_program_takes_the_private_copy_along(tmp_path):
    stage = staged(tmp_path)
    copy_text("秘密", private=True)
    stage.close()
    assert QGuiApplication.clipboard().text() == ""


def test_the_idle_time_waits_for_what_is_under_way_and_a_wish_to_lock_does_not(stage):
    window = stage.window
    began: list[bool] = []
    stopped: list[UserError] = []

    def long_work(progress: Progress) -> None:
        began.append(True)
        while True:
            progress.step(0, 0, "write")

    stage.app.tasks.aside(long_work, failed=stopped.append)
    stage.until(lambda: began)
    window._idle._still()
    assert window.shell() is not None
    assert 0 < window._idle._timer.remainingTime() <= 2 * LATER
    window.lock()
    stage.settle()
    assert window.cover() is not None
    assert [error.code() for error in stopped] == ["cancelled"], "and Cancel really cancels"


def test_locking_twice_at_once_locks_once(stage):
    page = begin(stage)
    type_text(title(page), TYPED)
    stage.window.lock()
    stage.window.lock()
    stage.settle()
    stage.unlock()
    assert title(editor(stage)).text() == TYPED
