"""What is drawn and found of a PDF's pages."""

import pytest

from core.services import drafts, preview
from gui.widgets.raster import find_on_pages
from tests.support.vaults import open_copy


@pytest.fixture
def page(qapp, tmp_path):
    vault = open_copy(tmp_path)
    record = drafts.begin(vault, "study_session", values={"title": "请苏𬍛和王䶮说说𬍛字怎样写"})
    yield preview.draft_pdf(vault, record)
    vault.close()


def test_a_name_with_a_character_above_the_first_plane_is_found_with_its_place(page):
    (_roster, title) = find_on_pages(page, "苏𬍛", [0])
    left, _top, wide, _tall = title.boxes[0]
    assert 0 < left < 1
    assert sum(box[2] for box in title.boxes) > wide, "the second character is marked, too"
    assert len(find_on_pages(page, "𬍛字", [0])) == 1
    assert find_on_pages(page, "苏䶮", [0]) == ()


def test_what_stands_after_such_a_character_is_found_at_its_own_place(page):
    (behind,) = find_on_pages(page, "字怎样写", [0])
    (before,) = find_on_pages(page, "说说", [0])
    assert behind.boxes[0][0] > before.boxes[0][0] + before.boxes[0][2]
