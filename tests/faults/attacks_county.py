"""Attacks on a county's trust: other roots, lists and roles, forms and letters that contradict themselves, clocks."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from core.base.clock import FixedClock
from core.documents import errand as pages
from core.records.errand import Certification
from core.records.errandwords import told
from core.records.packet import Document
from core.signing import authority
from core.signing.authority import Withdrawn
from core.signing.identity import Algorithm, Identity, fingerprint_of, make, new_key
from core.signing.revocation import learn, name_of
from core.signing.trust import Trust
from core.signing.verdict import Light, Moments, Reason
from tests.faults.attack import Attack
from tests.support.errands import BEFORE, bodies, county_trust, desk, errand, office, principal, root, signed_errand
from tests.support.signed import signed_packet
from tests.support.smallpacket import SCHOOL, WHEN, document


def packet(data: Document | None = None, **more) -> Callable[[Path], Path]:
    """Return a builder of a packet signed by the principal."""
    return lambda folder: signed_packet(folder, data, identity=principal(), **more)


def saying(type_: str, *, by: Callable[[], Identity] | None = None, **more: object) -> Callable[[Path], Path]:
    """Return a builder of a document whose body says something else than it should."""

    def build(folder: Path) -> Path:
        who = by() if by else None
        said = {key: value() if callable(value) else value for key, value in more.items()}
        return signed_errand(folder, errand(type_, msgspec.structs.replace(bodies()[type_], **said), by=who), by=who)

    return build


def drawn_as(type_: str, other: str) -> Callable[[Path], Path]:
    """Return a builder of a document whose body is another type's."""

    def build(folder: Path) -> Path:
        lines = told(other, bodies()[other])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pages, "told", lambda _type, _body: lines)
            return signed_errand(folder, errand(type_, bodies()[other]))

    return build


def printed_without(type_: str, key: str) -> Callable[[Path], Path]:
    """Return a builder of a document whose page leaves a line out."""

    def build(folder: Path) -> Path:
        kept = tuple(line for line in told(type_, bodies()[type_]) if line.key != key)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pages, "told", lambda _type, _body: kept)
            return signed_errand(folder, errand(type_))

    return build


def coded(folder: Path) -> Path:
    """The pages bear the code of other data."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Document, "code", property(lambda _document: "00000000"))
        return signed_errand(folder, errand("receipt"))


def receipt_with_records(folder: Path) -> Path:
    """A whole packet that calls itself a receipt, signed by the desk."""
    data = msgspec.structs.replace(
        document(),
        type="receipt",
        body=bodies()["receipt"],
        school=msgspec.structs.replace(SCHOOL, name=desk().school),
        signer=desk().name,
    )
    return signed_packet(folder, data, identity=desk())


def lost(days: int = 1) -> Withdrawn:
    """Return the principal's certificate as withdrawn some days before the packet was signed."""
    return Withdrawn(serial=authority.serial_of(principal().certificate), since=WHEN - timedelta(days=days))


def withdrawn() -> Trust:
    return county_trust(lost(), number=2)


def withdrawn_later() -> Trust:
    return county_trust(lost(-9), number=2, clock=FixedClock(WHEN + timedelta(days=10)))


def rolled_back() -> Trust:
    """The old list lies in the place of the new one; only the number ever seen tells."""
    return msgspec.structs.replace(county_trust(), seen_lists=withdrawn().seen_lists)


def forged_list() -> Trust:
    """A list in the county's name that another key signed, with a higher number and nobody on it."""
    key = new_key(Algorithm.EC_P256)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(x509.load_der_x509_certificate(office().certificate).subject)
        .last_update(WHEN)
        .next_update(WHEN + timedelta(days=200))
        .add_extension(x509.CRLNumber(99), critical=False)
    )
    forged = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    real = withdrawn()
    kept = tuple(der for der in real.revocation_lists if name_of(der) != name_of(forged))
    assert learn(real, [forged]) == real
    return msgspec.structs.replace(real, revocation_lists=(*kept, forged))


def issuing_lost(days: int = 0) -> Callable[[], Trust]:
    """Return what is believed once the loss of the issuing key is known."""

    def believed() -> Trust:
        gone = Withdrawn(serial=authority.serial_of(office().certificate), since=WHEN + timedelta(days=days))
        made = authority.renew_issuing(
            root(), office().county, clock=BEFORE, algorithm=Algorithm.EC_P256, withdrawn=[gone], number=2
        )
        return learn(county_trust(), [made.root_list])

    return believed


def other_root() -> Trust:
    _root, other = authority.found("邻县教育局", clock=BEFORE, algorithm=Algorithm.EC_P256)
    return learn(Trust(roots=(other.root,)), [other.root_list], issuers=[other.certificate])


def boastful() -> Identity:
    """A key that certified itself under the desk's own names."""
    return make(desk().name, school=desk().school, algorithm=Algorithm.EC_P256, clock=BEFORE)


def other_letter_root() -> bytes:
    return authority.found(office().county, clock=BEFORE, algorithm=Algorithm.EC_P256)[1].root


def letter_of_stranger() -> dict[str, Any]:
    root = other_letter_root()
    return {"root": root, "root_fingerprint": fingerprint_of(root)}


def edited_letter(folder: Path) -> Path:
    """Another root stands in the letter, with its own fingerprint on the page."""
    body = msgspec.structs.replace(bodies()["certificate"], **letter_of_stranger())
    assert isinstance(body, Certification)
    return signed_errand(folder, errand("certificate", body))


