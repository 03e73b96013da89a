"""A guide on paper: what belongs together stands on one page, and the contents tell the right pages."""

import re
from pathlib import Path

import pytest
from PIL import Image

from core.base.errors import PictureUnreadable
from core.base.markdown import Heading, Picture, read_guide
from core.base.paths import guides
from core.documents.fonts import Role, own_faces
from core.documents.frames import Leaf, Rule, Shown, Text
from core.documents.guide import BODY, LISTED, PART, SECTION, STEP_LEFT, TALLEST, guide_pdf, lay_guide
from core.documents.paragraph import Typesetter
from tests.support.pdfs import text_of

STEP = "点「打印」，先看一遍：页数、名字、日期，都对了再印；印好签字、盖章，和U盘一起交到县里。"


def picture(folder: Path, name: str = "a.png", size: tuple[int, int] = (1200, 500)) -> None:
    Image.new("RGB", size, "white").save(folder / name)


def lay(text: str, folder: Path) -> list[Leaf]:
    return lay_guide(Typesetter(own_faces()), read_guide(text), folder)


def words(leaf: Leaf) -> list[str]:
    return ["".join(line.text for line in mark.lines) for mark in leaf.marks if isinstance(mark, Text)]


def lowest(leaf: Leaf) -> object:
    """Return the mark that ends furthest down the page."""

    def end(mark: object) -> float:
        match mark:
            case Text():
                return mark.y + mark.style.leading * len(mark.lines)
            case Shown():
                return mark.y + mark.height
            case Rule():
                return max(mark.y1, mark.y2) - 0.1
            case _:
                raise TypeError(mark)

    return max(leaf.marks, key=end)


@pytest.mark.parametrize("lines", range(0, 44, 3))
def test_a_picture_stands_under_its_step_wherever_the_page_ends(lines: int, tmp_path: Path):
    picture(tmp_path)
    filler = "\n\n".join(["一行。"] * lines)
    leaves = lay(f"# 说明\n\n## 一\n\n{filler}\n\n1. {STEP}\n\n   ![样子](a.png)\n\n2. 收好。", tmp_path)
    (leaf,) = (leaf for leaf in leaves if any(isinstance(mark, Shown) for mark in leaf.marks))
    (shown,) = (mark for mark in leaf.marks if isinstance(mark, Shown))
    (step,) = (mark for mark in leaf.marks if isinstance(mark, Text) and mark.lines[0].text.startswith("点「打印」"))
    below = shown.y - (step.y + len(step.lines) * step.style.leading)
    assert 0 <= below < 12
    assert shown.y + shown.height <= leaf.bottom
    assert shown.x == step.x == leaf.left + STEP_LEFT
    assert shown.alt == "样子"


@pytest.mark.parametrize("lines", range(20, 40))
def test_no_heading_stands_at_the_foot_of_a_page(lines: int, tmp_path: Path):
    filler = "\n\n".join(["一行。"] * lines)
    for leaf in lay(f"# 说明\n\n## 一\n\n{filler}\n\n## 二\n\n### 小\n\n{STEP}", tmp_path):
        last = lowest(leaf)
        assert not (isinstance(last, Text) and last.style in {SECTION, PART})


def test_a_picture_is_never_larger_than_life_nor_wider_than_the_page(tmp_path: Path):
    for name, size in (("small.png", (300, 100)), ("wide.png", (4000, 900)), ("tall.png", (900, 2000))):
        picture(tmp_path, name, size)
    leaves = lay("# 说明\n\n## 一\n\n![小](small.png)\n\n![宽](wide.png)\n\n![高](tall.png)", tmp_path)
    small, wide, tall = (mark for leaf in leaves for mark in leaf.marks if isinstance(mark, Shown))
    assert small.width < 100
    assert wide.width == pytest.approx(leaves[0].right - leaves[0].left)
    assert tall.height == pytest.approx(TALLEST)
    for one, (across, down) in ((small, (300, 100)), (wide, (4000, 900)), (tall, (900, 2000))):
        assert one.width / one.height == pytest.approx(across / down)


def test_the_contents_tell_the_page_each_section_begins_on_and_links_tell_it_too(tmp_path: Path):
    filler = "\n\n".join([STEP] * 30)
    leaves = lay(f'# 说明\n\n见[尾巴](#end)。\n\n## 开头\n\n{filler}\n\n<a id="end"></a>\n\n## 尾巴\n\n字', tmp_path)
    page = next(number for number, leaf in enumerate(leaves, start=1) if "字" in words(leaf))
    assert page > 1
    assert f"见尾巴（第{page}页）。" in words(leaves[0])
    assert str(page) in words(leaves[0])
    assert [leaf.own for leaf in leaves] == list(range(1, len(leaves) + 1))


