"""Settings: each works at once; the password changes only with the old one."""

import pytest

from core.base.settings import load
from core.checks.declared import RULES
from core.services import checking, people, vaults
from gui.pages.settings import SettingsPage
from gui.widgets.theme import theme
from tests.flows.filling import retype
from tests.support.stage import Stage, staged
from tests.support.typing import type_text
from tests.support.vaults import PASSWORD

HINT = next(number for number, rule in RULES.items() if rule.school_may_mute)
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
    type_text(found.old_password.line, "不是它")
    type_text(found.new_password.first, NEW)
    type_text(found.new_password.second, NEW)
    found._change_password()
    stage.settle()
    assert found.old_password._found
    assert found.new_password.password() == NEW, "what was typed stays"
    retype(found.old_password.line, PASSWORD)
    found._change_password()
    stage.settle()
    assert not found.old_password.value()
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
