"""Sign-in sheets as they are laid out: 22 rows, 40 mm to sign in, five spare rows, groups (D§4.2)."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.fonts import own_faces
from core.documents.frames import Leaf, Rule, Text
from core.documents.paragraph import Typesetter
from core.documents.preview import sign_in_pdf
from core.documents.signin import ROWS, lay_sign_in
from core.documents.styles import MM
from core.records.catalogue import find_kind
from core.records.content import Person, Record
from tests.core.documents.test_pages import texts_of
from tests.support.examples import EXAMPLES
from tests.support.pages import BY_ID, SCHOOL, record, study

SETTER = Typesetter(own_faces())


def laid(one: Record, people: dict[str, Person] = BY_ID) -> list[Leaf]:
    return lay_sign_in(SETTER, find_kind(one.kind), one, people=people, school=SCHOOL)


def words(leaf: Leaf) -> list[str]:
    """Return the lines of a page in the order they were set."""
    return [line.text for mark in leaf.marks if isinstance(mark, Text) for line in mark.lines]


def columns(leaf: Leaf) -> list[float]:
    """Return where upright lines of the table stand, in millimetres from the left edge of the paper."""
    upright = {round(mark.x1 / MM, 2) for mark in leaf.marks if isinstance(mark, Rule) and mark.x1 == mark.x2}
    return sorted(upright)


def rows(leaf: Leaf) -> int:
    """Return how many rows the table has, its head included."""
    flat = {round(mark.y1, 2) for mark in leaf.marks if isinstance(mark, Rule) and mark.y1 == mark.y2}
    whole = max(mark.x2 - mark.x1 for mark in leaf.marks if isinstance(mark, Rule))
    ends = {
        round(mark.y1, 2)
        for mark in leaf.marks
        if isinstance(mark, Rule) and mark.y1 == mark.y2 and mark.x2 - mark.x1 > whole - 1
    }
    assert ends <= flat
    return len(ends) - 1


def test_fourteen_people_stand_in_one_column_with_five_rows_to_spare() -> None:
    (leaf,) = laid(study())
    told = words(leaf)
    assert told[0] == "云川县云岙镇中心小学夜学签到表"
    assert told[told.index("序号") : told.index("序号") + 6] == [
        "序号",
        "姓名",
        "职务或身份",
        "签名",
        "到达时间",
        "备注",
    ]
    assert [str(number) for number in range(1, 20)] == [one for one in told if one.isdigit()]
    assert rows(leaf) == 1 + 14 + 5
    assert "（以下空白）" in told
    at = columns(leaf)
    signature = [right - left for left, right in itertools.pairwise(at)][3]
    assert signature == pytest.approx(40, abs=0.1)


def test_what_is_known_stands_above_and_what_is_not_has_a_line_to_write_on() -> None:
    (leaf,) = laid(study())
    told = " ".join(words(leaf))
    assert "2008年4月24日 19:00—20:40" in told
    assert "14人" in told
    assert "实到： " in f"{told} "
    short = [
        mark
        for mark in leaf.marks
        if isinstance(mark, Rule) and mark.y1 == mark.y2 and 13 < (mark.x2 - mark.x1) / MM < 35
    ]
    assert len(short) == 3, "who came, and two signatures"


def test_forty_people_share_a_page_in_two_columns() -> None:
    (leaf,) = laid(study(3, people=40))
    assert rows(leaf) == 1 + ROWS
    at = columns(leaf)
    widths = [right - left for left, right in itertools.pairwise(at)]
    assert [round(width) for width in widths] == [12, 29, 40, 12, 29, 40]
    told = words(leaf)
    assert [str(number) for number in (1, 23, 2, 24)] == [one for one in told if one.isdigit()][:4]
    assert "44" in told
    assert "45" not in told, "no page for a single spare row"


def test_three_hundred_people_get_as_many_pages_as_they_need() -> None:
    many = {f"q{number:03d}": Person(id=f"q{number:03d}", name=f"蔡明{number}") for number in range(300)}
    one = record(
        "study_session", {**EXAMPLES["study_session"], "attendance": {"expected": list(many)}}, number="ST-2008-009"
    )
    leaves = laid(one, many)
    assert len(leaves) == 7
    told = [line for leaf in leaves for line in words(leaf)]
    assert all(person.name in told for person in many.values())
    assert [leaf.own for leaf in leaves] == list(range(1, 8))
    assert all(mark.y <= leaf.bottom for leaf in leaves for mark in leaf.marks if isinstance(mark, Text))


def test_a_forum_has_its_groups_and_a_blank_row_for_each_who_is_expected() -> None:
    one = record("forum", EXAMPLES["forum"], number="FM-2008-001")
    (leaf,) = laid(one)
    told = words(leaf)
    groups = [line for line in told if line.endswith("人）")]
    assert groups[0].startswith("学校人员")
    expected = sum(row["count"] for row in EXAMPLES["forum"]["participants"])
    assert sum(int(line.rpartition("（")[2].removesuffix("人）")) for line in groups[1:]) == expected
    assert "临时参会" in told
    assert told.count("家长") == next(
        row["count"] for row in EXAMPLES["forum"]["participants"] if row["category"] == "parent"
    )


def test_without_a_record_it_is_a_whole_page_of_blank_rows() -> None:
    nothing = record("study_session", {}, number="", state="draft")
    (leaf,) = laid(nothing)
    assert rows(leaf) == 1 + ROWS
    assert "草稿　未定稿" not in leaf.stamp


def test_rare_and_long_names_are_read_back(tmp_path: Any) -> None:
    del tmp_path
    people = {
        "a": Person(id="a", name="王䶮", post="教师"),
        "b": Person(id="b", name="苏𬍛", post="村小学教学点负责人兼总务"),
        "c": Person(id="c", name="阿卜杜热合曼·买买提吐尔逊江", post="教师"),
    }
    one = record(
        "study_session", {**EXAMPLES["study_session"], "attendance": {"expected": list(people)}}, number="ST-2008-009"
    )
    (text,) = texts_of(sign_in_pdf(find_kind("study_session"), one, people, SCHOOL))
    assert all(person.name in text for person in people.values())
    (leaf,) = laid(one, people)
    assert rows(leaf) == 1 + 3 + 5


@settings(max_examples=40, deadline=None)
@given(count=st.integers(0, 140))
def test_every_page_but_the_last_is_full_and_none_is_empty(count: int) -> None:
    people = {str(number): Person(id=str(number), name="蔡明") for number in range(count)}
    one = record("study_session", {"attendance": {"expected": list(people)}}, number="", state="draft")
    leaves = laid(one, people)
    names = sum(words(leaf).count("蔡明") for leaf in leaves)
    assert names == count
    numbers = [int(line) for leaf in leaves for line in words(leaf) if line.isdigit()]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) - count >= (3 if count else ROWS)
    assert all(rows(leaf) == 1 + ROWS for leaf in leaves[:-1])
