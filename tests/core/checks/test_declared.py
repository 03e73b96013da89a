"""Every rule is declared once, with what a reader of its findings must know."""

import re

import pytest

from core.checks.declared import RULES, Basis, Declared
from core.checks.finding import Level

WANTED = (
    [f"W{number:02d}" for number in range(1, 13)]
    + ["T01", "T02", "T03", "T04", "T05", "T09", "T11", "T12", "T14", "T16", "C07", "Q01"]
    + ["E01", "E02", "E03", "E04", "E05", "E06", "E07", "E09", "E10"]
)


def test_the_rules_these_kinds_need_are_declared() -> None:
    assert sorted(RULES) == sorted(WANTED)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.number)
def test_a_rule_says_its_number_title_levels_basis_and_codes(rule: Declared) -> None:
    assert re.fullmatch(r"[A-Z]\d\d", rule.number)
    assert rule.words.zh
    assert rule.words.en
    assert rule.levels
    assert rule.basis
    assert set(rule.basis) <= set(Basis)
    assert rule.codes
    assert all(re.fullmatch(r"[a-z_]+", code) for code in rule.codes)


def test_late_entry_is_beyond_every_switch() -> None:
    assert not RULES["T05"].campaign_may_switch
    assert not RULES["T05"].school_may_mute


def test_only_hints_can_be_muted_and_no_contradiction_switched_off() -> None:
    for rule in RULES.values():
        assert rule.school_may_mute == (Level.HINT in rule.levels)
        assert not (rule.campaign_may_switch and Level.ERROR in rule.levels)


def test_photos_are_off_until_the_county_asks() -> None:
    assert RULES["W08"].levels[0] is Level.OFF
