"""Two characters find a record; whatever is written can be found; the places found are the places shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.store import search
from core.store.engine import Session, open_engine
from core.store.migrations.running import build

KEY = bytes(32)


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "x.db"
    build(path, KEY)
    engine = open_engine(path, KEY)
    with Session(engine) as opened, opened.begin():
        yield opened
        opened.rollback()
    engine.dispose()


def test_a_word_of_two_characters_is_found(session):
    search.write(session, 1, ["放学后孩子谁来管", "学校会议室"])
    assert search.find(session, "孩子", limit=9) == (1,)
    assert search.find(session, "子孩", limit=9) == ()
    assert search.find(session, "放学 会议", limit=9) == (1,)
    assert search.find(session, "放学 没有", limit=9) == ()


def test_a_word_does_not_reach_across_two_fields(session):
    search.write(session, 2, ["操场", "排水"])
    assert search.find(session, "场排", limit=9) == ()


@pytest.mark.parametrize("text", ["苏𬍛", "王䶮", "鿏镇", "𠮷野家", "㎡", "Ünal", "３月", "ＡＢ", "ΑΒΓ", "①"])
def test_rare_characters_and_other_scripts_are_found(session, text):
    search.write(session, 3, [f"前{text}后"])
    assert 3 in search.find(session, text, limit=9)
    assert search.highlight(f"前{text}后", text) == ((1, 1 + len(text)),)


def test_full_width_and_capitals_do_not_matter(session):
    search.write(session, 4, ["ＰＤＦ文件３份"])
    assert search.find(session, "pdf", limit=9) == (4,)
    assert search.find(session, "3份", limit=9) == (4,)


@pytest.mark.parametrize("text", ['"', "'", "*", "AND", 'a" OR "b', "(", "", "  ", "，。", "NEAR(", "^x", "-", "col:"])
def test_signs_of_the_query_language_mean_nothing(session, text):
    search.write(session, 5, ["平常的字"])
    assert 5 not in search.find(session, text, limit=9)


def test_a_rewritten_record_is_found_by_its_new_words_only(session):
    search.write(session, 6, ["从前的题目"])
    search.write(session, 6, ["现在的题目"])
    assert search.find(session, "从前", limit=9) == ()
    assert search.find(session, "现在", limit=9) == (6,)
    search.drop(session, 6)
    assert search.find(session, "现在", limit=9) == ()


def test_the_latest_comes_first_and_all_are_counted(session):
    for row in (11, 12, 13):
        search.write(session, row, ["同样的词句"])
    assert search.find(session, "词句", limit=2) == (13, 12)
    assert search.count(session, "词句") == 3
    assert search.count(session, "") == 0


def test_signs_between_characters_are_passed_over():
    assert search.highlight("看、护", "看护") == ((0, 3),)
    assert search.highlight("放学，放学", "放学") == ((0, 2), (3, 5))
    assert search.highlight("没有", "看护") == ()


WORDS = st.text(alphabet=st.sampled_from("放学后看护 ，。ab1Ａ𬍛䶮\n"), max_size=30)


@given(WORDS, st.integers(0, 29), st.integers(1, 6))
def test_any_piece_of_a_text_is_found_in_it(session, text, start, length):
    piece = text[start : start + length]
    search.write(session, 99, [text])
    if any(character.isalnum() for character in piece):
        assert 99 in search.find(session, piece, limit=50)
        marks = search.highlight(text, piece)
        assert marks
        assert all(0 <= a < b <= len(text) for a, b in marks)
