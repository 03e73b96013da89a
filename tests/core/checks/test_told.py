"""Days and weekdays read out of Chinese text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks.told import days_told, read_numeral, weekdays_told
from core.records.display import WEEKDAYS

ANCHOR = date(2008, 4, 24)
ONES = "〇一二三四五六七八九"


def in_words(number: int) -> str:
    """Write 1–99 as a person does: 二十四."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{ONES[tens]}十"
    return head + (ONES[ones] if ones or not tens else "")


@given(st.integers(1, 99))
def test_numerals_are_read_as_they_are_written(number: int) -> None:
    assert read_numeral(in_words(number)) == number
    assert read_numeral(str(number)) == number


@pytest.mark.parametrize(("text", "number"), [("廿四", 24), ("卅", 30), ("卅一", 31), ("３０", 30), ("〇", 0)])
def test_old_and_wide_numerals_are_read_too(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize("text", ["二三", "百十", "十十", "四廿"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_numeral(text) is None


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.booleans())
def test_a_day_with_its_year_is_read_from_digits_and_from_numerals(day: date, in_digits: bool) -> None:
    if in_digits:
        text = f"会议于{day.year}年{day.month}月{day.day}日召开。"
    else:
        year = "".join(ONES[int(digit)] for digit in str(day.year))
        text = f"会议于{year}年{in_words(day.month)}月{in_words(day.day)}日召开。"
    (told,) = days_told(text, ANCHOR)

    assert (told.day, told.in_year) == (day, True)


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(-150, 150))
def test_a_day_without_a_year_is_the_nearest_one(anchor: date, away: int) -> None:
    day = anchor + timedelta(days=away)
    (told,) = days_told(f"{day.month}月{day.day}号", anchor)

    if (day.month, day.day) == (2, 29):
        assert told.day == day
    else:
        assert abs(told.day - anchor) <= abs(day - anchor)
        assert (told.day.month, told.day.day) == (day.month, day.day)


@pytest.mark.parametrize("text", ["2月30日", "十三月一日", "〇月一日", "4月0日", "四月份", "三月二日内"[:2]])
def test_a_day_no_calendar_has_is_passed_over(text: str) -> None:
    assert list(days_told(text, ANCHOR)) == []


def test_a_day_knows_its_sentence_and_what_follows() -> None:
    told = next(days_told("先说明。教导处四月三十日以前发调查表；总务处换灯。", ANCHOR))

    assert (told.words, told.sentence, told.after) == (
        "四月三十日",
        "教导处四月三十日以前发调查表",
        "以前发调查表",
    )


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.sampled_from(["（星期{}）", "星期{}", "，周{}", "是礼拜{}"]))
def test_a_weekday_beside_its_day_is_compared_with_it(day: date, form: str) -> None:
    text = f"{day.year}年{day.month}月{day.day}日{form.format(WEEKDAYS[day.weekday()])}"
    (told,) = weekdays_told(text, ANCHOR)

    assert (told.day, told.weekday) == (day, day.weekday())


def test_sunday_has_two_signs() -> None:
    assert [told.weekday for told in weekdays_told("4月20日星期天，4月27日星期日", ANCHOR)] == [6, 6]


@pytest.mark.parametrize(
    "text", ["每星期三夜学", "下周一再说", "周一鸣到会", "星期五", "4月20日发文，会议在下星期五开", "今天周一鸣来了"]
)
def test_a_weekday_alone_says_nothing_about_a_day(text: str) -> None:
    assert list(weekdays_told(text, ANCHOR)) == []


def test_today_is_the_records_own_day() -> None:
    (told,) = weekdays_told("今天是周四，下小雨。", ANCHOR)

    assert (told.day, told.weekday) == (ANCHOR, 3)
