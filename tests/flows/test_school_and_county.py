"""From a school without a certificate to a receipt, and from a return to the packet that replaces it."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.clock import FixedClock
from core.base.errors import (
    AnsweredAlready,
    KeptInside,
    KeyNotConfirmed,
    NotBelieved,
    NotCertified,
    NotThatDocument,
    OtherCounty,
    RegisterUnreachable,
    ReplyOfAnother,
    RootDiffers,
)
from core.campaign.reader import preset
from core.records.errand import Remark, Why
from core.services import campaigns, county, drafts, packets, receipts, records, submit, vaults
from core.services.desk import authority, desks, handover, intake, replies, reports
from core.services.desk import trust as trusting
from core.services.desk.desks import Desk, Safe
from core.signing.verdict import Reason
from core.store.vault import Vault
from core.views.county import Standing
from core.views.desk import State
from core.views.verdicts import Light
from tests.support import postgres
from tests.support.examples import EXAMPLES
from tests.support.vaults import CHEAP, NOON, PASSWORD, SESSION, open_copy

COUNTY = "云川县教育局"
SECRET = "desk 2008"


class World:
    """A school, a county and a stick between them."""

    def __init__(self, folder: Path, *, url: str = "") -> None:
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
            url=url,
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
        return handover.carry(self.desk, letter.id, self.stick).path

    def trusted(self) -> None:
        """Go the whole way of enrolment."""
        letter = self.certify(self.enrol())
        county.take_letter(self.vault, letter, root=county.look_at_letter(self.vault, letter).root)

    def packet(self, *ids: str, title: str = "九月份报送包", pin: str = "") -> Path:
        """Seal a packet and carry it onto the stick."""
        if not ids:
            begun = drafts.begin(self.vault, "study_session", values=SESSION)
            ids = (records.move(self.vault, begun.id, "finish", revision=begun.revision).id,)
        drawn = packets.draw(self.vault, ids, title=title, folder=self.place)
        line = packets.seal(self.vault, drawn, password=PASSWORD, pin=pin)
        return submit.carry(self.vault, line.id, self.stick).path

    def rows(self, *paths: Path):
        return list(intake.scan(self.desk.register, iter(paths), clock=self.clock))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


@pytest.fixture(params=["file", "postgres"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """The same with the register in the desk's own file, and in PostgreSQL."""
    if request.param == "postgres" and postgres.missing():
        pytest.skip(postgres.missing())
    found = World(tmp_path, url=postgres.database() if request.param == "postgres" else "")
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
    assert trusting.view(world.desk).withdrawn == 0
    county.take_letter(world.vault, first, root=county.look_at_letter(world.vault, first).root)
    county.take_letter(world.vault, second, root=county.look_at_letter(world.vault, second).root)
    assert county.state(world.vault).standing is Standing.CERTIFIED


def test_a_packet_is_taken_in_once_and_its_receipt_comes_home(both: World):
    both.trusted()
    path = both.packet()
    both.later(hours=3)
    row, again = both.rows(path)[0], both.rows(path)[0]
    assert (row.verdict.light, row.fresh, again.fresh) == (Light.VALID, True, False)
    assert again.verdict.reason == "taken_before"
    assert again.incoming == row.incoming
    receipt = replies.receive(both.desk, row.incoming.id, folder=both.place)
    assert replies.receive(both.desk, row.incoming.id, folder=both.place) == receipt
    done = handover.carry(both.desk, receipt.id, both.stick)
    answer = receipts.take(both.vault, done.path)
    assert (answer.returned, answer.again) == (False, False)
    assert receipts.take(both.vault, done.path).again
    line = packets.listing(both.vault)[0]
    assert line.received_on == both.clock.now().date()
    assert [line.state for line in records.listing(both.vault, "study_session")] == ["received"]
    with pytest.raises(AnsweredAlready):
        replies.send_back(both.desk, row.incoming.id, remarks=(), folder=both.place)


