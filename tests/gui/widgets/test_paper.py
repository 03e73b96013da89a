"""Which pages go to the printer, on which sheets, and in which order when paper is turned by hand."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.paper import (
    Comes,
    PagesWrong,
    Sheet,
    Takes,
    Turning,
    UnreadPages,
    backs,
    both_sides,
    fronts,
    kept_turning,
    read_pages,
    sheets,
)


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1-3, 5", (0, 1, 2, 4)),
        ("１－３、５", (0, 1, 2, 4)),
        ("3", (2,)),
        ("5 1", (4, 0)),
        ("4-", (3, 4, 5)),
        ("-2", (0, 1)),
        ("2至4", (1, 2, 3)),
        ("第1页至第3页", (0, 1, 2)),
        ("第2页", (1,)),
        ("2 — 4；6", (1, 2, 3, 5)),
        ("1-3,2-4", (0, 1, 2, 3)),
        (" 1 , , 2 ,", (0, 1)),
    ],
)
def test_pages_are_read_as_people_write_them(text: str, pages: tuple[int, ...]) -> None:
    assert read_pages(text, 6) == pages


@pytest.mark.parametrize(
    ("text", "wrong", "part"),
    [
        ("", PagesWrong.EMPTY, ""),
        (" ，", PagesWrong.EMPTY, ""),
        ("abc", PagesWrong.UNREADABLE, "abc"),
        ("-", PagesWrong.UNREADABLE, "-"),
        ("1-2-3", PagesWrong.UNREADABLE, "1-2-3"),
        ("1, 5-3", PagesWrong.BACKWARDS, "5-3"),
        ("7", PagesWrong.BEYOND, "7"),
        ("0", PagesWrong.BEYOND, "0"),
        ("4-9", PagesWrong.BEYOND, "4-9"),
        ("9999999", PagesWrong.UNREADABLE, "9999999"),
    ],
)
def test_what_names_no_pages_is_told_with_the_part_that_is_wrong(text: str, wrong: PagesWrong, part: str) -> None:
    with pytest.raises(UnreadPages) as told:
        read_pages(text, 6)
    assert (told.value.wrong, told.value.part) == (wrong, part)


@given(st.text(max_size=30), st.integers(1, 400))
def test_whatever_is_typed_gives_pages_that_exist_or_says_what_is_wrong(text: str, pages: int) -> None:
    try:
        found = read_pages(text, pages)
    except UnreadPages:
        return
    assert found
    assert len(set(found)) == len(found)
    assert all(0 <= page < pages for page in found)


def test_two_pages_share_a_sheet_and_every_record_begins_on_a_front() -> None:
    assert sheets(range(4)) == (Sheet(0, 1), Sheet(2, 3))
    assert sheets(range(5)) == (Sheet(0, 1), Sheet(2, 3), Sheet(4))
    assert sheets(range(6), (0, 1, 4)) == (Sheet(0), Sheet(1, 2), Sheet(3), Sheet(4, 5))


def test_pages_printed_again_keep_the_partner_they_had() -> None:
    """The new sheet takes the place of the bad one."""
    assert sheets((0, 1, 2, 4)) == (Sheet(0, 1), Sheet(2), Sheet(4))
    assert sheets((1, 2)) == (Sheet(1), Sheet(2))
    assert sheets((1, 0)) == (Sheet(0, 1),)


def test_a_printer_that_turns_paper_gets_no_empty_page_at_the_end() -> None:
    assert both_sides(sheets(range(3))) == (0, 1, 2)
    assert both_sides(sheets(range(3), (0, 1))) == (0, None, 1, 2)
    assert both_sides(()) == ()


class Feeder:
    """A printer of paper and springs: takes from the top of its feed, prints one side, lays on top of what came out."""

    def __init__(self, turning: Turning) -> None:
        self.turning = turning
        self.out: list[tuple[int | None, int | None]] = []
        """What came out, the lowest first: what stands on the side that looks up, and on the one that looks down."""

    def run(self, sheets: Sequence[tuple[int | None, int | None]], sides: tuple[int | None, ...]) -> None:
        """Print on the sheets of the feed, lowest first, until the sides are through; both must end together."""
        feed = list(sheets)
        assert len(feed) == len(sides)
        for side in sides:
            up, down = feed.pop()
            printed, other = (up, down) if self.turning.takes is Takes.UPPER else (down, up)
            assert printed is None, "this side was printed before"
            printed = side
            self.out.append((other, printed) if self.turning.comes is Comes.DOWN else (printed, other))


@pytest.mark.parametrize("comes", Comes)
@pytest.mark.parametrize("takes", Takes)
@given(pages=st.integers(1, 9), copies=st.integers(1, 2), starts=st.sets(st.integers(1, 8), max_size=3))
def test_paper_turned_by_hand_comes_out_with_every_back_behind_its_front(
    comes: Comes, takes: Takes, pages: int, copies: int, starts: set[int]
) -> None:
    turning = Turning(comes, takes)
    stack = sheets(range(pages), (0, *sorted(one for one in starts if one < pages)))
    printer = Feeder(turning)
    printer.run([(None, None)] * len(stack) * copies, fronts(stack, copies))
    again = printer.out[::-1] if turning.flipped else printer.out[:]
    if turning.flipped:
        again = [(down, up) for up, down in again]
    printer.out = []
    printer.run(again, backs(stack, turning, copies))
    told = [{one for one in sheet if one is not None} for sheet in printer.out]
    wanted = [{one for one in (sheet.front, sheet.back) if one is not None} for sheet in stack] * copies
    assert told in (wanted, wanted[::-1]), "the stack is in order, from one end or the other"


def test_what_settings_keep_of_a_printer_is_read_back_and_nonsense_is_not() -> None:
    for comes in Comes:
        for takes in Takes:
            assert kept_turning(Turning(comes, takes).kept) == Turning(comes, takes)
    assert kept_turning("") == kept_turning("sideways always") == kept_turning("down") == Turning()
