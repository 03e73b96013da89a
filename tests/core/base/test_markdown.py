"""The part of Markdown the guides are written in is read, and nothing else is."""

import pytest

from core.base.markdown import (
    Heading,
    NotOurs,
    Paragraph,
    Picture,
    Point,
    Run,
    Table,
    plain,
    read,
    read_guide,
    words_in,
    words_of,
)


def words(text: str):
    return (Run(text),)


def test_lines_of_a_paragraph_become_one_and_only_latin_words_get_a_blank():
    assert read("写完就放着，\n程序自己存。\n\nPress F1\nor Esc") == [
        Paragraph(words("写完就放着，程序自己存。")),
        Paragraph(words("Press F1 or Esc")),
    ]


def test_a_heading_takes_the_name_that_stands_before_it_and_no_other_does():
    assert read('<a id="print"></a>\n\n## 打印\n### 双面') == [
        Heading(2, words("打印"), "print"),
        Heading(3, words("双面")),
    ]


def test_points_keep_their_numbers_and_what_is_indented_belongs_to_them():
    found = read(
        "1. 点「打印」。\n   再看一遍。\n\n   ![样子](a.png)\n\n   印好签字。\n2. 收好。\n\n"
        "* 只印一页\n- 全部\n\n完了。"
    )
    assert found == [
        Point(words("点「打印」。再看一遍。"), 1),
        Picture("a.png", "样子", inside=True),
        Paragraph(words("印好签字。"), inside=True),
        Point(words("收好。"), 2),
        Point(words("只印一页")),
        Point(words("全部")),
        Paragraph(words("完了。")),
    ]


def test_a_picture_that_is_not_indented_belongs_to_no_point():
    assert read("1. 看图。\n\n![样子](a.png)")[1] == Picture("a.png", "样子", inside=False)


def test_bold_words_and_links_are_runs_of_their_own():
    assert words_of("按 **读U盘**，见[报送](#packet)。") == (
        Run("按 "),
        Run("读U盘", bold=True),
        Run("，见"),
        Run("报送", link="#packet"),
        Run("。"),
    )


def test_a_table_has_a_head_and_rows_of_cells():
    table = read("| 情况 | 怎么办 |\n|---|:--|\n| 停电 | 没事 |\n| **丢了** | 找 |\n\n后文")[0]
    assert table == Table(
        (words("情况"), words("怎么办")), ((words("停电"), words("没事")), ((Run("丢了", bold=True),), words("找")))
    )
    assert words_in(table) == "情况 怎么办 停电 没事 丢了 找"


@pytest.mark.parametrize("line", ["> 引文", "```", "<b>字</b>", "#没有空格", "##### 太深", "  1. 套着的列表"])
def test_what_is_not_ours_is_refused_with_its_line(line: str):
    with pytest.raises(NotOurs, match="line 3"):
        read(f"开头\n\n{line}")


def test_a_guide_is_parted_into_sections():
    guide = read_guide('# 说明\n\n先看这里。\n\n<a id="a"></a>\n## 一\n字\n## 二\n---\n### 小\n![图](p.png)')
    assert guide.title == "说明"
    assert guide.opening == (Paragraph(words("先看这里。")),)
    assert [(part.name, part.title, len(part.blocks)) for part in guide.sections] == [("a", "一", 1), ("", "二", 2)]
    assert words_in(guide.sections[1].blocks[1]) == "图"
    assert plain(guide.sections[0].heading.words) == "一"