def test_a_return_brings_remarks_and_the_mended_packet_takes_its_place(both: World):
    both.trusted()
    first = both.packet()
    row = both.rows(first)[0]
    item = row.incoming.items[0]
    remark = Remark(record=item.record, number=item.number, field="body", label="学习内容", text="请写明讨论了什么。")
    back = replies.send_back(both.desk, row.incoming.id, remarks=[remark], note="改好再报。", folder=both.place)
    receipts.take(both.vault, handover.carry(both.desk, back.id, both.stick).path)
    record = records.read(both.vault, item.record)
    assert record.state == "returned"
    assert [one.text for one in receipts.remarks(both.vault, item.record)] == ["请写明讨论了什么。", "改好再报。"]
    assert packets.listing(both.vault)[0].returned_on == both.clock.now().date()
    both.later(days=1)
    opened = records.move(
        both.vault, record.id, "revise", revision=record.revision, answers={"reason": "按意见修改内容"}
    )
    finished = records.move(both.vault, record.id, "finish", revision=opened.revision)
    second = both.packet(finished.id)
    new = both.rows(second)[0]
    assert new.verdict.light is Light.VALID
    assert new.incoming.replaces == row.incoming.id
    heir, before = packets.listing(both.vault)
    assert (heir.replaces, before.replaced_by) == (before.title, heir.title)
    assert reports.packet(both.desk.register, row.incoming.id).state is State.REPLACED
    assert both.rows(first)[0].verdict.reason == "taken_before"
    receipt = replies.receive(both.desk, new.incoming.id, folder=both.place)
    receipts.take(both.vault, handover.carry(both.desk, receipt.id, both.stick).path)
    assert records.read(both.vault, item.record).state == "received"
    assert receipts.remarks(both.vault, item.record) == ()
    line = reports.overview(both.desk.register)[0]
    assert [packet.state for packet in line.packets] == [State.RECEIVED]


def test_an_answer_to_another_packet_is_not_taken(world: World, tmp_path: Path):
    world.trusted()
    row = world.rows(world.packet())[0]
    receipt = replies.receive(world.desk, row.incoming.id, folder=world.place)
    path = handover.carry(world.desk, receipt.id, world.stick).path
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
        county.take_letter(world.vault, letter, root=trusting.view(other.desk).root)
    other.close()


def test_a_lost_key_is_withdrawn_and_its_packets_are_refused(both: World):
    both.trusted()
    stolen = both.packet()
    both.later(days=2)
    letter = both.certify(both.enrol(Why.LOST))
    county.take_letter(both.vault, letter, root=county.look_at_letter(both.vault, letter).root)
    assert trusting.view(both.desk).withdrawn == 1
    late = both.rows(stolen)[0]
    assert (late.verdict.light, late.verdict.reason) == (Light.UNDECIDED, Reason.REVOCATION_UNKNOWN.value)
    ids = [line.id for line in records.listing(both.vault, "study_session")]
    assert both.rows(both.packet(*ids))[0].verdict.light is Light.VALID


def test_two_clerks_who_take_the_same_packet_in_get_one(both: World):
    both.trusted()
    path = both.packet()
    with ThreadPoolExecutor(4) as clerks:
        jobs = [clerks.submit(intake.take, both.desk.register, path, clock=both.clock) for _ in range(8)]
        found = [job.result() for job in jobs]
    assert len({one.id for one in found}) == 1
    assert len(reports.arrivals(both.desk.register)) == 1


def test_a_register_that_does_not_answer_is_told(tmp_path: Path):
    for url in ("postgresql://nobody@127.0.0.1:9/none", "mysql://host/none", "postgresql://@:bad/none"):
        with pytest.raises(RegisterUnreachable):
            desks.open_register(url)


