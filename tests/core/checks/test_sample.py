"""The sample's records, one thing changed in each; as they are, tests/resources/test_demo.py judges them."""

import json
from datetime import date, datetime
from typing import Any

import msgspec

from core.base.paths import resources
from core.campaign.reader import preset
from core.checks.checking import check
from core.checks.context import Context, LedgerCount
from core.checks.finding import Finding
from core.checks.places import vocabulary
from core.records.catalogue import find_kind
from core.records.content import Person, Record, read_day
from tests.core.checks.cases import declared

DATA: dict[str, Any] = json.loads(resources("demo", "school.json").read_bytes())
STORIES: dict[str, Any] = {story["key"]: story for story in DATA["records"]}
PEOPLE = {told["id"]: msgspec.convert(told, Person) for told in DATA["people"]}


def record_of(key: str) -> Record:
    """Return a record as it stands at the end of its story."""
    story = STORIES[key]
    kind = find_kind(story["kind"])
    state, values = kind.workflow.first, dict(story["values"])
    for edit in story.get("edits", ()):
        values |= edit["values"]
    for step in story["moves"]:
        state = kind.workflow.move(step["move"]).target or state
    entered = datetime.fromisoformat(story["entered_at"])
    return Record(
        id=key,
        kind=kind.key,
        kind_version=kind.version,
        number=story["number"],
        state=state,
        heading=str(values.get(kind.heading) or ""),
        dated=read_day(values.get(kind.dated)),
        entered_at=entered,
        changed_at=entered,
        values=values,
    )


def known(**more: Any) -> Context:
    """Return what the school knows on 19 September 2008."""
    items = [story for story in STORIES.values() if story["kind"] == "rectification"]
    parts: dict[str, Any] = {
        "now": datetime.fromisoformat(DATA["as_of"]),
        "people": PEOPLE,
        "campaigns": (preset(DATA["campaign"]),),
        "words": vocabulary(
            [*(DATA["school"][key] for key in ("name", "short", "district", "superior")), "上垟村、下垟村"]
        ),
        "ledger": LedgerCount(total=len(items), long_term=1),
    }
    return Context(**{**parts, **more})


def look(record: Record, **more: Any) -> tuple[Finding, ...]:
    findings = check(find_kind(record.kind), record, known(**more))
    for finding in findings:
        declared(finding)
    return findings


def test_an_item_accepted_by_the_person_responsible_would_fire() -> None:
    record = record_of("RC-2008-005")
    accepted = msgspec.structs.replace(record, values={**record.values, "acceptor": "P09"})

    assert [one.name for one in look(accepted)] == ["E04.own_acceptance"]


def test_the_same_records_entered_a_year_later_are_all_late() -> None:
    for key in STORIES:
        record = msgspec.structs.replace(record_of(key), entered_at=datetime.fromisoformat("2009-09-01T08:00:00+08:00"))
        assert "T05" in {one.rule for one in look(record, last_entry=None)}
        assert record.dated < date(2009, 1, 1)
