"""Two schools, one desk and one real exFAT stick that travels between them, until everything is received."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from core.exchange.drives_linux import LinuxDrives
from core.exchange.layout import DOWN, UP, find_documents
from core.records.errand import Remark, Reply, Why
from core.services import county, drafts, packets, people, receipts, records, submit
from core.services.desk import authority, handover, intake, replies, reports
from core.store.vault import Vault
from core.views.desk import State
from core.views.verdicts import Light
from tests.flows.test_school_and_county import World
from tests.support.exfat import ExfatStick, drives_with, exfat
from tests.support.vaults import PASSWORD, SESSION, open_copy

SECOND = "云川县白石小学"


class Journey:
    """The stick goes from hand to hand: every stop pulls it out and puts it in again."""

    def __init__(self, world: World, second: Vault, stick: ExfatStick, drives: LinuxDrives) -> None:
        self.world, self.stick, self.drives = world, stick, drives
        self.schools = (world.vault, second)

    def travel(self) -> Path:
        """Take the stick out and put it in somewhere else; returns where it is."""
        self.stick.reinsert()
        return self.stick.folder

    def found(self, type_: str) -> list[Path]:
        """Return the documents of a type that lie on the stick."""
        judged = (intake.weighed(self.world.desk.register, path, clock=self.world.clock) for path in self.all())
        pairs = zip(self.all(), judged, strict=True)
        return [path for path, verdict in pairs if verdict.data is not None and verdict.data.type == type_]

    def all(self) -> list[Path]:
        return sorted(find_documents(self.stick.folder))

    def enrol(self) -> None:
        """Both schools lay their forms on the stick; the desk answers; both take their letters in."""
        for vault in self.schools:
            county.enrol(vault, password=PASSWORD, why=Why.FIRST, folder=self.world.place)
            name, content = county.form(vault)
            (self.travel() / name).write_bytes(content)
        self.travel()
        for form in self.found("enrolment"):
            seen = authority.look_at_form(self.world.desk, form)
            letter = authority.certify(
                self.world.desk,
                form,
                confirmed=seen.key,
                name=seen.school,
                principal=seen.principal,
                folder=self.world.place,
            )
            self.deliver(letter.id)
        self.travel()
        for vault in self.schools:
            name = people.get_school(vault).name
            path = next(one for one in self.found("certificate") if name in one.name)
            county.take_letter(vault, path, root=county.look_at_letter(vault, path).root)

    def hand_in(self, vault: Vault, *ids: str) -> Path:
        """Seal a packet and carry it onto the stick."""
        drawn = packets.draw(vault, ids, title="九月份报送包", folder=self.world.place)
        line = packets.seal(vault, drawn, password=PASSWORD)
        return submit.carry(vault, line.id, self.travel(), found_by=self.drives).path

    def deliver(self, document: str) -> Path:
        """Carry an answer of the desk's onto the stick."""
        return handover.carry(self.world.desk, document, self.stick.folder, found_by=self.drives).path

    def take_home(self) -> None:
        """Every school takes in what is meant for it."""
        self.travel()
        for vault in self.schools:
            for path in [*self.found("receipt"), *self.found("return")]:
                own = {line.id for line in packets.listing(vault)}
                body = intake.weighed(self.world.desk.register, path, clock=self.world.clock).data.body
                if isinstance(body, Reply) and body.packet in own:
                    receipts.take(vault, path)


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    world = World(tmp_path)
    (tmp_path / "second").mkdir()
    second = open_copy(tmp_path / "second", clock=world.clock)
    people.save_school(second, msgspec.structs.replace(people.get_school(second), name=SECOND, short="白石小学"))
    with exfat(tmp_path / "usb", size=32 << 20) as stick:
        yield Journey(world, second, stick, drives_with(tmp_path / "blocks", stick))
    second.close()
    world.close()


def finished(vault: Vault) -> str:
    begun = drafts.begin(vault, "study_session", values=SESSION)
    return records.move(vault, begun.id, "finish", revision=begun.revision).id


def test_two_schools_hand_in_on_one_stick_until_all_is_received(journey: Journey):
    journey.enrol()
    desk = journey.world.desk
    ids = {vault: finished(vault) for vault in journey.schools}
    first = [journey.hand_in(vault, ids[vault]) for vault in journey.schools]
    assert {path.parent.name for path in first} == {UP}
    before = {path: path.read_bytes() for path in journey.all()}

    journey.travel()
    rows = list(intake.scan(desk.register, intake.documents(journey.stick.folder), clock=journey.world.clock))
    taken = [row for row in rows if row.fresh]
    assert len(taken) == 2
    assert all(row.verdict.light is not Light.INVALID for row in rows)
    good, bad = sorted(taken, key=lambda row: row.incoming.school_name == SECOND)
    receipt = journey.deliver(replies.receive(desk, good.incoming.id, folder=journey.world.place).id)
    item = bad.incoming.items[0]
    remark = Remark(record=item.record, number=item.number, field="body", label="学习内容", text="请写明讨论了什么。")
    answer = replies.send_back(desk, bad.incoming.id, remarks=[remark], folder=journey.world.place)
    back = journey.deliver(answer.id)
    assert {receipt.parent.name, back.parent.name} == {DOWN}

    journey.take_home()
    states = [records.read(vault, ids[vault]).state for vault in journey.schools]
    assert states == ["received", "returned"]

    vault = journey.schools[1]
    record = records.read(vault, ids[vault])
    journey.world.later(days=1)
    opened = records.move(vault, record.id, "revise", revision=record.revision, answers={"reason": "按意见修改内容"})
    records.move(vault, record.id, "finish", revision=opened.revision)
    journey.hand_in(vault, record.id)

    journey.travel()
    rows = list(intake.scan(desk.register, intake.documents(journey.stick.folder), clock=journey.world.clock))
    new = next(row for row in rows if row.fresh)
    assert new.incoming.replaces == bad.incoming.id
    journey.deliver(replies.receive(desk, new.incoming.id, folder=journey.world.place).id)
    journey.take_home()
    assert records.read(vault, record.id).state == "received"
    assert [line.packets[0].state for line in reports.overview(desk.register)] == [State.RECEIVED] * 2
    assert all(path.read_bytes() == content for path, content in before.items())
