"""Facts about the vault, the school's settings, and the signing identities it has had."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from core.base.canonical import encode
from core.store.tables import IdentityRow, MetaRow, SettingRow

_GET = select(SettingRow.value).where(SettingRow.key == bindparam("key"))
"""Asked at every keystroke, so built once."""


def put_meta(session: Session, key: str, value: str) -> None:
    """Set a fact about the vault."""
    session.merge(MetaRow(key=key, value=value))


def get(session: Session, key: str, default: Any = None) -> Any:
    """Return a setting of the school as JSON-native data."""
    found = session.scalar(_GET, {"key": key})
    return default if found is None else msgspec.json.decode(found)


def put(session: Session, key: str, value: Any) -> None:
    """Set a setting of the school; `value` is JSON-native."""
    session.merge(SettingRow(key=key, value=encode(value).decode()))


def add_identity(
    session: Session, content: bytes, *, person: str, fingerprint: str, certificate: bytes, at: datetime
) -> None:
    """Keep a new signing identity and retire those before it; they stay, to verify what they signed."""
    session.execute(update(IdentityRow).where(IdentityRow.retired_at.is_(None)).values(retired_at=at))
    session.add(
        IdentityRow(person=person, fingerprint=fingerprint, made_at=at, certificate=certificate, content=content)
    )
    session.flush()


def current_identity(session: Session) -> bytes | None:
    """Return the packed identity that signs now, None when there is none."""
    return session.scalar(
        select(IdentityRow.content).where(IdentityRow.retired_at.is_(None)).order_by(IdentityRow.id.desc()).limit(1)
    )


def put_identity_content(session: Session, fingerprint: str, content: bytes) -> None:
    """Replace a packed identity, of which the certificate stays."""
    session.execute(update(IdentityRow).where(IdentityRow.fingerprint == fingerprint).values(content=content))


def identity_contents(session: Session) -> tuple[bytes, ...]:
    """Return every packed identity this vault ever signed with, oldest first."""
    return tuple(session.scalars(select(IdentityRow.content).order_by(IdentityRow.id)))


def identities(session: Session) -> tuple[tuple[str, bytes], ...]:
    """Return (person, certificate in DER) of every identity this vault ever signed with, oldest first."""
    rows = session.execute(select(IdentityRow.person, IdentityRow.certificate).order_by(IdentityRow.id))
    return tuple((row.person, row.certificate) for row in rows)
