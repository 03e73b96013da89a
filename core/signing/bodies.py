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
    """Refuse a document whose body is not its type's, or holds records as a packet does. Raises Refused."""
    body = document.body
    if document.type == "packet":
        if body is not msgspec.UNSET:
            raise Refused(Reason.DATA, detail="body")
        return
    wanted = BODIES.get(document.type)
    if wanted is None or not isinstance(body, wanted) or document.entries or document.attached:
        raise Refused(Reason.DATA, detail="body")
    if document.replaces is not msgspec.UNSET:
        raise Refused(Reason.DATA, detail="replaces")


def check_keys(document: Document, signer: bytes) -> None:
    """Refuse a form or letter that contradicts itself about keys; `signer` is its certificate, DER. Raises Refused."""
    match document.body:
        case Enrolment() as form:
            try:
                asked = read_request(form.request)
            except BadRequest as error:
                raise Refused(Reason.DATA, detail=f"request {error.particulars['reason']}") from error
            own = key_of(x509.load_der_x509_certificate(signer).public_key())
            if asked.key != form.key or own != form.key:
                raise Refused(Reason.DATA, detail="key")
        case Certification() as letter:
            certificate = x509.load_der_x509_certificate(letter.certificate)
            told_right = (
                fingerprint_of(letter.certificate) == letter.fingerprint
                and fingerprint_of(letter.root) == letter.root_fingerprint
                and key_of(certificate.public_key()) == letter.key
            )
            steps = [certificate, *(x509.load_der_x509_certificate(der) for der in (*letter.chain, letter.root))]
            if not told_right or not all(is_issued(one, by) for one, by in pairwise(steps)):
                raise Refused(Reason.DATA, detail="certificate")
            if not is_issued(x509.load_der_x509_certificate(letter.encryption), steps[1]):
                raise Refused(Reason.DATA, detail="encryption")
        case _:
            return


def check_body_pages(document: Document, data: bytes, *, pages: int) -> int:
    """Compare the lines of a body with the pages; returns how many were found. Raises Refused."""
    if document.body is msgspec.UNSET:
        return 0
    texts = read_pages(data, set(range(1, pages + 1)), pages=pages)
    sheet = [texts[page] for page in sorted(texts)]
    for page, text in enumerate(sheet, start=1):
        if document.code not in text:
            raise Refused(Reason.PAGES, page=page, record="", field="code")
    lines = told(document.type, document.body)
    said = [("school", document.school.name), ("signer", document.signer), *((line.key, line.text) for line in lines)]
    for field, text in said:
        broken = find_text(squeeze(text), sheet)
        if broken is not None:
            raise Refused(Reason.PAGES, page=broken + 1, record="", field=field)
    return len(said)
