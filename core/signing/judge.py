"""The judge of every received file: accepts only what this program could have written, and says why not.

Files of strangers are judged in a child process (core/signing/worker.py); this is what the child runs. No exception of
any library gets out: it becomes a red verdict. What can't be opened at all is no verdict but an error of the person's
computer. The order is: size; signature byte by byte; only then the PDF's structure, its data, its pages; last the
signer.
"""

import hashlib
import logging
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from core.base.errors import Particular, UserError
from core.base.paths import plain_name
from core.records.packet import Document
from core.signing import limits
from core.signing.bodies import check_body, check_body_pages, check_keys
from core.signing.chain import check_chain
from core.signing.claims import check_clock, check_in_force, check_lasting, check_names, check_role
from core.signing.contents import check_attachments, read_data
from core.signing.identity import fingerprint_of, grouped, subject_of
from core.signing.pages import check_pages
from core.signing.roles import Role, role_of
from core.signing.signature import check_certificate, check_intact, read_signature
from core.signing.structure import Opened, open_strictly
from core.signing.trust import Registered, Trust
from core.signing.verdict import (
    ACTIONS,
    AttachmentFound,
    Check,
    CheckCode,
    Light,
    Moments,
    NotChecked,
    Reason,
    Refused,
    Signer,
    Verdict,
)

# What pyHanko tells its log about a stranger's file the verdict tells better, and a log must hold no content.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


_TIMELESS = Moments()


def judge(path: Path, trust: Trust, moments: Moments = _TIMELESS) -> Verdict:
    """Judge a file. Raises FileMissing, FileUnreadable or NotAFile when there is nothing to read, and nothing else."""
    case = _Case(file=plain_name(path), moments=moments)
    try:
        case.run(path, trust)
    except Refused as refused:
        return case.refuse(refused)
    except UserError:
        raise
    except MemoryError:
        return case.refuse(Refused(Reason.TOO_SLOW, limit="memory"))
    except Exception as error:  # noqa: BLE001 - the one place that must survive whatever a stranger's file causes
        return case.refuse(Refused(Reason.BROKEN, detail=type(error).__name__))
    raise AssertionError("a case ends with a reason")


class _Learnt(TypedDict):
    """The part of a verdict that is the same in each colour."""

    file: str
    signer: Signer | None
    claimed_time: datetime | None
    packet_id: str | None
    kind: str | None
    checks: tuple[Check, ...]
    data: Document | None
    attachments: tuple[AttachmentFound, ...]
    pages: int
    size: int
    sha256: str