@pytest.mark.parametrize(("title", "columns"), [("短的一节", 2), ("很长很长的一节题目，半页宽的一栏里放不下它", 1)])
def test_the_contents_stand_in_two_columns_where_titles_fit(title: str, columns: int, tmp_path: Path):
    text = "".join(f"## {number}{title}\n\n字\n\n" for number in range(5))
    (leaf, *_rest) = lay(f"# 说明\n\n{text}", tmp_path)
    entries = [
        mark for mark in leaf.marks if isinstance(mark, Text) and mark.style == LISTED and title in mark.lines[0].text
    ]
    assert len(entries) == 5, "an odd number of them, too"
    assert len({mark.x for mark in entries}) == columns


def test_a_section_that_is_one_long_table_is_listed_where_it_begins(tmp_path: Path):
    rows = "\n".join(f"| 情况{number} | {STEP} |" for number in range(60))
    leaves = lay(f"# 说明\n\n## 情况表\n\n| 屏幕上说 | 怎么办 |\n|---|---|\n{rows}", tmp_path)
    assert len(leaves) > 2
    assert words(leaves[0]).count("情况表") == 2, "in the contents and over the table"
    assert "1" in words(leaves[0])
    assert str(len(leaves)) not in words(leaves[0])


@pytest.mark.parametrize("lines", range(24, 40))
def test_a_sentence_that_opens_a_section_stays_with_its_first_step(lines: int, tmp_path: Path):
    filler = "\n\n".join(["一行。"] * lines)
    leaves = lay(f"# 说明\n\n## 一\n\n{filler}\n\n## 二\n\n县里的答复写在U盘里。\n\n1. {STEP}", tmp_path)
    (leaf,) = (leaf for leaf in leaves if "县里的答复写在U盘里。" in words(leaf))
    assert any(said.startswith("点「打印」") for said in words(leaf))


def test_bold_words_are_drawn_by_another_face_within_their_line(tmp_path: Path):
    (leaf,) = lay("# 说明\n\n## 一\n\n点 **读U盘**，等一等。", tmp_path)
    (line,) = (line for mark in leaf.marks if isinstance(mark, Text) for line in mark.lines if "读U盘" in line.text)
    assert line.face is Role.HEI
    assert "".join(line.text[at] for at in sorted(line.marked)) == "读U盘"


def test_a_table_runs_on_over_pages_under_its_head(tmp_path: Path):
    rows = "\n".join(f"| 情况{number} | {STEP} |" for number in range(60))
    leaves = lay(f"# 说明\n\n## 一\n\n| 屏幕上说 | 怎么办 |\n|---|---|\n{rows}", tmp_path)
    assert len(leaves) > 2
    assert all("屏幕上说" in words(leaf) for leaf in leaves)
    assert [word for leaf in leaves for word in words(leaf) if word.startswith("情况")] == [
        f"情况{number}" for number in range(60)
    ]


def test_a_picture_that_is_not_there_is_told_by_name(tmp_path: Path):
    with pytest.raises(PictureUnreadable) as told:
        lay("# 说明\n\n## 一\n\n![没有](none.png)", tmp_path)
    assert told.value.particulars["name"] == "none.png"


@pytest.mark.parametrize("path", sorted(guides().glob("*.md")), ids=lambda path: path.stem)
def test_our_guides_are_laid_out_whole(path: Path):
    guide = read_guide(path.read_text(encoding="utf-8"))
    leaves = lay_guide(Typesetter(own_faces()), guide, path.parent)
    assert len(leaves) <= 15
    for leaf in leaves:
        last = lowest(leaf)
        assert not (isinstance(last, Text) and last.style in {SECTION, PART})
        for mark in leaf.marks:
            if isinstance(mark, Text):
                assert mark.y + mark.style.leading * len(mark.lines) <= leaf.bottom + 0.1
            elif isinstance(mark, Shown):
                assert mark.y + mark.height <= leaf.bottom + 0.1
                assert mark.x + mark.width <= leaf.right + 0.1
    drawn = [mark for leaf in leaves for mark in leaf.marks if isinstance(mark, Shown)]
    told = [block for section in guide.sections for block in section.blocks if isinstance(block, Picture)]
    assert [mark.alt for mark in drawn] == [block.alt for block in told]
    text = re.sub(r"\s", "", text_of(guide_pdf(guide, path.parent)))
    for section in guide.sections:
        assert re.sub(r"\s", "", section.title) in text
        for block in section.blocks:
            if isinstance(block, Heading):
                assert re.sub(r"\s", "", block.words[0].text) in text
    assert BODY.size >= 12
