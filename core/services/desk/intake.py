"""What lies on a stick: judged one by one, weighed against the register, taken in whole or not at all."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import msgspec
from msgspec import UNSET

from core.base.canonical import encode, file_digest
from core.base.clock import Clock
from core.base.errors import Cancelled, EnvelopeForOthers, NotBelieved, RegisterUnreachable, UserError
from core.base.files import require_file
from core.base.jobs import Progress, Silent
from core.exchange.layout import find_documents
from core.records.packet import Document
from core.services import judging
from core.services.desk.trust import trust
from core.signing.standing import MAY_OVERRULE, Known, weigh
from core.signing.trust import Trust
from core.signing.verdict import Light, Verdict
from core.store.engine import Session
from core.store.register import ledger
from core.store.register.desk import Clash, Register
from core.store.register.ledger import IncomingRow
from core.views.desk import Incoming, Item, Row, State
from core.views.verdicts import Light as Shown
from core.views.verdicts import VerdictView

__all__ = ["MAY_OVERRULE", "Opener", "documents", "known_of", "look", "scan", "take", "weighed"]

PACKET, ENVELOPE = "packet", ".p7m"

Opener = Callable[[Path], AbstractContextManager[Path]]
"""Opens an envelope and gives the file inside for as long as it is looked at."""


def look(
    register: Register,
    path: Path,
    *,
    clock: Clock,
    by: str = "",
    opener: Opener | None = None,
    progress: Progress | None = None,
) -> Row:
    """Judge one file and take it in when it is a green packet, as `scan` does. Raises what `scan` raises."""
    return next(scan(register, iter((path,)), clock=clock, by=by, opener=opener, progress=progress))


def scan(
    register: Register,
    paths: Iterator[Path],
    *,
    clock: Clock,
    by: str = "",
    take_in: bool = True,
    opener: Opener | None = None,
    progress: Progress | None = None,
) -> Iterator[Row]:
    """Judge files one after another and take in every packet that is green; yields a row for each as it is done.

    `opener` opens envelopes; without the desk's keys they are told as somebody else's. A file that can't be read, is no
    packet, or is not green becomes a row with its reason and stops no other. Raises Cancelled between two files,
    RegisterUnreachable.
    """
    watch, believed = progress or Silent(), trust(register)
    for number, path in enumerate(paths, start=1):
        watch.step(number, 0, "judge")
        try:
            yield _row(register, path, believed=believed, clock=clock, by=by, take_in=take_in, opener=opener)
        except (Cancelled, RegisterUnreachable):
            raise
        except UserError as error:
            yield Row(path=path, verdict=_unread(path), error=error.code(), particulars=dict(error.particulars))


def documents(folder: Path) -> Iterator[Path]:
    """Yield what may be documents on a stick or in a folder, what is replaced before what replaces it: oldest first.

    Empty files are among them: a school whose packet came out empty has to hear of it.
    Raises FileMissing, FileUnreadable, NotAFile.
    """
    return iter(list(find_documents(folder, empty=True))[::-1])


def take(
    register: Register,
    path: Path,
    *,
    clock: Clock,
    by: str = "",
    overrule: bool = False,
    opener: Opener | None = None,
) -> Incoming:
    """Take one packet in; with `overrule` also one that is undecided for a reason a clerk may decide.

    The same packet twice gives the same answer. `opener` opens an envelope. Raises NotBelieved, EnvelopeForOthers,
    FileMissing, FileUnreadable, RegisterUnreachable.
    """
    require_file(path)
    if path.suffix.lower() == ENVELOPE:
        if opener is None:
            raise EnvelopeForOthers(path=str(path))
        with opener(path) as inside:
            return take(register, inside, clock=clock, by=by, overrule=overrule)
    verdict = judging.believe_now(path, trust=trust(register), clock=clock)
    if verdict.data is None or verdict.data.type != PACKET:
        raise NotBelieved(reason=verdict.reason.value)
    return _keep(register, path, verdict, verdict.data, clock=clock, by=by, overrule=overrule)


def weighed(register: Register, path: Path, *, clock: Clock, believed: Trust | None = None) -> Verdict:
    """Judge a file with what the desk believes, and weigh it with what the register knows."""
    return _weigh(register, judging.believe_now(path, trust=believed or trust(register), clock=clock))


def _weigh(register: Register, verdict: Verdict) -> Verdict:
    """Weigh a verdict with what the register knows now."""
    if verdict.data is None:
        return verdict
    with register.look() as session:
        return weigh(verdict, known_of(session, verdict, verdict.data))


def known_of(session: Session, verdict: Verdict, document: Document) -> Known:
    """Gather what the register knows about a packet's surroundings."""
    before = ledger.find_incoming(session, document.id)
    certificate = ledger.certificate(session, verdict.signer.fingerprint) if verdict.signer else None
    school = ledger.school_row(session, certificate.school) if certificate else None
    replaced = ledger.find_incoming(session, document.replaces.id) if document.replaces is not UNSET else None
    by = ledger.replaced_by(session, document.id, school=school.id) if school else None
    claimed = verdict.claimed_time
    # The name in the certificate is what it was issued for; the school's present one may be newer.
    return Known(
        school=document.school.name if school is not None else None,
        sha256=before.sha256 if before else "",
        replaced_school=_same_school(replaced, school.id if school else "", document.school.name),
        replaced_state=replaced.state.value if replaced else "",
        replaced_by=by.title if by else "",
        journal=ledger.most_journal(session, school.id, until=claimed) if school and claimed else 0,
        campaigns=frozenset(ledger.fact(session, "campaigns", ())),
    )


