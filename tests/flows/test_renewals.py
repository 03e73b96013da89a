"""What wears out at the county, the clerk's key and the issuing authority, is made anew and schools go on believing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.base.errors import NotBelieved, RootBoxDamaged, RootDiffers, WrongPassword
from core.campaign.reader import preset
from core.records.errand import Why
from core.services import county, drafts, packets, receipts, records, submit
from core.services.desk import authority, desks, handover, intake, replies
from core.services.desk import trust as trusting
from core.services.desk.desks import ROOT_NAME
from core.signing.trust import normal
from core.signing.verdict import Light, Reason
from tests.flows.test_school_and_county import COUNTY, World
from tests.support.vaults import PASSWORD, SESSION, unlike

ROOT_SECRET = "root 2008"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    found.trusted()
    yield found
    found.close()


def handed_in(world: World, title: str, *, day: int, confidential: bool = False) -> Path:
    """Return a packet on the stick with a session of a day of its own."""
    values = unlike(SESSION, day) | {"date": f"2008-09-{day:02}"}
    begun = drafts.begin(world.vault, "study_session", values=values)
    done = records.move(world.vault, begun.id, "finish", revision=begun.revision)
    drawn = packets.draw(world.vault, (done.id,), title=title, folder=world.place, confidential=confidential)
    line = packets.seal(world.vault, drawn, password=PASSWORD)
    return submit.carry(world.vault, line.id, world.stick).path


def answered(world: World, title: str, *, day: int = 18) -> Path:
    """Hand a packet in, and return its receipt on the stick."""
    row = world.rows(handed_in(world, title, day=day))[0]
    assert row.incoming is not None, (row.verdict.reason, row.error)
    made = replies.receive(world.desk, row.incoming.id, folder=world.place)
    return handover.carry(world.desk, made.id, world.stick).path


def box(world: World) -> Path:
    return world.safe / ROOT_NAME


def test_a_clerk_s_key_is_made_anew_before_it_runs_out(world: World):
    first = trusting.signer_of(world.desk).fingerprint
    receipts.take(world.vault, answered(world, "第一包"))
    assert trusting.signer_of(world.desk).fingerprint == first
    world.clock.set(trusting.signer_of(world.desk).valid_until - timedelta(days=80))
    notice = authority.notice(world.desk, preset(), folder=world.place)
    assert trusting.signer_of(world.desk).fingerprint != first
    path = handover.carry(world.desk, notice.id, world.stick).path
    assert county.read(world.vault, path)[0].type == "notice"


def test_another_clerk_signs_under_their_own_name(world: World):
    trusting.renew_signer(world.desk, "秦可望")
    assert trusting.view(world.desk).clerk == "秦可望"
    path = answered(world, "另一位")
    assert county.read(world.vault, path)[0].signer == "秦可望"


def test_schools_certified_before_and_after_a_new_issuing_authority_are_believed_together(world: World):
    old_chain = trusting.office_of(world.desk).certificate
    trusting.renew_issuing(world.desk, box(world), ROOT_SECRET)
    assert trusting.office_of(world.desk).certificate != old_chain
    # The school still has its certificate of the former one, and the desk's answer is of the new one.
    taken = receipts.take(world.vault, answered(world, "换发以后"))
    assert not taken.returned
    # A withdrawal goes into the list of whoever certified.
    numbers = [one.number for one in issuers(world)]
    letter = world.certify(world.enrol(Why.LOST))
    after = issuers(world)
    assert [one.number for one in after] == [number + 1 for number in numbers]
    county.take_letter(world.vault, letter, root=county.look_at_letter(world.vault, letter).root)
    receipts.take(world.vault, answered(world, "新证书", day=17))


def issuers(world: World) -> list[trusting.Issuer]:
    with world.desk.register.look() as session:
        return trusting.issuers(session)


def test_a_key_certified_by_the_former_authority_can_still_be_withdrawn(world: World):
    trusting.renew_issuing(world.desk, box(world), ROOT_SECRET)
    packet = world.packet(title="停用以后")
    school = authority.schools(world.desk.register)[0]
    world.later(days=1)
    authority.withdraw(world.desk, normal(school.fingerprint), why="lost", since=world.clock.now() - timedelta(days=2))
    verdict = world.rows(packet)[0].verdict
    assert (verdict.light, verdict.reason) == (Light.INVALID, Reason.REVOKED)


def test_envelopes_for_the_former_authority_are_still_opened(world: World):
    sealed = handed_in(world, "密件", day=18, confidential=True)
    trusting.renew_issuing(world.desk, box(world), ROOT_SECRET)
    rows = list(intake.scan(world.desk.register, iter([sealed]), clock=world.clock, opener=trusting.opener(world.desk)))
    assert rows[0].fresh


def test_when_the_issuing_key_was_lost_nothing_of_it_counts_until_schools_are_certified_again(world: World):
    stale = world.packet(title="失窃以前")
    world.later(hours=1)
    trusting.renew_issuing(world.desk, box(world), ROOT_SECRET, lost=True)
    world.later(hours=1)
    row = world.rows(stale)[0]
    assert row.incoming is None
    # It claims to be older than the loss, and nobody vouches for that.
    assert (row.verdict.light, row.verdict.reason) == (Light.UNDECIDED, Reason.REVOCATION_UNKNOWN)
    world.later(hours=1)
    row = world.rows(handed_in(world, "失窃以后", day=16))[0]
    assert (row.verdict.light, row.verdict.reason) == (Light.INVALID, Reason.REVOKED)
    # The school hears of it with the next thing it takes in, and gets a new certificate by paper.
    notice = authority.notice(world.desk, preset(), folder=world.place)
    path = handover.carry(world.desk, notice.id, world.stick).path
    assert county.read(world.vault, path)[0].type == "notice"
    letter = world.certify(world.enrol(Why.LOST))
    county.take_letter(world.vault, letter, root=county.look_at_letter(world.vault, letter).root)
    receipts.take(world.vault, answered(world, "重新登记以后", day=17))


def test_what_was_signed_with_a_lost_issuing_key_is_refused_by_a_school_that_heard_of_it(world: World):
    forged = answered(world, "旧回执")
    world.later(hours=1)
    trusting.renew_issuing(world.desk, box(world), ROOT_SECRET, lost=True)
    notice = authority.notice(world.desk, preset(), folder=world.place)
    document, _reason = county.read(world.vault, handover.carry(world.desk, notice.id, world.stick).path)
    county.keep_lists(world.vault, document.body)
    with pytest.raises(NotBelieved):
        receipts.take(world.vault, forged)


def test_only_the_county_s_own_root_can_renew(world: World, tmp_path: Path):
    with pytest.raises(WrongPassword):
        trusting.renew_issuing(world.desk, box(world), "guess")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    desks.create(
        tmp_path / "other",
        password=PASSWORD,
        county=COUNTY,
        clerk="冒名",
        safe=desks.Safe(elsewhere, ROOT_SECRET),
        clock=world.clock,
        quick_keys=True,
    ).close()
    with pytest.raises(RootDiffers):
        trusting.renew_issuing(world.desk, elsewhere / ROOT_NAME, ROOT_SECRET)
    (elsewhere / ROOT_NAME).write_bytes(b"{}")
    with pytest.raises(RootBoxDamaged):
        trusting.renew_issuing(world.desk, elsewhere / ROOT_NAME, ROOT_SECRET)
    assert len(issuers(world)) == 1
