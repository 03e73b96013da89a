"""Draws every printed page, so that somebody can look: `python -m tests.support.pages build/pages`."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image, ImageDraw

from core.base.canonical import digest
from core.base.jobs import Silent
from core.documents.filing import draw_archive
from core.documents.packet import Composed, compose
from core.documents.preview import ballots_pdf, blank_pdf, ledger_pdf, poster_pdf, sheet_pdf, sign_in_pdf
from core.records.catalogue import bring, find_kind, kinds
from core.records.content import Person, Record, School
from core.records.display import heading_of
from core.records.filing import Place, arrange, usual_retention
from core.records.kind import Kind
from core.records.letter import Form, RedHead
from core.records.packet import Attached, Campaign, Document, Entry, record_digest
from core.views.archive import Part, Plan
from tests.support.examples import STATES, whole
from tests.support.owncampaign import LOG, own_kind
from tests.support.pages_between import draw_between

ZONE = timezone(timedelta(hours=8))
MADE = datetime(2008, 9, 19, 14, 25, tzinfo=ZONE)
SCHOOL = School(name="云川县云岙镇中心小学", short="云岙小学", district="云岙学区", superior="云川县教育局")
NAMES = (
    "林志远、周海燕、郑国平、黄秀珍、吴立新、徐长青、王䶮、苏𬍛、陈晓敏、李文斌、张敏、何建华、叶春兰、蔡明、朱镕、欧阳文静、孙喆、"
    "钱堃、冯昇、褚犇、卫东、蒋一鸣、沈从文、韩雪、杨柳、朱晓、秦岭、尤勇、许可、何平、吕梁、施恩、张弛、孔明、曹操、严明、华山、"
    "金波、魏征、陶然"
)
"""Forty names, rare hanzi among them."""
PEOPLE = tuple(
    Person(id=f"p{number:02d}", name=name, post="教师") for number, name in enumerate(NAMES.split("、"), start=1)
)
BY_ID = {person.id: person for person in PEOPLE}
SENTENCES = (
    "校长领读报告第八部分中关于优先发展教育的段落，逐句读，不另发讲稿；",
    "王䶮提出，村小的孩子下午四点就放学，家里多半只有老人，作业没人看，能不能留一间教室开到五点半。",
    "李文斌说：“六年级有7名学生要走3公里山路，留校晚了反而不安全。”",
    "吴立新说，教室日光灯坏了5根（照度只有180 lx），开放之前要先换灯。",
    "苏𬍛认为《义务教育法》第二十二条、第二十四条说得很清楚——学校不得分设重点班和非重点班……",
    "查到的资料见 http://example.cn/edu/2008-04/notice-17.html，打印两份，2008年4月30日以前发到各组。",
)


def prose(length: int) -> str:
    """Return paragraphs of about `length` characters."""
    text = ""
    number = 0
    while len(text) < length:
        number += 1
        text += SENTENCES[number * number // 3 % len(SENTENCES)]
        if number % 4 == 3:
            text += "\n"
    return text[:length]


def record(kind: str, values: dict[str, Any], *, number: str, state: str = "done", late: int = 1) -> Record:
    """Return a record entered `late` days after its day."""
    definition = find_kind(kind)
    day = date.fromisoformat(values[definition.dated]) if values.get(definition.dated) else None
    entered = datetime.combine(day or date(2008, 9, 1), MADE.timetz()) + timedelta(days=late)
    return Record(
        id=digest(f"{kind} {number} {sorted(values)}".encode())[:32],
        kind=kind,
        kind_version=definition.version,
        number=number,
        state=state,
        heading=heading_of(definition, values),
        dated=day,
        entered_at=entered,
        changed_at=entered,
        finished_at=None if state == "draft" else entered,
        values=values,
    )


def study(number: int = 1, *, length: int = 400, people: int = 14, **more: Any) -> Record:
    """Return a study session with `length` characters of content and `people` expected."""
    late, state = more.pop("late", 1), more.pop("state", "done")
    expected = [person.id for person in PEOPLE[:people]]
    values: dict[str, Any] = {
        "subtype": "night_study",
        "nth": 1,
        "date": (date(2008, 4, 24) + timedelta(days=number - 1)).isoformat(),
        "weekday": 3,
        "start_time": "19:00",
        "end_time": "20:40",
        "minutes": 100,
        "place": "学校会议室",
        "host": "p02",
        "speaker": "p01",
        "recorder": "p09",
        "attendance": {
            "expected": expected,
            "absent": [
                {
                    "person": "p12",
                    "reason": "official",
                    "note": "带队参加县小学生运动会",
                    "makeup_on": "2008-04-28",
                    "makeup_method": "自学材料并交半页笔记",
                },
                {"person": "p07", "reason": "sick", "makeup_on": "2008-04-29", "makeup_method": "由党支部书记传达"},
            ],
        },
        "title": "优先发展教育与办好村小",
        "materials": [
            {"title": "十七大报告第八部分“优先发展教育，建设人力资源强国”", "issued": "2007-10-15"},
            {"title": "县教育局主题实践活动实施方案", "number": "云教〔2008〕17号", "issued": "2008-04-20"},
        ],
        "content": prose(length),
        "discussion": [
            {"speaker": "p07", "text": "建议留一间教室开到五点半。"},
            {"speaker": "p08", "text": "先调查需求，再排轮值。"},
        ],
        "resolutions": [{"text": "发放留校需求调查表", "owner": "p04", "due": "2008-04-30"}],
        "summary": "先从放学后没人管这件小事做起。",
        "publication_scope": "staff",
        **more,
    }
    return record("study_session", values, number=f"ST-2008-{number:03d}", late=late, state=state)


def diary(number: int = 1, **more: Any) -> Record:
    """Return a research diary."""
    values: dict[str, Any] = {
        "topic": "放学以后村小的孩子在哪里",
        "author": "p01",
        "date": "2008-04-29",
        "weekday": 1,
        "day_no": 2,
        "weather": "小雨转阴",
        "start_time": "14:30",
        "end_time": "17:50",
        "place": "下垟村教学点",
        "method": ["talk", "visit", "papers"],
        "visited": [{"category": "parent", "count": 6}, {"category": "teacher", "people": ["p07", "p08"]}],
        "facts": prose(260),
        "problems": [{"text": "水沟盖板缺两块，正对学生上学必经之路，约六十名学生每天经过。"}],
        "expectations": [{"text": "家长盼望放学后有人照看到五点半。"}],
        "improvements": [{"text": "教导处先发调查表，问清多少家长需要。"}],
        "on_spot": [{"text": "用树枝和红布做了记号", "result": "当天下午安排值日教师站护"}],
        "next_steps": [{"text": "书面告知村委会并留底", "due": "2008-04-30"}],
        "publication_scope": "staff",
        **more,
    }
    return record("research_diary", values, number=f"DY-2008-{number:03d}", late=12 if "late_reason" in values else 0)


def item(number: int = 1, *, state: str = "closed", **more: Any) -> Record:
    """Return a rectification item."""
    values: dict[str, Any] = {
        "no": number,
        "title": "上学路上水沟盖板缺失",
        "source": "research",
        "source_ref": "DY-2008-001",
        "category": "校园周边安全",
        "proposed_on": "2008-04-29",
        "problem": "下垟村口水沟盖板缺两块，正对学生上学必经之路，约六十名学生每天经过，雨天水漫过沟面看不清边沿。",
        "cause": "盖板属于村道设施，损坏以后没有固定的报修人，学校过去只在家长会上口头提醒，没有书面告知。",
        "goal": "开学前补齐盖板，此后每月巡查一次",
        "measures": [
            {"text": "当天设置警示标志"},
            {"text": "书面告知村委会并电话催办"},
            {"text": "补齐后由总务处每月巡查一次"},
        ],
        "lead_leader": "p01",
        "responsible": "p05",
        "cooperating": "下垟村村委会",
        "limit": "by_date",
        "deadline": "2008-05-10",
        "progress": [
            {"on": "2008-04-30", "by": "p05", "note": "总务主任向村委会送交书面函件并留底，同时安排值日教师早晚站护。"},
            {"on": "2008-05-07", "by": "p05", "note": "村委会装上两块新盖板，踩踏牢固。"},
        ],
        "acceptor": "p06",
        "accepted_on": "2008-05-09",
        "opinion": "现场查看，两块盖板已补齐，同意销号。",
        "publish": True,
        "publish_scope": ["staff"],
        "publish_place": "校务公开栏",
        "publish_from": "2008-05-12",
        "publish_to": "2008-05-19",
        "satisfaction": "satisfied",
        "closed_on": "2008-05-09",
        **more,
    }
    return record("rectification", values, number=f"RC-2008-{number:03d}", state=state)


def example(kind: str, *, number: int = 1) -> Record:
    """Return a record of a kind with everything that stands in it by the end."""
    prefix = find_kind(kind).prefix
    return record(kind, whole(kind), number=f"{prefix}-2008-{number:03d}", state=STATES.get(kind, "done"))


def photo(folder: Path, number: int, *, size: tuple[int, int] = (800, 600), mode: str = "RGB") -> bytes:
    """Return a generated picture as JPEG; `folder` takes the file under its digest."""
    image = Image.new("RGB", size, ((37 * number) % 200 + 30, 120, 160))
    drawing = ImageDraw.Draw(image)
    for step in range(12):
        drawing.ellipse(
            (step * 40, step * 30 + number % 100, step * 40 + 120, step * 30 + 120), outline="white", width=4
        )
    path = folder / f"photo-{number}.jpg"
    image.convert(mode).save(path, quality=80)
    content = path.read_bytes()
    path.rename(folder / digest(content))
    return content


def packet(records: Iterable[Record], *, attached: Iterable[Attached] = (), **more: Any) -> Document:
    """Return the data of a packet with these records."""
    entries = tuple(Entry(record=one, sha256=record_digest(one)) for one in records)
    used = {entry.record.kind for entry in entries}
    return msgspec.structs.replace(
        Document(
            id="0" * 32,
            program="台账 0.1.0",
            title="九月份报送包",
            made_at=MADE,
            school=SCHOOL,
            people=PEOPLE,
            campaigns=(Campaign(id="c", title="“树新形象、创新业绩”主题实践活动"),),
            signer="林志远",
            kinds=tuple(find_kind(key) for key in sorted(used)),
            entries=entries,
            attached=tuple(attached),
        ),
        **more,
    )


def with_photos(folder: Path, records: list[Record], *, each: int = 1) -> tuple[list[Record], list[Attached]]:
    """Give each record `each` photos of its own; returns records and attachments."""
    shown, attached = [], []
    for number, one in enumerate(records):
        files = []
        for place in range(each):
            content = photo(folder, number * each + place, size=(800, 600) if place % 2 == 0 else (600, 900))
            name = f"{one.number}-{place + 1}.jpg"
            files.append(
                {"blob": digest(content), "name": name, "title": "活动现场", "type": "photo", "mime": "image/jpeg"}
            )
            attached.append(
                Attached(
                    name=name,
                    sha256=digest(content),
                    size=len(content),
                    mime="image/jpeg",
                    title="活动现场",
                    record=one.id,
                )
            )
        key = "evidence" if one.kind == "rectification" else "attachments"
        shown.append(msgspec.structs.replace(one, values={**one.values, key: files}))
    return shown, attached


def compose_in(folder: Path, document: Document, *, name: str = "packet.pdf") -> Composed:
    """Compose a packet whose attachments lie in `folder` under their digests."""
    return compose(document, blobs=lambda sha256: folder / sha256, out=folder / name, progress=Silent())


def hanging(folder: Path) -> list[Path]:
    """Draw what hangs under records: sign-in sheets, ballots, posters, and a year's archive."""
    papers: dict[str, tuple[bytes, tuple[int, ...]]] = {}
    for name, one in (("14", study()), ("40", study(3, people=40)), ("forum", example("forum"))):
        papers[f"sign-in-{name}"] = sign_in_pdf(find_kind(one.kind), one, BY_ID, SCHOOL)
    papers["ballots"] = ballots_pdf(find_kind("survey"), example("survey"), BY_ID, SCHOOL)
    for key in ("publication", "pledge"):
        papers[f"poster-{key}"] = poster_pdf(find_kind(key), example(key), BY_ID, SCHOOL)
    place = Place(fonds="X001", department="DZB")
    pieces = [study(), study(2, length=1500), item(1), example("council_meeting"), example("petition")]
    filed = arrange(pieces, year=2008, place=place, kept=usual_retention)
    plan = Plan(year=2008, parts=tuple(Part), place=place)
    papers["archive"] = draw_archive(filed, plan, people=BY_ID, school=SCHOOL, progress=Silent())
    made = []
    for name, (pdf, _starts) in papers.items():
        made.append(folder / f"{name}.pdf")
        made[-1].write_bytes(pdf)
    return made


