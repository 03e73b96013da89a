"""The index of documents finds what comparing each with each finds, and does not grow with the square."""

import random
import tracemalloc
from collections.abc import Hashable, Iterable
from datetime import date, timedelta
from itertools import combinations
from math import comb, exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks import likeness
from core.checks.likeness import EARLIEST, SURE, Alike, Likeness, votes_due
from core.checks.wording import grams, jaccard, normalise
from tests.core.checks.demo import BODIES, NAMES

DAY = date(2008, 4, 24)
CLAUSES = [clause for text in BODIES.values() for clause in text.replace("，", "。").split("。") if len(clause) > 3]
SIGNS = sorted({sign for text in BODIES.values() for sign in text})


def own_text(draw: random.Random, length: int = 350) -> str:
    """Return a text as somebody could have written it; one character in six is not the demo's."""
    text = ""
    while len(text) < length:
        text += "".join(draw.choice(SIGNS) if draw.random() < 1 / 6 else sign for sign in draw.choice(CLAUSES)) + "，"
    return text[:length]


def partly(draw: random.Random, text: str, part: float) -> str:
    """Return a copy of a text in which about this part of the stretches of 14 characters is one's own."""
    pieces = [text[at : at + 14] for at in range(0, len(text), 14)]
    return "".join(own_text(draw, 14) if draw.random() < part else piece for piece in pieces)


def each_with_each(texts: dict[Hashable, str], least: float) -> dict[Hashable, dict[Hashable, float]]:
    """Return who is like whom, the long way."""
    sets = {key: grams(normalise(text)) for key, text in texts.items()}
    found: dict[Hashable, dict[Hashable, float]] = {}
    for one, other in combinations(sets, 2):
        share = jaccard(sets[one], sets[other])
        if share >= least:
            found.setdefault(one, {})[other] = share
            found.setdefault(other, {})[one] = share
    return found


def shares(found: Iterable[Alike]) -> dict[Hashable, float]:
    """Return who was found, with the shares."""
    return {alike.key: alike.share for alike in found}


def filled(texts: dict[Hashable, str]) -> Likeness:
    """Return an index of these texts."""
    index = Likeness()
    for key, text in texts.items():
        index.put(key, "record", text)
    return index


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 7),
            st.sampled_from(["diary", "session"]),
            st.lists(st.sampled_from(CLAUSES[:12]), max_size=8).map("，".join) | st.none(),
        ),
        max_size=24,
    ),
    st.sampled_from([0.2, 0.45, 0.6, 0.8, 1.0]),
)
def test_whatever_is_put_replaced_and_dropped_the_answer_is_that_of_the_long_way(steps, least: float) -> None:
    index = Likeness()
    known: dict[Hashable, tuple[str, str]] = {}
    for key, group, text in steps:
        if text is None:
            index.drop(key)
            known.pop(key, None)
        else:
            index.put(key, group, text)
            known[key] = (group, text)
        groups = {name: {key: text for key, (of, text) in known.items() if of == name} for name in ("diary", "session")}
        wanted = {name: each_with_each(texts, least) for name, texts in groups.items()}
        for one, (name, _) in known.items():
            assert shares(index.alike(one, least=least)) == wanted[name].get(one, {})


@pytest.mark.parametrize("least", [0.2, 0.45])
def test_of_long_records_no_pair_is_overlooked(least: float) -> None:
    draw = random.Random(34)
    texts: dict[Hashable, str] = {}
    for number in range(300):
        length = draw.choice([40, 90, 350, 1200])
        earlier = draw.choice(list(texts.values())) if number > 20 and number % 3 else ""
        copied = partly(draw, earlier, draw.random() / 2)[:length]
        texts[number] = copied + own_text(draw, max(0, length - len(copied)))
    wanted = each_with_each(texts, least)
    found = filled(texts).all_alike(least)

    assert {key: shares(others) for key, others in found.items()} == wanted
    assert sum(least <= share < least + 0.1 for others in wanted.values() for share in others.values()) > 20


@pytest.mark.parametrize("least", [0.2, 0.45, 0.6, 0.8])
@pytest.mark.parametrize("windows", [113, 130, 191, 193, 346, 1000])
def test_a_pair_just_alike_enough_is_overlooked_four_times_in_a_million_at_most(windows: int, least: float) -> None:
    drawn = max(1 / 4, SURE / windows)
    common = round(2 * windows * least / (1 + least))
    due = votes_due(common, drawn)
    overlooked = sum(
        comb(common, votes) * drawn**votes * (1 - drawn) ** (common - votes)
        for votes in range(common + 1)
        if votes < max(due, 1)
    )
    assert overlooked <= exp(-12.5)


