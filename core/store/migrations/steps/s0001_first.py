"""Schema 1: the vault of the first release."""

import sqlalchemy as sa
from alembic.operations import Operations

GUARDS = (
    """CREATE TRIGGER record_entered BEFORE UPDATE OF id, kind, entered_at ON record
WHEN NEW.entered_at IS NOT OLD.entered_at OR NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind
BEGIN SELECT RAISE(ABORT, 'the time of entry stands'); END""",
    """CREATE TRIGGER record_number BEFORE UPDATE OF number ON record
WHEN OLD.number != '' AND NEW.number IS NOT OLD.number
BEGIN SELECT RAISE(ABORT, 'a number stands'); END""",
    """CREATE TRIGGER record_kept BEFORE DELETE ON record WHEN OLD.number != ''
BEGIN SELECT RAISE(ABORT, 'a numbered record is voided, never deleted'); END""",
    """CREATE TRIGGER blob_fixed BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'an attachment does not change'); END""",
    """CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END""",
    """CREATE TRIGGER journal_kept BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END""",
)
"""What no program may do to these tables."""

SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')"
)


def upgrade(op: Operations) -> None:
    """Make the tables."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(25), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(25), nullable=False),
        sa.Column("retired_at", sa.String(25), nullable=True),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_identity_fingerprint")),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(25), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
    )
    op.create_index(op.f("ix_journal_record"), "journal", ["record"], unique=False)
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "packet",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(25), nullable=False),
        sa.Column("signed_at", sa.String(25), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("carried_at", sa.String(25), nullable=True),
        sa.Column("carried_to", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packet")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("party", sa.Boolean(), nullable=False),
        sa.Column("team", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_initials"), "person", ["initials"], unique=False)
    op.create_index(op.f("ix_person_name"), "person", ["name"], unique=False)
    op.create_table(
        "record",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("kind_version", sa.Integer(), nullable=False),
        sa.Column("subtype", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("activities", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("privacy", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.String(25), nullable=False),
        sa.Column("changed_at", sa.String(25), nullable=False),
        sa.Column("finished_at", sa.String(25), nullable=True),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("explanations", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_record")),
        sa.UniqueConstraint("id", name=op.f("uq_record_id")),
    )
    op.create_index("ix_record_changed_at", "record", ["changed_at"], unique=False)
    op.create_index(
        "ix_record_dated_kind_subtype_activities_state_number",
        "record",
        ["dated", "kind", "subtype", "activities", "state", "number"],
        unique=False,
    )
    op.create_index("ix_record_kind_dated", "record", ["kind", "dated"], unique=False)
    op.create_index("ix_record_kind_heading", "record", ["kind", "heading"], unique=False)
    op.create_index("ix_record_kind_state_deadline", "record", ["kind", "state", "deadline"], unique=False)
    op.create_index("ix_record_kind_subtype_dated", "record", ["kind", "subtype", "dated"], unique=False)
    op.create_index("uq_record_number", "record", ["number"], unique=True, sqlite_where=sa.text("number != ''"))
    op.create_table(
        "school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("superior", sa.String(), nullable=False),
        sa.Column("principal", sa.String(), nullable=False),
        sa.Column("secretary", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_school_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_deadline_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    op.create_index(op.f("ix_deadline_day"), "deadline", ["day"], unique=False)
    op.create_index(op.f("ix_deadline_record"), "deadline", ["record"], unique=False)
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_link_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_record"), "link", ["record"], unique=False)
    op.create_index(op.f("ix_link_target"), "link", ["target"], unique=False)
    op.create_table(
        "packet_record",
        sa.Column("packet", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=False),
        sa.Column("last_page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["packet"], ["packet.id"], name=op.f("fk_packet_record_packet")),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_packet_record_record")),
        sa.PrimaryKeyConstraint("packet", "record", name=op.f("pk_packet_record")),
    )
    op.create_index(op.f("ix_packet_record_record"), "packet_record", ["record"], unique=False)
    op.create_table(
        "person_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_person_time_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_time")),
    )
    op.create_index("ix_person_time_day_person", "person_time", ["day", "person"], unique=False)
    op.create_index(op.f("ix_person_time_record"), "person_time", ["record"], unique=False)
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_term_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
    )
    op.create_index(op.f("ix_term_person"), "term", ["person"], unique=False)

    for guard in GUARDS:
        op.execute(sa.text(guard.replace(":", "\\:")))
    op.execute(SEARCH)
