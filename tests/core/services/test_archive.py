"""A year on its way into boxes: numbers, codes, retentions, and what is printed (DA/T 22-2015)."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pypdfium2
import pytest

from core.base.jobs import Silent
from core.campaign.reader import preset
from core.records.filing import Place, Retention, file_code
from core.services import archive, campaigns, drafts, people, records
from core.store.vault import Vault
from core.views.archive import Part, Plan
from tests.core.documents.test_pages import texts_of
from tests.support.examples import EXAMPLES
from tests.support.vaults import SESSION, open_copy, unlike

PLACE = Place(fonds="X001", department="DZB")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    campaigns.take(opened, preset())
    yield opened
    opened.close()


def enter(vault: Vault, kind: str, values: dict[str, object], move: str = "finish") -> str:
    begun = drafts.begin(vault, kind, values=values)
    for one in records.lacking(vault, begun.id, move):
        begun = records.explain(vault, begun.id, one.mark, "分次办理，情况属实", revision=begun.revision)
    return records.move(vault, begun.id, move, revision=begun.revision).number


def year_of(vault: Vault) -> None:
    """Enter two studies, a council meeting, a report and a petition."""
    enter(vault, "study_session", {**unlike(SESSION, 1), "date": "2008-09-18"})
    enter(vault, "study_session", {**SESSION, "date": "2008-09-16"})
    enter(vault, "council_meeting", EXAMPLES["council_meeting"])
    enter(vault, "petition", EXAMPLES["petition"], "register")


def printed(vault: Vault, *parts: Part, **more: object) -> list[str]:
    plan = Plan(year=2008, parts=parts, place=PLACE, **more)  # type: ignore[arg-type]
    pdf, _starts = archive.archive_pdf(vault, plan, Silent())
    return texts_of(pdf)


def test_a_code_leaves_out_what_the_archive_has_not_given() -> None:
    said = {"year": 2008, "retention": Retention.YEARS_30, "number": 7}
    assert file_code(PLACE, **said) == "X001-WS·2008-D30-DZB-0007"  # type: ignore[arg-type]
    assert file_code(Place(), **said) == "WS·2008-D30-0007"  # type: ignore[arg-type]


def test_a_year_is_counted_by_how_long_its_records_are_kept(vault: Vault) -> None:
    assert archive.years(vault) == ()
    year_of(vault)
    drafts.begin(vault, "study_session", values=SESSION)
    enter(vault, "leave", EXAMPLES["leave"])
    (year,) = archive.years(vault)
    assert year.year == 2008
    assert year.counts == {Retention.FOREVER: 1, Retention.YEARS_30: 1, Retention.YEARS_10: 2}
    assert year.confidential == 1


def test_pieces_are_numbered_by_their_days_within_a_retention(vault: Vault) -> None:
    year_of(vault)
    pages = printed(vault, Part.CONTENTS)
    ten = next(page for page in pages if "2008年归档文件目录（10年）" in page)
    first, second = ten.index("X001-WS·2008-D10-DZB-0001"), ten.index("X001-WS·2008-D10-DZB-0002")
    assert first < ten.index("20080916") < second
    assert "以下空白" in ten
    assert "永久" in pages[0], "what is kept longest stands first"
    assert "归档文件目录" in pages[0]


def test_what_is_not_public_is_listed_by_its_kind_and_printed_on_demand_only(vault: Vault) -> None:
    year_of(vault)
    contents = "".join(printed(vault, Part.CONTENTS))
    assert "信访登记" in contents
    assert "内部" in contents
    assert EXAMPLES["petition"]["title"] not in contents
    few, all_of_them = printed(vault, Part.PIECES), printed(vault, Part.PIECES, confidential=True)
    assert not any(EXAMPLES["petition"]["title"] in page for page in few)
    assert any(EXAMPLES["petition"]["title"] in page for page in all_of_them)


def test_nobody_is_named_beside_a_piece_that_is_not_public(vault: Vault) -> None:
    enter(vault, "petition", EXAMPLES["petition"], "register")
    names = [person.name for person in people.listing(vault)]
    contents = "".join(printed(vault, Part.CONTENTS))
    assert "信访登记" in contents
    assert [name for name in names if name in contents] == []


def test_every_piece_has_the_stamp_above_its_first_page_only(vault: Vault) -> None:
    enter(vault, "study_session", {**SESSION, "date": "2008-09-16", "content": SESSION["content"] * 12})
    plan = Plan(year=2008, parts=(Part.PIECES,), place=PLACE)
    pdf, starts = archive.archive_pdf(vault, plan, Silent())
    document = pypdfium2.PdfDocument(pdf)
    above = []
    for page in document:
        reader = page.get_textpage()
        above.append("".join(reader.get_text_bounded(bottom=page.get_height() - 24 * 72 / 25.4).split()))
        reader.close()
        page.close()
    count = len(document)
    document.close()
    assert count > 1
    assert starts == (0,)
    assert above[0] == f"X00120081DZB10年{count}"
    assert not any("X001" in said for said in above[1:])


@pytest.mark.parametrize(("width", "pages"), [(20, 1), (50, 1)])
def test_a_spine_says_the_same_on_every_width(vault: Vault, width: int, pages: int) -> None:
    year_of(vault)
    found = printed(vault, Part.SPINES, spine=width)
    assert len(found) == pages
    for said in ("全宗号", "X001", "2008", "永久", "10年", "起止件号", "盒号"):
        assert said in found[0]


def test_a_box_has_its_note(vault: Vault) -> None:
    year_of(vault)
    notes = printed(vault, Part.NOTES)
    assert len(notes) == 3
    assert all(said in notes[0] for said in ("备考表", "整理人", "检查人", "日期", "共1件"))


def test_what_the_archive_calls_the_school_is_remembered(vault: Vault) -> None:
    assert archive.place(vault) == Place()
    year_of(vault)
    printed(vault, Part.NOTES)
    assert archive.place(vault) == PLACE


def test_a_long_name_of_the_school_stays_on_the_cover(vault: Vault) -> None:
    school = people.get_school(vault)
    name = "云川县云岙镇下垟村希望小学云岙教学点九年一贯制寄宿部"
    people.save_school(vault, msgspec.structs.replace(school, name=name))
    year_of(vault)
    plan = Plan(year=2008, parts=(Part.CONTENTS,), place=PLACE)
    pdf, _starts = archive.archive_pdf(vault, plan, Silent())
    document = pypdfium2.PdfDocument(pdf)
    right = [item.get_bounds()[2] for item in document[0].get_objects()]
    wide = document[0].get_width()
    document.close()
    assert max(right) <= wide - 20 * 72 / 25.4 + 1
    assert name in texts_of(pdf)[0]
