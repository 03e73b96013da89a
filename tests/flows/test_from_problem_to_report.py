"""A problem noted in a diary goes all the way: item, evidence, closing, notice, answer, monthly report; typed once."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.services import people, records
from gui.forms.files import FilesEditor
from gui.forms.form import Form
from gui.forms.moves import Asking
from gui.pages.recordpane import RecordPane
from tests.flows.acting import (
    Keyboard,
    answer,
    chips,
    editor,
    finish,
    kept,
    leave,
    move,
    named,
    newest,
    press,
    read,
    type_in,
    vault_of,
    write,
)
from tests.support.stage import Stage, staged

PROBLEM = "下垟村口水沟盖板缺两块，正对学生上学必经之路，约六十名学生每天经过。"
DIARY = {
    "topic": "上学路上有哪些不安全的地方",
    "author": "林志远",
    "date": "2008-09-15",
    "start_time": "07:10",
    "end_time": "11:30",
    "place": "下垟村口",
    "method": ["visit"],
    "visited": [{"category": "parent", "count": 6}],
    "facts": "早上七点十分起站在下垟村口，四十分钟里走过学生六十一人，其中十九人没有大人陪。"
    "沟面比路面低一尺多，下雨时水漫上来看不清边沿。四位家长说这两块盖板去年冬天就没有了，"
    "跟村里说过两次；值日教师每天绕到这里看一眼，没有记过。",
    "problems": [{"text": PROBLEM}],
    "next_steps": [{"text": "约村干部到现场看一次", "due": "2008-09-18"}],
    "publication_scope": "全体教职工",
}
ITEM = {
    "title": "上学路上水沟盖板缺失",
    "category": "校园周边安全",
    "cause": "盖板属村道设施，损坏后没有固定的报修人，学校过去只在口头上提醒过。",
    "goal": "补齐两块盖板，踩踏牢固",
    "measures": [{"text": "当天设警示标志并派人值守"}, {"text": "书面告知村委会并电话催办"}],
    "lead_leader": "单秀英",
    "responsible": "王䶮",
    "limit": "by_date",
    "deadline": "2008-09-25",
}
PROGRESS = "九月十七日村委会装上两块新盖板，现场踩踏牢固，警示标志已经撤下，拍了照片存档。"
CLOSED = "现场看过，两块盖板补齐，同意销号。"
OPINIONS: list[dict[str, str]] = [
    {
        "raised_by": "parent",
        "content": "村口水沟没有盖板，孩子天天从边上走，盼望早点盖起来。",
        "handling": "by_date",
        "reply": "村委会答应九月下旬前补上",
        "due": "2008-09-25",
    },
    {
        "raised_by": "village",
        "content": "放学时校门口摩托车多，和学生挤在一起，容易出事。",
        "handling": "spot",
        "reply": "当场定下低年级早放十分钟，次日起执行",
    },
]
MEETING = {
    "title": "上学路上的安全谁来管",
    "date": "2008-09-16",
    "start_time": "14:00",
    "end_time": "15:30",
    "place": "多媒体教室",
    "host": "林志远",
    "recorder": "王䶮",
    "notice_on": "2008-09-12",
    "leaders": ["林志远", "单秀英"],
    "participants": [{"category": "parent", "count": 12}, {"category": "village", "count": 2}],
    "briefing": "校长用五分钟通报早上在村口看到的情况：六十一名学生从沟边走过，盖板缺了两块，雨天看不清边沿。"
    "学校当天起派人值守，已经写信给村委会。难处是盖板不归学校管，学校没有这笔钱，也不知道以后坏了该找谁，"
    "所以请各位家长和村干部一起出主意。",
    "opinions": OPINIONS,
    "publication_scope": "staff",
}
NOTICE = {
    "date": "2008-09-19",
    "place": ["board"],
    "start": "2008-09-19",
    "end": "2008-09-26",
    "poster": "王䶮",
    "content": "现将一件整改事项的办理结果公布如下，有意见请在公示期内告诉总务处。",
}
REPORT = {
    "month": "2008-09",
    "date": "2008-09-19",
    "to": "云川县教育局活动领导小组办公室",
    "author": "单秀英",
    "approver": "林志远",
    "difficulties": [{"text": "村道上的设施坏了由谁报修、由谁出钱没有规定，学校每次都靠当面商量。"}],
    "next": [{"text": "总务处每月沿上学路走一遍"}],
    "publication_scope": "team",
}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    found = staged(tmp_path, language="en", size=(1024, 698))
    yield found
    found.close()


@pytest.fixture
def keyboard(stage: Stage) -> Iterator[Keyboard]:
    found = Keyboard()
    yield found
    found.put_away()


def form_of(stage: Stage) -> Form:
    """Return the form that is open."""
    found = editor(stage).form()
    assert found is not None
    return found


def names(stage: Stage) -> dict[str, str]:
    """Return everybody's id by name."""
    return {person.name: person.id for person in people.listing(vault_of(stage))}


