"""The first run: what is asked, what is refused, what stays typed."""

import pytest
from PySide6.QtWidgets import QWidget

from core.base.errors import FolderNotWritable
from core.services import people
from gui.models.roster import read_roster
from gui.widgets.newpassword import strength
from gui.wizards.first_run import FirstRun
from tests.flows.filling import retype
from tests.support.stage import Stage
from tests.support.typing import type_text

SECRET = "云岙小学 2008 夜学"


@pytest.fixture
def stage(tmp_path):
    found = Stage(tmp_path)
    yield found
    found.close()


def wizard(stage: Stage) -> FirstRun:
    found: QWidget = stage.window._standing.now()
    assert isinstance(found, FirstRun)
    return found


def go_to_the_end(stage: Stage) -> FirstRun:
    run = wizard(stage)
    run.onward()
    type_text(run.school.name, '云岙 O\'Neil "小学"')
    run.onward()
    type_text(run.people.name, "林志远")
    run.onward()
    type_text(run.secret.pair.first, SECRET)
    type_text(run.secret.pair.second, SECRET)
    run.onward()
    assert run.at() == 4
    return run


def test_a_school_without_a_name_is_held_at_the_field(stage):
    run = wizard(stage)
    run.onward()
    run.onward()
    assert run.at() == 1
    assert run.school.lines[0].findings()
    assert run.school.name.hasFocus()


def test_two_of_one_name_are_told_apart_by_post(stage):
    run = wizard(stage)
    run.onward()
    type_text(run.school.name, "云岙小学")
    run.onward()
    type_text(run.people.name, "林志远")
    type_text(run.people.staff, "陈敏\n陈敏")
    run.onward()
    assert run.at() == 2, "nothing tells them apart"
    run.people.staff.selectAll()
    type_text(run.people.staff, "陈敏 语文教师\n陈敏 数学教师")
    run.onward()
    assert run.at() == 3


def test_the_principal_in_the_list_is_one_person(stage):
    run = wizard(stage)
    type_text(run.people.name, "林志远")
    type_text(run.people.staff, "1. 林志远 校长\n2. 王䶮，教导主任\n3、苏𬍛\t音乐教师\t党员")
    principal, others = run.people.people()
    assert principal.name == "林志远"
    assert [(one.name, one.post, one.party) for one in others] == [
        ("王䶮", "教导主任", False),
        ("苏𬍛", "音乐教师", True),
    ]


def test_a_short_password_or_two_different_ones_are_refused(stage):
    run = wizard(stage)
    run._go(3)
    type_text(run.secret.pair.first, "1234567")
    run.onward()
    assert run.at() == 3
    retype(run.secret.pair.first, SECRET)
    type_text(run.secret.pair.second, SECRET + "x")
    run.onward()
    assert run.at() == 3
    assert run.secret.pair.second.hasFocus()


def test_what_was_typed_survives_a_change_of_language(stage):
    run = wizard(stage)
    type_text(run.school.name, "云岙小学")
    type_text(run.people.staff, "王䶮 教师")
    run.language.chosen.emit("en")
    stage.settle()
    again = wizard(stage)
    assert again is not run
    assert again.school.profile().name == "云岙小学"
    assert again.people.staff.toPlainText() == "王䶮 教师"
    assert again._head.findChildren(QWidget)
    assert stage.app.preferences.now.language.value == "en"


def test_a_folder_that_takes_nothing_is_said_and_all_stays_typed(stage, monkeypatch):
    run = go_to_the_end(stage)

    def refuse(answers, progress):
        raise FolderNotWritable(path=str(answers.folder))

    run._make = refuse
    run.onward()
    stage.settle()
    assert stage.window.shell() is None
    assert run.at() == 4
    assert run._below.count() == 1
    assert run.secret.password() == SECRET


def test_a_folder_that_holds_a_vault_already_is_said(stage, tmp_path):
    (tmp_path / "taken.taizhang").mkdir()
    run = go_to_the_end(stage)
    retype(run.place.where, str(tmp_path / "taken"))
    run.onward()
    stage.settle()
    assert run._below.count() == 1
    retype(run.place.where, str(tmp_path / "free"))
    run.onward()
    run.onward()
    stage.until(lambda: stage.window.shell() is not None)
    stage.settle()
    assert people.get_school(stage.window._vault).name == '云岙 O\'Neil "小学"'


def test_a_path_without_a_root_is_refused(stage):
    run = go_to_the_end(stage)
    retype(run.place.where, "somewhere")
    run.onward()
    assert run._job is None
    assert run.place.lines[0].findings()


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("", "short"),
        ("1234567", "short"),
        ("12345678", "weak"),
        ("aaaaaaaaaaaa", "weak"),
        ("abcdefgh", "weak"),
        ("abcd1234", "fair"),
        ("云岙小学夜学2008年秋天", "strong"),
    ],
)
def test_strength_has_a_word_for_each(password, expected):
    assert strength(password) == expected


@pytest.mark.parametrize("text", ["", "\n\n", "   \n\t\n"])
def test_an_empty_list_is_nobody(text):
    assert read_roster(text).people == ()
