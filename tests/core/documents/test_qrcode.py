"""The QR code on paper is one that cameras read: its finder patterns, its quiet zone, its modules."""

import pytest

from core.documents.qrcode import QUIET, lay_qr
from core.documents.styles import MM
from tests.support.pages import packet, study

TEXT = packet([study()]).mark


def modules(size: float = 100.0) -> list[list[bool]]:
    """Return the dark modules as they are drawn, read back from the marks."""
    marks = lay_qr(TEXT, 0, 0, size)
    module = marks[0].width
    count = round(size / module) - 2 * QUIET
    dark = [[False] * count for _ in range(count)]
    for mark in marks:
        row = round(mark.y1 / module - QUIET - 0.5)
        for column in range(round(mark.x1 / module) - QUIET, round(mark.x2 / module) - QUIET):
            dark[row][column] = True
    return dark


def test_three_corners_have_the_finder_pattern() -> None:
    dark = modules()
    last = len(dark) - 7
    for top, left in ((0, 0), (0, last), (last, 0)):
        ring = [dark[top + row][left + column] for row in range(7) for column in range(7)]
        expected = [
            row in (0, 6) or column in (0, 6) or (2 <= row <= 4 and 2 <= column <= 4)
            for row in range(7)
            for column in range(7)
        ]
        assert ring == expected


def test_the_timing_patterns_alternate() -> None:
    dark = modules()
    for at in range(8, len(dark) - 8):
        assert dark[6][at] is (at % 2 == 0)
        assert dark[at][6] is (at % 2 == 0)


def test_nothing_stands_in_the_quiet_zone_and_modules_are_large_enough_for_a_cheap_printer() -> None:
    size = 26 * MM
    marks = lay_qr(TEXT, 10, 20, size)
    module = marks[0].width
    assert module >= 0.4 * MM
    assert min(mark.x1 for mark in marks) == pytest.approx(10 + QUIET * module)
    assert max(mark.x2 for mark in marks) == pytest.approx(10 + size - QUIET * module)
    assert min(mark.y1 for mark in marks) == pytest.approx(20 + (QUIET + 0.5) * module)
