"""Certify schools by paper and stick, withdraw what was lost, and keep the list that says so fresh."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from core.base.clock import today
from core.base.errors import (
    KeyNotConfirmed,
    NotBelieved,
    NotInRegister,
    NotThatDocument,
    SchoolTaken,
)
from core.base.ids import new_id
from core.base.jobs import Progress
from core.campaign.template import Template
from core.records.content import School as Maker
from core.records.errand import Body, Certification, Enrolment, Notice, Why
from core.records.packet import Document
from core.services import errands, judging
from core.services.desk import trust as trusting
from core.signing.trust import normal
from core.signing.verdict import Light, Reason
from core.store.engine import Session
from core.store.register import ledger
from core.store.register.desk import Desk, Register
from core.store.register.ledger import CertificateRow, OutgoingRow
from core.views.desk import FormView, Outgoing, School

if TYPE_CHECKING:
    pass

_WITH_PAPER = frozenset(
    (Reason.SIGNER_NOT_REGISTERED, Reason.ISSUER_UNKNOWN, Reason.REVOCATION_UNKNOWN, Reason.EXPIRED_SINCE)
)
"""A form may be signed with a key that nobody certified, another county did, or that ran out: the paper decides."""


_GOES_ON = frozenset((Why.FIRST.value, Why.RENEWAL.value))
"""Why a certificate was withdrawn whose key goes on under a newer one; any other key was given up for good."""


def look_at_form(desk: Desk, path: Path) -> FormView:
    """Read an enrolment form, to be compared with its paper; nothing is written.

    Raises NotThatDocument, NotBelieved (changed, or not signed with the key it asks for), FileMissing, FileUnreadable.
    """
    document, form = _form(desk, path)
    with desk.register.look() as session:
        known = {school.name: school for school in ledger.schools(session)}
        again = ledger.certificates_of_key(session, form.key)
        owner = again[0].school if again else ""
        if not owner and form.instead_of:
            former = ledger.certificate(session, form.instead_of)
            owner = former.school if former else ""
        found = next((school for school in known.values() if school.id == owner), known.get(document.school.name))
    return FormView(
        path=path,
        school=document.school.name,
        principal=document.signer,
        contact=form.contact,
        why=form.why.value,
        key=form.key,
        instead_of=form.instead_of,
        made_at=document.made_at,
        known=found,
        again=bool(again),
    )


def certify(
    desk: Desk,
    path: Path,
    *,
    confirmed: str,
    name: str,
    principal: str,
    school: str = "",
    contact: str = "",
    campaign: Template | None = None,
    folder: Path,
    progress: Progress | None = None,
) -> Outgoing:
    """Certify the key of a form and make the certificate letter.

    `confirmed` is the fingerprint as the clerk compared it with the paper, `name` and `principal` as the county writes
    them, `school` the school of the register, empty for a new one. A key that was certified under the same names gets
    the same certificate again. What the form says is lost is withdrawn first. `folder` is a private place. Raises
    KeyNotConfirmed, SchoolTaken, NotInRegister, BadIdentity, and what `look_at_form` raises.
    """
    from core.signing import authority
    from core.signing import identity as signing

    _document, form = _form(desk, path)
    if normal(confirmed) != form.key:
        raise KeyNotConfirmed(key=signing.grouped(form.key))
    office, now = trusting.office_of(desk), desk.clock.now().replace(microsecond=0)
    certificate = authority.certify(office, form.request, school=name, name=principal, clock=desk.clock)
    with desk.register.work() as session:
        clash = ledger.school_named(session, name)
        if clash is not None and clash.id != school:
            raise SchoolTaken(name=name)
        if school:
            row = ledger.school_row(session, school)
            row.name, row.principal, row.contact = name, principal, contact or row.contact
        else:
            school = new_id()
            ledger.add_school(session, school, name=name, principal=principal, contact=contact, at=now)
        same = [row for row in ledger.certificates_of_key(session, form.key) if row.school == school]
        kept = next((row for row in same if _says(row.content, name, principal)), None)
        if kept is not None and signing.ends_of(kept.content) > today(desk.clock):
            certificate = kept.content
        else:
            for former in ledger.certificates_of(session, school):
                _withdraw_row(session, desk, former, since=now, why=form.why.value)
            session.add(
                CertificateRow(
                    fingerprint=signing.fingerprint_of(certificate),
                    school=school,
                    key=form.key,
                    serial=f"{authority.serial_of(certificate):x}",
                    name=principal,
                    issued_at=now,
                    valid_until=signing.end_of(certificate),
                    withdrawn_at=None,
                    why="",
                    issuer=trusting.newest(session),
                    content=certificate,
                )
            )
            session.flush()
            ledger.tell(
                session,
                "certified",
                at=now,
                by=ledger.fact(session, "clerk"),
                body={"school": school, "key": form.key, "fingerprint": signing.fingerprint_of(certificate)},
            )
        trusting.write_lists(session, desk)
    trusting.keep_fresh(desk)
    letter = Certification(
        addressee=name,
        principal=principal,
        key=form.key,
        certificate=certificate,
        fingerprint=signing.fingerprint_of(certificate),
        valid_from=signing.starts_of(certificate).isoformat(),
        valid_until=signing.ends_of(certificate).isoformat(),
        chain=(office.certificate,),
        root=office.root,
        root_fingerprint=signing.fingerprint_of(office.root),
        revocation_lists=trusting.lists(desk.register),
        encryption=office.encryption,
        campaign=msgspec.to_builtins(campaign) if campaign is not None else None,
    )
    return send(
        desk,
        "certificate",
        letter,
        title=f"证书函（{name}）",
        school=school,
        about=letter.fingerprint,
        folder=folder,
        progress=progress,
    )


def notice(
    desk: Desk, campaign: Template, *, words: str = "", folder: Path, progress: Progress | None = None
) -> Outgoing:
    """Make a campaign's notice for all schools. Raises MissingGlyph, SealNotBelieved, DiskFull, Cancelled."""
    trusting.keep_fresh(desk)
    body = Notice(
        campaign=msgspec.to_builtins(campaign),
        name=campaign.title,
        edition=f"第{campaign.edition}版",
        words=words.strip(),
        revocation_lists=trusting.lists(desk.register),
        issuers=trusting.chain_certificates(desk.register),
    )
    return send(desk, "notice", body, title="活动通知", school="", about=campaign.id, folder=folder, progress=progress)


