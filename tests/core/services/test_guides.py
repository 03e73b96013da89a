"""The guides shipped with the program are found, read, and laid out for the printer."""

import pytest

from core.base import paths
from core.base.errors import FileMissing
from core.services import guides
from core.services.guides import Reader
from tests.support.pdfs import text_of


@pytest.mark.parametrize("reader", Reader)
def test_every_guide_is_read_and_printed(reader: Reader):
    guide = guides.read(reader)
    assert guides.read(reader) is guide, "read once"
    text = text_of(guides.printed(reader)).replace("\n", "").replace("\r", "").replace(" ", "")
    assert guide.title.replace(" ", "") in text
    assert "—1—" in text


def test_a_guide_lies_where_the_bundle_has_it(monkeypatch, tmp_path):
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert guides.path_of(Reader.SCHOOL) == tmp_path / "docs" / "guide" / "校长.md"
    guides.read.cache_clear()
    with pytest.raises(FileMissing) as told:
        guides.read(Reader.SCHOOL)
    assert "校长.md" in str(told.value.particulars["path"])
    monkeypatch.undo()
    assert paths.guides().is_dir()
