"""Documents that are no packets: the right body for their type, consistent in itself, and printed as it says."""

from itertools import pairwise

import msgspec
from cryptography import x509

from core.base.errors import BadRequest
from core.records.errand import Certification, Enrolment, Notice, Reply
from core.records.errandwords import told
from core.records.packet import Document
from core.signing.authority import key_of, read_request
from core.signing.identity import fingerprint_of
from core.signing.pages import find_text, read_pages, squeeze
from core.signing.revocation import is_issued
from core.signing.verdict import Reason, Refused

BODIES: dict[str, type] = {
    "receipt": Reply,
    "return": Reply,
    "notice": Notice,
    "enrolment": Enrolment,
    "certificate": Certification,
}
"""Which body a document of each type has; a packet has none."""


def check_body(document: Document) -> None:
    """Ask for the body of the document's type, and for nothing of a packet beside it. Raises Refused."""
    _refuse_other_body(document)
    _refuse_packet_parts(document)


def check_keys(document: Document, signer: bytes) -> None:
    """Ask that a form or letter agrees with itself about keys; `signer` is its certificate, DER. Raises Refused."""
    match document.body:
        case Enrolment() as form:
            _refuse_bad_request(form)
            _refuse_other_key(form, signer)
        case Certification() as letter:
            _refuse_other_fingerprints(letter)
            _refuse_other_issuers(letter)
        case _:
            return


def check_body_pages(document: Document, data: bytes, *, pages: int) -> int:
    """Compare the lines of a body with the pages; returns how many were found. Raises Refused."""
    if document.body is msgspec.UNSET:
        return 0
    texts = read_pages(data, set(range(1, pages + 1)), pages=pages)
    sheet = [texts[page] for page in sorted(texts)]
    _refuse_other_code(document, sheet)
    lines = told(document.type, document.body)
    said = [("school", document.school.name), ("signer", document.signer), *((line.key, line.text) for line in lines)]
    for field, text in said:
        _refuse_unprinted(field, text, sheet)
    return len(said)


def _refuse_other_body(document: Document) -> None:
    """Refuse a body that is not the type's; a packet has none."""
    wanted = BODIES.get(document.type, msgspec.UnsetType)
    if document.type not in {*BODIES, "packet"} or not isinstance(document.body, wanted):
        raise Refused(Reason.DATA, detail="body")


def _refuse_packet_parts(document: Document) -> None:
    """Refuse records, files and replacing in what is no packet."""
    if document.type == "packet":
        return
    if document.entries or document.attached or document.replaces is not msgspec.UNSET:
        raise Refused(Reason.DATA, detail="parts")


def _refuse_bad_request(form: Enrolment) -> None:
    """Refuse a request that does not prove its key, or is for another one than the form says."""
    try:
        asked = read_request(form.request)
    except BadRequest as error:
        raise Refused(Reason.DATA, detail=f"request {error.particulars['reason']}") from error
    if asked.key != form.key:
        raise Refused(Reason.DATA, detail="request key")


def _refuse_other_key(form: Enrolment, signer: bytes) -> None:
    """Refuse a form that was signed with another key than it asks a certificate for."""
    if key_of(x509.load_der_x509_certificate(signer).public_key()) != form.key:
        raise Refused(Reason.DATA, detail="key")


def _refuse_other_fingerprints(letter: Certification) -> None:
    """Refuse a letter whose printed fingerprints are not those of what it carries."""
    certificate = x509.load_der_x509_certificate(letter.certificate)
    fits = (
        fingerprint_of(letter.certificate) == letter.fingerprint
        and fingerprint_of(letter.root) == letter.root_fingerprint
        and key_of(certificate.public_key()) == letter.key
    )
    if not fits:
        raise Refused(Reason.DATA, detail="fingerprint")


def _refuse_other_issuers(letter: Certification) -> None:
    """Refuse a letter whose certificates do not lead from one to the next up to its root."""
    ders = (letter.certificate, *letter.chain, letter.root)
    steps = [x509.load_der_x509_certificate(der) for der in ders]
    encryption = x509.load_der_x509_certificate(letter.encryption)
    if not all(is_issued(one, by) for one, by in pairwise(steps)) or not is_issued(encryption, steps[1]):
        raise Refused(Reason.DATA, detail="issuer")


def _refuse_other_code(document: Document, sheet: list[str]) -> None:
    """Refuse a page that does not bear the document's code."""
    for page, text in enumerate(sheet, start=1):
        if document.code not in text:
            raise Refused(Reason.PAGES, page=page, record="", field="code")


def _refuse_unprinted(field: str, text: str, sheet: list[str]) -> None:
    """Refuse pages on which a line of the data is not found."""
    broken = find_text(squeeze(text), sheet)
    if broken is not None:
        raise Refused(Reason.PAGES, page=broken + 1, record="", field=field)
