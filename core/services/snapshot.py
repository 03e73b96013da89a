"""One consistent picture of chosen records, as the document that will travel."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import UNSET

from core.base.canonical import digest
from core.base.errors import KeptInside, NothingChosen
from core.base.files import write_safely
from core.base.ids import new_id
from core.base.version import PROGRAM
from core.campaign.several import strictest
from core.campaign.template import Measure, Template
from core.records.catalogue import find_kind, kind_of
from core.records.content import Person, Record, named_people
from core.records.field import Files
from core.records.masking import public_version
from core.records.packet import Attached, Campaign, Document, Entry, Explained, Journal, record_digest
from core.services import receipts
from core.services.campaigns import current
from core.store import blobs, journal, people
from core.store import records as shelf
from core.store.vault import Vault

ORDER = ("study", "research", "rectification", "activities")
"""Order of the kinds in a packet: that of the left rail."""

ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
"""Ending of an embedded file by its MIME type."""

Sizes = Mapping[str, tuple[str, int]]
"""MIME type and size in bytes of each kept file, by SHA-256."""


def take(
    vault: Vault, ids: Sequence[str], *, title: str, confidential: bool = False, replaces: bool = True
) -> Document:
    """Return the chosen records with everything needed to understand them elsewhere; nothing is written.

    Records stand in the order of the rail, then of their numbers. What is `confidential` travels in an envelope that
    only the county opens: whole, with what ordinary packets leave out or hide. Where one of them was sent back, the
    document `replaces` the packet it was in. Raises NothingChosen, RecordGone, KeptInside.
    """
    if not ids:
        raise NothingChosen
    campaigns = current(vault)
    with vault.look() as session:
        chosen = sorted(shelf.many(session, ids), key=_order)
        for record in chosen:
            kind = kind_of(record)
            if not (kind.open_to_county if confidential else kind.open_to_all):
                raise KeptInside(number=record.number)
        school = people.get_school(session)
        known = vault.names(session)
        head = journal.head(session)
        before = receipts.to_replace(session, tuple(record.id for record in chosen)) if replaces else None
        if not confidential:
            chosen = [_outward(record, known) for record in chosen]
        sizes = {name: found for name in blobs.names(session) if (found := blobs.describe(session, name))}
    named = {school.principal, school.secretary} - {""}
    named.update(*(named_people(kind_of(record), record.values) for record in chosen))
    signer = known.get(school.principal)
    return Document(
        id=new_id(),
        program=PROGRAM,
        title=title,
        made_at=vault.clock.now().replace(microsecond=0),
        school=school,
        people=tuple(_plain(known[person]) for person in sorted(named & known.keys())),
        campaigns=tuple(Campaign(id=campaign.id, title=campaign.title) for campaign in campaigns),
        signer=signer.name if signer else "",
        kinds=tuple(
            find_kind(kind, version) for kind, version in sorted({(one.kind, one.kind_version) for one in chosen})
        ),
        entries=tuple(_entry(record) for record in chosen),
        attached=tuple(_attached(chosen, sizes)),
        requested=_requested(campaigns),
        journal=Journal(entries=head.entries, head=head.digest),
        replaces=before or UNSET,
        confidential=True if confidential else UNSET,
    )


def lend(vault: Vault, folder: Path) -> Callable[[str], Path]:
    """Return a function that lays a kept file into `folder` (private to the caller) and gives its path."""

    def fetch(sha256: str) -> Path:
        path = folder / sha256
        if not path.exists():
            with vault.look() as session:
                write_safely(path, blobs.get(session, sha256), private=True)
        return path

    return fetch


def _outward(record: Record, people: Mapping[str, Person]) -> Record:
    """Return a record as it leaves: whatever is private in it is hidden, for a packet is read by many."""
    kind = kind_of(record)
    return public_version(kind, record, people) if kind.has_private else record


def _order(record: Record) -> tuple[int, str, str, str]:
    """Sort by the kind's place, then number, then day."""
    kind = kind_of(record)
    return ORDER.index(kind.place), kind.key, record.number, str(record.dated or "")


def _plain(person: Person) -> Person:
    """Return a person as they travel: the school's own search key stays at home."""
    return msgspec.structs.replace(person, initials="")


def _entry(record: Record) -> Entry:
    """Return a record with its digest and the sentences given for its warnings."""
    explained = tuple(
        Explained(rule=mark.partition(":")[0], mark=mark, sentence=sentence)
        for mark, sentence in sorted(record.explanations.items())
    )
    return Entry(record=record, sha256=record_digest(record), explained=explained)


def _attached(chosen: Sequence[Record], sizes: Sizes) -> Iterator[Attached]:
    """Yield every kept file once, named after its record and title."""
    seen: set[str] = set()
    taken: set[str] = set()
    for record in chosen:
        for field in kind_of(record).fields():
            for row in record.values.get(field.key) or () if isinstance(field, Files) else ():
                sha256 = row.get("blob")
                if not sha256 or sha256 in seen or sha256 not in sizes:
                    continue
                seen.add(sha256)
                mime, size = sizes[sha256]
                title = row.get("title") or row.get("name") or ""
                name = _name(record.number, len(seen), mime=mime, original=row.get("name") or "", taken=taken)
                yield Attached(name=name, sha256=sha256, size=size, mime=mime, title=title, record=record.id)


def _name(number: str, count: int, *, mime: str, original: str, taken: set[str]) -> str:
    """Return a plain, unique name that every file system and every PDF reader takes."""
    ending = ENDINGS.get(mime) or (Path(original).suffix.lower() if Path(original).suffix.isascii() else "") or ".bin"
    name = f"{number or 'draft'}-{count:02d}{ending}"
    if name in taken:
        name = f"{digest(name.encode())[:8]}-{name}"
    taken.add(name)
    return name


def _requested(campaigns: tuple[Template, ...]) -> tuple[str, ...]:
    """Return what only the county's campaigns ask for (D§5.3 rule 2)."""
    asked = strictest(campaigns)
    found = []
    if asked.photo_required:
        found.append("photo_required")
    if asked.body_min_chars:
        found.append("body_min_chars")
    if any(
        activity.quota and activity.quota.measure is Measure.HOURS for one in campaigns for activity in one.activities
    ):
        found.append("hours")
    return tuple(found)
