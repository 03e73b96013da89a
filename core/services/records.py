"""What is done with records: lists, opening one, and every move of its workflow."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from core.base.clock import today
from core.base.errors import AnswerMissing, MoveNotReady, MoveRefused, RecordMoved, RowGone
from core.base.ids import new_row
from core.checks.checking import VOID
from core.checks.rectification import CLOSED_ON
from core.records.catalogue import find_kind, kind_of, kinds
from core.records.codec import check
from core.records.content import Record, Values, is_empty, name_rows, row_called
from core.records.due import deadline_of, told_deadlines
from core.records.field import ROW, Automatic, Field, Formula, Grid, Text
from core.records.kind import Kind, Place
from core.records.packet import record_digest
from core.records.workflow import HISTORY, Effect, Move, Need
from core.services import lines
from core.services.campaigns import editions, in_force
from core.services.drafts import ACCEPTANCE, explain, filled_by, is_reopened, with_automatic, writable
from core.services.findings import found_in, unmet
from core.store import journal, numbering, people, sealing
from core.store import records as shelf
from core.store.engine import Session
from core.store.journal import What
from core.store.records import Filter
from core.store.vault import Vault
from core.views.records import FindingView, RecordLine, RecordView

__all__ = ["Filter", "explain", "listing", "move", "moves", "open_record", "read", "writable"]


def read(vault: Vault, record: str) -> Record:
    """Return one record. Raises RecordGone."""
    with vault.look() as session:
        return shelf.get(session, record)


def open_record(vault: Vault, record: str) -> RecordView:
    """Return one record with everything its editor needs. Raises RecordGone."""
    with vault.look() as session:
        found = shelf.get(session, record)
        kind = kind_of(found)
        if found.finished_at is None and found.state != VOID:  # numbers by date follow what other records say by now
            found = with_automatic(session, kind, found)
        return RecordView(
            record=found,
            kind=kind,
            people=dict(vault.names(session)),
            moves=moves(kind, found),
            findings=found_in(vault, session, found),
            recent=_recent(session, kind),
            overdue=lines.overdue(kind, found, today=today(vault.clock)),
        )


def listing(
    vault: Vault,
    what: Place | str | None = None,
    *,
    subtype: str = "",
    states: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
    limit: int = 0,
    offset: int = 0,
) -> tuple[RecordLine, ...]:
    """Return the rows of a list, the latest day first and undated drafts before all.

    `what` is a place of the rail, the key of a kind, or None for everything; days are both included; limit 0 = all.
    """
    asked = Filter(
        kinds=_kinds(what),
        subtype=subtype,
        states=states,
        since=since,
        until=until,
        limit=limit,
        offset=offset,
    )
    day = today(vault.clock)
    with vault.look() as session:
        late = lines.late_after(session)
        return tuple(lines.to_line(line, today=day, late_after=late) for line in shelf.lines(session, asked))


def lines_of(vault: Vault, ids: tuple[str, ...]) -> tuple[RecordLine, ...]:
    """Return the list rows of these records, in the order asked for; ids that are gone are left out."""
    day = today(vault.clock)
    with vault.look() as session:
        found = {line.id: line for line in shelf.lines(session, Filter(ids=ids))}
        late = lines.late_after(session)
    return tuple(lines.to_line(found[record], today=day, late_after=late) for record in ids if record in found)


def moves(kind: Kind, record: Record) -> tuple[Move, ...]:
    """Return the moves a person may make now, the primary ones first.

    A record that is open for a change is not opened again; a finished one is not finished again.
    """
    open_again = is_reopened(record)
    possible = [
        move
        for move in kind.workflow.open_moves(record.state)
        if not (move.effect is Effect.REOPEN and (open_again or not record.number))
        and not (move.effect is Effect.NUMBER and record.number and not open_again)
    ]
    return tuple(sorted(possible, key=lambda move: not move.primary))


def move(
    vault: Vault,
    record: str,
    move_key: str,
    *,
    answers: Mapping[str, Any] | None = None,
    revision: int,
    by: str = "",
    by_program: bool = False,
) -> Record:
    """Make one move of the record's workflow and freeze the record as it then is into the journal.

    `answers` are the values of what the move asks, and under `row` the name of the row it acts on; `by` is the person
    who does it (the principal when not given). Raises RecordGone, RecordMoved, MoveRefused (not from this state),
    MoveNotReady (see `lacking`), AnswerMissing, RowGone, BadValue.
    """
    with vault.work() as session:
        return make_move(
            vault, session, record, move_key, answers=answers or {}, revision=revision, by=by, by_program=by_program
        )


def lacking(
    vault: Vault, record: str, move_key: str, *, answers: Mapping[str, Any] | None = None
) -> tuple[FindingView, ...]:
    """Return what keeps a move from being made now; nothing when it may be. Raises RecordGone, MoveRefused."""
    with vault.look() as session:
        found = shelf.get(session, record)
        kind = kind_of(found)
        chosen = _choose(kind, found, move_key, by_program=True)
        return unmet(vault, session, found, _as_judged(kind, chosen, found), answers or {})


def make_move(
    vault: Vault,
    session: Session,
    record: str,
    move_key: str,
    *,
    answers: Mapping[str, Any],
    revision: int,
    by: str = "",
    by_program: bool = False,
) -> Record:
    """Make a move inside a transaction that is open already; for services that move several records at once."""
    before = shelf.get(session, record)
    if before.revision != revision:
        raise RecordMoved(record=record, expected=revision, found=before.revision)
    kind = kind_of(before)
    chosen = _choose(kind, before, move_key, by_program=by_program)
    given = _answers(kind, chosen, before, answers)
    if wanting := unmet(vault, session, before, _as_judged(kind, chosen, before), given):
        raise MoveNotReady(move=move_key, finding=f"{wanting[0].rule}.{wanting[0].code}", lacking=len(wanting))
    now = vault.clock.now().replace(microsecond=0)
    after = msgspec.structs.replace(before, state=chosen.target or before.state, changed_at=now)
    after = _with_effect(session, kind, chosen, after, given, came_from=before.state, moment=now)
    actor = str(given.get(chosen.who) or by or people.get_school(session).principal)
    values = _with_history(kind, chosen, before, after, given, by=actor, day=today(vault.clock))
    after = msgspec.structs.replace(after, values=name_rows(kind, values))
    if before.finished_at is None:  # what was finished goes on saying what it said
        after = with_automatic(session, kind, after)
        if after.finished_at is not None:
            after = msgspec.structs.replace(after, templates=editions(session))
    after = shelf.put(session, after, names=vault.names(session), expected=revision)
    body = {
        "move": chosen.key,
        "from": before.state,
        "to": after.state,
        "version": after.version,
        "answers": given,
        "record": after,
        "sha256": record_digest(after),
    }
    body = sealing.for_journal(session, kind, after, body)
    journal.append(session, What.RECORD_MOVED, at=now, by=actor, record=record, body=body)
    return after


def _choose(kind: Kind, record: Record, move_key: str, *, by_program: bool) -> Move:
    """Return the move that is asked for when it may be made."""
    try:
        chosen = kind.workflow.move(move_key)
    except KeyError:
        raise MoveRefused(kind=kind.key, move=move_key, state=record.state) from None
    allowed = chosen in moves(kind, record) or (
        by_program and chosen.by_program and record.state in chosen.sources and not is_reopened(record)
    )
    if not allowed:
        raise MoveRefused(kind=kind.key, move=move_key, state=record.state)
    return chosen


def _as_judged(kind: Kind, chosen: Move, record: Record) -> Move:
    """Return a step as it is judged: with what the steps before it required, so that nothing of it goes missing again.

    Made while the record is open for a change it ends that too, so no errors pass. Opening for a change and voiding
    are always possible.
    """
    if chosen.target == VOID or chosen.effect is Effect.REOPEN:
        return chosen
    made = {str(row.get("move")) for row in record.values.get(HISTORY) or ()}
    before = (key for move in kind.workflow.moves if move.key in made for key in move.requires)
    needs = chosen.needs
    if is_reopened(record) and Need.NO_ERRORS not in needs:
        needs = (*needs, Need.NO_ERRORS)
    return msgspec.structs.replace(chosen, needs=needs, requires=tuple(dict.fromkeys((*chosen.requires, *before))))


def _answers(kind: Kind, chosen: Move, record: Record, answers: Mapping[str, Any]) -> Values:
    """Return the answers to what the move asks, each checked against its question, and the row it acts on."""
    given: Values = {}
    if chosen.effect is Effect.ROW and chosen.into:
        given[ROW] = _row_chosen(chosen, chosen.into, record, answers.get(ROW))
    for question in chosen.asks:
        value = answers.get(question.key)
        if is_empty(value):
            if question.required:
                raise AnswerMissing(kind=kind.key, move=chosen.key, field=question.key)
            continue
        given[question.key] = value
    _check_answers(kind, chosen.asks, given)
    return given


def _row_chosen(chosen: Move, grid: str, record: Record, name: Any) -> str:
    """Return the name of the row that a move acts on."""
    if is_empty(name):
        raise AnswerMissing(kind=record.kind, move=chosen.key, field=ROW)
    if row_called(record.values.get(grid), str(name)) is None:
        raise RowGone(move=chosen.key, grid=grid)
    return str(name)


def _check_answers(kind: Kind, asks: tuple[Field, ...], given: Values) -> None:
    """Refuse an answer that does not fit its question, as the codec does for values."""
    section = msgspec.structs.replace(kind.sections[0], fields=asks, rows=())
    check(msgspec.structs.replace(kind, sections=(section,)), given)


def _with_effect(
    session: Session, kind: Kind, chosen: Move, record: Record, given: Values, *, came_from: str, moment: Any
) -> Record:
    """Return the record, already in its new state, with what the move does besides."""
    values = dict(record.values)
    changed: dict[str, Any] = {}
    match chosen.effect:
        case Effect.NUMBER:
            if not record.number:
                year = (record.dated or moment.date()).year
                changed["number"] = numbering.next_number(session, kind.prefix, year=year)
                values.update(_ledger_number(session, kind))
        case Effect.REOPEN:
            changed["version"] = record.version + 1
        case Effect.EXTEND if kind.workflow.deadline:
            values[kind.workflow.deadline] = given[kind.workflow.deadline]
        case Effect.APPEND if chosen.into:
            values[chosen.into] = [*(values.get(chosen.into) or ()), {ROW: new_row(), **given}]
        case Effect.ACCEPT:
            values.update(_acceptance(kind, given))
        case Effect.FILL:
            values = _filled(values, given, keys=filled_by(kind, chosen))
        case Effect.ROW if chosen.into:
            values[chosen.into] = _with_row(kind.field(chosen.into), values[chosen.into], given)
        case _:
            pass
    if not kind.workflow.state(record.state).ended and kind.workflow.state(came_from).ended:
        values.pop(CLOSED_ON, None)  # it came back: the history tells when it was closed
    # Every move but "change" makes what stands now the version that counts.
    changed["finished_at"] = _finished(record, chosen, moment, numbered=bool(changed.get("number") or record.number))
    return msgspec.structs.replace(record, values=values, **changed)


def _finished(record: Record, chosen: Move, moment: Any, *, numbered: bool) -> Any:
    """Return when the version that counts was finished; None while it is open."""
    if chosen.effect is Effect.REOPEN or not numbered:
        return None
    return record.finished_at or moment


def _ledger_number(session: Session, kind: Kind) -> Values:
    """Return the next running number of the kind's ledger, where it has one; void items keep theirs."""
    keys = [f.key for f in kind.fields() if isinstance(f, Automatic) and f.formula is Formula.LEDGER_NO]
    if not keys:
        return {}
    highest = numbering.highest_no(session, kind.key)
    return dict.fromkeys(keys, highest + 1)


