"""The recovery sheet and the second password, through the real settings: made, printed, tried, closed."""

import re

import pytest
from PySide6.QtWidgets import QApplication

from core.services import vaults, waysin
from core.services.vaults import Vault
from gui.pages.settings import SettingsPage
from gui.pages.wayscard import OwnPassword, SheetCheck, WaysCard
from gui.widgets.finding import Banner, FindingRow
from tests.flows.filling import retype
from tests.support.pdfs import text_of
from tests.support.stage import Stage, staged
from tests.support.typing import type_text
from tests.support.vaults import PASSWORD

SECOND = "书记的口令 2008"


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    found.window.shell().go("settings", {"card": "ways"})
    found.settle()
    yield found
    found.close()


def vault_of(stage: Stage) -> Vault:
    found = stage.window._vault
    assert isinstance(found, Vault)
    return found


def card(stage: Stage) -> WaysCard:
    page = stage.window.shell().page()
    assert isinstance(page, SettingsPage)
    return page.ways


def said(stage: Stage) -> str:
    QApplication.processEvents()
    over = card(stage).dialog or card(stage)
    return "\n".join(row.line.text for row in over.findChildren(FindingRow) if row.isVisibleTo(over))


def asked(stage: Stage) -> OwnPassword:
    dialog = card(stage).dialog
    assert isinstance(dialog, OwnPassword)
    return dialog


def give(stage: Stage, password: str) -> None:
    dialog = asked(stage)
    retype(dialog.field.line, password)
    dialog.buttons["open"].click()
    stage.settle()


def printed_code(stage: Stage) -> str:
    """Read the code from the sheet in the print window, and close the window."""
    window = stage.window.shell()._places.print_window
    assert window is not None
    words = text_of(window._paper.pdf)
    window.close()
    stage.settle()
    return " ".join(re.findall(r"(?<!\d)\d{6}(?!\d)", words))


def test_a_sheet_is_made_with_the_password_printed_and_tried(stage):
    assert "还没有恢复单" in card(stage)._sheet.text()
    card(stage).make.click()
    give(stage, "不是它")
    assert "不是校长的口令" in said(stage)
    give(stage, PASSWORD)
    code = printed_code(stage)
    assert "9月19日 印的恢复单能打开台账" in card(stage)._sheet.text()
    assert "照着输一遍" in said(stage)
    card(stage).check.click()
    dialog = card(stage).dialog
    assert isinstance(dialog, SheetCheck)
    wrong = str((int(code[0]) + 1) % 10) + code[1:]
    type_text(dialog.line, wrong)
    assert "第 1 组" in said(stage)
    dialog.buttons["open"].click()
    assert card(stage).dialog is dialog, "it stays, to be mended"
    retype(dialog.line, code)
    dialog.buttons["open"].click()
    stage.settle()
    assert "单子没问题" in said(stage)
    assert not card(stage).again.isVisible()


def test_an_older_sheet_is_told_apart_from_a_slip(stage):
    old = re.findall(r"\d{6}", text_of(waysin.make_sheet(vault_of(stage), PASSWORD)))
    waysin.make_sheet(vault_of(stage), PASSWORD)
    stage.window.shell().page().enter()
    stage.settle()
    card(stage).check.click()
    dialog = card(stage).dialog
    assert isinstance(dialog, SheetCheck)
    type_text(dialog.line, " ".join(old))
    dialog.buttons["open"].click()
    stage.settle()
    assert "可能是以前印的" in said(stage)


def test_a_second_password_is_set_and_taken_away(stage):
    card(stage).set.click()
    pair = asked(stage).pair
    assert pair is not None
    type_text(pair.first, SECOND)
    type_text(pair.second, SECOND)
    give(stage, PASSWORD)
    assert vaults.admit(vault_of(stage), SECOND).value == "second"
    assert "第二人自 9月19日 起" in card(stage)._second.text()
    card(stage).close_second.click()
    give(stage, SECOND)
    assert "请校长输入自己的口令" in said(stage), "the second person closes nothing"
    give(stage, PASSWORD)
    assert waysin.state(vault_of(stage)).second_at is None
    assert not card(stage).close_second.isVisible()


def test_thinking_better_of_it_makes_nothing(stage):
    card(stage).make.click()
    asked(stage).give("no")
    stage.settle()
    assert waysin.state(vault_of(stage)).sheet_at is None


def test_whoever_set_a_school_up_is_offered_a_sheet_and_may_go_on_without(stage):
    vault = vault_of(stage)
    stage.window.enter_new_school(vault)
    stage.settle()
    (banner,) = stage.window.shell().page().findChildren(Banner)
    assert "恢复单" in banner.line.text
    banner.action.click()
    stage.settle()
    assert isinstance(stage.window.shell().page(), SettingsPage)
