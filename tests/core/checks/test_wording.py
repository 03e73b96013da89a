"""What two texts have in common: the figures of D§3.4, and sentences that say the same."""

import random
import re
import time
from array import array
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks.wording import LEAST, grams, jaccard, longest_common, normalise, same_sentences
from tests.core.checks.demo import BODIES, NAMES

SESSION = BODIES["ST-2008-001"]
BREAK = re.compile(r"(?<=[，。；：？！\n])")
ELSEWHERE = [clause for key, text in BODIES.items() if key != "ST-2008-001" for clause in BREAK.split(text) if clause]
# Few characters, so that drawn texts repeat themselves and each other.
SMALL = st.text(alphabet="甲乙， 。", max_size=60)


def share(one: str, other: str) -> float:
    """Return how alike two texts of the demo's school are."""
    return jaccard(*(grams(normalise(text, without=NAMES)) for text in (one, other)))


def exchanged(text: str, part: float, seed: int) -> str:
    """Return a text in which this part of the clauses is another record's; a greater part holds the smaller."""
    draw = random.Random(seed)
    clauses = [clause for clause in BREAK.split(text) if clause]
    for place in draw.sample(range(len(clauses)), len(clauses))[: round(part * len(clauses))]:
        clauses[place] = random.Random(f"{seed} {place}").choice(ELSEWHERE)
    return "".join(clauses)


def test_what_the_demo_s_people_wrote_themselves_is_unlike() -> None:
    assert len(BODIES) > 12
    assert max(share(one, other) for one, other in combinations(BODIES.values(), 2)) < 0.05


def test_a_record_with_other_names_and_days_is_the_same_record() -> None:
    other = {
        "王䶮": "苏𬍛",
        "黄秀珍": "何建华",
        "李文斌": "张敏",
        "吴立新": "叶春兰",
        "四月三十日": "九月十六日",
        "五月五日": "九月二十日",
        "八": "六",
    }
    text = SESSION
    for was, now in other.items():
        assert was in text
        text = text.replace(was, now)

    assert share(SESSION, text) >= 0.45
    # Even where nobody has told whose names are to be taken out.
    assert jaccard(grams(normalise(SESSION)), grams(normalise(text))) >= 0.45


def test_likeness_falls_with_every_clause_exchanged_and_half_a_copy_is_still_one() -> None:
    means = []
    for part in (0.2, 0.3, 0.5, 0.6):
        shares = [share(SESSION, exchanged(SESSION, part, seed)) for seed in range(40)]
        means.append(sum(shares) / len(shares))

    assert means == sorted(means, reverse=True)
    assert means[0] >= 0.45
    assert means[2] >= 0.2


def test_width_blanks_and_punctuation_do_not_count() -> None:
    assert normalise("２００８ 年，（“Ａ４”纸）\n㎡ ——王䶮、苏𬍛！") == "2008年A4纸m2王䶮苏𬍛"


@given(st.text(max_size=30))
def test_a_normalised_text_is_left_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_longer_phrases_are_taken_out_first() -> None:
    phrases = ["云岙", "云川县 云岙镇", "中心小学", "云川县云岙镇中心小学", ""]

    assert normalise("云川县云岙镇中心小学和云岙小学", without=phrases) == "和小学"
    assert normalise("云川县云岙镇中心小学", without=iter(phrases)) == ""


def test_of_an_original_every_quotation_goes() -> None:
    original = "国家实行九年义务教育制度。义务教育是国家统一实施的所有适龄儿童、少年必须接受的教育，是公益性事业。"
    text = "校长领读：“义务教育是国家统一实施的所有适龄儿童、少年必须接受的教育”。大家说义务教育是国家的事。"

    assert normalise(text, without=[original]) == "校长领读大家说义务教育是国家的事"


def test_windows_are_sorted_and_distinct() -> None:
    windows = grams("甲乙丙丁戊" * 3)

    assert windows.typecode == "i"
    assert list(windows) == sorted(set(windows))
    assert len(windows) == 5
    assert grams("甲乙丙丁") == array("i")
    assert len(grams("甲乙丙丁", size=2)) == 3


