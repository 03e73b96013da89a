"""Single records and lists as PDF: the page beside the form, and what is printed without a packet."""

from collections.abc import Sequence

from core.base.words import Words
from core.checks.privacy import check_public
from core.records.catalogue import find_kind, kind_of
from core.records.content import Record, is_empty
from core.records.masking import public_version
from core.store import people
from core.store import records as table
from core.store.vault import Vault


def record_pdf(vault: Vault, record: str, *, public: bool = False) -> bytes:
    """Return the pages of a kept record as PDF; `public` hides what others must not read.

    Raises RecordGone, SealClosed, MissingGlyph.
    """
    with vault.look() as session:
        found = table.get(session, record)
    return draft_pdf(vault, found, public=public)


def draft_pdf(vault: Vault, record: Record, *, public: bool = False) -> bytes:
    """Return the pages of a record as it stands in the form, saved or not. Raises MissingGlyph."""
    from core.documents.preview import sheet_pdf  # ReportLab loads when the first page is made

    with vault.look() as session:
        school = people.get_school(session)
        names = vault.names(session)
    kind = kind_of(record)
    if public:
        kind, record = kind.outward(), public_version(kind, record, names)
    return sheet_pdf(kind, record, names, school)


def hidden_fields(vault: Vault, record: str) -> tuple[Words, ...]:
    """Return the names of the fields in which the public version of a record hides something, masked ones first.

    Raises RecordGone, SealClosed.
    """
    with vault.look() as session:
        found = table.get(session, record)
        names = vault.names(session)
    kind = kind_of(found)
    masked = (kind.at(finding.path).words for finding in check_public(kind, found, names))
    inside = (kind.field(key).words for key in kind.inside() if not is_empty(found.values.get(key)))
    return tuple(dict.fromkeys((*masked, *inside)))


def ledger_pdf(vault: Vault, kind: str, *, lists: Sequence[str] = ()) -> bytes:
    """Return the lists of a kind over all its living records, in ledger order; `lists` empty = all of them.

    Raises UnknownKind, MissingGlyph.
    """
    from core.documents.preview import ledger_pdf as draw

    definition = find_kind(kind)
    states = tuple(
        state.value for state in definition.workflow.states if state.value not in {definition.workflow.first, "void"}
    )
    with vault.look() as session:
        records = tuple(table.iterate(session, table.Filter(kinds=(kind,), states=states)))
        school = people.get_school(session)
        names = vault.names(session)
    ordered = sorted(records, key=lambda record: record.number)
    return draw(definition, ordered, names, school, lists=lists)
