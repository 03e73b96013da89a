"""Copied texts: C01 earlier records, C02 other people, C03 the original, C05 criticism, C08 measures."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from core.base.words import Words
from core.checks.context import Alike, Referred
from core.checks.finding import Level
from core.records.content import Record
from core.records.field import Grid
from core.records.rule import Original
from tests.core.checks.cases import NOW, SESSION, campaign, item, look, names, study
from tests.core.checks.small import judge, long, small_kind, small_record

OTHER = Referred(
    record="other",
    number="ST-2008-003",
    kind="study_session",
    state="done",
    heading="上一次夜学",
    dated=date(2008, 4, 10),
    entered_at=NOW - timedelta(days=100),
    stood_since=NOW - timedelta(days=100),
)
NAMED = {"number": "ST-2008-003", "heading": "上一次夜学", "dated": "2008-04-10"}


def alike(group: str, share: float, path: tuple[Any, ...] = ("content",), **more: Any) -> Alike:
    return Alike(**{"group": group, "path": path, "share": share, "other": OTHER, "other_path": path, **more})


@pytest.mark.parametrize(
    ("group", "share", "name", "level"),
    [
        ("text", 0.45, "C01.alike", Level.WARNING),
        ("text", 0.449, "C01.somewhat_alike", Level.HINT),
        ("text", 0.2, "C01.somewhat_alike", Level.HINT),
        ("text", 0.199, None, None),
        ("words", 0.45, "C02.same_words", Level.WARNING),
        ("words", 0.44, None, None),
        ("criticism", 0.6, "C05.same_criticism", Level.WARNING),
        ("criticism", 0.59, None, None),
        ("measures", 0.8, "C08.same_measures", Level.HINT),
        ("measures", 0.79, None, None),
    ],
)
def test_a_likeness_weighs_what_the_thresholds_say(group: str, share: float, name: str, level: Level) -> None:
    found = look(study(), alike=(alike(group, share, person="lin", other_person="zhou"),))

    assert [(finding.name, finding.level) for finding in found] == ([(name, level)] if name else [])


def test_the_other_record_is_named_and_can_be_laid_beside_this_one() -> None:
    (finding,) = look(study(), alike=(alike("text", 0.783, other_path=("content", 1)),))

    assert finding.particulars == {**NAMED, "percent": 78}
    assert (finding.path, finding.other, finding.other_path) == (("content",), "other", ("content", 1))


def test_what_came_later_tells_nothing_about_what_was_there() -> None:
    draft = study()
    finished = msgspec.structs.replace(draft, number="ST-2008-009", finished_at=NOW)

    def told(record: Record, **changed: Any) -> list[str]:
        other = Referred(**{**{name: getattr(OTHER, name) for name in Referred.__slots__}, **changed})
        return names(look(record, alike=(alike("text", 0.9, other=other),)))

    later = {"dated": date(2008, 5, 1), "entered_at": NOW}
    assert told(draft, number="", stood_since=None) == ["C01.alike"]
    assert told(draft, number="", stood_since=None, **later) == []
    assert told(draft, stood_since=NOW, **later) == ["C01.alike"]
    assert told(finished, number="", stood_since=None) == []
    assert told(finished, stood_since=NOW + timedelta(days=1)) == []
    assert told(finished, stood_since=NOW - timedelta(days=1), **later) == ["C01.alike"]


def test_of_each_text_only_the_gravest_likeness_is_told() -> None:
    second = Referred(record="third", number="ST-2008-002", kind="study_session", state="done", stood_since=NOW)
    found = look(
        study(),
        alike=(alike("text", 0.9), alike("text", 0.5, other=second), alike("text", 0.3, path=("summary",))),
    )

    assert [(finding.name, finding.path) for finding in found] == [
        ("C01.alike", ("content",)),
        ("C01.somewhat_alike", ("summary",)),
    ]
    assert found[0].particulars["number"] == "ST-2008-003"


def test_two_people_in_the_same_words_are_both_named() -> None:
    path = ("discussion", 1, "text")
    words = alike("words", 0.8, path=path, person="wang", other_person="lin")
    (elsewhere,) = look(study(), alike=(words,))
    assert elsewhere.particulars == {"person": "王䶮", "other_person": "林志远", **NAMED, "percent": 80}

    own = Referred(record="id-study_session", number="", kind="study_session", state="draft")
    (here,) = look(study(), alike=(alike("words", 0.8, path=path, person="wang", other_person="lin", other=own),))
    assert here.name == "C02.same_words_here"
    assert here.particulars == {"person": "王䶮", "other_person": "林志远", "percent": 80}


def test_criticism_names_whom_it_is_about() -> None:
    (finding,) = look(study(), alike=(alike("criticism", 0.7, person="zhou"),))

    assert finding.particulars == {"person": "周海燕", **NAMED, "percent": 70}


def test_a_county_may_ask_earlier_or_later() -> None:
    likeness = (alike("text", 0.3),)

    assert names(look(study(), alike=likeness, campaigns=(campaign(similarity_warn=0.3),))) == ["C01.alike"]
    assert look(study(), alike=likeness, campaigns=(campaign(similarity_note=0.35),)) == ()


def test_the_school_may_mute_the_hint_but_not_the_warning() -> None:
    muted = frozenset({"C01", "C08"})

    assert look(study(), alike=(alike("text", 0.3),), muted=muted) == ()
    assert names(look(study(), alike=(alike("text", 0.6),), muted=muted)) == ["C01.alike"]
    assert look(item(), alike=(alike("measures", 0.9, path=("measures",)),), muted=muted) == ()


# --- C03 ------------------------------------------------------------------------------------------

PASSAGE = "".join(
    f"第{place}条，学校应当把放学以后的看护写进制度，并且每学期公布一次。" for place in "一二三四五六七八"
)
COPY = small_kind(
    long("content"),
    Grid(key="materials", words=Words("材料", "Materials"), columns=(long("excerpt"),)),
    rules=(Original(fields=("content",), excerpts="materials.excerpt"),),
)


def copied(content: str, *excerpts: str) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    record = small_record(COPY, content=content, materials=[{"excerpt": text} for text in excerpts])
    return [(finding.name, finding.path, dict(finding.particulars)) for finding in judge(COPY, record)]


def test_a_long_stretch_of_the_original_is_a_hint() -> None:
    ((name, path, particulars),) = copied("学习了以下内容：" + PASSAGE[:150], "另一段不相干的材料。", PASSAGE)

    assert (name, path, particulars["row"]) == ("C03.copied", ("content",), 2)
    assert particulars["length"] > 80
    assert particulars["percent"] > 50


def test_blanks_and_marks_do_not_hide_a_copy() -> None:
    spaced = "　".join(PASSAGE[:150].replace("，", ",").replace("。", ";"))

    assert [name for name, *_ in copied(spaced, PASSAGE)] == ["C03.copied"]


@pytest.mark.parametrize(
    "content",
    [
        PASSAGE[:80],
        PASSAGE[:90] + "".join(f"王老师说的第{place}点是自己班里的一件具体的事情；" for place in range(9)),
        SESSION["content"],
        "",
    ],
)
def test_a_quotation_within_ones_own_words_is_left_in_peace(content: str) -> None:
    assert copied(content, PASSAGE) == []


def test_without_an_original_there_is_nothing_to_copy() -> None:
    assert copied(PASSAGE) == []
    assert copied(PASSAGE, "") == []
