"""Records with a password of their own: asked wherever they are wanted, closed again by a word or with the cover."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.services import drafts, records, seals
from core.services.seals import SealState
from gui.pages.editor import EditorPage
from gui.pages.sealquestion import ChooseSeal, GiveSeal
from tests.support.examples import EXAMPLES
from tests.support.stage import Stage, staged
from tests.support.vaults import CHEAP

OWN = "另一个口令 2008"
SECRET = "会前查摆出两条不愿外传的意见"


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    del qtbot  # only so that an application is there
    made = staged(tmp_path, language="en")
    yield made
    made.close()


def shell(stage: Stage) -> Any:
    found = stage.window.shell()
    assert found is not None
    return found


def vault(stage: Stage) -> Any:
    return shell(stage)._places._vault


def question(stage: Stage) -> Any:
    stage.settle()
    return shell(stage).seal().question


def meeting(stage: Stage) -> str:
    """Enter a meeting and lock it away."""
    opened = vault(stage)
    seals.choose(opened, OWN, cost=CHEAP)
    begun = drafts.begin(opened, "criticism_meeting", values={"title": SECRET})
    seals.lock(opened)
    return begun.id


def begin(stage: Stage) -> None:
    shell(stage).page().new_wanted.emit("criticism_meeting", "", None)
    stage.settle()


def open_it(stage: Stage, record: str) -> None:
    shell(stage).page().record_wanted.emit(record, ())
    stage.settle()


def give(stage: Stage, password: str) -> None:
    asked = question(stage)
    assert isinstance(asked, GiveSeal)
    asked.field.line.setText(password)
    asked.buttons["open"].click()
    stage.settle()


def editor(stage: Stage) -> EditorPage:
    page = shell(stage).page()
    assert isinstance(page, EditorPage)
    stage.until(lambda: page.form() is not None)
    return page


def test_the_first_one_asks_for_a_password_twice_and_then_opens(stage: Stage) -> None:
    begin(stage)
    asked = question(stage)
    assert isinstance(asked, ChooseSeal)
    asked.pair.first.setText(OWN)
    asked.pair.second.setText("etwas anderes")
    asked.buttons["open"].click()
    stage.settle()
    assert asked.isVisible()
    assert seals.state(vault(stage)) is SealState.NONE
    asked.pair.second.setText(OWN)
    asked.buttons["open"].click()
    stage.settle()
    form = editor(stage).form()
    assert form is not None
    assert form.kind.key == "criticism_meeting"
    assert seals.state(vault(stage)) is SealState.OPEN


def test_whoever_thinks_better_of_it_begins_nothing(stage: Stage) -> None:
    begin(stage)
    question(stage).buttons["no"].click()
    stage.settle()
    assert records.listing(vault(stage), "criticism_meeting") == ()
    assert shell(stage).here()["place"] == "home"


def test_a_locked_record_asks_and_opens_with_its_own_password(stage: Stage) -> None:
    record = meeting(stage)
    open_it(stage, record)
    give(stage, OWN)
    form = editor(stage).form()
    assert form is not None
    assert form.values()["title"] == SECRET


def test_a_wrong_password_is_said_under_the_field_and_may_be_mended(stage: Stage) -> None:
    record = meeting(stage)
    open_it(stage, record)
    give(stage, stage.password)
    asked = question(stage)
    assert asked.isVisible()
    assert [line.text for line in asked.field._found] == ["The password is not right. Please try again."]
    assert asked.field.line.selectedText() == stage.password
    assert asked.height() >= asked.layout().totalHeightForWidth(asked.width()), "the refusal covers nothing"
    give(stage, OWN)
    assert editor(stage).form() is not None


def test_without_the_password_one_is_back_where_one_came_from(stage: Stage) -> None:
    record = meeting(stage)
    open_it(stage, record)
    question(stage).buttons["no"].click()
    stage.settle()
    assert shell(stage).here()["place"] == "home"
    assert seals.state(vault(stage)) is SealState.CLOSED


def test_once_open_the_next_one_does_not_ask_again(stage: Stage) -> None:
    record = meeting(stage)
    open_it(stage, record)
    give(stage, OWN)
    shell(stage).back()
    stage.settle()
    open_it(stage, record)
    assert question(stage) is None
    assert editor(stage).form() is not None


def test_the_place_seal_leads_to_its_record(stage: Stage) -> None:
    record = meeting(stage)
    shell(stage).page().place_wanted.emit("seal", {"record": record})
    give(stage, OWN)
    assert shell(stage).here()["memory"]["record"] == record


def test_locking_up_in_the_editor_closes_them_and_leaves(stage: Stage) -> None:
    record = meeting(stage)
    open_it(stage, record)
    give(stage, OWN)
    page = editor(stage)
    view = page._view
    assert view is not None
    page.actions_of().lock_up(view)
    stage.settle()
    assert seals.state(vault(stage)) is SealState.CLOSED
    assert shell(stage).here()["place"] == "home"


def test_the_menu_of_a_sealed_record_alone_offers_to_lock_up(stage: Stage) -> None:
    record = meeting(stage)
    open_it(stage, record)
    give(stage, OWN)
    assert "Lock up" in menu(editor(stage))
    shell(stage).page().new_wanted.emit("study_session", "", None)
    stage.settle()
    stage.until(lambda: (form := editor(stage).form()) is not None and form.kind.key == "study_session")
    assert "Lock up" not in menu(editor(stage))


def menu(page: EditorPage) -> list[str]:
    from PySide6.QtWidgets import QMenu

    page._show_menu()
    shown = page.findChildren(QMenu)[-1]
    told = [action.text() for action in shown.actions()]
    shown.close()
    shown.deleteLater()
    return told


def spoken(within: QWidget) -> list[str]:
    """Return every text, name and tool tip that stands anywhere in a window, hidden or not."""
    widgets = [within, *within.findChildren(QWidget)]
    names = [said for one in widgets for said in (one.accessibleName(), one.accessibleDescription(), one.toolTip())]
    return names + [one.text() for one in within.findChildren(QLabel)]


def test_locking_up_leaves_no_word_of_them_on_the_page(stage: Stage) -> None:
    opened = vault(stage)
    seals.choose(opened, OWN, cost=CHEAP)
    begun = drafts.begin(opened, "criticism_meeting", values={**EXAMPLES["criticism_meeting"], "title": SECRET})
    records.move(opened, begun.id, "finish", revision=begun.revision)
    shell(stage).go("activities")
    stage.settle()
    pane = shell(stage).page().pane()
    pane.show_record(begun.id)
    stage.settle()
    assert [said for said in spoken(stage.window) if SECRET in said]

    pane._actions.lock_up(pane.view())
    stage.settle()
    pane.show_record(begun.id)
    stage.settle()
    assert not [said for said in spoken(stage.window) if SECRET in said]


def test_the_cover_locks_them_away_too_and_coming_back_asks(stage: Stage) -> None:
    record = meeting(stage)
    open_it(stage, record)
    give(stage, OWN)
    editor(stage)
    stage.window.lock()
    stage.settle()
    stage.unlock()
    asked = question(stage)
    assert isinstance(asked, GiveSeal)
    give(stage, OWN)
    assert shell(stage).here()["memory"]["record"] == record
