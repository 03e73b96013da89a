"""The desk's program dies, or two clerks are at it at once, in the middle of a step: no half of it is believed."""

import traceback
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from core.base.canonical import encode
from core.base.errors import (
    AnsweredAlready,
    OtherRegister,
    RegisterUnreachable,
    RootBoxDamaged,
    VaultExists,
    WrongPassword,
)
from core.records.errand import Why
from core.services.desk import authority, desks, replies
from core.services.desk import trust as trusting
from core.services.desk.authority import send
from core.services.desk.desks import ROOT_NAME, Desk, Safe, root_key
from core.signing.trust import normal
from core.signing.verdict import Reason
from core.store.register import ledger
from core.store.register.desk import Clash
from core.store.unlock import Cost, SlotKind, make_slot
from core.views.desk import State
from core.views.verdicts import Light
from tests.flows.test_hostile_to_the_desk import written
from tests.flows.test_school_and_county import COUNTY, SECRET, World
from tests.support import postgres
from tests.support.vaults import CHEAP

ROOT_SECRET = "root 2008"


class Killed(BaseException):
    """The program ends here, whatever it was about to do."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    found.trusted()
    yield found
    found.close()


def killed_at(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Let the program end when it comes to a step."""

    def die(*_: Any, **__: Any) -> None:
        raise Killed

    monkeypatch.setattr(module, name, die)


def again(world: World, *, url: str = "") -> None:
    """Close the desk and open it anew, as after a crash."""
    world.desk.close()
    world.desk = desks.open_desk(world.desk.folder, SECRET, clock=world.clock, url=url)


def made(world: World, name: str, *, url: str = "") -> Desk:
    return desks.create(
        world.desk.folder.parent / name,
        password=SECRET,
        county="云山县教育局",
        clerk="秦可望",
        safe=Safe(world.safe, "another password"),
        clock=world.clock,
        url=url,
        quick_keys=True,
        cost=CHEAP,
    )


def test_the_box_with_a_countys_root_is_never_overwritten(world: World):
    box = world.safe / ROOT_NAME
    before = box.read_bytes()
    made(world, "second").close()
    assert box.read_bytes() == before
    root_key(box, ROOT_SECRET)
    other = next(path for path in world.safe.iterdir() if path != box)
    root_key(other, "another password")
    with pytest.raises(WrongPassword):
        root_key(other, ROOT_SECRET)


def test_where_a_desk_is_already_no_root_is_made(world: World):
    before = {path: path.read_bytes() for path in world.safe.iterdir()}
    with pytest.raises(VaultExists):
        made(world, "county")
    assert {path: path.read_bytes() for path in world.safe.iterdir()} == before


def test_a_password_is_not_shown_with_the_safe_it_opens():
    assert "secret" not in repr(Safe(Path("stick"), "secret"))


@pytest.mark.skipif(bool(postgres.missing()), reason=postgres.missing())
def test_a_register_that_another_desk_works_with_is_not_taken_over(tmp_path: Path):
    url = postgres.database()
    world = World(tmp_path, url=url)
    world.trusted()
    with pytest.raises(OtherRegister):
        made(world, "second", url=url)
    again(world, url=url)
    assert world.rows(world.packet())[0].fresh
    world.close()


@pytest.mark.skipif(bool(postgres.missing()), reason=postgres.missing())
def test_a_desk_finds_its_register_again_and_refuses_another_countys(tmp_path: Path):
    url, others = postgres.database(), postgres.database()
    world = World(tmp_path, url=url)
    world.trusted()
    made(world, "second", url=others).close()
    again(world)
    assert world.rows(world.packet())[0].fresh
    world.desk.close()
    with pytest.raises(OtherRegister):
        desks.open_desk(world.desk.folder, SECRET, clock=world.clock, url=others)
    with pytest.raises(RegisterUnreachable):
        desks.open_desk(world.desk.folder, SECRET, clock=world.clock, url="postgresql://nobody@127.0.0.1:9/none")
    world.desk = desks.open_desk(world.desk.folder, SECRET, clock=world.clock)
    world.close()


def test_a_certificate_is_withdrawn_together_with_its_list_or_not_at_all(world: World, monkeypatch: pytest.MonkeyPatch):
    path = world.packet()
    school = authority.schools(world.desk.register)[0]
    with monkeypatch.context() as patch:
        killed_at(patch, trusting, "put_issuers")
        with pytest.raises(Killed):
            authority.withdraw(world.desk, normal(school.fingerprint), why="lost", since=world.clock.now())
    again(world)
    withdrawn = trusting.view(world.desk).withdrawn
    refused = world.rows(path)[0].verdict.reason == Reason.REVOKED.value
    assert (withdrawn, refused) == (0, False)


