"""How long the whole checklist of a school year takes, cold and after one change, beside merely reading the records.

Run: `python -m bench.checklist [RECORDS]`. A school year of study sessions, diaries and rectification items in clauses
of the demo's records, with people, places and days that get in each other's way now and then. Figures to report, not
to test; look at the ratios.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.bigvault import NOON, PASSWORD, show, spread
from bench.likeness import make as make_texts
from bench.row import Beside, Row, tell, wanted
from core.base.clock import FixedClock
from core.base.ids import new_id
from core.base.paths import resources
from core.records.catalogue import find_kind
from core.records.content import Person, Record, School, name_rows
from core.services import checkup, drafts, similar, vaults
from core.store import records
from core.store.unlock import Cost
from core.store.vault import Vault

ROUNDS = 30


def main(records_wanted: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        vault = make(Path(name), records_wanted=records_wanted)
        start = time.perf_counter()
        with vault.look() as session:
            read = sum(1 for _ in records.iterate(session, records.Filter()))
        floor = time.perf_counter() - start
        vaults.close(vault)
        vault = vaults.open_vault(vault.folder, PASSWORD, clock=FixedClock(NOON))
        while similar.warm(vault):
            pass
        start = time.perf_counter()
        checkup.look(vault)
        warm = time.perf_counter() - start
        vaults.close(vault)
        vault = vaults.open_vault(vault.folder, PASSWORD, clock=FixedClock(NOON))
        start, computing = time.perf_counter(), time.process_time()
        found = checkup.look(vault)
        cold, computing = time.perf_counter() - start, time.process_time() - computing
        told = sum(map(len, found.records.values()))
        show(
            "checklist_cold",
            {
                "records": read,
                "findings": told,
                "seconds": round(cold, 3),
                "computing": round(computing, 3),
                "texts_made_ready": round(warm, 3),
                "reading_alone": round(floor, 3),
                "ratio": round(cold / floor, 1),
            },
        )
        tell(
            Row(
                name="checklist.cold",
                what=f"checklist of {read} records, {told} findings, cold",
                ours=round(cold, 3),
                beside=Beside.FLOOR,
                other="reading the records",
                theirs=round(floor, 3),
                headline=True,
            )
        )
        for kind in TYPED:
            changed = _changes(vault, kind)
            show(f"checklist_after_a_change_of_{kind}", changed)
            tell(
                Row(
                    name=f"checklist.{kind}",
                    what=f"checklist after a change of one {kind.replace('_', ' ')}",
                    unit="ms",
                    ours=changed["median_ms"],
                    other="the same, cold",
                    theirs=round(cold * 1000, 1),
                )
            )
        vaults.close(vault)


def make(folder: Path, *, records_wanted: int) -> Vault:
    """Make a school's year; the same every time."""
    demo = json.loads(resources("demo", "school.json").read_bytes())
    draw = random.Random(20080919)
    texts = make_texts(demo, records_wanted)
    roster = [Person(id=one["id"], name=one["name"], post=one["post"]) for one in demo["people"]]
    vault = vaults.create(
        folder / "bench",
        password=PASSWORD,
        school=School(name=demo["school"]["name"], short=demo["school"]["short"]),
        principal=roster[0],
        others=roster[1:],
        clock=FixedClock(NOON),
        cost=Cost(8, 1, 1),
        quick_key=True,
        campaign_id="cn-2008",
    )
    ids = [person.id for person in roster]
    with vault.work() as session:
        for number, record in enumerate(_records(draw, texts, ids)):
            records.add(session, record, names=vault.names(session))
            del number
    return vault