def _acceptance(kind: Kind, given: Values) -> Values:
    """Return the fields that an acceptance fills: who, when, in what words, and the day of closing."""
    said = (given.get("by"), given.get("on"), given.get("on"), given.get("note"))
    known = {field.key for field in kind.fields()}
    return {key: value for key, value in zip(ACCEPTANCE, said, strict=True) if key in known and not is_empty(value)}


def _filled(values: Values, given: Values, *, keys: frozenset[str]) -> Values:
    """Return values with the answers in the fields of their names; what was not answered this time is empty."""
    kept = {key: value for key, value in values.items() if key not in keys}
    return kept | {key: given[key] for key in keys if key in given}


def _with_row(grid: Field, rows: list[Values], given: Values) -> list[Values]:
    """Return the rows of a grid with the answers in the columns of their names in the row that was chosen."""
    columns = {column.key for column in grid.columns} if isinstance(grid, Grid) else set()
    said = {key: value for key, value in given.items() if key in columns}
    return [{**row, **said} if row.get(ROW) == given[ROW] else row for row in rows]


def _with_history(
    kind: Kind, chosen: Move, before: Record, after: Record, given: Values, *, by: str, day: date
) -> Values:
    """Return the record's values with a row about this move at the end of its history.

    The row names the deadline then in force where no row before it does, so the first one stays on show for ever. A
    move that acted on a row of a grid tells which, by its name and by its place.
    """
    # A matter may be entered long after it was raised; its later steps must still be able to have their own days.
    entered = chosen.effect is Effect.NUMBER and not before.number
    own = after.dated if entered and any(field.key == HISTORY for field in kind.fields()) else None
    due = deadline_of(kind, after.state, after.values)
    row: Values = {
        ROW: new_row(),
        "on": given.get(chosen.on) or (own or day).isoformat(),
        "move": chosen.key,
        "from": before.state,
        "state": after.state,
        "by": by,
        "note": given.get("note") or given.get("reason"),
        "deadline": due.isoformat() if due and due not in told_deadlines(after.values)[-1:] else None,
        "about": given.get(ROW),
        "no": _place(before.values.get(chosen.into or ""), given.get(ROW)),
    }
    row = {name: value for name, value in row.items() if not is_empty(value)}
    return {**after.values, HISTORY: [*(after.values.get(HISTORY) or ()), row]}


