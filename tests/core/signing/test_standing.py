"""What a register makes of a sound packet; each rule is needed, and none makes a verdict better."""

from dataclasses import replace

import msgspec
import pytest

from core.records.packet import Campaign, Document, Journal, Replaces
from core.signing import standing
from core.signing.judge import judge
from core.signing.standing import Known, weigh
from core.signing.verdict import ACTIONS, Light, Reason, Verdict
from tests.support.errands import county_trust, principal
from tests.support.signed import signed_packet
from tests.support.smallpacket import SCHOOL, document

PACKET = msgspec.structs.replace(
    document(),
    replaces=Replaces(id="1" * 32, code="1A2B3C4D"),
    journal=Journal(entries=40, head="0" * 64),
    campaigns=(Campaign(id="campaign-2008", title="主题实践活动"),),
)
NORMAL = Known(
    school=SCHOOL.name,
    replaced_school=SCHOOL.name,
    replaced_state="returned",
    journal=40,
    campaigns=frozenset({"campaign-2008"}),
)


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    found = judge(signed_packet(tmp_path_factory.mktemp("standing"), PACKET, identity=principal()), county_trust())
    assert found.light is Light.VALID
    return found


CASES = [
    ("same_file", {"sha256": "00" * 32}, Light.INVALID, Reason.ID_TAKEN),
    ("in_the_register", {"school": None}, Light.UNDECIDED, Reason.SIGNER_NOT_REGISTERED),
    ("of_this_county", {"school": "云川县白石小学"}, Light.INVALID, Reason.OTHER_SCHOOL),
    ("in_its_chain", {"replaced_school": ""}, Light.UNDECIDED, Reason.REPLACES_UNKNOWN),
    ("in_its_chain", {"replaced_school": "云川县白石小学"}, Light.INVALID, Reason.REPLACES_OTHERS),
    ("in_its_chain", {"replaced_state": "received"}, Light.UNDECIDED, Reason.REPLACES_SETTLED),
    ("in_its_chain", {"replaced_state": "replaced"}, Light.UNDECIDED, Reason.REPLACES_SETTLED),
    ("not_replaced", {"replaced_by": "九月份报送包（改）"}, Light.UNDECIDED, Reason.SUPERSEDED),
    ("journal_grows", {"journal": 41}, Light.UNDECIDED, Reason.JOURNAL_BACK),
    ("of_this_campaign", {"campaigns": frozenset({"other"})}, Light.UNDECIDED, Reason.OTHER_CAMPAIGN),
]


def test_a_packet_in_its_place_stays_as_it_was_judged(verdict: Verdict):
    assert weigh(verdict, NORMAL) is verdict


@pytest.mark.parametrize(("rule", "more", "light", "reason"), CASES)
def test_each_rule_stops_its_case_and_nothing_else_does(
    verdict: Verdict, monkeypatch: pytest.MonkeyPatch, rule, more, light, reason
):
    known = replace(NORMAL, **more)
    found = weigh(verdict, known)
    assert (found.light, found.reason, found.action) == (light, reason, ACTIONS[reason])
    monkeypatch.setattr(standing, rule, lambda *_: None)
    assert weigh(verdict, known) is verdict


def test_the_same_file_is_known_again(verdict: Verdict):
    found = weigh(verdict, replace(NORMAL, sha256=verdict.sha256))
    assert (found.light, found.reason) == (Light.VALID, Reason.TAKEN_BEFORE)


@pytest.mark.parametrize("light", [Light.UNDECIDED, Light.INVALID])
def test_what_is_not_green_is_never_made_better_or_worse(verdict: Verdict, light):
    other = replace(verdict, light=light)
    assert weigh(other, replace(NORMAL, sha256="00" * 32, replaced_by="x")) is other


GRAVE = [
    ({"journal": 41, "replaced_school": "云川县白石小学"}, Reason.REPLACES_OTHERS),
    ({"replaced_school": "", "replaced_by": "九月份报送包（改）"}, Reason.SUPERSEDED),
    ({"replaced_school": "", "school": None}, Reason.SIGNER_NOT_REGISTERED),
    ({"replaced_by": "九月份报送包（改）", "sha256": "00" * 32}, Reason.ID_TAKEN),
]


@pytest.mark.parametrize("claimed", [Reason.COUNTY_CERTIFICATE, Reason.CLOCK])
@pytest.mark.parametrize(("more", "reason"), GRAVE)
def test_of_several_doubts_the_gravest_is_told(verdict: Verdict, more, reason, claimed):
    light = Light.VALID if claimed is Reason.COUNTY_CERTIFICATE else Light.UNDECIDED
    assert weigh(replace(verdict, light=light, reason=claimed), replace(NORMAL, **more)).reason is reason


def test_a_doubt_about_clocks_stays_beside_others_that_a_clerk_may_settle(verdict: Verdict):
    other = replace(verdict, light=Light.UNDECIDED, reason=Reason.CLOCK)
    assert weigh(other, replace(NORMAL, journal=41)) is other


def test_a_desk_that_collects_everything_asks_for_no_campaign(verdict: Verdict):
    assert weigh(verdict, replace(NORMAL, campaigns=frozenset())) is verdict


def test_only_packets_are_weighed(verdict: Verdict):
    assert isinstance(verdict.data, Document)
    other = replace(verdict, data=msgspec.structs.replace(verdict.data, type="notice"))
    assert weigh(other, replace(NORMAL, sha256="00" * 32)) is other
