"""What the documents say that are no packets: receipt, return, notice, enrolment form and certificate letter.

Each is the `body` of a document (`core.records.packet.Document`), told apart by its tag `says`. The lines that stand on
its pages come from `core.records.errandwords`, for the page that draws them and for the judge that looks for them.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """What the county asks to be mended, beside a field of a record."""

    record: str
    """Id of the record; empty when it is about the packet as a whole."""
    number: str = ""
    heading: str = ""
    field: str = ""
    """Key of the field; empty when it is about the record as a whole."""
    label: str = ""
    """The field's name as the form has it."""
    text: str


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A record that the county took in, or looked at and sent back."""

    record: str
    number: str
    heading: str
    kind: str
    """Name of its kind, in Chinese."""


class Reply(msgspec.Struct, frozen=True, kw_only=True, tag_field="says", tag="reply"):
    """The county's answer to one packet: a receipt (回执), or a return with remarks (退回)."""

    packet: str
    """Id of the packet's document."""
    title: str
    code: str
    """Short code on the packet's pages."""
    sha256: str
    """Digest of the packet's file as it was judged."""
    addressee: str
    """Name of the school."""
    signer: str
    """Who signed the packet."""
    signed_at: datetime
    """When, by the school's clock."""
    judged_at: datetime
    """When the packet lay before the desk, by the desk's clock: its signature is not later than this."""
    records: tuple[Taken, ...] = ()
    remarks: tuple[Remark, ...] = ()
    note: str = ""
    supersedes: str = ""
    """Short code of the packet that this one took the place of; empty for a first one."""
    revocation_lists: tuple[bytes, ...] = ()
    """The county's newest, DER."""
    issuers: tuple[bytes, ...] = ()
    """The issuing authorities whose lists these are, DER."""


class Why(StrEnum):
    """Why a school asks for a certificate."""

    FIRST = "first"
    RENEWAL = "renewal"
    """The certificate runs out, or a name changed."""
    SUCCESSION = "succession"
    """Another principal took over."""
    LOST = "lost"
    """The key was lost or may be in other hands (停用声明): the county withdraws the old one."""


class Enrolment(msgspec.Struct, frozen=True, kw_only=True, tag_field="says", tag="enrolment"):
    """A school asks the county for a certificate (登记表)."""

    request: bytes
    """Certificate request (PKCS#10), DER."""
    key: str
    """SHA-256 of the public key, 64 lower-case hex digits: what the clerk compares with the paper."""
    why: Why = Why.FIRST
    instead_of: str = ""
    """Fingerprint of the certificate that is to be withdrawn; empty when there is none."""
    contact: str = ""


class Certification(msgspec.Struct, frozen=True, kw_only=True, tag_field="says", tag="certification"):
    """The county's answer to an enrolment form (证书函)."""

    addressee: str
    principal: str
    key: str
    """SHA-256 of the public key that was certified."""
    certificate: bytes
    """X.509, DER; the school's name and the principal's are those the county writes."""
    fingerprint: str
    valid_from: str
    """Day, `YYYY-MM-DD`."""
    valid_until: str
    chain: tuple[bytes, ...]
    """The issuers without the root, DER."""
    root: bytes
    """The county's root certificate, DER."""
    root_fingerprint: str
    """What the school compares with the printed notice."""
    revocation_lists: tuple[bytes, ...]
    encryption: bytes
    """The county's certificate for confidential documents, DER."""
    campaign: dict[str, Any] | None = None
    """A campaign's file that comes along."""


class Notice(msgspec.Struct, frozen=True, kw_only=True, tag_field="says", tag="notice"):
    """A campaign's notice (活动通知), with the campaign's file inside."""

    campaign: dict[str, Any]
    name: str
    edition: str = ""
    words: str = ""
    """What the county says about it, in its own words."""
    revocation_lists: tuple[bytes, ...] = ()
    issuers: tuple[bytes, ...] = ()
    """The issuing authorities whose lists these are, DER."""


Body = Reply | Enrolment | Certification | Notice