def _place(rows: Any, name: Any) -> int | None:
    """Return which row of a grid goes by a name, from 1."""
    if not name:
        return None
    return next((at for at, row in enumerate(rows or (), start=1) if row.get(ROW) == name), None)


def _kinds(what: Place | str | None) -> tuple[str, ...]:
    """Return the keys of the kinds a list asks for."""
    if what is None:
        return ()
    if isinstance(what, Place):
        return tuple(kind.key for kind in kinds().values() if kind.place is what) or ("",)
    return (find_kind(what).key,)


def _recent(session: Session, kind: Kind, *, looked_at: int = 60, kept: int = 8) -> dict[str, tuple[str, ...]]:
    """Return what was typed lately in the fields that offer it, newest first, by path joined with dots.

    After it come the topics that campaigns suggest, where a field asks for them.
    """
    found: dict[str, dict[str, None]] = {}
    for values in shelf.latest_values(session, kind.key, limit=looked_at):
        for path, said in _offered(kind, values):
            found.setdefault(path, {}).setdefault(said)
    offered = {path: tuple(said)[:kept] for path, said in found.items()}
    suggested = tuple(dict.fromkeys(topic for one in in_force(session) for topic in one.suggested_topics))
    for field in kind.fields():
        if isinstance(field, Text) and field.topics and suggested:
            offered[field.key] = tuple(dict.fromkeys((*offered.get(field.key, ()), *suggested)))
    return offered


def _offered(kind: Kind, values: Values) -> Any:
    """Yield (path, text) of the fields and grid columns with `recent`."""
    for field in kind.fields():
        value = values.get(field.key)
        if isinstance(field, Text) and field.recent and isinstance(value, str) and value.strip():
            yield field.key, value.strip()
        elif columns := [column for column in getattr(field, "columns", ()) if getattr(column, "recent", False)]:
            for row in value or ():
                yield from (
                    (f"{field.key}.{column.key}", str(row[column.key]).strip())
                    for column in columns
                    if not is_empty(row.get(column.key))
                )
