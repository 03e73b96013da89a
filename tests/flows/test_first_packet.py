"""The main job through the real windows: from an empty computer to a packet that is judged green."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from core.services import records
from core.views.verdicts import Light
from gui.pages.judge import JudgePage
from gui.widgets.verdict import VerdictCard
from gui.windows.packet_place import PacketPlace
from gui.wizards.first_run import FirstRun
from gui.wizards.packet import PacketWizard
from tests.flows.acting import finish, write, writing
from tests.flows.filling import retype
from tests.support import vaults
from tests.support.stage import Stage
from tests.support.typing import type_text

STAFF = "周海燕 书记 党员 班子\n王䶮 教导主任 班子\n苏𬍛，音乐教师\n陈晓敏\t大队辅导员"
PASSWORD = "云岙小学 2008 夜学"

# The form is filled in by names, as a person does, and not by ids.
SESSION = vaults.SESSION | {
    "end_time": "18:40",
    "host": "周海燕",
    "speaker": "林志远",
    "recorder": "王䶮",
    "discussion": [{"speaker": "苏𬍛", "text": "建议留一间教室开到五点半，放学后有人看护。"}],
}
del SESSION["attendance"], SESSION["resolutions"]
"""Ends before it starts: the finding that is mended on the way."""

DIARY = vaults.DIARY | {"author": "林志远"}
ITEM = vaults.ITEM | {"lead_leader": "周海燕", "responsible": "王䶮"}


@pytest.fixture
def stage(tmp_path):
    found = Stage(tmp_path)
    yield found
    found.close()


def set_up(stage: Stage, folder: Path) -> None:
    """Go through the first run as a person does."""
    wizard = stage.window._standing.now()
    assert isinstance(wizard, FirstRun)
    wizard.onward()
    type_text(wizard.school.name, "云川县云岙镇中心小学")
    type_text(wizard.school.short, "云岙小学")
    type_text(wizard.school.superior, "云川县教育局")
    wizard.onward()
    type_text(wizard.people.name, "林志远")
    type_text(wizard.people.staff, STAFF)
    wizard.onward()
    type_text(wizard.secret.pair.first, PASSWORD)
    type_text(wizard.secret.pair.second, PASSWORD)
    wizard.onward()
    assert wizard.place.folder() == folder / "云岙小学"
    wizard.onward()
    stage.until(lambda: stage.window.shell() is not None)
    stage.settle()


def test_first_run_to_a_green_packet(stage, tmp_path):
    set_up(stage, tmp_path)
    shell, vault = stage.window.shell(), stage.window._vault

    # a session whose end lies before its start is held up, and mended at the field
    page = write(stage, "study_session", SESSION)
    assert any(said.rule == "T01" and said.blocks for said in page.form().findings())
    page.done_button().click()
    stage.settle()
    assert shell.page() is page, "an error keeps a record from being finished"
    retype(page.form().editor("end_time").entry(("end_time",)), "20:40")
    stage.until(lambda: not any(said.rule == "T01" and said.blocks for said in page.form().findings()))
    finish(stage, page)
    finish(stage, write(stage, "research_diary", DIARY))
    finish(stage, write(stage, "rectification", ITEM))
    lines = records.listing(vault)
    assert {line.kind for line in lines} == {"study_session", "research_diary", "rectification"}
    assert all(line.number for line in lines), [(line.kind, line.state) for line in lines]

    # the packet: chosen, checked, looked at, signed, written into a folder
    shell.go("packet")
    stage.settle()
    place = shell.page()
    assert isinstance(place, PacketPlace)
    wizard: PacketWizard = place.wizard
    assert wizard.choose.chosen() == (), "none of these is handed in unless somebody wants it"
    wizard.choose.rows.tick_all(on=True)
    assert len(wizard.choose.chosen()) == 3
    wizard.steps.next.click()
    stage.settle()
    assert wizard.step() == "check"
    for row in wizard.check.rows():
        if not row.done():
            type_text(row.field, "情况已经核实，没有出入。")
    wizard.steps.next.click()
    stage.until(lambda: wizard._drawn is not None, seconds=60)
    assert wizard.step() == "look"
    wizard.steps.next.click()
    type_text(wizard.sign.password.line, "不是这个口令")
    wizard.steps.next.click()
    stage.settle()
    assert wizard.step() == "sign", "a wrong password signs nothing"
    assert wizard.sign.password.value() == "不是这个口令"
    retype(wizard.sign.password.line, PASSWORD)
    wizard.steps.next.click()
    wizard.steps.next.click()  # pressed twice: once is meant
    stage.until(lambda: wizard.step() == "carry", seconds=60)
    stick = tmp_path / "stick"
    stick.mkdir()
    stage.chooser.answers.append(stick)
    wizard.carry.where.choose()
    wizard.steps.next.click()
    stage.until(lambda: wizard.delivery.carried is not None, seconds=60)
    assert wizard.delivery.carried.path.parent == stick
    wizard.steps.next.click()
    stage.settle()
    assert not isinstance(shell.page(), PacketPlace)

    # the judge: yellow until the fingerprint is registered, green afterwards
    file = wizard_file(stick)
    shell.go("judge", {"files": [str(file)]})
    judge = shell.page()
    assert isinstance(judge, JudgePage)
    stage.until(judge.verdicts, seconds=60)
    assert judge.verdicts()[0].light is Light.UNDECIDED
    card = judge.card(file)
    assert isinstance(card, VerdictCard)
    card.action.click()
    judge.question.buttons["register"].click()
    stage.until(lambda: judge.verdicts()[0].light is Light.VALID, seconds=60)
    stage.settle()


def wizard_file(stick: Path) -> Path:
    """Return the one packet on the stick."""
    files = [path for path in stick.iterdir() if path.suffix == ".pdf"]
    assert len(files) == 1
    return files[0]


def test_what_was_typed_survives_the_lock(stage, tmp_path):
    set_up(stage, tmp_path)
    page = write(stage, "study_session", {"title": "没写完的夜学"})
    record = page.memory()["record"]
    type_text(page.form().editor("place").entry(("place",)), "会议室")
    stage.window.lock()
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    stage.password = "错的"
    card = stage.window.cover()
    type_text(card.field.line, "错的口令")
    card.open_button.click()
    stage.settle()
    assert card.field.value() == "错的口令"
    assert card.field.line.selectedText()
    assert card.field.line.echoMode() is QLineEdit.EchoMode.Password
    stage.password = PASSWORD
    stage.unlock()
    shell = stage.window.shell()
    stage.until(lambda: writing(shell.page()))
    assert shell.page().memory()["record"] == record
    values = shell.page().form().values()
    assert values["title"] == "没写完的夜学"
    assert values["place"] == "会议室"
