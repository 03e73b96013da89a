"""Pages must say what the data say."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from core.signing.pages import find_text, squeeze

LETTERS = st.text(alphabet="学习通知第一页", max_size=30)


def test_blanks_and_invisible_signs_do_not_count():
    assert squeeze("学　习 \n通\u200b知\u00ad\ufffe2008") == "学习通知-2008"


def test_a_text_on_one_page_is_found():
    assert find_text("学习通知", ["页首", "一学习通知二"]) is None


def test_a_text_cut_by_the_end_of_a_page_is_found():
    assert find_text("学习县教育局通知", ["开头学习县教育页脚第1页", "续表局通知结尾"]) is None


def test_a_text_may_run_over_a_page_in_the_middle():
    assert find_text("甲乙丙丁戊己", ["x甲乙y", "页眉丙丁页脚", "戊己"]) is None


def test_a_text_cut_within_a_page_is_not_found():
    assert find_text("甲乙丙丁", ["甲乙中间丙丁"]) == 0


def test_a_text_in_the_wrong_order_is_not_found():
    assert find_text("甲乙丙丁", ["丙丁", "甲乙"]) == 1


def test_the_page_where_a_text_breaks_is_told():
    assert find_text("甲乙丙丁戊", ["甲乙", "丙丁", "己"]) == 1


@given(before=LETTERS, text=LETTERS, after=LETTERS, cuts=st.lists(st.integers(0, 30), max_size=3))
def test_whatever_was_printed_over_pages_is_found_again(before, text, after, cuts):
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in itertools.pairwise(edges)]
    sheet = [before + pieces[0], *pieces[1:]]
    sheet[-1] += after
    assert find_text(text, sheet) is None
