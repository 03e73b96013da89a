"""The attachments on paper: photos two or four to a page, scans one to a page, each with its caption.

Of a scanned PDF every page is drawn; the file itself is embedded as it came.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.documents.flow import Flow
from core.documents.frames import Leaf, Shown, Text, count_own
from core.documents.paragraph import Typesetter
from core.documents.pictures import SCAN, Picture, fit, is_drawn, measure, measure_scan
from core.documents.styles import MM, SHEET_TITLE, SMALL, Align
from core.records.packet import Attached, Document

_GAP = 5 * MM
FEW = 6
"""Photos that are printed large, two to a page; more stand four to a page."""


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
    pages = _Pages(setter, four=sum(not one.whole and one.attached.mime != SCAN for one in drawn) > FEW)
    for one, picture, part in _pictures(drawn, blobs):
        caption = f"附件{one.number}　{one.attached.title or one.attached.name}{part}"
        pages.put(one, picture, caption, alone=one.whole or bool(part))
    return count_own(pages.leaves)


class _Pages:
    """Pages of pictures while they fill up: a scan takes one, photos share one by two or four."""

    def __init__(self, setter: Typesetter, *, four: bool) -> None:
        flow = Flow(setter, lambda _: Leaf(foot="附件"))
        flow.text("附　　件", SHEET_TITLE)
        flow.space(3 * MM)
        self._setter = setter
        self.leaves = flow.leaves
        self._top = flow.y
        self._columns = 2 if four else 1
        self._taken = 0
        self._width = flow.width
        self._height = self.leaves[-1].bottom - flow.y

    def put(self, one: Numbered, picture: Picture, caption: str, *, alone: bool) -> None:
        """Draw a picture with its caption where the next one belongs; one that is `alone` fills a page."""
        most = 2 * self._columns
        if self._taken and (alone or self._taken == most):
            self._turn()
        columns, rows = (1, 1) if alone else (self._columns, 2)
        row, column = divmod(self._taken, columns)
        width = (self._width - _GAP * (columns - 1)) / columns
        height = (self._height - _GAP * (rows - 1)) / rows
        x = self.leaves[-1].left + column * (width + _GAP)
        y = self._top + row * (height + _GAP)
        self._taken = most if alone else self._taken + 1
        self._draw(one, picture, caption, x=x, y=y, width=width, height=height)

    def _draw(
        self, one: Numbered, picture: Picture, caption: str, *, x: float, y: float, width: float, height: float
    ) -> None:
        """Draw a picture into a box, its caption and its record under it."""
        leaf, style, where = self.leaves[-1], SMALL.at(Align.CENTRE), f"{one.record} 附件{one.number}"
        lines = self._setter.lines(caption, style, width, where=where)
        if one.record:
            lines = [*lines, *self._setter.lines(f"所属记录：{one.record}", style, width, where=where)]
        told = max(len(lines), 2) * SMALL.leading + 2 * MM
        wide, high = fit(picture, width, height - told)
        leaf.marks.append(Shown(picture, x + (width - wide) / 2, y, wide, high, alt=caption))
        leaf.marks.append(Text(lines, x, y + high + 1 * MM, style))

    def _turn(self) -> None:
        self.leaves.append(Leaf(head="附件（续）", foot="附件"))
        self._top, self._taken = self.leaves[-1].top, 0


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
