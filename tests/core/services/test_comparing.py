"""Laying two texts side by side: what a finding speaks of, and what it is like."""

import pytest

from core.base.errors import RecordGone
from core.records.content import Record
from core.services import comparing, drafts, records
from tests.support.vaults import DIARY, SESSION, open_copy


@pytest.fixture
def vault(tmp_path):
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


def enter(vault, kind, values) -> Record:
    begun = drafts.begin(vault, kind)
    drafts.save(vault, begun.id, values, revision=begun.revision)
    return records.read(vault, begun.id)


def alike(vault, record, rule):
    view = records.open_record(vault, record.id)
    return next(finding for finding in view.findings if finding.rule == rule)


def compare(vault, finding):
    return comparing.compare(vault, finding.record, finding.path, finding.other, finding.other_path)


def test_a_copied_text_stands_beside_its_original_with_what_is_the_same(vault):
    first = enter(vault, "research_diary", DIARY)
    second = enter(vault, "research_diary", {**DIARY, "date": "2008-09-18", "topic": "村小的体育器材够不够用"})

    view = compare(vault, alike(vault, second, "C01"))

    assert (view.left.record, view.right.record) == (second.id, first.id)
    assert view.right.heading == DIARY["topic"]
    assert str(view.right.dated) == DIARY["date"]
    assert view.left.text == view.right.text == DIARY["facts"]
    (left, right) = view.same[0]
    assert view.left.text[slice(*left)] == view.right.text[slice(*right)]


def test_speeches_from_one_mould_are_compared_with_their_speakers(vault):
    said = "建议留一间教室开到五点半，放学后有人看护，由轮值的老师登记每个孩子几点走、谁来接。"
    talk = [{"speaker": "p04", "text": said}, {"speaker": "p03", "text": said}]
    session = enter(vault, "study_session", {**SESSION, "discussion": talk})

    view = compare(vault, alike(vault, session, "C02"))

    assert {view.left.person, view.right.person} == {"苏𬍛", "王䶮"}
    assert view.left.record == view.right.record == session.id
    assert view.same == (((0, len(said) - 1), (0, len(said) - 1)),)


def test_what_was_changed_since_is_shown_as_it_stands_now(vault):
    first = enter(vault, "research_diary", DIARY)
    second = enter(vault, "research_diary", {**DIARY, "date": "2008-09-18"})
    finding = alike(vault, second, "C01")
    values = {**first.values, "facts": "后来改写过的另一段话，讲的是体育器材室的钥匙在谁手里。"}
    drafts.save(vault, first.id, values, revision=first.revision)

    view = compare(vault, finding)

    assert view.right.text == values["facts"]
    assert view.same == ()


def test_a_row_that_is_gone_leaves_an_empty_side(vault):
    session = enter(vault, "study_session", SESSION)

    view = comparing.compare(vault, session.id, ("discussion", 7, "text"), session.id, ("discussion", 0, "text"))

    assert view.left.text == ""
    assert view.right.text.startswith("建议留一间教室")


def test_a_record_that_is_gone_is_said(vault):
    session = enter(vault, "study_session", SESSION)

    with pytest.raises(RecordGone):
        comparing.compare(vault, session.id, ("content",), "nobody", ("content",))