def enter_diary(stage: Stage) -> str:
    """Write the diary and finish it."""
    typed = {**DIARY, "publication_scope": "staff"}
    finish(stage, write(stage, "research_diary", typed))
    return newest(stage, "research_diary")


def make_item(stage: Stage, diary: str) -> str:
    """Let the problem of the diary become an item, and write only what the diary did not say."""
    press(stage, read(stage, "research", diary), f"Rectify {PROBLEM}")
    page = editor(stage)
    stage.settle()
    number = records.read(vault_of(stage), diary).number
    carried = {"problem": PROBLEM, "source": "research", "source_ref": number, "proposed_on": DIARY["date"]}
    assert {key: form_of(stage).values().get(key) for key in carried} == carried
    type_in(stage, page, ITEM)
    finish(stage, page)
    item = newest(stage, "rectification")
    assert records.read(vault_of(stage), item).state == "open"
    return item


def enter_forum(stage: Stage, item: str) -> str:
    """Write the forum, finish it, and tie its first opinion to the item that is there already."""
    finish(stage, write(stage, "forum", MEETING))
    forum = newest(stage, "forum")
    pane = read(stage, "research", forum)
    press(stage, pane, f"Link to one there is… {OPINIONS[0]['content']}")
    question: Any = pane.links().question
    stage.until(lambda: question.body.list.model().rowCount())
    kept_number = records.read(vault_of(stage), item).number
    question.body.field.setText(kept_number)
    question.body.field.edited.emit()
    question.buttons["yes"].click()
    stage.settle()
    stage.until(lambda: "To be rectified" in chips(pane.links()))
    return forum


def add_evidence(stage: Stage, pane: RecordPane, folder: Path) -> None:
    """Add a photo to the item, and say where the outcome is posted."""
    photo = folder / "盖板.png"
    Image.new("RGB", (40, 30), "grey").save(photo)
    stage.chooser.answers.append([photo])
    press(stage, pane, "Add evidence")
    page = editor(stage)
    files = form_of(stage).editor("evidence")
    assert isinstance(files, FilesEditor)
    files._choose.click()
    stage.until(files.value)
    type_in(
        stage,
        page,
        {
            "publish": True,
            "publish_scope": ["staff", "parents"],
            "publish_place": "校务公开栏",
            "publish_from": "2008-09-19",
            "publish_to": "2008-09-26",
        },
    )
    leave(stage, page)


def work_on(stage: Stage, item: str, folder: Path) -> None:
    """Take the item from the ledger to its closing; who is responsible can't accept it."""
    move(stage, read(stage, "rectification", item), "start", on="2008-09-16", by="王䶮")
    move(stage, read(stage, "rectification", item), "report", on="2008-09-17", by="王䶮", note=PROGRESS)
    add_evidence(stage, read(stage, "rectification", item), folder)
    move(stage, read(stage, "rectification", item), "complete", on="2008-09-18", by="王䶮")
    pane = read(stage, "rectification", item)
    move(stage, pane, "accept", on="2008-09-18", by="王䶮", note=CLOSED)
    assert records.read(vault_of(stage), item).state == "waiting", "nobody accepts the own work"
    answer(stage, pane, by="单秀英")  # asked again, with what was answered still there
    assert records.read(vault_of(stage), item).state == "closed"


