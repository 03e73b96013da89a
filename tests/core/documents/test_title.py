"""Titles in lines that look well and tear nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents.paragraph import may_break
from core.documents.title import LEAST, balance

ROOM = 20.1
SCHOOL = "云川县云岙镇中心小学"
TITLES = {
    "关于把农村小学放学后看护列入规范管理的建议书": 2,
    "云川县云岙镇中心小学关于2008年9月工作进展及困难问题的报告": 2,
    "主题实践活动阶段小结": 1,
    "云川县云岙镇中心小学关于深入开展“树新形象、创新业绩”主题实践活动情况的报告": 3,
    "关于下垟村口水沟盖板缺失及教学楼北侧外墙渗水的建议书": 2,
    "关于进一步加强农村小学放学后学生看护工作并把看护误餐照明饮水等必要支出列入公用经费开支范围的建议书": 3,
}


def widths(text: str) -> list[float]:
    return [0.5 if char.isascii() else 1.0 for char in text]


def cut(text: str) -> list[str]:
    return balance(text, widths(text), ROOM, whole=(SCHOOL,))


@pytest.mark.parametrize(("title", "count"), TITLES.items())
def test_real_titles_keep_their_words_and_have_no_more_lines_than_needed(title: str, count: int) -> None:
    lines = cut(title)
    assert "".join(lines) == title
    assert len(lines) == count
    for word in (SCHOOL, "建议书", "报告", "教学楼", "2008年9月", "“树新形象、创新业绩”", "看护", "经费", "关于"):
        assert title.count(word) == sum(line.count(word) for line in lines), word
    lengths = [sum(widths(line)) for line in lines]
    assert max(lengths) <= ROOM
    assert max(lengths) - min(lengths) <= 8
    assert count == 1 or len(set(lengths)) > 1, "a trapezium or a lozenge, no rectangle"


def test_no_line_begins_with_what_belongs_to_the_line_before() -> None:
    for start in range(8, 30):
        lines = cut("啊" * start + "的学校们和家长的意见与建议书" + "呀" * 6)
        assert not any(line[0] in "的们" for line in lines), lines


@given(st.text(alphabet="关于开展学校的工作、和（）《》“”教育２2008abc ，。", min_size=1, max_size=90))
def test_whatever_is_typed_stays_whole_and_inside(text: str) -> None:
    lines = cut(text)
    assert "".join("".join(lines).split()) == "".join(text.split())
    if len(lines) > 1 and all(may_break(text, place) for place in range(1, len(text))):
        assert min(map(len, lines)) >= min(LEAST, len(text) // len(lines)) - 1


@given(st.integers(21, 90))
def test_hanzi_nobody_knows_never_leave_a_lone_character(count: int) -> None:
    lines = cut("啊" * count)
    assert min(map(len, lines)) >= LEAST
    assert max(map(len, lines)) <= 20
    assert max(map(len, lines)) - min(map(len, lines)) <= 6
