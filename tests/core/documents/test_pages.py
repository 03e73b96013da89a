"""The pages say what the records say: read back by PDFium and by poppler."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.base.words import Words
from core.documents.flow import Flow
from core.documents.fonts import Role, UnprintableError, own_faces
from core.documents.frames import Leaf, Text, draw_leaf
from core.documents.ledger import lay_ledger
from core.documents.painter import Painter
from core.documents.paragraph import Typesetter, clean
from core.documents.preview import ledger_pdf, sheet_pdf
from core.documents.sheet import lay_sheet
from core.documents.styles import TEXT
from core.records.catalogue import find_kind, kinds
from core.records.content import Record
from core.records.display import printed_texts, show
from core.records.kind import Cell, LedgerColumn, LedgerList, SheetRow
from core.signing.pages import find_text, squeeze
from tests.support.examples import EXAMPLES
from tests.support.pages import BY_ID, SCHOOL, diary, item, prose, record, study
from tests.support.pdfs import opened_pdf
from tests.support.values import values_of


def texts_of(pdf: bytes | Path) -> list[str]:
    """Return the text of each page without blanks."""
    with opened_pdf(pdf) as document:
        return [squeeze(page.get_textpage().get_text_bounded()) for page in document]


def drawn(one: Record) -> list[str]:
    """Return the text of a record's pages."""
    return texts_of(sheet_pdf(find_kind(one.kind), one, BY_ID, SCHOOL))


def assert_all_there(one: Record, pages: list[str]) -> None:
    """Find every printed text in one piece, cut only where pages end."""
    for key, text in printed_texts(find_kind(one.kind), one.values, BY_ID):
        assert find_text(squeeze(text), pages) is None, (key, text)


@pytest.mark.parametrize(
    "one",
    [
        study(),
        study(2, length=4000),
        study(3, people=40),
        diary(),
        diary(2, late_reason="当天没电没网，先手写后补录"),
        item(),
        item(3, problem=prose(900), title=prose(30), measures=[{"text": prose(60)}] * 30),
        item(4, history=[{"on": "2008-05-01", "move": "start", "state": "doing", "by": "p08", "note": prose(50)}] * 12),
    ],
    ids=lambda one: one.number,
)
def test_every_printed_text_is_found_on_the_pages(one: Record) -> None:
    assert_all_there(one, drawn(one))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), key=st.sampled_from(sorted(kinds())))
def test_whatever_is_typed_is_found_on_the_pages(data: st.DataObject, key: str) -> None:
    kind = find_kind(key)
    values: dict[str, Any] = data.draw(values_of(kind, sorted(BY_ID)[:12]))
    one = record(key, values, number=f"{kind.prefix}-2008-009")
    assert_all_there(one, drawn(one))


def test_a_word_with_a_hyphen_at_the_end_of_a_line_is_found() -> None:
    for count in range(20, 60, 3):
        one = study(8, summary="学" * count + " " + "abc-def-" * 12)
        assert_all_there(one, drawn(one))


