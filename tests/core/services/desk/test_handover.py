"""What the desk made goes onto the stick, one or several, and the log and the slip tell of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base.canonical import file_digest
from core.base.errors import NameTaken, NotInRegister
from core.campaign.reader import preset
from core.services.desk import authority, handover, replies
from tests.flows.test_school_and_county import COUNTY, World
from tests.support.pdfs import text_of


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


def made(world: World) -> list[str]:
    """Return a letter, a receipt and a notice, none of them carried."""
    form = world.enrol()
    seen = authority.look_at_form(world.desk, form)
    letter = authority.certify(
        world.desk, form, name=seen.school, principal=seen.principal, confirmed=seen.key, folder=world.place
    )
    notice = authority.notice(world.desk, preset(), folder=world.place)
    return [letter.id, notice.id]


def test_all_that_waits_is_carried_in_one_go_and_each_has_its_line_in_the_log(world: World):
    ids = made(world)
    assert [one.id for one in replies.waiting(world.desk.register)] == ids[::-1]
    done = handover.carry_several(world.desk, ids, world.stick)
    assert [one.document for one in done] == ids
    for one in done:
        assert one.error is None
        assert file_digest(one.path) == one.handed.sha256
    assert replies.waiting(world.desk.register) == ()
    assert handover.listing(world.desk.register) == tuple(one.handed for one in done[::-1])


def test_one_that_can_t_be_carried_is_told_and_the_others_arrive(world: World):
    ids = made(world)
    name = replies.waiting(world.desk.register)[1].name
    (world.stick / name).write_bytes(b"somebody else's file")
    first, second = handover.carry_several(world.desk, ids, world.stick)
    assert first.error.code() == "name_taken"
    assert first.path is None
    assert second.path.is_file()
    assert (world.stick / name).read_bytes() == b"somebody else's file"
    assert [one.id for one in replies.waiting(world.desk.register)] == [ids[0]]
    assert [one.name for one in handover.listing(world.desk.register)] == [second.name]


def test_carried_again_it_is_read_again_and_not_written(world: World):
    ids = made(world)
    before = handover.carry_several(world.desk, ids, world.stick)
    again = handover.carry_several(world.desk, ids, world.stick)
    assert [one.path for one in again] == [one.path for one in before]
    assert len(handover.listing(world.desk.register)) == 4


def test_a_single_one_raises_what_kept_it_from_arriving(world: World):
    ids = made(world)
    name = replies.waiting(world.desk.register)[1].name
    (world.stick / name).write_bytes(b"x")
    with pytest.raises(NameTaken):
        handover.carry(world.desk, ids[0], world.stick)
    with pytest.raises(NotInRegister):
        handover.carry(world.desk, "nobody", world.stick)


def test_a_stick_that_is_gone_takes_nothing_and_says_so(world: World):
    ids = made(world)
    shutil.rmtree(world.stick)
    done = handover.carry_several(world.desk, ids, world.stick)
    assert all(one.path is None and one.error is not None for one in done)
    assert handover.listing(world.desk.register) == ()


def test_the_slip_names_every_file_with_its_digits_and_has_room_for_two_signatures(world: World):
    ids = made(world)
    done = handover.carry_several(world.desk, ids, world.stick)
    lines = [one.handed for one in done]
    text = words(handover.slip_pdf(world.desk, lines))
    for line in lines:
        assert line.name in text
        assert line.sha256[:16] in text
    for said in ("文件交接单", f"送交单位：{COUNTY}", "文件：2个", "送交人", "接收人"):
        assert said in text, said


def words(pdf: bytes) -> str:
    """Return the text of a PDF without any space."""
    return "".join(text_of(pdf).split())
