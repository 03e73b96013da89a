"""A county's authority: a root that is made once and kept apart, an authority below it that issues, and what it issues.

The root signs the issuing authority and its own list, nothing else, and its key leaves the computer with the box it is
exported in. The issuing authority certifies schools and the desk, names them as the county writes them whatever a
request says, and keeps the list of those withdrawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from core.base.clock import Clock
from core.base.errors import BadIdentity, BadRequest, IdentityDamaged
from core.base.ids import new_id
from core.signing.identity import (
    LONGEST_NAME,
    SIGN_ONLY,
    Algorithm,
    Identity,
    fingerprint_of,
    new_key,
    private_bytes,
    purposes,
    subject_of,
    years_later,
)
from core.signing.revocation import is_issued
from core.signing.roles import Role, policy

ROOT_YEARS, ISSUING_YEARS, LEAF_YEARS = 20, 10, 3
LIST_DAYS = 200
"""How long a list of the issuing authority counts."""
ROOT_LIST_DAYS = 3653
"""How long the root's own list counts: as long as the issuing authority, for the root lies in a safe."""

_BACKDATED = timedelta(minutes=10)


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate that no longer counts."""

    serial: int
    since: datetime


class Root(msgspec.Struct, frozen=True, kw_only=True):
    """The county's root with its key: kept apart, and on the computer only while it is used."""

    certificate: bytes
    """DER."""
    private_key: bytes
    """PKCS#8, DER."""

    def __repr__(self) -> str:
        """Show the fingerprint and never the key."""
        return f"Root(fingerprint={fingerprint_of(self.certificate)})"


class Authority(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk's computer holds: the issuing authority and the county's key for confidential files."""

    county: str
    root: bytes
    """Certificate of the root, DER; its key is not here."""
    certificate: bytes
    private_key: bytes
    root_list: bytes
    """The root's revocation list, DER."""
    encryption: bytes
    """Certificate for confidential documents, DER."""
    encryption_key: bytes

    def __repr__(self) -> str:
        """Show the fingerprint and never a key."""
        return f"Authority(county={self.county!r}, fingerprint={fingerprint_of(self.root)})"


@dataclass(frozen=True, slots=True)
class Request:
    """A certificate request that proves it holds its key."""

    name: str
    """What it calls itself: the county compares it and writes its own."""
    school: str
    key: str
    """SHA-256 of the public key (SubjectPublicKeyInfo, DER), 64 lower-case hex digits."""


def found(county: str, *, clock: Clock, algorithm: Algorithm = Algorithm.RSA_3072) -> tuple[Root, Authority]:
    """Make a county's root and its issuing authority. Raises BadIdentity for a name that no certificate can hold."""
    _check_name("county", county)
    start = _moment(clock)
    key = new_key(algorithm)
    name = _subject(county, "根证书")
    certificate = (
        _blank(name, name, key.public_key(), start, ROOT_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        .add_extension(_CERTIFIES, critical=True)
        .sign(key, hashes.SHA256())
    )
    root = Root(certificate=_der(certificate), private_key=private_bytes(key))
    return root, renew_issuing(root, county, clock=clock, algorithm=algorithm)


def renew_issuing(
    root: Root,
    county: str,
    *,
    clock: Clock,
    algorithm: Algorithm = Algorithm.RSA_3072,
    withdrawn: Sequence[Withdrawn] = (),
    number: int = 1,
) -> Authority:
    """Make a new issuing authority under the root: at the founding, after ten years, or when its key was lost.

    `withdrawn` are former issuing authorities that no longer count, `number` the number of the root's list.
    """
    start = _moment(clock)
    issuer = x509.load_der_x509_certificate(root.certificate)
    signer = _private(root.private_key, root.certificate)
    key = new_key(algorithm)
    certificate = (
        _blank(_subject(county, "签发证书", number=True), issuer.subject, key.public_key(), start, ISSUING_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_CERTIFIES, critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False)  # type: ignore[arg-type] # ours are RSA or EC
        .sign(signer, hashes.SHA256())
    )
    # Key transport needs RSA, whatever the county signs with.
    secret = new_key(Algorithm.RSA_3072)
    encryption = (
        _blank(_subject(county, "收件加密"), certificate.subject, secret.public_key(), start, ISSUING_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_DECRYPTS, critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(
        county=county,
        root=root.certificate,
        certificate=_der(certificate),
        private_key=private_bytes(key),
        root_list=_list(issuer, signer, withdrawn, number=number, at=start, days=ROOT_LIST_DAYS),
        encryption=_der(encryption),
        encryption_key=private_bytes(secret),
    )


def request(identity: Identity) -> bytes:
    """Return a certificate request (PKCS#10, DER) for the identity's key."""
    key = _private(identity.private_key, identity.certificate)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, identity.school),
            x509.NameAttribute(NameOID.COMMON_NAME, identity.name),
        ]
    )
    made = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)


