"""The school's side of the loop through the real window: enrolled, handed in, sent back, mended, replaced, received."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from core.records.errand import Remark
from core.services import county, drafts, packets, records, vaults
from core.services.desk import handover, replies
from core.views.county import Standing
from core.views.verdicts import DriveView, Light
from gui.widgets.question import Question
from tests.flows.test_school_and_county import World
from tests.support.stage import Stage
from tests.support.typing import press, type_text
from tests.support.vaults import PASSWORD, SESSION


class School:
    """The program of a school on a stage, and its county."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        vaults.close(self.world.vault)
        self.stage = Stage(folder, vault=self.world.vault.folder, clock=self.world.clock)
        self.stage.unlock()
        self.world.vault = self.vault = self.stage.window._vault
        drives = self.stage.window._drives
        drives.drives = (DriveView(path=self.world.stick, label="云岙小学 8GB", free=1 << 33, writable=True),)
        drives._looking = True  # it finds no other

    def close(self) -> None:
        self.stage.close()
        self.world.desk.close()

    def go(self, place: str, **memory: Any) -> Any:
        self.stage.window.shell().go(place, memory)
        self.stage.settle(seconds=60)
        return self.page()

    def page(self) -> Any:
        return self.stage.window.shell().page()

    def until(self, holds: Any) -> None:
        self.stage.until(holds, seconds=60)

    def read(self) -> Any:
        """Press 读U盘 on the page of the county's answers."""
        page = self.go("answers")
        press(page.read_button, Qt.Key.Key_Space)
        self.stage.settle(seconds=60)
        return page

    def enrol(self) -> None:
        """The form is made and carried; the county certifies it; its letter is compared and taken in."""
        press(self.go("settings").county.next, Qt.Key.Key_Space)
        self.stage.settle()
        wizard = self.page().wizard
        type_text(wizard.ask.password.line, PASSWORD)
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.until(lambda: wizard.step() == "form")
        press(wizard.steps.next, Qt.Key.Key_Space)
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.until(lambda: wizard.carried is not None)
        self.world.certify(wizard.carried.path)
        page = self.read()
        press(next(line for line in page.lines() if line.action).action, Qt.Key.Key_Space)
        question = page.question
        question.agrees.set_value(on=True)
        question.buttons["take"].click()
        self.stage.settle(seconds=60)

    def hand_in(self, *ids: str) -> Any:
        """Make a packet of these records in the wizard and carry it; returns the desk's row."""
        wizard = self.go("packet").wizard
        wizard.choose.rows.tick(ids)
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.stage.settle()
        assert wizard.check.reason() == ""
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.until(lambda: wizard.look.pages is not None)
        press(wizard.steps.next, Qt.Key.Key_Space)
        type_text(wizard.sign.password.line, PASSWORD)
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.until(lambda: wizard.step() == "carry")
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.until(lambda: wizard.delivery.carried is not None)
        path = wizard.delivery.carried.path
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.stage.settle()
        return self.world.rows(path)[0]

    def answer(self, row: Any, *, text: str = "") -> None:
        """Let the desk send the packet back with a remark, or receive it, on the same stick."""
        desk, place = self.world.desk, self.world.place
        if text:
            item = row.incoming.items[0]
            remark = Remark(record=item.record, number=item.number, field="content", label="学习内容", text=text)
            made = replies.send_back(desk, row.incoming.id, remarks=[remark], folder=place)
        else:
            made = replies.receive(desk, row.incoming.id, folder=place)
        handover.carry(desk, made.id, self.world.stick)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = School(tmp_path)
    yield made
    made.close()


def test_from_the_enrolment_to_the_receipt_of_the_mended_packet(school: School):
    school.enrol()
    assert county.state(school.vault).standing is Standing.CERTIFIED
    begun = drafts.begin(school.vault, "study_session", values=SESSION)
    record = records.move(school.vault, begun.id, "finish", revision=begun.revision)
    first = school.hand_in(record.id)
    assert (first.verdict.light, first.fresh) == (Light.VALID, True)

    school.answer(first, text="请写明讨论了什么。")
    page = school.read()
    line = next(line for line in page.lines() if line.chip.text == "退回")
    press(line.action, Qt.Key.Key_Space)
    school.until(lambda: school.page().tells_saved and school.page().form() is not None)
    editor = school.page()
    assert editor.done_button().text() == "按退回意见改"
    press(editor.done_button(), Qt.Key.Key_Space)
    school.stage.settle()
    next(one for one in editor.findChildren(Question) if one.isVisible()).buttons["yes"].click()
    school.stage.settle()
    content = editor.form().editor("content").entry(("content",))
    assert editor.form().focused_path() == ("content",)
    type_text(content, "讨论了村小的课桌，五人都发了言。")
    school.until(lambda: not editor.saving().unsaved)
    press(editor.done_button(), Qt.Key.Key_Space)
    school.stage.settle()
    assert records.read(school.vault, record.id).state == "done"

    press(school.go("submit").mend, Qt.Key.Key_Space)
    school.stage.settle()
    assert school.page().wizard.choose.chosen() == (record.id,)
    second = school.hand_in(record.id)
    assert second.verdict.light is Light.VALID
    assert second.incoming.replaces == first.incoming.id

    school.answer(second)
    school.read()
    assert records.read(school.vault, record.id).state == "received"
    new, old = packets.listing(school.vault)
    assert (new.received_on is not None, old.replaced_by) == (True, new.title)
    chips = [keyed.row.chips[0].text for keyed in school.go("submit")._rows._rows]
    assert chips == ["已收", "已被代替"]
