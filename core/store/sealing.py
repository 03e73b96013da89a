"""Records that are locked away inside the vault under a password of their own (criticism meetings, D§2.10).

Their content is encrypted once more (AES-256-GCM) before it goes into the database: payload, sentences and what the
journal keeps. Outside stand the kind, the number, the day and the state, no heading, no words for search. The key is
random, wrapped under the password like the vault's own (`core.store.unlock`), and held only while it is open.
"""

import base64
import secrets
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from core.base.canonical import encode
from core.base.errors import SealClosed, SealExists, SealMissing, VaultDamaged
from core.records.content import Record
from core.records.kind import Kind, Privacy
from core.store import settings
from core.store.engine import KEY_SIZE
from core.store.unlock import Cost, Slot, SlotKind, make_slot, open_slot

SETTING = "seal"
"""Setting that holds the wrapped key."""

SEALED = "sealed"
"""Only key of a payload, or of a part of the journal, that is locked away."""


class Seal:
    """Holds the key of the locked records while it is open; one for each open vault, shared by its sessions."""

    def __init__(self) -> None:
        self.key: bytes | None = None


def is_sealed(kind: Kind) -> bool:
    """Tell whether records of a kind are locked away."""
    return kind.privacy is Privacy.SEALED


def is_open(session: Session) -> bool:
    """Tell whether locked records can be read now."""
    return _seal(session).key is not None


def exists(session: Session) -> bool:
    """Tell whether a password for locked records was chosen."""
    return settings.get(session, SETTING) is not None


def choose(session: Session, password: str, *, vault: str, cost: Cost) -> None:
    """Choose the password for locked records and open them. Raises SealExists."""
    if exists(session):
        raise SealExists
    key = secrets.token_bytes(KEY_SIZE)
    _keep(session, key, password, vault=vault, cost=cost)
    _seal(session).key = key


def unlock(session: Session, password: str, *, vault: str) -> None:
    """Open the locked records. Raises SealMissing, WrongPassword."""
    _seal(session).key = open_slot(_slot(session), vault=vault, password=password)


def change(session: Session, *, old: str, new: str, vault: str, cost: Cost) -> None:
    """Let the locked records be opened with another password. Raises SealMissing, WrongPassword."""
    _keep(session, open_slot(_slot(session), vault=vault, password=old), new, vault=vault, cost=cost)


def close_up(session: Session, record: str, content: Any) -> dict[str, str]:
    """Return JSON-native content locked away, bound to the record's id. Raises SealMissing, SealClosed."""
    nonce = secrets.token_bytes(12)
    told = AESGCM(_key(session)).encrypt(nonce, encode(content), record.encode())
    return {SEALED: base64.b64encode(nonce + told).decode()}


def open_up(session: Session, record: str, content: Any) -> Any:
    """Return what was locked away; anything else is returned as it is.

    Raises SealMissing, SealClosed, VaultDamaged (the bytes are not what was written).
    """
    if not isinstance(content, dict) or set(content) != {SEALED}:
        return content
    key = _key(session)
    try:
        told = base64.b64decode(content[SEALED], validate=True)
        return msgspec.json.decode(AESGCM(key).decrypt(told[:12], told[12:], record.encode()))
    except (InvalidTag, ValueError):  # other bytes than were written, or too few to be any
        raise VaultDamaged(path="", part="record") from None


def for_journal(session: Session, kind: Kind, record: Record, body: dict[str, Any]) -> dict[str, Any]:
    """Return what the journal keeps about a record, with its content locked away where the record is."""
    if not is_sealed(kind):
        return body
    secret = {key: body[key] for key in ("answers", "record", "heading", "sentence") if key in body}
    rest = {key: value for key, value in body.items() if key not in secret}
    return {**rest, "secret": close_up(session, record.id, msgspec.to_builtins(secret))}


def from_journal(session: Session, record: str, body: dict[str, Any]) -> dict[str, Any]:
    """Return what the journal keeps with what was locked away; while that is closed it is left out."""
    if "secret" not in body:
        return body
    rest = {key: value for key, value in body.items() if key != "secret"}
    return {**rest, **open_up(session, record, body["secret"])} if is_open(session) else rest


def _seal(session: Session) -> Seal:
    """Return the holder of the key; a session outside an open vault has one of its own that stays closed."""
    found: Seal = session.info.setdefault(SETTING, Seal())
    return found


def _key(session: Session) -> bytes:
    """Return the key, or say why there is none."""
    key = _seal(session).key
    if key is None:
        raise SealClosed if exists(session) else SealMissing
    return key


def _slot(session: Session) -> Slot:
    """Return the wrapped key."""
    kept = settings.get(session, SETTING)
    if kept is None:
        raise SealMissing
    return msgspec.convert(kept, Slot)


def _keep(session: Session, key: bytes, password: str, *, vault: str, cost: Cost) -> None:
    """Keep the key wrapped under a password."""
    slot = make_slot(key, vault=vault, password=password, cost=cost, kind=SlotKind.SEALED)
    settings.put(session, SETTING, msgspec.to_builtins(slot))
