"""Official letters stand where GB/T 9704-2012 has them; read back from the page in millimetres."""

from typing import Any

import pytest

from core.documents.closing import Signed
from core.documents.fonts import own_faces
from core.documents.frames import Leaf, Text, draw_leaf
from core.documents.letter import Head, Written, lay_written
from core.documents.letterbody import read_paragraph
from core.documents.painter import Painter
from core.documents.paragraph import Typesetter
from core.records.letter import Form
from tests.support.pages import SCHOOL, prose
from tests.support.placed import PlacedLine, lines_of

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
"""The type area of 156 × 225 mm."""
EM = 156 / 28
LINE = (225 - EM) / 21
CLOSE = pytest.approx


def letter(body: str = "情况属实。", **more: Any) -> Written:
    """Return a letter that says `body`."""
    plain: dict[str, Any] = {
        "title": "关于补齐上学路上水沟盖板的建议",
        "to": "云川县教育局",
        "signed": Signed(Form.SEALED, [SCHOOL.name], "2008年9月5日"),
        "school": SCHOOL.name,
    }
    return Written(**{**plain, **more}, body=[read_paragraph(text) for text in body.split("\n")])


def laid(written: Written) -> list[Leaf]:
    return lay_written(Typesetter(own_faces()), written, foot="PP-2008-001", where="PP-2008-001")


def drawn(written: Written) -> list[list[PlacedLine]]:
    """Return the lines of every page of a letter."""
    setter = Typesetter(own_faces())
    painter = Painter(setter.faces)
    for number, leaf in enumerate(lay_written(setter, written, foot="PP-2008-001"), start=1):
        draw_leaf(painter, setter, leaf, page=number, code="")
    return lines_of(painter.save())


def body_lines(page: list[PlacedLine]) -> list[PlacedLine]:
    """Return what stands in the type area."""
    return [line for line in page if TOP - 3 < line.top < BOTTOM]


def saying(pages: list[list[PlacedLine]], text: str) -> PlacedLine:
    """Return the line that begins so."""
    return next(line for page in pages for line in page if line.text.startswith(text))


def row_of(line: PlacedLine) -> int:
    """Return the line of the grid on which something stands, from 1."""
    middle = line.top + line.chars[0].size / 72 * 25.4 / 2
    return round((middle - TOP - EM / 2) / LINE) + 1


# --- the grid --------------------------------------------------------------------------------------


def test_a_long_text_fills_twenty_two_lines_of_twenty_eight_characters() -> None:
    pages = drawn(letter("学" * 2400))
    full = body_lines(pages[1])
    assert [len(line.text) for line in full] == [28] * 22
    for number, line in enumerate(full):
        assert line.left == CLOSE(LEFT, abs=0.05)
        assert line.right == CLOSE(RIGHT, abs=0.05)
        assert line.top == CLOSE(TOP + number * LINE, abs=0.05)
    assert full[-1].top + EM == CLOSE(BOTTOM, abs=0.05)
    assert all(line.chars[0].size == CLOSE(EM / 25.4 * 72, abs=0.01) for line in full)
    assert {line.faces for line in full} == {"TaizhangFang"}


def test_every_paragraph_begins_two_characters_in_and_goes_on_flush_left() -> None:
    first, second, *_ = [line for line in drawn(letter("学" * 60))[0] if line.text.startswith("学")]
    assert first.left == CLOSE(LEFT + 2 * EM, abs=0.05)
    assert second.left == CLOSE(LEFT, abs=0.05)


def test_ordinary_prose_with_quotes_and_figures_never_leaves_the_type_area() -> None:
    for page in drawn(letter(prose(4000))):
        for line in body_lines(page):
            assert line.left > LEFT - 0.1
            assert all(one.left + one.size / 72 * 25.4 / 2 < RIGHT + 0.6 for one in line.chars if one.char.strip())


# --- above the text --------------------------------------------------------------------------------


def test_the_title_stands_under_two_blank_lines_and_the_addressee_one_line_below_it() -> None:
    (page,) = drawn(letter())
    title, to = page[0], page[1]
    assert (title.faces, title.chars[0].size) == ("TaizhangTitle", 22)
    assert row_of(title) == 3
    assert (title.left + title.right) / 2 == CLOSE(LEFT + 78, abs=0.3)
    assert (row_of(to), to.text) == (5, "云川县教育局：")
    assert to.left == CLOSE(LEFT, abs=0.05)


@pytest.mark.parametrize("typed", ["云川县教育局", "云川县教育局：", "云川县教育局:"])
def test_the_addressee_has_one_full_width_colon(typed: str) -> None:
    assert drawn(letter(to=typed))[0][1].text == "云川县教育局："