def read_request(der: bytes) -> Request:
    """Read a request and prove that whoever made it holds the key. Raises BadRequest."""
    csr = _load_request(der)

    def first(oid: x509.ObjectIdentifier) -> str:
        names = csr.subject.get_attributes_for_oid(oid)
        return str(names[0].value) if names else ""

    return Request(
        name=first(NameOID.COMMON_NAME), school=first(NameOID.ORGANIZATION_NAME), key=key_of(csr.public_key())
    )


def certify(
    authority: Authority, der: bytes, *, school: str, name: str, clock: Clock, role: Role = Role.SCHOOL
) -> bytes:
    """Certify the key of a request for three years, under the names the county writes; returns DER.

    Raises BadRequest (no request, or one whose key is not proven or too weak), BadIdentity.
    """
    for field, value in (("name", name), ("school", school)):
        _check_name(field, value)
    public = _load_request(der).public_key()
    return _leaf(authority, public, school=school, name=name, clock=clock, role=role)


def desk_identity(
    authority: Authority, name: str, *, clock: Clock, algorithm: Algorithm = Algorithm.RSA_3072
) -> Identity:
    """Make the key with which the county's desk signs receipts, returns, notices and certificate letters."""
    _check_name("name", name)
    key = new_key(algorithm)
    certificate = _leaf(authority, key.public_key(), school=authority.county, name=name, clock=clock, role=Role.DESK)
    return Identity(
        certificate=certificate,
        private_key=private_bytes(key),
        name=name,
        school=authority.county,
        chain=(authority.certificate,),
    )


def adopt(identity: Identity, certificate: bytes, chain: tuple[bytes, ...]) -> Identity:
    """Return the identity with the county's certificate for its key. Raises BadRequest (another key, no name)."""
    found_certificate = x509.load_der_x509_certificate(certificate)
    own = x509.load_der_x509_certificate(identity.certificate)
    if key_of(found_certificate.public_key()) != key_of(own.public_key()):
        raise BadRequest(reason="other_key")
    if chain and not is_issued(found_certificate, x509.load_der_x509_certificate(chain[0])):
        raise BadRequest(reason="other_issuer")
    name, school = subject_of(certificate)
    if not name or not school:
        raise BadRequest(reason="form")
    return msgspec.structs.replace(identity, certificate=certificate, chain=chain, name=name, school=school)


def revocation_list(authority: Authority, withdrawn: Sequence[Withdrawn], *, number: int, clock: Clock) -> bytes:
    """Return the list of withdrawn certificates (CRL, DER), to count for 200 days; `number` must grow every time."""
    issuer = x509.load_der_x509_certificate(authority.certificate)
    key = _private(authority.private_key, authority.certificate)
    return _list(issuer, key, withdrawn, number=number, at=_moment(clock), days=LIST_DAYS)


def key_of(public: object) -> str:
    """Return the SHA-256 of a public key (SubjectPublicKeyInfo, DER) as 64 lower-case hex digits."""
    if not isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise BadRequest(reason="key")
    written = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return fingerprint_of(written)


