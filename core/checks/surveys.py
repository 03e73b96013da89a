"""Do the ballots add up (G01), did enough come back (G02), and is nobody given away by a small group (G03)?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.checks.context import Context
from core.checks.finding import Finding, Level, found
from core.records.content import Record, says_nothing
from core.records.rule import Votes
from core.records.tally import LEAST_APART, ballots, gives_away, is_whole


def check_votes(rule: Votes, record: Record, context: Context) -> Iterator[Finding]:
    """Check every group of a survey (G01, G02, G03), and that nobody who is judged watches the count (G01).

    A number nobody typed yet is not asked; W01 says where it is missing.
    """
    rows = [(at, row) for at, row in enumerate(record.values.get(rule.grid) or ()) if not says_nothing(row)]
    for number, row in rows:
        yield from _check_sums(rule, number, row, record)
        yield from _check_returned(rule, number, row, record)
        if gives_away(rule, row):
            path = (rule.grid, number, rule.valid)
            told = {"row": number + 1, "valid": ballots(rule, row) or 0, "least": LEAST_APART}
            yield found(record.id, "G03.small_group", Level.ERROR, path, **told)
    yield from _check_rest(rule, rows, record)
    yield from _check_watchers(rule, record, context)


def _check_rest(rule: Votes, rows: Sequence[tuple[int, Mapping[str, Any]]], record: Record) -> Iterator[Finding]:
    """Find a group that stands in no row, but comes out when the others are taken from everybody together (G03)."""
    for number, row in rows:
        groups = [
            other for _, other in rows if not is_whole(rule, other) and other.get(rule.item) == row.get(rule.item)
        ]
        counted = [ballots(rule, other) for other in groups]
        together = ballots(rule, row)
        if not is_whole(rule, row) or together is None or not counted or None in counted:
            continue
        rest = together - sum(count or 0 for count in counted)
        if 0 < rest < LEAST_APART:
            told = {"row": number + 1, "valid": rest, "least": LEAST_APART}
            yield found(record.id, "G03.small_rest", Level.ERROR, (rule.grid, number, rule.valid), **told)


def _check_sums(rule: Votes, number: int, row: Mapping[str, Any], record: Record) -> Iterator[Finding]:
    """Check returned ≤ issued, valid + invalid = returned, and the votes of all answers = valid (G01)."""
    issued, returned = _number(row, rule.issued), _number(row, rule.returned)
    valid, invalid = _number(row, rule.valid), _number(row, rule.invalid)
    counts = [_number(row, key) for key in rule.counts]
    place = number + 1
    if issued is not None and returned is not None and returned > issued:
        path = (rule.grid, number, rule.returned)
        told = {"row": place, "returned": returned, "issued": issued}
        yield found(record.id, "G01.returned_over_issued", Level.ERROR, path, **told)
    if valid is not None and returned is not None and valid + (invalid or 0) != returned:
        path = (rule.grid, number, rule.valid)
        told = {"row": place, "valid": valid, "invalid": invalid or 0, "returned": returned}
        yield found(record.id, "G01.valid_invalid_differ", Level.ERROR, path, **told)
    counted = sum(count for count in counts if count is not None)
    if valid is not None and any(count is not None for count in counts) and counted != valid:
        path = (rule.grid, number, rule.counts[0])
        told = {"row": place, "counted": counted, "valid": valid}
        yield found(record.id, "G01.counts_differ", Level.ERROR, path, **told)


def _check_returned(rule: Votes, number: int, row: Mapping[str, Any], record: Record) -> Iterator[Finding]:
    """Remark that fewer than two thirds of those who might answer did (G02)."""
    returned, expected = _number(row, rule.returned), _number(row, rule.expected)
    if returned is not None and expected and returned * 3 < expected * 2:
        path = (rule.grid, number, rule.returned)
        percent = returned * 100 // expected
        told = {"row": number + 1, "returned": returned, "expected": expected, "percent": percent}
        yield found(record.id, "G02.few_returned", Level.HINT, path, **told)


def _check_watchers(rule: Votes, record: Record, context: Context) -> Iterator[Finding]:
    """Find people who are judged among those who watch the count (G01)."""
    if not rule.watchers or not rule.judged:
        return
    judged = _people(record.values.get(rule.judged))
    both = [person for person in _people(record.values.get(rule.watchers)) if person in judged]
    if both:
        names = "、".join(context.name(person) for person in both)
        yield found(record.id, "G01.watcher_judged", Level.ERROR, (rule.watchers,), people=names, count=len(both))


def _people(value: Any) -> tuple[str, ...]:
    """Return the people of a field for one or for several."""
    return (value,) if isinstance(value, str) and value else tuple(value or ())


def _number(row: Mapping[str, Any], key: str) -> int | None:
    """Return a whole number of a row; None when nobody typed one."""
    value = row.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
