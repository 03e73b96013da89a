"""A newer version of a kind takes over what older records say, or is told what it leaves open."""

from typing import Any

import msgspec
import pytest

from core.base.words import Words
from core.campaign.reader import read_campaign
from core.records.catalogue import built_in
from core.records.codec import decode
from core.records.growth import Dropped, Growth, Renamed, Revalued
from core.records.kind import Kind
from core.records.soundness import faults_since
from core.records.workflow import State
from tests.support.owncampaign import LOG, newer_edition, own_kind


def newer(*growth: Growth, **fields: Any) -> Kind:
    """Return the next version of the reading log; of each field named: the members to replace, or None to drop it."""
    kind = own_kind()
    sections = []
    for section in kind.sections:
        kept = []
        for field in section.fields:
            change = fields.get(field.key, {})
            if change is not None:
                kept.append(change if isinstance(change, msgspec.Struct) else msgspec.structs.replace(field, **change))
        sections.append(msgspec.structs.replace(section, fields=tuple(kept)))
    return msgspec.structs.replace(kind, version=2, sections=tuple(sections), growth=growth)


def gaps(kind: Kind, older: Kind | None = None) -> list[tuple[str, str, str]]:
    """Return what the newer kind leaves open."""
    return [(gap.path, gap.reason, gap.about.zh) for gap in faults_since(older or own_kind(), kind)]


def test_a_version_that_only_asks_for_more_or_less_leaves_nothing_open() -> None:
    assert gaps(newer(content={"high": 900}, pages={"required": True})) == []


def test_a_field_that_goes_is_dropped_or_renamed() -> None:
    assert gaps(newer(pages=None)) == [("growth", "field_untold", "页数")]
    assert gaps(newer(Dropped(to=2, key="pages"), pages=None)) == []
    assert gaps(newer(Renamed(to=2, old="pages", new="leaves"), pages={"key": "leaves"})) == []


def test_a_step_that_was_due_before_is_not_taken_for_one_of_now() -> None:
    older = msgspec.structs.replace(own_kind(), version=2)
    kind = msgspec.structs.replace(newer(Dropped(to=2, key="pages"), pages=None), version=3)
    assert gaps(kind, older) == [("growth", "field_untold", "页数")]


def test_two_fields_renamed_into_one_would_lose_one_of_them() -> None:
    both = (Renamed(to=2, old="pages", new="leaves"), Renamed(to=2, old="shared", new="leaves"))
    assert ("growth", "field_untold", "页数") in gaps(newer(*both, pages={"key": "leaves"}, shared=None))


def test_another_type_under_the_same_name_needs_the_old_one_dropped() -> None:
    text = built_in()["study_session"].field("title")
    other = msgspec.structs.replace(text, key="pages")
    assert gaps(newer(pages=other)) == [("growth", "type_untold", "页数")]
    assert gaps(newer(Dropped(to=2, key="pages"), pages=other)) == []


def test_an_answer_that_goes_has_another_in_its_place() -> None:
    options = own_kind().field("genre").options[:3]  # type: ignore[union-attr]
    assert gaps(newer(genre={"options": options})) == [("growth", "answer_untold", "其他")]
    assert gaps(newer(Revalued(to=2, key="genre", old="other", new="theory"), genre={"options": options})) == []
    assert gaps(newer(genre={"multiple": True})) == []


def test_several_answers_do_not_become_one() -> None:
    assert gaps(own_kind(), newer(genre={"multiple": True})) == [("growth", "type_untold", "类别")]


def test_columns_are_asked_about_like_fields() -> None:
    page, text = own_kind().field("excerpts").columns  # type: ignore[union-attr]
    assert gaps(newer(excerpts={"columns": (text,)})) == [("growth", "field_untold", "页")]
    assert gaps(newer(Dropped(to=2, key="excerpts.page"), excerpts={"columns": (text,)})) == []
    renamed = msgspec.structs.replace(page, key="leaf")
    step = Renamed(to=2, old="excerpts.page", new="excerpts.leaf")
    assert gaps(newer(step, excerpts={"columns": (renamed, text)})) == []
    assert gaps(newer(Dropped(to=2, key="excerpts"), excerpts=None)) == []


def test_a_state_stays() -> None:
    kind = own_kind()
    states = (*kind.workflow.states, State("read_out", Words("已宣读", "Read out")))
    flow = msgspec.structs.replace(kind.workflow, states=states)
    assert gaps(kind, msgspec.structs.replace(kind, workflow=flow)) == [("workflow.states", "state_gone", "已宣读")]


def test_what_leaves_nothing_open_reads_older_values_and_keeps_them() -> None:
    (kind,) = read_campaign(msgspec.json.encode(newer_edition())).kinds
    assert gaps(kind) == []
    values = {**LOG, "genre": "other"}
    grown = decode(kind, values, version=1)
    assert {key: value for key, value in grown.items() if values.get(key) != value} == {
        "genre": "theory",
        "_was.pages": 42,
    }


@pytest.mark.parametrize("kind", built_in().values(), ids=lambda kind: kind.key)
def test_every_kind_takes_over_from_itself(kind: Kind) -> None:
    assert gaps(msgspec.structs.replace(kind, version=kind.version + 1), kind) == []