def _records(draw: random.Random, texts: list[str], ids: list[str]) -> Iterator[Record]:
    """Yield the records of a year."""
    for number, text in enumerate(texts):
        day = date(2008, 1, 1) + timedelta(days=number * 260 // len(texts))
        key = ("study_session", "research_diary", "rectification")[number % 3]
        kind = find_kind(key)
        values = name_rows(kind, _VALUES[key](draw, day, text, ids))
        yield Record(
            id=new_id(),
            kind=key,
            kind_version=kind.version,
            state=draw.choice(("open", "working", "closed")) if key == "rectification" else "done",
            number=f"{kind.prefix}-2008-{number:04d}",
            entered_at=datetime.combine(day, NOON.timetz()) + timedelta(hours=6),
            changed_at=NOON,
            finished_at=NOON,
            values=values,
        )


def _session(draw: random.Random, day: date, text: str, ids: list[str]) -> dict[str, Any]:
    """Return the values of a study session."""
    away = draw.sample(ids, 2)
    hour = draw.randrange(8, 20)
    return {
        "title": text[:14],
        "subtype": "night_study",
        "date": day.isoformat(),
        "start_time": f"{hour:02d}:00",
        "end_time": f"{hour + 1:02d}:20",
        "place": draw.choice(("学校会议室", "多媒体教室", "教导处")),
        "host": ids[0],
        "speaker": ids[1],
        "recorder": ids[2],
        "attendance": {"expected": ids, "absent": [{"person": one, "reason": "sick"} for one in away], "signed": None},
        "materials": [{"title": "十七大报告第八部分", "issued": "2007-10-15"}],
        "content": text,
        "discussion": [{"speaker": ids[at], "text": text[40 * at : 40 * at + 40]} for at in range(3)],
        "resolutions": [{"text": text[-20:], "owner": ids[3], "due": (day + timedelta(days=9)).isoformat()}],
        "publication_scope": "staff",
    }


def _diary(draw: random.Random, day: date, text: str, ids: list[str]) -> dict[str, Any]:
    """Return the values of a diary."""
    return {
        "topic": "村小放学后学生看护的需要与可能",
        "author": draw.choice(ids),
        "date": day.isoformat(),
        "start_time": "07:30",
        "end_time": "16:50",
        "place": "三年级教室",
        "method": ["lesson", "talk"],
        "visited": [{"category": "pupil", "count": 9}],
        "facts": text,
        "problems": [{"text": text[:40]}],
        "publication_scope": "team",
    }


def _item(draw: random.Random, day: date, text: str, ids: list[str]) -> dict[str, Any]:
    """Return the values of a rectification item."""
    return {
        "title": text[:14],
        "source": "research",
        "category": draw.choice(("校园安全", "教学管理", "学习制度", "学生看护")),
        "proposed_on": day.isoformat(),
        "problem": text[:70],
        "cause": text[70:140],
        "measures": [{"text": text[140 + 20 * at : 160 + 20 * at]} for at in range(3)],
        "lead_leader": ids[0],
        "responsible": draw.choice(ids[1:]),
        "limit": "by_date",
        "deadline": (day + timedelta(days=40)).isoformat(),
        "evidence": [{"title": "登记表", "type": "document", "on": day.isoformat()}],
    }


_VALUES = {"study_session": _session, "research_diary": _diary, "rectification": _item}


def _typed_session(values: dict[str, Any], number: int) -> None:
    """Type on in a study session."""
    values.update(title="优先发展教育", date="2008-06-05", start_time="19:00", end_time="20:00")
    values["content"] = f"{values.get('content', '领学报告。')}逐句读第{number}段。"


def _typed_item(values: dict[str, Any], number: int) -> None:
    """Type on in a rectification item."""
    values.update(title="路灯不亮", source="self_check", category="校园安全", proposed_on="2008-06-05")
    values["problem"] = f"{values.get('problem', '校门口路灯不亮。')}第{number}盏。"


def _typed_dispute(values: dict[str, Any], number: int) -> None:
    """Type on in a dispute: every time another name is to be kept out of all other texts."""
    values.update(title="水沟倒灌菜地", date="2008-06-05")
    values["parties"] = [{"side": "second", "role": "村民", "name": f"柳栖{'梧桐竹松柏'[number % 5]}"}]


TYPED: dict[str, Callable[[dict[str, Any], int], None]] = {
    "study_session": _typed_session,
    "rectification": _typed_item,
    "dispute": _typed_dispute,
}


def _changes(vault: Vault, kind: str) -> dict[str, float | int]:
    """Return how long the checklist takes after one draft was written, and how many records it judges anew."""
    draft = drafts.begin(vault, kind)
    values, revision = dict(draft.values), draft.revision
    times, judged = [], 0
    for number in range(ROUNDS):
        TYPED[kind](values, number)
        revision = drafts.write(vault, draft.id, values, revision=revision).revision
        start = time.perf_counter()
        judged = max(judged, checkup.look(vault).judged)
        times.append(time.perf_counter() - start)
    return {**spread(times), "judged_at_most": judged}


if __name__ == "__main__":
    main(wanted(2000, 100, sys.argv[1:]))
