"""换校长: the vault goes on with another principal; the leaving one's signature does not."""

from datetime import date, timedelta

import msgspec

from core.base.errors import PersonMissing, SamePerson, TermEndsEarly
from core.records.catalogue import find_kind, kinds
from core.records.kind import Privacy
from core.services import identities, vaults
from core.store import journal, packets, people, records, replies, settings, unlock
from core.store.engine import Session
from core.store.journal import What
from core.store.records import Filter, Line
from core.store.unlock import Cost, SlotKind
from core.store.vault import Vault
from core.views.succession import Goes, HandOver

PRINCIPAL = "校长"
"""The post, as rosters write it."""


def look(vault: Vault, successor: str, *, since: date) -> HandOver:
    """Tell what goes over, for the list that both sign; nothing is written. Raises PersonMissing, SamePerson."""
    with vault.look() as session:
        return _list(vault, session, successor, since=since)


def list_pdf(found: HandOver) -> bytes:
    """Return the hand-over list as PDF. Raises MissingGlyph."""
    from core.documents import succession  # ReportLab loads when the first page is made

    return succession.hand_over_pdf(found)


def hand_over(
    vault: Vault, successor: str, *, since: date, password: str, new_password: str, cost: Cost | None = None
) -> HandOver:
    """Let somebody on the roster be the principal from a day on; returns what went over.

    `password` is the leaving principal's. Their signing keys are taken out of the vault, what they signed stays to be
    verified; recovery sheet and second password, which others may have, open nothing any more; the vault opens with
    `new_password`. The new key is certified by the county like any (`Why.SUCCESSION`). When it fails on the way it can
    be done again, with whichever password opens it then.

    Raises WrongPassword, PersonMissing, SamePerson, TermEndsEarly, BadIdentity, DiskFull, FolderNotWritable.
    """
    vaults.verify(vault, password)
    with vault.look() as session:
        _list(vault, session, successor, since=since)
    # The ways in first: if the power fails now, whoever has the new password begins once more.
    vaults.change_password(vault, old=password, new=new_password, cost=cost)
    for kind in (SlotKind.SECOND, SlotKind.RECOVERY):
        unlock.close_way(vault.folder, kind)
    with vault.work() as session:
        found = _list(vault, session, successor, since=since)
        before = people.get_school(session)
        _end_term(session, before.principal, since=since)
        _begin_term(session, successor, since=since)
        people.put_school(session, msgspec.structs.replace(before, principal=successor))
        _forget_keys(session, before.principal)
        journal.append(
            session,
            What.HANDED_OVER,
            at=vault.clock.now(),
            by=before.principal,
            body={"from": before.principal, "to": successor, "since": since.isoformat(), "records": found.records},
        )
    vault.forget_names()
    identities.current(vault)  # another name: another key
    return found


def _list(vault: Vault, session: Session, successor: str, *, since: date) -> HandOver:
    """Return what goes over."""
    school = people.get_school(session)
    leaving, coming = people.get(session, school.principal), people.get(session, successor)
    if coming is None or leaving is None:
        raise PersonMissing(person=successor)
    if coming.id == leaving.id:
        raise SamePerson(name=coming.name)
    if leaving.since and since <= leaving.since:
        raise TermEndsEarly(name=leaving.name, since=leaving.since.isoformat(), until=since.isoformat())
    lines = records.lines(session, Filter())
    shelf = packets.listing(session)
    goes = []
    for kind in kinds().values():
        of_kind = [line for line in lines if line.kind == kind.key]
        if of_kind:
            drafts = sum(line.finished_at is None and line.version == 0 for line in of_kind)
            goes.append(
                Goes(
                    kind=kind.words.zh,
                    count=len(of_kind),
                    drafts=drafts,
                    first=min((line.dated for line in of_kind if line.dated), default=None),
                    last=max((line.dated for line in of_kind if line.dated), default=None),
                )
            )
    unsettled = [line for line in records.due_first(session, Filter()) if not _is_ended(line)]
    return HandOver(
        school=school.name,
        leaving=leaving.name,
        leaving_since=leaving.since,
        coming=coming.name,
        since=since,
        at=vault.clock.now().replace(microsecond=0),
        goes=tuple(goes),
        records=len(lines),
        unsettled=tuple(
            f"{line.number} {line.heading}".strip() for line in unsettled if line.privacy == Privacy.ORDINARY
        ),
        hidden=sum(line.privacy != Privacy.ORDINARY for line in unsettled),
        packets=len(shelf),
        waiting=sum(packet.received_on is None for packet in shelf),
        receipts=len(replies.listing(session)),
        journal_entries=journal.head(session).entries,
        journal_digest=journal.head(session).digest,
    )


def _is_ended(line: Line) -> bool:
    """Tell whether nothing more is to be done about a record."""
    return find_kind(line.kind).workflow.state(line.state).ended


def _end_term(session: Session, person: str, *, since: date) -> None:
    """End somebody's term the day before; they stay on the roster, for old records name them."""
    leaving = people.get(session, person)
    if leaving is not None:
        people.put(session, msgspec.structs.replace(leaving, until=since - timedelta(days=1)))


def _begin_term(session: Session, person: str, *, since: date) -> None:
    """Begin somebody's term as principal."""
    coming = people.get(session, person)
    if coming is not None and coming.post != PRINCIPAL:
        people.change_post(session, person, post=PRINCIPAL, since=since)


def _forget_keys(session: Session, person: str) -> None:
    """Take somebody's private keys out of the vault; the certificates stay, to verify what they signed."""
    from core.signing import identity as signing

    theirs = {certificate for who, certificate in settings.identities(session) if who == person}
    for kept in settings.identity_contents(session):
        identity = signing.decode(kept)
        if identity.certificate in theirs and identity.private_key:
            bare = msgspec.structs.replace(identity, private_key=b"")
            settings.put_identity_content(session, identity.fingerprint, signing.encode(bare))
