"""Records that go out as letters: what stands on the letter, what on the register page behind it."""

import json
from datetime import date
from typing import Any

import msgspec
import pypdfium2
import pytest

from core.base.errors import CampaignRefused
from core.campaign.reader import read_campaign
from core.documents.preview import sheet_pdf
from core.documents.styles import MM
from core.records.catalogue import bring, find_kind
from core.records.content import Record
from core.records.kind import Kind
from core.records.masking import public_version
from core.signing.pages import find_text, squeeze
from tests.core.documents.test_letters import CLOSE, EM, LEFT, row_of, saying
from tests.core.documents.test_pages import assert_all_there, texts_of
from tests.support.owncampaign import LOG, READING
from tests.support.pages import BY_ID, SCHOOL, example, prose, record
from tests.support.placed import PlacedLine, lines_of


def proposal(**values: Any) -> Record:
    """Return a finished proposal with these values over the example's."""
    one = example("proposal")
    return msgspec.structs.replace(one, values={**one.values, **values})


def printed(one: Record) -> list[list[PlacedLine]]:
    return lines_of(sheet_pdf(find_kind(one.kind), one, BY_ID, SCHOOL))


def test_annexes_have_pages_of_their_own_with_mark_and_title_on_the_first_and_third_line() -> None:
    pages = printed(example("summary"))
    for number, title in ((1, "工作情况统计表"), (2, "制度建设清单")):
        page = next(page for page in pages if page[0].text == f"附件{number}")
        mark, heading = page[0], page[1]
        assert (mark.faces, row_of(mark)) == ("TaizhangHei", 1)
        assert mark.left == CLOSE(LEFT, abs=0.05)
        assert (heading.text, heading.faces, row_of(heading)) == (title, "TaizhangTitle", 3)
        assert (heading.left + heading.right) / 2 == CLOSE(LEFT + 78, abs=0.3)
    said = [line.text for page in pages for line in page]
    assert "附件：1.工作情况统计表" in said
    assert "2.制度建设清单" in said


# --- whole records ---------------------------------------------------------------------------------


def flat(pages: list[list[PlacedLine]]) -> str:
    return "".join(line.text for page in pages for line in page)


def test_the_month_and_the_school_stand_in_the_title_of_the_monthly_material() -> None:
    page = printed(example("progress_report"))[0]
    title = [line.text for line in page if line.faces == "TaizhangTitle"]
    assert "".join(title) == "云川县云岙镇中心小学关于2008年9月工作进展及困难问题的报告"


def test_suggestions_stand_in_groups_of_who_does_them() -> None:
    pages = printed(example("proposal"))
    assert saying(pages, "（一）").text == "（一）请局里做"
    assert saying(pages, "（二）").text == "（二）本校做"
    assert saying(pages, "1.制订").left == CLOSE(LEFT + 2 * EM, abs=0.05)


def test_a_late_entry_is_told_on_the_register_page_and_not_on_the_letter() -> None:
    one = example("proposal")
    late = record("proposal", {**one.values, "late_reason": "外出培训，回来补录"}, number="PP-2008-001", late=25)
    *outgoing, register = printed(late)
    assert "补记" not in flat(outgoing)
    assert "补记" in flat([register])
    assert "外出培训，回来补录" in flat([register])
    assert "发文登记页" in register[0].text


def test_a_draft_and_a_void_letter_say_so_outside_the_type_area() -> None:
    draft = msgspec.structs.replace(example("summary"), state="draft", number="", finished_at=None)
    void = msgspec.structs.replace(example("summary"), state="void")
    for one, words in ((draft, "草稿未定稿"), (void, "作废")):
        for page in printed(one):
            stamp = next(line for line in page if line.text == words)
            assert stamp.top < 25


def test_a_finished_letter_leaves_out_what_is_empty_and_a_draft_shows_its_heading() -> None:
    done = printed(proposal(problems=[]))
    assert "主要问题" not in flat(done)
    assert saying(done, "二、").text == "二、建议"
    draft = printed(record("proposal", {}, number="", state="draft"))
    assert saying(draft, "二、").text == "二、主要问题"


