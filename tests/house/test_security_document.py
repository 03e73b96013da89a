"""The tables of docs/security.md are those of the attacks and bombs the tests run."""

from tests.faults.attacks import ATTACKS
from tests.faults.bombs import BOMBS, POISONS
from tests.faults.rules import RULES
from tests.support.security import BOMB_TEST, DOCUMENT, TEST, attacks, bombs, section

AGAIN = "run `python -m tests.support.security`"


def test_the_tables_are_those_the_tests_run() -> None:
    assert section("attacks") == attacks(), AGAIN
    assert section("bombs") == bombs(), AGAIN


def test_the_figures_are_of_these_bombs() -> None:
    """What a bomb cost is measured, so only what does not depend on the machine is held here."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section("figures").splitlines()[2:]]
    told = {row[0].strip("`"): row[2] for row in rows}
    assert told == {bomb.name: str(bomb.reason) for bomb in (*BOMBS, *POISONS)}, "run `python -m bench.bombs --write`"


def test_every_rule_names_an_attack_that_stands_in_the_tables() -> None:
    named = {one.name for one in (*ATTACKS, *BOMBS)}
    assert {rule.attack for rule in RULES} <= named


def test_the_document_names_the_tests_that_hold_it() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for test in (TEST, BOMB_TEST, "tests/faults/test_every_rule_is_needed.py"):
        assert test in text
        assert (DOCUMENT.parents[1] / test).is_file()
