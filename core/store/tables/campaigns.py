"""The campaigns a school takes part in, and every edition of their templates."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from core.store.tables.base import Base


class CampaignRow(Base):
    """A campaign, and what the school has set about it."""

    __tablename__ = "campaign"

    id: Mapped[str] = mapped_column(primary_key=True)
    """Id of the template."""
    place: Mapped[int]
    """Order in which they were taken up."""
    digest: Mapped[str]
    """Edition in force."""
    active: Mapped[bool]
    """Still under way; one that is over stays for its records."""
    received_on: Mapped[date | None]
    """Day the notice reached the school."""
    switched: Mapped[str]
    """JSON object: activities the school switched on or off."""
    own: Mapped[str]
    """JSON list of the school's own activities (自选动作)."""


class EditionRow(Base):
    """One edition of a template as it was taken; nothing removes it, finished records are judged by theirs."""

    __tablename__ = "campaign_edition"

    id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime]
    content: Mapped[str]
    """The template as canonical JSON."""
