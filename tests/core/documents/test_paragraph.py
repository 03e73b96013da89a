"""Chinese line breaking."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.fonts import own_faces
from core.documents.paragraph import (
    LEFT_BLANK,
    MOST_SQUEEZE,
    NO_END,
    NO_START,
    RIGHT_BLANK,
    Line,
    Typesetter,
    clean,
    part,
)
from core.documents.styles import GRID_LEADING, GRID_PITCH, MM, NOTE, PROSE, TEXT, Align
from tests.support.pages import prose

WIDTH = 300.0
HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
TEXTS = st.lists(
    st.one_of(
        st.text(alphabet=HAN, min_size=1, max_size=20),
        st.text(alphabet="，。；：！？、）》”", min_size=1, max_size=1),
        st.sampled_from(["（", "《", "“", "——", "……"]),
        st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9./-]{0,14}\Z"),
        st.just(" "),
        st.dates().map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    ),
    min_size=1,
    max_size=60,
).map("".join)


@pytest.fixture(scope="module")
def setter() -> Typesetter:
    return Typesetter(own_faces())


def width_of(setter: Typesetter, line: Line) -> float:
    """Width in points at which a line is drawn."""
    marks = sum(char in LEFT_BLANK | RIGHT_BLANK for char in line.text)
    gaps = len(line.text) - 1
    return setter.natural(line.text, TEXT) + line.stretch * gaps - line.squeeze * marks


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_no_line_begins_or_ends_with_a_mark_that_must_not_stand_there(text: str) -> None:
    lines = Typesetter(own_faces()).lines(text, TEXT, WIDTH)
    for before, after in itertools.pairwise(lines):
        if len(after.text) == 0 or len(before.text) == 0:
            continue
        crowd = before.text[-8:] + after.text[:8]
        if sum(char in NO_START | NO_END for char in crowd) > 6:
            continue  # nothing but marks: no rule can hold
        assert after.text[0] not in NO_START or not _breakable(before.text)
        assert before.text[-1] not in NO_END or not _breakable(before.text)


def _breakable(text: str) -> bool:
    """Whether a line held an earlier place to end at."""
    return any(char in HAN for char in text[1:])


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_nothing_is_lost_and_no_line_is_wider_than_its_column(text: str) -> None:
    setter = Typesetter(own_faces())
    lines = setter.lines(text, TEXT, WIDTH)
    assert "".join(line.text for line in lines).replace(" ", "") == clean(text).replace(" ", "").strip("　")
    for line in lines:
        marks = sum(char in LEFT_BLANK | RIGHT_BLANK for char in line.text)
        assert line.squeeze * marks <= MOST_SQUEEZE * TEXT.size + 0.02
        assert line.left + setter.natural(line.text, TEXT) - line.squeeze * marks <= WIDTH + 0.02


def test_words_numbers_and_dates_stay_whole(setter: Typesetter) -> None:
    text = "打印notice-17.html两份，2008年4月30日以前发到各组，编号ST-2008-001，面积1,234.5平方米。" * 6
    for narrow in range(150, 320, 7):
        lines = setter.lines(text, TEXT, float(narrow))
        for whole in ("notice-17.html", "2008年4月30日", "ST-2008-001", "1,234.5"):
            assert sum(line.text.count(whole) for line in lines) == 6, (narrow, whole)


def test_a_word_longer_than_a_line_is_broken(setter: Typesetter) -> None:
    lines = setter.lines("见" + "a" * 200 + "。", TEXT, WIDTH)
    assert len(lines) > 3
    assert "".join(line.text for line in lines) == "见" + "a" * 200 + "。"


def test_a_mark_that_would_just_not_fit_is_squeezed_in(setter: Typesetter) -> None:
    text = "大家认为，" + "学" * 19 + "，" + "校" * 30
    lines = setter.lines(text, TEXT, TEXT.size * 24.5)
    assert lines[0].text.endswith("，")
    assert len(lines[0].text) == 25
    assert lines[0].squeeze > 0


def test_every_line_but_the_last_fills_its_column(setter: Typesetter) -> None:
    lines = setter.lines(prose(400).replace("\n", ""), PROSE, WIDTH)
    assert lines[0].left == 2 * PROSE.size
    assert lines[-1].stretch == 0
    full = [line for line in lines[:-1] if line.text.isalpha()]
    assert all(abs(line.left + width_of(setter, line) - WIDTH) < 0.05 for line in full)


def test_paragraphs_are_indented_once_whatever_was_typed(setter: Typesetter) -> None:
    lines = setter.lines("　　第一段。\n  第二段。\n", PROSE, WIDTH)
    assert [line.text for line in lines] == ["第一段。", "第二段。", ""]
    assert [line.left for line in lines[:2]] == [2 * PROSE.size] * 2


def test_lines_stand_where_their_style_says(setter: Typesetter) -> None:
    right = setter.lines("年月日", NOTE.at(Align.RIGHT), 100)[0]
    centre = setter.lines("年月日", NOTE.at(Align.CENTRE), 100)[0]
    assert right.left == pytest.approx(100 - 3 * NOTE.size)
    assert centre.left == pytest.approx((100 - 3 * NOTE.size) / 2)


def test_no_line_of_a_paragraph_stands_alone_at_a_page_break(setter: Typesetter) -> None:
    lines = [Line(str(place), 0, 0, 0, place, 6) for place in range(6)]
    assert part(lines, 5) == 4  # not the last line alone on the next page
    two = [*lines[:3], *lines]
    assert part(two, 4) == 3  # not the first line alone on this page
    assert part(lines, 3) == 3
    assert part(lines, 9) == 6
    assert part(lines, 0) == 0
    assert part([Line("a", 0, 0, 0, 0, 2), Line("b", 0, 0, 0, 1, 2)], 1) == 1


def test_the_grid_of_official_letters_fits_28_by_22_characters() -> None:
    assert pytest.approx(156 * MM) == 28 * GRID_PITCH
    assert pytest.approx(225 * MM) == 21 * GRID_LEADING + GRID_PITCH
    assert pytest.approx(29.62, abs=0.01) == GRID_LEADING
    assert 156 * MM < 28 * 16  # why 三号 at 16 pt does not do


def test_a_text_with_a_break_in_it_is_as_wide_as_its_longest_line(setter: Typesetter) -> None:
    for mark in ("\n", "\r\n", "\u2028"):
        assert setter.natural(f"学校{mark}会议室", TEXT) == pytest.approx(3 * TEXT.size)


def test_a_blank_beside_a_bracket_does_not_leave_it_alone_at_the_edge(setter: Typesetter) -> None:
    for text in ("一" * 17 + "2000年1月1日（ 一", "一" * 22 + " ，一", "一" * 22 + "《  一》"):
        for width in range(100, 360, 4):
            lines = [line.text for line in setter.lines(text, TEXT, width)]
            assert not any(line.endswith(("（", "《")) for line in lines[:-1])
            assert not any(line.startswith("，") for line in lines)
