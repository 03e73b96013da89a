"""经过 of an item: what happened, evidence, deadlines kept and missed, today, what is planned (append only)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from core.records.content import Person, read_day
from core.records.due import deadline_of, told_deadlines
from core.records.field import Choice, Files, Grid
from core.records.kind import Kind
from core.records.rule import Ledger
from core.records.workflow import Effect, Move
from core.views.records import RecordView
from gui.messages import _, day, join, ngettext, words
from gui.pages.titles import overdue_chip
from gui.widgets.timeline import Happening, Node

Stop = tuple[date, int, Happening]
"""Day, order within the day, and what to show."""


def passage(view: RecordView, *, today: date) -> list[Happening]:
    """Return the timeline of a record, earliest first; today stands where it belongs."""
    stops = [
        *_moves(view, today),
        *_rows(view, today),
        *_evidence(view, today),
        *_deadlines(view, today),
        *_milestones(view, today),
        *_now(view, today),
    ]
    return [happening for _on, _order, happening in sorted(stops, key=lambda stop: stop[:2])]


def _moves(view: RecordView, today: date) -> Iterator[Stop]:
    """Yield what moves did; the day it was raised stands by itself only when nothing else happened on it."""
    kind, values = view.kind, view.record.values
    raised = view.record.dated
    source = " ".join(part for part in (_choice(kind, values, "source"), str(values.get("source_ref") or "")) if part)
    origin = _("Source: {source}").format(source=source) if source else ""
    told = False
    for row in values.get("history") or ():
        on, move = read_day(row.get("on")), _move(kind, str(row.get("move") or ""))
        if on is None or (move is not None and move.effect is Effect.APPEND):
            continue  # progress: its row in the list of progress says more
        state = str(row.get("state") or "")
        came = row.get("from") != state and bool(state)
        name = words(move.words) if move else str(row.get("move") or "")
        parts = [name if came else "", _name(view.people, row.get("by")), str(row.get("note") or "")]
        until = read_day(row.get("deadline"))
        if until and move is not None and move.effect is Effect.EXTEND:
            parts.append(_("new deadline {on}").format(on=day(until, today=today)))
        if on == raised and not told:
            parts.append(origin)
            told = True
        text = words(kind.workflow.state(state).words) if came else name
        yield on, 1, _happening(on, today, Node.HAPPENED, text, parts)
    if raised is not None and not told:
        yield raised, 0, _happening(raised, today, Node.HAPPENED, _("Raised"), [origin])


def _happening(on: date, today: date, node: Node, text: str, parts: Iterable[str]) -> Happening:
    return Happening(day(on, today=today), node, text, " · ".join(part for part in parts if part))


def _rows(view: RecordView, today: date) -> Iterator[Stop]:
    """Yield the rows that moves have appended: progress."""
    for move in view.kind.workflow.moves:
        if move.effect is not Effect.APPEND or move.into is None:
            continue
        for row in view.record.values.get(move.into) or ():
            on = read_day(row.get("on"))
            if on is not None:
                field = view.kind.field(move.into)
                line = " · ".join(p for p in (_name(view.people, row.get("by")), str(row.get("note") or "")) if p)
                yield on, 2, Happening(day(on, today=today), Node.HAPPENED, words(field.words), line)


def _evidence(view: RecordView, today: date) -> Iterator[Stop]:
    rule = _rule(view.kind)
    if rule is None or not isinstance(view.kind.field(rule.evidence), Files):
        return
    by_day: dict[date, list[str]] = {}
    for row in view.record.values.get(rule.evidence) or ():
        on = read_day(row.get("on"))
        if on is not None:
            by_day.setdefault(on, []).append(str(row.get("title") or row.get("name") or ""))
    for on, titles in by_day.items():
        text = ngettext("{count} piece of evidence", "{count} pieces of evidence", len(titles))
        yield on, 3, Happening(day(on, today=today), Node.EVIDENCE, text.format(count=len(titles)), join(titles))


def _deadlines(view: RecordView, today: date) -> Iterator[Stop]:
    """Yield every deadline there was: the first stays on show after an extension, and cannot be changed."""
    values = view.record.values
    found = list(told_deadlines(values))
    now = deadline_of(view.kind, view.record.state, values)
    if now is not None and now not in found:
        found.append(now)
    for at, on in enumerate(found):
        first, last = at == 0, on == now
        name = _("First deadline") if first and not last else _("Deadline")
        line = _("kept on show, can’t be changed") if on < today or not last else ""
        node = Node.DEADLINE if on <= today or not last else Node.PLANNED
        yield on, 4, Happening(day(on, today=today), node, name, line)
    if now is not None and view.overdue:
        missed = now + timedelta(days=1)
        yield missed, 5, Happening(day(missed, today=today), Node.OVERDUE, _("Overdue"), _excuse(view))


def _milestones(view: RecordView, today: date) -> Iterator[Stop]:
    rule = _rule(view.kind)
    field = view.kind.field(rule.milestones) if rule else None
    if rule is None or not isinstance(field, Grid):
        return
    for row in view.record.values.get(rule.milestones) or ():
        on = read_day(row.get("due"))
        if on is not None:
            done = bool(row.get("done"))
            text = str(row.get("goal") or words(field.words))
            line = _("reached") if done else _("planned")
            node = Node.HAPPENED if done else Node.PLANNED
            yield on, 6, Happening(day(on, today=today), node, text, line)


def _now(view: RecordView, today: date) -> Iterator[Stop]:
    if not view.kind.workflow.state(view.record.state).ended:
        chip = overdue_chip(view.overdue) if view.overdue else None
        yield today, 9, Happening(day(today), Node.TODAY, _("Today"), "", chip)


def _excuse(view: RecordView) -> str:
    """Return the sentence that was given for being overdue."""
    return next((said for mark, said in view.record.explanations.items() if mark.startswith("E02")), "")


def _rule(kind: Kind) -> Ledger | None:
    return next((rule for rule in kind.rules if isinstance(rule, Ledger)), None)


def _move(kind: Kind, key: str) -> Move | None:
    return next((move for move in kind.workflow.moves if move.key == key), None)


def _choice(kind: Kind, values: Mapping[str, Any], key: str) -> str:
    field = next((field for field in kind.fields() if field.key == key), None)
    if not isinstance(field, Choice):
        return ""
    value = values.get(key)
    return next((words(option.words) for option in field.options if option.value == value), "")


def _name(people: Mapping[str, Person], person: Any) -> str:
    found = people.get(str(person or ""))
    return found.name if found else ""
