"""Papers besides a record's own sheet: what hangs under it, and blank forms for a day without power."""

from collections.abc import Sequence
from typing import assert_never

from core.records.catalogue import find_kind, kind_of
from core.records.kind import Kind
from core.records.masking import public_version
from core.records.rule import Votes
from core.store import people
from core.store import records as table
from core.store.vault import Vault
from core.views.papers import Paper, Validity


def papers_of(kind: Kind) -> tuple[Paper, ...]:
    """Return the papers that hang under a record of a kind."""
    found = []
    if kind.sign_in is not None:
        found.append(Paper.SIGN_IN)
    if kind.poster is not None:
        found.append(Paper.POSTER)
    if any(isinstance(rule, Votes) for rule in kind.rules):
        found.append(Paper.BALLOTS)
    return tuple(found)


def paper_pdf(vault: Vault, record: str, paper: Paper) -> tuple[bytes, tuple[int, ...]]:
    """Return such a paper of a record, begun or finished, as PDF, and the pages (from 0) something begins on.

    What is not known yet is left to be written by hand.

    Raises RecordGone, SealClosed, MissingGlyph.
    """
    from core.documents import preview  # ReportLab loads when the first page is made

    with vault.look() as session:
        found = table.get(session, record)
        school = people.get_school(session)
        names = vault.names(session)
    kind = kind_of(found)
    match paper:
        case Paper.SIGN_IN:
            return preview.sign_in_pdf(kind, found, names, school)
        case Paper.BALLOTS:
            return preview.ballots_pdf(kind, found, names, school)
        case Paper.POSTER:  # everybody reads it
            return preview.poster_pdf(kind, public_version(kind, found, names), names, school)
        case _:
            assert_never(paper)


def blank_pdf(vault: Vault, kinds: Sequence[str]) -> tuple[bytes, tuple[int, ...]]:
    """Return the empty sheets of these kinds, each with the papers that hang under it, and the pages they begin on.

    Raises UnknownKind, MissingGlyph.
    """
    from core.documents import preview  # ReportLab loads when the first page is made

    with vault.look() as session:
        school = people.get_school(session)
    return preview.blank_pdf(tuple(find_kind(key) for key in kinds), school, at=vault.clock.now())


def validity_pdf(sheet: Validity) -> bytes:
    """Return the validity sheet of a judged file as PDF; its sentences are the window's. Raises MissingGlyph."""
    from core.documents import validity

    return validity.validity_pdf(sheet)
