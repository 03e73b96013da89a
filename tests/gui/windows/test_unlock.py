"""The way in: wrong tries, damage, the recovery sheet, the second person's password."""

import shutil
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from core.base.clock import FixedClock
from core.base.errors import SecondPassword
from core.services import people, vaults, waysin
from core.store import recovery, unlock
from core.store.unlock import SlotKind
from gui.messages import about
from gui.pages.home import HomePage
from gui.widgets.finding import FindingRow
from gui.widgets.status import StatusBar
from gui.windows.newsecret import NewSecretCard
from gui.windows.patience import Patience
from tests.core.services.test_waysin import code_on
from tests.support.stage import Stage, staged
from tests.support.typing import press, type_text
from tests.support.vaults import CHEAP, NOON, PASSWORD, lay, open_copy

CODE = "123453-009240-720885-000000-720775-111111-600006-330000"
"""Eight groups, each of which can stand on a sheet."""
SECOND = "书记自己的口令 1"
NEW = "新口令 2026 云岙"


def add(folder: Path, secret: str, kind: SlotKind) -> None:
    """Give a vault another way in, as cheap to try as its own."""
    vault = vaults.open_vault(folder, PASSWORD, clock=FixedClock(NOON))
    digits = recovery.code_of(secret) if kind is SlotKind.RECOVERY else secret
    assert digits
    unlock.wrap(folder, vault.key, vault=vault.id, password=digits, cost=CHEAP, kind=kind)
    vault.close()


@pytest.fixture
def shut(tmp_path):
    """A program before a closed book that has a recovery sheet."""
    folder = lay(tmp_path)
    add(folder, CODE, SlotKind.RECOVERY)
    stage = Stage(tmp_path, vault=folder)
    yield stage
    stage.close()


def said(stage: Stage) -> str:
    card = stage.window.cover()
    assert card is not None
    return " ".join(line.text for line in (*card.field._found, *card.code._found))


def try_password(stage: Stage, text: str) -> None:
    card = stage.window.cover()
    assert card is not None
    card.field.line.setText(text)
    card.open_button.click()
    stage.settle()


class Hands:
    """A clock that is moved by hand."""

    at = 1000.0

    def __call__(self) -> float:
        return self.at


def test_after_three_wrong_tries_one_waits_and_what_was_pressed_meanwhile_is_tried(shut):
    hands = Hands()
    shut.window._way_in.patience = Patience(now=hands)
    for number in range(3):
        try_password(shut, f"wrong {number}")
        assert "秒" not in shut.window.cover().open_button.text()
    try_password(shut, "wrong again")
    card = shut.window.cover()
    assert card.open_button.accessibleName() == "等 2 秒"
    assert not card._wait.isHidden()
    try_password(shut, PASSWORD)
    assert shut.window.shell() is None
    assert card.open_button.accessibleName() == "2 秒后打开"
    hands.at += 2
    shut.until(lambda: shut.window.shell() is not None)
    shut.settle()
    assert shut.window._way_in.patience.left(shut.window.vault_folder()) == 0


def test_the_wait_outlasts_the_cover_it_stood_on(shut):
    hands = Hands()
    shut.window._way_in.patience = Patience(now=hands)
    for _try in range(5):
        try_password(shut, "wrong")
        hands.at += 0 if _try == 4 else 60
    shut.window.show_cover()
    assert shut.window.cover().open_button.accessibleName() == "等 4 秒"


def test_a_right_password_is_never_kept_waiting(shut):
    for _try in range(3):
        try_password(shut, "wrong")
    shut.unlock()
    assert isinstance(shut.window.shell().page(), HomePage)