def test_a_title_of_sixty_characters_stands_in_whole_balanced_lines() -> None:
    long = (
        "关于进一步加强农村小学放学后学生看护工作并把看护误餐照明饮水等必要支出列入公用经费开支范围"
        "以及明确看护责任划分有关事项的建议书"
    )
    assert len(long) >= 60
    page = drawn(letter(title=long))[0]
    lines = [line for line in page if line.faces == "TaizhangTitle"]
    assert "".join(line.text for line in lines) == long
    lengths = [len(line.text) for line in lines]
    assert 3 <= len(lengths) <= 4
    assert min(lengths) >= 10
    assert max(lengths) <= 20
    assert not any(lengths[at] < min(lengths[at - 1], lengths[at + 1]) for at in range(1, len(lengths) - 1)), (
        "hourglass"
    )
    for line in lines:
        assert (line.left + line.right) / 2 == CLOSE(LEFT + 78, abs=0.3)
    assert [row_of(line) for line in lines] == list(range(3, 3 + len(lines)))
    assert row_of(saying([page], "云川县教育局")) == 3 + len(lines) + 1


def test_a_long_addressee_goes_on_flush_left() -> None:
    page = drawn(letter(to="云川县教育局办公室、" * 6 + "云岙学区"))[0]
    rows = [line for line in page if line.faces == "TaizhangFang"][:3]
    assert all(line.left == CLOSE(LEFT, abs=0.05) for line in rows)
    assert rows[-1].text.endswith("云岙学区：")


# --- headings --------------------------------------------------------------------------------------


def test_each_level_of_heading_has_its_face_up_to_its_full_stop() -> None:
    text = (
        "一、统一思想\n（一）先问再做。放学后看护的事，先发调查表，再走访、座谈。\n"
        "1.发放留校需求调查表。由教导处负责。\n（1）六年级先发。\n"
        "二、抓好落实。值日教师站到路口，早晚各一次。\n(二)半角括号也算。其余照旧。"
    )
    pages = drawn(letter(text))
    faces = {start: saying(pages, start).faces for start in ("一、", "（一）", "1.", "（1）", "二、", "(二)")}
    hei, kai, fang = "TaizhangHei", "TaizhangKai", "TaizhangFang"
    assert faces == {
        "一、": hei,
        "（一）": f"{kai} {fang}",
        "1.": fang,
        "（1）": fang,
        "二、": f"{hei} {fang}",
        "(二)": f"{kai} {fang}",
    }
    parted = saying(pages, "（一）")
    kept = "".join(one.char for one in parted.chars if one.face == kai)
    assert kept == "（一）先问再做。"
    assert all(saying(pages, start).left == CLOSE(LEFT + 2 * EM, abs=0.05) for start in faces)


def test_a_heading_of_two_lines_keeps_its_face_on_the_second() -> None:
    words = "（一）" + "先发调查表再走访座谈弄清楚要留校的和路远的" * 2 + "。"
    pages = drawn(letter(f"{words}其余分开想办法。"))
    first, second = (line for line in pages[0] if "TaizhangKai" in line.faces)
    assert first.faces == "TaizhangKai"
    assert second.faces == "TaizhangKai TaizhangFang"
    kai = [one.char for line in (first, second) for one in line.chars if one.face == "TaizhangKai"]
    assert "".join(kai) == words


def test_a_heading_never_stands_last_on_a_page() -> None:
    for lines in range(12, 20):
        pages = drawn(letter("学" * (26 + 28 * (lines - 1)) + "\n一、下步打算\n" + "学" * 900))
        for page in pages:
            assert not body_lines(page)[-1].text.startswith("一、"), lines


# --- the signature ---------------------------------------------------------------------------------


def characters_from_right(line: PlacedLine, width: float) -> float:
    """Return how many characters are free to the right of a line `width` characters wide."""
    return (RIGHT - line.left) / EM - width


DAY = 2.0 + 0.5 * 1 + 3 + 0.5 * 1
"""Width of 2008年9月5日 in characters: six digits of half a character and three hanzi."""


def test_a_sealed_letter_has_its_date_four_characters_from_the_right_and_the_signer_centred_over_it() -> None:
    (page,) = drawn(letter())
    signer, day = saying([page], SCHOOL.name), saying([page], "2008年")
    assert characters_from_right(day, DAY) == CLOSE(4, abs=0.05)
    assert day.text == "2008年9月5日"
    assert row_of(day) == row_of(signer) + 1
    middle = day.left + DAY * EM / 2
    assert signer.left + len(SCHOOL.name) * EM / 2 == CLOSE(middle, abs=0.1)


