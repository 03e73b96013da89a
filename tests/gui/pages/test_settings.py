"""Settings: each works at once; the password changes only with the old one."""

from datetime import date

import pytest

from core.base.settings import load
from core.checks.declared import RULES
from core.services import checking, people, seals, surroundings, typefaces, vaults
from core.services.seals import SealState
from gui.app import follow_fonts
from gui.pages.fontcard import FontCard
from gui.pages.settings import SettingsPage
from gui.widgets.finding import FindingRow
from gui.widgets.text import Label
from gui.widgets.theme import theme
from tests.flows.filling import retype
from tests.support.machinefonts import make_font
from tests.support.stage import Stage, staged
from tests.support.typing import type_text
from tests.support.vaults import CHEAP, PASSWORD

HINT = next(number for number, rule in RULES.items() if rule.school_may_mute)
USED = ("FandolFang（", "Noto ", "黑体（", "LXGW")
NEW = "另一个口令 2008"


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    found.window.shell().go("settings")
    found.settle()
    yield found
    found.close()


def page(stage: Stage) -> SettingsPage:
    found = stage.window.shell().page()
    assert isinstance(found, SettingsPage)
    return found


def choose(field, value):
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def test_theme_and_size_are_used_and_kept(stage, tmp_path):
    choose(page(stage).theme, "dark")
    choose(page(stage).text_size, "150")
    choose(page(stage).idle, "0")
    stage.settle()
    assert theme().dark
    assert theme().percent == 150
    kept = load(tmp_path / "settings.json")
    assert (kept.theme.value, kept.text_scale, kept.idle_minutes) == ("dark", 150, 0)
    choose(page(stage).theme, "light")
    choose(page(stage).text_size, "100")


def test_the_language_changes_at_once(stage):
    choose(page(stage).language, "en")
    stage.settle()
    assert stage.window.shell()._rail_items()[1].text == "Study"
    assert isinstance(stage.window.shell().page(), SettingsPage)
    choose(page(stage).language, "zh_CN")
    stage.settle()


def test_the_password_changes_only_with_the_old_one(stage):
    found = page(stage)
    type_text(found._password.old.line, "不是它")
    type_text(found._password.new.first, NEW)
    type_text(found._password.new.second, NEW)
    found._password.change()
    stage.settle()
    assert found._password.old._found
    assert found._password.new.password() == NEW, "what was typed stays"
    retype(found._password.old.line, PASSWORD)
    found._password.change()
    stage.settle()
    assert not found._password.old.value()
    folder = stage.window._vault.folder
    stage.window.lock()
    stage.settle()
    opened = vaults.open_vault(folder, NEW, clock=stage.clock)
    opened.close()


def test_the_school_is_saved_when_one_goes_elsewhere(stage):
    retype(page(stage).short, "云岙中心校")
    stage.window.shell().go("home")
    stage.settle()
    assert people.get_school(stage.window._vault).short == "云岙中心校"


def test_another_principal_comes_only_by_the_hand_over(stage):
    assert [page(stage).principal.itemData(at) for at in range(page(stage).principal.count())] == ["p01"]
    assert page(stage).secretary.count() > 2


def test_a_school_without_a_name_is_refused(stage):
    page(stage).school_name.selectAll()
    page(stage).school_name.del_()
    page(stage)._save_school(lambda: None)
    stage.settle()
    assert page(stage)._profile.says.count() == 1
    assert people.get_school(stage.window._vault).name
    retype(page(stage).school_name, "云川县云岙镇中心小学")


def test_a_muted_hint_is_listed_and_switched_on_again(stage):
    vault = stage.window._vault
    checking.mute(vault, HINT)
    page(stage).enter()
    stage.settle()
    assert checking.muted_rules(vault) == (HINT,)
    page(stage)._unmute(HINT)
    stage.settle()
    assert checking.muted_rules(vault) == ()


# --- of the school -----------------------------------------------------------------------------------


def vault(stage: Stage):
    return stage.window.shell()._places._vault


def test_days_off_school_are_typed_kept_and_judged_by(stage):
    card = page(stage).days_off
    card.list.set_value([{"name": "暑假", "since": "2008-07-01", "until": "2008-08-31"}])
    card.save(lambda: None)
    stage.settle()
    (kept,) = surroundings.list_days_off(vault(stage))
    assert (kept.name, kept.since, kept.until) == ("暑假", date(2008, 7, 1), date(2008, 8, 31))
    page(stage).enter()
    stage.settle()
    assert [row["name"] for row in card.rows()] == ["暑假"]


