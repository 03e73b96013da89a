"""Register sheets and landscape ledgers stand where D§4.1 has them; read back from the page in millimetres."""

from itertools import pairwise
from typing import Any

import msgspec
import pytest

from core.documents.fonts import Role, own_faces
from core.documents.frames import Text
from core.documents.packet import Composed
from core.documents.paragraph import Typesetter
from core.documents.sheet import lay_sheet
from core.documents.styles import SHEET_TITLE
from core.records.catalogue import find_kind
from tests.support.pages import BY_ID, SCHOOL, compose_in, example, item, packet, study
from tests.support.placed import PlacedLine, PlacedRule, lines_of, rules_of

LEFT, RIGHT, TOP, BOTTOM = 28.0, 190.0, 25.0, 277.0
"""上25 下20 左28 右20 on A4."""
EVEN, ODD = 4, 5
"""Pages of the packet with a register sheet each."""
ACROSS_ODD, ACROSS_EVEN = 7, 8
"""Pages with a landscape list each."""
FOUR = 14 / 72 * 25.4
"""One character of 四号."""
SEAM = 210 - 5.0
CLOSE = pytest.approx


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    """Cover, letter, contents; two sheets and an item; three lists; the verification page."""
    folder = tmp_path_factory.mktemp("places")
    short: dict[str, Any] = {"length": 60, "discussion": [], "resolutions": [], "materials": []}
    return compose_in(folder, packet([study(1, people=4, **short), study(2), item(1)]))


@pytest.fixture(scope="module")
def lines(made: Composed) -> dict[int, list[PlacedLine]]:
    return dict(enumerate(lines_of(made.path.read_bytes()), start=1))


@pytest.fixture(scope="module")
def turned(made: Composed) -> dict[int, list[PlacedLine]]:
    return dict(enumerate(lines_of(made.path.read_bytes(), turned=True), start=1))


@pytest.fixture(scope="module")
def rules(made: Composed) -> dict[int, list[PlacedRule]]:
    return dict(enumerate(rules_of(made.path.read_bytes()), start=1))


def saying(lines: list[PlacedLine], words: str) -> PlacedLine:
    """Return what stands together where a line says so: other words on its baseline left out."""
    line = next(line for line in lines if words in line.text)
    chars = [one for one in line.chars if not one.char.isspace()]
    start = "".join(one.char for one in chars).index(words)
    return PlacedLine(tuple(chars[start : start + len(words)]))


def end_of(number: PlacedLine) -> float:
    """Return where a page number ends: its dash is narrower than a hanzi."""
    return number.chars[-1].left + own_faces().chain(Role.SONG).widths["—"] * FOUR


def frame(rules: list[PlacedRule]) -> list[PlacedRule]:
    """Return the four outer lines of a table, 0.35 mm wide."""
    return [rule for rule in rules if rule.width == CLOSE(1.0)]


# --- the upright sheet -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", [EVEN, ODD])
def test_the_table_fills_the_type_area_from_edge_to_edge(rules: dict[int, list[PlacedRule]], page: int) -> None:
    outer = frame(rules[page])
    assert len(outer) == 4
    for rule in outer:
        if rule.flat:
            assert [rule.x1, rule.x2] == CLOSE([LEFT, RIGHT], abs=0.02)
    assert sorted(rule.x1 for rule in outer if not rule.flat) == [CLOSE(LEFT, abs=0.02), CLOSE(RIGHT, abs=0.02)]
    high, low = sorted(rule.y1 for rule in outer if rule.flat)
    assert high == CLOSE(TOP + (26 + 15) / 72 * 25.4 + 2.5, abs=0.05)  # title, 1 mm, number, 1.5 mm
    assert BOTTOM - 30 < low < BOTTOM - 16  # the big box takes what is left above the signatures


def test_rows_are_nine_millimetres_at_least_and_labels_twenty_five_wide(rules: dict[int, list[PlacedRule]]) -> None:
    flat = sorted({round(rule.y1, 2) for rule in rules[EVEN] if rule.flat and rule.x2 - rule.x1 > 161})
    heights = [low - high for high, low in pairwise(flat)]
    assert len(heights) == len(find_kind("study_session").sheet.rows) - 1  # no late entry
    assert min(heights) >= 9 - 0.02
    assert max(heights) > 40
    inner = [rule for rule in rules[EVEN] if not rule.flat and rule.black and rule.width == CLOSE(0.5)]
    assert sum(rule.x1 == CLOSE(LEFT + 25, abs=0.02) for rule in inner) >= len(heights) - 1


def test_title_number_and_signatures(lines: dict[int, list[PlacedLine]]) -> None:
    page = lines[EVEN]
    title, number = page[0], saying(page, "编号：ST-2008-001")
    assert (title.faces, title.chars[0].size) == ("TaizhangTitle", 18)
    assert (title.left + title.right) / 2 == CLOSE((LEFT + RIGHT) / 2, abs=0.1)
    assert title.baseline == CLOSE(TOP + (4 + 0.86 * 18) / 72 * 25.4, abs=0.05)
    assert number.chars[-1].left + 10.5 / 2 / 72 * 25.4 == CLOSE(RIGHT, abs=0.8)
    signing = saying(page, "主持人签字：")
    assert signing.left == CLOSE(LEFT, abs=0.1)
    assert BOTTOM - 16 < signing.baseline < BOTTOM
    assert saying(page, "日").right <= RIGHT + 0.1


