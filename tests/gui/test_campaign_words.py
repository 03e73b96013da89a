"""Campaigns in words: why a file is refused, what it asks, what a newer edition changes; both languages."""

import ast
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.canonical import encode
from core.base.errors import CampaignOlder, CampaignRefused
from core.campaign.difference import compare
from core.campaign.progress import Standing
from core.campaign.reader import preset, read_campaign
from core.campaign.template import Activity, Binding, Measure, Per, Quota, Scope, Template
from gui.messages import about, use
from gui.messages.campaign_table import MEMBERS, NAMED, QUOTAS, REASONS, VALUES
from gui.messages.campaigns import change, deadline, quota
from gui.messages.refusals import place, reason
from gui.pages.campaignwords import GROUPS, asks, how_far, may_switch, milestones
from gui.pages.offered import demands
from gui.widgets.chip import Tone
from gui.widgets.marks import Standing as Mark

HOUSE = Path(__file__).resolve().parents[2]
SOURCES = (
    *(HOUSE / "core" / "records" / "soundness").glob("*.py"),
    HOUSE / "core" / "campaign" / "reader.py",
    HOUSE / "core" / "campaign" / "own_kinds.py",
)
TODAY = date(2008, 9, 19)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


# --- refusals ----------------------------------------------------------------------------------------


def strings(node: ast.expr) -> Iterator[str]:
    """Yield the texts an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*strings(node.body), *strings(node.orelse))


def codes(tree: ast.AST, *, names: bool) -> Iterator[str]:
    """Yield every code of a reason in a module: yielded beside a path, given to `_refuse`, or named `reason`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
            yield from strings(node.value.elts[1])
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_refuse":
            yield from strings(node.args[1])
        named = isinstance(node, ast.keyword) and node.arg == "reason"
        if named or (names and isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)):
            yield from strings(node.value)  # type: ignore[attr-defined]  # both have one


def all_codes() -> set[str]:
    found = {"missing", "unknown", "malformed", "bad_value"}  # those of the library's own complaints
    for path in SOURCES:
        found.update(codes(ast.parse(path.read_text(encoding="utf-8")), names=path.name == "place.py"))
    return found


def test_every_reason_for_refusing_a_notice_has_its_sentence() -> None:
    wanted = all_codes()
    assert len(wanted) > 60, "the codes are still found where they stand"
    assert wanted == set(REASONS)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("code", sorted(REASONS))
def test_a_reason_is_a_clause_without_a_full_stop_or_a_code_in_it(code: str, language: str) -> None:
    use(language)
    said = reason(code)
    assert said
    assert not said.endswith((".", "。"))
    assert said != code
    assert "_" not in said


def refusal(change: dict[str, Any], path: str) -> str:
    """Return what is said when a part of the first campaign is replaced."""
    raw = json.loads(encode(preset()))
    target: Any = raw
    *steps, last = path.split("/")
    for step in steps:
        target = target[int(step)] if step.isdigit() else target[step]
    target[last] = change["to"]
    with pytest.raises(CampaignRefused) as refused:
        read_campaign(json.dumps(raw).encode())
    return about(refused.value).text()


@pytest.mark.parametrize(
    ("path", "to", "where", "why"),
    [
        ("activities/10/deadline", "月底前", "第11个项目 · 时限", "时限写得不对"),
        ("activities/10/record_kind", "night", "第11个项目 · 记录类型", "程序和通知里都没有这种记录"),
        ("activities/10/record_kind", "study_session:morning", "第11个项目 · 记录类型", "这种记录没有这个类别"),
        ("activities/10/quota/min", -1, "第11个项目 · 数量", "数字太小或太大"),
        ("activities/0/depends_on", ["A02"], "第1个项目", "它们互相等，谁也开始不了"),
        ("phases/1/end", "2008-01-01", "第2个阶段", "结束在开始之前"),
        ("window/end", "2007-01-01", "起止日期", "结束在开始之前"),
        ("checks_off", ["T05"], "第1条规则", "补记、隐私、小样本三条不能关"),
        ("thresholds/late_entry_days", 90, "核查界限 · 几天后算补记", "数字太小或太大"),
        ("thresholds/body_min_chars", {"forum": 99_999}, "核查界限 · 最少字数 · 民主恳谈会", "数字太小或太大"),
        ("edition", 0, "版次", "数字太小或太大"),
    ],
)
def test_a_refusal_says_the_place_and_whom_to_ask_and_the_reason_in_a_line_below(
    path: str, to: Any, where: str, why: str
) -> None:
    use("zh_CN")
    first, second = refusal({"to": to}, path).split("\n")
    assert first == f"这份活动通知不能用。有误的地方：{where}。请县局重发一份，什么都没有导入。"
    assert second.startswith(f"供县局参考：{why}")


