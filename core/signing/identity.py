"""The principal's key and certificate, made at the first run and kept inside the vault.

The certificate is self-signed until the county registers its fingerprint (domain.md §4.4, point 2).
"""

import hashlib
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from core.base.clock import Clock
from core.base.errors import BadIdentity, IdentityDamaged
from core.base.ids import new_id

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""Extended key usage id-kp-documentSigning (RFC 9336)."""

YEARS_VALID = 3
LONGEST_NAME = 64
"""Upper bound of CN and O in characters (RFC 5280, ub-common-name)."""

_BACKDATED = timedelta(minutes=10)
"""A computer whose clock is put right by some minutes after the first run must still be able to sign."""


SIGN_ONLY = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
"""What a signer may do: sign documents, nothing else."""


class Algorithm(StrEnum):
    """Keys this program makes; RSA-3072 is what the common readers verify without asking (domain.md §4.4)."""

    RSA_3072 = "rsa-3072"
    EC_P256 = "ec-p256"


class TokenRef(msgspec.Struct, frozen=True, kw_only=True):
    """Where a key lies that is not in the vault: on a USB key (PKCS#11)."""

    module: str
    """Path of the module that its maker brings."""
    serial: str
    label: str
    ident: str
    """Name of the pair on the USB key, hex digits."""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """One person's signing key with its certificate."""

    certificate: bytes
    """X.509 certificate, DER."""
    private_key: bytes
    """Private key, PKCS#8 DER, unencrypted: keep it only inside the vault. Empty where it lies on a USB key, and
    where it was taken out because its owner left."""
    name: str
    """The signer's name as printed in the certificate (CN)."""
    school: str
    """The school's full name (O)."""
    chain: tuple[bytes, ...] = ()
    """The issuers above the certificate, without the root, DER; none while it is self-signed."""

    token: TokenRef | None = None

    def __repr__(self) -> str:
        """Show the fingerprint and never the key."""
        return f"Identity(fingerprint={self.fingerprint})"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, 64 lower-case hex digits."""
        return fingerprint_of(self.certificate)

    @property
    def valid_from(self) -> datetime:
        """First moment at which the certificate may sign."""
        return x509.load_der_x509_certificate(self.certificate).not_valid_before_utc

    @property
    def valid_until(self) -> datetime:
        """Last moment at which the certificate may sign."""
        return x509.load_der_x509_certificate(self.certificate).not_valid_after_utc


def fingerprint_of(certificate: bytes) -> str:
    """Return the SHA-256 of a DER certificate as 64 lower-case hex digits."""
    return hashlib.sha256(certificate).hexdigest()


def grouped(fingerprint: str, *, groups: int | None = None) -> str:
    """Write a fingerprint for the eye and the telephone: `5C21 90AE 77D4 …`, all of it or the first `groups` groups."""
    parts = [fingerprint[start : start + 4].upper() for start in range(0, len(fingerprint), 4)]
    if groups is None or groups >= len(parts):
        return " ".join(parts)
    return " ".join(parts[:groups]) + " …"


def make(name: str, *, school: str, algorithm: Algorithm = Algorithm.RSA_3072, clock: Clock) -> Identity:
    """Make a new key and its self-signed certificate, valid for three years from the clock's moment.

    Raises BadIdentity when the name or the school is empty or longer than 64 characters.
    """
    for field, value in (("name", name), ("school", school)):
        if not value.strip() or len(value) > LONGEST_NAME:
            raise BadIdentity(field=field, longest=LONGEST_NAME)
    key = new_key(algorithm)
    start = clock.now().astimezone(UTC).replace(microsecond=0) - _BACKDATED
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, school),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            # Two principals of one name at one school still have two names; X.520 allows no Chinese and no "_" here.
            x509.NameAttribute(NameOID.SERIAL_NUMBER, new_id().upper()),
        ]
    )
    public = key.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(years_later(start, YEARS_VALID))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(SIGN_ONLY, critical=True)
        .add_extension(purposes(), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
    )
    certificate = builder.sign(key, hashes.SHA256())
    return Identity(
        certificate=certificate.public_bytes(serialization.Encoding.DER),
        private_key=private_bytes(key),
        name=name,
        school=school,
    )


def encode(identity: Identity) -> bytes:
    """Write an identity as bytes for the vault; the private key stands in them unencrypted."""
    return msgspec.msgpack.encode(identity)


def decode(kept: bytes) -> Identity:
    """Read what `encode` wrote, also one without its key.

    Raises IdentityDamaged when the key and the certificate don't belong together.
    """
    try:
        identity = msgspec.msgpack.decode(kept, type=Identity)
        certificate = x509.load_der_x509_certificate(identity.certificate)
        if identity.token is not None or not identity.private_key:
            return identity
        key = serialization.load_der_private_key(identity.private_key, password=None)
    except (msgspec.DecodeError, ValueError, TypeError) as error:
        raise IdentityDamaged(reason=type(error).__name__) from error
    if key.public_key() != certificate.public_key():
        raise IdentityDamaged(reason="key_mismatch")
    return identity


def algorithm_of(identity: Identity) -> Algorithm:
    """Return the algorithm of an identity's key."""
    return algorithm_of_key(identity.certificate)


def algorithm_of_key(certificate: bytes) -> Algorithm:
    """Return the algorithm of a certificate's key, DER."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    return Algorithm.EC_P256 if isinstance(key, ec.EllipticCurvePublicKey) else Algorithm.RSA_3072


def end_of(certificate: bytes) -> datetime:
    """Return the last moment at which a DER certificate may sign."""
    return x509.load_der_x509_certificate(certificate).not_valid_after_utc


def ends_of(certificate: bytes) -> date:
    """Return the last day on which a DER certificate may sign."""
    return end_of(certificate).date()


def starts_of(certificate: bytes) -> date:
    """Return the first day on which a DER certificate may sign."""
    return x509.load_der_x509_certificate(certificate).not_valid_before_utc.date()


def subject_of(certificate: bytes) -> tuple[str, str]:
    """Return the name (CN) and the school (O) a DER certificate carries, empty where it has none."""
    subject = x509.load_der_x509_certificate(certificate).subject

    def first(oid: ObjectIdentifier) -> str:
        found = subject.get_attributes_for_oid(oid)
        return str(found[0].value) if found else ""

    return first(NameOID.COMMON_NAME), first(NameOID.ORGANIZATION_NAME)


def purposes() -> x509.ExtendedKeyUsage:
    """Return what a signer's key is for; without emailProtection pdfsig and openssl call the certificate unsuitable."""
    return x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])


def private_bytes(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    """Return a private key as PKCS#8 DER, unencrypted: keep it only inside a vault."""
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def new_key(algorithm: Algorithm) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    """Make a private key."""
    if algorithm is Algorithm.RSA_3072:
        return rsa.generate_private_key(public_exponent=65537, key_size=3072)
    return ec.generate_private_key(ec.SECP256R1())


def years_later(moment: datetime, years: int) -> datetime:
    """Return the same day some years later, 28 February for 29 February."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)
