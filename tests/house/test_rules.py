"""The 77 rules of D§3.3: each with the level and basis it has there, its sentences, and tests that name it."""

from pathlib import Path

import pytest

from core.checks.declared import RULES, Basis, Declared, Where
from core.checks.finding import Level
from gui.messages.finding_table import FINDINGS
from gui.messages.rule_table import RULE_HOW, RULE_WHY

ROOT = Path(__file__).resolve().parents[2]

# Number, level and basis as the table of D§3.3 has them: 源 notice, 规 law, 案 case, 惯 custom, 拟 proposed, 知 known.
# T13 has for its basis that the notice itself is dated on a Sunday.
TABLE = """
W01 E 惯 | W02 E 案 | W03 W/I 案惯 | W04 E 惯 | W05 I 惯 | W06 W 案 | W07 I 惯 | W08 O 规 | W09 E 拟 | W10 W 源
W11 I 源 | W12 W 源
T01 E/I 拟 | T02 E 案 | T03 I 拟 | T04 E 拟 | T05 W 案 | T06 W 案 | T07 E 案 | T08 I 源 | T09 E 案 | T10 I 案
T11 W 案 | T12 E/I 惯 | T13 I 源 | T14 E 拟 | T15 I 拟 | T16 W 拟
C01 W/I 案 | C02 W 案 | C03 I 惯 | C04 W 案 | C05 W 案 | C06 W 案 | C07 E 惯 | C08 I 惯 | C09 W 案
Q01 I 源 | Q02 I 惯 | Q03 I 源 | Q04 W 源 | Q05 I 源 | Q06 I 惯 | Q07 I 惯
E01 E 惯 | E02 W 惯 | E03 E 案 | E04 E 惯 | E05 I 案 | E06 W 惯 | E07 E 惯 | E08 I 惯 | E09 E 拟 | E10 I 源惯
E11 W 源 | E12 W 源 | E13 W 案
F01 E 规 | F02 W 惯 | F03 W 惯 | F04 W 规 | F05 W 知
G01 E 惯 | G02 I 惯 | G03 E 拟
H01 W 规 | H02 W 规 | H03 E 规惯 | H04 W 惯
I01 E 拟 | I02 E 拟 | I03 I 规 | I04 W 规 | I05 W 规 | I06 E 规 | I07 E 拟 | I08 W 惯
"""
EXPECTED = {
    number: (levels, basis)
    for number, levels, basis in (one.split() for one in TABLE.replace("\n", "|").split("|") if one.strip())
}
SIGNS = {
    "源": Basis.SOURCE,
    "规": Basis.NORM,
    "案": Basis.CASE,
    "惯": Basis.CUSTOM,
    "拟": Basis.PROPOSED,
    "知": Basis.KNOWN,
}


def test_there_are_seventy_seven_in_the_order_of_the_table() -> None:
    assert len(RULES) == 77
    assert list(RULES) == list(EXPECTED)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.number)
def test_a_rule_weighs_and_rests_as_the_table_says(rule: Declared) -> None:
    levels, basis = EXPECTED[rule.number]

    assert rule.levels == tuple(Level(letter) for letter in levels.split("/"))
    assert rule.basis == tuple(SIGNS[sign] for sign in basis)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.number)
def test_a_rule_is_tested_where_it_says(rule: Declared) -> None:
    assert rule.tested
    for path in rule.tested:
        assert rule.number in (ROOT / path).read_text(encoding="utf-8"), path


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.number)
def test_a_rule_has_its_sentences_and_says_why_and_how_to_mend_it(rule: Declared) -> None:
    assert [code for code in rule.codes if f"{rule.number}.{code}" not in FINDINGS] == []
    assert RULE_WHY[rule.number]
    assert RULE_HOW[rule.number]


def test_no_sentence_is_kept_for_a_code_or_rule_that_is_gone() -> None:
    names = {f"{number}.{code}" for number, rule in RULES.items() for code in rule.codes}

    assert set(FINDINGS) <= names
    assert set(RULE_WHY) == set(RULE_HOW) == set(RULES)


def test_each_family_is_judged_in_its_own_place() -> None:
    by_place = {place: [number for number, rule in RULES.items() if rule.where is place] for place in Where}

    assert by_place[Where.SCHOOL] == ["W10", *(f"Q0{number}" for number in range(1, 8))]
    assert by_place[Where.DESK] == ["C06"]
    assert by_place[Where.PAGE] == ["I01", "I02", "I03", "I04"]
    assert by_place[Where.PACKET] == ["I05", "I07"]
    assert by_place[Where.SIGNATURE] == ["I06"]
    assert by_place[Where.STICK] == ["I08"]
