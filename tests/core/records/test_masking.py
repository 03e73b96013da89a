"""Masked names (H03), and the public version of a record."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.words import Words
from core.records.field import ROW, Choice, Date, Files, Grid, Integer, LongText, Option, People, Person, Text
from core.records.masking import HIDDEN, mask_name, mask_within, person_names, private_names, public_version, tells
from core.records.usual import FILE_TYPES
from tests.core.checks.cases import PEOPLE
from tests.core.checks.small import small_kind, small_record

_WORDS = Words("栏", "Field")


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("蔡明", "蔡某某"),
        ("蔡小明", "蔡某某"),
        ("欧阳修", "欧阳某某"),
        ("欧阳小明", "欧阳某某"),
        ("司马光", "司马某某"),
        ("诸葛亮", "诸葛某某"),
        ("上官婉儿", "上官某某"),
        ("王䶮", "王某某"),
        ("苏𬍛", "苏某某"),
        ("阿卜杜·热合曼", "阿某某"),
        ("村民蔡明（化名）", "村民蔡某某"),
        ("村民蔡明(男,45岁)", "村民蔡某某"),
        ("下垟村村民蔡明", "村民蔡某某"),
        ("欧阳小明同学", "欧阳某某同学"),
        ("三年级学生李小明", "学生李某某"),
        ("蔡明的母亲", "蔡某某的母亲"),
        ("李小明同学", "李某某同学"),
        ("张敏等5人", "张某某等5人"),
        ("蔡明、李四", "蔡某某、李某某"),
        ("何建华和叶春兰", "何某某和叶某某"),
        ("和平", "和某某"),
    ],
)
def test_a_name_keeps_its_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    "text",
    [
        "学校",
        "村委会",
        "下垟村村委会",
        "下垟村人民调解委员会",
        "云岙镇中心小学",
        "家长",
        "家长三人",
        "匿名",
        "甲方",
        "学生A",
        "王老师",
        "蔡某某",
        "村民蔡某某",
        "欧阳某某",
        "蔡某",
        HIDDEN,
        "",
    ],
)
def test_offices_roles_and_masked_names_stay_as_they_are(text: str) -> None:
    assert mask_name(text) == text
    assert person_names(text) == ()


@pytest.mark.parametrize("text", ["下垟村3号", "13800001111", "在家务农", "李明到县教育局反映情况", "云" * 40])
def test_what_nobody_can_read_as_a_name_is_hidden_whole(text: str) -> None:
    assert mask_name(text) == HIDDEN


@pytest.mark.parametrize(
    ("text", "name", "masked"),
    [
        ("涂小明", "涂小明", "涂某某"),
        ("丘国强", "丘国强", "丘某某"),
        ("隋文静", "隋文静", "隋某某"),
        ("丛丽", "丛丽", "丛某某"),
        ("楚天阔", "楚天阔", "楚某某"),
        ("苑小红", "苑小红", "苑某某"),
        ("仝明", "仝明", "仝某某"),
        ("仝　明", "仝明", "仝某某"),
        ("李 明", "李明", "李某某"),
        ("阿卜杜拉", "阿卜杜拉", "阿某某"),
        ("云岙镇下垟村村民涂小明（化名）", "涂小明", "村民涂某某"),
        ("涂小明的母亲", "涂小明", "涂某某的母亲"),
        ("涂小明同学", "涂小明", "涂某某同学"),
        ("Mary Ann Lee", "Mary Ann Lee", HIDDEN),
        ("村民Mary", "Mary", HIDDEN),
        ("José", "José", HIDDEN),
        ("阿Sir", "阿Sir", "阿某某"),
    ],
)
def test_in_a_field_for_names_whatever_is_no_role_is_a_name(text: str, name: str, masked: str) -> None:
    assert person_names(text, named=True) == (name,)
    assert mask_name(text, named=True) == masked
    assert mask_name(masked, named=True) == masked


def test_several_names_of_any_kind_are_read_one_by_one() -> None:
    assert person_names("涂小明和丘国强、Tom Hill，仝明", named=True) == ("涂小明", "丘国强", "Tom Hill", "仝明")


@pytest.mark.parametrize(
    "text",
    [
        *("学校", "村委会", "下垟村村委会", "教导处", "家长", "家长三人", "家长代表", "学生家长", "学生的母亲"),
        *("热心群众", "部分家长", "几位村民", "退休教师", "外来务工人员", "保安", "施工方", "本人", "该校学生"),
        *("下垟村", "云岙镇", "三年级二班", "匿名", "不愿留名", "甲方", "学生A", "AB", "李", "明", "3号", "45岁"),
        *("13800001111", "丛老师", "蔡某某", "蔡某某（化名）", "村民蔡某某", "欧阳某某", HIDDEN, ""),
    ],
)
def test_ordinary_words_are_no_names_even_there(text: str) -> None:
    assert person_names(text, named=True) == ()


def test_a_latin_name_is_found_as_a_word_and_not_within_one() -> None:
    assert (
        mask_within("Ann来过，ann也打过电话；Annual不是她。", ("Ann",))
        == f"{HIDDEN}来过，{HIDDEN}也打过电话；Annual不是她。"
    )


def test_a_pseudonym_that_is_masked_already_loses_its_remark() -> None:
    assert mask_name("村民蔡某某（化名）") == "村民蔡某某"


def test_a_number_beside_a_name_goes_and_the_name_is_masked() -> None:
    assert mask_name("李四，13800001111") == f"李某某，{HIDDEN}"


@given(st.text(alphabet="蔡明欧阳学校村民家长某的、，（） 和1Ab.老师··委会𬍛䶮", max_size=14), st.booleans())
def test_a_masked_text_stays_the_same(text: str, named: bool) -> None:
    masked = mask_name(text, named=named)

    assert mask_name(masked, named=named) == masked
    assert not any(tells(masked, name) for name in person_names(text, named=named))


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("text", ["村" * 24, "村和" * 5000, "村民" * 12, "A." * 12, "A " * 12 + "1", "阿家" * 11 + "1"])
def test_a_hostile_text_is_masked_in_no_time(text: str, named: bool) -> None:
    started = time.perf_counter()

    assert mask_name(text, named=named) is not None
    assert time.perf_counter() - started < 0.5


def test_names_are_masked_wherever_they_stand() -> None:
    assert mask_within("蔡明家的菜地，蔡明明也在场。", ("蔡明明", "蔡明")) == "蔡某某家的菜地，蔡某某也在场。"


KIND = small_kind(
    LongText(key="account", words=_WORDS),
    Text(key="phone", words=_WORDS, private=True),
    Date(key="born", words=_WORDS, private=True),
    Integer(key="age", words=_WORDS, private=True),
    Choice(key="sex", words=_WORDS, private=True, options=(Option("f", _WORDS),)),
    Person(key="pupil", words=_WORDS, private=True),
    People(key="witnesses", words=_WORDS, private=True),
    Files(key="scans", words=_WORDS, private=True, types=FILE_TYPES),
    Grid(
        key="parties",
        words=_WORDS,
        columns=(Text(key="name", words=_WORDS, private=True, names=True), Text(key="side", words=_WORDS)),
    ),
    Grid(key="callers", words=_WORDS, private=True, columns=(Text(key="name", words=_WORDS),)),
)
VALUES: dict[str, Any] = {
    "title": "蔡明反映的一件事",
    "account": "蔡明同林志远谈过，何建华也在场。",
    "phone": "13800001111",
    "born": "1998-05-01",
    "age": 45,
    "sex": "f",
    "pupil": "su",
    "witnesses": ["lin", "gone"],
    "scans": [{"title": "身份证"}],
    "parties": [{ROW: "p1", "name": "蔡明", "side": "蔡明一方", "former": "蔡明"}],
    "callers": [{ROW: "c1", "name": "何建华"}],
    "forgotten": "蔡明",
}


def test_a_public_version_tells_no_private_value() -> None:
    record = small_record(KIND, **VALUES)
    told = public_version(KIND, record, PEOPLE)

    assert told.heading == "蔡某某反映的一件事"
    assert told.values == {
        "title": "蔡某某反映的一件事",
        "date": "2008-09-10",
        "account": "蔡某某同林某某谈过，何某某也在场。",
        "phone": HIDDEN,
        "born": None,
        "age": None,
        "sex": None,
        "pupil": "苏某某",
        "witnesses": ["林某某", HIDDEN],
        "scans": None,
        "parties": [{ROW: "p1", "name": "蔡某某", "side": "蔡某某一方"}],
        "callers": [{ROW: "c1", "name": "何某某"}],
    }
    assert public_version(KIND, told, PEOPLE) == told
    assert private_names(KIND, record, PEOPLE) == ("何建华", "林志远", "苏𬍛", "蔡明")


def test_a_rare_surname_is_masked_in_every_text_of_the_record() -> None:
    record = small_record(KIND, title="涂小明反映的一件事", account="涂小明来过。", parties=[{"name": "涂小明"}])
    told = public_version(KIND, record, PEOPLE)

    assert (told.heading, told.values["account"]) == ("涂某某反映的一件事", "涂某某来过。")


def test_an_id_nobody_has_is_no_name() -> None:
    assert private_names(KIND, small_record(KIND, **VALUES), {}) == ("何建华", "蔡明")


def test_explanations_are_masked_too_and_the_rest_of_the_spine_stays() -> None:
    import msgspec

    record = small_record(KIND, parties=[{"name": "蔡明"}], number="DS-2008-001")
    record = msgspec.structs.replace(record, explanations={"W06:account": "蔡明没有到场。"})
    told = public_version(KIND, record, PEOPLE)

    assert told.explanations == {"W06:account": "蔡某某没有到场。"}
    assert (told.id, told.number, told.entered_at) == (record.id, record.number, record.entered_at)


def test_a_private_number_or_address_is_hidden_wherever_it_is_said() -> None:
    kind = small_kind(
        Text(key="title", words=_WORDS),
        LongText(key="account", words=_WORDS),
        Text(key="phone", words=_WORDS, private=True),
        Text(key="address", words=_WORDS, private=True),
        Text(key="work", words=_WORDS, private=True),
    )
    record = small_record(
        kind,
        title="回电13812345678",
        account="家住下垟村12号，在家务农，电话13812345678，九月十八日已回访。",
        phone="13812345678（晚上）",
        address="下垟村12号",
        work="务农",
    )
    hidden = public_version(kind, record, {})
    assert hidden.values["title"] == f"回电{HIDDEN}"
    assert hidden.values["account"] == f"家住{HIDDEN}，在家务农，电话{HIDDEN}，九月十八日已回访。"
    assert public_version(kind, hidden, {}) == hidden
