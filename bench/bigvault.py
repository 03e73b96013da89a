"""A vault with as many records as a school writes in some years, for the measurements."""

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import msgspec

from core.base.clock import FixedClock
from core.base.ids import new_id
from core.records.catalogue import find_kind
from core.records.content import Person, Record, School
from core.services import people, vaults
from core.store import records
from core.store.unlock import Cost
from core.store.vault import Vault

PASSWORD = "bench"
DRAFTS = 40
"""How many of the records are not finished yet."""

NOON = datetime(2008, 9, 19, 12, 0, tzinfo=timezone(timedelta(hours=8)))
WORDS = (
    "放学后孩子由谁看护教师轮流值守家长村干部座谈会留校需求调查食堂水沟盖板安全检查整改措施责任到人"
    "夜学读报告谈体会备课听课走访农户留守儿童图书室操场排水预案演练经费公示意见建议逐条答复"
)


def make(folder: Path, *, records_wanted: int) -> Vault:
    """Make a vault with this many study sessions and diaries of some 500 characters each; the same every time."""
    draw = random.Random(20080919)
    vault = vaults.create(
        folder / "bench",
        password=PASSWORD,
        school=School(name="云川县云岙镇中心小学"),
        principal=Person(id="p00", name="林志远", post="校长"),
        clock=FixedClock(NOON),
        cost=Cost(8, 1, 1),
        quick_key=True,
        campaign_id="cn-2008",
    )
    for number in range(1, 14):
        people.save(vault, Person(id=f"p{number:02d}", name=f"教师{chr(0x4E00 + number)}", post="教师"))
    with vault.work() as session:
        for number in range(records_wanted):
            records.add(session, _record(draw, number), names=vault.names(session))
    return vault


def _record(draw: random.Random, number: int) -> Record:
    """Return one record."""
    kind = find_kind("study_session" if number % 3 else "research_diary")
    day = date(2004, 1, 1) + timedelta(days=number // 6)
    values = {
        "title": _words(draw, 14),
        "topic": _words(draw, 14),
        "subtype": "night_study",
        "date": day.isoformat(),
        "start_time": f"{8 + number % 6 * 2:02d}:00",
        "end_time": f"{9 + number % 6 * 2:02d}:00",
        "place": "学校会议室",
        "host": "p01",
        "speaker": "p02",
        "recorder": "p03",
        "author": f"p{number % 14:02d}",
        "attendance": {"expected": [f"p{person:02d}" for person in range(14)], "absent": [], "signed": None},
        "content": _words(draw, 400),
        "facts": _words(draw, 400),
        "publication_scope": "staff",
    }
    keys = {field.key for field in kind.fields()}
    return Record(
        id=new_id(),
        kind=kind.key,
        kind_version=kind.version,
        # Nearly all of a school's records are finished.
        state="draft" if number < DRAFTS else "done",
        number="" if number < DRAFTS else f"{kind.prefix}-2004-{number:05d}",
        entered_at=NOON,
        changed_at=NOON,
        values={key: value for key, value in values.items() if key in keys},
    )


def _words(draw: random.Random, length: int) -> str:
    """Return text of this many characters out of pieces of real words."""
    text = ""
    while len(text) < length:
        start = draw.randrange(len(WORDS) - 8)
        text += WORDS[start : start + draw.randrange(2, 8)]
    return text[:length]


def spread(seconds: list[float]) -> dict[str, float]:
    """Return median, 99th percentile and worst of measured times, in milliseconds."""
    ordered = sorted(seconds)
    return {
        "median_ms": round(ordered[len(ordered) // 2] * 1000, 3),
        "p99_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000, 3),
        "worst_ms": round(ordered[-1] * 1000, 3),
    }


def show(name: str, found: Mapping[str, object]) -> None:
    """Print one measurement as a line of JSON."""
    print(msgspec.json.encode({"bench": name, **found}).decode(), flush=True)
