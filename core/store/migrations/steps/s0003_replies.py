"""Schema 3: what the county answered."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Add the table of receipts and returns."""
    op.create_table(
        "reply",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("packet", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("judged_at", sa.String(25), nullable=False),
        sa.Column("taken_at", sa.String(25), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["packet"], ["packet.id"], name=op.f("fk_reply_packet")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    op.create_index(op.f("ix_reply_packet"), "reply", ["packet"])