def test_a_letter_without_anything_is_still_a_page() -> None:
    for kind in ("proposal", "progress_report", "summary"):
        pages = printed(record(kind, {}, number=f"{find_kind(kind).prefix}-2008-009"))
        assert SCHOOL.name in flat(pages)


@pytest.mark.parametrize("length", [400, 10_000])
def test_four_hundred_and_ten_thousand_characters_are_all_there(length: int) -> None:
    one = proposal(background=prose(length))
    pages = texts_of(sheet_pdf(find_kind("proposal"), one, BY_ID, SCHOOL))
    assert_all_there(one, pages)
    assert find_text(squeeze(prose(length)), pages) is None
    assert len(pages) > length // 616


@pytest.mark.parametrize("person", ["p07", "p08"])
def test_rare_names_sign_a_letter(person: str) -> None:
    first, *_ = texts_of(
        sheet_pdf(find_kind("proposal"), proposal(author=person, background="", problems=[]), BY_ID, SCHOOL)
    )
    assert f"教师{BY_ID[person].name}2008年9月19日" in first


def test_a_day_of_the_letter_has_no_noughts() -> None:
    assert saying(printed(proposal(date=date(2008, 9, 5).isoformat())), "2008年").text == "2008年9月5日"


def test_files_under_one_title_are_named_once_after_the_annex() -> None:
    rows = [{"blob": None, "name": name, "title": title, "type": "photo"} for name, title in FILES]
    pages = printed(proposal(attachments=rows))
    assert saying(pages, "附件：").text == "附件：1.调研情况统计表"
    assert saying(pages, "2.活").text == "2.活动现场"
    assert saying(pages, "3.c").text == "3.c.pdf"


FILES = (("a.jpg", "活动现场"), ("b.jpg", "活动现场。"), ("c.pdf", ""))


# --- a campaign's own letter -----------------------------------------------------------------------

COLUMNS = ("户主", "自然村", "学生", "年级", "路程", "困难", "需求", "联系人")


def own_kind(*, private: bool = False, **letter: Any) -> Kind:
    """Return the reading campaign's form as a county would write it if it were a letter with a list of households."""
    raw = json.loads(READING.read_text("utf-8"))
    (kind,) = raw["kinds"]
    columns = [
        {"key": f"c{n}", "words": {"zh": zh, "en": zh}, "type": "text", "private": private and not n}
        for n, zh in enumerate(COLUMNS)
    ]
    homes = {"key": "homes", "words": {"zh": "走访户", "en": "Homes"}, "type": "grid", "columns": columns}
    more: list[dict[str, Any]] = [
        {"key": "to", "words": {"zh": "主送", "en": "To"}, "type": "text"},
        {"key": "contact", "words": {"zh": "附注", "en": "Note"}, "type": "text"},
        {"key": "doc_no", "words": {"zh": "文号", "en": "Number"}, "type": "text"},
        homes,
    ]
    kind["sections"][0]["fields"] += more
    kind["sheet"]["rows"] = [*({"cells": [{"keys": [field["key"]]}]} for field in more), *kind["sheet"]["rows"]]
    kind["letter"] = {
        "title": "{school}关于“{title}”的报告",
        "to": "to",
        "date": "date",
        "parts": [{"key": "content"}],
        "annexes": [{"words": {"zh": "走访户名单", "en": "Homes"}, "keys": ["homes"]}],
        "note": "contact",
        "signers": ["reader"],
        "form": "unsealed",
        **letter,
    }
    return next(iter(read_campaign(json.dumps(raw).encode()).kinds))


def own_record(kind: Kind, **more: Any) -> bytes:
    """Return the pages of a record of that form."""
    values = {**LOG, "to": "县教育局", "contact": "联系人：王䶮", "homes": HOMES, "doc_no": "云岙小[2008]5号", **more}
    bring((kind,))
    try:
        one = record(kind.key, values, number=f"{kind.prefix}-2009-001")
        return sheet_pdf(kind, one, BY_ID, SCHOOL)
    finally:
        bring(())


