"""A school's vault for tests: real, cheap to make, the same every time."""

import atexit
import random
import shutil
import tempfile
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from core.base.clock import FixedClock
from core.records.content import Person, School
from core.services import people, vaults
from core.store.unlock import Cost
from core.store.vault import Vault

PASSWORD = "夜学 2008'\";--"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
"""Argon2id for tests: a try costs nothing."""

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2008, 9, 19, 12, 0, tzinfo=CHINA)

SCHOOL = School(name="云川县云岙镇中心小学", short="云岙小学", district="云岙学区", superior="云川县教育局")

PEOPLE = (
    Person(id="p01", name="林志远", post="校长", party=True, team=True),
    Person(id="p02", name="单秀英", post="书记", party=True, team=True),
    Person(id="p03", name="王䶮", post="教导主任", team=True),
    Person(id="p04", name="苏𬍛", post="教师"),
    Person(id="p05", name="陈 O'Neil", post="教师"),
)


@cache
def _model() -> Path:
    """Make the vault that the others are copies of, once in a run."""
    folder = Path(tempfile.mkdtemp(prefix="taizhang-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    vault = vaults.create(
        folder / "school",
        password=PASSWORD,
        school=SCHOOL,
        principal=PEOPLE[0],
        clock=FixedClock(NOON),
        cost=CHEAP,
        quick_key=True,
    )
    for person in PEOPLE[1:]:
        people.save(vault, person)
    vaults.close(vault)
    return vault.folder


def lay(folder: Path, name: str = "school") -> Path:
    """Put a copy of the model vault into a folder and return its path; the password is PASSWORD."""
    target = folder / f"{name}.taizhang"
    shutil.copytree(_model(), target)
    return target


def open_copy(folder: Path, *, clock: FixedClock | None = None) -> Vault:
    """Put a copy of the model vault into a folder and open it."""
    return vaults.open_vault(lay(folder), PASSWORD, clock=clock or FixedClock(NOON))


SESSION: dict[str, Any] = {
    "subtype": "night_study",
    "title": "优先发展教育与办好村小",
    "date": "2008-09-18",
    "start_time": "19:00",
    "end_time": "20:40",
    "place": "学校会议室",
    "host": "p02",
    "speaker": "p01",
    "recorder": "p03",
    "attendance": {"expected": [person.id for person in PEOPLE], "absent": [], "signed": None},
    "materials": [{"title": "十七大报告第八部分", "issued": "2007-10-15"}],
    "content": "领学报告第八部分中关于优先发展教育的段落，逐句读，不另发讲稿。" * 6,
    "discussion": [{"speaker": "p04", "text": "建议留一间教室开到五点半，放学后有人看护。"}],
    "resolutions": [{"text": "发放留校需求调查表", "owner": "p03", "due": "2008-09-30"}],
    "publication_scope": "staff",
}
"""A study session that nothing is wrong with."""


def unlike(values, number):
    """Return values like these with other words in them, so that the two are no copies of one another."""
    draw = random.Random(number)
    signs = "春夏秋冬山川草木风雨云雪江河湖海东南西北上下左右前后里外高低大小长短多少新旧来去远近早晚书本笔墨纸砚门窗"
    words = {"content": 180, "facts": 130, "problem": 40, "cause": 40, "goal": 16}
    other: dict[str, Any] = {
        key: "".join(draw.choices(signs, k=length)) + "。" for key, length in words.items() if key in values
    }
    if "discussion" in values:
        said = "".join(draw.choices(signs, k=30))
        other["discussion"] = [{**row, "text": said} for row in values["discussion"]]
    return {**values, **other}


DIARY: dict[str, Any] = {
    "topic": "村小放学后学生看护的需要与可能",
    "author": "p01",
    "date": "2008-09-17",
    "start_time": "07:30",
    "end_time": "16:50",
    "place": "三年级教室",
    "method": ["lesson", "talk"],
    "visited": [{"category": "pupil", "count": 9}],
    "facts": "今天七点半到校门口站着，数了数，八点以前到校的学生一百四十一人，其中由老人送的八十三人。" * 3,
    "problems": [{"text": "家长签字流于形式，签了也没有看过作业的内容。"}],
    "publication_scope": "team",
}
"""A diary that nothing is wrong with."""

ITEM: dict[str, Any] = {
    "title": "上学路上水沟盖板缺失",
    "source": "research",
    "category": "校园周边安全",
    "proposed_on": "2008-09-15",
    "problem": "下垟村口水沟盖板缺两块，正对学生上学必经之路，约六十名学生每天经过。",
    "cause": "盖板属村道设施，损坏后没有固定的报修人，学校也没有人去问过。",
    "goal": "两块盖板补齐，踩踏牢固",
    "measures": [{"text": "当天在缺口处设置警示标志并派人值守"}],
    "lead_leader": "p02",
    "responsible": "p03",
    "limit": "by_date",
    "deadline": "2008-09-25",
}
"""A rectification item that nothing is wrong with."""

FORUM: dict[str, Any] = {
    "title": "放学后看护怎么办",
    "date": "2008-09-18",
    "start_time": "14:00",
    "end_time": "16:00",
    "place": "多媒体教室",
    "host": "p01",
    "recorder": "p03",
    "notice_on": "2008-09-12",
    "leaders": ["p01", "p02"],
    "participants": [{"category": "parent", "count": 12}, {"category": "village", "count": 2}],
    "briefing": "通报了九月以来放学后看护的情况：每天三十六名学生四点后留在校内，值班教师两人，打算延长到五点半。" * 3,
    "opinions": [
        {
            "raised_by": "parent",
            "content": "孩子四点放学没人接，盼望学校能看到五点半再放人。",
            "handling": "by_date",
            "reply": "九月底前排出轮值表",
            "due": "2008-09-30",
        },
        {
            "raised_by": "village",
            "content": "村口那段路没有路灯，冬天放学天已经黑了，走路不安全。",
            "handling": "spot",
            "reply": "当场联系村里，本周装上",
        },
    ],
    "publication_scope": "parents",
}
"""A forum with two opinions that nothing is wrong with."""