def withdraw(desk: Desk, fingerprint: str, *, why: str, since: datetime | None = None) -> None:
    """Withdraw a certificate: signatures from that moment on no longer count. Raises NotInRegister."""
    with desk.register.work() as session:
        row = ledger.certificate(session, normal(fingerprint))
        if row is None:
            raise NotInRegister(id=fingerprint)
        _withdraw_row(session, desk, row, since=since or desk.clock.now().replace(microsecond=0), why=why)
        trusting.write_lists(session, desk)


def schools(register: Register) -> tuple[School, ...]:
    """Return the schools of the county."""
    with register.look() as session:
        return ledger.schools(session)


def send(
    desk: Desk,
    type_: str,
    body: Body,
    *,
    title: str,
    school: str,
    about: str,
    folder: Path,
    progress: Progress | None = None,
    settle: Callable[[Session], None] | None = None,
) -> Outgoing:
    """Lay out, sign, judge and keep a document of the desk's; it waits to be carried.

    `settle` does in the same transaction what goes along with it, or raises, and nothing was made.
    """
    signer = trusting.signer_of(desk)
    document = errands.draft(
        type_, body, title=title, maker=Maker(name=signer.school), signer=signer.name, clock=desk.clock
    )
    issued = errands.issue(
        document, identity=signer, trust=trusting.trust(desk.register), folder=folder, progress=progress
    )
    now = desk.clock.now().replace(microsecond=0)
    with desk.register.work() as session:
        if settle is not None:
            settle(session)
        session.add(
            OutgoingRow(
                id=document.id,
                type=type_,
                school=school,
                about=about,
                name=issued.name,
                sha256=issued.sha256,
                made_at=now,
                carried_at=None,
                carried_to="",
                content=issued.content,
            )
        )
        ledger.tell(session, f"{type_}_made", at=now, by=signer.name, body={"document": document.id, "about": about})
        session.flush()
        return next(one for one in ledger.outgoing(session, about=about) if one.id == document.id)


def _form(desk: Desk, path: Path) -> tuple[Document, Enrolment]:
    """Judge a form: sound, and signed with the key it asks for, which was not given up before: forms stay on sticks.

    Raises NotBelieved, NotThatDocument.
    """
    verdict = judging.believe_now(path, trust=trusting.trust(desk.register), clock=desk.clock)
    document = verdict.data
    sound = verdict.light is Light.VALID or verdict.reason in _WITH_PAPER
    if document is None or not sound:
        raise NotBelieved(reason=verdict.reason.value)
    if not isinstance(document.body, Enrolment):
        raise NotThatDocument(type=document.type, wanted="enrolment")
    with desk.register.look() as session:
        before = {row.why for row in ledger.certificates_of_key(session, document.body.key, withdrawn=True)}
    if before - _GOES_ON:
        raise NotBelieved(reason=Reason.REVOKED.value)
    return document, document.body


def _withdraw_row(session: Session, desk: Desk, row: CertificateRow, *, since: datetime, why: str) -> None:
    """Mark a certificate as withdrawn; one that is already keeps its day."""
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at, row.why = since, why
    session.flush()
    body: dict[str, Any] = {"fingerprint": row.fingerprint, "why": why}
    ledger.tell(session, "withdrawn", at=desk.clock.now().replace(microsecond=0), by="", body=body)


def _says(certificate: bytes, name: str, principal: str) -> bool:
    """Tell whether a certificate has these names."""
    from core.signing import identity as signing

    return signing.subject_of(certificate) == (principal, name)
