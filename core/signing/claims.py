"""What a signature claims besides the bytes it covers: who signs, in which role, and when."""

from datetime import UTC, datetime, timedelta

from core.records.packet import Document
from core.signing.roles import SIGNED_BY, Role
from core.signing.verdict import Light, Moments, Reason, Refused, Signer

SLACK = timedelta(days=1)
"""How far clocks may be apart before it is told."""


def check_names(document: Document, signer: Signer) -> None:
    """Compare the names in the data with those of the certificate. Raises Refused."""
    _refuse_other_signer(document, signer)
    _refuse_other_school(document, signer)


def check_in_force(start: datetime, claimed: datetime, end: datetime) -> None:
    """Ask that the certificate was in force at the time claimed. Raises Refused."""
    _refuse_out_of_date(start, claimed.astimezone(UTC), end)


def check_role(document: Document, role: Role, signer: Signer) -> None:
    """Ask for a certificate that covers such a document: a school signs no receipt. Raises Refused."""
    _refuse_other_role(document, role, signer)


def check_clock(document: Document, claimed: datetime, moments: Moments) -> None:
    """Compare the time claimed with this computer's clock and with the data. Raises Refused (yellow)."""
    _refuse_ahead(claimed, moments)
    _refuse_behind(document, claimed)


def check_lasting(until: datetime, moments: Moments, *, school: str, name: str) -> None:
    """Ask for a receipt once the certificate has run out: nobody watches its key any more. Raises Refused (yellow)."""
    _refuse_expired(until, moments, school=school, name=name)


def _refuse_other_signer(document: Document, signer: Signer) -> None:
    """Refuse data that name somebody else than the certificate."""
    if document.signer and document.signer != signer.name:
        raise Refused(Reason.DATA, detail="signer")


def _refuse_other_school(document: Document, signer: Signer) -> None:
    """Refuse data of another school than the certificate's."""
    if document.school.name != signer.school:
        raise Refused(Reason.DATA, detail="school")


def _refuse_out_of_date(start: datetime, claimed: datetime, end: datetime) -> None:
    """Refuse a signature from outside the certificate's years."""
    if not start <= claimed <= end:
        raise Refused(Reason.OUT_OF_DATE, valid_from=f"{start:%Y-%m-%d}", valid_until=f"{end:%Y-%m-%d}")


def _refuse_other_role(document: Document, role: Role, signer: Signer) -> None:
    """Refuse a type that the certificate's role does not sign."""
    if SIGNED_BY.get(document.type) is not role:
        raise Refused(Reason.WRONG_ROLE, type=document.type, school=signer.school, name=signer.name)


def _refuse_ahead(claimed: datetime, moments: Moments) -> None:
    """Doubt a signature from the future."""
    if moments.now is not None and claimed > moments.now + SLACK:
        told = {"claimed": f"{claimed:%Y-%m-%d}", "found": f"{moments.now:%Y-%m-%d}"}
        raise Refused(Reason.CLOCK, Light.UNDECIDED, detail="ahead", **told)


def _refuse_behind(document: Document, claimed: datetime) -> None:
    """Doubt a signature that claims to be older than what it signs."""
    latest = max([document.made_at, *(entry.record.changed_at for entry in document.entries)])
    if claimed < latest - SLACK:
        told = {"claimed": f"{claimed:%Y-%m-%d}", "found": f"{latest:%Y-%m-%d}"}
        raise Refused(Reason.CLOCK, Light.UNDECIDED, detail="behind", **told)


def _refuse_expired(until: datetime, moments: Moments, *, school: str, name: str) -> None:
    """Doubt a signature whose certificate ran out, unless a receipt saw it before."""
    if moments.now is not None and moments.now > until and (moments.vouched is None or moments.vouched > until):
        raise Refused(Reason.EXPIRED_SINCE, Light.UNDECIDED, valid_until=f"{until:%Y-%m-%d}", school=school, name=name)
