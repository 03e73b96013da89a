"""Set a desk up, open it, close it: the county's trust is made here in ten minutes, once."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.base.canonical import encode
from core.base.clock import Clock
from core.base.errors import (
    KeysOlder,
    OtherRegister,
    RootBoxDamaged,
    UserError,
    VaultDamaged,
    VaultExists,
    WrongPassword,
)
from core.base.files import require_file, write_safely
from core.base.jobs import Progress, Silent
from core.store.register import desk as store
from core.store.register import ledger
from core.store.register.desk import Desk, Register, is_desk, open_register, path_of
from core.store.unlock import Cost, Slot, SlotKind, make_slot, open_slot, unwrap, wrap

if TYPE_CHECKING:
    from core.signing.authority import Root

__all__ = [
    "Desk",
    "Register",
    "change_password",
    "close",
    "create",
    "is_desk",
    "open_desk",
    "open_register",
    "path_of",
    "root_key",
    "verify",
]

AUTHORITY, SIGNER = "authority", "signer"
"""Names of the secrets: the issuing authority, and the key that signs receipts."""
ROOT_NAME = "县根密钥.taizhang-root"
_BOUND = "taizhang-root"


@dataclass(frozen=True, slots=True)
class Safe:
    """Where the county's root key goes: a stick for the safe, under a password of its own."""

    folder: Path
    password: str = field(repr=False)


def create(
    folder: Path,
    *,
    password: str,
    county: str,
    clerk: str,
    safe: Safe,
    clock: Clock,
    url: str = "",
    quick_keys: bool = False,
    cost: Cost | None = None,
    progress: Progress | None = None,
) -> Desk:
    """Make a desk with the county's root, issuing authority and signer, and open it.

    The root's key goes into the safe, is read back, and stays nowhere else; a box that lies there is never written
    over. `quick_keys` makes elliptic keys, for tests. Raises VaultExists, FolderNotWritable, DiskFull, BadIdentity,
    RegisterUnreachable, OtherRegister (another desk works with it), Cancelled.
    """
    from core.signing import authority
    from core.signing import identity as signing

    path = store.path_of(folder)
    if os.path.lexists(path):
        raise VaultExists(path=str(path))
    watch = progress or Silent()
    algorithm = signing.Algorithm.EC_P256 if quick_keys else signing.Algorithm.RSA_3072
    watch.step(0, 3, "key")
    root, office = authority.found(county, clock=clock, algorithm=algorithm)
    signer = authority.desk_identity(office, clerk, clock=clock, algorithm=algorithm)
    watch.step(1, 3, "root")
    box = _free_box(safe.folder, signing.fingerprint_of(root.certificate))
    slot = make_slot(
        msgspec.msgpack.encode(root),
        vault=_BOUND,
        password=safe.password,
        cost=cost or Cost.measured(),
        kind=SlotKind.ROOT,
    )
    write_safely(box, msgspec.json.format(encode(slot), indent=1) + b"\n", private=True)
    if root_key(box, safe.password) != root:
        raise RootBoxDamaged(path=str(box))
    watch.step(2, 3, "desk")
    with store.making(path, password=password, clock=clock, cost=cost, url=url) as desk:
        desk.keep(**{f"{AUTHORITY}-0": msgspec.msgpack.encode(office), SIGNER: signing.encode(signer)})
        now = clock.now().replace(microsecond=0)
        with desk.register.work() as session:
            if ledger.in_use(session):
                raise OtherRegister(county=ledger.fact(session, "county", ""))
            ledger.put_fact(session, "county", county)
            ledger.put_fact(session, "clerk", clerk)
            ledger.put_fact(session, "root", office.root.hex())
            first = {"certificate": office.certificate, "encryption": office.encryption}
            ledger.put_fact(session, "issuers", msgspec.to_builtins([first]))
            ledger.put_fact(session, "root_list", office.root_list.hex())
            ledger.tell(session, "desk_made", at=now, by=clerk, body={"root": signing.fingerprint_of(office.root)})
    watch.step(3, 3, "desk")
    return open_desk(path, password, clock=clock)


def open_desk(folder: Path, password: str, *, clock: Clock, url: str = "") -> Desk:
    """Open a desk with its register; `url` where the register has moved. Lists that grew old are written anew.

    Raises NoVault, VaultInUse, WrongPassword, VaultDamaged, NewerVault, RegisterUnreachable, OtherRegister,
    KeysOlder.
    """
    from core.services.desk.trust import fresh_list

    desk = store.open_desk(folder, password, clock=clock, url=url)
    try:
        _refuse_others(desk)
        fresh_list(desk)
    except BaseException:
        desk.close()
        raise
    return desk


def verify(desk: Desk, password: str) -> None:
    """Make sure that whoever asks for a signature knows the password. Raises WrongPassword."""
    if unwrap(desk.folder, password).key != desk.key:
        raise WrongPassword


def change_password(desk: Desk, *, old: str, new: str, cost: Cost | None = None) -> None:
    """Let the desk be opened with another password. Raises WrongPassword, DiskFull, FolderNotWritable."""
    verify(desk, old)
    wrap(desk.folder, desk.key, vault=desk.id, password=new, cost=cost or Cost.measured())
    with desk.register.work() as session:
        ledger.tell(session, "password_changed", at=desk.clock.now().replace(microsecond=0), by="", body={})


def close(desk: Desk) -> None:
    """Close a desk."""
    desk.close()


def _refuse_others(desk: Desk) -> None:
    """Refuse a register that was made with another root, or that knows issuing authorities this desk has no keys of.

    Raises OtherRegister, KeysOlder, VaultDamaged.
    """
    from core.services.desk.inside import lacking
    from core.signing.authority import Authority

    kept = desk.secret(f"{AUTHORITY}-0")
    if kept is None:
        raise VaultDamaged(path=str(desk.folder), part="database")
    with desk.register.look() as session:
        root, county = ledger.fact(session, "root", ""), ledger.fact(session, "county", "")
    if bytes.fromhex(root) != msgspec.msgpack.decode(kept, type=Authority).root:
        raise OtherRegister(county=county)
    if lacking(desk):  # restored from a backup that is older than the newest issuing authority
        raise KeysOlder(path=str(desk.folder))


def _free_box(folder: Path, fingerprint: str) -> Path:
    """Return where the root's box goes; beside another county's, or another try's, it bears its fingerprint."""
    box = folder / ROOT_NAME
    return box.with_stem(f"{box.stem}-{fingerprint[:8].upper()}") if os.path.lexists(box) else box


def root_key(box: Path, password: str) -> "Root":
    """Open the box with the county's root key. Raises FileMissing, RootBoxDamaged, WrongPassword."""
    from core.signing.authority import Root

    require_file(box)
    try:
        slot = msgspec.json.decode(box.read_bytes(), type=Slot)
        return msgspec.msgpack.decode(open_slot(slot, vault=_BOUND, password=password), type=Root)
    except UserError:
        raise
    except (OSError, msgspec.DecodeError, ValueError) as error:
        raise RootBoxDamaged(path=str(box)) from error
