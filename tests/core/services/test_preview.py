"""Sheets to print by hand: as they are, and as others may read them."""

import pypdfium2
import pytest

from core.services import drafts, preview, records
from tests.core.services.hand import Hand
from tests.support.vaults import open_copy

PETITION = {
    "title": "反映村小放学后无人看护",
    "date": "2008-09-18",
    "body": "蔡明来校说，上垟村小下午四点放学，家里只有老人，孩子在村口水塘边玩，盼望学校留人看护到五点半。" * 3,
    "petitioner": "村民蔡明",
    "phone": "0577-64700000",
}


@pytest.fixture
def vault(tmp_path):
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def petition(vault) -> str:
    begun = drafts.begin(vault, "petition", values=PETITION)
    return begun.id


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    said = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return said


def test_the_public_version_is_printed_without_names_and_numbers(vault, petition):
    whole = text_of(preview.record_pdf(vault, petition))
    public = text_of(preview.record_pdf(vault, petition, public=True))

    assert "蔡明" in whole
    assert "64700000" in whole
    assert "蔡明" not in public
    assert "64700000" not in public
    assert "蔡某某" in public


def test_printing_the_public_version_changes_nothing_in_the_vault(vault, petition):
    before = records.read(vault, petition)
    preview.record_pdf(vault, petition, public=True)
    assert records.read(vault, petition) == before


def test_what_the_public_version_hides_is_told_by_its_fields(vault, petition):
    assert [words.zh for words in preview.hidden_fields(vault, petition)] == ["反映情况", "姓名", "电话"]


def test_a_record_without_private_values_hides_nothing(vault):
    begun = drafts.begin(vault, "study_session", values={"title": "优先发展教育与办好村小"})
    assert preview.hidden_fields(vault, begun.id) == ()


def test_a_notice_for_the_wall_says_only_what_is_posted(vault):
    hand = Hand(vault, "publication")
    hand.move("finish")
    hand.move("post", on="2008-09-19", by="p03")
    hand.move("hear", on="2008-09-19", by="p03", note="一位家长问另一处盖板什么时候修。")
    hand.save(handling="已经答复这位家长，月底前修好。")
    whole = text_of(preview.record_pdf(vault, hand.record.id))
    wall = text_of(preview.record_pdf(vault, hand.record.id, public=True))

    for inside in ("收到意见", "一位家长问", "处理情况", "月底前修好", "经过", "依据", "补记"):
        assert inside not in wall
    assert "一位家长问" in whole
    for posted in ("村口水沟盖板缺两块", "公示期限", "联系方式"):
        assert posted in wall
    assert [words.zh for words in preview.hidden_fields(vault, hand.record.id)] == [
        "依据",
        "收到的意见",
        "处理情况",
        "经过",
    ]
