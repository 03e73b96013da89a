"""Writing a record: begin, autosave, throw away. A draft is overwritten; a version is made by saying done."""

from collections.abc import Mapping
from typing import Any

import msgspec

from core.base.clock import today
from core.base.errors import RecordSealed
from core.base.ids import new_id
from core.checks.checking import VOID
from core.checks.rectification import ACCEPTED_ON, CLOSED_ON
from core.records.catalogue import find_kind, kind_of
from core.records.codec import check
from core.records.content import Origin, Record, Values, is_empty, name_rows
from core.records.due import told_deadlines
from core.records.field import Attendance, Automatic, Grid, Month
from core.records.kind import Kind
from core.records.workflow import HISTORY, Effect, Move
from core.services import unread
from core.services.automatic import automatic_values
from core.services.findings import found_in
from core.store import journal, people, records, sealing
from core.store.engine import Session
from core.store.journal import What
from core.store.vault import Vault
from core.views.records import Saved

ACCEPTANCE = ("acceptor", ACCEPTED_ON, CLOSED_ON, "opinion")
"""Fields that an acceptance fills in, where the kind has them (D§2.9)."""


def begin(
    vault: Vault,
    kind_key: str,
    *,
    subtype: str | None = None,
    like: str | None = None,
    values: Mapping[str, Any] | None = None,
    activities: tuple[str, ...] = (),
    origins: tuple[Origin, ...] = (),
) -> Record:
    """Begin a record and return it.

    What the kind carries over comes from record `like`, else from the latest one of the same kind and subtype
    (照上次新建); attendance begins with everybody of the roster present, the day is today. `values` go over all of it,
    `origins` tell where it comes from. The time of entry is this moment and stands for ever. Raises UnknownKind,
    RecordGone, BadValue.
    """
    kind = find_kind(kind_key)
    now = vault.clock.now().replace(microsecond=0)
    with vault.work() as session:
        model = records.get(session, like) if like else records.latest(session, kind.key, subtype=subtype or "")
        started = _carried(kind, model.values if model else {})
        if kind.subtype and subtype:
            started[kind.subtype] = subtype
        here = [person.id for person in people.roster(session, on=today(vault.clock))]
        for field in kind.fields():
            if isinstance(field, Attendance) and here:
                started[field.key] = {"expected": here, "absent": [], "signed": None}
        # Most records are written on their day; a late one changes it (D§7.2: four clicks for an evening study).
        started[kind.dated] = today(vault.clock).isoformat()
        if isinstance(kind.field(kind.heading), Month):
            started[kind.heading] = f"{today(vault.clock):%Y-%m}"
        started.update(values or {})
        check(kind, started)
        record = Record(
            id=new_id(),
            kind=kind.key,
            kind_version=kind.version,
            state=kind.workflow.first,
            activities=activities,
            origins=origins,
            privacy=kind.privacy,
            entered_at=now,
            changed_at=now,
            values=name_rows(kind, _tidy(started)),
        )
        record = with_automatic(session, kind, record)
        record = records.add(session, record, names=vault.names(session))
        user = people.get_school(session).principal
        journal.append(session, What.RECORD_ENTERED, at=now, by=user, record=record.id, body={"kind": kind.key})
    return record


def read(vault: Vault, record: str) -> Record:
    """Return a record as it stands. Raises RecordGone."""
    with vault.look() as session:
        return records.get(session, record)


def save(vault: Vault, record: str, values: Mapping[str, Any], *, revision: int) -> Saved:
    """Write what is in the form over the draft, and answer with the automatic values and the findings.

    The write is on the disk before the findings are worked out. Raises what `write` raises.
    """
    after = write(vault, record, values, revision=revision)
    with vault.look() as session:
        findings = found_in(vault, session, after)
    kind = kind_of(after)
    shown = {field.key: after.values.get(field.key) for field in kind.fields() if isinstance(field, Automatic)}
    return Saved(id=after.id, revision=after.revision, at=after.changed_at, automatic=shown, findings=findings)


def write(vault: Vault, record: str, values: Mapping[str, Any], *, revision: int) -> Record:
    """Write values over the draft and return it; for a program that is just closing and wants no findings.

    Rows that moves have written, automatic values, a deadline in force and fields that the state doesn't let
    change stay as they are. Raises RecordGone, RecordMoved (`revision` is no longer the present one), RecordSealed,
    BadValue, DiskFull.
    """
    with vault.work() as session:
        before = records.get(session, record)
        kind = kind_of(before)
        allowed = writable(kind, before)
        if not allowed:
            raise RecordSealed(record=record, kind=before.kind, state=before.state)
        check(kind, values)
        merged = {key: value for key, value in before.values.items() if key not in allowed}
        merged.update((key, value) for key, value in values.items() if key in allowed)
        now = vault.clock.now().replace(microsecond=0)
        after = msgspec.structs.replace(before, values=name_rows(kind, _tidy(merged)), changed_at=now)
        if before.finished_at is None:  # what was finished goes on saying what it said
            after = with_automatic(session, kind, after)
        return records.put(session, after, names=vault.names(session), expected=revision)


