"""The confidential envelope: a signed PDF inside CMS EnvelopedData (RFC 5652) to the county's certificate (`.p7m`).

It keeps a file from whoever finds the stick, and proves nothing: cipher text in CBC can be changed unnoticed, so the
file inside is judged by the ordinary judge once it is open, and only its signature tells that it is whole and whose.
`openssl cms -decrypt` opens it as well.
"""

from datetime import datetime
from pathlib import Path

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.serialization import pkcs7

from core.base.errors import (
    EnvelopeDamaged,
    EnvelopeForOthers,
    FileTooLarge,
    NoEnvelope,
    RecipientUnusable,
)
from core.base.files import explain_reading, require_file, write_safely
from core.records.packet import LARGEST

SUFFIX = ".p7m"
OVERHEAD = 1024 * 1024
"""Bytes that the envelope adds at most."""
RECIPIENTS = 8
"""More than this many recipients are not looked through."""
SMALLEST_RSA = 2048


def seal_for(source: Path, target: Path, *, recipient: bytes, now: datetime) -> None:
    """Write the file `source` into an envelope for the recipient's certificate (DER), whole or not at all.

    Raises RecipientUnusable (not for encryption, not RSA, out of its years), FileMissing, FileTooLarge, DiskFull,
    FolderNotWritable, ReadBackDiffers.
    """
    certificate = _usable(recipient, now=now)
    builder = (
        pkcs7.PKCS7EnvelopeBuilder()
        .set_data(_read(source, largest=LARGEST))
        .set_content_encryption_algorithm(algorithms.AES256)
        .add_recipient(certificate)
    )
    write_safely(target, builder.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary]), private=True)


def open_sealed(source: Path, target: Path, *, certificate: bytes, private_key: bytes) -> None:
    """Write what an envelope holds to `target`, a private place; it is believed only when the judge says so.

    Raises NoEnvelope, EnvelopeForOthers, EnvelopeDamaged, FileTooLarge, FileMissing, FileUnreadable, DiskFull.
    """
    content = _read(source, largest=LARGEST + OVERHEAD)
    own = x509.load_der_x509_certificate(certificate)
    key = serialization.load_der_private_key(private_key, password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    _refuse_others(content, own, source)
    try:
        inside = pkcs7.pkcs7_decrypt_der(content, own, key, [])
    except (ValueError, TypeError, UnsupportedAlgorithm, OverflowError) as error:
        raise EnvelopeDamaged(path=str(source)) from error
    write_safely(target, inside, private=True)


def _refuse_others(content: bytes, own: x509.Certificate, source: Path) -> None:
    """Tell an envelope for somebody else, and what is none at all, from one that is ours."""
    try:
        outer = cms.ContentInfo.load(content, strict=True)
        if outer["content_type"].native != "enveloped_data":
            raise NoEnvelope(path=str(source))
        recipients = outer["content"]["recipient_infos"]
        if not 1 <= len(recipients) <= RECIPIENTS:
            raise EnvelopeDamaged(path=str(source))
        named = [_named(info) for info in recipients]
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        raise NoEnvelope(path=str(source)) from error
    issuer = own.issuer.public_bytes()
    if (issuer, own.serial_number) not in named:
        raise EnvelopeForOthers(path=str(source))


def _named(info: cms.RecipientInfo) -> tuple[bytes, int]:
    """Return issuer (DER) and serial number of a recipient; nobody's where it is named in another way."""
    rid = info.chosen["rid"].chosen
    if isinstance(rid, cms.IssuerAndSerialNumber):
        return rid["issuer"].dump(), rid["serial_number"].native
    return b"", 0


def _usable(der: bytes, *, now: datetime) -> x509.Certificate:
    """Return a certificate that may encrypt now. Raises RecipientUnusable."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        key = certificate.public_key()
    except (ValueError, x509.ExtensionNotFound, UnsupportedAlgorithm) as error:
        raise RecipientUnusable(reason="form") from error
    if not usage.key_encipherment:
        raise RecipientUnusable(reason="key_usage")
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < SMALLEST_RSA:
        raise RecipientUnusable(reason="key")
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise RecipientUnusable(reason="out_of_date")
    return certificate


def _read(path: Path, *, largest: int) -> bytes:
    """Read a file that is not too large."""
    require_file(path)
    try:
        size = path.stat().st_size
        if size > largest:
            raise FileTooLarge(name=path.name, size=size, limit=largest)
        return path.read_bytes()
    except OSError as error:
        raise explain_reading(error, path) from error
