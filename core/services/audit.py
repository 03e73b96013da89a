"""The journal to be read: who did what when, filtered, exported, and proven unbroken."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.base.files import write_safely
from core.records.catalogue import find_kind, kind_of
from core.records.kind import Privacy
from core.store import journal, people, records
from core.store.engine import Session
from core.store.journal import Entry, What
from core.store.records import Filter, Line
from core.store.vault import Vault
from core.views.audit import Chain, Deed

if TYPE_CHECKING:
    from core.exchange.workbook import Value

LIMIT = 500
"""Entries shown at a time."""

_TELLING: Final[Mapping[What, tuple[str, ...]]] = {
    What.UNLOCKED: ("way",),
    What.RECORD_MOVED: ("move",),
    What.RECORD_RESTORED: ("from",),
    What.VAULT_MIGRATED: ("from", "to"),
    What.BACKUP_MADE: ("records", "size"),
    What.BACKUP_CARRIED: ("records", "size"),
    What.VAULT_RESTORED: ("made_at",),
    What.HANDED_OVER: ("since", "records"),
    What.REPLY_TAKEN: ("type",),
    What.WAY_CLOSED: ("kind",),
    What.CLOCK_STRANGE: ("last", "now"),
    What.PRINTED: ("title", "pages"),
    What.EXPORTED: ("title", "name"),
    What.FILE_OPENED: ("name",),
    What.FILE_EXPORTED: ("name",),
}
"""Which particulars of an entry are told: none that hold a record's words."""


def listing(
    vault: Vault, *, since: date | None = None, until: date | None = None, before: int = 0, limit: int = LIMIT
) -> tuple[Deed, ...]:
    """Return entries, newest first: of some days, and older than the number `before` (0 = from the end)."""
    with vault.look() as session:
        entries = journal.between(session, since=since, until=until, before=before, limit=limit)
        return _deeds(vault, session, entries)


def chain(vault: Vault) -> Chain:
    """Return how the journal stands; every entry is looked at."""
    with vault.look() as session:
        head = journal.head(session)
        return Chain(entries=head.entries, digest=head.digest, fault=journal.first_fault(session))


def export(
    vault: Vault, path: Path, *, say: Callable[[Deed], tuple[str, str]], heads: tuple[str, ...], note: str
) -> int:
    """Write the whole journal as a workbook, oldest first; returns how many entries it has.

    `say` words each deed and its particulars, `heads` are the heads of the columns (number, time, who, what, about,
    more), `note` is the sentence above them. The last row holds the journal's digest. Raises DiskFull,
    FolderNotWritable.
    """
    from core.exchange.workbook import Table, workbook  # openpyxl loads with the first export

    with vault.look() as session:
        deeds = _deeds(vault, session, journal.between(session, limit=0))[::-1]
        head = journal.head(session)
    rows: list[tuple[Value, ...]] = [
        (
            deed.seq,
            f"{deed.at:%Y-%m-%d %H:%M:%S}",
            deed.by,
            what,
            deed.about,
            more,
        )
        for deed in deeds
        for what, more in [say(deed)]
    ]
    rows.append((head.entries, "", "", "SHA-256", head.digest, ""))
    write_safely(path, workbook([Table(title="操作记录", note=note, head=heads, rows=rows)]))
    return len(deeds)


def note_printed(vault: Vault, title: str, *, pages: int) -> None:
    """Note that something was printed; whoever asks later what left the house finds it."""
    _note(vault, What.PRINTED, title=title, pages=pages)


def note_exported(vault: Vault, title: str, *, name: str) -> None:
    """Note that something left as a file or as text; `name` is the file's, empty for the clipboard."""
    _note(vault, What.EXPORTED, title=title, name=name)


def note_file(vault: Vault, what: What, *, sha256: str, name: str, record: str = "") -> None:
    """Note that a file of the vault was laid open outside it; of what is not for everybody not what it is called."""
    with vault.look() as session:
        quiet = bool(record) and kind_of(records.get(session, record)).privacy != Privacy.ORDINARY
    _note(vault, what, record, sha256=sha256, name="" if quiet else name)


def _note(vault: Vault, what: What, record: str = "", **body: str | int) -> None:
    with vault.work() as session:
        by = people.get_school(session).principal
        journal.append(session, what, at=vault.clock.now().replace(microsecond=0), by=by, record=record, body=body)


def _deeds(vault: Vault, session: Session, entries: tuple[Entry, ...]) -> tuple[Deed, ...]:
    """Return entries as the windows show them."""
    names = {person.id: person.name for person in vault.names(session).values()}
    wanted = tuple({entry.record for entry in entries if entry.record})
    about = {line.id: line for line in records.lines(session, Filter(ids=wanted))} if wanted else {}
    return tuple(
        Deed(
            seq=entry.seq,
            at=entry.at,
            by=names.get(entry.by, ""),
            what=entry.what.value,
            kind=about[entry.record].kind if entry.record in about else "",
            record=entry.record if entry.record in about else "",
            about=_about(about[entry.record]) if entry.record in about else "",
            particulars={key: entry.body[key] for key in _TELLING.get(entry.what, ()) if key in entry.body},
        )
        for entry in entries
    )


def _about(line: Line) -> str:
    """Return number and heading; of what is not for everybody its number and kind."""
    told = line.heading if line.privacy == Privacy.ORDINARY else find_kind(line.kind).words.zh
    return " ".join(part for part in (line.number, told) if part)
