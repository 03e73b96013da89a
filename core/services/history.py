"""What happened to a record, its earlier versions, and taking one back."""

from typing import Any

import msgspec

from core.base.errors import RecordSealed, VersionMissing
from core.records.catalogue import kind_of
from core.records.codec import decode
from core.records.content import Record
from core.records.packet import record_digest
from core.services.drafts import with_automatic, writable
from core.store import journal, people, records, sealing
from core.store.engine import Session
from core.store.journal import Entry, What
from core.store.vault import Vault
from core.views.records import VersionLine


def versions(vault: Vault, record: str) -> tuple[VersionLine, ...]:
    """Return what happened to a record, the latest first."""
    with vault.look() as session:
        entries = journal.of_record(session, record)
        bodies = [sealing.from_journal(session, record, entry.body) for entry in entries]
    return tuple(_line(entry, body) for entry, body in zip(reversed(entries), reversed(bodies), strict=True))


def read_version(vault: Vault, record: str, seq: int) -> Record:
    """Return the record as a journal entry froze it, in the kind's present terms. Raises VersionMissing."""
    with vault.look() as session:
        return _frozen(session, record, seq)


def restore(vault: Vault, record: str, seq: int, *, revision: int) -> Record:
    """Put an earlier version's values into the draft that is open now; nothing of the journal goes away.

    What the state doesn't let change, and what moves have written since, stays. Raises VersionMissing, RecordGone,
    RecordMoved, RecordSealed (the record is not open for writing).
    """
    with vault.work() as session:
        before = records.get(session, record)
        kind = kind_of(before)
        allowed = writable(kind, before)
        if not allowed:
            raise RecordSealed(record=record, kind=before.kind, state=before.state)
        old = _frozen(session, record, seq)
        values = {key: value for key, value in before.values.items() if key not in allowed}
        values.update((key, value) for key, value in old.values.items() if key in allowed)
        now = vault.clock.now().replace(microsecond=0)
        after = msgspec.structs.replace(before, values=values, explanations=old.explanations, changed_at=now)
        if before.finished_at is None:  # what was finished goes on saying what it said
            after = with_automatic(session, kind, after)
        after = records.put(session, after, names=vault.names(session), expected=revision)
        user = people.get_school(session).principal
        journal.append(session, What.RECORD_RESTORED, at=now, by=user, record=record, body={"from": seq})
    return after


def _frozen(session: Session, record: str, seq: int) -> Record:
    """Return the record that an entry holds, when its digest still fits."""
    entry = journal.one(session, seq)
    body = sealing.from_journal(session, record, entry.body) if entry and entry.record == record else {}
    if "record" not in body:
        raise VersionMissing(record=record, seq=seq)
    found = msgspec.convert(body["record"], Record)
    if record_digest(found) != body.get("sha256"):
        raise VersionMissing(record=record, seq=seq)
    kind = kind_of(found)
    values = decode(kind, found.values, version=found.kind_version)
    return msgspec.structs.replace(found, values=values, kind_version=kind.version)


def _line(entry: Entry, body: dict[str, Any]) -> VersionLine:
    """Return a journal entry as a line of the history; a move goes by its own name. `body` = its opened content."""
    frozen: dict[str, Any] = body.get("record") or {}
    answers: dict[str, Any] = body.get("answers") or {}
    return VersionLine(
        seq=entry.seq,
        at=entry.at,
        what=str(body.get("move") or entry.what.removeprefix("record_")),
        version=int(body.get("version") or 1),
        state=str(body.get("to") or ""),
        reason=str(answers.get("reason") or answers.get("note") or ""),
        restorable=bool(frozen),
    )
