"""Values fit their fields, or the field is named."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.canonical import encode
from core.base.errors import BadValue, NewerKind
from core.records.catalogue import find_kind, kinds
from core.records.codec import check, decode
from core.records.kind import Kind
from tests.support.values import values_of

PEOPLE = ["P01", "P02", "P07"]


@given(st.data())
@pytest.mark.parametrize("kind", kinds().values(), ids=kinds().keys())
def test_any_values_of_a_kind_pass_and_come_back(kind: Kind, data: st.DataObject) -> None:
    values = data.draw(values_of(kind, PEOPLE))
    assert decode(kind, values, version=kind.version) == values
    assert encode(values)


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"title": 3}, "title"),
        ({"date": "2008-13-01"}, "date"),
        ({"date": 20080401}, "date"),
        ({"start_time": "25:00"}, "start_time"),
        ({"start_time": "7:30"}, "start_time"),
        ({"subtype": "picnic"}, "subtype"),
        ({"subtype": ["night_study"]}, "subtype"),
        ({"observers": "P01"}, "observers"),
        ({"attendance": {"expected": "P01"}}, "attendance"),
        ({"attendance": {"expected": [], "absent": [{"mood": "bad"}]}}, "attendance"),
        ({"attendance": {"expected": ["P01"], "signed": "many"}}, "attendance"),
        ({"materials": [{"title": "x", "issued": "soon"}]}, "materials.0.issued"),
        ({"materials": {"title": "x"}}, "materials"),
        ({"attachments": [{"blob": 4}]}, "attachments"),
        ({"attachments": ["x"]}, "attachments"),
        ({"nth": True}, "nth"),
    ],
)
def test_a_value_that_does_not_fit_is_named_by_its_path(values: dict[str, Any], path: str) -> None:
    with pytest.raises(BadValue) as caught:
        check(find_kind("study_session"), values)
    assert caught.value.particulars["path"] == path


def test_other_field_types_are_watched_too() -> None:
    diary, item = find_kind("research_diary"), find_kind("rectification")
    cases: list[tuple[Kind, dict[str, Any]]] = [
        (diary, {"method": ["flying"]}),
        (diary, {"visited": [{"category": "pupil", "count": "9"}]}),
        (item, {"publish": "yes"}),
    ]
    for kind, values in cases:
        with pytest.raises(BadValue):
            check(kind, values)


@pytest.mark.parametrize("empty", [None, "", "  ", [], {}])
def test_an_empty_value_always_fits(empty: Any) -> None:
    kind = find_kind("study_session")
    check(kind, {field.key: empty for field in kind.fields()})


def test_a_photo_may_say_when_it_was_taken_and_nothing_else_besides() -> None:
    kind = find_kind("study_session")
    check(kind, {"attachments": [{"title": "会场", "type": "photo", "taken": "2008-04-24"}]})
    with pytest.raises(BadValue):
        check(kind, {"attachments": [{"title": "会场", "camera": "x"}]})


def test_a_long_bad_value_is_shown_by_its_beginning() -> None:
    with pytest.raises(BadValue) as caught:
        check(find_kind("study_session"), {"date": "九" * 100})
    assert len(str(caught.value.particulars["value"])) == 40


def test_a_newer_definition_is_refused_with_both_versions() -> None:
    kind = find_kind("study_session")
    with pytest.raises(NewerKind) as caught:
        decode(kind, {}, version=kind.version + 1)
    assert caught.value.particulars == {"kind": kind.key, "found": kind.version + 1, "known": kind.version}


def test_values_of_fields_nobody_knows_are_kept() -> None:
    kind = find_kind("study_session")
    assert decode(kind, {"from_next_year": [1]}, version=1) == {"from_next_year": [1]}


def test_half_a_character_is_refused_instead_of_failing_on_the_way_to_the_disk() -> None:
    with pytest.raises(BadValue) as caught:
        check(find_kind("study_session"), {"place": "会议室\ud800"})
    assert caught.value.particulars["value"] == "会议室?"
    with pytest.raises(BadValue):
        check(find_kind("study_session"), {"attachments": [{"title": "\udc00"}]})
