"""Schema 2: several campaigns, where records come from, absences, and names to be kept private."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Add columns and tables; the derived tables are filled when the vault is next opened."""
    for table, names in (("record", ("origins", "templates")), ("link", ("offshoot", "row", "own"))):
        for name in names:
            default = "[]" if table == "record" else ""
            op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=default))
    op.create_index("ix_record_entered_at", "record", ["entered_at", "dated", "state"])
    op.create_table(
        "campaign",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("switched", sa.String(), nullable=False),
        sa.Column("own", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_table(
        "campaign_edition",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("taken_at", sa.String(25), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", "digest", name=op.f("pk_campaign_edition")),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_absence_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_record"), "absence", ["record"])
    op.create_index(op.f("ix_absence_until"), "absence", ["until"])
    op.create_table(
        "hidden_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_hidden_name_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hidden_name")),
    )
    op.create_index(op.f("ix_hidden_name_record"), "hidden_name", ["record"])
