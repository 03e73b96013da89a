"""Every rule is declared once, with what a reader of its findings must know."""

import re

import pytest

from core.checks.declared import CHECKED, RULES, Basis, Declared
from core.checks.finding import Level


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.number)
def test_a_rule_says_its_number_title_levels_basis_and_codes(rule: Declared) -> None:
    assert re.fullmatch(r"[A-Z]\d\d", rule.number)
    assert rule.words.zh
    assert rule.words.en
    assert rule.levels
    assert rule.basis
    assert set(rule.basis) <= set(Basis)
    assert bool(rule.codes) == (rule.where in CHECKED)
    assert all(re.fullmatch(r"[a-z_]+", code) for code in rule.codes)


def test_late_entry_is_beyond_every_switch() -> None:
    assert not RULES["T05"].campaign_may_switch
    assert not RULES["T05"].school_may_mute


def test_only_hints_can_be_muted_and_no_contradiction_switched_off() -> None:
    for rule in RULES.values():
        assert rule.school_may_mute == (Level.HINT in rule.levels and rule.where in CHECKED)
        assert not (rule.campaign_may_switch and Level.ERROR in rule.levels)


def test_what_no_finding_tells_can_be_neither_muted_nor_switched_off() -> None:
    for rule in RULES.values():
        if rule.where not in CHECKED:
            assert not rule.school_may_mute
            assert not rule.campaign_may_switch


def test_a_rule_gives_its_levels_and_what_a_county_or_a_move_makes_of_it() -> None:
    assert RULES["C01"].gives == {Level.WARNING, Level.HINT}
    assert RULES["W08"].gives == {Level.WARNING}
    assert RULES["E10"].gives == {Level.HINT, Level.ERROR}
    assert all(Level.OFF not in rule.gives for rule in RULES.values())


def test_photos_are_off_until_the_county_asks() -> None:
    assert RULES["W08"].levels == (Level.OFF,)