def test_odd_numbers_stand_one_character_from_the_right_edge_and_even_ones_from_the_left(
    lines: dict[int, list[PlacedLine]],
) -> None:
    even, odd = saying(lines[EVEN], "—4—"), saying(lines[ODD], "—5—")
    for number in (even, odd):
        assert (number.faces, number.chars[0].size) == ("TaizhangSong", 14)
        assert number.baseline == CLOSE(BOTTOM + 6 + (0.86 * 14 - 2) / 72 * 25.4, abs=0.05)
    assert even.left == CLOSE(LEFT + FOUR, abs=0.05)
    assert end_of(odd) == CLOSE(RIGHT - FOUR, abs=0.05)


def test_the_short_code_stands_inside_and_the_items_own_pages_in_the_middle(
    made: Composed, lines: dict[int, list[PlacedLine]]
) -> None:
    code = f"核验码{made.data.code}"
    assert saying(lines[EVEN], code).right == CLOSE(RIGHT, abs=2)
    assert saying(lines[ODD], f"ST-2008-002{code}").left == CLOSE(LEFT, abs=0.1)
    for page in (EVEN, ODD):
        own = saying(lines[page], "第1页共1页")
        assert (own.left + own.right) / 2 == CLOSE((LEFT + RIGHT) / 2, abs=0.3)
        assert own.baseline == CLOSE(BOTTOM + 6 + (1 + 0.86 * 9) / 72 * 25.4, abs=0.05)


@pytest.mark.parametrize("page", [EVEN, ODD])
def test_the_strip_for_the_seal_is_five_millimetres_opposite_the_binding_edge(
    rules: dict[int, list[PlacedRule]], turned: dict[int, list[PlacedLine]], page: int
) -> None:
    marks = sorted((rule for rule in rules[page] if rule.width == CLOSE(0.4)), key=lambda rule: rule.y1)
    assert [place for rule in marks for place in (rule.y1, rule.y2)] == CLOSE([116.5, 120.5, 176.5, 180.5], abs=0.02)
    assert all(rule.x1 == CLOSE(SEAM, abs=0.02) and not rule.black for rule in marks)
    (words,) = turned[page]
    assert words.text == "骑缝章处"
    assert (words.left + words.right) / 2 == CLOSE(148.5, abs=0.1)
    assert SEAM < words.baseline < 210


# --- the landscape list: an upright page turned a quarter clockwise to be read ----------------------


@pytest.mark.parametrize("page", [ACROSS_ODD, ACROSS_EVEN])
def test_a_list_lies_across_with_its_head_at_the_binding_edge(
    rules: dict[int, list[PlacedRule]], lines: dict[int, list[PlacedLine]], page: int
) -> None:
    left, right, top, bottom = 297 - BOTTOM, 297 - TOP, LEFT, RIGHT
    outer = frame(rules[page])
    assert sorted(rule.x1 for rule in outer if not rule.flat) == [CLOSE(left, abs=0.02), CLOSE(right, abs=0.02)]
    high, low = sorted(rule.y1 for rule in outer if rule.flat)
    assert high == CLOSE(top + (26 + 15) / 72 * 25.4 + 1.5, abs=0.05)
    assert low < bottom
    title = lines[page][0]
    assert (title.faces, title.chars[0].size) == ("TaizhangTitle", 18)
    assert (title.left + title.right) / 2 == CLOSE((left + right) / 2, abs=0.1)


def test_its_numbers_stand_where_other_pages_have_them(made: Composed, turned: dict[int, list[PlacedLine]]) -> None:
    odd, even = saying(turned[ACROSS_ODD], "—7—"), saying(turned[ACROSS_EVEN], "—8—")
    for number in (odd, even):
        # What is the distance from the upper edge on upright pages is the one from the right edge here.
        assert 297 - number.baseline == CLOSE(BOTTOM + 6 + (0.86 * 14 - 2) / 72 * 25.4, abs=0.05)
    assert end_of(odd) == CLOSE(RIGHT - FOUR, abs=0.05)
    assert even.left == CLOSE(LEFT + FOUR, abs=0.05)
    assert saying(turned[ACROSS_ODD], f"核验码{made.data.code}").left < (LEFT + RIGHT) / 2


@pytest.mark.parametrize("page", [ACROSS_EVEN, ACROSS_ODD])
def test_its_strip_for_the_seal_lies_along_the_same_edge(
    rules: dict[int, list[PlacedRule]], lines: dict[int, list[PlacedLine]], page: int
) -> None:
    marks = [rule for rule in rules[page] if rule.width == CLOSE(0.4)]
    assert len(marks) == 2
    assert all(rule.flat and rule.y1 == CLOSE(SEAM, abs=0.02) for rule in marks)
    assert sorted(rule.x1 for rule in marks) == [CLOSE(116.5, abs=0.02), CLOSE(176.5, abs=0.02)]
    words = saying(lines[page], "骑缝章处")
    assert SEAM < words.baseline < 210


def test_a_title_longer_than_a_line_tears_no_word() -> None:
    school = msgspec.structs.replace(SCHOOL, name="云川县云岙镇下垟村希望小学云岙教学点九年一贯制寄宿部")
    setter = Typesetter(own_faces())
    kind = find_kind("progress_report")
    leaves = lay_sheet(setter, kind, example("progress_report"), people=BY_ID, school=school, blank=True)
    title = [
        "".join(line.text for line in mark.lines)
        for mark in leaves[0].marks
        if isinstance(mark, Text) and mark.style.role is SHEET_TITLE.role
    ]
    assert "".join(title) == f"{school.name}{kind.sheet.words.zh}"
    assert len(title) == 2
    assert not title[1].startswith(("校", "学", "点", "部")), title
    assert abs(len(title[0]) - len(title[1])) <= 12, title
