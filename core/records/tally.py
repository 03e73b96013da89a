"""Tallies of a survey as they are read: answers in the words of the scale, no votes that give people away."""

from collections.abc import Mapping
from typing import Any

import msgspec

from core.base.words import Words
from core.records.content import Values
from core.records.field import Choice, Field, Grid, Integer
from core.records.kind import Kind
from core.records.rule import Votes

LEAST_APART = 5
"""Valid ballots of a group from which its votes may be shown by themselves (G03)."""


def votes_in(kind: Kind, key: str) -> Votes | None:
    """Return the rule behind a field that holds a tally; None for any other field."""
    return next((rule for rule in kind.rules if isinstance(rule, Votes) and rule.grid == key), None)


def ballots(rule: Votes, row: Mapping[str, Any]) -> int | None:
    """Return how many valid ballots a row has, or its votes where nobody typed that; None when neither stands there."""
    valid = row.get(rule.valid)
    if isinstance(valid, int):
        return valid
    votes = [row[key] for key in rule.counts if isinstance(row.get(key), int)]
    return sum(votes) if votes else None


def is_whole(rule: Votes, row: Mapping[str, Any]) -> bool:
    """Tell whether a row is that of everybody together."""
    return bool(rule.whole) and row.get(rule.group) == rule.whole


def gives_away(rule: Votes, row: Mapping[str, Any]) -> bool:
    """Tell whether a row is that of a group so small that its votes show who said what (G03)."""
    return not is_whole(rule, row) and 0 < (ballots(rule, row) or 0) < LEAST_APART


def as_read(kind: Kind, key: str, values: Mapping[str, Any]) -> tuple[Field, Any]:
    """Return a field and its value as they are read; only those of a tally differ from what is kept.

    Its answers go by the words of the chosen scale, and a group that gives people away has no votes.
    """
    field, value = kind.field(key), values.get(key)
    rule = votes_in(kind, key)
    if rule is None or not isinstance(field, Grid):
        return field, value
    return _in_words_of_scale(rule, kind, field, values), [_without_votes(rule, row) for row in value or ()]


def _in_words_of_scale(rule: Votes, kind: Kind, field: Grid, values: Mapping[str, Any]) -> Grid:
    """Return the grid with the chosen scale's answers over the columns of votes; as it is when they don't fit."""
    scale = kind.field(rule.scale) if rule.scale else None
    chosen = [o for o in scale.options if o.value == values.get(rule.scale)] if isinstance(scale, Choice) else []
    if not chosen:
        return field
    said, meant = (part.split(mark) for part, mark in ((chosen[0].words.zh, "／"), (chosen[0].words.en, "/")))
    if not len(said) == len(meant) == len(rule.counts):
        return field
    named = {key: Words(zh.strip(), en.strip()) for key, zh, en in zip(rule.counts, said, meant, strict=True)}
    columns = (
        msgspec.structs.replace(column, words=named[column.key])
        if isinstance(column, Integer) and column.key in named
        else column
        for column in field.columns
    )
    return msgspec.structs.replace(field, columns=tuple(columns))


def _without_votes(rule: Votes, row: Mapping[str, Any]) -> Values:
    """Return a row, without its votes where they would give people away."""
    hidden = rule.counts if gives_away(rule, row) else ()
    return {key: value for key, value in row.items() if key not in hidden}
