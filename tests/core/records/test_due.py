"""Deadlines: a record's own, and those that follow from another day."""

from datetime import date

import pytest

from core.records.catalogue import find_kind
from core.records.due import deadline_field, deadline_of, later, still_ahead, told_deadlines


@pytest.mark.parametrize(
    ("day", "months", "days", "then"),
    [
        ("2008-01-31", 1, 0, "2008-02-29"),
        ("2009-01-31", 1, 0, "2009-02-28"),
        ("2008-09-12", 3, 0, "2008-12-12"),
        ("2008-11-30", 3, 0, "2009-02-28"),
        ("2008-09-16", 0, 15, "2008-10-01"),
        ("2008-12-31", 1, 1, "2009-02-01"),
    ],
)
def test_months_are_the_calendars_and_days_come_on_top(day, months, days, then):
    assert later(date.fromisoformat(day), months=months, days=days) == date.fromisoformat(then)


def test_a_deadline_of_its_own_counts_in_every_state_or_in_those_that_are_timed():
    kind = find_kind("rectification")
    for state in kind.workflow.states:
        assert deadline_of(kind, state.value, {"deadline": "2008-10-10"}) == date(2008, 10, 10)
    kind = find_kind("dispute")
    counts = {
        state.value
        for state in kind.workflow.states
        if deadline_of(kind, state.value, {"deadline": "2008-10-10"}) == date(2008, 10, 10)
    }
    assert counts == {"draft", "registered", "mediating", "escalated"}, "settled in time, it is visited afterwards"
    assert deadline_field(kind, "mediating", {}) == "deadline"
    assert deadline_of(kind, "mediating", {"deadline": "2008-1"}) is None


@pytest.mark.parametrize(
    ("state", "values", "due", "field"),
    [
        ("draft", {"date": "2008-09-16"}, None, ""),
        ("registered", {"date": "2008-09-16"}, "2008-10-01", "date"),
        ("accepted", {"date": "2008-09-16", "told_on": "2008-09-20"}, "2008-11-19", "told_on"),
        ("handling", {"date": "2008-09-16", "told_on": "2008-09-20"}, "2008-11-19", "told_on"),
        ("extended", {"date": "2008-09-16", "told_on": "2008-09-20"}, "2008-12-19", "told_on"),
        ("handling", {"date": "2008-09-16"}, None, ""),
        ("answered", {"date": "2008-09-16", "told_on": "2008-09-20"}, None, ""),
        ("registered", {"date": "9999-12-31"}, None, ""),
    ],
)
def test_a_petition_is_awaited_by_the_days_of_the_rules(state, values, due, field):
    kind = find_kind("petition")
    assert deadline_of(kind, state, values) == (date.fromisoformat(due) if due else None)
    assert deadline_field(kind, state, values) == field


def test_a_suggestion_has_three_months_and_a_fourth_where_it_was_granted():
    kind = find_kind("suggestion")
    assert deadline_of(kind, "met", {"date": "2008-09-12"}) == date(2008, 12, 12)
    assert deadline_of(kind, "met", {"date": "2008-09-12", "extended_on": "2008-12-01"}) == date(2009, 1, 12)


def test_the_deadlines_a_history_tells_stay_in_order():
    rows = [{"deadline": "2008-09-25"}, {"note": "x"}, {"deadline": "2008-10-10"}, {"deadline": "soon"}]
    assert told_deadlines({"history": rows}) == (date(2008, 9, 25), date(2008, 10, 10))
    assert told_deadlines({}) == ()


def test_a_deadline_that_has_passed_is_not_what_a_record_begins_with():
    kind, today = find_kind("task"), date(2008, 9, 19)
    values = {"title": "整理意见条", "due": "2008-07-03"}
    assert still_ahead(kind, values, today=today) == {"title": "整理意见条"}
    for day in ("2008-09-19", "2008-09-30", "July"):
        assert still_ahead(kind, {"due": day}, today=today) == {"due": day}
    assert still_ahead(find_kind("leave"), values, today=today) == values, "it has no deadline of its own"