def publish(stage: Stage, item: str) -> str:
    """Let a public notice grow out of the closed item, and post it."""
    pane = read(stage, "rectification", item)
    press(stage, pane, f"Publish it {ITEM['title']}")
    page = editor(stage)
    stage.settle()
    found = form_of(stage).values()
    record = records.read(vault_of(stage), item)
    assert found["title"] == ITEM["title"]
    assert found["scope"] == ["staff", "parents"]
    assert [row["ref"] for row in found["basis"]] == [record.number]
    assert [(row["matter"], row["outcome"]) for row in found["items"]] == [(PROBLEM, CLOSED)]
    type_in(stage, page, NOTICE)
    finish(stage, page)
    notice = newest(stage, "publication")
    move(stage, read(stage, "activities", notice), "post", on="2008-09-19", by="王䶮")
    return notice


def answer_opinions(stage: Stage, forum: str) -> None:
    """Answer the tied opinion with the words its item was closed with, the other with its own reply; then close."""
    for row, words in zip(OPINIONS, (CLOSED, None), strict=True):
        pane = read(stage, "research", forum)
        press(stage, pane, f"Answer {row['content']}")
        question: Any = pane._actions.dialog
        asking = question.findChild(Asking)
        assert asking.editors["note"].value() == (words or row["reply"])
        answer(stage, pane, answer_way="person", by="单秀英")
    record = records.read(vault_of(stage), forum)
    assert [row["answered_on"] for row in record.values["opinions"]] == ["2008-09-19"] * 2
    assert next(row["note"] for row in record.values["history"] if row["move"] == "answer") == CLOSED
    move(stage, read(stage, "research", forum), "close")
    assert records.read(vault_of(stage), forum).state == "closed"


def report(stage: Stage) -> dict[str, Any]:
    """Write the month's report: the figures are counted, the first draft is made of them; return what stands in it."""
    page = write(stage, "progress_report", REPORT)
    press(stage, form_of(stage), "Draft from the figures")
    kept(stage, page)
    values = form_of(stage).values()
    finish(stage, page)
    record = records.read(vault_of(stage), newest(stage, "progress_report"))
    assert record.number == "PR-2008-001"
    assert record.values["done"] == values["done"]
    return record.values


def test_a_problem_is_typed_once_and_reaches_the_monthly_report(
    stage: Stage, keyboard: Keyboard, tmp_path: Path
) -> None:
    diary = enter_diary(stage)
    item = make_item(stage, diary)
    forum = enter_forum(stage, item)
    work_on(stage, item, tmp_path)
    notice = publish(stage, item)
    answer_opinions(stage, forum)
    told = report(stage)

    counted = {key: told[key] for key in ("diaries", "forums", "opinions", "items_new", "items_closed")}
    assert counted == {"diaries": 1, "forums": 1, "opinions": 2, "items_new": 1, "items_closed": 1}
    for sentence in (
        "写蹲点日记1篇。",
        "召开民主恳谈会1次，收到意见2条。",
        "新增整改事项1件，销号1件，逾期0件。",
    ):
        assert sentence in told["done"]

    # every word was typed once, and what was carried on says what it said where it was typed
    sentences = keyboard.sentences()
    assert [text for text, times in Counter(sentences).items() if times > 1] == []
    for text in (PROBLEM, ITEM["title"], CLOSED, PROGRESS, DIARY["facts"], MEETING["briefing"]):
        assert text in sentences
    first, kept_item, posted = (records.read(vault_of(stage), one).values for one in (diary, item, notice))
    assert first["problems"][0]["text"] == kept_item["problem"] == posted["items"][0]["matter"] == PROBLEM
    assert kept_item["opinion"] == posted["items"][0]["outcome"] == CLOSED
    assert posted["title"] == kept_item["title"]
    assert kept_item["acceptor"] == names(stage)["单秀英"] == kept_item["lead_leader"]
    assert kept_item["responsible"] == names(stage)["王䶮"]
    assert not named(read(stage, "research", diary), f"Rectify {PROBLEM}"), "what has grown is not offered again"
