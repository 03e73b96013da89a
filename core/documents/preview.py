"""Pages without a packet around them: the preview beside the form, and what is printed and signed by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.documents.ballot import lay_ballots
from core.documents.frames import Leaf, draw_leaf
from core.documents.ledger import lay_ledger
from core.documents.painter import Painter
from core.documents.paragraph import Typesetter
from core.documents.poster import lay_poster
from core.documents.record import lay_record
from core.documents.sheet import lay_sheet
from core.documents.signin import lay_sign_in
from core.documents.typefaces import page_faces
from core.records.content import Person, Record, School
from core.records.kind import Kind
from core.records.rule import Votes


def sheet_pdf(kind: Kind, record: Record, people: Mapping[str, Person], school: School) -> bytes:
    """Return a record's sheet, or its letter, as a PDF; a draft is marked as one. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    return draw_all(setter, lay_record(setter, kind, record, people=people, school=school))


def sheets_pdf(
    entries: Sequence[tuple[Kind, Record]], people: Mapping[str, Person], school: School
) -> tuple[bytes, tuple[int, ...]]:
    """Return the sheets of several records as one PDF, and the pages (from 0) they begin on. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    sheets = (lay_record(setter, kind, record, people=people, school=school) for kind, record in entries)
    leaves = [leaf for sheet in sheets for leaf in sheet]
    return draw_all(setter, leaves), starts_of(leaves)


def sign_in_pdf(
    kind: Kind, record: Record, people: Mapping[str, Person], school: School
) -> tuple[bytes, tuple[int, ...]]:
    """Return the sign-in sheet of a meeting as a PDF that begins on its first page. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    leaves = lay_sign_in(setter, kind, record, people=people, school=school)
    return draw_all(setter, leaves), starts_of(leaves)


def ballots_pdf(
    kind: Kind, record: Record, people: Mapping[str, Person], school: School
) -> tuple[bytes, tuple[int, ...]]:
    """Return blank ballots of a survey, to be cut apart, and the pages they begin on. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    leaves = lay_ballots(setter, kind, record, people=people, school=school)
    return draw_all(setter, leaves), starts_of(leaves)


def poster_pdf(
    kind: Kind, record: Record, people: Mapping[str, Person], school: School
) -> tuple[bytes, tuple[int, ...]]:
    """Return what of a record hangs on the wall as a PDF that begins on its first page. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    leaves = lay_poster(setter, kind, record, people=people, school=school)
    return draw_all(setter, leaves), starts_of(leaves)


def blank_pdf(kinds: Sequence[Kind], school: School, *, at: datetime) -> tuple[bytes, tuple[int, ...]]:
    """Return the empty sheets of kinds with what hangs under them, and the pages they begin on. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    leaves: list[Leaf] = []
    for kind in kinds:
        state = kind.workflow.first
        nothing = Record(id="", kind=kind.key, kind_version=kind.version, state=state, entered_at=at, changed_at=at)
        leaves.extend(lay_sheet(setter, kind, nothing, people={}, school=school, blank=True))
        if kind.sign_in is not None:
            leaves.extend(lay_sign_in(setter, kind, nothing, people={}, school=school))
        if any(isinstance(rule, Votes) for rule in kind.rules):
            leaves.extend(lay_ballots(setter, kind, nothing, people={}, school=school))
        leaves.extend(lay_ledger(setter, kind, (), people={}, school=school, blank=True))
    return draw_all(setter, leaves), starts_of(leaves)


def ledger_pdf(
    kind: Kind, records: Sequence[Record], people: Mapping[str, Person], school: School, *, lists: Sequence[str] = ()
) -> bytes:
    """Return the lists of a kind (all, or those whose keys are given) over these records. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    return draw_all(setter, lay_ledger(setter, kind, records, people=people, school=school, lists=lists))


def draw_all(setter: Typesetter, leaves: Sequence[Leaf]) -> bytes:
    """Draw laid out pages, each item numbered as if it were printed by itself: odd pages are fronts."""
    painter = Painter(setter.faces)
    for leaf in leaves:
        # A sheet counts its own pages; a letter has page numbers wherever it is printed.
        draw_leaf(painter, setter, leaf, page=leaf.own, code="", numbered=not leaf.area.parts)
    return painter.save()


def starts_of(leaves: Sequence[Leaf]) -> tuple[int, ...]:
    """Return the pages (from 0) with which something new begins, which belong on a front."""
    return tuple(page for page, leaf in enumerate(leaves) if leaf.own == 1)