@pytest.mark.parametrize("step", ["put_issuers", "keep_fresh"])
def test_a_lost_key_does_not_outlive_a_certification_that_was_broken_off(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str
):
    path = world.packet()
    world.later(days=1)
    form = world.enrol(Why.LOST)
    with monkeypatch.context() as patch:
        killed_at(patch, trusting, step)
        with pytest.raises(Killed):
            world.certify(form)
    again(world)
    listed = world.rows(path)[0].verdict.light is not Light.VALID
    assert listed == (trusting.view(world.desk).withdrawn == 1)
    assert world.certify(form).exists()


def test_an_answer_that_was_broken_off_leaves_none_behind_and_can_still_be_the_other(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    row = world.rows(world.packet())[0]
    with monkeypatch.context() as patch:
        killed_at(patch, ledger, "incoming_row")
        with pytest.raises(Killed):
            replies.receive(world.desk, row.incoming.id, folder=world.place)
    again(world)
    assert [one.type for one in replies.outgoing(world.desk.register, about=row.incoming.id)] == []
    replies.send_back(world.desk, row.incoming.id, remarks=(), note="请改。", folder=world.place)
    assert [one.type for one in replies.outgoing(world.desk.register, about=row.incoming.id)] == ["return"]


def test_of_two_answers_at_once_only_one_is_made(world: World, monkeypatch: pytest.MonkeyPatch):
    row = world.rows(world.packet())[0]

    def overtaken(*given: Any, **more: Any) -> Any:
        monkeypatch.setattr(replies, "send", send)
        replies.send_back(world.desk, row.incoming.id, remarks=(), note="请改。", folder=world.place)
        return send(*given, **more)

    monkeypatch.setattr(replies, "send", overtaken)
    with pytest.raises(AnsweredAlready):
        replies.receive(world.desk, row.incoming.id, folder=world.place)
    assert [one.type for one in replies.outgoing(world.desk.register, about=row.incoming.id)] == ["return"]
    assert intake_state(world, row.incoming.id) is State.RETURNED


def intake_state(world: World, packet: str) -> State:
    with world.desk.register.look() as session:
        return ledger.incoming(session, packet).state


def test_a_renewal_broken_off_before_the_clerks_key_is_finished_with_the_next_thing_sent(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        killed_at(patch, trusting, "renew_signer")
        with pytest.raises(Killed):
            trusting.renew_issuing(world.desk, world.safe / ROOT_NAME, ROOT_SECRET, lost=True)
    again(world)
    letter = world.certify(world.enrol(Why.LOST))
    assert letter.exists()


def test_what_lay_open_when_the_program_died_is_gone_when_the_desk_is_opened(world: World):
    world.desk.close()
    for name in ("open-abc", "carry-abc", "seal-abc"):
        (world.desk.folder / name).mkdir()
        (world.desk.folder / name / "inside.pdf").write_bytes(b"%PDF- of a petition")
    again(world)
    assert [path.name for path in world.desk.folder.iterdir() if path.is_dir()] == []


def test_lists_that_grew_old_while_nothing_was_sent_are_written_anew_when_the_desk_is_opened(world: World):
    world.later(days=250)
    path = written(world)
    again(world)
    assert world.rows(path)[0].verdict.light is Light.VALID
    assert trusting.view(world.desk).county == COUNTY


def test_what_was_made_while_the_clock_was_years_ahead_is_made_anew_once_it_is_right(world: World):
    now = world.clock.now()
    world.later(days=4 * 365)
    trusting.keep_fresh(world.desk)
    assert trusting.signer_of(world.desk).valid_from > now
    world.clock.set(now)
    row = world.rows(world.packet())[0]
    assert row.verdict.light is Light.VALID
    assert replies.receive(world.desk, row.incoming.id, folder=world.place).type == "receipt"
    assert trusting.view(world.desk).list_until < (now + timedelta(days=365)).date()


def test_an_error_of_the_database_does_not_show_what_was_to_be_written(world: World):
    refuse = "CREATE TRIGGER no BEFORE INSERT ON desk_fact BEGIN SELECT RAISE(ABORT, 'no'); END"
    with world.desk.register.work() as session:
        session.execute(text(refuse))
    with pytest.raises(Clash) as raised, world.desk.register.work() as session:
        ledger.put_fact(session, "note", "private" * 3)
    assert "privateprivate" not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize(
    "cost", [Cost(memory_kib=2**40), Cost(memory_kib=2**31), Cost(memory_kib=-1), Cost(passes=2**31), Cost(lanes=0)]
)
def test_a_box_that_would_take_all_memory_or_hours_is_told_as_damaged(tmp_path: Path, cost: Cost):
    slot = make_slot(b"root", vault="taizhang-root", password="p", cost=CHEAP, kind=SlotKind.ROOT)
    box = tmp_path / "box"
    box.write_bytes(encode(msgspec.structs.replace(slot, cost=cost)))
    with pytest.raises(RootBoxDamaged):
        root_key(box, "p")
