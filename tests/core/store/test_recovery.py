"""The recovery sheet's code: found again from whatever was typed, and slips told by their group."""

import random

import pytest

from core.store import recovery


def test_a_code_is_read_again_however_it_was_typed():
    code = recovery.new_code()
    assert len(code) == 48
    shown = recovery.grouped(code)
    assert shown.count("-") == 7
    wide = shown.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    for text in (code, shown, shown.replace("-", " "), shown.replace("-", "－"), f" {shown}\n", wide):
        assert recovery.code_of(text) == code, text


def test_two_codes_are_never_the_same_and_use_the_whole_range():
    codes = {recovery.new_code() for _ in range(200)}
    assert len(codes) == 200
    groups = {code[at : at + 6] for code in codes for at in range(0, 48, 6)}
    assert all(int(group) % 11 == 0 and int(group) // 11 < 1 << 16 for group in groups)
    assert max(map(int, groups)) > 0.9 * 11 * (1 << 16)


def test_every_wrong_digit_and_every_exchange_of_neighbours_is_told_by_its_group():
    draw = random.Random(20080919)
    code = recovery.new_code()
    for place in range(48):
        digit = draw.choice([one for one in "0123456789" if one != code[place]])
        slip = code[:place] + digit + code[place + 1 :]
        assert recovery.wrong_groups(slip) == (place // 6 + 1,), (code, slip)
        assert recovery.code_of(slip) == ""
    for place in range(47):
        if place % 6 == 5 or code[place] == code[place + 1]:
            continue
        slip = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert recovery.wrong_groups(slip) == (place // 6 + 1,)


@pytest.mark.parametrize("text", ["", "123456", "school 2008", "1" * 47 + "2", "0" * 47, "０" * 49, "一" * 48])
def test_what_is_no_code_is_none(text: str):
    assert recovery.code_of(text) == ""


def test_groups_are_told_while_the_code_is_typed():
    code = recovery.new_code()
    assert recovery.wrong_groups(code[:17]) == ()
    assert recovery.wrong_groups(code[:6] + "000001" + code[12:20]) == (2,)
    assert recovery.wrong_groups(code + "000011") == (9,)
