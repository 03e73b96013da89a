"""The school's side of the loop through the real window: enrolled, handed in, sent back, mended, replaced, received."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.records.errand import Remark
from core.services import county, drafts, packets, records, vaults
from core.services.desk import handover, replies
from core.views.county import Standing
from core.views.verdicts import DriveView, Light
from tests.flows.test_school_and_county import World
from tests.support.schoolwindow import SchoolWindow
from tests.support.stage import Stage
from tests.support.vaults import SESSION


class School(SchoolWindow):
    """The program of a school on a stage, and its county."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        vaults.close(self.world.vault)
        stage = Stage(folder, vault=self.world.vault.folder, clock=self.world.clock)
        stage.unlock()
        super().__init__(stage)
        self.world.vault = self.vault
        drives = self.stage.window._drives
        drives.drives = (DriveView(path=self.world.stick, label="云岙小学 8GB", free=1 << 33, writable=True),)
        drives._looking = True  # it finds no other

    def close(self) -> None:
        self.stage.close()
        self.world.desk.close()

    def enrol(self) -> None:
        """The form is made and carried; the county certifies it; its letter is compared and taken in."""
        self.world.certify(self.make_form())
        self.take_letter()

    def row(self, packet: Path) -> Any:
        """Let the desk take a packet in."""
        return self.world.rows(packet)[0]

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
    first = school.row(school.hand_in(record.id))
    assert (first.verdict.light, first.fresh) == (Light.VALID, True)

    school.answer(first, text="请写明讨论了什么。")
    school.mend("讨论了村小的课桌，五人都发了言。")
    assert records.read(school.vault, record.id).state == "done"

    second = school.row(school.hand_in_again(record.id))
    assert second.verdict.light is Light.VALID
    assert second.incoming.replaces == first.incoming.id

    school.answer(second)
    school.read()
    assert records.read(school.vault, record.id).state == "received"
    new, old = packets.listing(school.vault)
    assert (new.received_on is not None, old.replaced_by) == (True, new.title)
    chips = [keyed.row.chips[0].text for keyed in school.go("submit")._rows._rows]
    assert chips == ["已收", "已被代替"]