def draw_all(folder: Path) -> list[Path]:
    """Draw every kind of page into `folder`; returns the PDFs."""
    folder.mkdir(parents=True, exist_ok=True)
    singles: dict[str, Callable[[], Record]] = {
        "study": study,
        "study-4000": lambda: study(2, length=4000),
        "study-40-people": lambda: study(3, people=40),
        "study-late": lambda: study(4, late=25, late_reason="当天没电没网，先手写后补录"),
        "study-draft": lambda: msgspec.structs.replace(study(5, state="draft"), number=""),
        "diary": diary,
        "diary-late": lambda: diary(2, late_reason="当天没电没网，先手写后补录"),
        "item": item,
        "item-void": lambda: item(2, state="void"),
    }
    made = []
    for name, make in singles.items():
        one = make()
        made.append(folder / f"{name}.pdf")
        made[-1].write_bytes(sheet_pdf(find_kind(one.kind), one, BY_ID, SCHOOL))
    for key, kind in kinds().items():
        made.append(folder / f"blank-{key}.pdf")
        made[-1].write_bytes(blank_pdf((kind,), SCHOOL, at=MADE)[0])
    for key, kind in kinds().items():
        one = example(key)
        made.append(folder / f"example-{key}.pdf")
        made[-1].write_bytes(sheet_pdf(kind, one, BY_ID, SCHOOL))
    brought = own_kind()
    bring((brought,))
    one = record(brought.key, LOG, number=f"{brought.prefix}-2009-001")
    made.append(folder / f"example-{brought.key}.pdf")
    made[-1].write_bytes(sheet_pdf(brought, one, BY_ID, SCHOOL))
    bring(())
    made.extend(draw_letters(folder))
    items = [item(1), item(2, state="doing", progress=[]), item(3, state="open", problem=prose(900), title=prose(30))]
    made += hanging(folder)
    made.append(folder / "ledger.pdf")
    made[-1].write_bytes(ledger_pdf(find_kind("rectification"), items * 3, BY_ID, SCHOOL))
    records, attached = with_photos(folder, [study(), study(2, length=1500), diary(), item(1), item(2)], each=2)
    records = [example("progress_report"), *records]
    made.append(compose_in(folder, packet(records, attached=attached)).path)
    return made + draw_between(folder)


