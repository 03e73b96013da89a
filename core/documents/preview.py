"""Pages without a packet around them: the preview beside the form, and what is printed and signed by hand."""

from collections.abc import Mapping, Sequence

from core.documents.fonts import own_faces
from core.documents.frames import Leaf, draw_leaf
from core.documents.ledger import lay_ledger
from core.documents.painter import Painter
from core.documents.paragraph import Typesetter
from core.documents.record import lay_record
from core.records.content import Person, Record, School
from core.records.kind import Kind


def sheet_pdf(kind: Kind, record: Record, people: Mapping[str, Person], school: School) -> bytes:
    """Return a record's sheet, or its letter, as a PDF; a draft is marked as one. Raises MissingGlyph."""
    setter = Typesetter(own_faces())
    return _drawn(setter, lay_record(setter, kind, record, people=people, school=school))


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
