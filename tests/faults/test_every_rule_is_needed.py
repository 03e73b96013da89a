"""Every rule of the judge is needed: with it an attack is refused, without it the same file gets another answer."""

from pathlib import Path

import pytest

from core.signing.judge import judge
from core.signing.verdict import Reason
from tests.faults.attack import Attack, made
from tests.faults.attacks import ATTACKS
from tests.faults.bombs import BOMBS
from tests.faults.rules import MODULES, RULES, Rule

BY_NAME: dict[str, Attack] = {attack.name: attack for attack in (*ATTACKS, *BOMBS)}


def test_every_rule_has_its_row():
    written = {(module, name) for module in MODULES for name in vars(module) if name.startswith("_refuse_")}
    assert {(rule.module, rule.name) for rule in RULES if rule.name.startswith("_refuse_")} == written


@pytest.mark.noise("pyhanko")
@pytest.mark.filterwarnings("ignore:This document has 1 form widget", "ignore:.*unreferenced")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.module.__name__.split('.')[-1]}{rule.name}")
def test_without_the_rule_the_attack_gets_another_answer(tmp_path: Path, rule: Rule, monkeypatch: pytest.MonkeyPatch):
    attack = BY_NAME[rule.attack]
    path, trust = made(attack, tmp_path), attack.trust()
    before = judge(path, trust, attack.moments)
    assert before.reason is attack.reason
    assert not attack.detail or attack.detail in before.particulars.values()
    monkeypatch.setattr(rule.module, *(rule.switch or (rule.name, lambda *_, **__: None)))
    after = judge(path, trust, attack.moments)
    assert (after.reason, after.particulars) != (before.reason, before.particulars)
    assert after.reason is rule.without


def test_most_rules_stand_alone_between_their_attack_and_green():
    alone = [rule for rule in RULES if rule.without in {Reason.REGISTERED_SIGNER, Reason.COUNTY_CERTIFICATE}]
    assert len(alone) * 4 >= len(RULES) * 3