def test_a_seal_of_forty_two_millimetres_finds_room_a_line_below_the_text() -> None:
    (page,) = drawn(letter())
    text, signer, day = saying([page], "情况属实"), saying([page], SCHOOL.name), saying([page], "2008年")
    upper = text.top + EM + 0.9 * LINE  # within a line of the text
    lower = upper + 42
    assert upper < signer.top
    middle = (signer.top + day.top + EM) / 2
    assert (upper + lower) / 2 < middle < (upper + lower) / 2 + 6, "signer and date a little below the seal's middle"


def test_an_unsealed_letter_has_its_signer_two_from_the_right_and_the_date_two_further_in() -> None:
    (page,) = drawn(letter(signed=Signed(Form.UNSEALED, [SCHOOL.name], "2008年9月5日")))
    text, signer, day = saying([page], "情况属实"), saying([page], SCHOOL.name), saying([page], "2008年")
    assert row_of(signer) - row_of(text) == 2
    assert row_of(day) == row_of(signer) + 1
    assert characters_from_right(signer, len(SCHOOL.name)) == CLOSE(2, abs=0.05)
    assert (day.left - signer.left) / EM == CLOSE(2, abs=0.02)


def test_a_date_longer_than_its_unsealed_signer_stands_two_from_the_right() -> None:
    (page,) = drawn(letter(signed=Signed(Form.UNSEALED, ["王䶮"], "2008年9月5日")))
    signer, day = saying([page], "王䶮"), saying([page], "2008年")
    assert characters_from_right(day, DAY) == CLOSE(2, abs=0.05)
    assert (day.left - signer.left) / EM == CLOSE(2, abs=0.02)


def test_a_stamped_letter_leaves_room_for_the_stamp_behind_the_post() -> None:
    (page,) = drawn(letter(signed=Signed(Form.STAMPED, ["校长"], "2008年9月5日")))
    text, post, day = saying([page], "情况属实"), saying([page], "校长"), saying([page], "2008年")
    assert (post.top - text.top) / LINE == CLOSE(3.5, abs=0.02), "two lines free, the post in the middle of two"
    assert characters_from_right(post, 2) == CLOSE(4 + 7 + 2, abs=0.05)
    assert characters_from_right(day, DAY) == CLOSE(4, abs=0.05)
    assert row_of(day) == row_of(text) + 6, "one line below the stamp"


def test_a_long_signer_is_folded_and_stays_inside() -> None:
    name = "云川县云岙镇中心小学下垟村教学点家长委员会筹备工作组"
    (page,) = drawn(letter(signed=Signed(Form.SEALED, [name], "2008年9月5日")))
    day = saying([page], "2008年")
    above = [line for line in page if row_of(line) in (row_of(day) - 2, row_of(day) - 1)]
    assert "".join(line.text for line in above) == name
    assert all(line.right <= RIGHT + 0.1 for line in above)