HOMES = [{f"c{n}": f"{zh}{row}" for n, zh in enumerate(COLUMNS)} for row in range(1, 4)]


def test_a_campaigns_own_kind_goes_out_as_a_letter() -> None:
    pages = lines_of(own_record(own_kind()))
    said = flat(pages)
    assert "云川县云岙镇中心小学关于“一本书和一件小事”的报告县教育局：" in said
    signer, day, note = saying(pages, "教师周海燕"), saying(pages, "2009年3月25日"), saying(pages, "（联系人")
    assert (day.left - signer.left) / EM == CLOSE(2, abs=0.05)
    assert row_of(note) == row_of(day) + 1
    assert "附件：走访户名单" in said
    assert "发文登记页" in flat(pages[-1:])


def test_a_wide_annex_lies_across_with_its_number_where_every_page_has_it() -> None:
    document = pypdfium2.PdfDocument(own_record(own_kind()))
    letter, annex = document[0], document[1]
    assert annex.get_width() > annex.get_height()
    # Turned upright, the number stands where the letter's own would: 7 mm below the type area, at the outer edge.
    number = chars_at(annex, "—2—")
    for x, y in number:
        up_x, up_y = y, annex.get_width() - x
        assert 28 < up_x / MM < 50, "an even page has it at the left"
        assert 266 < up_y / MM < 273
    assert letter.get_height() == annex.get_width()
    reader = annex.get_textpage()
    said = squeeze(reader.get_text_bounded())
    reader.close()
    assert said.startswith("附件走访户名单序号户主自然村学生年级路程困难需求联系人1户主1自然村1")
    document.close()


def chars_at(page: pypdfium2.PdfPage, text: str) -> list[tuple[float, float]]:
    """Return the lower left corners of a text's characters, in points from the upper left corner of the page."""
    reader = page.get_textpage()
    whole = reader.get_text_range()
    found = whole.replace(" ", "").find(text)
    assert found >= 0
    start = whole.index(text[0], max(0, whole.find(f"{text[0]} ")))
    boxes = [reader.get_charbox(place) for place in range(start, start + 5) if not whole[place].isspace()]
    reader.close()
    return [(left, page.get_height() - bottom) for left, bottom, _, _ in boxes]


def test_a_red_head_takes_number_and_issuer_from_the_record() -> None:
    head = {"number": "doc_no", "issuer": "reader"}
    pages = lines_of(own_record(own_kind(red_head=head)))
    assert pages[0][0].text == "云川县云岙镇中心小学文件"
    assert pages[0][1].text == "云岙小〔2008〕5号签发人：周海燕"


def test_a_campaigns_letter_that_names_no_field_is_refused_with_its_place() -> None:
    with pytest.raises(CampaignRefused) as caught:
        own_kind(to="nobody")
    assert caught.value.particulars == {"path": "kinds[0].letter.to", "reason": "no_such_field"}
    with pytest.raises(CampaignRefused) as caught:
        own_kind(colour="red")
    assert caught.value.particulars["reason"] == "unknown"


# --- for others ------------------------------------------------------------------------------------


def test_the_public_version_of_a_letter_is_the_letter_alone_with_private_names_masked() -> None:
    kind = own_kind(private=True)
    told = {"homes": [{"c0": "蔡明"}], "content": "走访蔡明家，路远。", "late_reason": "补录"}
    values = {**LOG, "to": "县教育局", **told}
    bring((kind,))
    try:
        one = record(kind.key, values, number="RD-2009-001", late=20)
        whole = "".join(texts_of(sheet_pdf(kind, one, BY_ID, SCHOOL)))
        shown = "".join(texts_of(sheet_pdf(kind.outward(), public_version(kind, one, BY_ID), BY_ID, SCHOOL)))
    finally:
        bring(())
    assert "蔡明" in whole
    assert "发文登记页" in whole
    assert "补记" in whole
    assert "走访蔡某某家，路远。" in shown
    assert not any(word in shown for word in ("蔡明", "发文登记页", "补记", "补录"))
