"""One test walks every kind the program brings."""

import msgspec
import pytest

from core.base.canonical import encode
from core.base.errors import UnknownKind
from core.records.catalogue import find_kind, kinds
from core.records.field import Choice, Date, Field, Grid, Text
from core.records.kind import Kind

EVERY = pytest.mark.parametrize("kind", kinds().values(), ids=kinds().keys())


def _all(kind: Kind) -> list[Field]:
    """Return all fields with the columns of grids."""
    found: list[Field] = []
    for field in kind.fields():
        found.append(field)
        if isinstance(field, Grid):
            found.extend(field.columns)
    return found


def test_the_three_kinds_are_there() -> None:
    assert set(kinds()) >= {"study_session", "research_diary", "rectification"}


def test_an_unknown_kind_is_refused_by_name() -> None:
    with pytest.raises(UnknownKind) as caught:
        find_kind("dream")
    assert caught.value.particulars == {"kind": "dream"}


def test_prefixes_are_unique() -> None:
    prefixes = [kind.prefix for kind in kinds().values()]
    assert len(prefixes) == len(set(prefixes))


@EVERY
def test_a_definition_comes_back_whole_from_its_bytes(kind: Kind) -> None:
    assert msgspec.json.decode(encode(kind), type=Kind) == kind


@EVERY
def test_field_keys_are_unique_and_plain(kind: Kind) -> None:
    keys = [field.key for field in kind.fields()]
    assert len(keys) == len(set(keys))
    assert all(field.key.isidentifier() and field.key == field.key.lower() for field in _all(kind))


@EVERY
def test_every_name_is_in_both_languages(kind: Kind) -> None:
    for field in _all(kind):
        assert field.words.zh, field.key
        assert field.words.en, field.key
        assert field.note is None or (field.note.zh and field.note.en)
    for section in kind.sections:
        assert section.words.zh
        assert section.words.en


@EVERY
def test_every_field_stands_on_the_sheet_once(kind: Kind) -> None:
    assert sorted(kind.printed()) == sorted(field.key for field in kind.fields())


@EVERY
def test_a_kind_names_only_fields_it_has(kind: Kind) -> None:
    keys = {field.key for field in kind.fields()}
    assert {kind.heading, kind.dated, *kind.line, *kind.carried} <= keys
    assert isinstance(kind.field(kind.heading), Text)
    assert isinstance(kind.field(kind.dated), Date)
    assert kind.subtype is None or isinstance(kind.field(kind.subtype), Choice)
    for section in kind.sections:
        assert {key for row in section.rows for key in row} <= {field.key for field in section.fields}
    for view in kind.sheet.lists:
        assert {key for column in view.columns for key in column.keys} <= keys | {"number", "state"}


@EVERY
def test_the_first_screen_asks_for_eight_things_at_most(kind: Kind) -> None:
    asked = {
        field.key.removeprefix("start_").removeprefix("end_") for field in kind.sections[0].fields if field.required
    }
    assert len(asked) <= 8, "D§7.2 rule 6 and the editor's picture; a start and an end are one question"


@EVERY
def test_every_state_can_be_reached_and_every_move_leads_somewhere(kind: Kind) -> None:
    flow = kind.workflow
    states = {state.value for state in flow.states}
    reached, grown = {flow.first}, True
    while grown:
        new = {move.target for move in flow.moves if move.target and reached & set(move.sources)}
        grown = not new <= reached
        reached |= new
    assert reached == states
    for move in flow.moves:
        assert set(move.sources) <= states
        assert move.target is None or move.target in states
        assert len({field.key for field in move.asks}) == len(move.asks)


def test_a_path_leads_to_a_column() -> None:
    kind = find_kind("study_session")
    assert kind.at(("materials", 1, "issued")).words.zh == "发布"
    assert kind.at(("title",)).key == "title"
    with pytest.raises(KeyError):
        kind.at(("nowhere",))