def of_other_school() -> Document:
    return msgspec.structs.replace(document(), school=msgspec.structs.replace(SCHOOL, name="云川县白石小学"))


LATER = Moments(now=WHEN + timedelta(days=365 * 4))

COUNTY = (
    Attack(
        "school-on-receipt",
        "A school signs a receipt.",
        saying("receipt", by=principal),
        Reason.WRONG_ROLE,
        believed=county_trust,
    ),
    Attack(
        "own-desk",
        "A key certifies itself under the desk's names and signs a receipt.",
        saying("receipt", by=boastful),
        Reason.WRONG_ROLE,
        believed=county_trust,
    ),
    Attack(
        "signer-other",
        "The data name another signer than the certificate.",
        packet(data=msgspec.structs.replace(document(), signer="单秀英")),
        Reason.DATA,
        "signer",
        believed=county_trust,
    ),
    Attack(
        "school-other",
        "A certified school speaks in another's name.",
        packet(data=of_other_school()),
        Reason.DATA,
        "school",
        believed=county_trust,
    ),
    Attack("revoked", "The signer's certificate was withdrawn before.", packet(), Reason.REVOKED, believed=withdrawn),
    Attack(
        "revoked-ahead",
        "A withdrawn key claims a time from the future, which alone is a doubt that a clerk may overrule.",
        packet(),
        Reason.REVOKED,
        believed=withdrawn,
        moments=Moments(now=WHEN - timedelta(days=9)),
    ),
    Attack(
        "withdrawn-later",
        "The certificate was withdrawn after the time that the signature claims for itself.",
        packet(),
        Reason.REVOCATION_UNKNOWN,
        light=Light.UNDECIDED,
        believed=withdrawn_later,
    ),
    Attack(
        "issuing-lost",
        "The issuing authority's key was lost before; whoever has it can certify any name.",
        packet(),
        Reason.REVOKED,
        believed=issuing_lost(days=-1),
    ),
    Attack(
        "issuing-lost-backdated",
        "What a lost issuing key certified claims a time before the loss.",
        packet(),
        Reason.REVOCATION_UNKNOWN,
        light=Light.UNDECIDED,
        believed=issuing_lost(days=9),
    ),
    Attack(
        "list-rolled-back",
        "An old list, with nobody on it, lies in the place of the newest.",
        packet(),
        Reason.REVOCATION_UNKNOWN,
        light=Light.UNDECIDED,
        believed=rolled_back,
    ),
    Attack(
        "list-forged",
        "A list in the county's name is signed with another key.",
        packet(),
        Reason.REVOCATION_UNKNOWN,
        light=Light.UNDECIDED,
        believed=forged_list,
    ),
    Attack(
        "root-unknown",
        "Another county's school.",
        packet(),
        Reason.ISSUER_UNKNOWN,
        light=Light.UNDECIDED,
        believed=other_root,
    ),
    Attack(
        "expired-since",
        "The certificate ran out meanwhile and nobody saw the packet before.",
        packet(),
        Reason.EXPIRED_SINCE,
        light=Light.UNDECIDED,
        believed=county_trust,
        moments=LATER,
    ),
    Attack(
        "clock-ahead",
        "The signature comes from the future.",
        packet(),
        Reason.CLOCK,
        "ahead",
        light=Light.UNDECIDED,
        believed=county_trust,
        moments=Moments(now=WHEN - timedelta(days=9)),
    ),
    Attack(
        "clock-behind",
        "The signature claims to be older than what it signs.",
        packet(when=WHEN - timedelta(days=15)),
        Reason.CLOCK,
        "behind",
        light=Light.UNDECIDED,
        believed=county_trust,
    ),
    Attack(
        "body-other",
        "A receipt carries a notice's data and pages.",
        drawn_as("receipt", "notice"),
        Reason.DATA,
        "body",
        believed=county_trust,
    ),
    Attack(
        "body-with-records",
        "A receipt carries a packet's records.",
        receipt_with_records,
        Reason.DATA,
        "parts",
        believed=county_trust,
    ),
    Attack(
        "request-unproven",
        "An enrolment form carries a request that proves no key.",
        saying("enrolment", request=b"no request"),
        Reason.DATA,
        "request form",
        believed=county_trust,
    ),
    Attack(
        "request-of-another",
        "An enrolment form is signed with another key than it asks a certificate for.",
        saying("enrolment", by=boastful),
        Reason.DATA,
        "key",
        believed=county_trust,
    ),
    Attack(
        "letter-fingerprint",
        "A certificate letter prints another root's fingerprint.",
        saying("certificate", root_fingerprint="00" * 32),
        Reason.DATA,
        "fingerprint",
        believed=county_trust,
    ),
    Attack(
        "letter-edited",
        "A certificate letter brings a stranger's root.",
        edited_letter,
        Reason.DATA,
        "issuer",
        believed=county_trust,
    ),
    Attack(
        "receipt-unprinted",
        "A receipt's page leaves out what the data say.",
        printed_without("receipt", "sha256"),
        Reason.PAGES,
        "sha256",
        believed=county_trust,
    ),
    Attack(
        "receipt-other-code",
        "A receipt's page bears another code.",
        coded,
        Reason.PAGES,
        "code",
        believed=county_trust,
    ),
)
"""Every attack on what a county vouches for."""