def draw_letters(folder: Path) -> list[Path]:
    """Draw letters as they come seldom: long, unfinished, void, signed in other forms, with a red head."""
    kind, one = find_kind("proposal"), example("proposal")
    letter = kind.letter
    if letter is None:
        raise ValueError(kind.key)

    def changed(**values: Any) -> Record:
        return msgspec.structs.replace(one, values={**one.values, **values})

    def formed(**parts: Any) -> Kind:
        return msgspec.structs.replace(kind, letter=msgspec.structs.replace(letter, **parts))

    long = changed(
        background="（一）先问再做。" + prose(1500),
        title="关于" + "进一步规范农村小学放学后学生看护工作" * 3 + "的建议书",
    )
    head = RedHead(number="receipt_no", issuer="author")
    drawings: dict[str, tuple[Kind, Record]] = {
        "long": (kind, long),
        "draft": (kind, msgspec.structs.replace(changed(suggestions=[]), state="draft", number="", finished_at=None)),
        "void": (kind, msgspec.structs.replace(one, state="void")),
        "unsealed": (formed(form=Form.UNSEALED), one),
        "stamped": (formed(form=Form.STAMPED, signers=("author",)), one),
        "red-head": (formed(red_head=head), changed(receipt_no="云岙小[2008]5号")),
    }
    made = []
    for name, (drawn, shown) in drawings.items():
        made.append(folder / f"letter-{name}.pdf")
        made[-1].write_bytes(sheet_pdf(drawn, shown, BY_ID, SCHOOL))
    return made


def main(folder: Path) -> None:
    """Draw the pages as PDF, and as PNG where pdftoppm is installed."""
    for path in draw_all(folder):
        print(path)
        if shutil.which("pdftoppm"):
            subprocess.run(["pdftoppm", "-r", "60", "-png", str(path), str(path.with_suffix(""))], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pages"))
