"""The signature, looked at byte by byte before any PDF reader touches the file.

Exactly one signature may cover the file from its first byte to its last; only the gap that holds the signature itself
is left out, and that gap must be filled exactly as core/signing/sign.py fills it. Every rule is a function `_refuse_…`;
tests/faults proves each one needed.
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
    _refuse_unsigned(data)
    _refuse_other_ranges(ranges)
    whole = [Gap(first, second) for first, second, last in ranges if _is_whole(first, second, last, len(data))]
    _refuse_appended(whole)
    _refuse_several(whole)
    return whole[0]


def _is_whole(first: int, second: int, last: int, size: int) -> bool:
    """Tell whether a signature covers the file to its end, with one gap in it."""
    return first < second and second + last == size


def _refuse_unsigned(data: bytes) -> None:
    """Refuse a PDF without any signature."""
    if b"/ByteRange" not in data:
        raise Refused(Reason.NOT_SIGNED)


def _refuse_other_ranges(ranges: list[tuple[int, ...]]) -> None:
    """Refuse a signature whose range is not written as we write it or does not begin with the file."""
    if not ranges:
        raise Refused(Reason.SIGNATURE_FORM, detail="byte_range")


def _refuse_appended(whole: list[Gap]) -> None:
    """Refuse a file that goes on behind what was signed, or was cut off."""
    if not whole:
        raise Refused(Reason.APPENDED)


def _refuse_several(whole: list[Gap]) -> None:
    """Refuse two signatures that both claim the whole file."""
    if len(whole) > 1:
        raise Refused(Reason.SEVERAL_SIGNATURES, found=len(whole))


def read_gap(data: bytes, gap: Gap) -> bytes:
    """Return the signature structure (DER) from its gap; the gap must be written as we write it. Raises Refused."""
    hole = data[gap.start : gap.end]
    _refuse_other_gap(hole)
    digits = hole[1:-1]
    _refuse_other_hex(digits)
    filled = bytes.fromhex(digits.decode("ascii"))
    length = _der_length(filled)
    _refuse_padding(filled[length:])
    return filled[:length]


def _refuse_other_gap(hole: bytes) -> None:
    """Refuse a gap of another size, or one that is no string at all."""
    if len(hole) != RESERVED + 2 or hole[:1] != b"<" or hole[-1:] != b">":
        raise Refused(Reason.SIGNATURE_FORM, detail="gap")


def _refuse_other_hex(digits: bytes) -> None:
    """Refuse capitals and blanks: the gap is not signed, so it may have one spelling only."""
    if not _HEX.fullmatch(digits):
        raise Refused(Reason.SIGNATURE_FORM, detail="hex")


def _refuse_padding(padding: bytes) -> None:
    """Refuse anything behind the signature structure but zeros."""
    if padding.strip(b"\0"):
        raise Refused(Reason.SIGNATURE_FORM, detail="padding")


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
    _refuse_other_digest(seen.digest(), envelope)
    _refuse_forged(envelope)


def _refuse_other_digest(found: bytes, envelope: Envelope) -> None:
    """Refuse a file that is not the one signed."""
    if found != envelope.digest:
        raise Refused(Reason.CHANGED)


def _refuse_forged(envelope: Envelope) -> None:
    """Refuse a signature that the certificate's key did not make."""
    if not is_genuine(envelope):
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
    _refuse_other_usage(usage)
    _refuse_other_purposes(purposes)
    _refuse_authority(basic)
    return certificate


def _refuse_other_usage(usage: x509.Extension[x509.KeyUsage]) -> None:
    """Refuse a key that may not sign documents, or may sign certificates."""
    signs_only = usage.value.digital_signature and usage.value.content_commitment and not usage.value.key_cert_sign
    if not usage.critical or not signs_only:
        raise Refused(Reason.CERTIFICATE, detail="key_usage")


def _refuse_other_purposes(purposes: x509.ExtendedKeyUsage) -> None:
    """Refuse a key made for something else, a web server's for one."""
    if DOCUMENT_SIGNING not in purposes or ExtendedKeyUsageOID.EMAIL_PROTECTION not in purposes:
        raise Refused(Reason.CERTIFICATE, detail="extended_key_usage")


def _refuse_authority(basic: x509.BasicConstraints) -> None:
    """Refuse a certificate that could make others."""
    if basic.ca:
        raise Refused(Reason.CERTIFICATE, detail="basic_constraints")


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
