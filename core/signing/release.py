"""The release key: Ed25519 over the words of an update, believed by the public keys that the program ships with."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.base.canonical import digest
from core.base.errors import UpdateDamaged, UpdateOfAnother
from core.base.paths import resources

LARGEST_SIGNATURE = 1024
"""Bytes of the file with a signature at most."""
SHOWN = 8
"""Signs of a key's digest that are told."""
_ALGORITHM = "ed25519"


@dataclass(frozen=True, slots=True)
class ReleaseKey:
    """A public key that releases are signed with."""

    raw: bytes
    """Its 32 bytes."""

    @property
    def name(self) -> str:
        """Return its SHA-256, 64 lower-case hex digits."""
        return digest(self.raw)


def shipped_keys(folder: Path | None = None) -> tuple[ReleaseKey, ...]:
    """Return the keys that this program believes: every `.pem` in `resources/release/`."""
    return tuple(read_public(path.read_bytes()) for path in sorted((folder or resources("release")).glob("*.pem")))


def read_public(pem: bytes) -> ReleaseKey:
    """Return a public key from its PEM. Raises ValueError when it is none of Ed25519."""
    found = serialization.load_pem_public_key(pem)
    if not isinstance(found, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")  # noqa: TRY004 - it is the file that is wrong
    return ReleaseKey(found.public_bytes_raw())


def make_private(password: str) -> tuple[bytes, bytes]:
    """Make a key for releases; returns the private one as encrypted PEM, and the public one as PEM."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password.encode()),
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private, public


def read_private(pem: bytes, password: str) -> Ed25519PrivateKey:
    """Return a private key from its encrypted PEM. Raises ValueError when it, or the password, is not right."""
    try:
        found = serialization.load_pem_private_key(pem, password.encode())
    except (TypeError, UnsupportedAlgorithm) as error:
        raise ValueError("not an encrypted key") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")  # noqa: TRY004 - it is the file that is wrong
    return found


def sign(said: bytes, key: Ed25519PrivateKey) -> bytes:
    """Return the file with a signature: algorithm and key in one line, the signature in the next.

    The signature is over the very bytes, so that openssl can check it as well.
    """
    name = ReleaseKey(key.public_key().public_bytes_raw()).name
    return f"{_ALGORITHM} {name}\n{base64.b64encode(key.sign(said)).decode()}\n".encode()


def verify(said: bytes, signature: bytes, *, keys: Iterable[ReleaseKey], path: Path) -> None:
    """Make sure that one of the keys signed these bytes; `path` is the update's, for what is told.

    Raises UpdateDamaged (no readable signature, or the bytes are others than were signed), UpdateOfAnother.
    """
    try:
        algorithm, name, told = signature.decode("ascii").split()
        raw = base64.b64decode(told, validate=True)
    except (UnicodeDecodeError, ValueError, binascii.Error) as error:
        raise UpdateDamaged(path=str(path), part="signature") from error
    if not re.fullmatch(r"[0-9a-f]{64}", name):
        raise UpdateDamaged(path=str(path), part="signature")
    known = {key.name: key for key in keys}
    if algorithm != _ALGORITHM or name not in known:
        raise UpdateOfAnother(path=str(path), key=name[:SHOWN])
    try:
        Ed25519PublicKey.from_public_bytes(known[name].raw).verify(raw, said)
    except InvalidSignature as error:
        raise UpdateDamaged(path=str(path), part="manifest") from error
