"""Years left over from another text are found; years a text may well speak of are left in peace."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks.years import ToldYear, wrong_years
from tests.core.checks.demo import TEXTS

APRIL = date(2008, 4, 24)
ONES = "〇一二三四五六七八九"

RIGHT = [
    # Its own year, or none.
    "2008年4月24日晚，全体教师到会议室。",
    "二〇〇八年主题实践活动实施方案",
    "今天七点半到校门口站着，十四名教师，二百三十六份。",
    "五年级去年有九名学生换班，六年级没有。",
    # School years that are right in April 2008.
    "2007—2008学年第二学期工作计划",
    "本校2007学年听课记录（校长52节、教导主任61节）",
    "２００７－２００８学年度教师考核",
    "2008-2009学年招生准备",
    # Documents.
    "中华人民共和国义务教育法（2006年修订）第二十二条",
    "义务教育法（2006年6月29日第十届全国人民代表大会常务委员会第二十二次会议修订）",
    "学习《2007年工作计划》的执行情况。",
    "传达“2007年度考核”的通知。",
    "云教发〔2007〕12号文件",
    "县教育局2007年第12号文件",
    "对照2007年版课程标准",
    "教育部2007年颁布的管理办法",
    "《教师法》（1993年）第八条",
    "县政府2006年《关于校舍安全工作的意见》",
    # What was.
    "2007年学校搬进新楼，厕所今年才修。",
    "自2005年以来，学校每学期演练一次。",
    "从2006年9月起实行集体备课。",
    "学校始建于1956年，2003年迁到现址。",
    "2007年工作中的遗留问题，至今没有解决。",
    "2007年我校被评为县文明学校。",
    "他2003年毕业，2005年8月调入本校。",
    "同2007年相比，缺席的人少了。",
    "2006年至2007年，先后修了两次。",
    "2005年，一场台风吹倒了围墙。",
    "根据2007年工作总结，缺两项。",
    "2007年底，水沟盖板缺了两块。",
    "2007年9月的检查提出过这件事。",
    "1998年10月8日，学校被淹。",
    "操场是2007年9月12日动工的。",
    # What is to come.
    "力争到2010年全部消除危房。",
    "制订2008年—2010年三年发展规划。",
    "2009年春季准备再开两间教室。",
    "2010年工作目标要提前分解。",
    "学校将于2009年9月1日启用新楼。",
    # What is no year.
    "共有2007年级组、12000年糕和第2007年会。",
]

WRONG = [
    ("2007年4月24日晚，全体教师到会议室。", "2007年4月24日"),
    ("2007年度工作总结", "2007年度"),
    ("二〇〇七年主题实践活动实施方案", "二〇〇七年"),
    ("二○○七年度教师考核办法", "二○○七年度"),
    ("二零零七年四月二十四日，召开动员会。", "二零零七年四月二十四日"),
    ("2006-2007学年第二学期工作计划", "2006-2007学年"),
    ("2006—2007学年度听课记录", "2006—2007学年度"),
    ("二〇〇六至二〇〇七学年安全工作要点", "二〇〇六至二〇〇七学年"),
    ("２００６学年教学常规检查", "２００６学年"),
    ("会议于2007年5月8日在会议室召开。", "2007年5月8日"),
    ("时间：2007年6月5日", "2007年6月5日"),
    ("现将2007年上半年工作情况报告如下。", "2007年"),
    ("2007年，我校认真开展夜学。", "2007年"),
    ("2007年我校认真开展夜学。", "2007年"),
    ("一、2007年5月，学校召开了动员会。", "2007年5月"),
    ("2007年春季学期的打算如下。", "2007年"),
    ("我校2007年主题实践活动进展", "2007年"),
    ("制定2007年第一学期教学安排", "2007年"),
    ("2006年度安全责任书", "2006年度"),
    ("填报单位：本校\n2007年5月30日", "2007年5月30日"),
    ("2009年5月8日召开民主恳谈会一次。", "2009年5月8日"),
    ("2009年度办学情况", "2009年度"),
    ("2009—2010学年听课记录", "2009—2010学年"),
    ("公布2007年工作总结。", "2007年"),
    ("学校2007年安全工作方案", "2007年"),
    ("特此报告。\n二〇〇七年五月三十日", "二〇〇七年五月三十日"),
    ("（2007年4月28日）今天在三年级听了两节课。", "2007年4月28日"),
    ("1999年度工作总结", "1999年度"),
    ("2007年寒假值班", "2007年"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_year_that_may_be_meant_is_left_in_peace(text: str) -> None:
    assert wrong_years(text, APRIL) == ()


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_year_left_over_is_found(text: str, words: str) -> None:
    found = wrong_years(text, APRIL)

    assert [told.words for told in found] == [words]
    assert all(text[told.start : told.end] == told.words for told in found)
    assert all(abs(told.year - APRIL.year) >= 1 for told in found)


def test_the_demo_s_texts_tell_no_year_but_their_own() -> None:
    assert [(key, wrong_years(text, day)) for key, day, text in TEXTS if wrong_years(text, day)] == []


def test_years_are_told_in_order_with_their_places() -> None:
    text = "2007年度工作总结。\n二、二〇〇七年五月八日，开会。"

    assert wrong_years(text, APRIL) == (
        ToldYear(year=2007, words="2007年度", start=0, end=6),
        ToldYear(year=2007, words="二〇〇七年五月八日", start=14, end=23),
    )


@given(st.dates(date(1999, 1, 1), date(2080, 12, 31)), st.integers(-3, 3), st.booleans())
def test_a_day_that_begins_a_record_is_wrong_exactly_when_its_year_is(day: date, away: int, in_digits: bool) -> None:
    year = day.year + away
    written = str(year) if in_digits else "".join(ONES[int(digit)] for digit in str(year))
    found = wrong_years(f"{written}年6月5日，全体教师学习。", day)
    spoken_of = (away == -1 and day.month <= 3) or (away == 1 and day.month >= 10)

    assert [told.year for told in found] == ([] if away == 0 or spoken_of else [year])


@pytest.mark.parametrize(
    ("text", "day", "wrong"),
    [
        ("2007年度工作总结", date(2008, 1, 15), False),
        ("2007年12月28日，全体教师考核。", date(2008, 1, 15), False),
        ("2007年1月15日，全体教师考核。", date(2008, 1, 15), True),
        ("2007年度工作总结", date(2008, 4, 15), True),
        ("2009年工作计划", date(2008, 12, 20), False),
        ("2009年工作要点", date(2008, 9, 20), True),
        ("2007—2008学年", date(2007, 9, 1), False),
        ("2007—2008学年", date(2009, 1, 5), True),
        ("2007学年", date(2009, 1, 5), True),
    ],
)
def test_at_the_turn_of_a_year_both_are_spoken_of(text: str, day: date, wrong: bool) -> None:
    assert bool(wrong_years(text, day)) is wrong
