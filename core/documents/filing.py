"""A year's archive drawn in one go: contents, box notes, spine labels, and the pieces with their stamps."""

from collections.abc import Mapping, Sequence

from core.base.jobs import Progress
from core.documents.archive import Piece, lay_box_note, lay_file_contents, lay_spines, put_stamp
from core.documents.contents import responsible
from core.documents.frames import Leaf
from core.documents.paragraph import Typesetter
from core.documents.preview import draw_all, starts_of
from core.documents.record import lay_record
from core.documents.typefaces import page_faces
from core.records.catalogue import kind_of
from core.records.content import LATE_AFTER, Person, School
from core.records.filing import Filed, Retention
from core.records.kind import Privacy
from core.views.archive import Part, Plan


def draw_archive(
    filed: Mapping[Retention, Sequence[Filed]],
    plan: Plan,
    *,
    people: Mapping[str, Person],
    school: School,
    progress: Progress,
) -> tuple[bytes, tuple[int, ...]]:
    """Return the chosen parts as PDF, retention after retention, and the pages (from 0) that belong on a front.

    Raises MissingGlyph, Cancelled.
    """
    setter = Typesetter(page_faces())
    total, done = sum(map(len, filed.values())), 0
    front: list[Leaf] = []
    sheets: list[Leaf] = []
    for retention, members in filed.items():
        pieces = []
        for one in members:
            done += 1
            progress.step(done, total, "sheets")
            kind = kind_of(one.record)
            leaves = lay_record(setter, kind, one.record, people=people, school=school)
            put_stamp(setter, leaves[0], one, year=plan.year, place=plan.place, pages=len(leaves))
            public = one.record.privacy is Privacy.ORDINARY
            told = public and one.record.heading
            pieces.append(
                Piece(
                    filed=one,
                    title=f"{kind.words.zh}：{one.record.heading}" if told else kind.words.zh,
                    responsible=responsible(kind, one.record, people) if public else school.name,
                    pages=len(leaves),
                    secrecy="" if public else "内部",
                    note="补记" if one.record.days_late > LATE_AFTER else "",
                )
            )
            if public or plan.confidential:
                sheets.extend(leaves)
        if Part.CONTENTS in plan.parts:
            front += lay_file_contents(
                setter, pieces, school=school.name, year=plan.year, retention=retention, place=plan.place
            )
        if Part.NOTES in plan.parts:
            front += lay_box_note(setter, count=len(members), retention=retention, year=plan.year)
    if Part.SPINES in plan.parts:
        counts = [(retention, len(members)) for retention, members in filed.items()]
        front += lay_spines(setter, counts, width=plan.spine, year=plan.year, place=plan.place, school=school.name)
    leaves = front + (sheets if Part.PIECES in plan.parts else [])
    progress.step(0, 0, "finish")
    return draw_all(setter, leaves), starts_of(leaves)
