"""From a school without a certificate to a receipt, and from a return to the packet that replaces it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.base.clock import FixedClock
from core.base.errors import AnsweredAlready, KeyNotConfirmed, NotBelieved, OtherCounty, ReplyOfAnother, RootDiffers
from core.records.errand import Remark, Why
from core.services import county, drafts, packets, receipts, records, submit
from core.services.desk import authority, desks, intake, replies, reports
from core.services.desk.desks import Desk, Safe
from core.signing.verdict import Reason
from core.store.vault import Vault
from core.views.county import Standing
from core.views.desk import State
from core.views.verdicts import Light
from tests.support.vaults import CHEAP, NOON, PASSWORD, SESSION, open_copy

COUNTY = "云川县教育局"
SECRET = "desk 2008"


class World:
    """A school, a county and a stick between them."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(NOON)
        self.stick, self.safe, self.place = folder / "stick", folder / "safe", folder / "place"
        for one in (self.stick, self.safe, self.place):
            one.mkdir()
        self.vault: Vault = open_copy(folder, clock=self.clock)
        self.desk: Desk = desks.create(
            folder / "county",
            password=SECRET,
            county=COUNTY,
            clerk="周望舒",
            safe=Safe(self.safe, "root 2008"),
            clock=self.clock,
            quick_keys=True,
            cost=CHEAP,
        )

    def close(self) -> None:
        self.vault.close()
        self.desk.close()

    def later(self, **time: int) -> None:
        self.clock.set(self.clock.now() + timedelta(**time))

    def enrol(self, why: Why = Why.FIRST) -> Path:
        """Make the form and lay it on the stick."""
        county.enrol(self.vault, password=PASSWORD, why=why, folder=self.place)
        name, content = county.form(self.vault)
        path = self.stick / name
        path.write_bytes(content)
        return path

    def certify(self, form: Path, **more: Any) -> Path:
        """Certify a form and carry the letter onto the stick."""
        seen = authority.look_at_form(self.desk, form)
        told: dict[str, Any] = {"name": seen.school, "principal": seen.principal, "confirmed": seen.key} | more
        if seen.known:
            told.setdefault("school", seen.known.id)
        letter = authority.certify(self.desk, form, folder=self.place, **told)
        return replies.carry(self.desk, letter.id, self.stick).path

    def trusted(self) -> None:
        """Go the whole way of enrolment."""
        letter = self.certify(self.enrol())
        county.take_letter(self.vault, letter, root=county.look_at_letter(self.vault, letter).root)

    def packet(self, *ids: str, title: str = "九月份报送包") -> Path:
        """Seal a packet and carry it onto the stick."""
        if not ids:
            begun = drafts.begin(self.vault, "study_session", values=SESSION)
            ids = (records.move(self.vault, begun.id, "finish", revision=begun.revision).id,)
        drawn = packets.draw(self.vault, ids, title=title, folder=self.place)
        line = packets.seal(self.vault, drawn, password=PASSWORD)
        return submit.carry(self.vault, line.id, self.stick).path

    def rows(self, *paths: Path):
        return list(intake.scan(self.desk.register, iter(paths), clock=self.clock))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


def test_a_school_is_certified_by_paper_and_stick(world: World):
    assert county.state(world.vault).standing is Standing.NONE
    form = world.enrol()
    assert county.state(world.vault).standing is Standing.ASKED
    letter = world.certify(form)
    offered = county.look_at_letter(world.vault, letter)
    assert (offered.county, offered.known, offered.taken) == (COUNTY, False, False)
    taken = county.take_letter(world.vault, letter, root=offered.root)
    assert taken.standing is Standing.CERTIFIED
    assert taken.county == COUNTY
    assert county.take_letter(world.vault, letter, root=offered.root) == taken


def test_the_county_writes_the_names_and_the_school_takes_them_over(world: World):
    letter = world.certify(world.enrol(), name="云川县云岙镇中心小学（东校区）", principal="林志远")
    offered = county.look_at_letter(world.vault, letter)
    assert offered.school != offered.school_before
    taken = county.take_letter(world.vault, letter, root=offered.root)
    assert taken.school == "云川县云岙镇中心小学（东校区）"
    assert world.rows(world.packet())[0].verdict.light is Light.VALID


def test_a_root_that_is_not_the_notices_is_not_believed(world: World):
    letter = world.certify(world.enrol())
    with pytest.raises(RootDiffers):
        county.take_letter(world.vault, letter, root="00" * 32)
    assert county.state(world.vault).standing is Standing.ASKED


def test_a_fingerprint_that_is_not_the_papers_certifies_nothing(world: World):
    form = world.enrol()
    with pytest.raises(KeyNotConfirmed):
        authority.certify(world.desk, form, confirmed="00" * 32, name="学校", principal="校长", folder=world.place)
    assert authority.schools(world.desk.register) == ()