def test_the_gravest_come_first_and_then_the_earliest() -> None:
    text, other = BODIES["ST-2008-001"], BODIES["DY-2008-001"]
    index = Likeness()
    index.put("undated", "record", text)
    index.put("late", "record", text, day=DAY + timedelta(days=9))
    index.put("half", "record", text[:180] + other[:180], day=DAY - timedelta(days=9))
    index.put("early", "record", text, day=DAY)
    index.put("elsewhere", "report", text, day=DAY)
    found = index.alike("late", least=0.2)

    assert [alike.key for alike in found] == ["early", "undated", "half"]
    assert found[0].share == 1.0 > found[2].share > 0.2
    assert [alike.key for alike in index.alike("late", least=0.45)] == ["early", "undated"]
    assert index.alike("elsewhere", least=0.2) == ()


def test_names_of_people_and_school_make_nobody_alike() -> None:
    index = Likeness()
    for key, text in (("one", "林志远、周海燕、郑国平到会"), ("two", "林志远、周海燕、郑国平缺席")):
        index.put(key, "record", text)
    assert shares(index.alike("one", least=0.2)) == {"two": pytest.approx(5 / 9)}

    for key, text in (("one", "林志远、周海燕、郑国平到会"), ("two", "林志远、周海燕、郑国平缺席")):
        index.put(key, "record", text, without=NAMES)
    assert index.all_alike(0.2) == {}


def test_short_texts_are_never_alike() -> None:
    index = filled(
        {"one": "听课，记录", "two": "听课，记录", "three": "听课。", "four": "听课。", "five": "", "six": ""}
    )

    assert index.all_alike(0.2) == {}
    index.drop("five")
    index.put("one", "record", "听课、评课、记录")
    assert index.alike("three", least=0.2) == ()


def test_who_was_never_put_or_was_dropped_is_not_known() -> None:
    index = filled({"one": BODIES["ST-2008-001"]})
    index.drop("one")
    index.drop("one")

    with pytest.raises(KeyError):
        index.alike("one", least=0.2)


def test_of_one_text_copied_500_times_each_finds_the_earliest() -> None:
    draw = random.Random(500)
    days = [DAY + timedelta(days=number) for number in range(500)]
    order = draw.sample(days, len(days))
    text = BODIES["ST-2008-001"]
    index = Likeness()
    for number in range(500):
        index.put(number, "record", own_text(draw), day=DAY - timedelta(days=number))
    for day in order:
        index.put(day, "record", text.replace("四月三十日", f"{day:%m月%d日}"), day=day)

    found = index.all_alike(0.45)
    assert all(days[0] in shares(found[day]) for day in days[1:])
    # Those looked at are the earliest of each of a few runs, which do not overlap; told are they and who finds them.
    asked = [shares(index.alike(day, least=0.45)) for day in days]
    assert max(map(len, asked)) <= 4 * EARLIEST
    assert all(days[0] in others for others in asked[1:])


def test_a_head_that_every_record_has_hides_no_copy() -> None:
    draw = random.Random(7)
    head = "云岙学区二〇〇八年主题实践活动学习记录，主持人按签到表点名，记录人宣读上次会议的决定。"
    texts: dict[Hashable, str] = {number: head + own_text(draw) for number in range(300)}
    texts["copy"] = head + partly(draw, texts[299][len(head) :], 0.3)
    index = filled(texts)

    assert next(iter(shares(index.alike("copy", least=0.2)))) == 299


def test_two_thousand_records_take_little_memory() -> None:
    draw = random.Random(2000)
    texts = [own_text(draw) for _ in range(2000)]
    index = Likeness()
    tracemalloc.start()
    for number, text in enumerate(texts):
        index.put(number, "record", text)
    index.alike(0, least=0.2)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert used / len(texts) < 6000


def test_few_are_compared_exactly_however_many_there_are(monkeypatch) -> None:
    draw = random.Random(2000)
    index = Likeness()
    for number in range(1000):
        index.put(number, "record", own_text(draw))
    compared = []

    def counted(one, other) -> float:
        compared.append(1)
        return jaccard(one, other)

    monkeypatch.setattr(likeness, "jaccard", counted)
    told = sum(len(index.alike(number, least=0.2)) for number in range(1000))

    # Of a million pairs.
    assert len(compared) < told + 20_000
