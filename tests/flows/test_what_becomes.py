"""From an opinion raised to its answer, in the whole window: it grows, is found beside the forum, and is answered."""

from typing import Any

import pytest

from core.services import drafts, links, records
from tests.flows.acting import answer, chips, editor, move, press, read, said, vault_of
from tests.support.stage import Stage, staged
from tests.support.vaults import FORUM

OPINIONS: Any = FORUM["opinions"]


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path, language="en")
    yield found
    found.close()


def enter(stage: Stage) -> str:
    """Enter a forum whose first opinion is passed on to the office."""
    first, second = OPINIONS
    values = {**FORUM, "opinions": [{**first, "handling": "upward"}, second]}
    begun = drafts.begin(vault_of(stage), "forum", values=values)
    for finding in records.open_record(vault_of(stage), begun.id).findings:
        if finding.level == "W":
            now = records.read(vault_of(stage), begun.id)
            drafts.explain(vault_of(stage), begun.id, finding.mark, "照实记的，有通知", revision=now.revision)
    now = records.read(vault_of(stage), begun.id)
    return records.move(vault_of(stage), begun.id, "finish", revision=now.revision).id


def test_a_request_goes_into_the_months_report_and_the_way_there_stays_in_sight(stage):
    pane = read(stage, "research", enter(stage))
    opinion = OPINIONS[0]["content"]
    press(stage, pane, f"Into this month's requests {opinion}")
    stage.settle()
    stage.until(lambda: said(pane.links()))
    (told,) = [text for text in said(pane.links()) if "A line was added" in text]
    press(stage, pane.links(), f"Open {told}")
    form = editor(stage).form()
    stage.settle()
    assert form.kind.key == "progress_report"
    assert form.values()["asks"][0]["text"] == opinion
    stage.window.shell().back()
    stage.settle()
    assert stage.window.shell().here()["place"] == "research"


def test_every_opinion_is_answered_and_the_forum_can_be_closed(stage):
    record = enter(stage)
    first = records.read(vault_of(stage), record).values["opinions"][0]
    links.grow(vault_of(stage), record, "opinions_ask", row=first["row"])
    pane = read(stage, "research", record)
    for opinion in OPINIONS:
        press(stage, pane, f"Answer {opinion['content']}")
        answer(stage, pane, answer_way="meeting", by="林志远")
    stage.until(lambda: chips(pane.links()).count("Answered") == 2)
    move(stage, pane, "close")
    assert records.read(vault_of(stage), record).state == "closed"
