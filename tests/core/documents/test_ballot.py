"""Ballots: two to a page, blank, in the words of the scale, and nothing on them that tells one from another."""

import pytest

from core.documents.ballot import lay_ballots
from core.documents.fonts import own_faces
from core.documents.frames import HEIGHT, Leaf, Rule, Text
from core.documents.paragraph import Typesetter
from core.records.catalogue import find_kind
from tests.support.examples import EXAMPLES
from tests.support.pages import BY_ID, SCHOOL, record

SURVEY = find_kind("survey")


def laid(**values: object) -> list[Leaf]:
    one = record("survey", {**EXAMPLES["survey"], **values}, number="SV-2008-001")
    return lay_ballots(Typesetter(own_faces()), SURVEY, one, people=BY_ID, school=SCHOOL)


def words(leaf: Leaf) -> list[str]:
    return [line.text for mark in leaf.marks if isinstance(mark, Text) for line in mark.lines]


def test_each_group_has_a_page_of_two_ballots_that_are_alike() -> None:
    leaves = laid()
    groups = {row["group"] for row in EXAMPLES["survey"]["tally"]} - {"all"}
    assert len(leaves) == len(groups)
    for leaf in leaves:
        told = words(leaf)
        assert told.count("云川县云岙镇中心小学满意度测评票") == 2
        half = told.index("沿此线剪开")
        assert told[:half] == told[half + 1 :]


def test_no_name_no_number_and_no_vote_stands_on_them() -> None:
    for leaf in laid():
        told = "".join(words(leaf))
        assert "SV-2008" not in told
        assert not [person.name for person in BY_ID.values() if person.name in told]
        assert leaf.bare
        assert not any(line.isdigit() for line in words(leaf))


@pytest.mark.parametrize(
    ("scale", "answers"),
    [("content", ["满意", "基本满意", "不满意", "不了解"]), ("able", ["优秀", "称职", "基本称职", "不称职"])],
)
def test_the_answers_are_those_of_the_scale(scale: str, answers: list[str]) -> None:
    told = words(laid(scale=scale)[0])
    assert told[told.index("项目") + 1 : told.index("项目") + 5] == answers


def test_they_are_cut_apart_in_the_middle_of_the_paper() -> None:
    leaf = laid()[0]
    dashes = [mark for mark in leaf.marks if isinstance(mark, Rule) and mark.grey]
    assert {round(mark.y1, 3) for mark in dashes} == {round(HEIGHT / 2, 3)}
    crossing = [m for m in leaf.marks if isinstance(m, Rule) and not m.grey and m.y1 < HEIGHT / 2 < m.y2]
    assert crossing == []


def test_many_questions_take_a_page_by_themselves_and_more_go_on() -> None:
    for count, ballots in ((3, 2), (12, 1), (40, 1)):
        tally = [{"group": "teacher", "item": f"第{number}项工作做得怎么样", "expected": 14} for number in range(count)]
        leaves = laid(tally=tally)
        told = [line for leaf in leaves for line in words(leaf)]
        assert told.count("云川县云岙镇中心小学满意度测评票") == ballots
        assert told.count(f"第{count - 1}项工作做得怎么样") == ballots
        assert all(mark.y <= leaf.bottom for leaf in leaves for mark in leaf.marks if isinstance(mark, Text))


def test_without_rows_there_is_one_ballot_about_its_subject() -> None:
    (leaf,) = laid(tally=[])
    assert words(leaf).count("学校班子") == 2
