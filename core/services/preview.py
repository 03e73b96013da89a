"""Single records and lists as PDF: the page beside the form, and what is printed without a packet."""

from collections.abc import Mapping, Sequence

from core.base.words import Words
from core.checks.privacy import check_public
from core.records.catalogue import find_kind, kind_of
from core.records.content import Person, Record, is_empty
from core.records.kind import Kind
from core.records.masking import public_version
from core.records.plaintext import plain_text
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


def records_pdf(vault: Vault, chosen: Sequence[str], *, public: bool = False) -> tuple[bytes, tuple[int, ...]]:
    """Return the sheets of several records as one PDF in the order asked for, and the pages (from 0) they begin on.

    `public` hides in those of which others see less than we do; the others are printed whole. Raises RecordGone,
    SealClosed, MissingGlyph.
    """
    from core.documents.preview import sheets_pdf  # ReportLab loads when the first page is made

    with vault.look() as session:
        found = [table.get(session, record) for record in chosen]
        school = people.get_school(session)
        names = vault.names(session)
    return sheets_pdf([_outward(record, names, public=public) for record in found], names, school)


def record_text(vault: Vault, record: str, *, public: bool = False) -> str:
    """Return a record as plain text to be pasted elsewhere; `public` hides what others must not read.

    Raises RecordGone, SealClosed.
    """
    with vault.look() as session:
        found = table.get(session, record)
        school = people.get_school(session)
        names = vault.names(session)
    kind, shown = _outward(found, names, public=public)
    return plain_text(kind, shown, names, school)


def _outward(record: Record, names: Mapping[str, Person], *, public: bool) -> tuple[Kind, Record]:
    """Return a record with its kind, as others may read it where that is wanted and makes a difference."""
    kind = kind_of(record)
    if public and not kind.shown_whole:
        return kind.outward(), public_version(kind, record, names)
    return kind, record


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


def hides(vault: Vault, record: str) -> bool:
    """Tell whether others see less of a record than we do. Raises RecordGone, SealClosed."""
    with vault.look() as session:
        kind = kind_of(table.get(session, record))
    return not kind.open_to_all or bool(kind.inside()) or bool(hidden_fields(vault, record))


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
