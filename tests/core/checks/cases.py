"""Records that are right in every way, for tests that then spoil one thing."""

from copy import deepcopy
from datetime import date, datetime, timedelta, timezone
from typing import Any

import msgspec

from core.campaign.reader import preset
from core.checks.checking import check
from core.checks.context import Context, Span
from core.checks.declared import RULES
from core.checks.finding import Finding
from core.records.catalogue import find_kind
from core.records.content import Person, Record, read_day
from core.records.display import heading_of

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2008, 9, 19, 10, 0, tzinfo=ZONE)
PEOPLE = {
    key: Person(id=key, name=name, team=team)
    for key, name, team in (
        ("lin", "林志远", True),
        ("zhou", "周海燕", True),
        ("zheng", "郑国平", True),
        ("wang", "王䶮", False),
        ("su", "苏𬍛", False),
    )
}

SESSION: dict[str, Any] = {
    "title": "优先发展教育与办好村小",
    "subtype": "center_group",
    "date": "2008-04-24",
    "start_time": "19:00",
    "end_time": "20:40",
    "place": "学校会议室",
    "host": "zhou",
    "speaker": "lin",
    "recorder": "wang",
    "attendance": {
        "expected": ["lin", "zhou", "zheng", "wang", "su"],
        "absent": [
            {"person": "su", "reason": "sick", "makeup_on": "2008-04-28", "makeup_method": "自学材料并交半页笔记"}
        ],
        "signed": 4,
    },
    "materials": [{"title": "县教育局主题实践活动实施方案", "issued": "2008-04-20"}],
    "content": "校长领读关于优先发展教育的段落，逐句读，不另发讲稿。" * 8,
    "discussion": [
        {"speaker": "lin", "text": "村小的孩子下午四点放学，能不能留一间教室开到五点半。"},
        {"speaker": "wang", "text": "先问清楚有多少家长需要，再排轮值表。"},
    ],
    "publication_scope": "staff",
    "attachments": [{"blob": None, "title": "签到表（手签原件）", "type": "sign_in_sheet"}],
}

DIARY: dict[str, Any] = {
    "topic": "村小放学后学生看护的需要与可能",
    "author": "lin",
    "date": "2008-04-28",
    "weather": "小雨",
    "start_time": "07:30",
    "end_time": "16:50",
    "place": "三年级教室",
    "method": ["lesson", "talk"],
    "visited": [{"category": "pupil", "count": 9}],
    "facts": "今天七点半到校门口站着，八点以前到校的学生一百四十一人，由老人送的八十三人。" * 5,
    "problems": [{"text": "家长签字流于形式"}],
    "next_steps": [{"text": "走访五户家长", "due": "2008-05-03"}],
    "publication_scope": "team",
}

ITEM: dict[str, Any] = {
    "title": "应急疏散演练没有用时记录",
    "source": "study",
    "category": "安全制度",
    "proposed_on": "2008-06-05",
    "problem": "上一次疏散演练没有路线图、没有用时、没有讲评记录。",
    "cause": "把演练当作完成任务，没有指定记录人。",
    "goal": "每学期演练一次并留下用时",
    "measures": [{"text": "绘制疏散路线图并张贴到每间教室"}],
    "lead_leader": "zhou",
    "responsible": "wang",
    "limit": "by_date",
    "deadline": "2008-12-31",
}

_PROGRESS = {"on": "2008-06-16", "by": "wang", "note": "路线图已经画好并张贴。"}

CLOSED: dict[str, Any] = {
    **ITEM,
    "progress": [_PROGRESS],
    "evidence": [{"blob": None, "title": "疏散路线图", "type": "document"}],
    "acceptor": "zheng",
    "accepted_on": "2008-06-20",
    "closed_on": "2008-06-20",
    "opinion": "路线图贴在每间教室后门，同意销号。",
}

LASTING: dict[str, Any] = {
    **ITEM,
    "limit": "lasting",
    "milestones": [
        {"due": "2008-09-30", "goal": "全体教师试画一周座位表", "done": True},
        {"due": "2008-12-31", "goal": "写入教学常规", "done": False},
    ],
}


def study(**values: Any) -> Record:
    """Return a right session with these values laid over it."""
    return _record("study_session", {**deepcopy(SESSION), **values}, entered=datetime(2008, 4, 25, 8, 20, tzinfo=ZONE))


def diary(**values: Any) -> Record:
    """Return a right diary with these values laid over it."""
    return _record("research_diary", {**deepcopy(DIARY), **values}, entered=datetime(2008, 4, 28, 21, 10, tzinfo=ZONE))


def item(state: str = "working", base: dict[str, Any] | None = None, **values: Any) -> Record:
    """Return a right rectification item with these values laid over it."""
    entered = datetime(2008, 6, 5, 18, 30, tzinfo=ZONE)
    return _record("rectification", {**deepcopy(base or ITEM), **values}, entered=entered, state=state)


def _record(kind: str, values: dict[str, Any], *, entered: datetime, state: str = "draft") -> Record:
    """Return a record with its spine drawn from its values."""
    told = find_kind(kind)
    dated = values.get(told.dated)
    return Record(
        id=f"id-{kind}",
        kind=kind,
        kind_version=told.version,
        state=state,
        heading=heading_of(told, values),
        dated=read_day(dated),
        entered_at=entered,
        changed_at=entered,
        values=values,
    )


def context(**known: Any) -> Context:
    """Return what is known on 19 September 2008, with these parts changed."""
    return Context(**{"now": NOW, "people": PEOPLE, **known})


def look(record: Record, **known: Any) -> tuple[Finding, ...]:
    """Check a record; every finding must be declared, with level, code and particulars."""
    findings = check(find_kind(record.kind), record, context(**known))
    for finding in findings:
        declared(finding)
    return findings


def declared(finding: Finding) -> None:
    """Assert that a finding is one its rule declares."""
    rule = RULES[finding.rule]
    assert finding.level in rule.gives, finding
    assert set(finding.particulars) == set(rule.codes[finding.code]), finding


def names(findings: tuple[Finding, ...]) -> list[str]:
    """Return the names of findings."""
    return [finding.name for finding in findings]


def attendance(**changed: Any) -> dict[str, Any]:
    """Return the session's attendance with these parts changed."""
    return {**deepcopy(SESSION["attendance"]), **changed}


def absent(**changed: Any) -> dict[str, Any]:
    """Return the session's attendance with its one absence changed."""
    return attendance(absent=[{**SESSION["attendance"]["absent"][0], **changed}])


def campaign(**thresholds: Any) -> Any:
    """Return the preset campaign with these thresholds."""
    template = preset()
    return msgspec.structs.replace(template, thresholds=msgspec.structs.replace(template.thresholds, **thresholds))


ELSEWHERE = Span(
    person="zhou",
    day=date(2008, 4, 24),
    start=20 * 60,
    end=21 * 60,
    place="县教育局",
    record="other",
    number="ST-2008-009",
    heading="局里的会",
)


def elsewhere(**changed: Any) -> tuple[Span, ...]:
    """Return another record's stay that clashes with the session's, with these parts changed."""
    parts = {name: getattr(ELSEWHERE, name) for name in Span.__slots__}
    return (Span(**{**parts, **changed}),)
