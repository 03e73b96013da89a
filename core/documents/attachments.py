"""The attachments on paper: photos two to a page, scans one to a page, each with its caption (D§4.3).

Of a scanned PDF every page is drawn; the file itself is embedded as it came.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.documents.flow import Flow
from core.documents.frames import Leaf, Shown, count_own
from core.documents.paragraph import Typesetter
from core.documents.pictures import SCAN, Picture, fit, is_drawn, measure, measure_scan
from core.documents.styles import MM, SHEET_TITLE, SMALL, Align
from core.records.packet import Attached, Document

_GAP = 5 * MM
_CAPTION = 2 * SMALL.leading + 2 * MM


@dataclass(frozen=True, slots=True)
class Numbered:
    """An attachment with its number in the packet."""

    number: int
    attached: Attached
    record: str
    """Number of the record it belongs to."""
    whole: bool
    """A scan that needs a page of its own."""


def number_attachments(document: Document) -> list[Numbered]:
    """Number the attachments in the order of the packet's list."""
    records = {entry.record.id: entry.record for entry in document.entries}
    numbered = []
    for number, attached in enumerate(document.attached, start=1):
        record = records.get(attached.record)
        types = [
            row.get("type")
            for value in (record.values.values() if record else ())
            if isinstance(value, list)
            for row in value
            if isinstance(row, dict) and row.get("blob") == attached.sha256
        ]
        whole = bool(types) and types[0] not in ("photo", "other", None)
        numbered.append(Numbered(number, attached, record.number if record else "", whole))
    return numbered


def lay_attachments(setter: Typesetter, attachments: Sequence[Numbered], *, blobs: Callable[[str], Path]) -> list[Leaf]:
    """Lay out the attachments that are pictures or scans; `blobs` gives the file of a digest.

    Raises PictureUnreadable, ScanUnreadable.
    """
    drawn = [one for one in attachments if is_drawn(one.attached.mime)]
    if not drawn:
        return []
    flow = Flow(setter, lambda number: Leaf(head="附件（续）" if number else "", foot="附件"))
    flow.text("附　　件", SHEET_TITLE)
    flow.space(3 * MM)
    full = flow.leaf.bottom - flow.leaf.top - SHEET_TITLE.leading - 3 * MM
    half = (full - _GAP) / 2
    for one, picture, part in _pictures(drawn, blobs):
        box = full if one.whole or part else half
        if flow.room < box - 0.5:
            flow.turn()
        width, height = fit(picture, flow.width, box - _CAPTION)
        x = flow.leaf.left + (flow.width - width) / 2
        flow.leaf.marks.append(Shown(picture, x, flow.y, width, height))
        end = flow.y + box + _GAP
        flow.space(height + 1 * MM)
        where = f"{one.record} 附件{one.number}"
        title = one.attached.title or one.attached.name
        flow.text(f"附件{one.number}　{title}{part}", SMALL.at(Align.CENTRE), where=where)
        if one.record:
            flow.text(f"所属记录：{one.record}", SMALL.at(Align.CENTRE), where=where)
        flow.y = min(end, flow.leaf.bottom)
    return count_own(flow.leaves)


def _pictures(drawn: Sequence[Numbered], blobs: Callable[[str], Path]) -> Iterator[tuple[Numbered, Picture, str]]:
    """Yield what is drawn of each attachment, with the words that tell one page of a scan from another."""
    for one in drawn:
        path = blobs(one.attached.sha256)
        if one.attached.mime != SCAN:
            yield one, measure(path, name=one.attached.name, record=one.record), ""
            continue
        pages = measure_scan(path, name=one.attached.name)
        for number, picture in enumerate(pages, start=1):
            yield one, picture, f"（第{number}页共{len(pages)}页）"
