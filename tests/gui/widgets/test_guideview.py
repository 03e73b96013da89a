"""A section of a guide on the screen: its words as they are written, its points in lists, its pictures fitted."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QTextDocument, QTextList, QTextListFormat

from core.base.markdown import read_guide
from gui.widgets.guideview import GuideView, section_html


def section(text: str):
    (found,) = read_guide(text).sections
    return found


@pytest.fixture
def view(qtbot, tmp_path: Path):
    Image.new("RGB", (1240, 620), "#336699").save(tmp_path / "a.png")
    found = GuideView(says="正文")
    qtbot.addWidget(found)
    found.resize(700, 500)
    found.show()
    return found


def lists(document: QTextDocument) -> list[tuple[QTextListFormat.Style, int]]:
    """Return style and length of each list, top down."""
    found: list[tuple[QTextList, QTextListFormat.Style]] = []
    block = document.begin()
    while block.isValid():
        one = block.textList()
        if one is not None and one not in [known for known, _style in found]:
            found.append((one, one.format().style()))
        block = block.next()
    return [(style, one.count()) for one, style in found]


def test_words_are_shown_as_they_are_written_and_never_read_as_html(view, tmp_path):
    view.show_section(section("## 一、<开始>\n\n点 **读U盘**，见[后面](#later)。"), tmp_path)
    said = view.toPlainText()
    assert "一、<开始>" in said
    assert "点 读U盘，见后面。" in said
    assert "<b>读U盘</b>" in section_html(section("## 一\n\n**读U盘**"))
    assert "&lt;img&gt;" in section_html(section("## 一\n\n写 <img> 也行"))


def test_points_that_follow_one_another_are_one_list_with_their_pictures_inside(view, tmp_path):
    view.show_section(section("## 一\n\n1. 先\n\n   ![样](a.png)\n\n   后\n2. 再\n\n* 甲\n* 乙\n\n完"), tmp_path)
    styles = [style for style, _count in lists(view.document())]
    assert styles == [QTextListFormat.Style.ListDecimal, QTextListFormat.Style.ListDisc]
    html = section_html(view.section())
    assert html.index("<ol>") < html.index("a.png") < html.index("</ol>") < html.index("<ul>")
    assert html.count("<li>") == 4


def test_a_picture_is_drawn_as_wide_as_there_is_room(view, tmp_path, qtbot):
    view.show_section(section("## 一\n\n![样](a.png)"), tmp_path)
    for width in (700, 420):
        view.resize(width, 500)
        qtbot.waitUntil(lambda: view._width == view.viewport().width())
        picture = view.loadResource(QTextDocument.ResourceType.ImageResource.value, "a.png")
        assert 240 <= picture.width() < view.viewport().width()
        assert abs(picture.width() / picture.height() - 2) < 0.02
    assert view.document().idealWidth() <= view.viewport().width()


def test_nothing_but_pictures_is_read_from_the_disk(view, tmp_path):
    (tmp_path / "a.css").write_text("p { color: red; }")
    view.show_section(section("## 一\n\n字"), tmp_path)
    assert view.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, "a.css") is None


def test_a_link_is_told_and_not_followed(view, tmp_path, qtbot):
    view.show_section(section("## 一\n\n见[后面](#later)。"), tmp_path)
    before = view.toPlainText()
    with qtbot.waitSignal(view.linked) as told:
        view.anchorClicked.emit("#later")
    assert told.args == ["#later"]
    assert view.toPlainText() == before


def test_words_that_were_looked_for_stand_out_wherever_they_are(view, tmp_path):
    view.show_section(
        section("## 恢复单\n\n印恢复单。\n\n| 情况 | 做 |\n|---|---|\n| 丢了 | 恢复单 |"), tmp_path, marked=("恢复单",)
    )
    assert [one.cursor.selectedText() for one in view.extraSelections()] == ["恢复单"] * 3
    view.show_section(view.section(), tmp_path)
    assert view.extraSelections() == []
