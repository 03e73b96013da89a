"""Line breaking over real prose at many widths, judged by rules written down here and not by the typesetter's own."""

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from core.base.paths import resources
from core.documents.fonts import own_faces
from core.documents.paragraph import Line, Typesetter
from core.documents.styles import PROSE, SMALL
from tests.support.pages import prose

NEVER_FIRST = set("，。、；：？！）》〉】〕』」”’,.;:?!)]}·～／/%‰℃°")
"""标号的后一半、点号、连接号和间隔号不在一行之首 (GB/T 15834-2011 5.1); percent and degree stay with their number."""
NEVER_LAST = set("（《〈【〔『「“‘([{￥№＃")
"""标号的前一半不在一行之末 (the same clause); signs before a number stay with it."""
WHOLE = re.compile(
    r"——|……"  # 破折号、省略号中间不断开
    r"|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日"
    r"|\d+(?:[.,:/-]\d+)*(?:[%‰℃]|年|月|日|时|分)?"
    r"|[A-Za-z]+(?:[-'][A-Za-z]+)*"
)
"""What has to stay in one piece: dashes, dots, days, times, numbers with their sign, English words."""
ADDRESS = re.compile(r"[!-~]{12,}")
"""Longer than the narrowest column is wide: parted where it has to be, but by the same rules."""
FIGURES = re.compile(r"\d+")
WIDTHS = [96 + 7 * number for number in range(50)]
"""From 8 characters of 小四 to the width of the page, in points."""
WRITTEN = (
    "会议定于2008年9月19日（星期五）14:30—16:00在学校会议室召开，应到14人，实到12人，到会率85.7%，符合“三分之二以上”的规定。",
    "经费共计1,234,567.89元——其中公用经费占62.5%、专项占30%、其他占7.5%；水温不低于60℃，照度不低于300 lx。",
    "查阅《义务教育法》（2006年修订）第二十二条、第二十四条，以及《关于进一步加强〈农村小学看护工作〉的通知》（云教〔2008〕17号）……",
    "网址http://www.example.edu.cn/2008/notice-17.html?id=42&page=3，邮箱yunao@example.cn，电话（0577）8888-1234。",
    "“‘留校’不等于‘补课’，”李文斌说，“第一，不上新课；第二，不收费；第三，不留作业。”——全场鼓掌。",
    "学生236人，其中男120人、女116人；教师14人：本科9人／专科5人，平均年龄41.3岁，最大58岁，最小23岁。",
    "他问：“能不能办？”大家答：“能！”于是当场定下：10月8日以前装好30盏灯，12月31日前验收，费用不超过￥8,000。",
    "version 2.0 of the plan（第二稿）reads well-known terms、ABC-123 and don't，编号ST-2008-001至RC-2008-105。",
)
"""Sentences of the sort that breaks badly."""


def texts() -> list[str]:
    """Return the demo school's prose, the sample pages' and the sentences above, a paragraph each."""

    def long(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield from (text for text in value.split("\n") if len(text) >= 40)
        elif isinstance(value, dict | list):
            for part in value.values() if isinstance(value, dict) else value:
                yield from long(part)

    demo = json.loads(resources("demo", "school.json").read_text("utf-8"))
    return [*long(demo["records"]), *prose(600).split("\n"), *WRITTEN]


@pytest.fixture(scope="module")
def broken() -> list[tuple[str, int, list[Line]]]:
    """Every paragraph with each width and the lines it was cut into."""
    setter = Typesetter(own_faces())
    styles = itertools.cycle((PROSE, SMALL))
    return [(text, width, setter.lines(text, next(styles), width)) for text in texts() for width in WIDTHS]


def insides(pattern: re.Pattern[str], text: str) -> set[int]:
    """Return the places inside of what a pattern finds, at which no line may end."""
    return {place for match in pattern.finditer(text) for place in range(match.start() + 1, match.end())}


def ends(text: str, lines: list[Line]) -> list[int]:
    """Return the places in a text at which a line ends; blanks fall away there."""
    found, place = [], 0
    for line in lines:
        start = text.index(line.text, place)
        assert not text[place:start].strip()
        place = start + len(line.text)
        found.append(place)
    assert not text[place:].strip()
    return found[:-1]


def test_there_is_enough_to_judge(broken: list[tuple[str, int, list[Line]]]) -> None:
    assert len(WIDTHS) == 50
    assert sum(len(lines) for _, _, lines in broken) >= 5_000
    marks = Counter(char for text in texts() for char in text)
    assert all(marks[char] for char in "，。、；：？！（）《》〈〉“”‘’〔〕—…%℃￥／")


def test_no_line_begins_with_a_mark_that_ends_something(broken: list[tuple[str, int, list[Line]]]) -> None:
    assert [(width, line.text) for _, width, lines in broken for line in lines[1:] if line.text[0] in NEVER_FIRST] == []


def test_no_line_ends_with_a_mark_that_begins_something(broken: list[tuple[str, int, list[Line]]]) -> None:
    assert [
        (width, line.text) for _, width, lines in broken for line in lines[:-1] if line.text[-1] in NEVER_LAST
    ] == []


def test_no_number_day_word_or_dash_is_torn(broken: list[tuple[str, int, list[Line]]]) -> None:
    torn = []
    for text, width, lines in broken:
        inside = insides(WHOLE, text)
        for address in ADDRESS.finditer(text):  # parted behind its marks; its figures stay whole
            inside -= set(range(*address.span()))
            inside |= {address.start() + place for place in insides(FIGURES, address[0])}
        torn += [(width, text[place - 8 : place + 8]) for place in ends(text, lines) if place in inside]
    assert torn == []
