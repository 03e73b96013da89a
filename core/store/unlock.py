"""The vault's key file: the random key of the database, wrapped by what the person knows.

The database is encrypted with 32 random bytes that never change. Each slot of `key.json` holds these bytes
wrapped once more (AES-256-GCM) by a key that Argon2id (RFC 9106) makes from a password. So another password, and
later a recovery key, costs one small file instead of a whole new database.
"""

import contextlib
import hmac
import secrets
import time
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.base.canonical import digest, encode
from core.base.errors import NewerVault, NoVault, UserError, VaultDamaged, WrongPassword
from core.base.files import explain_reading, write_safely
from core.store import recovery
from core.store.engine import KEY_SIZE

FORMAT = "taizhang-key"
VERSION = 1
"""Version of the key file that this program writes and the highest it reads."""

NAME = "key.json"
SPARE = "key.spare.json"
"""Second copy, for the day a bad sector hits the first."""

_TARGET = 0.8
"""Seconds that one try of a password should cost on this computer."""
FEWEST, MOST = 3, 40
"""Passes over the memory at least and at most."""
_LEAST_MEMORY, _MOST_MEMORY = 8, 1024 * 1024
"""KiB for each lane, and in all, that a slot may ask for when it is opened."""
_MOST_PASSES, _MOST_LANES, _LEAST_SALT = 1_000, 16, 8


class Cost(msgspec.Struct, frozen=True):
    """What Argon2id costs: memory in KiB, passes over it, lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1

    @classmethod
    def measured(cls) -> "Cost":
        """Return 64 MiB with as many passes (3 to 40) as this computer does in four fifths of a second."""
        spent = min(_seconds(cls()) for _ in range(2))  # the better of two: something else may be running
        return cls(passes=max(FEWEST, min(MOST, int(cls().passes * _TARGET / spent))))


def _seconds(cost: Cost) -> float:
    """Return how long one try takes here."""
    start = time.perf_counter()
    _stretch("measure", salt=bytes(16), cost=cost)
    return max(time.perf_counter() - start, 0.001)


class SlotKind(StrEnum):
    """What a person must know or hold to use a slot."""

    PASSWORD = "password"  # noqa: S105 -- the name of a kind
    SECOND = "second"
    """A second person's own password: the party secretary's, or a successor's."""
    RECOVERY = "recovery"
    """Opens with the code on the printed recovery sheet."""
    SEALED = "sealed"
    """Opens the records that are locked away inside the vault; kept in the database, not in the key file."""
    ROOT = "root"
    """Opens the key of a county's root; kept in a file of its own, on a stick in a safe."""


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One way to the key: how the secret is stretched, and the wrapped key."""

    kind: SlotKind
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """Content of key.json; bytes are written as Base64."""

    format: str = FORMAT
    version: int = VERSION
    vault: str
    slots: tuple[Slot, ...]
    digest: str = ""
    """SHA-256 of all the rest, which tells a damaged file from a wrong password."""


def wrap(
    folder: Path, key: bytes, *, vault: str, password: str, cost: Cost, kind: SlotKind = SlotKind.PASSWORD
) -> None:
    """Write the key file (and its spare) that opens with `password`; the ways in of other kinds stay.

    Raises VaultDamaged (neither copy is whole), NewerVault, DiskFull, FolderNotWritable, ReadBackDiffers.
    """
    slot = make_slot(key, vault=vault, password=password, cost=cost, kind=kind)
    _write(folder, vault, (*(kept for kept in _slots(folder) if kept.kind is not kind), slot))


@dataclass(frozen=True, slots=True)
class WayIn:
    """How a vault was opened."""

    vault: str
    """Id of the vault."""
    key: bytes
    kind: SlotKind
    """By which kind of secret."""

    def __repr__(self) -> str:
        """Show which way and never the key."""
        return f"WayIn(vault={self.vault!r}, kind={self.kind!r})"


def unwrap(folder: Path, password: str) -> WayIn:
    """Open a key file by the password of either person or by the recovery sheet's code.

    Raises NoVault (no key file), VaultDamaged (neither copy is whole), NewerVault, WrongPassword.
    """
    found = read(folder)
    digits = recovery.code_of(password)
    for slot in found.slots:
        # Each try costs a person most of a second, so only what can fit is tried.
        given = digits if slot.kind is SlotKind.RECOVERY else password
        if given:
            with contextlib.suppress(WrongPassword):
                try:
                    key = open_slot(slot, vault=found.vault, password=given)
                except ValueError as error:
                    raise VaultDamaged(path=str(folder), part="key") from error
                return WayIn(found.vault, key, slot.kind)
    raise WrongPassword


def opens(folder: Path, secret: str, *, kind: SlotKind) -> bool:
    """Tell whether a secret opens the way of one kind. Raises NoVault, VaultDamaged, NewerVault."""
    found = read(folder)
    for slot in found.slots:
        if slot.kind is kind:
            with contextlib.suppress(WrongPassword):
                open_slot(slot, vault=found.vault, password=secret)
                return True
    return False


def ways(folder: Path) -> tuple[SlotKind, ...]:
    """Return the kinds of ways in that a key file has, in its order. Raises NoVault, VaultDamaged, NewerVault."""
    return tuple(slot.kind for slot in read(folder).slots)


def close_way(folder: Path, kind: SlotKind) -> None:
    """Take a way in away: a second password, or a recovery sheet that was lost; the password's own stays.

    Raises ValueError for the password's, VaultDamaged, NewerVault, DiskFull, FolderNotWritable, ReadBackDiffers.
    """
    if kind is SlotKind.PASSWORD:
        raise ValueError("the way in by password stays")
    found = read(folder)
    _write(folder, found.vault, tuple(slot for slot in found.slots if slot.kind is not kind))


def make_slot(key: bytes, *, vault: str, password: str, cost: Cost, kind: SlotKind) -> Slot:
    """Return a key wrapped under a password; the slot is bound to the vault, its kind and its cost."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    stretched = _stretch(password, salt=salt, cost=cost)
    return Slot(
        kind=kind,
        cost=cost,
        salt=salt,
        nonce=nonce,
        wrapped=AESGCM(stretched).encrypt(nonce, key, _bound(vault, kind, cost)),
    )


