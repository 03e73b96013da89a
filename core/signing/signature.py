"""The signature, looked at byte by byte before any PDF reader touches the file.

Exactly one signature may cover the file from its first byte to its last; only the gap that holds the signature itself
is left out, and that gap must be filled exactly as core/signing/sign.py fills it.
"""

import hashlib
import re
from dataclasses import dataclass

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from core.signing.envelope import BadEnvelope, Envelope, is_genuine, open_envelope
from core.signing.identity import DOCUMENT_SIGNING
from core.signing.sign import RESERVED
from core.signing.verdict import Reason, Refused

_RANGE = re.compile(rb"/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10}) *\]")
_HEX = re.compile(rb"[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Gap:
    """The only bytes of the file that are not signed."""

    start: int
    """Offset of `<`."""
    end: int
    """Offset behind `>`."""


def find_gap(data: bytes) -> Gap:
    """Find the one signature that covers the whole file. Raises Refused."""
    ranges = [tuple(map(int, found.groups())) for found in _RANGE.finditer(data)]
    if not ranges:
        if b"/ByteRange" in data:
            raise Refused(Reason.SIGNATURE_FORM, detail="byte_range")
        raise Refused(Reason.NOT_SIGNED)
    whole = [Gap(first, second) for first, second, last in ranges if first < second and second + last == len(data)]
    if not whole:
        raise Refused(Reason.APPENDED)
    if len(whole) > 1:
        raise Refused(Reason.SEVERAL_SIGNATURES, found=len(whole))
    return whole[0]


def read_gap(data: bytes, gap: Gap) -> bytes:
    """Return the signature structure (DER) from its gap; the gap must be written as we write it. Raises Refused."""
    hole = data[gap.start : gap.end]
    digits = hole[1:-1]
    if len(digits) != RESERVED or hole[:1] != b"<" or hole[-1:] != b">":
        raise Refused(Reason.SIGNATURE_FORM, detail="gap")
    if not _HEX.fullmatch(digits):
        raise Refused(Reason.SIGNATURE_FORM, detail="hex")
    filled = bytes.fromhex(digits.decode("ascii"))
    length = _der_length(filled)
    if filled[length:].strip(b"\0"):
        raise Refused(Reason.SIGNATURE_FORM, detail="padding")
    return filled[:length]


def read_signature(data: bytes) -> tuple[Gap, Envelope]:
    """Find the one signature and take it apart; nothing is believed yet. Raises Refused."""
    gap = find_gap(data)
    structure = read_gap(data, gap)
    try:
        return gap, open_envelope(structure)
    except BadEnvelope as error:
        raise Refused(Reason.SIGNATURE_FORM, detail=str(error)) from error


def check_intact(data: bytes, gap: Gap, envelope: Envelope) -> None:
    """Prove that every byte is as it was when it was signed. Raises Refused."""
    seen = hashlib.sha256(memoryview(data)[: gap.start])
    seen.update(memoryview(data)[gap.end :])
    if seen.digest() != envelope.digest or not is_genuine(envelope):
        raise Refused(Reason.CHANGED)


def check_certificate(der: bytes) -> x509.Certificate:
    """Return the signer's certificate when it is one for signing documents and nothing else. Raises Refused."""
    certificate = x509.load_der_x509_certificate(der)
    extensions = certificate.extensions
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage)
        purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        basic = extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound as error:
        raise Refused(Reason.CERTIFICATE, detail="extensions") from error
    signs_only = usage.value.digital_signature and usage.value.content_commitment and not usage.value.key_cert_sign
    if not usage.critical or not signs_only:
        raise Refused(Reason.CERTIFICATE, detail="key_usage")
    if DOCUMENT_SIGNING not in purposes or ExtendedKeyUsageOID.EMAIL_PROTECTION not in purposes:
        raise Refused(Reason.CERTIFICATE, detail="extended_key_usage")
    if basic.ca:
        raise Refused(Reason.CERTIFICATE, detail="basic_constraints")
    return certificate


def _der_length(data: bytes) -> int:
    """Return the length of the DER SEQUENCE at the start, header included. Raises Refused."""
    if data[:1] != b"\x30" or len(data) < 4:
        raise Refused(Reason.SIGNATURE_FORM, detail="der")
    first = data[1]
    if first < 0x80:
        return 2 + first
    count = first & 0x7F
    if not 1 <= count <= 3:
        raise Refused(Reason.SIGNATURE_FORM, detail="der")
    length = 2 + count + int.from_bytes(data[2 : 2 + count], "big")
    if length > len(data):
        raise Refused(Reason.SIGNATURE_FORM, detail="der")
    return length
