"""Sign with a USB key (PKCS#11): the private key is made on it and never leaves it; a PIN is asked for each time.

The key's maker brings a module (a shared library). It is loaded once and stays in the process. Imported when somebody
uses a USB key.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pkcs11
from asn1crypto import algos, core, csr, keys, x509
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters
from pkcs11.util.rsa import encode_rsa_public_key

from core.base.errors import NoTokenKey, PinLocked, PinWrong, TokenGone, TokenModuleUnusable, TokenRefused
from core.base.ids import new_id
from core.signing.envelope import P256_ORDER
from core.signing.identity import Algorithm

LABEL = "taizhang"
"""Label of the keys this program makes on a token."""

_GONE = (
    pkcs11.TokenNotPresent,
    pkcs11.TokenNotRecognised,
    pkcs11.DeviceRemoved,
    pkcs11.DeviceError,
    pkcs11.NoSuchToken,
    pkcs11.exceptions.SessionHandleInvalid,
    pkcs11.exceptions.SessionClosed,
    pkcs11.exceptions.SlotIDInvalid,
    pkcs11.exceptions.GeneralError,
    pkcs11.exceptions.FunctionFailed,
    pkcs11.exceptions.ObjectHandleInvalid,
    pkcs11.exceptions.KeyHandleInvalid,
)
"""What modules say, each in its own way, when the key was pulled out."""


_alone = threading.RLock()
"""To look for keys anew ends every session of the module: nobody looks while another signs."""


@dataclass(frozen=True, slots=True)
class Token:
    """A USB key that is plugged in and ready."""

    label: str
    serial: str
    """Serial number, hex digits: by it the same key is found again."""
    manufacturer: str
    few_tries: bool
    """A wrong PIN was given before; some more and it locks."""
    locked: bool
    """Its PIN is locked."""


def tokens(module: Path) -> tuple[Token, ...]:
    """Return the USB keys of a module. Raises TokenModuleUnusable, TokenGone, TokenRefused."""
    found = []
    with _alone, _told(module.name):
        for token in _library(module).get_tokens():
            flags = token.flags
            if TokenFlag.TOKEN_INITIALIZED in flags:
                found.append(
                    Token(
                        label=token.label.strip(),
                        serial=token.serial.hex(),
                        manufacturer=str(token.manufacturer_id).strip(),
                        few_tries=bool(flags & (TokenFlag.USER_PIN_COUNT_LOW | TokenFlag.USER_PIN_FINAL_TRY)),
                        locked=TokenFlag.USER_PIN_LOCKED in flags,
                    )
                )
    return tuple(found)


class TokenKey:
    """A key pair on a USB key whose session is open."""

    def __init__(self, session: Any, public: Any, private: Any, *, label: str) -> None:
        self._session, self._private, self._label = session, private, label
        self.ident: str = bytes(public[Attribute.ID]).hex()
        """By this the pair is found again on its token."""
        self._rsa = public.key_type is KeyType.RSA
        encoded = encode_rsa_public_key(public) if self._rsa else encode_ec_public_key(public)
        self.public_key: bytes = keys.PublicKeyInfo.wrap(encoded, "rsa").dump() if self._rsa else encoded
        """SubjectPublicKeyInfo, DER."""

    @property
    def algorithm(self) -> Algorithm:
        """The kind of the key."""
        return Algorithm.RSA_3072 if self._rsa else Algorithm.EC_P256

    def sign(self, message: bytes) -> bytes:
        """Return the signature value over a message, as `core.signing.envelope` writes it. Raises TokenGone."""
        with _told(self._label):
            if self._rsa:
                return bytes(self._private.sign(message, mechanism=Mechanism.SHA256_RSA_PKCS))
            pair = bytes(self._private.sign(hashlib.sha256(message).digest(), mechanism=Mechanism.ECDSA))
        half = len(pair) // 2
        r, s = int.from_bytes(pair[:half], "big"), int.from_bytes(pair[half:], "big")
        return encode_dss_signature(r, min(s, P256_ORDER - s))

    def request(self, name: str, *, school: str) -> bytes:
        """Return a certificate request (PKCS#10, DER) signed on the token. Raises TokenGone."""
        info = csr.CertificationRequestInfo(
            {
                "version": "v1",
                "subject": x509.Name.build({"country_name": "CN", "organization_name": school, "common_name": name}),
                "subject_pk_info": keys.PublicKeyInfo.load(self.public_key),
                "attributes": csr.CRIAttributes([]),
            }
        )
        signed = csr.CertificationRequest(
            {
                "certification_request_info": info,
                "signature_algorithm": self._mechanism(),
                "signature": core.OctetBitString(self.sign(info.dump())),
            }
        )
        return bytes(signed.dump())

    def self_signed(self, like: bytes) -> bytes:
        """Return a certificate (DER) for this key that says what `like` says, a self-signed one for another key."""
        certificate = x509.Certificate.load(like)
        body = certificate["tbs_certificate"].copy()
        public = keys.PublicKeyInfo.load(self.public_key)
        body["subject_public_key_info"] = public
        body["signature"] = self._mechanism()
        for extension in body["extensions"]:
            match extension["extn_id"].native:
                case "key_identifier":
                    extension["extn_value"] = core.ParsableOctetString(core.OctetString(public.sha1).dump())
                case "authority_key_identifier":
                    told = x509.AuthorityKeyIdentifier({"key_identifier": public.sha1})
                    extension["extn_value"] = core.ParsableOctetString(told.dump())
                case _:
                    continue
        signed = x509.Certificate(
            {
                "tbs_certificate": body,
                "signature_algorithm": self._mechanism(),
                "signature_value": core.OctetBitString(self.sign(body.dump(force=True))),
            }
        )
        return bytes(signed.dump())

    def _mechanism(self) -> algos.SignedDigestAlgorithm:
        """Return how this key signs."""
        return algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa" if self._rsa else "sha256_ecdsa"})


@contextmanager
def opened(
    module: Path, serial: str, *, pin: str, ident: str = "", make: Algorithm | None = None, called: str = ""
) -> Iterator[TokenKey]:
    """Open a USB key with its PIN and give the key pair `ident`, or a new one of the algorithm `make`.

    One that is not plugged in can't say its name: it is told as what it was `called`. Others who want the module wait
    until it is closed. Raises TokenModuleUnusable, TokenGone, TokenRefused, PinWrong, PinLocked, NoTokenKey.
    """
    with _alone:
        with _told(called or serial):
            token = next((one for one in _library(module).get_tokens() if one.serial.hex() == serial), None)
        if token is None:
            raise TokenGone(label=called or serial)
        label = token.label.strip()
        with _told(label):
            session = _session(token, pin, label=label)
        try:
            with _told(label):
                pair = _make(session, make) if make is not None else _find(session, ident, label=label)
                key = TokenKey(session, *pair, label=label)
            yield key
        finally:
            with suppress(pkcs11.PKCS11Error):  # pulled out: there is nothing left to close
                session.close()


def _session(token: Any, pin: str, *, label: str) -> Any:
    """Log in. Raises PinWrong, PinLocked, TokenGone, and what the module says."""
    try:
        return token.open(rw=True, user_pin=pin)
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        flags = token.flags
        if TokenFlag.USER_PIN_LOCKED in flags:
            raise PinLocked(label=label) from error
        raise PinWrong(label=label, last=int(TokenFlag.USER_PIN_FINAL_TRY in flags)) from error
    except (pkcs11.PinLocked, pkcs11.PinExpired, pkcs11.UserPinNotInitialized) as error:
        raise PinLocked(label=label) from error
    except _GONE as error:
        raise TokenGone(label=label) from error


def _make(session: Any, algorithm: Algorithm) -> tuple[Any, Any]:
    """Make a key pair on the token; the private half can't be read out."""
    ident = bytes.fromhex(new_id())
    private = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False, Attribute.PRIVATE: True}
    more: dict[str, Any] = {"store": True, "label": LABEL, "id": ident, "private_template": private}
    if algorithm is Algorithm.RSA_3072:
        return session.generate_keypair(KeyType.RSA, 3072, **more)
    curve = {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
    return session.create_domain_parameters(KeyType.EC, curve, local=True).generate_keypair(**more)


def _find(session: Any, ident: str, *, label: str) -> tuple[Any, Any]:
    """Return both halves of a pair. Raises NoTokenKey."""
    wanted = bytes.fromhex(ident)
    halves = [
        list(session.get_objects({Attribute.CLASS: kind, Attribute.ID: wanted}))
        for kind in (ObjectClass.PUBLIC_KEY, ObjectClass.PRIVATE_KEY)
    ]
    if not all(halves):
        raise NoTokenKey(label=label)
    return halves[0][0], halves[1][0]


def _library(module: Path) -> Any:
    """Load a module, once; look for its tokens anew. Raises TokenModuleUnusable."""
    try:
        library = pkcs11.lib(str(module))
        library.reinitialize()
    except (RuntimeError, OSError) as error:
        raise TokenModuleUnusable(path=str(module)) from error
    return library


@contextmanager
def _told(label: str) -> Iterator[None]:
    """Turn what a module says into an error a person can act on. Raises TokenGone, TokenRefused."""
    try:
        yield
    except _GONE as error:
        raise TokenGone(label=label) from error
    except pkcs11.PKCS11Error as error:
        raise TokenRefused(label=label, reason=type(error).__name__) from error
