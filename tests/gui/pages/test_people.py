"""The roster: added, changed, ended, found by initials; two of one name."""

import pytest

from core.services import people
from gui.pages.people import PeoplePage
from gui.widgets.finding import FindingRow
from tests.flows.filling import retype
from tests.support.stage import Stage, staged
from tests.support.typing import type_text


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    found.window.shell().go("people")
    found.settle()
    yield found
    found.close()


def page(stage: Stage) -> PeoplePage:
    found = stage.window.shell().page()
    assert isinstance(found, PeoplePage)
    return found


def names(stage: Stage) -> list[str]:
    return [person.name for person in people.listing(stage.window._vault, on=stage.clock.now().date())]


def shown(stage: Stage) -> list[str]:
    model = page(stage)._rows
    return [keyed.row.heading for keyed in model._rows]


def test_somebody_with_a_rare_name_and_a_quote_is_added(stage):
    page(stage)._add()
    type_text(page(stage)._form._name, '苏𬍛 "小苏" O\'Neil')
    type_text(page(stage)._form._post, "音乐教师")
    page(stage)._form.saved.emit()
    stage.settle()
    assert '苏𬍛 "小苏" O\'Neil' in names(stage)


def test_without_a_name_nobody_is_added(stage):
    before = names(stage)
    page(stage)._add()
    type_text(page(stage)._form._post, "教师")
    page(stage)._form.saved.emit()
    stage.settle()
    assert names(stage) == before
    assert page(stage)._form._name.hasFocus()
    page(stage).let_go()


def test_initials_and_any_part_of_a_name_find_people(stage):
    type_text(page(stage)._find, "lzy")
    assert shown(stage) == ["林志远"]
    retype(page(stage)._find, "志")
    assert shown(stage) == ["林志远"]
    retype(page(stage)._find, "没有这个人")
    assert shown(stage) == []
    page(stage)._empty.acted.emit()
    assert len(shown(stage)) == 5


def test_choosing_another_saves_what_was_typed(stage):
    listed = page(stage)._list
    listed.setCurrentIndex(page(stage)._rows.index(3))
    retype(page(stage)._form._post, "音乐兼美术教师")
    listed.setCurrentIndex(page(stage)._rows.index(0))
    stage.settle()
    assert "音乐兼美术教师" in {person.post for person in people.listing(stage.window._vault)}


def test_leaving_the_roster_is_asked_and_keeps_the_name_for_old_records(stage):
    page(stage)._list.setCurrentIndex(page(stage)._rows.index(4))
    leaving = page(stage)._form.person().name
    page(stage)._form.left.emit()
    page(stage).question.buttons["no"].click()
    stage.settle()
    assert leaving in names(stage)
    page(stage)._form.left.emit()
    page(stage).question.buttons["leave"].click()
    stage.settle()
    stage.clock.set(stage.clock.now().replace(day=25))
    assert leaving not in names(stage)
    assert leaving in {person.name for person in people.listing(stage.window._vault)}


def test_a_last_day_before_the_first_is_held(stage):
    form = page(stage)._form
    retype(form._since, "2008-09-01")
    retype(form._until, "2008-08-01")
    form.saved.emit()
    stage.settle()
    assert form._until.hasFocus()
    stage.window.shell().go("home")
    assert page(stage).question.isVisible()
    page(stage).question.buttons["mend"].click()
    stage.settle()
    form._until.clear()
    form.saved.emit()
    stage.settle()


def test_a_half_typed_person_does_not_keep_the_program_from_locking(stage):
    page(stage)._list.setCurrentIndex(page(stage)._rows.index(3))
    retype(page(stage)._form._post, "后勤")
    retype(page(stage)._form._since, "哪天来的忘了")
    stage.window.lock()
    stage.settle()
    assert stage.window.cover() is not None
    stage.unlock()
    assert "后勤" in {person.post for person in people.listing(stage.window._vault)}


def test_two_of_one_name_and_post_are_pointed_out(stage):
    vault = stage.window._vault
    for _number in range(2):
        people.save(vault, people.listing(vault)[0].__class__(id="", name="陈敏", post="教师"))
    page(stage).enter()
    stage.settle()
    assert page(stage)._says.count() == 1
    row = page(stage)._says.itemAt(0).widget()
    assert isinstance(row, FindingRow)
    assert "陈敏" in row.line.text