def open_slot(slot: Slot, *, vault: str, password: str) -> bytes:
    """Return the key of a slot. Raises WrongPassword, ValueError (no slot of ours asks for so much)."""
    if not _plausible(slot):
        raise ValueError("cost")
    stretched = _stretch(password, salt=slot.salt, cost=slot.cost)
    try:
        return AESGCM(stretched).decrypt(slot.nonce, slot.wrapped, _bound(vault, slot.kind, slot.cost))
    except InvalidTag:
        raise WrongPassword from None


def read(folder: Path) -> KeyFile:
    """Read the key file, or its spare when the first is missing or damaged, and mend the other copy.

    Raises NoVault, VaultDamaged, NewerVault, FileUnreadable.
    """
    first, second = folder / NAME, folder / SPARE
    try:
        there = first.exists() or second.exists()
    except OSError as error:  # a stick that was pulled out
        raise explain_reading(error, first) from error
    if not there:
        raise NoVault(path=str(folder))
    contents = [content for content in map(_intact, (first, second)) if content is not None]
    if not contents:
        raise VaultDamaged(path=str(folder), part="key")
    chosen = contents[0]
    for path in (first, second):
        if _intact(path) != chosen:
            with contextlib.suppress(UserError):  # a read-only folder may still be looked into
                write_safely(path, chosen, private=True)
    return _parse(chosen, folder)


def _slots(folder: Path) -> tuple[Slot, ...]:
    """Return the slots that are there; none in a folder that has no key file yet."""
    try:
        return read(folder).slots
    except NoVault:
        return ()


def _write(folder: Path, vault: str, slots: tuple[Slot, ...]) -> None:
    """Write both copies, one after the other: one of them is whole at every moment."""
    content = _seal(KeyFile(vault=vault, slots=slots))
    write_safely(folder / NAME, content, private=True)
    write_safely(folder / SPARE, content, private=True)


def _intact(path: Path) -> bytes | None:
    """Return a copy's bytes when its own digest fits, else None."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise explain_reading(error, path) from error
    try:
        found: Any = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    told = found.pop("digest", None)
    return content if isinstance(told, str) and hmac.compare_digest(told, digest(encode(found))) else None


def _parse(content: bytes, folder: Path) -> KeyFile:
    """Read an intact key file; its version is looked at before its shape."""
    raw = msgspec.json.decode(content)
    version = raw.get("version")
    if isinstance(version, int) and version > VERSION:
        raise NewerVault(path=str(folder), found=version, known=VERSION)
    try:
        return msgspec.convert(raw, KeyFile)
    except msgspec.ValidationError as error:
        raise VaultDamaged(path=str(folder), part="key") from error


def _seal(content: KeyFile) -> bytes:
    """Write a key file with the digest of everything else in it."""
    plain = msgspec.to_builtins(content)
    plain.pop("digest")
    return msgspec.json.format(encode({**plain, "digest": digest(encode(plain))}), indent=1) + b"\n"


def _plausible(slot: Slot) -> bool:
    """Tell whether a slot costs what one of ours may: a file from a stick can say anything."""
    cost = slot.cost
    return (
        _LEAST_MEMORY * cost.lanes <= cost.memory_kib <= _MOST_MEMORY
        and 1 <= cost.passes <= _MOST_PASSES
        and 1 <= cost.lanes <= _MOST_LANES
        and len(slot.salt) >= _LEAST_SALT
    )


def _bound(vault: str, kind: SlotKind, cost: Cost) -> bytes:
    """Return what the wrapped key is bound to, so that no part of a slot can be exchanged unnoticed."""
    return encode({"vault": vault, "kind": kind, "cost": cost})


def _stretch(password: str, *, salt: bytes, cost: Cost) -> bytes:
    """Make the wrapping key from a password."""
    return hash_secret_raw(
        unicodedata.normalize("NFC", password).encode(),  # one password, whatever keyboard wrote it
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_SIZE,
        type=Type.ID,
    )