def test_poppler_finds_rare_names_too(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "study.pdf"
    path.write_bytes(sheet_pdf(find_kind("study_session"), study(people=20), BY_ID, SCHOOL))
    said = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout
    said = "".join(said.split())
    assert all(name in said for name in ("王䶮", "苏𬍛", "朱镕", "优先发展教育与办好村小"))
    assert "2008年4月24日" in said
    assert "19:00—20:40" in said


def test_a_blank_form_has_its_labels_on_one_page() -> None:
    for key, kind in kinds().items():
        pages = drawn(record(key, {}, number="", state="draft"))
        assert len(pages) == (2 if kind.letter else 1), key
        assert all("草稿未定稿" in page for page in pages)
        assert all("以下空白" not in page for page in pages)
        assert all(squeeze(words.zh) in pages[-1] for words in kind.sheet.signers)


def test_a_finished_record_is_closed_against_additions_and_leaves_room_to_sign() -> None:
    pages = drawn(study())
    assert "（以下空白）" in pages[-1]
    assert "主持人签字：" in pages[-1]
    assert "年月日" in pages[-1]
    assert not any("草稿" in page for page in pages)


def test_a_late_entry_says_so_at_the_end_of_the_record() -> None:
    pages = drawn(study(4, late=25, late_reason="当天没电没网，先手写后补录"))
    assert "补记，5月22日录入，原因：当天没电没网，先手写后补录" in pages[-1]
    assert "补记" not in "".join(drawn(study(4, late=7)))
    unexplained = drawn(study(4, late=8))
    assert "补记，5月5日录入" in unexplained[-1]


def test_a_late_entry_of_another_year_tells_the_year() -> None:
    assert "补记，2009年" in "".join(drawn(study(4, late=300)))


def test_a_record_opened_again_is_marked_as_a_draft_and_keeps_its_number() -> None:
    pages = drawn(study(5, state="draft"))
    assert all("草稿未定稿" in page for page in pages)
    assert "编号：ST-2008-005" in pages[0]


def test_a_void_record_says_so_on_every_page() -> None:
    assert all("作废" in page for page in drawn(item(2, state="void")))


def test_pages_of_one_record_are_counted_and_headed() -> None:
    pages = drawn(study(2, length=4000))
    count = len(pages)
    assert count >= 4
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页共{count}页" in page
        assert ("（续）" in page) == (number > 1)


def test_a_row_higher_than_a_page_runs_on() -> None:
    one = study(9, attendance={"expected": sorted(BY_ID), "absent": [
        {"person": person, "reason": "sick", "note": prose(60)} for person in sorted(BY_ID)[:36]
    ]})  # fmt: skip
    assert_all_there(one, drawn(one))


def test_no_line_leaves_the_paper() -> None:
    for one in (study(2, length=4000), item(3, problem=prose(900), measures=[{"text": prose(60)}] * 30)):
        document = pypdfium2.PdfDocument(sheet_pdf(find_kind(one.kind), one, BY_ID, SCHOOL))
        for page in document:
            reader = page.get_textpage()
            for place in range(reader.count_rects()):
                left, bottom, right, top = reader.get_rect(place)
                assert left > 28 * 72 / 25.4 - 2
                assert right < (210 - 20) * 72 / 25.4 + 2
                assert bottom > 10 * 72 / 25.4
                assert top < (297 - 15) * 72 / 25.4
            reader.close()
            page.close()
        document.close()


def test_lines_stand_closer_rather_than_leave_next_to_nothing_on_a_second_page() -> None:
    counts = [len(drawn(study(6, length=length))) for length in range(100, 1500, 100)]
    assert counts[0] == 1
    assert counts == sorted(counts)
    wordy = study(6, length=400)
    assert len(drawn(wordy)) == 1
    assert_all_there(wordy, drawn(wordy))


# --- ledgers ---------------------------------------------------------------------------------------


def test_a_ledger_repeats_its_head_and_says_everything() -> None:
    kind = find_kind("rectification")
    items = [item(number, problem=prose(300)) for number in range(1, 12)]
    for listed in kind.sheet.lists:
        pages = texts_of(ledger_pdf(kind, items, BY_ID, SCHOOL, lists=(listed.key,)))
        heads = squeeze("".join(column.words.zh for column in listed.columns))
        assert all(heads in page for page in pages), listed.key
        assert listed.words.zh in pages[0]
        assert "共11项" in pages[0]
        assert "（以下空白）" in pages[-1]
        shown = {key for column in listed.columns for key in column.keys}
        for one in items:
            for key, text in printed_texts(kind, one.values, BY_ID):
                if key in shown:
                    assert find_text(squeeze(text), pages) is None, key


def test_a_row_that_goes_on_shows_its_number_again() -> None:
    kind = find_kind("rectification")
    pages = texts_of(ledger_pdf(kind, [item(77, problem=prose(3000))], BY_ID, SCHOOL, lists=("problems",)))
    assert len(pages) > 2
    assert all("类别77" in page for page in pages[:-1])


def test_all_lists_of_a_kind_come_one_after_the_other_in_landscape() -> None:
    kind = find_kind("rectification")
    document = pypdfium2.PdfDocument(ledger_pdf(kind, [item()], BY_ID, SCHOOL))
    assert len(document) == len(kind.sheet.lists) == 3
    assert all(page.get_width() > page.get_height() for page in document)
    document.close()


def test_a_date_column_is_wide_enough_for_a_long_date() -> None:
    kind = find_kind("rectification")
    pdf = ledger_pdf(kind, [item(1, deadline="2008-12-31")], BY_ID, SCHOOL, lists=("measures",))
    document = pypdfium2.PdfDocument(pdf)
    reader = document[0].get_textpage()
    assert "2008年12月31日" in reader.get_text_bounded()
    reader.close()
    document.close()


def test_an_overdue_item_says_so_in_the_list() -> None:
    kind = find_kind("rectification")
    setter = Typesetter(own_faces())
    painter = Painter(setter.faces)
    late = msgspec.structs.replace(item(1), state="open")
    leaves = lay_ledger(setter, kind, [late], people=BY_ID, school=SCHOOL, on=date(2008, 9, 19), lists=("measures",))
    for number, leaf in enumerate(leaves, start=1):
        draw_leaf(painter, setter, leaf, page=number, code="")
    page = texts_of(painter.save())[0]
    assert "（逾期）" in page
    assert "截至2008年9月19日" in page


# --- odd things ------------------------------------------------------------------------------------


def test_every_character_the_fonts_have_is_read_back_as_itself() -> None:
    faces = own_faces()
    chain = faces.chain(Role.FANG)
    chars: list[str] = []
    for code in range(33, 0x33480):
        try:
            _ = chain[chr(code)]
        except UnprintableError:
            continue
        if squeeze(clean(chr(code))):
            chars.append(chr(code))
    assert len(chars) > 60_000
    found: set[str] = set()
    for part in (chars[::2], chars[1::2]):  # no subset holds more than 32,700 glyphs
        setter = Typesetter(faces)
        flow = Flow(setter, lambda _: Leaf())
        for start in range(0, len(part), 20):
            flow.text("".join(f"《{char}》" for char in part[start : start + 20]), TEXT)
        painter = Painter(faces)
        for number, leaf in enumerate(flow.leaves, start=1):
            draw_leaf(painter, setter, leaf, page=number, code="", numbered=False)
        found.update(re.findall("《(.)》", "".join(texts_of(painter.save()))))
    assert sorted(set(chars) - found - {"《", "》"}) == []


def test_unseen_signs_pasted_from_elsewhere_change_nothing_for_the_reader() -> None:
    one = study(
        9, summary="\ufeff校\u200b长\u00a0林\u3000志\u00ad远\ufe00说：\u2028“好”\t对\u200d。\U000e0101\r\n完\u061c了"
    )
    assert_all_there(one, drawn(one))


def test_more_cells_in_a_row_than_anybody_would_print_still_fit() -> None:
    kind = find_kind("study_session")
    keys = ("place", "host", "speaker", "recorder", "title", "summary")
    row = SheetRow(cells=tuple(Cell(keys=(key,)) for key in keys))
    crowded = msgspec.structs.replace(
        kind, sheet=msgspec.structs.replace(kind.sheet, rows=(row, *kind.sheet.rows[2:4]))
    )
    one = study(9, summary="a" * 90)
    pages = texts_of(sheet_pdf(crowded, one, BY_ID, SCHOOL))
    for key in keys:
        assert find_text(squeeze(show(kind.field(key), one.values[key], BY_ID)), pages) is None, key


@pytest.mark.parametrize("count", [1, 12, 40])
def test_a_list_of_many_narrow_columns_is_set(count: int) -> None:
    kind = find_kind("rectification")
    columns = tuple(
        LedgerColumn(keys=("problem" if place % 2 else "deadline",), words=Words("具体表现", ""), width=20)
        for place in range(count)
    )
    listed = LedgerList(key="wide", words=Words("宽表", ""), columns=columns)
    wide = msgspec.structs.replace(kind, sheet=msgspec.structs.replace(kind.sheet, lists=(listed,)))
    pages = texts_of(ledger_pdf(wide, [item(1), item(2, problem="x" * 300)], BY_ID, SCHOOL))
    assert 1 <= len(pages) < 40


@pytest.mark.parametrize("length", [20, 60, 400])
def test_a_long_name_in_a_tally_leaves_the_figures_in_one_piece(length: int) -> None:
    survey = EXAMPLES["survey"]
    tally = [{**row, "item": prose(length).replace("\n", "")} for row in survey["tally"]]
    one = record("survey", {**survey, "tally": tally}, number="SV-2008-009")
    leaves = lay_sheet(Typesetter(own_faces()), find_kind("survey"), one, people=BY_ID, school=SCHOOL)
    lines = {line.text for leaf in leaves for mark in leaf.marks if isinstance(mark, Text) for line in mark.lines}
    figures = {str(value) for row in tally for value in row.values() if isinstance(value, int)}
    assert figures <= lines
    assert_all_there(one, drawn(one))


def test_a_very_long_text_takes_as_many_pages_as_it_needs() -> None:
    one = study(9, content=prose(30_000))
    pages = drawn(one)
    assert len(pages) > 25
    assert_all_there(one, pages)
