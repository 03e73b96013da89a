"""A record that the county sent back: its remarks beside the fields, and the one step that opens it again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.base.settings import Settings
from core.records.errand import Remark
from core.records.kind import Place
from core.services import drafts, receipts, records
from core.services.desk import handover, replies
from gui.forms.findings import FindingEntry
from gui.pages.editor import EditorPage
from gui.pages.preferences import Preferences
from gui.pages.records import RecordsPage
from gui.widgets.buttons import Button
from gui.widgets.finding import FindingRow, Level
from gui.widgets.question import Question
from tests.gui.pages.countypage import WithCounty, sent_back, with_county
from tests.gui.pages.opened import FAST
from tests.support.typing import press
from tests.support.vaults import ITEM


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[WithCounty]:
    with with_county(tmp_path, qtbot) as made:
        yield made


def edit(desk: WithCounty, record: str) -> EditorPage:
    page = EditorPage(desk.vault, tasks=desk.tasks, clock=desk.clock, timing=FAST)
    desk.show(page)
    page.recall({"record": record, "path": ()})
    desk.bench.until(lambda: page.form() is not None)
    desk.bench.settle()
    return page


def remarks(page: EditorPage) -> list[tuple[tuple[str | int, ...], str]]:
    return [(said.path, said.text) for said in page.form().findings() if said.level is Level.REMARK]


def test_remarks_stand_beside_their_fields_and_block_nothing(desk: WithCounty) -> None:
    page = edit(desk, sent_back(desk.world))
    assert remarks(page) == [((), "改好再报。"), (("content",), "请写明讨论了什么。")]
    entries = [one for one in page.findChildren(FindingEntry) if one.said.level is Level.REMARK]
    assert len(entries) == 2
    assert all(one.isVisible() for one in entries)
    assert not any(said.blocks for said in page.form().findings() if said.level is Level.REMARK)
    assert "请写明讨论了什么。" in page.form().editor("content").entry(("content",)).accessibleDescription()


def test_a_remark_about_a_field_the_form_has_not_stands_at_the_head_with_its_name(desk: WithCounty) -> None:
    page = edit(desk, sent_back(desk.world, field="gone", note=""))
    assert remarks(page) == [((), "学习内容: 请写明讨论了什么。")]


def test_one_press_opens_it_again_the_reason_is_given_and_finishing_is_not_held_up(desk: WithCounty) -> None:
    record = sent_back(desk.world)
    page = edit(desk, record)
    assert page.done_button().text() == "Change as the remarks say"
    press(page.done_button(), Qt.Key.Key_Space)
    desk.bench.settle()
    question = next(one for one in page.findChildren(Question) if one.isVisible())
    press(question.buttons["yes"], Qt.Key.Key_Space)
    desk.bench.settle()
    assert records.read(desk.vault, record).state == "draft"
    assert remarks(page), "they stay beside the fields while one is at it"
    assert page.form().focused_path() == ("content",)
    seen = [one for one in page.findChildren(FindingEntry) if one.said.path == ("content",)]
    assert not seen[0].visibleRegion().isEmpty(), "the remark itself is in sight"
    assert page.done_button().text() == "Finish"
    assert page.form().blocking() == ()
    press(page.done_button(), Qt.Key.Key_Space)
    desk.bench.settle()
    assert records.read(desk.vault, record).state == "done"


def test_the_list_says_sent_back_shows_the_remarks_and_offers_the_same_step(desk: WithCounty) -> None:
    sent_back(desk.world)
    preferences = Preferences(desk.world.place / "settings.json", Settings())
    page = RecordsPage(
        desk.vault,
        Place.STUDY,
        tasks=desk.tasks,
        clock=desk.clock,
        preferences=preferences,
        chooser=desk.chooser,
    )
    desk.show(page)
    said = [row.line.text for row in page.findChildren(FindingRow) if row.line.level is Level.REMARK]
    assert said == ["学习内容: 请写明讨论了什么。", "改好再报。"]
    primary = [one for one in page.findChildren(Button) if one.text() == "Change as the remarks say"]
    assert len(primary) == 1
    assert primary[0].isVisible()


def test_once_mended_the_list_asks_for_it_no_more_and_the_remarks_stay_until_the_receipt(desk: WithCounty) -> None:
    record = records.read(desk.vault, sent_back(desk.world))
    answers = {"reason": "按退回意见修改"}
    opened = records.move(desk.vault, record.id, "revise", revision=record.revision, answers=answers)
    records.move(desk.vault, record.id, "finish", revision=opened.revision)
    page = edit(desk, record.id)
    assert len(remarks(page)) == 2
    assert not page.done_button().isVisible()


def test_an_item_of_the_ledger_shows_the_remark_and_is_opened_again_until_it_was_changed(desk: WithCounty) -> None:
    world = desk.world
    world.trusted()
    item = drafts.begin(desk.vault, "rectification", values=ITEM)
    item = records.move(desk.vault, item.id, "register", revision=item.revision)
    row = world.rows(world.packet(item.id))[0]
    remark = Remark(record=item.id, number=item.number, field="measures", label="措施", text="请写明由谁做。")
    world.later(days=1)
    back = replies.send_back(world.desk, row.incoming.id, remarks=[remark], folder=world.place)
    receipts.take(desk.vault, handover.carry(world.desk, back.id, world.stick).path)
    page = edit(desk, item.id)
    assert [text for _path, text in remarks(page)] == ["请写明由谁做。"]
    assert page.done_button().text() == "Change as the remarks say"
    world.later(days=1)
    now = records.read(desk.vault, item.id)
    records.move(desk.vault, item.id, "revise", revision=now.revision, answers={"reason": "按退回意见修改"})
    records.move(desk.vault, item.id, "settle", revision=records.read(desk.vault, item.id).revision)
    page = edit(desk, item.id)
    assert page.done_button().text() != "Change as the remarks say"