def test_what_is_no_json_is_the_whole_files_fault() -> None:
    with pytest.raises(CampaignRefused) as refused:
        read_campaign(b"PK\x03\x04")
    said = about(refused.value)
    assert "The file as a whole" in said.why
    assert "this is not JSON" in said.detail


def test_a_kind_that_contradicts_itself_is_named_by_its_parts() -> None:
    assert place("kinds[0].sections[1].fields[2].key") == "Form 1 · Part 2 · Field 3 · Name in the file"
    assert place("activities[0].fields_override.title") == "Activity 1 · Title"


def test_an_older_edition_says_both_numbers() -> None:
    said = about(CampaignOlder(title="读书年", edition=1, found=2)).text()
    assert "edition 1" in said
    assert "edition 2" in said


# --- what is asked -----------------------------------------------------------------------------------


def test_every_quota_and_every_value_has_its_words() -> None:
    assert set(QUOTAS) == {(measure.value, per.value) for measure in Measure for per in Per}
    assert set(VALUES["binding"]) == {one.value for one in Binding} == set(GROUPS) - {"self"}
    assert set(VALUES["scope"]) == {one.value for one in Scope}


def test_every_member_of_a_template_has_its_name() -> None:
    def members(struct: Any) -> set[str]:
        return {field.name for field in msgspec.structs.fields(struct)}

    assert members(Template) <= set(MEMBERS)
    assert members(Activity) <= set(MEMBERS)
    assert members(Quota) <= set(MEMBERS)


def test_a_quota_says_whose_it_is_how_often_and_what_is_left_out() -> None:
    use("zh_CN")
    assert quota(preset().activity("A11").quota) == "建议 2 次/月 · 7月、8月不计"  # type: ignore[arg-type]
    assert quota(preset().activity("A12").quota) == "班子成员每人 · 建议 全程 1 次"  # type: ignore[arg-type]
    assert quota(preset().activity("A01").quota) == "要求 全程 1 次"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("month.end", "每月月底前"),
        ("month.end+5d", "每月结束后 5 天内"),
        ("event+1d", "事后 1 天内"),
        ("P2a.end+10d", "5月20日前"),
        ("window.end", "12月31日前"),
        ("2008-06-30", "6月30日前"),
        ("2009-06-30", "2009年6月30日前"),
        ("P9.end", "P9.end"),
        ("?", "?"),
    ],
)
def test_a_deadline_is_said_as_a_day_or_as_how_it_follows(text: str, said: str) -> None:
    use("zh_CN")
    assert deadline(text, preset(), today=TODAY) == said


def test_the_grey_line_says_all_that_is_asked() -> None:
    use("zh_CN")
    assert (
        asks(preset().activity("A06"), preset(), today=TODAY)
        == "要求 全程 1 次 · 5月20日前 · 在“校长蹲点调研与日记”之后 · 建议书 · 交县教育局"
    )


def test_what_must_be_done_can_not_be_switched_off_but_on_again() -> None:
    must, free = preset().activity("A11"), preset().activity("A12")
    assert not may_switch(must)
    assert may_switch(free)
    assert may_switch(msgspec.structs.replace(must, enabled=False))


# --- how far -----------------------------------------------------------------------------------------


def standing(activity: str, start: str, end: str, *, due: int, done: int, person: str = "") -> Standing:
    return Standing(
        activity=preset().activity(activity),
        campaign=preset().id,
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        due=due,
        done=done,
        due_on=date.fromisoformat(end),
        person=person,
    )


def test_the_month_under_way_is_told_and_what_earlier_ones_lack() -> None:
    found = how_far(
        [
            standing("A11", "2008-05-01", "2008-05-31", due=2, done=1),
            standing("A11", "2008-06-01", "2008-06-30", due=2, done=2),
            standing("A11", "2008-09-01", "2008-09-30", due=2, done=1),
        ],
        today=TODAY,
    )
    assert found is not None
    assert (found.chip.text, found.chip.tone) == ("Sep 1 of 2", Tone.HINT)
    assert found.line() == "1 earlier month lacks some"