def test_every_step_may_be_done_again(world: World):
    form = world.enrol()
    first, second = world.certify(form), world.certify(form)
    assert (
        county.look_at_letter(world.vault, first).valid_until == county.look_at_letter(world.vault, second).valid_until
    )
    assert len(authority.schools(world.desk.register)) == 1
    assert authority.view(world.desk).withdrawn == 0
    county.take_letter(world.vault, first, root=county.look_at_letter(world.vault, first).root)
    county.take_letter(world.vault, second, root=county.look_at_letter(world.vault, second).root)
    assert county.state(world.vault).standing is Standing.CERTIFIED


def test_a_packet_is_taken_in_once_and_its_receipt_comes_home(world: World):
    world.trusted()
    path = world.packet()
    world.later(hours=3)
    row, again = world.rows(path)[0], world.rows(path)[0]
    assert (row.verdict.light, row.fresh, again.fresh) == (Light.VALID, True, False)
    assert again.verdict.reason == "taken_before"
    assert again.incoming == row.incoming
    receipt = replies.receive(world.desk, row.incoming.id, folder=world.place)
    assert replies.receive(world.desk, row.incoming.id, folder=world.place) == receipt
    done = replies.carry(world.desk, receipt.id, world.stick)
    answer = receipts.take(world.vault, done.path)
    assert (answer.returned, answer.again) == (False, False)
    assert receipts.take(world.vault, done.path).again
    line = packets.listing(world.vault)[0]
    assert line.received_on == world.clock.now().date()
    assert [line.state for line in records.listing(world.vault, "study_session")] == ["received"]
    with pytest.raises(AnsweredAlready):
        replies.send_back(world.desk, row.incoming.id, remarks=(), folder=world.place)


def test_a_return_brings_remarks_and_the_mended_packet_takes_its_place(world: World):
    world.trusted()
    first = world.packet()
    row = world.rows(first)[0]
    item = row.incoming.items[0]
    remark = Remark(record=item.record, number=item.number, field="body", label="学习内容", text="请写明讨论了什么。")
    back = replies.send_back(world.desk, row.incoming.id, remarks=[remark], note="改好再报。", folder=world.place)
    receipts.take(world.vault, replies.carry(world.desk, back.id, world.stick).path)
    record = records.read(world.vault, item.record)
    assert record.state == "returned"
    assert [one.text for one in receipts.remarks(world.vault, item.record)] == ["请写明讨论了什么。", "改好再报。"]
    assert packets.listing(world.vault)[0].returned_on == world.clock.now().date()
    world.later(days=1)
    opened = records.move(
        world.vault, record.id, "revise", revision=record.revision, answers={"reason": "按意见修改内容"}
    )
    finished = records.move(world.vault, record.id, "finish", revision=opened.revision)
    second = world.packet(finished.id)
    new = world.rows(second)[0]
    assert new.verdict.light is Light.VALID
    assert new.incoming.replaces == row.incoming.id
    heir, before = packets.listing(world.vault)
    assert (heir.replaces, before.replaced_by) == (before.title, heir.title)
    assert reports.packet(world.desk.register, row.incoming.id).state is State.REPLACED
    assert world.rows(first)[0].verdict.reason == "taken_before"
    receipt = replies.receive(world.desk, new.incoming.id, folder=world.place)
    receipts.take(world.vault, replies.carry(world.desk, receipt.id, world.stick).path)
    assert records.read(world.vault, item.record).state == "received"
    assert receipts.remarks(world.vault, item.record) == ()
    line = reports.overview(world.desk.register)[0]
    assert [packet.state for packet in line.packets] == [State.RECEIVED]


def test_an_answer_to_another_packet_is_not_taken(world: World, tmp_path: Path):
    world.trusted()
    row = world.rows(world.packet())[0]
    receipt = replies.receive(world.desk, row.incoming.id, folder=world.place)
    path = replies.carry(world.desk, receipt.id, world.stick).path
    (tmp_path / "other").mkdir()
    other = World(tmp_path / "other")
    with pytest.raises(NotBelieved):
        receipts.take(other.vault, path)
    letter = world.certify(other.enrol(), name="云川县白石小学", principal="林志远", school="")
    county.take_letter(other.vault, letter, root=county.look_at_letter(other.vault, letter).root)
    with pytest.raises(ReplyOfAnother):
        receipts.take(other.vault, path)
    other.close()


def test_a_letter_of_a_second_county_is_not_taken(world: World, tmp_path: Path):
    world.trusted()
    (tmp_path / "other").mkdir()
    other = World(tmp_path / "other")
    letter = other.certify(world.enrol())
    with pytest.raises((OtherCounty, NotBelieved)):
        county.take_letter(world.vault, letter, root=authority.view(other.desk).root)
    other.close()


def test_a_lost_key_is_withdrawn_and_its_packets_are_refused(world: World):
    world.trusted()
    stolen = world.packet()
    world.later(days=2)
    letter = world.certify(world.enrol(Why.LOST))
    county.take_letter(world.vault, letter, root=county.look_at_letter(world.vault, letter).root)
    assert authority.view(world.desk).withdrawn == 1
    late = world.rows(stolen)[0]
    assert (late.verdict.light, late.verdict.reason) == (Light.UNDECIDED, Reason.REVOCATION_UNKNOWN.value)
    ids = [line.id for line in records.listing(world.vault, "study_session")]
    assert world.rows(world.packet(*ids))[0].verdict.light is Light.VALID