def explain(vault: Vault, record: str, mark: str, sentence: str, *, revision: int) -> Record:
    """Keep the person's sentence for a warning (经验校验), by the finding's mark; an empty one takes it back.

    A warning may turn up after finishing; until the record is handed in, a sentence for it needs no new version, for
    what the record says stays. The journal notes it. Raises RecordGone, RecordMoved, RecordSealed.
    """
    with vault.work() as session:
        before = records.get(session, record)
        kind = kind_of(before)
        if kind.workflow.state(before.state).handed or before.state == VOID:
            raise RecordSealed(record=record, kind=before.kind, state=before.state)
        kept = {key: said for key, said in before.explanations.items() if key != mark}
        if sentence.strip():
            kept[mark] = sentence.strip()
        now = vault.clock.now().replace(microsecond=0)
        after = msgspec.structs.replace(before, explanations=kept, changed_at=now)
        after = records.put(session, after, names=vault.names(session), expected=revision)
        if before.number:
            user = people.get_school(session).principal
            body = {"mark": mark, "answers": {"note": sentence.strip()}, "version": before.version}
            body = sealing.for_journal(session, kind, after, body)
            journal.append(session, What.RECORD_EXPLAINED, at=now, by=user, record=record, body=body)
    return after


def discard(vault: Vault, record: str, *, revision: int) -> None:
    """Throw away a draft that never got a number. Raises RecordGone, RecordMoved, RecordSealed (it has one)."""
    with vault.work() as session:
        before = records.get(session, record)
        if before.number:
            raise RecordSealed(record=record, kind=before.kind, state=before.state)
        records.remove(session, record, expected=revision)
        unread.forget(session, record)
        user = people.get_school(session).principal
        body = sealing.for_journal(session, kind_of(before), before, {"kind": before.kind, "heading": before.heading})
        journal.append(session, What.RECORD_DISCARDED, at=vault.clock.now(), by=user, record=record, body=body)


def writable(kind: Kind, record: Record) -> frozenset[str]:
    """Return the keys of the fields that may be typed in now.

    In an open state, and after "change" until the next version, that is everything but what the program and the
    moves write; once a step has told the deadline in force it moves only by an extension (D§2.9). Between, while
    something is still awaited, it is the part that may be filled in later. What an acceptance, or any other move,
    writes into fields can be corrected after it like everything else, and is not typed before.
    """
    state = kind.workflow.state(record.state)
    whole = state.open or is_reopened(record)
    if not whole and state.ended:
        return frozenset()
    keys = {
        field.key
        for field in kind.fields()
        if (whole or field.later)
        and not isinstance(field, Automatic)
        and not (isinstance(field, Grid) and field.append_only)
    }
    if kind.workflow.deadline and told_deadlines(record.values):
        keys.discard(kind.workflow.deadline)
    accepts = any(move.effect is Effect.ACCEPT for move in kind.workflow.moves)
    if accepts and (not whole or is_empty(record.values.get(ACCEPTED_ON))):
        keys.difference_update(ACCEPTANCE)
    for move in kind.workflow.moves:
        filled = filled_by(kind, move)
        if filled and (not whole or all(is_empty(record.values.get(key)) for key in filled)):
            keys.difference_update(filled)
    return frozenset(keys - {HISTORY})


def filled_by(kind: Kind, move: Move) -> frozenset[str]:
    """Return the keys of the fields that a move fills with its answers."""
    if move.effect is not Effect.FILL:
        return frozenset()
    return frozenset(question.key for question in move.asks) & {field.key for field in kind.fields()}


def is_reopened(record: Record) -> bool:
    """Tell whether a numbered record was opened again and waits for its next version."""
    return bool(record.number) and record.finished_at is None and record.state != "void"


def with_automatic(session: Session, kind: Kind, record: Record) -> Record:
    """Return the record with its automatic values worked out anew."""
    worked_out = automatic_values(session, kind, record)
    values = {key: value for key, value in record.values.items() if key not in worked_out}
    values.update((key, value) for key, value in worked_out.items() if value is not None)
    return msgspec.structs.replace(record, values=values)


def _carried(kind: Kind, values: Values) -> Values:
    """Return what a new record takes over from another one."""
    return {key: values[key] for key in kind.carried if not is_empty(values.get(key))}


def _tidy(values: Mapping[str, Any]) -> Values:
    """Return values without those that say nothing, so that empty has one form."""
    return {key: value for key, value in values.items() if not is_empty(value)}