def test_of_each_leader_it_is_told_how_many_have_done_it() -> None:
    found = how_far(
        [
            standing("A12", "2008-04-21", "2008-12-31", due=1, done=done, person=who)
            for who, done in (("p01", 1), ("p02", 0), ("p03", 2))
        ],
        today=TODAY,
    )
    assert found is not None
    assert found.chip.text == "2 of 3 leaders"


def test_what_is_done_is_green_and_what_is_late_amber() -> None:
    done = how_far([standing("A01", "2008-04-11", "2008-04-30", due=1, done=1)], today=TODAY)
    late = how_far([standing("A01", "2008-04-11", "2008-04-30", due=1, done=0)], today=TODAY)
    assert done is not None
    assert late is not None
    assert (done.chip.tone, late.chip.tone) == (Tone.OK, Tone.WARN)
    assert how_far([], today=TODAY) is None


def test_deadlines_stand_on_the_time_line_kept_missed_or_still_to_come() -> None:
    found = milestones(
        preset(),
        [
            standing("A01", "2008-04-11", "2008-04-30", due=1, done=1),
            standing("A02", "2008-04-11", "2008-04-30", due=1, done=0),
            standing("A09", "2008-09-01", "2008-09-30", due=1, done=0),
        ],
        today=TODAY,
    )
    told = {one.text: (one.on, one.standing) for one in found}
    assert told["成立领导小组"] == (date(2008, 4, 30), Mark.HAPPENED)
    assert told["制定工作措施"] == (date(2008, 4, 30), Mark.OVERDUE)
    assert told["进展及困难问题书面材料"] == (date(2008, 9, 30), Mark.DUE)
    assert told["校级总结与制度"] == (date(2008, 12, 31), Mark.DUE)
    assert "学校动员会" not in told, "what was due before the notice came has no standing and is left out"
    assert "破难项目" not in told, "it is switched off"


# --- what a newer edition changes --------------------------------------------------------------------


def changes(**how: Any) -> list[str]:
    raw = json.loads(encode(preset()))
    for path, value in how.items():
        target: Any = raw
        *steps, last = path.split("__")
        for step in steps:
            target = target[int(step)] if step.isdigit() else target[step]
        target[last] = value
    after = read_campaign(json.dumps(raw).encode())
    return [change(one, after).text() for one in compare(preset(), after)]


def test_a_changed_quota_says_before_and_after() -> None:
    use("zh_CN")
    assert changes(activities__10__quota__min=3) == ["改为 项目“夜学” · 数量 2 → 3"]


def test_values_are_said_as_people_say_them() -> None:
    use("zh_CN")
    assert changes(activities__11__binding="must") == ["改为 项目“一人一课” · 要求程度 参照做 → 必须做"]
    assert changes(activities__5__deadline="2008-06-10") == ["改为 项目“创业创新建议书” · 时限 5月20日前 → 6月10日前"]
    assert changes(thresholds__photo_required=True) == ["改为 核查界限 · 照片 否 → 是"]
    assert changes(thresholds__similarity_warn=0.4) == ["改为 核查界限 · 雷同，超过就要说明 45% → 40%"]
    assert changes(window__end="2009-01-31") == ["改为 起止日期 · 最后一天 2008年12月31日 → 2009年1月31日"]


def test_what_came_and_went_is_named() -> None:
    use("zh_CN")
    before = preset()
    activities = (*before.activities[:-1], Activity(id="A99", name="家访", record_kind="research_diary"))
    after = msgspec.structs.replace(before, activities=activities)
    assert [change(one, after).text() for one in compare(before, after)] == [
        "新增 项目“家访”",
        "去掉 项目“迎接不定期检查”",
    ]


def test_every_list_of_named_things_has_its_name() -> None:
    lists = {field.name for field in msgspec.structs.fields(Template) if "tuple" in str(field.type)}
    named = lists & {"activities", "phases", "roles", "kinds", "reference", "repealed_documents"} | {"packets"}
    assert named == set(NAMED)


# --- what only this county asks for ------------------------------------------------------------------


def test_photos_lengths_and_hours_are_told_as_this_countys_own() -> None:
    use("zh_CN")
    reading = read_campaign((HOUSE / "tests" / "data" / "campaigns" / "reading-year.json").read_bytes())
    thresholds = msgspec.structs.replace(reading.thresholds, photo_required=True)
    said = demands(msgspec.structs.replace(reading, thresholds=thresholds))
    assert said == ["会议照片", "读书札记：80 字以上", "集中学习时间：12 学时"]
