"""Whatever is typed into whatever kind: no check stops, every finding is declared and leads somewhere (all rules)."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.campaign.reader import preset
from core.checks.checking import check
from core.checks.context import Absence, Batch, Follower, Referred
from core.checks.declared import RULES
from core.checks.places import vocabulary
from core.checks.privacy import check_public
from core.records.catalogue import find_kind, kinds
from core.records.content import DayOff, Record, read_day
from core.records.masking import public_version
from tests.core.checks.cases import NOW, PEOPLE, context, declared
from tests.support.values import values_of

OTHER = Referred(record="other", number="ST-2008-001", kind="study_session", state="done", dated=date(2030, 1, 1))
KNOWN = context(
    campaigns=(preset(),),
    words=vocabulary(["云川县云岙镇中心小学"]),
    absences=(Absence(person="lin", since=date(1900, 1, 1), until=date(2999, 1, 1), reason="sick"),),
    days_off=(DayOff(name="暑假", since=date(1900, 1, 1), until=date(2999, 1, 1)),),
    batch=Batch(records=9, first=date(2008, 1, 1), last=date(2008, 9, 1)),
    referred={OTHER.number: OTHER},
    followers=(Follower(offshoot="link", row="", by=OTHER),),
    month_last=date(2030, 1, 1),
    hidden={"蔡明": "DS-2008-001"},
)


def record_of(key: str, state: str, values: dict[str, Any]) -> Record:
    kind = find_kind(key)
    return Record(
        id="id",
        kind=key,
        kind_version=kind.version,
        state=state,
        heading=str(values.get(kind.heading) or ""),
        dated=read_day(values.get(kind.dated)),
        entered_at=NOW,
        changed_at=NOW,
        values=values,
    )


@pytest.mark.parametrize("key", sorted(kinds()))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_typed_never_stops_a_check(data: st.DataObject, key: str) -> None:
    kind = find_kind(key)
    state = data.draw(st.sampled_from([state.value for state in kind.workflow.states]))
    record = record_of(key, state, data.draw(values_of(kind, sorted(PEOPLE))))
    findings = check(kind, record, KNOWN)

    for finding in findings:
        declared(finding)
        assert not finding.path or kind.at(finding.path).key
    order = [finding.level for finding in findings]
    assert order == sorted(order, key="EWI".index)


@pytest.mark.parametrize("key", sorted(kinds()))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_public_version_of_anything_has_nothing_left_to_hide(data: st.DataObject, key: str) -> None:
    kind = find_kind(key)
    record = record_of(key, "done", data.draw(values_of(kind, sorted(PEOPLE))))
    public = public_version(kind, record, PEOPLE)

    assert check_public(kind, public, PEOPLE) == ()
    assert public_version(kind, public, PEOPLE) == public


@pytest.mark.parametrize("key", sorted(kinds()))
def test_an_empty_record_of_any_kind_is_asked_only_for_what_is_missing(key: str) -> None:
    found = {finding.rule for finding in check(find_kind(key), record_of(key, "draft", {}), context())}

    assert found <= {number for number in RULES if number[0] in "WF"}
    assert check(find_kind(key), msgspec.structs.replace(record_of(key, "draft", {}), state="void"), KNOWN) == ()