def test_a_note_stands_in_brackets_on_the_line_below_the_date() -> None:
    (page,) = drawn(letter(signed=Signed(Form.SEALED, [SCHOOL.name], "2008年9月5日", note="联系人：苏𬍛")))
    note, day = saying([page], "（联系人"), saying([page], "2008年")
    assert note.text.startswith("（联系人：苏")
    assert note.text.endswith("）")
    assert row_of(note) == row_of(day) + 1
    assert note.left == CLOSE(LEFT + 2 * EM, abs=0.05)


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("annexes", [(), ("工作情况统计表", "制度建设清单")])
def test_the_signature_never_stands_without_text_whatever_the_length(form: Form, annexes: tuple[str, ...]) -> None:
    setter = Typesetter(own_faces())
    signed = Signed(form, ["校长"], "2008年9月5日")
    counts = []
    for length in range(150, 1500, 9):
        leaves = lay_written(setter, letter("学" * length, signed=signed, annexes=annexes))
        last = [(mark, line) for mark in leaves[-1].marks if isinstance(mark, Text) for line in mark.lines]
        told = sum(line.text.count("学") > 0 for _, line in last)
        assert told >= min(2, -(-(length - 26) // 28) + 1), length
        assert any(line.text == "2008年9月5日" for _, line in last), length
        for mark, line in last:
            assert mark.y + mark.style.leading * len(mark.lines) < (BOTTOM + 3) * 72 / 25.4, (length, line.text)
        if form is Form.SEALED:
            (end,) = (mark.y + mark.style.leading * len(mark.lines) for mark, line in last if line.text.endswith("日"))
            assert end < (BOTTOM + 3) * 72 / 25.4 - mark.style.leading, "room for the seal"
        said = "".join(
            line.text for leaf in leaves for mark in leaf.marks if isinstance(mark, Text) for line in mark.lines
        )
        assert said.count("学") - len("学") == length, "one of the title besides"
        counts.append(len(leaves))
    assert counts == sorted(counts)
    assert "此页无正文" not in said


def test_lines_stand_closer_only_where_that_spares_a_page() -> None:
    setter = Typesetter(own_faces())
    found: dict[int, set[float]] = {}
    for length in range(150, 700, 9):
        leaves = lay_written(setter, letter("学" * length))
        leading = {round(mark.style.leading, 2) for leaf in leaves for mark in leaf.marks if isinstance(mark, Text)}
        assert len(leading) == 1, "one pitch in the whole letter"
        found.setdefault(len(leaves), set()).update(leading)
    usual = round(LINE * 72 / 25.4, 2)
    assert found[2] == {usual}
    assert usual in found[1]
    assert len(found[1]) > 1
    assert all(27 < leading <= usual for leading in found[1])


def test_nothing_is_drawn_where_a_seal_will_be() -> None:
    (page,) = drawn(letter())
    text, signer = saying([page], "情况属实"), saying([page], SCHOOL.name)
    assert [line.text for line in page if text.baseline < line.baseline < signer.baseline] == []


# --- page numbers ----------------------------------------------------------------------------------


def number_of(page: list[PlacedLine], number: int) -> PlacedLine:
    """Return the page number, without the small print."""
    line = saying([page], f"—{number}—")
    assert line.text == f"—{number}—"
    return line


def test_page_numbers_stand_seven_millimetres_below_odd_right_even_left_one_character_in() -> None:
    one, two, *_ = drawn(letter("学" * 1500))
    odd, even = number_of(one, 1), number_of(two, 2)
    em = 14 / 72 * 25.4
    for line in (odd, even):
        assert (line.faces, line.chars[0].size) == ("TaizhangSong", 14)
        assert line.top + 0.48 * em == CLOSE(BOTTOM + 7, abs=0.1)
    dash = 0.88 * em
    assert odd.right - em + dash == CLOSE(RIGHT - em, abs=0.2)
    assert even.left == CLOSE(LEFT + em, abs=0.1)
    assert "第1页" not in "".join(line.text for line in one), "a letter by itself has its page number and nothing else"


# --- attachments -----------------------------------------------------------------------------------


def test_the_attachments_note_stands_a_line_below_with_names_under_each_other_and_no_marks_behind() -> None:
    titles = ("调研情况统计表。", "下垟村走访户名单" * 4 + "（一）；", "照片")
    (page,) = drawn(letter(annexes=titles))
    text, first = saying([page], "情况属实"), saying([page], "附件：")
    assert row_of(first) - row_of(text) == 2
    assert first.text == "附件：1.调研情况统计表"
    assert first.left == CLOSE(LEFT + 2 * EM, abs=0.05)
    second = saying([page], "2.下垟村")
    folded, third = (line for line in page if row_of(line) in (row_of(second) + 1, row_of(second) + 2))
    assert second.left == CLOSE(first.left + 3 * EM, abs=0.05)
    assert folded.left == CLOSE(second.chars[2].left, abs=0.05)
    assert third.text == "3.照片"
    assert third.left == CLOSE(second.left, abs=0.05)


def test_a_single_attachment_has_no_number() -> None:
    (page,) = drawn(letter(annexes=("调研情况统计表",)))
    assert saying([page], "附件").text == "附件：调研情况统计表"


# --- red head --------------------------------------------------------------------------------------


def test_a_red_head_stands_where_the_standard_has_it_and_is_off_unless_asked_for() -> None:
    head = Head("云川县云岙镇中心小学文件", "云岙小〔2008〕5号", "林志远")
    page, *_ = drawn(letter(head=head))
    mark = page[0]
    assert (mark.text, mark.faces) == (head.mark, "TaizhangTitle")
    assert all(one.red for one in mark.chars)
    assert mark.top == CLOSE(TOP + 35, abs=0.3)
    assert (mark.left + mark.right) / 2 == CLOSE(LEFT + 78, abs=0.3)
    number = page[1]
    assert number.text == "云岙小〔2008〕5号签发人：林志远"
    assert number.left == CLOSE(LEFT + EM, abs=0.05)
    assert number.right == CLOSE(RIGHT - EM, abs=0.1)
    assert number.faces == "TaizhangFang TaizhangKai"
    title = saying([page], "关于补齐")
    assert 2 * LINE < title.top - (number.top + EM + 4) < 3.1 * LINE
    assert not any(one.red for line in page[1:] for one in line.chars)
    plain = drawn(letter())
    assert not any(one.red for page in plain for line in page for one in line.chars)
