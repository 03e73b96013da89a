"""A county's own campaign with a form of its own comes as data, is worked with in the window, and ends: no code."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from core.base.clock import FixedClock
from core.base.errors import UnknownKind
from core.records import catalogue
from core.records.catalogue import find_kind
from core.services import campaigns, checklist, packets, preview, progress, records
from core.services.vaults import Vault
from core.views.verdicts import Light
from gui.forms.files import FilesEditor
from gui.pages.campaigns import CampaignsPage
from gui.pages.judge import JudgePage
from gui.pages.records import RecordsPage
from gui.pages.search import SearchPage
from gui.widgets.question import Question
from gui.widgets.verdict import VerdictCard
from tests.core.documents.test_pages import texts_of
from tests.flows.acting import editor, finish, kept, press, read, said, type_in, vault_of
from tests.flows.filling import retype
from tests.support import owncampaign
from tests.support.owncampaign import MARCH, READING, THOUGHTS
from tests.support.stage import Stage, staged
from tests.support.typing import press as press_key
from tests.support.typing import type_text
from tests.support.vaults import PASSWORD

HOUSE = Path(__file__).parents[2]
TEMPLATE = json.loads(READING.read_text(encoding="utf-8"))
(KIND,) = TEMPLATE["kinds"]
KEY = KIND["key"]
CAMPAIGN = TEMPLATE["id"]

LOG = owncampaign.LOG | {"reader": "单秀英", "together": ["林志远"], "end_time": "18:00"}
LOG["deeds"] = [{**LOG["deeds"][0], "owner": "王䶮"}]
"""People by name, as they are typed; ends before it starts, which is mended on the way."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    found = staged(tmp_path, language="en", clock=FixedClock(MARCH))
    yield found
    found.close()
    catalogue.bring(())


def page_of(stage: Stage) -> Any:
    """Return the page that is shown."""
    return stage.window.shell().page()


def go(stage: Stage, place: str) -> Any:
    """Go to a place of the rail, or behind it, and return its page."""
    stage.window.shell().go(place)
    stage.settle()
    return page_of(stage)


def take_up(stage: Stage) -> None:
    """Import the notice, look at what it asks, and take it up."""
    page = go(stage, "campaigns")
    assert isinstance(page, CampaignsPage)
    stage.chooser.answers.append(READING)
    press(stage, page, "Import a notice")
    preview_ = page.preview
    assert preview_ is not None
    assert preview_.offered.template.title == TEMPLATE["title"]
    assert not campaigns.current(vault_of(stage))
    preview_.received_on.setFocus()
    retype(preview_.received_on, "2009-02-18")
    preview_.take.click()
    stage.settle()
    shown = page.shown()
    assert shown is not None
    assert shown.template.id == CAMPAIGN
    assert not shown.template.phases


def write_log(stage: Stage, folder: Path) -> str:
    """Begin from the menu by pinyin initials, fill the form by keyboard, mend what the checks find, finish."""
    page = go(stage, "activities")
    assert isinstance(page, RecordsPage)
    page.new_record()
    (entry,) = [one for one in page.menu().list.entries() if one.key == KEY]
    assert entry.line == "党员读书札记", "the activity that asks for it"
    type_text(page.menu().line, "dszj")
    press_key(page.menu().line, Qt.Key.Key_Return)
    form_page = editor(stage)
    form = form_page.form()
    assert form is not None
    assert form.kind.key == KEY

    # nothing typed yet: what is required is asked for, and it is no record without it
    form_page.done_button().click()
    stage.settle()
    missing = {said_.path for said_ in form.findings() if said_.rule == "W01"}
    assert missing == {(field,) for field in ("title", "genre", "reader", "content", "publication_scope")}
    assert page_of(stage) is form_page

    type_in(stage, form_page, {**LOG, "content": f"{THOUGHTS}今天是星期五。"})
    found = {(said_.rule, said_.path[:1]) for said_ in form.blocking()}
    assert found == {("T01", ("end_time",)), ("T14", ("content",))}
    form_page.done_button().click()
    stage.settle()
    assert page_of(stage) is form_page, "what contradicts itself is not finished"
    retype(form.editor("end_time").entry(("end_time",)), "20:30")
    retype(form.editor("content").entry(("content",)), THOUGHTS)
    kept(stage, form_page)
    stage.until(lambda: not form.blocking())

    photo = folder / "图书角.jpg"
    Image.new("RGB", (80, 60), "grey").save(photo)
    stage.chooser.answers.append([photo])
    files = form.editor("attachments")
    assert isinstance(files, FilesEditor)
    files._choose.click()
    stage.until(files.value)
    kept(stage, form_page)
    finish(stage, form_page)
    (line,) = records.listing(vault_of(stage), KEY)
    assert line.number == "RL-2009-001"
    return line.id


def find_it(stage: Stage, record: str) -> None:
    """See it in its list, and find it by words and by the initials of who read and of who has to do something."""
    page = go(stage, "activities")
    assert record in {line.id for line in page.model().all_lines()}
    page = go(stage, "files")
    assert isinstance(page, SearchPage)
    for words in ("图书角", "书签上", "sxy", "wy"):
        page.look_for(words)
        stage.settle()
        assert [page._model.key(page._model.index(0, 0))] == [record], words
    page.look_for("没有写过的话")
    stage.settle()
    assert page._model.rowCount() == 0


