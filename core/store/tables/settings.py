"""What the vault knows about itself, what the school has set, and the keys it signs with."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from core.store.tables.base import Base


class MetaRow(Base):
    """A fact about the vault: its id, when it was made."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class SettingRow(Base):
    """A setting of the school, as JSON: the campaign, hints switched off."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class IdentityRow(Base):
    """A signing key with its certificate; a handed-over office gets a new row, the old one stays to be verified."""

    __tablename__ = "identity"

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    certificate: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The whole identity, key included, as `core.signing` packs it."""
