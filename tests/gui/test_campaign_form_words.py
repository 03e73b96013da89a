"""The forms of a notice in words: what a newer edition changes about them, and where one is refused; both languages."""

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest

from core.base.errors import CampaignRefused
from core.base.words import Words
from core.campaign import kind_difference
from core.campaign.difference import compare
from core.campaign.reader import read_campaign
from core.records.field import Field
from core.records.kind import Privacy
from core.records.soundness.spine import RETENTION
from gui.messages import about, use
from gui.messages.campaign_table import INSIDE, MEMBERS, VALUES
from gui.messages.campaigns import change
from gui.messages.refusals import place
from tests.support.owncampaign import newer_edition, own_kind, template


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


# --- what a newer edition changes --------------------------------------------------------------------


def changes(language: str) -> list[str]:
    """Return what is said of the newer edition of the reading year."""
    use(language)
    after = read_campaign(json.dumps(newer_edition()).encode())
    return [change(one, after).text() for one in compare(template(), after)]


def test_a_changed_form_is_told_by_the_names_of_its_fields() -> None:
    assert changes("zh_CN") == [
        "改为 版次 1 → 2",
        "改为 表单“读书笔记” · 版本 1 → 2",
        "改为 表单“读书笔记” · 名称 读书札记 → 读书笔记",
        "去掉 表单“读书笔记” · 字段“类别” · 选项“其他”",
        "改为 表单“读书笔记” · 字段“开始” · 必填 否 → 是",
        "新增 表单“读书笔记” · 字段“作者”",
        "改为 表单“读书笔记” · 字段“读后体会” · 上限 300 → 500",
        "改为 表单“读书笔记” · 字段“摘录” · “页”列 · 必填 否 → 是",
        "新增 表单“读书笔记” · 字段“落实的事” · “已办”列",
        "去掉 表单“读书笔记” · 字段“页数”",
        "有改动 表单“读书笔记” · 打印页",
        "有改动 表单“读书笔记” · 规则",
    ]


def test_a_changed_form_is_told_in_english_with_its_english_names() -> None:
    said = changes("en")
    assert 'Changed form "Reading notes" · field "What I take from it" · Most 300 → 500' in said
    assert 'Gone form "Reading notes" · field "Genre" · answer "Other"' in said
    assert not any(re.search("[一-鿿]", one) for one in said)


def test_every_part_of_a_form_and_every_type_of_field_has_its_words() -> None:
    told = {
        name for constant in ("_TOLD", "_NAMED", "_REST", "_OF_FIELDS") for name in getattr(kind_difference, constant)
    }
    assert told | {"type", "settings", "workflow", "sheet", "sections"} <= set(MEMBERS)
    assert {"fields", "columns", "options", "sections", "states", "moves", "lists"} == set(INSIDE)
    assert {kind.__struct_config__.tag for kind in get_args(Field)} == set(VALUES["type"])
    assert set(VALUES["privacy"]) == set(Privacy)
    assert set(VALUES["retention"]) == RETENTION


# --- where one is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("kinds[0].sections[0].rows[1][2]", "Form 1 · Part 1 · Row 2 · place 3"),
        ("kinds[0].line[1]", "Form 1 · Line in lists · place 2"),
        ("kinds[0].sheet.rows[2].cells[0].keys", "Form 1 · Row 3 · Cell 1 · Fields"),
        ("kinds[0].rules[3].excerpts", "Form 1 · Rule 4"),
        ("kinds[0].letter.parts[1].pieces[0]", "Form 1 · Official letter · Part of the letter 2"),
        ("kinds[0].growth", "Form 1 · What became of older versions’ fields"),
        ("kinds[0].growth[0].old", "Form 1 · Change 1 since older versions · Old name"),
        ("kinds[0].sections[0].colour", 'Form 1 · Part 1 · "colour"'),
    ],
)
def test_a_place_in_a_form_is_told_by_its_parts_and_a_name_nobody_knows_as_it_stands(path: str, said: str) -> None:
    assert place(path).replace("'", "’") == said


def places(part: Any, path: str) -> Iterator[str]:
    """Yield the path of everything in a form."""
    yield path
    if isinstance(part, dict):
        for key, value in part.items():
            yield from places(value, f"{path}.{key}")
    elif isinstance(part, list | tuple):
        for number, value in enumerate(part):
            yield from places(value, f"{path}[{number}]")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_place_in_a_form_is_told_with_a_key_or_brackets(language: str) -> None:
    use(language)
    found = set(places(msgspec.to_builtins(own_kind()), "kinds[0]"))
    assert len(found) > 300
    for path in found:
        said = place(path)
        assert not re.search(r"""[\[\]_“”"]""", said), path
        assert language == "en" or not re.search("[a-zA-Z]", said), path


def test_a_clash_names_what_it_is_about() -> None:
    use("zh_CN")
    clash = CampaignRefused(path="kinds[0].key", reason="kind_kept", about=Words("2009读书年", "2009读书年"))
    assert about(clash).text().split("\n") == [
        "这份活动通知不能用。有误的地方：第1个自带表单 · 代号。请县局重发一份，什么都没有导入。",
        "供县局参考：“2009读书年”已有这个代号的表单，内容不一样，这份要换一个代号。",
    ]


def test_a_file_in_another_encoding_is_refused_for_that() -> None:
    use("zh_CN")
    with pytest.raises(CampaignRefused) as refused:
        read_campaign("{“题目”}".encode("gb18030"))
    assert "文件不是 UTF-8 编码" in about(refused.value).detail
