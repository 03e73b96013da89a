"""The letter that leads a packet says what is handed in, to whom, how many pieces, and nothing besides."""

from pathlib import Path

import msgspec
import pytest

from core.documents.covering import lay_covering
from core.documents.fonts import own_faces
from core.documents.frames import Text
from core.documents.paragraph import Typesetter
from core.records.catalogue import find_kind
from core.records.content import School
from core.records.packet import Document
from core.signing.pages import check_pages
from tests.core.documents.test_pages import texts_of
from tests.support.pages import compose_in, diary, example, item, packet, study, with_photos
from tests.support.placed import lines_of


def said(document: Document) -> str:
    """Return what the letter of a packet says."""
    leaves = lay_covering(Typesetter(own_faces()), document)
    return "".join(line.text for leaf in leaves for mark in leaf.marks if isinstance(mark, Text) for line in mark.lines)


def test_it_stands_between_cover_and_contents_and_counts_the_pieces(tmp_path: Path) -> None:
    records, attached = with_photos(tmp_path, [study(), study(2), diary(), item(1), item(2, state="void")], each=1)
    made = compose_in(tmp_path, packet(records, attached=attached))
    cover, letter, contents, *_ = texts_of(made.path)
    assert "报送单位" in cover
    assert "目录" in contents
    assert letter.startswith("关于报送九月份报送包的报告云川县教育局：")
    assert "现将“树新形象、创新业绩”主题实践活动的九月份报送包报上，共5件，附件5件。" in letter
    diaries = find_kind("research_diary").words.zh
    assert f"其中：学习记录2件，{diaries}1件，整改事项2件（其中作废1件）。目录附后。特此报告。" in letter
    assert "云川县云岙镇中心小学2008年9月19日" in letter
    assert f"核验码{made.data.code}" in letter


def test_its_page_number_stands_below_the_type_area_at_the_left_of_an_even_page(tmp_path: Path) -> None:
    made = compose_in(tmp_path, packet([diary()]))
    page = lines_of(made.path.read_bytes())[1]
    number = next(line for line in page if line.text == "—2—")
    assert number.left == pytest.approx(28 + 14 / 72 * 25.4, abs=0.1)
    assert 266 < number.top < 270


def test_without_an_office_a_campaign_or_a_title_it_says_less_and_invents_nothing() -> None:
    bare = packet([diary()], school=School(name="云岙小学"), campaigns=(), title=" ")
    told = f"其中：{find_kind('research_diary').words.zh}1件。目录附后。特此报告。"
    assert said(bare) == f"关于报送材料的报告现将材料报上，共1件。{told}云岙小学2008年9月19日"


def test_a_school_with_a_long_rare_name_signs_in_folded_lines() -> None:
    name = "㛃溪县龘䶮镇𬭎村中心小学附属下垟教学点和上垟教学点"
    document = packet([diary()], school=School(name=name, superior="县教育局"))
    assert name in said(document)


def test_letters_in_a_packet_are_found_on_their_pages_with_typed_headings_and_folded_lines(tmp_path: Path) -> None:
    summary, report, proposal = (example(kind) for kind in ("summary", "progress_report", "proposal"))
    summary = msgspec.structs.replace(
        summary,
        values={
            **summary.values,
            "overview": "一、总的情况\n（一）先问再做。" + "学" * 700 + "\n（二）当场办。" + "教" * 60,
            "practice": "主要做法\n" + "做" * 2000,
        },
    )
    made = compose_in(tmp_path, packet([summary, study(), report, proposal]))
    assert check_pages(made.data, made.path.read_bytes(), pages=made.pages) > 40
    pages = texts_of(made.path)
    for entry in made.data.entries:
        own = pages[entry.pages.first - 1 : entry.pages.last]
        assert all(f"第{number}页共{len(own)}页" in page for number, page in enumerate(own, start=1))
    first = made.data.entries[0].pages
    assert "发文登记页" in pages[first.last - 1]


def test_a_title_that_begins_with_about_stands_in_its_marks_and_names_the_campaign_once() -> None:
    title = "关于“树新形象、创新业绩”主题实践活动六至九月材料"
    told = said(msgspec.structs.replace(packet([study()]), title=title))
    assert f"关于报送《{title}》的报告" in told
    assert told.count("“树新形象、创新业绩”主题实践活动") == 2, "in the title of the letter, and in its sentence"
