"""Certificates of our signers with other extensions than ours."""

from collections.abc import Callable

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from core.signing.identity import Identity
from tests.support.signed import signer

Change = Callable[[x509.CertificateBuilder, x509.Extension], x509.CertificateBuilder]


def reissued(change: Change) -> Identity:
    """Return our signer with a self-signed certificate whose extensions were changed."""
    identity = signer()
    own = x509.load_der_x509_certificate(identity.certificate)
    key = serialization.load_der_private_key(identity.private_key, password=None)
    builder = (
        x509.CertificateBuilder()
        .subject_name(own.subject)
        .issuer_name(own.issuer)
        .public_key(own.public_key())
        .serial_number(own.serial_number)
        .not_valid_before(own.not_valid_before_utc)
        .not_valid_after(own.not_valid_after_utc)
    )
    for extension in own.extensions:
        builder = change(builder, extension)
    certificate = builder.sign(key, hashes.SHA256())  # type: ignore[arg-type] # it is the elliptic key made in identity
    return msgspec.structs.replace(identity, certificate=certificate.public_bytes(serialization.Encoding.DER))


def replacing(value: x509.ExtensionType | None, *, critical: bool | None = None) -> Change:
    """Replace the extension of the same kind; None leaves out the key usage."""

    def change(builder: x509.CertificateBuilder, extension: x509.Extension) -> x509.CertificateBuilder:
        if value is None and extension.oid == x509.KeyUsage.oid:
            return builder
        if value is not None and extension.oid == value.oid:
            return builder.add_extension(value, critical=extension.critical if critical is None else critical)
        return builder.add_extension(extension.value, critical=extension.critical)

    return change


def usage(**given: bool) -> x509.KeyUsage:
    """Return a key usage with these purposes."""
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign"
        " encipher_only decipher_only"
    )
    return x509.KeyUsage(**{name: given.get(name, False) for name in names.split()})