def key_of_certificate(certificate: bytes) -> str:
    """Return the SHA-256 of a certificate's public key as 64 lower-case hex digits."""
    return key_of(x509.load_der_x509_certificate(certificate).public_key())


def serial_of(certificate: bytes) -> int:
    """Return a certificate's serial number."""
    return x509.load_der_x509_certificate(certificate).serial_number


def _load_request(der: bytes) -> x509.CertificateSigningRequest:
    """Read a request whose key is proven and strong enough. Raises BadRequest."""
    try:
        csr = x509.load_der_x509_csr(der)
        public = csr.public_key()
        proven = csr.is_signature_valid
    except ValueError as error:
        raise BadRequest(reason="form") from error
    if not proven:
        raise BadRequest(reason="signature")
    strong = (isinstance(public, rsa.RSAPublicKey) and 3072 <= public.key_size <= 8192) or (
        isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1)
    )
    if not strong:
        raise BadRequest(reason="key")
    return csr


def _leaf(authority: Authority, public: object, *, school: str, name: str, clock: Clock, role: Role) -> bytes:
    """Certify a key for signing documents."""
    issuer = x509.load_der_x509_certificate(authority.certificate)
    key = _private(authority.private_key, authority.certificate)
    builder = (
        _blank(_subject(school, name, number=True), issuer.subject, public, _moment(clock), LEAF_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(SIGN_ONLY, critical=True)
        .add_extension(purposes(), critical=False)
        .add_extension(policy(role), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False)  # type: ignore[arg-type] # ours are RSA or EC
    )
    return _der(builder.sign(key, hashes.SHA256()))


def _blank(
    subject: x509.Name, issuer: x509.Name, public: object, start: datetime, years: int
) -> x509.CertificateBuilder:
    """Return what every certificate here has."""
    assert isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(years_later(start, years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _list(
    issuer: x509.Certificate,
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    withdrawn: Sequence[Withdrawn],
    *,
    number: int,
    at: datetime,
    days: int,
) -> bytes:
    """Write a revocation list."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(at)
        .next_update(at + timedelta(days=days))
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
    )
    for one in withdrawn:
        entry = x509.RevokedCertificateBuilder().serial_number(one.serial)
        builder = builder.add_revoked_certificate(entry.revocation_date(one.since.astimezone(UTC)).build())
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _subject(organisation: str, name: str, *, number: bool = False) -> x509.Name:
    """Return a name; `number` tells two people of one name at one school apart."""
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(NameOID.COMMON_NAME, name),
    ]
    if number:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, new_id().upper()))
    return x509.Name(parts)


def _check_name(field: str, value: str) -> None:
    """Refuse a name that no certificate can hold. Raises BadIdentity."""
    if not value.strip() or len(value) > LONGEST_NAME:
        raise BadIdentity(field=field, longest=LONGEST_NAME)


def _moment(clock: Clock) -> datetime:
    """Return the moment from which a certificate counts: a clock put right by some minutes must not void it."""
    return clock.now().astimezone(UTC).replace(microsecond=0) - _BACKDATED


def _private(key: bytes, certificate: bytes) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    """Read a private key that belongs to a certificate. Raises IdentityDamaged."""
    try:
        loaded = serialization.load_der_private_key(key, password=None)
    except (ValueError, TypeError) as error:
        raise IdentityDamaged(reason=type(error).__name__) from error
    if not isinstance(loaded, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise IdentityDamaged(reason="key")
    if loaded.public_key() != x509.load_der_x509_certificate(certificate).public_key():
        raise IdentityDamaged(reason="key_mismatch")
    return loaded


def _der(certificate: x509.Certificate) -> bytes:
    """Return a certificate as DER."""
    return certificate.public_bytes(serialization.Encoding.DER)


def _usage(**given: bool) -> x509.KeyUsage:
    """Return a key usage with only these."""
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: given.get(name, False) for name in names})


_CERTIFIES = _usage(key_cert_sign=True, crl_sign=True)
_DECRYPTS = _usage(key_encipherment=True)
