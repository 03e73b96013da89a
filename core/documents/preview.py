"""Pages without a packet around them: the preview beside the form, and what is printed and signed by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.documents.ballot import lay_ballots
from core.documents.fonts import own_faces
from core.documents.frames import Leaf, draw_leaf
from core.documents.ledger import lay_ledger
from core.documents.painter import Painter
from core.documents.paragraph import Typesetter
from core.documents.record import lay_record
from core.documents.sheet import lay_sheet
from core.documents.signin import lay_sign_in
from core.records.content import Person, Record, School
from core.records.kind import Kind


def sheet_pdf(kind: Kind, record: Record, people: Mapping[str, Person], school: School) -> bytes:
    """Return a record's sheet, or its letter, as a PDF; a draft is marked as one. Raises MissingGlyph."""
    setter = Typesetter(own_faces())
    return _drawn(setter, lay_record(setter, kind, record, people=people, school=school))


def sign_in_pdf(kind: Kind, record: Record, people: Mapping[str, Person], school: School) -> bytes:
    """Return the sign-in sheet of a meeting as a PDF. Raises MissingGlyph."""
    setter = Typesetter(own_faces())
    return _drawn(setter, lay_sign_in(setter, kind, record, people=people, school=school))


def ballots_pdf(kind: Kind, record: Record, people: Mapping[str, Person], school: School) -> bytes:
    """Return blank ballots of a survey as a PDF, to be copied and cut apart. Raises MissingGlyph."""
    setter = Typesetter(own_faces())
    return _drawn(setter, lay_ballots(setter, kind, record, people=people, school=school))


def blank_pdf(kinds: Sequence[Kind], school: School, *, at: datetime) -> bytes:
    """Return the empty sheets of kinds, with what hangs under them, as one PDF. Raises MissingGlyph."""
    setter = Typesetter(own_faces())
    leaves: list[Leaf] = []
    for kind in kinds:
        state = kind.workflow.first
        nothing = Record(id="", kind=kind.key, kind_version=kind.version, state=state, entered_at=at, changed_at=at)
        leaves.extend(lay_sheet(setter, kind, nothing, people={}, school=school, blank=True))
        if kind.sign_in is not None:
            leaves.extend(lay_sign_in(setter, kind, nothing, people={}, school=school))
    return _drawn(setter, leaves)


def ledger_pdf(
    kind: Kind, records: Sequence[Record], people: Mapping[str, Person], school: School, *, lists: Sequence[str] = ()
) -> bytes:
    """Return the lists of a kind (all, or those whose keys are given) over these records. Raises MissingGlyph."""
    setter = Typesetter(own_faces())
    return _drawn(setter, lay_ledger(setter, kind, records, people=people, school=school, lists=lists))


def _drawn(setter: Typesetter, leaves: Sequence[Leaf]) -> bytes:
    """Draw laid out pages."""
    painter = Painter(setter.faces)
    for number, leaf in enumerate(leaves, start=1):
        # A sheet counts its own pages; a letter has page numbers wherever it is printed.
        draw_leaf(painter, setter, leaf, page=number, code="", numbered=not leaf.area.parts)
    return painter.save()