def test_a_petition_goes_to_the_county_in_an_envelope(both: World):
    begun = drafts.begin(both.vault, "petition", values=EXAMPLES["petition"])
    with pytest.raises(NotCertified):
        packets.draw(both.vault, [begun.id], title="信访件", folder=both.place, confidential=True)
    both.trusted()
    with pytest.raises(KeptInside):
        packets.draw(both.vault, [begun.id], title="信访件", folder=both.place)
    drawn = packets.draw(both.vault, [begun.id], title="信访件", folder=both.place, confidential=True)
    line = packets.seal(both.vault, drawn, password=PASSWORD)
    carried = submit.carry(both.vault, line.id, both.stick)
    assert submit.carry(both.vault, line.id, both.stick).path == carried.path
    assert (line.confidential, carried.path.suffix) == (True, ".p7m")
    assert b"%PDF" not in carried.path.read_bytes()
    closed = both.rows(carried.path)[0]
    assert (closed.fresh, closed.error) == (False, "envelope_for_others")
    opener = trusting.opener(both.desk)
    row = next(intake.scan(both.desk.register, iter([carried.path]), clock=both.clock, opener=opener))
    assert (row.verdict.light, row.fresh, row.path) == (Light.VALID, True, carried.path)
    assert row.incoming.confidential
    assert [item.record for item in row.incoming.items] == [begun.id]
    receipt = replies.receive(both.desk, row.incoming.id, folder=both.place)
    assert not receipts.take(both.vault, handover.carry(both.desk, receipt.id, both.stick).path).returned


def test_a_campaigns_notice_is_looked_at_before_it_is_taken(world: World):
    world.trusted()
    template = preset()
    sent = authority.notice(world.desk, template, words="请各校于本月内导入。", folder=world.place)
    path = handover.carry(world.desk, sent.id, world.stick).path
    offered = county.take_notice(world.vault, path)
    assert (offered.template, offered.known) == (template, False)
    campaigns.take(world.vault, offered.template)
    newer = msgspec.structs.replace(template, edition=template.edition + 1, title=template.title + "（二）")
    second = authority.notice(world.desk, newer, folder=world.place)
    changed = county.take_notice(world.vault, handover.carry(world.desk, second.id, world.stick).path)
    assert changed.known
    assert changed.differences
    with pytest.raises(NotThatDocument):
        county.take_notice(world.vault, world.certify(world.enrol(Why.RENEWAL)))
    with pytest.raises(NotThatDocument):
        receipts.take(world.vault, path)


def test_a_letter_may_bring_the_campaign_along(world: World):
    letter = world.certify(world.enrol(), campaign=preset())
    assert county.look_at_letter(world.vault, letter).campaign == preset()


def test_a_receipt_lost_with_the_computer_is_taken_in_again(world: World, tmp_path: Path):
    """The vault comes back from before the receipt; the file on the stick, or the desk's copy, tells it again."""
    world.trusted()
    row = world.rows(world.packet())[0]
    world.vault.close()
    kept = tmp_path / "kept"
    shutil.copytree(world.vault.folder, kept / world.vault.folder.name)
    world.vault = vaults.open_vault(world.vault.folder, PASSWORD, clock=world.clock)
    receipt = replies.receive(world.desk, row.incoming.id, folder=world.place)
    path = handover.carry(world.desk, receipt.id, world.stick).path
    receipts.take(world.vault, path)
    world.vault.close()
    world.vault = vaults.open_vault(kept / world.vault.folder.name, PASSWORD, clock=world.clock)
    assert packets.listing(world.vault)[0].received_on is None
    assert not receipts.take(world.vault, path).again
    path.unlink()
    assert handover.carry(world.desk, replies.receive(world.desk, row.incoming.id, folder=world.place).id, world.stick)
    assert receipts.take(world.vault, path).again


def test_the_list_grows_older_and_is_written_anew_before_anything_is_sent(world: World):
    world.trusted()
    first = trusting.view(world.desk).list_number
    trusting.fresh_list(world.desk)
    assert trusting.view(world.desk).list_number == first
    world.later(days=31)
    authority.notice(world.desk, preset(), folder=world.place)
    assert trusting.view(world.desk).list_number == first + 1