def test_a_stretch_that_is_not_complete_or_ends_early_is_said_and_not_kept(stage):
    card = page(stage).days_off
    went = []
    card.list.set_value([{"name": "暑假", "since": "2008-07-01"}])
    card.save(lambda: went.append(1))
    stage.until(lambda: said(card) == ["有一行没有填完。"])
    card.list.set_value([{"name": "暑假", "since": "2008-08-31", "until": "2008-07-01"}])
    card.save(lambda: went.append(1))
    stage.until(lambda: any("暑假" in line for line in said(card)))
    assert went == []
    assert surroundings.list_days_off(vault(stage)) == ()
    card.list.set_value([])


def said(card) -> list[str]:
    return [row.line.text for row in card.findChildren(FindingRow) if row.isVisible()]


def test_what_was_typed_is_kept_when_the_page_is_left(stage):
    card = page(stage).words
    card.list.set_value([{"text": "上垟村"}, {"text": "下垟村"}])
    stage.window.shell().go("home")
    stage.settle()
    assert surroundings.list_words(vault(stage)) == ("上垟村", "下垟村")


def test_a_lock_gives_up_what_is_not_complete(stage):
    card = page(stage).days_off
    card.list.set_value([{"name": "暑假"}])
    stage.window.lock()
    stage.settle()
    assert stage.window.shell() is None
    stage.unlock()
    assert surroundings.list_days_off(vault(stage)) == ()


def test_the_password_of_locked_records_is_chosen_by_the_windows_question(stage):
    card = page(stage).seal
    assert not card.change.isVisible()
    card.choose.click()
    stage.settle()
    asked = stage.window.shell().seal().question
    asked.pair.first.setText(NEW)
    asked.pair.second.setText(NEW)
    asked.buttons["open"].click()
    stage.settle()
    assert seals.state(vault(stage)) is SealState.OPEN
    assert card.change.isVisible()
    card.lock.click()
    stage.settle()
    assert seals.state(vault(stage)) is SealState.CLOSED
    assert not card.lock.isVisible()


def test_it_changes_only_with_the_old_one(stage):
    seals.choose(vault(stage), PASSWORD, cost=CHEAP)
    page(stage).enter()
    stage.settle()
    card = page(stage).seal
    type_text(card.old.line, "falsch")
    type_text(card.new.first, NEW)
    type_text(card.new.second, NEW)
    card.change.click()
    stage.settle()
    assert card.old._found
    card.old.line.clear()
    type_text(card.old.line, PASSWORD)
    card.change.click()
    stage.settle()
    seals.lock(vault(stage))
    seals.unlock(vault(stage), NEW)
    assert seals.state(vault(stage)) is SealState.OPEN


def test_the_campaigns_are_reached_from_here(stage):
    page(stage)._go_to_campaigns()
    stage.settle()
    shell = stage.window.shell()
    assert shell.here()["place"] == "campaigns"
    shell.back()
    stage.settle()
    assert isinstance(shell.page(), SettingsPage)


def test_the_page_says_which_font_plays_which_part_and_why_not_another(stage, tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_DATA_DIRS", "HOME", "LOCALAPPDATA", "WINDIR"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    make_font(tmp_path / "fonts" / "a.ttf", "黑体", "SimHei")
    make_font(tmp_path / "fonts" / "b.ttf", "KaiTi", rights=2)
    follow_fonts(stage.app.preferences, tmp_path)
    try:
        page(stage).fonts.look()
        stage.settle()
        assert sentences(page(stage).fonts) == [
            "FandolFang（程序自带）。本机没有仿宋_GB2312。",
            "Noto Serif SC（程序自带）。本机没有方正小标宋_GBK。",
            "黑体（本机）",
            "LXGW WenKai（程序自带）。本机有KaiTi，但字体厂商不允许嵌入文件。",
        ]
        page(stage).fonts.on.click()
        stage.settle()
        assert sentences(page(stage).fonts)[2] == "Noto Sans SC（程序自带）"
        assert not load(tmp_path / "settings.json").machine_fonts
    finally:
        typefaces.use_machine_fonts(None)


def sentences(card: FontCard) -> list[str]:
    """Return the sentence of every part of the page."""
    return [label.text() for label in card.findChildren(Label) if label.text().startswith(USED)]
