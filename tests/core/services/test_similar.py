"""The index of texts follows the records: written, changed, voided, thrown away, names changed, locked away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.campaign.template import Thresholds
from core.records.catalogue import find_kind, kinds
from core.records.content import Person, Record
from core.services import drafts, people, records, seals, similar
from core.store.vault import Vault
from tests.support.examples import EXAMPLES
from tests.support.vaults import CHEAP, DIARY, ITEM, PASSWORD, PEOPLE, SCHOOL, SESSION, open_copy, unlike

ASKED = Thresholds()
OTHER = unlike(SESSION, 7)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


def begin(vault: Vault, kind: str = "study_session", **values: Any) -> Record:
    base = {"study_session": SESSION, "research_diary": DIARY, "rectification": ITEM}.get(kind, EXAMPLES[kind])
    return drafts.begin(vault, kind, values={**base, **values})


def write(vault: Vault, record: Record, **values: Any) -> Record:
    return drafts.write(vault, record.id, {**record.values, **values}, revision=record.revision)


def like(vault: Vault, record: Record) -> frozenset[str]:
    with vault.look() as session:
        return similar.index(vault, session).like(record.id, asked=ASKED)


def groups(vault: Vault, record: Record) -> list[tuple[str, tuple[str | int, ...], int]]:
    """Return (what is compared, where, percent) of what a record is like."""
    with vault.look() as session:
        found = similar.index(vault, session).of(record.id, asked=ASKED)
    return [(one.spot.group, one.spot.path, round(one.share * 100)) for one in found]


def test_a_copied_text_is_found_from_both_sides_as_soon_as_it_is_written(vault: Vault) -> None:
    one, other = begin(vault), begin(vault, **OTHER)
    assert like(vault, one) == like(vault, other) == frozenset()

    write(vault, other, content=SESSION["content"])

    assert like(vault, one) == {other.id}
    assert like(vault, other) == {one.id}
    assert groups(vault, one) == [("text:study_session", ("content",), 100)]


def test_a_text_put_into_other_words_is_no_longer_found(vault: Vault) -> None:
    one, other = begin(vault), begin(vault, discussion=[])
    assert like(vault, one) == {other.id}
    write(vault, other, content=OTHER["content"])
    assert like(vault, one) == frozenset()


def test_a_voided_record_and_one_thrown_away_are_like_nothing(vault: Vault) -> None:
    one, two, three = begin(vault), begin(vault), begin(vault)
    assert like(vault, one) == {two.id, three.id}
    records.move(vault, two.id, "void", answers={"reason": "重复登记了一次"}, revision=two.revision)
    assert like(vault, one) == {three.id}
    assert like(vault, two) == frozenset()
    drafts.discard(vault, three.id, revision=three.revision)
    assert like(vault, one) == frozenset()


def test_a_row_taken_out_takes_its_words_along_and_the_others_keep_theirs(vault: Vault) -> None:
    said = [
        {"speaker": "p04", "text": "建议留一间教室开到五点半，放学后有人看护。"},
        {"speaker": "p03", "text": "冬天天黑得早，校门口要添一盏路灯才放心。"},
    ]
    one = begin(vault, **{**OTHER, "discussion": said})
    other = begin(vault, **{**unlike(SESSION, 8), "discussion": said})
    assert [group for group, _path, _percent in groups(vault, one)] == ["words:study_session"] * 2

    other = drafts.read(vault, other.id)
    other = write(vault, other, discussion=other.values["discussion"][1:])
    assert [path for _group, path, _percent in groups(vault, one)] == [("discussion", 1, "text")]
    assert [path for _group, path, _percent in groups(vault, other)] == [("discussion", 0, "text")], (
        "its place moved up"
    )


def test_texts_are_compared_within_one_kind_only(vault: Vault) -> None:
    diary = begin(vault, "research_diary", facts=SESSION["content"])
    meeting = begin(vault, content=SESSION["content"])
    assert like(vault, diary) == like(vault, meeting) == frozenset()


def test_titles_and_originals_of_materials_do_not_count(vault: Vault) -> None:
    original = SESSION["content"]
    material = [{"title": "十七大报告第八部分", "excerpt": original}]
    column = next(rule.excerpts for rule in find_kind("study_session").rules if hasattr(rule, "excerpts"))
    assert column == "materials.excerpt", "where a kind keeps its originals"
    one = begin(vault, discussion=[], materials=material)
    other = begin(vault, discussion=[], materials=material)
    assert like(vault, one) == like(vault, other) == frozenset()


def test_a_changed_name_lets_texts_that_differ_only_by_it_go_on_being_alike(vault: Vault) -> None:
    text = "{}老师讲了放学看护的三个难处，大家听了都说要先问家长的意思，再排轮值的表，不能让值日的老师一个人扛着。" * 2
    one = begin(vault, discussion=[], content=text.replace("{}", "林志远"))
    other = begin(vault, discussion=[], content=text.replace("{}", "苏𬍛"))
    (before,) = groups(vault, one)
    assert before[2] == 100, "names do not count"

    people.save(vault, msgspec.structs.replace(PEOPLE[3], name="祖𬍛明"))
    (after,) = groups(vault, one)
    assert after[2] < 100, "what is no name any more does"
    people.save(vault, Person(id="p09", name="苏𬍛", post="教师"))
    assert groups(vault, one) == [before]
    assert like(vault, other) == {one.id}


def test_the_schools_own_name_does_not_count_either(vault: Vault) -> None:
    text = "{}的晚自修安排在周三，先读半小时的书，再由教导处讲本周听课记下的三件事，最后每人说一句话，说完就散会。" * 2
    one = begin(vault, discussion=[], content=text.replace("{}", "云岙小学"))
    begin(vault, discussion=[], content=text.replace("{}", "柳溪小学"))
    (before,) = groups(vault, one)
    people.save_school(vault, msgspec.structs.replace(SCHOOL, short="柳溪小学", principal="p01"))
    (after,) = groups(vault, one)
    assert (before[2] < 100, after[2] < 100) == (True, True)
    assert like(vault, one)


def test_locked_records_are_in_it_only_while_they_are_open(vault: Vault) -> None:
    seals.choose(vault, PASSWORD, cost=CHEAP)
    one, other = begin(vault, "criticism_meeting"), begin(vault, "criticism_meeting")
    assert like(vault, one) == {other.id}
    assert {group.partition(":")[0] for group, *_rest in groups(vault, one)} == {"words", "criticism"}

    seals.lock(vault)
    assert like(vault, one) == frozenset()
    seals.unlock(vault, PASSWORD)
    assert like(vault, one) == {other.id}


def test_taken_in_a_slice_at_a_time_it_knows_the_same_in_the_end(vault: Vault) -> None:
    many = [begin(vault, **{**unlike(SESSION, number), "date": f"2008-09-{number + 1:02d}"}) for number in range(9)]
    copy = begin(vault, content=drafts.read(vault, many[0].id).values["content"], discussion=[])
    vault.memory.clear()

    slices = 0
    while similar.warm(vault, most=3):
        slices += 1
    assert slices == 3
    assert like(vault, copy) == {many[0].id}
    assert similar.warm(vault) is False


def test_what_is_written_while_it_is_still_being_made_is_in_it_once(vault: Vault) -> None:
    one, other = begin(vault), begin(vault, **OTHER)
    vault.memory.clear()
    assert similar.warm(vault, most=1) is True
    write(vault, other, content=SESSION["content"])
    assert like(vault, one) == {other.id}
    assert like(vault, other) == {one.id}


def test_only_kinds_with_texts_of_their_own_are_compared() -> None:
    compared = {kind.key for kind in kinds().values() if similar.compares(kind)}
    assert {"study_session", "rectification", "criticism_meeting", "research_diary"} <= compared
    assert not {"leave", "task", "leading_group"} & compared


def test_measures_are_compared_as_one_text(vault: Vault) -> None:
    one = begin(vault, "rectification")
    begin(vault, "rectification")
    assert ("measures:rectification", ("measures",), 100) in groups(vault, one)


def test_told_leaves_out_records_it_knows_nothing_of(vault: Vault) -> None:
    one, other = begin(vault), begin(vault)
    with vault.look() as session:
        found = similar.index(vault, session).of(one.id, asked=ASKED)
    assert similar.ids(found) == {other.id}
    assert similar.told(found, {}) == ()