@given(st.text(alphabet="甲乙丙", max_size=40), st.text(alphabet="甲乙丙", max_size=40))
def test_the_jaccard_index_is_that_of_the_sets(one: str, other: str) -> None:
    sets = [{text[at : at + 5] for at in range(len(text) - 4)} for text in (one, other)]
    wanted = len(sets[0] & sets[1]) / len(sets[0] | sets[1]) if sets[0] & sets[1] else 0.0

    assert jaccard(grams(one), grams(other)) == wanted == jaccard(grams(other), grams(one))


def test_the_same_sentences_are_shown_as_each_text_wrote_them() -> None:
    one = "前面不同。放学后孩子由谁看护，２００８年再议。后面"
    other = "另外一句——放学后，孩子由谁看护 2008 年再议！完"
    ((here, there),) = same_sentences(one, other)

    assert one[here.start : here.end] == "放学后孩子由谁看护，２００８年再议"
    assert other[there.start : there.end] == "放学后，孩子由谁看护 2008 年再议"


def test_what_is_said_once_here_and_twice_there_is_shown_twice() -> None:
    sentence, between = "放学后孩子由谁看护", "甲乙丙丁"
    once, twice = sentence, f"{sentence}。{between}。{sentence}"

    assert same_sentences(once, twice) == (((0, 9), (0, 9)), ((0, 9), (15, 24)))
    assert same_sentences(twice, once) == (((0, 9), (0, 9)), ((15, 24), (0, 9)))
    assert same_sentences(twice, twice) == (((0, 24), (0, 24)),)


def test_repeated_sentences_are_paired_in_their_order() -> None:
    one = "放学后孩子由谁看护甲放学后孩子由谁看护乙"
    other = "放学后孩子由谁看护丙放学后孩子由谁看护丁"

    assert same_sentences(one, other) == (((0, 9), (0, 9)), ((10, 19), (10, 19)))


def test_turns_of_speech_and_empty_texts_are_not_shown() -> None:
    assert same_sentences("会议认为要先调查。", "大家认为要先调查！") == ()
    assert same_sentences("", "") == same_sentences("，。", "放学后孩子由谁看护") == ()


@given(SMALL, SMALL)
def test_no_common_stretch_is_left_unshown_on_either_side(one: str, other: str) -> None:
    pairs = same_sentences(one, other)

    for here, there in pairs:
        said = normalise(one[here.start : here.end])
        assert said == normalise(other[there.start : there.end])
        assert len(said) >= LEAST
        edges = (one[here.start], one[here.end - 1], other[there.start], other[there.end - 1])
        assert all(normalise(sign) for sign in edges)
    for text, beside, side in ((one, other, 0), (other, one, 1)):
        begun = [range(*pair[side]) for pair in pairs]
        places = [at for at, sign in enumerate(text) if normalise(sign)]
        plain, others = normalise(text), normalise(beside)
        for start in range(len(plain) - LEAST + 1):
            if plain[start : start + LEAST] in others:
                assert any(places[start] in stretch for stretch in begun)


@given(SMALL, SMALL)
def test_the_longest_common_stretch_is_the_longest(one: str, other: str) -> None:
    plain, others = normalise(one), normalise(other)
    spans = ((start, end) for start in range(len(plain)) for end in range(start + 1, len(plain) + 1))
    wanted = max((end - start for start, end in spans if plain[start:end] in others), default=0)

    assert longest_common(one, other) == wanted


def test_a_copied_original_is_measured_without_its_punctuation() -> None:
    original = "学校不得分设重点班和非重点班。" * 6 + "学校应当建立、健全安全制度和应急机制"
    assert longest_common(f"我们学习了：{original}！就这些。", original) == len(normalise(original)) > 80


@pytest.mark.parametrize("compare", [same_sentences, longest_common])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("放学后孩子由谁看护" * 555, "放学后孩子由谁看护" * 555),
        ("放" * 5000, "放" * 2500 + "学" * 2500),
        ("".join(ELSEWHERE * 3)[:5000], "".join(ELSEWHERE[::-1] * 3)[:5000]),
    ],
    ids=["a sentence over and over", "one character", "clauses in another order"],
)
def test_long_texts_are_compared_at_once(compare, one: str, other: str) -> None:
    start = time.process_time()
    compare(one, other)
    # A tenth of a second is wanted, a fiftieth usual; what grows with the square takes several.
    assert time.process_time() - start < 0.5
