"""What the county answered."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.store.tables.base import Base


class ReplyRow(Base):
    """A receipt or a return that was taken in; its file is the blob of its digest."""

    __tablename__ = "reply"

    id: Mapped[str] = mapped_column(primary_key=True)
    """Id of the document."""
    packet: Mapped[str] = mapped_column(ForeignKey("packet.id"), index=True)
    type: Mapped[str]
    """receipt or return."""
    name: Mapped[str]
    """File name."""
    sha256: Mapped[str]
    judged_at: Mapped[datetime]
    """When the packet lay before the desk, by the desk's clock."""
    taken_at: Mapped[datetime]
    content: Mapped[str]
    """The reply as JSON."""
