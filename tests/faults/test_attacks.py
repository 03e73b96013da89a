"""Every attack gets the light and the reason it should, and nothing comes out of the judge but a verdict."""

from pathlib import Path

import pytest

from core.signing.judge import judge
from core.signing.verdict import Light
from tests.faults.attack import Attack, made
from tests.faults.attacks import ATTACKS
from tests.support.signed import signed_packet, signer, trusting


def test_the_packet_that_is_attacked_is_valid_itself(tmp_path: Path):
    assert judge(signed_packet(tmp_path), trusting(signer())).light is Light.VALID


def test_no_two_attacks_have_one_name():
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


@pytest.mark.noise("pyhanko")
@pytest.mark.filterwarnings("ignore:This document has 1 form widget", "ignore:.*unreferenced")
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_is_answered_with_its_reason(tmp_path: Path, attack: Attack):
    verdict = judge(made(attack, tmp_path), attack.trust(), attack.moments)
    assert (verdict.light, verdict.reason) == (attack.light, attack.reason), verdict.particulars
    assert not attack.detail or attack.detail in verdict.particulars.values()
    if attack.light is Light.INVALID:
        assert verdict.data is None
        assert verdict.checks[-1].passed is False
