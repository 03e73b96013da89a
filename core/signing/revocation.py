"""Revocation lists: whose they are, which is the newest, and that nobody puts an old one in its place."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from core.base.canonical import digest
from core.signing.trust import Trust


def learn(trust: Trust, lists: Iterable[bytes], *, issuers: Iterable[bytes] = ()) -> Trust:
    """Return a trust that knows these lists too, of each issuer only the newest.

    `issuers` are certificates (DER) that came along, believed as far as a root of the trust has signed them. A list
    that is broken, signed by somebody else, without a number, or older than one that was ever seen changes nothing.
    """
    roots = [x509.load_der_x509_certificate(der) for der in trust.roots]
    known = {certificate.subject: certificate for certificate in roots}
    kept = dict.fromkeys(trust.issuers)
    for der in (*trust.issuers, *issuers):
        found = _certificate(der)
        if found is not None and any(is_issued(found, root) for root in roots):
            known[found.subject] = found
            kept[der] = None
    newest = {name_of(der): der for der in trust.revocation_lists}
    seen = dict(trust.seen_lists)
    for der in lists:
        found_list = read_list(der)
        issuer = known.get(found_list.issuer) if found_list is not None else None
        if found_list is None or issuer is None or not is_signed(found_list, issuer):
            continue
        number = number_of(found_list)
        name = name_of(der)
        if number is not None and number >= seen.get(name, 0):
            newest[name], seen[name] = der, number
    return msgspec.structs.replace(
        trust, issuers=tuple(kept), revocation_lists=tuple(newest[name] for name in sorted(newest)), seen_lists=seen
    )


def usable(trust: Trust, certificates: Sequence[bytes]) -> list[bytes]:
    """Return the lists of a trust that may be believed about a chain (DER, signer first, without the root).

    Each is signed by an issuer of the chain or by a root, and has no lower number than the newest ever seen.
    """
    issuers = [x509.load_der_x509_certificate(der) for der in (*certificates[1:], *trust.roots)]
    found = []
    for der in trust.revocation_lists:
        listed = read_list(der)
        if listed is None or not any(is_signed(listed, issuer) for issuer in issuers):
            continue
        number = number_of(listed)
        if number is not None and number >= trust.seen_lists.get(name_of(der), 0):
            found.append(der)
    return found


def counts_until(lists: Iterable[bytes]) -> date | None:
    """Return the first day on which one of the lists runs out, None when there are none."""
    ends = [found.next_update_utc for found in map(read_list, lists) if found is not None]
    known = [end.date() for end in ends if end is not None]
    return min(known) if known else None


def read_list(der: bytes) -> x509.CertificateRevocationList | None:
    """Read a list; None when it is none."""
    try:
        return x509.load_der_x509_crl(der)
    except ValueError:
        return None


def number_of(found: x509.CertificateRevocationList) -> int | None:
    """Return a list's number (RFC 5280, 5.2.3), None when it has none."""
    try:
        return int(found.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number)
    except (x509.ExtensionNotFound, ValueError):
        return None


def name_of(der: bytes) -> str:
    """Return what a list's issuer is called in `Trust.seen_lists`: SHA-256 of its name; empty for a broken list."""
    found = read_list(der)
    return digest(found.issuer.public_bytes()) if found is not None else ""


def is_signed(found: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Tell whether a list was signed by this issuer."""
    if found.issuer != issuer.subject:
        return False
    try:
        return found.is_signature_valid(issuer.public_key())  # type: ignore[arg-type] # other keys are a TypeError
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False


def is_issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Tell whether a certificate was signed by this issuer."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True


def _certificate(der: bytes) -> x509.Certificate | None:
    """Read a certificate; None when it is none."""
    try:
        return x509.load_der_x509_certificate(der)
    except ValueError:
        return None
