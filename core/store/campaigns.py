"""The campaigns a school takes part in, in and out of their tables."""

from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.base.canonical import encode
from core.store.tables import CampaignRow, EditionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A campaign as the vault keeps it; templates are canonical JSON, read by whoever asks."""

    id: str
    digest: str
    """SHA-256 of the edition in force."""
    active: bool = True
    received_on: date | None = None
    switched: dict[str, bool] = field(default_factory=dict)
    """Activities the school switched on or off."""
    own: tuple[dict[str, object], ...] = ()
    """The school's own activities, JSON-native."""


def listing(session: Session) -> tuple[Kept, ...]:
    """Return all campaigns in the order in which they were taken up."""
    return tuple(_kept(row) for row in session.scalars(select(CampaignRow).order_by(CampaignRow.place)))


def get(session: Session, campaign: str) -> Kept | None:
    """Return one campaign."""
    row = session.get(CampaignRow, campaign)
    return _kept(row) if row else None


def put(session: Session, kept: Kept) -> None:
    """Take a campaign up, or change what is kept of it."""
    row = session.get(CampaignRow, kept.id)
    if row is None:
        last = session.scalar(select(func.max(CampaignRow.place))) or 0
        row = CampaignRow(id=kept.id, place=last + 1)
        session.add(row)
    row.digest, row.active, row.received_on = kept.digest, kept.active, kept.received_on
    row.switched = encode(kept.switched).decode()
    row.own = encode(list(kept.own)).decode()
    session.flush()


def add_edition(session: Session, campaign: str, digest: str, content: str, *, at: datetime) -> None:
    """Keep an edition of a template; one that is there already stays as it is."""
    if session.get(EditionRow, (campaign, digest)) is None:
        session.add(EditionRow(id=campaign, digest=digest, taken_at=at, content=content))
        session.flush()


def edition(session: Session, campaign: str, digest: str) -> str:
    """Return one edition as canonical JSON; KeyError when it was never taken. Asked often, so what was read is kept."""
    kept: dict[tuple[str, str], str] = session.info.setdefault("editions", {})
    if (campaign, digest) not in kept:
        row = session.get(EditionRow, (campaign, digest))
        if row is None:
            raise KeyError(f"{campaign}@{digest}")
        kept[campaign, digest] = row.content
    return kept[campaign, digest]


def editions(session: Session) -> dict[tuple[str, str], str]:
    """Return every edition ever taken as canonical JSON, by campaign and digest, oldest first."""
    rows = session.scalars(select(EditionRow).order_by(EditionRow.taken_at, EditionRow.id))
    return {(row.id, row.digest): row.content for row in rows}


def _kept(row: CampaignRow) -> Kept:
    """Return a row as data."""
    return Kept(
        id=row.id,
        digest=row.digest,
        active=row.active,
        received_on=row.received_on,
        switched=msgspec.json.decode(row.switched, type=dict[str, bool]),
        own=tuple(msgspec.json.decode(row.own)),
    )
