"""What comes back from the county is found, judged once, and led to where it belongs; nothing else is touched."""

from pathlib import Path

import pytest

from core.base.errors import FileMissing, NotBelieved
from core.records.errand import Remark, Why
from core.services import county, incoming, records
from core.services.desk import authority, handover, replies, trust
from core.store.vault import Vault
from core.views.county import Standing
from tests.flows.test_school_and_county import World


@pytest.fixture
def world(tmp_path: Path):
    found = World(tmp_path)
    yield found
    found.close()


def records_in(vault: Vault) -> list[str]:
    return [line.id for line in records.listing(vault, "study_session")]


def test_only_what_may_be_a_document_is_found_and_a_stick_that_is_gone_is_named(world: World, tmp_path: Path):
    (world.stick / "说明.txt").write_text("x", encoding="utf-8")
    (world.stick / "~$回执.pdf").write_bytes(b"x")
    (world.stick / "台账回执").mkdir()
    (world.stick / "台账回执" / "回执.pdf").write_bytes(b"x")
    assert [path.name for path in incoming.find([world.stick, world.stick])] == ["回执.pdf"]
    with pytest.raises(FileMissing):
        incoming.find([tmp_path / "pulled out"])


def test_a_letter_waits_for_the_persons_word_and_the_form_is_answered_by_it(world: World):
    letter = world.certify(world.enrol())
    assert county.state(world.vault).pending
    view = incoming.take(world.vault, letter)
    assert (view.type, view.letter.known) == ("certificate", False)
    assert county.state(world.vault).standing is Standing.ASKED
    assert not county.take_letter(world.vault, letter, root=view.letter.root).pending
    assert county.form(world.vault) is not None


def test_a_return_names_the_records_with_remarks_first(world: World):
    world.trusted()
    row = world.rows(world.packet())[0]
    item = row.incoming.items[0]
    remark = Remark(record=item.record, number=item.number, field="content", label="学习内容", text="请写明。")
    back = replies.send_back(world.desk, row.incoming.id, remarks=[remark], folder=world.place)
    view = incoming.take(world.vault, handover.carry(world.desk, back.id, world.stick).path)
    assert (view.reply.returned, view.records) == (True, (item.record,))
    assert incoming.take(world.vault, view.path).reply.again


def test_the_schools_own_files_are_named_and_nothing_else_happens(world: World):
    world.trusted()
    view = incoming.take(world.vault, world.packet())
    assert (view.type, view.reply, view.letter, view.offered) == ("packet", None, None, None)


def test_what_is_no_document_is_not_believed(world: World):
    path = world.stick / "别的.pdf"
    path.write_bytes(b"%PDF-1.7 not much else")
    with pytest.raises(NotBelieved):
        incoming.take(world.vault, path)


def test_a_form_made_anew_after_a_loss_still_withdraws_the_lost_certificate(world: World):
    world.trusted()
    lost = county.state(world.vault)
    world.later(days=1)
    first = world.enrol(Why.LOST)
    standing = county.state(world.vault)
    second = world.enrol(Why.RENEWAL)
    again = county.state(world.vault)
    assert standing.key != lost.key
    assert (again.key, again.asked_why, again.pending) == (standing.key, "lost", True)
    wanted = [authority.look_at_form(world.desk, form) for form in (first, second)]
    assert wanted[0].key == wanted[1].key
    letter = world.certify(second)
    county.take_letter(world.vault, letter, root=county.look_at_letter(world.vault, letter).root)
    assert trust.view(world.desk).withdrawn == 1