def test_damage_is_told_from_a_wrong_password_and_costs_no_wait(tmp_path):
    folder = lay(tmp_path)
    database = folder / "vault.db"
    assert database.exists()
    database.write_bytes(b"\x00" * database.stat().st_size)
    stage = Stage(tmp_path, vault=folder)
    for _try in range(5):
        try_password(stage, PASSWORD)
    card = stage.window.cover()
    assert [line.word for line in card.field._found] == ["已损坏"]
    assert "备份" in said(stage)
    assert "口令不对" not in said(stage)
    assert card.open_button.accessibleName() == "打开  Enter"
    try_password(stage, "wrong")
    assert [line.word for line in card.field._found] == ["没有打开"]
    stage.close()


def test_both_copies_of_the_key_gone_bad_are_damage_too(tmp_path):
    folder = lay(tmp_path)
    for name in (unlock.NAME, unlock.SPARE):
        shutil.copy(folder / "vault.db", folder / name)
    stage = Stage(tmp_path, vault=folder)
    try_password(stage, PASSWORD)
    assert [line.word for line in stage.window.cover().field._found] == ["已损坏"]
    stage.close()


def test_a_book_that_another_program_holds_says_so(tmp_path):
    other = open_copy(tmp_path)
    stage = Stage(tmp_path, vault=other.folder)
    try_password(stage, PASSWORD)
    assert [line.word for line in stage.window.cover().field._found] == ["已打开"]
    other.close()
    stage.unlock()
    stage.close()


def ask_for_code(stage: Stage):
    card = stage.window.cover()
    assert card is not None
    card.forgot.click()
    assert card.code.isVisible()
    assert not card.field.isVisible()
    assert card.code.groups[0].hasFocus()
    return card


def test_the_code_is_typed_group_by_group(shut):
    card = ask_for_code(shut)
    for number, group in enumerate(CODE.split("-")):
        assert card.code.groups[number].hasFocus(), number
        QTest.keyClicks(card.code.groups[number], group)
    assert card.code.value() == CODE


def test_a_wrong_group_is_told_by_its_number_at_once_and_one_stays_there(shut):
    card = ask_for_code(shut)
    groups = card.code.groups
    QTest.keyClicks(groups[0], "123453")
    QTest.keyClicks(groups[1], "009242")
    assert card.code.wrong() == (2,)
    assert groups[1].hasFocus()
    shut.settle()
    shown = [row.line.text for row in card.code.findChildren(FindingRow) if row.isVisible()]
    assert shown == ["第2组和恢复单上的不一样。"]
    press(groups[1], Qt.Key.Key_Backspace)
    QTest.keyClicks(groups[1], "0")
    assert card.code.wrong() == ()
    assert groups[2].hasFocus()


