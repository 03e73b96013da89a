"""Who may switch what off: the school mutes hints, campaigns switch warnings and hints, nobody T05, H03 and G03."""

from typing import Any

import msgspec
import pytest

from core.campaign.reader import preset
from core.campaign.template import UNSWITCHABLE, Template
from core.checks.declared import RULES
from core.checks.finding import Level
from tests.core.checks.cases import campaign, look, names, study
from tests.core.checks.small import judge, small_record
from tests.core.checks.test_privacy import HIDDEN
from tests.core.checks.test_surveys import RIGHT, SURVEY

EVERYTHING = tuple(RULES)
LATE = study(date="2008-04-10", materials=[{"title": "报告", "issued": "2007-10-15"}])
SMALL = {**RIGHT, "expected": 3, "issued": 3, "returned": 3, "valid": 3, "invalid": 0, "fairly": 0, "unhappy": 0}


def silent(**changed: Any) -> Template:
    """Return a campaign that switches everything off."""
    return msgspec.structs.replace(preset(), checks_off=EVERYTHING, **changed)


def test_nothing_switches_off_late_entry_privacy_and_small_samples() -> None:
    known: dict[str, Any] = {"campaigns": (silent(), silent(id="other")), "muted": frozenset(EVERYTHING)}

    assert {"T05", "H03", "G03"} == UNSWITCHABLE
    assert names(look(LATE, **known)) == ["T05.late"]
    assert names(look(study(summary="蔡明家的菜地。"), hidden=HIDDEN, **known)) == ["H03.hidden_name"]
    survey = small_record(SURVEY, groups=[{**SMALL, "satisfied": 3}])
    assert names(judge(SURVEY, survey, **known)) == ["G03.small_group"]


def test_a_campaign_never_switches_off_what_contradicts_itself() -> None:
    record = study(host="su", end_time="18:00", discussion=[])

    assert names(look(record, campaigns=(silent(),))) == ["T01.ends_before_start", "W04.not_present"]


def test_a_rule_is_off_only_when_every_campaign_switched_it_off() -> None:
    record = study(discussion=[])
    off = msgspec.structs.replace(preset(), checks_off=("W06",))
    on = msgspec.structs.replace(preset(), id="other")

    assert look(record, campaigns=(off,)) == ()
    assert names(look(record, campaigns=(off, on))) == ["W06.no_discussion"]


def test_the_school_mutes_hints_only() -> None:
    for rule in RULES.values():
        if rule.school_may_mute:
            assert Level.HINT in rule.levels
        if Level.ERROR in rule.levels:
            assert not rule.campaign_may_switch


@pytest.mark.parametrize(
    "asking",
    [campaign(photo_required=True), msgspec.structs.replace(preset(), checks_on=("W08",))],
    ids=["threshold", "checks_on"],
)
def test_photos_are_asked_for_only_where_a_county_does_and_that_is_said(asking: Template) -> None:
    assert look(study(), campaigns=(preset(),)) == ()
    (finding,) = look(study(), campaigns=(preset(), asking))
    assert (finding.name, finding.level, finding.requested) == ("W08.no_photo", Level.WARNING, True)


def test_word_counts_hours_and_photos_are_never_errors() -> None:
    for number in ("W05", "W08", "Q02"):
        assert Level.ERROR not in RULES[number].gives


def test_a_void_record_is_asked_nothing() -> None:
    void = msgspec.structs.replace(LATE, state="void", values={})

    assert look(void, campaigns=(preset(),)) == ()
