"""The pages of one record: its sheet, or its letter with the register page behind."""

from collections.abc import Mapping

from core.documents.frames import Leaf, count_own
from core.documents.letter import lay_letter
from core.documents.paragraph import Typesetter
from core.documents.sheet import lay_sheet
from core.records.content import Person, Record, School
from core.records.kind import Kind


def lay_record(
    setter: Typesetter, kind: Kind, record: Record, *, people: Mapping[str, Person], school: School
) -> list[Leaf]:
    """Lay out one record on its pages. Raises MissingGlyph, which names the record and the place."""
    if kind.letter is None:
        return lay_sheet(setter, kind, record, people=people, school=school)
    leaves = lay_letter(setter, kind, record, people=people, school=school)
    register = kind.register()
    if register.sheet.rows:
        leaves += lay_sheet(setter, register, record, people=people, school=school)
    return count_own(leaves)
