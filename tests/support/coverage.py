"""Where each demand of the 2008 notice is met: the table of docs/campaigns.md, made out of what the program declares.

Run `python -m tests.support.coverage` after an activity, a kind or a rule has changed; it writes the table anew.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from core.campaign.reader import preset
from core.campaign.template import Activity, Template
from core.checks.declared import RULES
from core.records.catalogue import built_in
from core.records.kind import Kind, Place

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "campaigns.md"
BEGIN, END = "<!-- table -->", "<!-- end of table -->"

SYSTEMS: dict[str, tuple[str, str]] = {
    "S00": ("规定动作与自选动作", "局+校"),
    "S01": ("局领导小组及办公室", "局"),
    "S02": ("学校领导小组", "校"),
    "S03": ("局实施方案", "局"),
    "S04": ("学校工作措施", "校"),
    "S05": ("全县动员大会", "局→校长"),
    "S06": ("学校动员会", "校"),
    "S07": ("局领导蹲点调研", "局→校"),
    "S08": ("校长深入科室和班级调研", "校长"),
    "S09": ("“三摸清一改进”任务", "校长+局"),
    "S10": ("调研课题", "校长+局"),
    "S11": ("蹲点日记", "校长+局"),
    "S12": ("创业创新建议书", "校长+局"),
    "S13": ("民主恳谈会", "局+校"),
    "S14": ("局班子联系点恳谈会", "局→校"),
    "S15": ("意见当场解决／沟通谅解", "局+校"),
    "S16": ("联系群众长效机制", "局+校"),
    "S17": ("矛盾纠纷排查化解", "局+校"),
    "S18": ("信访苗头与来访处理", "局+校"),
    "S19": ("维稳信息报送", "校"),
    "S20": ("每月听取工作汇报", "局→校"),
    "S21": ("进展与困难问题书面材料", "校"),
    "S22": ("局现场办公", "局→校"),
    "S23": ("局对外协调", "局"),
    "S24": ("十件实事公开承诺", "局"),
    "S25": ("实事督办", "局"),
    "S26": ("破难项目", "局（校长可参照）"),
    "S27": ("领办建议、提案", "局"),
    "S28": ("理论中心组学习制度", "局"),
    "S29": ("领导干部“一人一课”", "局"),
    "S30": ("科室负责人宣讲", "局"),
    "S31": ("夜学", "校+局"),
    "S32": ("夜学不定期检查", "局→校"),
    "S33": ("理论学习务虚会", "局"),
    "S34": ("民主集中制教育", "局+校长"),
    "S35": ("局长办公会、科长学区主任会制度", "局"),
    "S36": ("学校民主议事机制", "校"),
    "S37": ("班子民主生活会", "局"),
    "S38": ("整改落实与公布", "局（校参照）"),
    "S39": ("干部作风大检查", "局→校长"),
    "S40": ("满意度测评", "局→校长"),
    "S41": ("测评结果运用", "局"),
    "S42": ("总结推广与长效机制", "局（校参照）"),
}
"""Every system of D§1.2 with the name and the addressee given there."""

BESIDES: dict[str, tuple[str, ...]] = {
    "S08": ("research_topic",),
    "S10": ("research_topic",),
    "S12": ("research_report",),
    "S16": ("summary",),
    "S17": ("dispute_month",),
    "S38": ("publication",),
}
"""Further kinds in which a school records a system (D§1.2 记录类型), besides that of its activity."""

PLACES = {
    Place.STUDY: "学习",
    Place.RESEARCH: "调研",
    Place.RECTIFICATION: "整改",
    Place.ACTIVITIES: "活动",
}
"""Names of the rail."""

WHOLE = ("自选动作", "活动通知（campaign template）", "今日 → 主题活动", "缺项清单（迎检）", "Q05 Q06 W10")
"""S00 is the campaign itself: a file is taken in, the school adds its own activities to it."""


def falls_on_school(system: str) -> bool:
    """Tell whether a system asks anything of a school or its principal."""
    return "校" in SYSTEMS[system][1]


def rows(campaign: Template | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the table row by row: number, name, on whom, activities, kinds, screens, pages, checks."""
    return tuple(_row(system, campaign or preset()) for system in SYSTEMS)


def table() -> str:
    """Return the table as Markdown."""
    head = ("", "demand", "falls on", "activity", "kind", "screen", "page", "checks")
    lines = [head, ("---",) * len(head), *rows()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _row(system: str, campaign: Template) -> tuple[str, ...]:
    """Return one row."""
    name, whom = SYSTEMS[system]
    if system == "S00":
        return (system, name, whom, *WHOLE)
    activities = [activity for activity in campaign.activities if system in activity.source]
    if not activities:
        mentioned = any(mention.source.partition("-")[0] == system for mention in campaign.reference)
        return (system, name, whom, "参考（局办）" if mentioned else "", "", "", "", "")
    kinds = _kinds(system, activities)
    return (
        system,
        name,
        whom,
        _join(f"{activity.id} {activity.name}" for activity in activities),
        _join(f"`{told}`" for told in _told_kinds(system, activities)),
        _join(f"{PLACES[kind.place]} › {kind.words.zh}" for kind in kinds),
        _join(kind.sheet.words.zh for kind in kinds),
        " ".join(_checks(activities, kinds)),
    )


def _kinds(system: str, activities: list[Activity]) -> list[Kind]:
    """Return the kinds a system is recorded in."""
    keys = dict.fromkeys((*(activity.kind for activity in activities), *BESIDES.get(system, ())))
    return [built_in()[key] for key in keys]


def _told_kinds(system: str, activities: list[Activity]) -> list[str]:
    """Return kinds with their subtypes as the template names them."""
    return list(dict.fromkeys((*(activity.record_kind for activity in activities), *BESIDES.get(system, ()))))


def _checks(activities: list[Activity], kinds: list[Kind]) -> list[str]:
    """Return the rules that look at these records: those of the activity, and those that the kinds' own rules name."""
    named = {number for activity in activities for number in activity.checks}
    for kind in kinds:
        for rule in kind.rules:
            named.update(re.findall(r"\b[A-Z]\d\d\b", type(rule).__doc__ or ""))
    return [number for number in RULES if number in named]


def _join(parts: Iterable[str]) -> str:
    """Return different parts with a Chinese comma between them."""
    return "、".join(dict.fromkeys(parts))


def main() -> None:
    """Write the table into the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
