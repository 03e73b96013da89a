"""From an opinion raised to its answer, in the whole window: it grows, is found beside the forum, and is answered."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from core.services import drafts, links, records
from gui.forms.moves import Asking
from gui.pages.editor import EditorPage
from gui.pages.records import RecordsPage
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip
from gui.widgets.finding import FindingRow
from tests.support.stage import Stage, staged
from tests.support.vaults import FORUM

OPINIONS: Any = FORUM["opinions"]


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path, language="en")
    yield found
    found.close()


def vault(stage: Stage):
    return stage.window.shell()._places._vault


def enter(stage: Stage) -> str:
    """Enter a forum whose first opinion is passed on to the office."""
    first, second = OPINIONS
    values = {**FORUM, "opinions": [{**first, "handling": "upward"}, second]}
    begun = drafts.begin(vault(stage), "forum", values=values)
    for finding in records.open_record(vault(stage), begun.id).findings:
        if finding.level == "W":
            now = records.read(vault(stage), begun.id)
            drafts.explain(vault(stage), begun.id, finding.mark, "照实记的，有通知", revision=now.revision)
    now = records.read(vault(stage), begun.id)
    return records.move(vault(stage), begun.id, "finish", revision=now.revision).id


def read(stage: Stage, record: str) -> Any:
    """Show a record beside the list of its page."""
    shell: Any = stage.window.shell()
    shell.go("research")
    stage.settle()
    page = shell.page()
    assert isinstance(page, RecordsPage)
    pane = page.pane()
    pane.show_record(record)
    stage.settle()
    return pane


def press(stage: Stage, within: QWidget, name: str) -> None:
    """Press a button once it can be seen: a layout shows its new children a turn later."""
    stage.until(lambda: named(within, name))
    named(within, name)[0].click()
    stage.settle()


def named(within: QWidget, name: str) -> list[Button]:
    return [one for one in within.findChildren(Button) if one.accessibleName() == name and one.isVisible()]


def chips(within: QWidget) -> list[str]:
    return [chip.text() for chip in within.findChildren(Chip) if chip.isVisible()]


def said(within: QWidget) -> list[str]:
    return [row.line.text for row in within.findChildren(FindingRow) if row.isVisible()]


def test_a_request_goes_into_the_months_report_and_the_way_there_stays_in_sight(stage):
    pane = read(stage, enter(stage))
    opinion = OPINIONS[0]["content"]
    press(stage, pane, f"Into this month’s requests {opinion}")
    stage.settle()
    stage.until(lambda: said(pane.links()))
    (told,) = [text for text in said(pane.links()) if "A line was added" in text]
    press(stage, pane.links(), f"Open {told}")
    stage.until(lambda: isinstance(stage.window.shell().page(), EditorPage))
    stage.until(lambda: stage.window.shell().page().form() is not None)
    stage.settle()
    form = stage.window.shell().page().form()
    assert form.kind.key == "progress_report"
    assert form.values()["asks"][0]["text"] == opinion
    stage.window.shell().back()
    stage.settle()
    assert stage.window.shell().here()["place"] == "research"


def test_every_opinion_is_answered_and_the_forum_can_be_closed(stage):
    record = enter(stage)
    first = records.read(vault(stage), record).values["opinions"][0]
    links.grow(vault(stage), record, "opinions_ask", row=first["row"])
    pane = read(stage, record)
    for opinion in OPINIONS:
        press(stage, pane, f"Answer {opinion['content']}")
        stage.settle()
        question = pane._actions.dialog
        asking = question.findChild(Asking)
        asking.editors["answer_way"].set_value("meeting")
        asking.editors["by"].set_value("p01")
        question.buttons["yes"].click()
        stage.settle()
    stage.until(lambda: chips(pane.links()).count("Answered") == 2)
    pane._move_with("close", {})
    stage.settle()
    pane._actions.dialog.buttons["yes"].click()
    stage.settle()
    assert records.read(vault(stage), record).state == "closed"
