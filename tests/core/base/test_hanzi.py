"""Finding hanzi by sound, by radical and strokes, and by number."""

import pytest

from core.base.hanzi import Answer, hanzi, marked

NAMES = (
    ("䶮", "yan3", "龙4", "U+4DAE"),
    ("𬍛", "li4", "王5", "U+2C35B"),
    ("㛃", "jie2", "女6", "U+36C3"),
    ("𬭎", "hong2", "钅7", "U+2CB4E"),
    ("𬀩", "wei3", "日4", "U+2C029"),
    ("𣲗", "wei2", "氵4", "U+23C97"),
    ("镕", "rong2", "钅10", "U+9555"),
    ("喆", "zhe2", "口9", "U+5586"),
    ("堃", "kun1", "土8", "U+5803"),
    ("犇", "ben1", "牛8", "U+7287"),
)
"""Rare characters of people's names: sound, radical with residual strokes, number."""


def chars(answer: Answer) -> list[str]:
    """Return all characters of an answer in their order."""
    return [char for group in answer.groups for char in group.chars]


@pytest.mark.parametrize(("char", "sound", "place", "code"), NAMES)
def test_a_name_is_found_by_sound_by_radical_and_by_number(char: str, sound: str, place: str, code: str) -> None:
    table = hanzi()
    assert char in chars(table.find(sound))
    assert char in chars(table.find(sound[:-1]))
    assert char in chars(table.find(place))
    assert char in chars(table.find(place[0]))
    assert chars(table.find(code)) == chars(table.find(code[2:].lower())) == [char]
    assert table.tell(char).codepoint == code
    assert table.tell(char).readings[0] == marked(sound)


@pytest.mark.parametrize(("char", "sound"), [(one[0], one[1]) for one in NAMES])
def test_what_names_have_and_input_methods_lack_stands_among_the_first(char: str, sound: str) -> None:
    assert chars(hanzi().find(sound)).index(char) < 24


@pytest.mark.parametrize("typed", ["lü4", "lv4", "lǜ", "LV4", " lu:4 "])
def test_pinyin_is_read_in_every_way_it_is_written(typed: str) -> None:
    assert "绿" in chars(hanzi().find(typed))
    assert [group.sound for group in hanzi().find(typed).groups] == ["lǜ"]


def test_without_a_tone_each_tone_is_a_group() -> None:
    assert [group.sound for group in hanzi().find("yan").groups] == ["yān", "yán", "yǎn", "yàn"]


def test_nothing_typed_gives_the_radicals_by_their_strokes_in_every_form() -> None:
    answer = hanzi().find("")
    assert answer.radicals
    strokes = {char: group.strokes for group in answer.groups for char in group.chars}
    assert [strokes[form] for form in "一亻氵水钅金龠"] == [1, 2, 3, 4, 5, 8, 17]
    assert len(strokes) >= 214


def test_a_form_of_two_radicals_finds_both() -> None:
    found = chars(hanzi().find("阝"))
    assert {"陈", "郑"} <= set(found)


def test_under_a_radical_hanzi_stand_by_the_strokes_that_are_left() -> None:
    groups = hanzi().find("龙").groups
    assert [group.strokes for group in groups] == sorted(group.strokes or 0 for group in groups)
    assert "龙" in groups[0].chars


def test_what_no_font_draws_is_told_by_its_number_and_not_offered_otherwise() -> None:
    found = hanzi().find("U+30EDE")
    assert chars(found) == ["\U00030ede"]
    assert not hanzi().tell("\U00030ede").known


@pytest.mark.parametrize("typed", ["xyz", "12345", "yan9", "U+41", "U+FFFFFF", "!", "王王王", "王x", "\U0001f600"])
def test_what_is_no_question_has_no_answer(typed: str) -> None:
    assert chars(hanzi().find(typed)) == []


def test_the_usual_reading_stands_first_and_strokes_are_those_of_today() -> None:
    assert hanzi().tell("绿").readings == ("lǜ", "lù")
    assert (hanzi().tell("龙").strokes, hanzi().tell("镕").strokes, hanzi().tell("镕").radical) == (5, 15, "金")
