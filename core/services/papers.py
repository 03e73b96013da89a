"""Papers besides a record's own sheet: what hangs under it, and blank forms for a day without power."""

from collections.abc import Sequence

from core.records.catalogue import find_kind, kind_of
from core.records.kind import Kind
from core.records.rule import Votes
from core.store import people
from core.store import records as table
from core.store.vault import Vault
from core.views.papers import Paper


def papers_of(kind: Kind) -> tuple[Paper, ...]:
    """Return the papers that hang under a record of a kind."""
    found = []
    if kind.sign_in is not None:
        found.append(Paper.SIGN_IN)
    if any(isinstance(rule, Votes) for rule in kind.rules):
        found.append(Paper.BALLOTS)
    return tuple(found)


def paper_pdf(vault: Vault, record: str, paper: Paper) -> bytes:
    """Return such a paper of a record, begun or finished, as PDF; what is not known yet is left to be written by hand.

    Raises RecordGone, SealClosed, MissingGlyph.
    """
    from core.documents import preview  # ReportLab loads when the first page is made

    with vault.look() as session:
        found = table.get(session, record)
        school = people.get_school(session)
        names = vault.names(session)
    draw = preview.sign_in_pdf if paper is Paper.SIGN_IN else preview.ballots_pdf
    return draw(kind_of(found), found, names, school)


def blank_pdf(vault: Vault, kinds: Sequence[str]) -> bytes:
    """Return the empty sheets of these kinds, each with the papers that hang under it, to be filled in by hand.

    Raises UnknownKind, MissingGlyph.
    """
    from core.documents import preview  # ReportLab loads when the first page is made

    with vault.look() as session:
        school = people.get_school(session)
    return preview.blank_pdf(tuple(find_kind(key) for key in kinds), school, at=vault.clock.now())
