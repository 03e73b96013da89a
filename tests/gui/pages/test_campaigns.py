"""The page of campaigns: what is asked, how far the school is, and taking one up, changing it, ending it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.campaign.reader import load_campaign, preset
from core.campaign.template import Activity
from core.records.catalogue import bring
from core.services import campaigns, records, seals
from gui.pages.campaigns import CampaignsPage
from gui.pages.ownactivity import OwnQuestion
from gui.widgets.activity import ActivityRow
from gui.widgets.chip import Chip
from gui.widgets.text import Label
from gui.widgets.theme import Room
from tests.gui.pages.campaigning import READING, answer, show
from tests.gui.pages.opened import Opened, opened
from tests.support.stage import AnsweringChooser
from tests.support.typing import press, type_text
from tests.support.vaults import CHEAP, SESSION


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made
    bring(())


@pytest.fixture
def chooser() -> AnsweringChooser:
    return AnsweringChooser()


def row(page: CampaignsPage, key: str) -> ActivityRow:
    return next(row for row in page.pane.rows() if row.data.key == key)


def chip(row: ActivityRow) -> str:
    return "".join(one.text() for one in row.findChildren(Chip))


# --- what is shown -----------------------------------------------------------------------------------


def test_without_a_campaign_the_page_says_so_and_offers_the_import(house: Opened, chooser: AnsweringChooser) -> None:
    page = show(house, chooser, taken=False)
    assert page._empty.isVisible()
    chooser.answers.append(None)
    page._empty.acted.emit()
    assert chooser.asked == ["Import a notice"]


def test_activities_stand_under_how_firmly_they_are_asked(house: Opened) -> None:
    page = show(house)
    order = [row.data.key for row in page.pane.rows()]
    must, follow, optional, receive = (order.index(key) for key in ("A11", "A12", "A21", "A24"))
    assert must < follow < optional < receive
    assert len(order) == 24


def test_a_row_says_what_is_asked_and_how_far_the_school_is(house: Opened) -> None:
    house.enter_record("study_session", SESSION, moves=("finish",))
    found = row(show(house), "A11")
    assert found.data.asks.startswith("suggested: 2 a month")
    assert chip(found) == "Sep 1 of 2"


def test_the_notices_own_sentence_unfolds_in_place(house: Opened) -> None:
    found = row(show(house), "A11")
    assert found.quote_link is not None
    found.quote_link.click()
    assert any("局机关每月2次" in label.text() for label in found.findChildren(Label))
    found.quote_link.click()
    assert not found.unfolded()


def test_a_flag_of_the_time_line_leads_to_its_activity(house: Opened) -> None:
    page = show(house)
    flag = next(flag for flag in page.pane.phases.flags() if "校级总结与制度" in flag.accessibleName())
    flag.click()
    focused = page.focusWidget()
    names = {milestone.text for milestone in flag.milestones}
    assert focused is not None
    assert any(one.isAncestorOf(focused) for one in page.pane.rows() if one.data.name in names)


def test_several_campaigns_have_tabs_and_the_one_shown_is_remembered(house: Opened) -> None:
    campaigns.take(house.vault, load_campaign(READING))
    page = show(house)
    assert page._tabs.isVisible()
    page._tabs.chosen.emit("yc-2009-reading")
    page._tabs.choose("yc-2009-reading")
    assert page.memory() == {"campaign": "yc-2009-reading"}
    again = CampaignsPage(house.vault, tasks=house.tasks, clock=house.clock)
    again.recall(page.memory())
    house.show(again)
    shown = again.shown()
    assert shown is not None
    assert shown.template.id == "yc-2009-reading"
    assert len(again.pane.rows()) == 6


def test_nothing_is_cut_off_at_150_percent(house: Opened) -> None:
    from gui.widgets.theme import theme

    page = show(house)
    theme().set_look(mode="light", percent=150)
    page.set_room(Room.MIDDLE)
    page.resize(1180, 600)
    house.settle()
    assert page.minimumSizeHint().width() <= 1180
    theme().set_look(mode="light", percent=100)


# --- what is pressed ---------------------------------------------------------------------------------


def test_the_button_begins_a_record_that_says_what_it_is_for(house: Opened) -> None:
    page = show(house)
    wanted: list[tuple[str, Any]] = []
    page.place_wanted.connect(lambda place, what: wanted.append((place, what)))
    button = row(page, "A11").button
    assert button is not None
    button.click()
    house.settle()
    ((place, what),) = wanted
    begun = records.read(house.vault, what["record"])
    assert (place, what["fresh"]) == ("editor", True)
    assert begun.values["subtype"] == "night_study"
    assert begun.activities == ("cn-2008-xinxingxiang/A11",)


def test_an_activity_is_switched_on_and_the_focus_stays_on_its_switch(house: Opened) -> None:
    page = show(house)
    found = row(page, "A21")
    assert found.button is None
    assert found.switch is not None
    found.switch.setFocus()
    press(found.switch, Qt.Key.Key_Space)
    house.settle()
    again = row(page, "A21")
    assert again.data.on
    assert again.button is not None
    assert campaigns.current(house.vault)[0].activity("A21").enabled
    assert again.switch is not None
    assert again.switch.hasFocus()


def test_what_must_be_done_has_no_switch(house: Opened) -> None:
    assert row(show(house), "A11").switch is None


def test_a_sealed_kind_asks_for_its_password_and_goes_on(house: Opened) -> None:
    page = show(house)
    campaigns.switch(house.vault, preset().id, "A16", on=True)
    page.enter()
    house.settle()
    asked: list[Any] = []
    wanted: list[Any] = []
    page.seal_wanted.connect(lambda then, _otherwise: asked.append(then))
    page.place_wanted.connect(lambda _place, what: wanted.append(what))
    button = row(page, "A16").button
    assert button is not None
    button.click()
    house.settle()
    (then,) = asked
    seals.choose(house.vault, "另一个口令 2008", cost=CHEAP)
    then()
    house.settle()
    assert records.read(house.vault, wanted[0]["record"]).kind == "criticism_meeting"


def test_the_day_the_notice_came_is_typed_and_kept(house: Opened) -> None:
    page = show(house)
    field = page.pane.received_on
    field.setFocus()
    type_text(field, "2008-04-25")
    press(field, Qt.Key.Key_Return)
    house.settle()
    assert campaigns.current(house.vault)[0].issuer.received_on == date(2008, 4, 25)


def test_a_day_there_is_not_is_said_under_the_field_and_nothing_changes(house: Opened) -> None:
    page = show(house)
    field = page.pane.received_on
    field.setFocus()
    type_text(field, "2008-13-40")
    press(field, Qt.Key.Key_Return)
    house.settle()
    assert [line.text for line in page.pane.line.findings()["received"]] == ["There is no such day."]
    assert campaigns.current(house.vault)[0].issuer.received_on is None


def test_a_campaign_ends_behind_a_question_and_can_be_taken_up_again(house: Opened) -> None:
    page = show(house)
    page.pane.over.click()
    answer(page, "no")
    assert campaigns.current(house.vault)
    page.pane.over.click()
    answer(page, "yes")
    house.settle()
    assert campaigns.current(house.vault) == ()
    assert row(page, "A11").button is None
    page.pane.over.click()
    answer(page, "yes")
    house.settle()
    assert campaigns.current(house.vault)


def test_what_the_office_does_becomes_a_pledge_in_one_step(house: Opened) -> None:
    page = show(house)
    wanted: list[Any] = []
    page.place_wanted.connect(lambda _place, what: wanted.append(what))
    assert not page.pane.mentions.rows()[0].isVisible()
    page.pane.mentions.turn.click()
    found = next(one for one in page.pane.mentions.rows() if one.data.key == "S24-07")
    assert found.isVisible()
    assert found.button is not None
    found.button.click()
    house.settle()
    begun = records.read(house.vault, wanted[0]["record"])
    assert (begun.kind, begun.values["title"]) == ("pledge", "十件实事之七")
    assert "村完小" in begun.values["content"]


# --- the school's own --------------------------------------------------------------------------------


def own(page: CampaignsPage, activity: str = "") -> OwnQuestion:
    page.pane.own_wanted.emit(activity)
    question = page.question
    assert isinstance(question, OwnQuestion)
    return question


def test_an_activity_of_the_schools_own_is_added_and_counted(house: Opened) -> None:
    page = show(house)
    question = own(page)
    form = question.form
    form.name.set_value("周五家访")
    form.kind.set_value("research_diary")
    form.kind.edited.emit()
    form.per.set_value("month")
    form.per.edited.emit()
    form.count.set_number(2)
    form.deadline.set_value("2008-12-20")
    question.buttons["save"].click()
    house.settle()
    assert page.question is None
    (kept,) = (one for one in campaigns.current(house.vault)[0].activities if one.origin == "self")
    assert kept.quota is not None
    assert (kept.name, kept.kind, kept.quota.min, kept.deadline) == ("周五家访", "research_diary", 2, "2008-12-20")
    found = row(page, kept.id)
    assert found.data.editable
    assert chip(found) == "Sep 0 of 2"


def test_what_is_missing_is_said_under_its_field_and_the_form_stays(house: Opened) -> None:
    question = own(show(house))
    form = question.form
    form.per.set_value("month")
    form.per.edited.emit()
    form.deadline.setText("2008-13-40")
    question.buttons["save"].click()
    assert question.isVisible()
    assert set(form.findings()) == {"name", "quota", "deadline"}


def test_a_refusal_of_the_core_is_said_beside_its_field(house: Opened) -> None:
    page = show(house)
    question = own(page)
    form = question.form
    form.name.set_value("家访")
    form.kind.addItem("nothing", "no_such_kind")
    form.kind.setCurrentIndex(form.kind.count() - 1)
    question.buttons["save"].click()
    house.settle()
    assert question.isVisible()
    assert form.findings() == {
        "kind": "This can’t be: neither the program nor the notice has this kind of record.".replace("’", "'")
    }
    form.kind.set_value("research_diary")
    question.buttons["save"].click()
    house.settle()
    assert page.question is None


def test_it_is_changed_and_taken_away_behind_a_question(house: Opened) -> None:
    page = show(house)
    kept = campaigns.save_own(house.vault, preset().id, Activity(id="", name="家访", record_kind="research_diary"))
    page.enter()
    house.settle()
    question = own(page, kept.id)
    assert question.form.name.text() == "家访"
    question.form.name.set_value("走访")
    question.buttons["save"].click()
    house.settle()
    assert row(page, kept.id).data.name == "走访"
    page.pane.drop_wanted.emit(kept.id)
    answer(page, "yes")
    house.settle()
    assert kept.id not in {one.data.key for one in page.pane.rows()}