@dataclass(slots=True)
class _Case:
    """One file on its way through the checks."""

    file: str
    moments: Moments = _TIMELESS
    now: CheckCode = CheckCode.LIMITS
    checks: list[Check] = field(default_factory=list)
    signer: Signer | None = None
    opened: Opened | None = None
    document: Document | None = None
    attachments: tuple[AttachmentFound, ...] = ()
    size: int = 0
    sha256: str = ""
    fingerprint_only: bool = False

    def run(self, path: Path, trust: Trust) -> None:
        """Do every check in order; always ends by raising Refused, green being a reason like any other."""
        data = limits.read_file(path)
        self.size, self.sha256 = len(data), hashlib.sha256(data).hexdigest()
        if not data:
            raise Refused(Reason.EMPTY)
        if not data.startswith(b"%PDF-"):
            raise Refused(Reason.NOT_PDF)
        objects = limits.check_raw(data)
        self.passed(CheckCode.CANONICAL, bytes=self.size, objects=objects)
        gap, envelope = read_signature(data)
        self.passed(CheckCode.INTACT)
        check_intact(data, gap, envelope)
        self.passed(CheckCode.STRUCTURE)
        self.opened = opened = open_strictly(data, gap)
        self.passed(CheckCode.DATA, objects=opened.objects, pages=opened.pages)
        document = read_data(opened)
        check_body(document)
        self.passed(CheckCode.ATTACHMENTS, records=len(document.entries))
        self.attachments = check_attachments(opened, document)
        self.passed(CheckCode.PAGES, files=len(self.attachments))
        found = check_pages(document, data, pages=opened.pages)
        found += check_body_pages(document, data, pages=opened.pages)
        self.document = document
        self.passed(CheckCode.IN_FORCE, texts=found)
        leaf = envelope.certificates[0]
        certificate = check_certificate(leaf)
        name, school = subject_of(leaf)
        fingerprint = fingerprint_of(leaf)
        self.signer = Signer(name=name, school=school, fingerprint=fingerprint, registered=False)
        check_names(document, self.signer)
        check_keys(document, leaf)
        start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        check_in_force(start, opened.claimed, end)
        self.passed(CheckCode.SIGNER, valid_from=f"{start:%Y-%m-%d}", valid_until=f"{end:%Y-%m-%d}")
        self_signed = certificate.issuer == certificate.subject
        # Nobody but a county's authority makes a desk: what signed itself, or is known by its fingerprint, is a school.
        role = Role.SCHOOL if self_signed or trust.find(fingerprint) else role_of(certificate)
        check_role(document, role, self.signer)
        self.decide(envelope.certificates, trust, self_signed=self_signed, role=role, until=end)

    def decide(
        self, certificates: tuple[bytes, ...], trust: Trust, *, self_signed: bool, role: Role, until: datetime
    ) -> None:
        """Say who it is: registered, certified by the county, or unknown. Always raises Refused."""
        assert self.signer is not None
        assert self.opened is not None
        signer = self.signer
        entry = trust.find(signer.fingerprint)
        if entry is not None:
            self._decide_registered(entry)
        who = {"school": signer.school, "name": signer.name}
        shown = grouped(signer.fingerprint)
        if self_signed:
            raise Refused(Reason.SIGNER_NOT_REGISTERED, Light.UNDECIDED, fingerprint=shown, **who)
        if not trust.roots:
            raise Refused(Reason.ISSUER_UNKNOWN, Light.UNDECIDED, **who)
        vouched = self.moments.vouched
        claimed = self.opened.claimed
        check_chain(certificates, trust, claimed=claimed, vouched=vouched, **who)
        if role is Role.SCHOOL:
            check_lasting(until, self.moments, **who)
        self._check_clock()
        self.signer = Signer(name=signer.name, school=signer.school, fingerprint=signer.fingerprint, registered=True)
        raise Refused(Reason.COUNTY_CERTIFICATE, Light.VALID, **who)

    def _decide_registered(self, entry: Registered) -> None:
        """Judge a signer whose fingerprint the county registered. Always raises Refused."""
        assert self.opened is not None
        self.fingerprint_only = True
        self.signer = Signer(name=entry.name, school=entry.school, fingerprint=entry.fingerprint, registered=True)
        who = {"school": entry.school, "name": entry.name}
        if entry.withdrawn_on:
            vouched = self.moments.vouched
            if (vouched or self.opened.claimed).date().isoformat() >= entry.withdrawn_on:
                raise Refused(Reason.REVOKED, **who)
            if vouched is None:
                # Only the signature says that it is older than the withdrawal; whoever has the key can claim that.
                raise Refused(Reason.REVOCATION_UNKNOWN, Light.UNDECIDED, **who)
        self._check_clock()
        raise Refused(Reason.REGISTERED_SIGNER, Light.VALID, **who)

    def _check_clock(self) -> None:
        """Doubt the time claimed, last of all: a doubt that a clerk may settle must hide none that he may not."""
        assert self.opened is not None
        assert self.document is not None
        check_clock(self.document, self.opened.claimed, self.moments)

    def passed(self, following: CheckCode, **particulars: Particular) -> None:
        """Note that the present check was passed, and go on."""
        self.checks.append(Check(self.now, passed=True, particulars=particulars))
        self.now = following

    def refuse(self, refused: Refused) -> Verdict:
        """Turn the reason into the verdict."""
        last = Check(self.now, passed=refused.light is Light.VALID, particulars={})
        intact = any(check.code is CheckCode.INTACT and check.passed for check in self.checks)
        document = self.document
        learnt: _Learnt = {
            "file": self.file,
            "signer": self.signer,
            "claimed_time": self.opened.claimed if self.opened and intact else None,
            "packet_id": document.id if document else None,
            "kind": document.type if document else None,
            "checks": (*self.checks, last),
            "data": None if refused.light is Light.INVALID else document,
            "attachments": self.attachments,
            "pages": self.opened.pages if self.opened else 0,
            "size": self.size,
            "sha256": self.sha256,
        }
        not_checked = (NotChecked.TIME, NotChecked.INK, NotChecked.PHOTOS)
        return Verdict(
            light=refused.light,
            reason=refused.reason,
            particulars=refused.particulars,
            action=ACTIONS[refused.reason],
            not_checked=(*not_checked, NotChecked.REVOCATION) if self.fingerprint_only else not_checked,
            **learnt,
        )
