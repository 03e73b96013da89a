"""The picture of a fingerprint."""

import pytest

from core.base.mosaic import SIDE, mosaic


def test_every_digit_changes_the_picture():
    first = "0123456789abcdef" * 4
    seen = {mosaic(first)}
    for place in range(64):
        other = "1" if first[place] == "0" else "0"
        seen.add(mosaic(first[:place] + other + first[place + 1 :]))
    assert len(seen) > 60


def test_left_and_right_mirror_each_other_and_groups_do_not_matter():
    squares = mosaic("5C21 90AE 77D4 0000 " * 4)
    assert len(squares) == SIDE
    assert all(row == row[::-1] for row in squares)
    assert squares == mosaic("5c2190ae77d40000" * 4)


@pytest.mark.parametrize("wrong", ["", "ab", "zz" * 32])
def test_what_is_no_fingerprint_has_no_picture(wrong):
    with pytest.raises(ValueError):
        mosaic(wrong)
