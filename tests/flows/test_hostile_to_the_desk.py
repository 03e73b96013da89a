"""Whoever has a certificate may wish harm: what a school, or a stranger, can write into a file and lay on a stick."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.errors import NotBelieved, NotInRegister
from core.base.ids import new_id
from core.campaign.reader import preset
from core.records.errand import Why
from core.records.packet import Document, Journal, Replaces
from core.services import county, identities
from core.services.desk import authority, intake, replies, reports
from core.signing.standing import Known, weigh
from core.signing.trust import normal
from core.signing.verdict import Reason, Verdict
from core.store.register import ledger
from core.store.register.tables import CertificateRow
from core.views.desk import Row, State
from core.views.verdicts import Light
from tests.flows.test_school_and_county import World
from tests.support import postgres
from tests.support.signed import signed_packet
from tests.support.smallpacket import document

Change = Callable[[Document], Document]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    found.trusted()
    yield found
    found.close()


@pytest.fixture(params=["file", "postgres"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    if request.param == "postgres" and postgres.missing():
        pytest.skip(postgres.missing())
    found = World(tmp_path, url=postgres.database() if request.param == "postgres" else "")
    found.trusted()
    yield found
    found.close()


def replaced(**more: Any) -> Change:
    return lambda data: msgspec.structs.replace(data, **more)


def written(world: World, change: Change = lambda data: data, *, when: datetime | None = None) -> Path:
    """Sign a packet as the school would whose program was changed, and lay it on the stick."""
    identity = identities.current(world.vault)
    moment = when or world.clock.now().replace(microsecond=0)
    data = document(change=replaced(school=_named(identity.school), signer=identity.name, made_at=moment))
    folder = world.place / new_id()
    folder.mkdir()
    path = world.stick / f"{folder.name}.pdf"
    signed_packet(folder, change(data), identity=identity, when=moment).rename(path)
    return path


def _named(name: str) -> Any:
    return msgspec.structs.replace(document().school, name=name)


def seen(world: World, path: Path) -> Row:
    return world.rows(path)[0]


def test_what_the_helper_writes_is_green_as_it_is(both: World):
    row = seen(both, written(both))
    assert (row.verdict.light, row.fresh, row.error) == (Light.VALID, True, "")


@pytest.mark.parametrize("ident", ["../../escaped", "/tmp/escaped", "A" * 32, "0" * 31, "0" * 33, "0" * 32 + "\n", ""])
def test_an_identifier_that_is_none_is_refused_before_a_file_is_named_after_it(world: World, ident: str):
    row = seen(world, written(world, replaced(id=ident)))
    assert (row.verdict.light, row.verdict.reason) == (Light.INVALID, Reason.DATA.value)
    with pytest.raises(NotInRegister):
        replies.fetch(world.desk.register, ident, world.place)


@pytest.mark.parametrize(
    "change",
    [
        replaced(journal=Journal(entries=2**40, head="0" * 64)),
        replaced(journal=Journal(entries=2**63 + 1, head="0" * 64)),
        replaced(journal=Journal(entries=-1, head="0" * 64)),
        replaced(title="九月份\0报送包"),
        replaced(replaces=Replaces(id="a\0b", code="00000000")),
    ],
    ids=["large", "huge", "negative", "title", "replaces"],
)
def test_what_no_register_can_hold_is_refused_by_the_judge_and_stops_no_other(both: World, change: Change):
    bad, good = both.rows(written(both, change), written(both))
    assert (bad.verdict.light, bad.verdict.reason) == (Light.INVALID, Reason.DATA.value)
    assert good.fresh


def test_a_time_from_the_future_does_not_hide_that_the_key_was_withdrawn(world: World):
    school = authority.schools(world.desk.register)[0]
    path = written(world, when=world.clock.now().replace(microsecond=0) + timedelta(days=3))
    before = seen(world, path)
    assert (before.verdict.light, before.verdict.reason) == (Light.UNDECIDED, Reason.CLOCK.value)
    authority.withdraw(world.desk, normal(school.fingerprint), why="lost")
    assert seen(world, path).verdict.reason == Reason.REVOKED.value
    with pytest.raises(NotBelieved):
        intake.take(world.desk.register, path, clock=world.clock, overrule=True)


def test_a_clerk_who_overrules_one_doubt_does_not_overrule_the_others(world: World):
    first = seen(world, written(world)).incoming
    assert first is not None
    ahead = world.clock.now().replace(microsecond=0) + timedelta(days=3)
    taken = written(world, replaced(id=first.id), when=ahead)
    with pytest.raises(NotBelieved, match=r"id_taken"):
        intake.take(world.desk.register, taken, clock=world.clock, overrule=True)
    late = new_id()
    assert seen(world, written(world, replaced(replaces=Replaces(id=late, code="00000000")))).verdict.reason == (
        Reason.REPLACES_UNKNOWN.value
    )
    instead = written(world, replaced(replaces=Replaces(id=late, code="00000000")))
    assert intake.take(world.desk.register, instead, clock=world.clock, overrule=True).replaces == late
    unknown = Replaces(id=new_id(), code="00000000")
    for more in ({}, {"when": ahead}):
        path = written(world, replaced(id=late, replaces=unknown), **more)
        with pytest.raises(NotBelieved, match=r"superseded"):
            intake.take(world.desk.register, path, clock=world.clock, overrule=True)


def test_a_school_cannot_take_the_place_of_what_another_has_not_handed_in_yet(world: World, tmp_path: Path):
    (tmp_path / "other").mkdir()
    other = World(tmp_path / "other")
    letter = world.certify(other.enrol(), name="云川县白石小学", principal="林志远", school="")
    county.take_letter(other.vault, letter, root=county.look_at_letter(other.vault, letter).root)
    awaited = new_id()
    path = written(other, replaced(replaces=Replaces(id=awaited, code="00000000")))
    intake.take(world.desk.register, path, clock=world.clock, overrule=True)
    row = seen(world, written(world, replaced(id=awaited)))
    assert (row.verdict.light, row.fresh) == (Light.VALID, True)
    other.close()


def test_a_letter_of_an_unknown_county_brings_no_campaign(world: World, tmp_path: Path):
    (tmp_path / "other").mkdir()
    other = World(tmp_path / "other")
    letter = other.certify(other.enrol(), campaign=preset())
    with pytest.raises(NotBelieved):
        county.take_notice(world.vault, letter)
    other.close()


def test_a_certificate_that_the_register_does_not_know_is_not_green_when_one_only_looks(world: World):
    register = world.desk.register
    path = written(world)
    with register.work() as session:
        for certificate in session.query(CertificateRow):
            session.delete(certificate)
    row = next(intake.scan(register, iter([path]), clock=world.clock, take_in=False))
    assert (row.verdict.light, row.verdict.reason) == (Light.UNDECIDED, Reason.SIGNER_NOT_REGISTERED.value)


def test_a_doubt_that_came_up_meanwhile_stops_what_was_green_a_moment_ago(both: World, monkeypatch: pytest.MonkeyPatch):
    """Between judging and taking in, another clerk takes the place of the same packet, or answers it."""
    first = seen(both, written(both)).incoming
    assert first is not None
    one, two = (written(both, replaced(replaces=Replaces(id=first.id, code=first.code))) for _ in range(2))

    def overtaken(verdict: Verdict, known: Known) -> Verdict:
        found = weigh(verdict, known)
        if verdict.file == two.name:
            monkeypatch.setattr(intake, "weigh", weigh)
            assert seen(both, one).fresh
        return found

    monkeypatch.setattr(intake, "weigh", overtaken)
    row = seen(both, two)
    assert (row.fresh, row.error) == (False, "not_believed")
    states = [packet.state for packet in reports.arrivals(both.desk.register)]
    assert sorted(states) == [State.REPLACED, State.TAKEN]


@pytest.mark.parametrize("why", [Why.LOST, Why.SUCCESSION])
def test_an_old_form_does_not_bring_back_a_key_that_was_given_up(world: World, why: Why):
    """The first form still lies on the stick, and its paper in the folder; whoever has the old key would be glad."""
    old = next(path for path in world.stick.iterdir() if "登记表" in path.name)
    if why is Why.SUCCESSION:
        identities.renew(world.vault)
    letter = world.certify(world.enrol(why))
    county.take_letter(world.vault, letter, root=county.look_at_letter(world.vault, letter).root)
    for step in (lambda: authority.look_at_form(world.desk, old), lambda: world.certify(old)):
        with pytest.raises(NotBelieved, match=r"revoked"):
            step()
    assert seen(world, written(world)).fresh


def test_a_key_may_be_certified_again_under_another_name(world: World):
    for name in ("云川县云岙小学", "云川县云岙镇小学"):
        letter = world.certify(world.enrol(Why.RENEWAL), name=name)
        county.take_letter(world.vault, letter, root=county.look_at_letter(world.vault, letter).root)
    assert seen(world, written(world)).fresh


def test_a_receipt_that_is_being_made_is_waited_for_before_its_packet_is_replaced(both: World):
    first = seen(both, written(both)).incoming
    assert first is not None
    second = written(both, replaced(replaces=Replaces(id=first.id, code=first.code)))
    with ThreadPoolExecutor(1) as other:
        with both.desk.register.work() as session:
            ledger.incoming_row(session, first.id).state = State.RECEIVED.value
            session.flush()
            job = other.submit(seen, both, second)
            wait([job], timeout=1.5)
        row = job.result()
    assert (row.fresh, row.error, row.particulars) == (False, "not_believed", {"reason": "replaces_settled"})
    assert reports.packet(both.desk.register, first.id).state is State.RECEIVED