def _same_school(replaced: Incoming | None, school: str, name: str) -> str:
    """Return the present name where a replaced packet is of the same school, whatever it was called then."""
    if replaced is None:
        return ""
    return name if replaced.school == school else replaced.school_name


def _row(
    register: Register, path: Path, *, believed: Trust, clock: Clock, by: str, take_in: bool, opener: Opener | None
) -> Row:
    """Judge one file and take it in when it is a green packet; an envelope is opened for as long as that takes."""
    require_file(path)
    if path.suffix.lower() == ENVELOPE and path.stat().st_size:
        if opener is None:
            raise EnvelopeForOthers(path=str(path))
        with opener(path) as inside:
            row = _row(register, inside, believed=believed, clock=clock, by=by, take_in=take_in, opener=None)
        shown = msgspec.structs.replace(row.verdict, path=path)
        return msgspec.structs.replace(row, path=path, verdict=shown, sha256=file_digest(path))
    judged = judging.believe_now(path, trust=believed, clock=clock)
    verdict = _weigh(register, judged)
    document = verdict.data
    row = Row(path=path, verdict=judging.as_view(path, verdict), sha256=verdict.sha256)
    if document is None or document.type != PACKET:
        return row
    with register.look() as session:
        before = ledger.find_incoming(session, document.id)
    if before is not None and before.sha256 == verdict.sha256:
        return msgspec.structs.replace(row, incoming=before)
    if verdict.light is not Light.VALID or not take_in:
        return row
    incoming = _keep(register, path, judged, document, clock=clock, by=by)
    return msgspec.structs.replace(row, incoming=incoming, fresh=True)


def _keep(
    register: Register,
    path: Path,
    verdict: Verdict,
    document: Document,
    *,
    clock: Clock,
    by: str,
    overrule: bool = False,
) -> Incoming:
    """Take a packet in; where another clerk was faster by a moment, what that one kept is the answer."""
    try:
        return _take(register, path, verdict, document, clock=clock, by=by, overrule=overrule)
    except Clash:
        return _take(register, path, verdict, document, clock=clock, by=by, overrule=overrule)


def _take(
    register: Register, path: Path, verdict: Verdict, document: Document, *, clock: Clock, by: str, overrule: bool
) -> Incoming:
    """Keep a packet with its file, and mark the one whose place it takes; all of it or nothing.

    `verdict` is the judge's own: it is weighed here once more, for nothing else changes the register meanwhile.
    """
    content = judging.same_bytes(path, verdict)
    now = clock.now().replace(microsecond=0)
    replaces = document.replaces.id if document.replaces is not UNSET else ""
    with register.work() as session:
        certificate = ledger.certificate(session, verdict.signer.fingerprint) if verdict.signer else None
        if certificate is not None:
            ledger.school_row(session, certificate.school, alone=True)
        if ledger.find_incoming(session, replaces) is not None:
            ledger.incoming_row(session, replaces)  # from here on nobody else answers it
        before = ledger.find_incoming(session, document.id)
        if before is not None and before.sha256 == verdict.sha256:
            return before
        weighed_now = weigh(verdict, known_of(session, verdict, document))
        good = weighed_now.light is Light.VALID or (overrule and weighed_now.reason in MAY_OVERRULE)
        if not good or certificate is None:
            raise NotBelieved(reason=weighed_now.reason.value)
        assert verdict.signer is not None
        assert verdict.claimed_time is not None
        session.add(
            IncomingRow(
                id=document.id,
                type=document.type,
                school=certificate.school,
                title=document.title,
                code=document.code,
                sha256=verdict.sha256,
                size=verdict.size,
                pages=verdict.pages,
                signer=verdict.signer.name,
                fingerprint=verdict.signer.fingerprint,
                signed_at=verdict.claimed_time,
                taken_at=now,
                by=by,
                state=State.TAKEN.value,
                replaces=replaces,
                journal=document.journal.entries if document.journal else 0,
                records=encode(_items(document)).decode(),
                confidential=document.confidential is True,
                campaigns=encode([campaign.id for campaign in document.campaigns]).decode(),
                content=content,
            )
        )
        session.flush()
        _replace(session, replaces, school=certificate.school)
        ledger.tell(session, "taken", at=now, by=by, body={"document": document.id, "sha256": verdict.sha256})
        return ledger.incoming(session, document.id)


def _replace(session: Session, replaces: str, *, school: str) -> None:
    """Mark the packet whose place a new one has taken; only one of the same school is touched."""
    former = ledger.find_incoming(session, replaces)
    if former is not None and former.school == school and former.state is not State.RECEIVED:
        ledger.incoming_row(session, replaces).state = State.REPLACED.value


def _items(document: Document) -> tuple[Item, ...]:
    """Return what the ledger and the answers name of each record."""
    return tuple(
        Item(
            record=entry.record.id,
            number=entry.record.number,
            heading=entry.record.heading,
            kind=document.kind_of(entry.record).words.zh,
            version=entry.record.version,
        )
        for entry in document.entries
    )


def _unread(path: Path) -> VerdictView:
    """Return a verdict for a file that this computer could not read."""
    return VerdictView(path=path, light=Shown.UNDECIDED, reason="unreadable")