def test_a_code_is_pasted_whole_with_whatever_stands_between_its_digits(shut):
    card = ask_for_code(shut)
    pasted = QMimeData()
    pasted.setText(f"恢复单 {CODE.replace('-', ' — ')}\n")
    QGuiApplication.clipboard().setMimeData(pasted)
    QTest.keyClick(card.code.groups[2], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert card.code.value() == CODE
    press(card.code.groups[7], Qt.Key.Key_Backspace)
    assert card.code.value() == ""


def test_a_short_code_is_not_tried_and_the_cursor_goes_where_it_is_short(shut):
    card = ask_for_code(shut)
    for number, group in enumerate(CODE.split("-")):
        card.code.groups[number].setText(group)
    card.code.groups[4].setText("72")
    card.open_button.click()
    assert shut.app.tasks.under_way() == 0
    assert card.code.groups[4].hasFocus()


def enter_code(stage: Stage, code: str = CODE) -> None:
    card = ask_for_code(stage)
    for number, group in enumerate(code.split("-")):
        card.code.groups[number].setText(group)
    card.open_button.click()
    stage.settle()


def test_another_sheets_code_is_refused_in_its_own_words(shut):
    enter_code(shut, CODE.replace("330000", "330011"))
    assert shut.window.shell() is None
    assert "恢复单" in said(shut)


def test_esc_goes_back_to_the_password_and_nothing_typed_stays(shut):
    card = ask_for_code(shut)
    QTest.keyClicks(card.code.groups[0], "123453")
    press(card.code.groups[1], Qt.Key.Key_Escape)
    assert card.field.isVisible()
    assert [group.text() for group in card.code.groups] == [""] * 8
    card.code.groups[0].undo()
    assert card.code.groups[0].text() == ""


def new_secret(stage: Stage) -> NewSecretCard:
    card = stage.window._standing.now()
    assert isinstance(card, NewSecretCard)
    return card


def test_the_sheet_opens_and_a_new_password_comes_before_anything_else(shut):
    enter_code(shut)
    assert shut.window.shell() is None
    card = new_secret(shut)
    assert card.pair.first.hasFocus()
    type_text(card.pair.first, NEW)
    press(card.pair.first, Qt.Key.Key_Return)
    assert card.pair.second.hasFocus()
    type_text(card.pair.second, "something else")
    press(card.pair.second, Qt.Key.Key_Return)
    assert new_secret(shut) is card, "the two are not the same"
    card.pair.second.setText(NEW)
    press(card.pair.second, Qt.Key.Key_Return)
    shut.until(lambda: shut.window.shell() is not None)
    shut.settle()
    shut.window.lock()
    shut.settle()
    try_password(shut, PASSWORD)
    assert shut.window.shell() is None, "the old one opens nothing any more"
    shut.password = NEW
    shut.unlock()
    assert "锁定 Ctrl+L" in lock_words(shut)
    assert "恢复单" not in lock_words(shut)


def lock_words(stage: Stage) -> str:
    bar = stage.window.shell().findChild(StatusBar)
    return str(bar._buttons["lock"].text())


def test_whoever_wants_no_new_password_now_goes_on_and_is_asked_again_next_time(shut):
    enter_code(shut)
    new_secret(shut).later_button.click()
    shut.settle()
    assert isinstance(shut.window.shell().page(), HomePage)
    assert "恢复单" in lock_words(shut)
    shut.window.lock()
    shut.settle()
    enter_code(shut)
    assert new_secret(shut) is not None


def test_the_question_for_a_new_password_can_be_locked_like_everything_else(shut):
    enter_code(shut)
    card = new_secret(shut)
    type_text(card.pair.first, NEW)
    shut.window.lock()
    shut.settle()
    assert shut.window.cover() is not None
    assert shut.window.book() is None
    shut.unlock()
    assert shut.window.shell() is not None


def test_the_second_persons_password_is_named_and_signs_nothing(tmp_path):
    folder = lay(tmp_path)
    add(folder, SECOND, SlotKind.SECOND)
    stage = Stage(tmp_path, vault=folder, password=SECOND)
    stage.unlock()
    assert "第二口令" in lock_words(stage)
    vault = stage.window.book()
    with pytest.raises(SecondPassword) as found:
        vaults.verify(vault, SECOND)
    assert about(found.value).text() == "这是第二口令。它能打开台账，不能签名。请校长输入自己的口令。"
    with pytest.raises(SecondPassword):
        vaults.change_password(vault, old=SECOND, new=NEW, cost=CHEAP)
    stage.close()


def test_with_a_secretary_in_the_profile_the_note_says_the_name(tmp_path):
    folder = lay(tmp_path)
    add(folder, SECOND, SlotKind.SECOND)
    vault = vaults.open_vault(folder, PASSWORD, clock=FixedClock(NOON))
    people.save_school(vault, msgspec.structs.replace(people.get_school(vault), secretary="p02"))
    vault.close()
    stage = Stage(tmp_path, vault=folder, password=SECOND)
    stage.unlock()
    assert "单秀英书记" in lock_words(stage)
    stage.close()


def test_the_code_on_a_printed_sheet_opens_when_it_is_typed_in(tmp_path):
    stage = staged(tmp_path)
    sheet = waysin.make_sheet(stage.window.book(), PASSWORD, cost=CHEAP)
    stage.window.lock()
    stage.settle()
    enter_code(stage, "-".join(code_on(sheet).split()))
    assert new_secret(stage) is not None
    stage.close()