def see_it_counted(stage: Stage, record: str) -> None:
    """See that it counts for the leader who read, and that the first page asks for the others only."""
    vault = vault_of(stage)
    reader = records.read(vault, record).values["reader"]
    march = [one for one in progress.look(vault) if one.activity.kind == KEY and one.month == "2009-03"]
    assert {one.person: one.missing for one in march} == {"p01": 1, reader: 0, "p03": 1}
    asked = [row for row in checklist.home(vault).due_soon if row.action.kind == KEY]
    assert [row.chip_particulars for row in asked] == [{"done": 1, "due": 3}], "of the leaders"
    assert TEMPLATE["title_short"] in checklist.home(vault).campaigns
    assert record not in {row.record for row in checklist.home(vault).to_hand_in}


def texts(pdf: bytes) -> str:
    """Return the words of a PDF without blanks."""
    return "".join(texts_of(pdf))


def seal(vault: Vault, record: str, folder: Path) -> Path:
    """Make a signed packet of the record."""
    drawn = packets.draw(vault, [record], title="读书年材料包", folder=folder)
    line = packets.seal(vault, drawn, password=PASSWORD)
    return packets.fetch(vault, line.id, folder)


def test_a_countys_own_campaign_goes_from_its_notice_to_its_end(stage: Stage, tmp_path: Path) -> None:
    vault = vault_of(stage)
    with pytest.raises(UnknownKind):
        find_kind(KEY)
    take_up(stage)
    record = write_log(stage, tmp_path)
    find_it(stage, record)
    see_it_counted(stage, record)

    page = texts(preview.record_pdf(vault, record))
    for text in ("读书札记", LOG["title"], THOUGHTS, LOG["excerpts"][0]["text"], LOG["deeds"][0]["text"], "单秀英"):
        assert text in page
    assert "书记签字" in page, "led by the secretary"

    # it ends; what was recorded stays, and can be read
    campaign_page = go(stage, "campaigns")
    campaign_page.pane.over.click()
    question = campaign_page.question
    assert isinstance(question, Question)
    question.buttons["yes"].click()
    stage.settle()
    assert campaigns.current(vault) == ()
    assert checklist.home(vault).campaigns == ()
    assert not [row for row in checklist.home(vault).due_soon if row.action.kind == KEY]
    pane = read(stage, "activities", record)
    view = pane.view()
    assert view is not None
    assert view.record.values["content"] == THOUGHTS
    assert not said(pane)
    assert THOUGHTS in texts(preview.record_pdf(vault, record))

    # locked and opened again it still knows the form
    stage.window.lock()
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    stage.unlock()
    again = read(stage, "activities", record).view()
    assert again is not None
    assert (again.record.number, again.kind.key) == ("RL-2009-001", KEY)


def test_a_school_that_never_heard_of_the_campaign_judges_its_packet(tmp_path: Path) -> None:
    (tmp_path / "sender").mkdir()
    sender = staged(tmp_path / "sender", language="en", clock=FixedClock(MARCH))
    try:
        take_up(sender)
        record = write_log(sender, tmp_path)
        file = seal(vault_of(sender), record, tmp_path)
    finally:
        sender.close()

    (tmp_path / "county").mkdir()
    county = staged(tmp_path / "county", language="en", clock=FixedClock(MARCH))
    try:
        with pytest.raises(UnknownKind):
            find_kind(KEY)
        county.window.shell().go("judge", {"files": [str(file)]})
        judge = page_of(county)
        assert isinstance(judge, JudgePage)
        county.until(judge.verdicts, seconds=60)
        (verdict,) = judge.verdicts()
        assert (verdict.light, verdict.action) == (Light.UNDECIDED, "register")
        card = judge.card(file)
        assert isinstance(card, VerdictCard)
        card.action.click()
        judge.question.buttons["register"].click()
        county.until(lambda: judge.verdicts()[0].light is Light.VALID, seconds=60)
        county.settle()
        assert judge.verdicts()[0].records == (LOG["title"],)
        assert all(check.passed for check in judge.verdicts()[0].checks)
        with pytest.raises(UnknownKind):
            find_kind(KEY)
    finally:
        county.close()
        catalogue.bring(())


def test_it_is_data_and_not_a_line_of_code() -> None:
    types = {field["type"] for section in KIND["sections"] for field in section["fields"]}
    assert types >= {"text", "long", "choice", "person", "people", "date", "time", "int", "toggle", "grid", "files"}
    assert not TEMPLATE["phases"]
    assert {packet["sign_by"][0] for packet in TEMPLATE["submission"]["packets"]} == {"secretary"}
    for place in ("core", "gui", "resources"):
        for file in (HOUSE / place).rglob("*"):
            if file.suffix in {".py", ".po", ".json", ".qss", ".md"}:
                text = file.read_text(encoding="utf-8")
                assert KEY not in text, file
                assert KIND["words"]["zh"] not in text, file
