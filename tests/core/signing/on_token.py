"""What the token tests do, each in a process of its own: `on_token.py WHAT MODULE FOLDER PIN`."""

import shutil
import sys
import threading
from datetime import timedelta
from pathlib import Path

import msgspec
import pkcs11

from core.base.clock import FixedClock
from core.base.errors import UserError
from core.signing import authority, token
from core.signing.identity import Algorithm, Identity, make
from core.signing.judge import judge
from core.signing.sign import sign
from core.signing.token import TokenKey
from tests.support.errands import BEFORE, county_trust, office
from tests.support.signed import STAMP, trusting
from tests.support.smallpacket import SCHOOL, WHEN, make_packet


def identity(key: TokenKey) -> Identity:
    """Return the signer of a key on a token."""
    like = make("林志远", school=SCHOOL.name, algorithm=key.algorithm, clock=FixedClock(WHEN - timedelta(days=30)))
    return msgspec.structs.replace(like, certificate=key.self_signed(like.certificate), private_key=b"")


def signed(module: Path, folder: Path, pin: str, algorithm: str) -> str:
    """Sign with the key's own certificate, and with the county's for a request made on the token."""
    serial = token.tokens(module)[0].serial
    make_packet(folder / "plain.pdf", None)
    with token.opened(module, serial, pin=pin, make=Algorithm(algorithm)) as key:
        own = identity(key)
        sign(folder / "plain.pdf", folder / "own.pdf", identity=own, stamp=STAMP, when=WHEN, key=key.sign)
        asked = key.request("林志远", school=SCHOOL.name)
        certificate = authority.certify(office(), asked, school=SCHOOL.name, name="林志远", clock=BEFORE)
        adopted = authority.adopt(own, certificate, (office().certificate,))
        sign(folder / "plain.pdf", folder / "county.pdf", identity=adopted, stamp=STAMP, when=WHEN, key=key.sign)
    first = judge(folder / "own.pdf", trusting(own))
    second = judge(folder / "county.pdf", county_trust())
    return f"{first.reason} {second.reason}"


def again(module: Path, pin: str) -> str:
    """Open the key a second time by its name, and try to read its private half."""
    serial = token.tokens(module)[0].serial
    with token.opened(module, serial, pin=pin, make=Algorithm.EC_P256) as key:
        first, ident = key.public_key, key.ident
    with token.opened(module, serial, pin=pin, ident=ident) as key:
        same = "same" if key.public_key == first else "other"
        try:
            _ = key._private[pkcs11.Attribute.VALUE]
        except pkcs11.exceptions.AttributeSensitive:
            return f"{same} unreadable"
    return f"{same} readable"


def pulled(module: Path, pin: str, place: Path) -> str:
    """Take the token's folder away while its session is open."""
    serial = token.tokens(module)[0].serial
    with token.opened(module, serial, pin=pin, make=Algorithm.EC_P256) as key:
        shutil.rmtree(place)
        for _ in range(3):
            key.sign(b"message")
    return "nothing noticed"


def meanwhile(module: Path, pin: str) -> str:
    """Let another thread look which keys are plugged in while one is open, and sign then."""
    serial = token.tokens(module)[0].serial
    with token.opened(module, serial, pin=pin, make=Algorithm.EC_P256) as key:
        other = threading.Thread(target=token.tokens, args=(module,))
        other.start()
        other.join(timeout=0.5)
        key.sign(b"message")
    other.join()
    return "signed"


def refused(label: str = "校长") -> str:
    """Give an answer of a module whose token can't make such a key."""
    with token._told(label):
        raise pkcs11.MechanismInvalid


def locked() -> str:
    """Give the answers of a module whose token is locked."""

    class Locked:
        label, flags = "校长", pkcs11.TokenFlag.USER_PIN_LOCKED

        def __init__(self, error: type[Exception]) -> None:
            self.error = error

        def open(self, **_: object) -> object:
            raise self.error

    told = []
    for error in (pkcs11.PinLocked, pkcs11.PinIncorrect):
        try:
            token._session(Locked(error), "0", label="校长")
        except UserError as found:
            told.append(found.code())
    return " ".join(told)


def act(what: str, module: Path, folder: Path, pin: str) -> str:
    """Do one thing and return what came of it."""
    verb, _, more = what.partition(":")
    serial = token.tokens(module)[0].serial if verb not in {"no-module", "other-module", "locked"} else ""
    match verb:
        case "sign":
            return signed(module, folder, pin, more)
        case "again":
            return again(module, pin)
        case "pull":
            return pulled(module, pin, Path(more))
        case "locked":
            return locked()
        case "refused":
            return refused()
        case "meanwhile":
            return meanwhile(module, pin)
        case "pin" | "empty-pin":
            with token.opened(module, serial, pin="000000" if verb == "pin" else "", make=Algorithm.EC_P256):
                return "opened"
        case "absent":
            with token.opened(module, "00" * 8, pin=pin):
                return "opened"
        case "no-key":
            with token.opened(module, serial, pin=pin, ident="00" * 16):
                return "opened"
        case "no-module":
            return str(token.tokens(folder / "none.so"))
        case _:
            (folder / "other.so").write_bytes(b"no library")
            return str(token.tokens(folder / "other.so"))


if __name__ == "__main__":
    try:
        print(act(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]))
    except UserError as error:
        print(error.code())
