"""What an open book remembers of its backups, and how it stands now: a school's vault, or a county's desk."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, assert_never

import msgspec

from core.base.canonical import digest, encode
from core.records.content import School
from core.store import journal, people, records, settings
from core.store.books import Book
from core.store.engine import Session
from core.store.journal import What
from core.store.register import ledger
from core.store.register.desk import Desk
from core.store.vault import Vault
from core.views.backups import Trouble

BACKUP = "backup"
"""Setting of a vault, secret of a desk: how it stood when the last one was made, and the named stick."""

_QUIET = frozenset((What.UNLOCKED, What.BACKUP_MADE, What.BACKUP_CARRIED))
"""Entries of the journal after which nothing new is to be kept."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """How the book stood when the last backup was made."""

    at: datetime | None = None
    mark: str = ""
    """What `Standing.mark` was then."""
    stick_at: datetime | None = None
    stick_mark: str = ""
    stick: str = ""
    """Label of the named stick."""
    volume: str = ""
    """Number of its volume."""
    trouble: Trouble | None = None
    """Why none was made when the book was closed last, until it was told."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How the book stands now."""

    kept: Kept
    mark: str
    """Differs as soon as something worth keeping was changed."""
    begun: datetime | None
    """When the first thing was written."""
    owner: str
    """Whose it is, short."""


def standing(book: Book) -> Standing:
    """Return how a book stands; one short read."""
    match book:
        case Vault():
            with book.look() as session:
                school, first = people.get_school(session), journal.one(session, 1)
                entries = journal.last_apart_from(session, _QUIET)
                return Standing(
                    kept=_kept(session),
                    mark=f"{entries}/{records.changes(session)}",
                    begun=first.at if first else None,
                    owner=_short(school),
                )
        case Desk():
            secrets = book.secrets()
            kept = secrets.pop(BACKUP, b"{}")
            keys = digest(encode({key: digest(content) for key, content in secrets.items()}))
            if book.elsewhere:
                return Standing(kept=_read(kept), mark=keys, begun=None, owner="")
            with book.register.look() as session:
                events, facts = ledger.last_event(session, apart_from=_QUIET), digest(encode(ledger.facts(session)))
                return Standing(
                    kept=_read(kept),
                    mark=f"{events}/{digest((keys + facts).encode())}",
                    begun=ledger.begun(session),
                    owner=ledger.fact(session, "county", ""),
                )
        case _:
            assert_never(book)


def note(
    book: Book, change: Callable[[Kept], Kept], *, what: What | None = None, body: dict[str, Any] | None = None
) -> None:
    """Keep what is remembered, and tell the journal `what` was done; a register elsewhere is not told."""
    now = book.clock.now().replace(microsecond=0)
    match book:
        case Vault():
            with book.work() as session:
                settings.put(session, BACKUP, msgspec.to_builtins(change(_kept(session))))
                if what is not None:
                    journal.append(session, what, at=now, by=people.get_school(session).principal, body=body)
        case Desk():
            book.change(BACKUP, lambda before: msgspec.json.encode(change(_read(before or b"{}"))))
            if what is not None and not book.elsewhere:
                with book.register.work() as session:
                    ledger.tell(session, what.value, at=now, by=ledger.fact(session, "clerk", ""), body=body or {})
        case _:
            assert_never(book)


def _kept(session: Session) -> Kept:
    return msgspec.convert(settings.get(session, BACKUP, {}), Kept)


def _read(kept: bytes) -> Kept:
    return msgspec.json.decode(kept, type=Kept)


def _short(school: School) -> str:
    """Return a name short enough for a file's."""
    return school.short or school.name
