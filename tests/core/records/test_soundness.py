"""A kind that contradicts itself is refused with the place and the reason."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.words import Words
from core.records.catalogue import find_kind, kinds
from core.records.field import Automatic, Choice, Date, Formula, Grid, Integer, Option, Text
from core.records.growth import Dropped
from core.records.kind import Cell, Kind, LedgerColumn, LedgerList, Privacy, SheetRow, SignIn
from core.records.link import Copy, Count, Gather, Measure, Offshoot, Phrase, Source
from core.records.rule import (
    AnyOf,
    Chain,
    Discussed,
    Hidden,
    Informed,
    Investigated,
    Ledger,
    LongEnough,
    NotFuture,
    Opinions,
    Quorum,
    RestsOn,
    Span,
    Votes,
)
from core.records.soundness import faults, faults_between
from core.records.workflow import Due, Effect, Move, Need, State

change = msgspec.structs.replace
W = Words("字", "word")


def diary(**changes: Any) -> Kind:
    return change(find_kind("research_diary"), **changes)


def task(**changes: Any) -> Kind:
    """Return the task with parts of its workflow changed."""
    kind = find_kind("task")
    flow = {
        key: changes.pop(key)
        for key in tuple(changes)
        if key in {"states", "moves", "first", "deadline", "timed", "dues"}
    }
    return change(kind, workflow=change(kind.workflow, **flow), **changes)


def with_move(**parts: Any) -> Kind:
    """Return the task with one more move from open to done."""
    plain = {"key": "more", "words": W, "sources": ("open",), "target": "done", **parts}
    return task(moves=(*find_kind("task").workflow.moves, Move(**plain)))


def with_rule(rule: Any, kind: str = "forum") -> Kind:
    return change(find_kind(kind), rules=(rule,))


def with_field(field: Any, *, printed: bool = True) -> Kind:
    """Return the task with one more field, on its sheet too."""
    kind = find_kind("task")
    first = change(kind.sections[0], fields=(*kind.sections[0].fields, field))
    rows = (*kind.sheet.rows, SheetRow(cells=(Cell(keys=(field.key,)),))) if printed else kind.sheet.rows
    return change(kind, sections=(first, *kind.sections[1:]), sheet=change(kind.sheet, rows=rows))


def with_shoot(**parts: Any) -> Kind:
    plain = {"key": "more", "words": W, "grid": "problems", "kind": "task", "copies": (COPY,), **parts}
    return diary(offshoots=(Offshoot(**plain),))


def with_gather(**parts: Any) -> Kind:
    source = Source(kind="research_diary", refs="based_on.ref")
    plain = {"key": "more", "words": W, "into": "problems", "sources": (source,), "rows": "problems",
             "copies": (Copy(into="text", column="text"),), **parts}  # fmt: skip
    return change(find_kind("proposal"), gathers=(Gather(**plain),))


def with_count(measure: Measure = Measure.RECORDS, path: str = "", **source: Any) -> Kind:
    wanted = Count(source=Source(**{"kind": "forum", **source}), measure=measure, path=path)
    return with_field(Automatic(key="more", words=W, formula=Formula.COUNT, count=wanted))


COPY = Copy(into="title", column="text")
OPINIONS = {"grid": "opinions", "text": "content", "handling": "handling", "answered": "answered_on"}
VOTES = {"grid": "tally", "group": "group", "expected": "expected", "issued": "issued", "returned": "returned",
         "valid": "valid", "invalid": "invalid"}  # fmt: skip
LEDGER = next(rule for rule in find_kind("rectification").rules if isinstance(rule, Ledger))
LAST, MORE = "workflow.moves[8]", "sections[0].fields[6]"
"""Where the move and the field that are added stand."""
STATES, MOVES = find_kind("task").workflow.states, find_kind("task").workflow.moves
LINES = LedgerList(key="a", words=W, columns=(LedgerColumn(keys=("nowhere",), words=W, width=0),))

SPOILT: list[tuple[Kind, str, str]] = [
    # the spine
    (diary(key="Diary"), "key", "key_shape"),
    (diary(key="a__b"), "key", "key_shape"),
    (diary(prefix="D"), "prefix", "prefix_shape"),
    (diary(prefix="日记"), "prefix", "prefix_shape"),
    (diary(version=0), "version", "version_low"),
    (diary(retention="D7"), "retention", "unknown"),
    (diary(words=Words("日记", "")), "words", "empty"),
    (diary(heading="nowhere"), "heading", "no_such_field"),
    (diary(heading="date"), "heading", "wrong_type"),
    (diary(dated="topic"), "dated", "wrong_type"),
    (diary(subtype="topic"), "subtype", "wrong_type"),
    (diary(subtype="method"), "subtype", "several_answers"),
    (diary(leads="topic"), "leads", "wrong_type"),
    (diary(line=("nowhere",)), "line[0]", "no_such_field"),
    (diary(carried=("topic", "topic")), "carried[1]", "twice"),
    (diary(nil_of="research_diary"), "nil_of", "itself"),
    (diary(growth=(Dropped(to=7, key="weather"),)), "growth[0].to", "no_such_version"),
    (diary(sign_in=SignIn()), "sign_in", "empty"),
    (diary(sign_in=SignIn(attendance="topic")), "sign_in.attendance", "wrong_type"),
    (diary(sign_in=SignIn(outsiders="problems")), "sign_in.outsiders", "no_such_field"),
    (diary(sign_in=SignIn(people=("topic",))), "sign_in.people[0]", "wrong_type"),
    (diary(privacy=Privacy.SEALED), "privacy", "sealed_files"),
    # fields
    (diary(sections=()), "sections", "empty"),
    (diary(sections=(*find_kind("research_diary").sections,) * 2), "sections[6]", "twice"),
    (with_field(Text(key="title", words=W), printed=False), f"{MORE}.key", "twice"),
    (with_field(Text(key="Big", words=W)), f"{MORE}.key", "key_shape"),
    (with_field(Text(key="row", words=W)), f"{MORE}.key", "reserved"),
    (with_field(Text(key="state", words=W)), f"{MORE}.key", "reserved"),
    (with_field(Text(key="more", words=Words("", "x"))), f"{MORE}.words", "empty"),
    (with_field(Text(key="more", words=W, note=Words("提示", ""))), f"{MORE}.note", "empty"),
    (with_field(Text(key="more", words=W, low=9, high=3)), f"{MORE}.low", "low_over_high"),
    (with_field(Integer(key="more", words=W, low=9, high=3)), f"{MORE}.low", "low_over_high"),
    (with_field(Choice(key="more", words=W, options=())), f"{MORE}.options", "empty"),
    (
        with_field(Choice(key="more", words=W, options=(Option("a", W), Option("a", W)))),
        f"{MORE}.options[1]",
        "twice",
    ),
    (with_field(Grid(key="more", words=W, columns=())), f"{MORE}.columns", "empty"),
    (
        with_field(Grid(key="more", words=W, columns=(Text(key="row", words=W),))),
        f"{MORE}.columns[0].key",
        "reserved",
    ),
    (
        with_field(Grid(key="more", words=W, columns=(Automatic(key="a", words=W, formula=Formula.WEEKDAY),))),
        f"{MORE}.columns[0]",
        "automatic_column",
    ),
    (
        with_field(Grid(key="more", words=W, required=True, append_only=True, columns=(Text(key="a", words=W),))),
        f"{MORE}.required",
        "never_typed",
    ),
    (with_field(Automatic(key="more", words=W, formula=Formula.COUNT)), f"{MORE}.count", "empty"),
    (with_field(Automatic(key="more", words=W, formula=Formula.MINUTES)), f"{MORE}.formula", "no_span"),
    (with_count(month="date"), f"{MORE}.count.source.month", "wrong_type"),
    (with_count(since="date"), f"{MORE}.count.source.until", "empty"),
    (with_count(by="month"), f"{MORE}.count.source.by", "no_time"),
    (with_count(moved="fly"), f"{MORE}.count.source.moved", "no_such_move"),
    (with_count(states=("flown",)), f"{MORE}.count.source.states", "no_such_state"),
    (with_count(subtype="night"), f"{MORE}.count.source.subtype", "no_such_field"),
    (with_count(Measure.ROWS), f"{MORE}.count.path", "empty"),
    (with_count(path="opinions"), f"{MORE}.count.path", "not_used"),
    (with_count(Measure.ROWS, "nowhere"), f"{MORE}.count.path", "no_such_field"),
    (
        with_count(Measure.ROWS, "opinions", moved="close"),
        f"{MORE}.count.measure",
        "moves_are_counted_only",
    ),
    (
        diary(sections=(change(find_kind("research_diary").sections[0], rows=(("facts",),)),)),
        "sections[0].rows[0][0]",
        "no_such_field",
    ),
    # the page
    (with_field(Text(key="more", words=W), printed=False), MORE, "not_printed"),
    (task(sheet=change(find_kind("task").sheet, rows=(SheetRow(cells=()),))), "sheet.rows[0].cells", "cells_of_a_row"),
    (
        task(sheet=change(find_kind("task").sheet, rows=(SheetRow(cells=(Cell(keys=("title", "title")),)),))),
        "sheet.rows[0].cells[0].keys[1]",
        "twice",
    ),
    (
        task(sheet=change(find_kind("task").sheet, rows=(SheetRow(cells=(Cell(keys=("nowhere",), span=0),)),))),
        "sheet.rows[0].cells[0].span",
        "too_small",
    ),
    (task(sheet=change(find_kind("task").sheet, lists=(LINES,))), "sheet.lists[0].columns[0].keys[0]", "no_such_field"),
    (task(sheet=change(find_kind("task").sheet, lists=(LINES,))), "sheet.lists[0].columns[0].width", "too_small"),
    # rules
    (with_rule(NotFuture(date="title")), "rules[0].date", "wrong_type"),
    (with_rule(NotFuture(date="opinions.due.x")), "rules[0].date", "no_such_field"),
    (with_rule(LongEnough(field="", least=1)), "rules[0].field", "empty"),
    (with_rule(LongEnough(field="briefing", least=0)), "rules[0].least", "too_small"),
    (with_rule(Span(date="date", start="start_time", end="place")), "rules[0].end", "wrong_type"),
    (with_rule(AnyOf(fields=())), "rules[0].fields", "empty"),
    (with_rule(Chain(steps=())), "rules[0].steps", "empty"),
    (with_rule(Hidden(fields=("host",))), "rules[0].fields", "wrong_type"),
    (with_rule(RestsOn(date="date")), "rules[0].refs", "empty"),
    (with_rule(RestsOn(date="date", refs="opinions.content")), "rules[0].refs", "wrong_type"),
    (with_rule(Opinions(**OPINIONS, followed=("nowhere",))), "rules[0].followed", "no_such_option"),
    (with_rule(Opinions(**{**OPINIONS, "grid": "title"}, followed=())), "rules[0].grid", "wrong_type"),
    (with_rule(Informed(received="date", told="notice_on", days=0)), "rules[0].days", "too_small"),
    (
        with_rule(Investigated(people="investigators", parties="parties.name", least=0), "dispute"),
        "rules[0].least",
        "too_small",
    ),
    (with_rule(Votes(**VOTES, counts=()), "survey"), "rules[0].counts", "empty"),
    (with_rule(Votes(**VOTES, counts=("item",)), "survey"), "rules[0].counts", "wrong_type"),
    (with_rule(change(LEDGER, deadline="proposed_on"), "rectification"), "rules[0].deadline", "other_deadline"),
    (
        with_rule(Quorum(attendance="attendance", least=(3, 2)), "council_meeting"),
        "rules[0].least",
        "no_share",
    ),
    (
        with_rule(Quorum(attendance="attendance", least=(1, 2), when="matter", values=("war",)), "council_meeting"),
        "rules[0].values",
        "no_such_option",
    ),
    (
        with_rule(
            Discussed(grid="discussion", column="text", when="subtype", values=("council",), least={"party": 1}),
            "council_meeting",
        ),
        "rules[0].least",
        "no_such_option",
    ),
    # states, moves, deadlines
    (task(first="open"), "workflow.first", "no_such_state"),
    (
        task(states=tuple(change(one, open=False) for one in STATES)),
        "workflow.first",
        "not_open",
    ),
    (task(states=STATES[:-1]), "workflow.states", "no_void"),
    (
        task(states=(*STATES, State("lost", W))),
        "workflow.states[5]",
        "unreachable",
    ),
    (
        task(
            states=(*STATES, State("stuck", W)),
            moves=(*MOVES, Move(key="x", words=W, sources=("open",), target="stuck")),
        ),
        "workflow.states[5]",
        "no_exit",
    ),
    (
        task(
            states=(*STATES, State("stuck", W)),
            moves=(
                *MOVES,
                Move(key="x", words=W, sources=("open",), target="stuck"),
                Move(key="y", words=W, sources=("stuck",), target="void"),
            ),
        ),
        "workflow.states[5]",
        "dead_end",
    ),
    (
        task(states=tuple(change(one, ended=one.value == "void") for one in STATES)),
        "workflow.states[1]",
        "never_ends",
    ),
    (with_move(key="do"), LAST, "twice"),
    (with_move(key="Do"), f"{LAST}.key", "key_shape"),
    (with_move(sources=()), f"{LAST}.sources", "empty"),
    (with_move(sources=("nowhere",)), f"{LAST}.sources", "no_such_state"),
    (with_move(sources=("void",)), f"{LAST}.sources", "out_of_void"),
    (with_move(sources=("draft",)), f"{LAST}.effect", "no_number"),
    (with_move(target="nowhere"), f"{LAST}.target", "no_such_state"),
    (
        with_move(asks=(Grid(key="a", words=W, columns=(Text(key="b", words=W),)),)),
        f"{LAST}.asks[0]",
        "not_plain",
    ),
    (with_move(on="when"), f"{LAST}.on", "no_such_field"),
    (with_move(asks=(Text(key="on", words=W),)), f"{LAST}.on", "wrong_type"),
    (with_move(who="whom"), f"{LAST}.who", "no_such_field"),
    (with_move(requires=("nowhere",)), f"{LAST}.requires[0]", "no_such_field"),
    (with_move(requires=("title", "title")), f"{LAST}.requires", "twice"),
    (with_move(effect=Effect.APPEND, into="title"), f"{LAST}.into", "wrong_type"),
    (
        with_move(effect=Effect.APPEND, into="history", asks=(Text(key="b", words=W),)),
        f"{LAST}.asks[0]",
        "no_column",
    ),
    (with_move(effect=Effect.ROW, into="nowhere"), f"{LAST}.into", "no_such_field"),
    (with_move(effect=Effect.ROW, into="history", asks=(Date(key="x", words=W),)), f"{LAST}.asks", "empty"),
    (with_move(effect=Effect.FILL), f"{LAST}.asks", "empty"),
    (with_move(effect=Effect.FILL, asks=(Text(key="title", words=W),)), f"{LAST}.asks[0]", "required_before"),
    (with_move(effect=Effect.FILL, asks=(Text(key="done_on", words=W),)), f"{LAST}.asks[0]", "wrong_type"),
    (with_move(effect=Effect.EXTEND, needs=(Need.LATER_DEADLINE,)), f"{LAST}.asks", "no_new_deadline"),
    (with_move(effect=Effect.EXTEND), f"{LAST}.needs", "deadline_not_compared"),
    (with_move(effect=Effect.NUMBER), f"{LAST}.needs", "errors_pass"),
    (with_move(into="history"), f"{LAST}.into", "not_used"),
    (with_move(needs=(Need.EVIDENCE,)), f"{LAST}.needs[0]", "nothing_for_it"),
    (with_move(needs=(Need.ALL_ANSWERED,)), f"{LAST}.needs[0]", "nothing_for_it"),
    (task(deadline="title"), "workflow.deadline", "wrong_type"),
    (task(timed=("open", "gone")), "workflow.timed", "no_such_state"),
    (task(deadline=None, timed=("open",)), "workflow.timed", "no_deadline"),
    (task(dues=(Due(states=("open",), field="due"),)), "workflow.dues", "two_deadlines"),
    (task(deadline=None, dues=(Due(states=(), field="due"),)), "workflow.dues[0].states", "empty"),
    (task(deadline=None, dues=(Due(states=("done",), field="due"),)), "workflow.dues[0].states", "ended"),
    (task(deadline=None, dues=(Due(states=("open",), field="owner"),)), "workflow.dues[0].field", "wrong_type"),
    (
        task(deadline=None, dues=(Due(states=("open",), field="due", given="x"),)),
        "workflow.dues[0].given",
        "no_such_field",
    ),
    (task(deadline=None, dues=(Due(states=("open",), field="due", days=-1),)), "workflow.dues[0].days", "too_small"),
    # offshoots and gatherings
    (with_shoot(key="A"), "offshoots[0].key", "key_shape"),
    (with_shoot(grid="nowhere"), "offshoots[0].grid", "no_such_field"),
    (with_shoot(copies=()), "offshoots[0].copies", "empty"),
    (with_shoot(copies=(Copy(into="title"),)), "offshoots[0].copies[0]", "one_of_column_field_value"),
    (with_shoot(copies=(Copy(into="title", column="nowhere"),)), "offshoots[0].copies[0].column", "no_such_field"),
    (with_shoot(copies=(Copy(into="nowhere", column="text"),)), "offshoots[0].copies[0].into", "no_such_field"),
    (with_shoot(copies=(Copy(into="owner", column="text"),)), "offshoots[0].copies[0].into", "wrong_type"),
    (with_shoot(copies=(Copy(into="owner", field="number"),)), "offshoots[0].copies[0].into", "wrong_type"),
    (with_shoot(subtype="x"), "offshoots[0].subtype", "no_such_field"),
    (with_shoot(into="title"), "offshoots[0].into", "no_such_field"),
    (with_shoot(where=("text", ("a",))), "offshoots[0].where", "no_such_field"),
    (
        with_shoot(kind="rectification", copies=(Copy(into="source", value="dream"),)),
        "offshoots[0].copies[0].into",
        "wrong_type",
    ),
    (with_gather(into="nowhere"), "gathers[0].into", "no_such_field"),
    (with_gather(into="background"), "gathers[0].into", "wrong_type"),
    (with_gather(sources=()), "gathers[0].sources", "empty"),
    (with_gather(rows="nowhere"), "gathers[0].rows", "no_such_field"),
    (with_gather(copies=(Copy(into="text", column="nowhere"),)), "gathers[0].copies[0].column", "no_such_field"),
    (with_gather(phrases=(Phrase(text="{days}天", fields=("days",)),)), "gathers[0].into", "wrong_type"),
    (
        with_gather(into="background", phrases=(Phrase(text="{nowhere}天", fields=("days",)),)),
        "gathers[0].phrases[0].text",
        "other_numbers",
    ),
    (with_gather(into="background", phrases=(Phrase(text="天", fields=()),)), "gathers[0].phrases[0].fields", "empty"),
    (
        with_gather(into="background", phrases=(Phrase(text="{title}", fields=("title",)),)),
        "gathers[0].phrases[0].fields",
        "no_such_field",
    ),
]


@pytest.mark.parametrize(
    ("kind", "path", "reason"), SPOILT, ids=[f"{path} {reason} {at}" for at, (_, path, reason) in enumerate(SPOILT)]
)
def test_a_contradiction_is_told_with_its_place_and_reason(kind: Kind, path: str, reason: str) -> None:
    assert (path, reason) in set(faults(kind, kinds()))


def test_what_another_kind_has_is_taken_on_trust_when_that_kind_is_not_known() -> None:
    kind = with_shoot(kind="dream", copies=(Copy(into="anything", column="text"),))
    assert list(faults(kind, kinds())) == []
    assert list(faults(with_count(kind="dream", subtype="x", moved="fly"), kinds())) == []


def test_two_kinds_with_one_prefix_stand_in_each_others_way() -> None:
    other = diary(key="other")
    assert list(faults_between({"research_diary": diary(), "other": other})) == [("other", "prefix_taken")]
    assert list(faults_between({"wrong": diary()})) == [("wrong", "other_key")]


@given(st.data())
def test_a_kind_with_anything_crossed_out_is_judged_without_failing(data: st.DataObject) -> None:
    """Whatever is taken out of a definition, the answer is a list of faults."""
    kind = msgspec.to_builtins(find_kind(data.draw(st.sampled_from(sorted(kinds())))))
    for _ in range(data.draw(st.integers(1, 4))):
        here: Any = kind
        while isinstance(here, dict | list) and here and data.draw(st.booleans(), label="deeper"):
            inside = [
                one for one in (here.values() if isinstance(here, dict) else here) if isinstance(one, dict | list)
            ]
            if not inside:
                break
            here = data.draw(st.sampled_from(range(len(inside))).map(inside.__getitem__))
        if isinstance(here, list) and here:
            here.pop(data.draw(st.integers(0, len(here) - 1)))
        elif isinstance(here, dict) and here:
            key = data.draw(st.sampled_from(sorted(here)))
            here[key] = "" if isinstance(here[key], str) else here[key]
    try:
        read = msgspec.convert(kind, Kind)
    except msgspec.ValidationError:
        return
    assert all(path and reason for path, reason in faults(read, kinds()))
