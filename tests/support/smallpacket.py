"""A packet small enough to be made in a tenth of a second, for tests of signing, judging and carrying."""

import io
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from core.base.canonical import digest
from core.base.ids import new_id
from core.base.paths import resources
from core.records.catalogue import find_kind
from core.records.content import Person, Record, School
from core.records.display import printed_texts
from core.records.packet import Attached, Document, Entry, PageRange, content_digest, record_digest, write_document

ZONE = timezone(timedelta(hours=8))
WHEN = datetime(2008, 9, 19, 14, 25, tzinfo=ZONE)
SCHOOL = School(name="云川县云岙镇中心小学", short="云岙小学", district="云川县", superior="云川县教育局")
PEOPLE = (
    Person(id="p1", name="林志远", post="校长"),
    Person(id="p2", name="王䶮", post="教师"),
    Person(id="p3", name="苏慧", post="教师"),
)
FONT = "SmallSong"
RARE = "SmallRare"
LINE = 34
LINES_A_PAGE = 36


def study_session(
    number: int = 1, *, content: str = "学习县教育局通知，围绕农村小规模学校怎样办好展开讨论。"
) -> Record:
    """Return a finished study session."""
    return Record(
        id=new_id(),
        kind="study_session",
        kind_version=1,
        number=f"ST-2008-{number:03d}",
        state="done",
        heading="树新形象夜学",
        dated=date(2008, 9, 18),
        entered_at=WHEN,
        changed_at=WHEN,
        finished_at=WHEN,
        values={
            "title": "树新形象、创新业绩夜学",
            "subtype": "night_study",
            "date": "2008-09-18",
            "start_time": "19:00",
            "end_time": "20:30",
            "place": "二楼会议室",
            "host": "p1",
            "speaker": "p2",
            "recorder": "p3",
            "attendance": {"expected": ["p1", "p2", "p3"], "absent": [{"person": "p3", "reason": "sick"}]},
            "content": content,
            "discussion": [{"speaker": "p2", "text": "先把课上好，再谈别的；每周听课两节并写下意见。"}],
        },
    )


def document(
    records: Iterable[Record] | None = None,
    *,
    files: dict[str, bytes] | None = None,
    change: Callable[[Document], Document] | None = None,
) -> Document:
    """Return the data of a packet; `files` are attachments by name."""
    entries = tuple(
        Entry(record=record, sha256=record_digest(record))
        for record in ([study_session()] if records is None else records)
    )
    made = Document(
        id=new_id(),
        program="Taizhang 0.1.0",
        title="九月份报送包",
        made_at=WHEN,
        school=SCHOOL,
        people=PEOPLE,
        signer="林志远",
        kinds=tuple(find_kind(key) for key in sorted({entry.record.kind for entry in entries})),
        entries=entries,
        attached=tuple(
            Attached(name=name, sha256=digest(data), size=len(data), mime="image/jpeg")
            for name, data in sorted((files or {}).items())
        ),
    )
    return change(made) if change else made


def make_packet(
    target: Path,
    data: Document | None = None,
    *,
    files: dict[str, bytes] | None = None,
    printed: Callable[[str, str], str] = lambda _, text: text,
    alter: Callable[[pikepdf.Pdf], None] | None = None,
    raw: Callable[[bytes], bytes] = lambda data: data,
    object_streams: pikepdf.ObjectStreamMode = pikepdf.ObjectStreamMode.disable,
) -> Document:
    """Write an unsigned packet; returns its data with the page ranges filled in.

    `printed(field, text)` may print something else than the data say, `alter` may change the PDF, `raw` the bytes
    of data.json.
    """
    data = data or document(files=files)
    pages, data = _print(data, printed)
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        _attach(pdf, "data.json", raw(write_document(data)), mime="application/json", relationship="/Data")
        for name, content in (files or {}).items():
            _attach(pdf, name, content, mime="image/jpeg", relationship="/Supplement")
        if alter:
            alter(pdf)
        pdf.save(target, object_stream_mode=object_streams)
    return data


def _attach(pdf: pikepdf.Pdf, name: str, content: bytes, *, mime: str, relationship: str) -> None:
    """Embed one file as the packet does."""
    spec = pikepdf.AttachedFileSpec(
        pdf, content, filename=name, mime_type=mime, relationship=pikepdf.Name(relationship)
    )
    pdf.attachments[name] = spec


def _print(data: Document, printed: Callable[[str, str], str]) -> tuple[bytes, Document]:
    """Set the records, each beginning on a page of its own after the cover."""
    for name, role in ((FONT, "TaizhangSong.ttf"), (RARE, "TaizhangRare.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(resources("fonts", role))))
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=FONT, invariant=1)
    canvas.setFont(FONT, 14)
    canvas.drawString(72, 700, data.title)
    canvas.drawString(72, 670, data.school.name)
    code = content_digest(data)[:8].upper()
    page, entries = 1, []
    for entry in data.entries:
        kind = data.kind(entry.record.kind)
        lines = [f"编号：{entry.record.number}"]
        for key, text in printed_texts(kind, entry.record.values, data.names):
            for paragraph in printed(key, text).split("\n"):
                lines += [paragraph[at : at + LINE] for at in range(0, len(paragraph), LINE)]
        first = page + 1
        for start in range(0, max(1, len(lines)), LINES_A_PAGE):
            _footer(canvas, code, page)
            canvas.showPage()
            page += 1
            _lines(canvas, lines[start : start + LINES_A_PAGE])
        entries.append(msgspec.structs.replace(entry, pages=PageRange(first=first, last=page)))
    _footer(canvas, code, page)
    canvas.showPage()
    canvas.save()
    return out.getvalue(), msgspec.structs.replace(data, entries=tuple(entries))


def _lines(canvas: Canvas, lines: list[str]) -> None:
    """Set lines of text, every character in a font that has it."""
    faces = {name: pdfmetrics.getFont(name) for name in (FONT, RARE)}
    for row, line in enumerate(lines):
        text = canvas.beginText(72, 770 - 18 * row)
        for character in line:
            name = FONT if ord(character) in faces[FONT].face.charToGlyph else RARE
            text.setFont(name, 12)
            text.textOut(character)
        canvas.drawText(text)


def _footer(canvas: Canvas, code: str, page: int) -> None:
    """Set the code and the page number."""
    canvas.setFont(FONT, 9)
    canvas.drawString(72, 40, f"核验码 {code}　{page}")
