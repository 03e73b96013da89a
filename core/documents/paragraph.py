"""Chinese paragraphs: where lines may break, how they are squeezed and stretched, and which font draws what.

Rules (GB/T 9704-2012 leaves them to usage; the usual ones are of CLREQ §3): no closing mark begins a line, no opening
mark ends one, Latin words and numbers stay whole unless longer than a line, a mark that would just not fit is squeezed
in (at most one em of blanks a line), every line but a paragraph's last is stretched between characters to full width.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from core.base.errors import MissingGlyph
from core.documents.boxes import BoxFace
from core.documents.fonts import Chain, Faces, Role, UnprintableError
from core.documents.styles import Align, Style

NO_START = frozenset(" ,.;:!?)]}%\"'，。、；：！？）》〉】〕』」”’…—～·％‰℃°¢′″／/-–")
"""Marks that must not begin a line."""
NO_END = frozenset("([{（《〈【〔『「“‘￥$＄№＃#")
"""Marks that must not end a line."""
RIGHT_BLANK = frozenset("，。、；：！？）》〉】〕』」”’")
"""Marks whose right half is blank."""
LEFT_BLANK = frozenset("（《〈【〔『「“‘")
"""Marks whose left half is blank."""
_JOINTS = frozenset("/.-_?&=@:")
"""Marks of an address behind which it is parted when it is longer than a line."""
_HALF_BLANK = RIGHT_BLANK | LEFT_BLANK
_TWINS = frozenset("—…")
_CALENDAR = frozenset("年月日号时分")
_WORD = re.compile(r"[!-~\u00c0-\u024f]")
"""Characters that hold together when they stand side by side: words, numbers, codes, addresses."""
_HOLDS = re.compile(r"[!-~\u00c0-\u024f—…]")
_SPACED = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")

_SHORT, _REMEMBERED = 12, 2_000

MOST_SQUEEZE = 1.0
"""Blanks taken out of one line at most, in em."""
MOST_STRETCH = 0.2
"""Space put between two characters at most, in em; a line that needs more stays ragged."""


class Line(NamedTuple):
    """One set line; lengths in points."""

    text: str
    left: float
    """Distance from the left edge of the column."""
    stretch: float = 0.0
    """Added in every gap."""
    squeeze: float = 0.0
    """Taken out of every half-blank mark."""
    place: int = 0
    """Place within its paragraph, from 0."""
    of: int = 1
    """Lines of its paragraph."""
    marked: frozenset[int] = frozenset()
    """Places of the characters that another face draws."""
    face: Role | None = None
    """That face."""


def clean(text: str) -> str:
    """Return text as it is set: one kind of line end, other blanks as spaces, unseen control characters left out."""
    return _UNSEEN.sub("", _SPACED.sub(" ", _BREAKS.sub("\n", text)))


def may_break(text: str, place: int) -> bool:
    """Tell whether a line may end before text[place]."""
    before, after = text[place - 1], text[place]
    if after in NO_START or before in NO_END:
        return False
    # Blanks fall away where a line ends, and what stands beside them is at the edge then.
    if before == " " and text[:place].rstrip(" ")[-1:] in NO_END:
        return False
    if after == " " and text[place:].lstrip(" ")[:1] in NO_START:
        return False
    if (before.isdecimal() and after in _CALENDAR) or (before in "年月" and after.isdecimal()):
        return False  # 2008年4月24日 stays whole
    return not (_WORD.match(before) and _WORD.match(after))


def is_gap(before: str, after: str) -> bool:
    """Tell whether a line may be stretched between two characters: not inside words, numbers, —— and ……."""
    if before in _TWINS and before == after:
        return False
    return not (_WORD.match(before) and _WORD.match(after))


class Typesetter:
    """Sets text into lines with the given fonts and remembers which characters needed another font."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self.substituted: set[tuple[str, str]] = set()
        """(character, role of the face that drew it) where the style's own face did not."""
        self.roles: set[Role] = set()
        """Roles that some text was set in."""
        self._short: dict[tuple[str, Style, float], list[Line]] = {}
        """Labels and other short texts that come again on every page; at most `_REMEMBERED` of them."""

    def natural(self, text: str, style: Style, *, where: str = "") -> float:
        """Return the width in points of the longest line of a text that isn't broken. Raises MissingGlyph."""
        cleaned = clean(text)
        chain = self._chain(cleaned, style, where)
        return max(sum(map(chain.widths.__getitem__, line)) for line in cleaned.split("\n")) * style.size

    def lines(self, text: str, style: Style, width: float, *, where: str = "") -> list[Line]:
        """Set paragraphs (parted by line breaks) into lines of `width` points.

        `where` names the place for MissingGlyph, which is raised for a character that no font has.
        """
        key = (text, style, width)
        known = self._short.get(key)
        if known is not None:
            return known
        cleaned = clean(text)
        chain = self._chain(cleaned, style, where)
        lines: list[Line] = []
        for paragraph in cleaned.split("\n"):
            lines.extend(self._paragraph(paragraph, style, width, chain))
        if len(text) <= _SHORT and len(self._short) < _REMEMBERED:
            self._short[key] = lines
        return lines

    def headed(self, text: str, style: Style, width: float, *, face: Role, lead: int, where: str = "") -> list[Line]:
        """Set one paragraph whose first `lead` characters are drawn by another face (层次序数 with its heading)."""
        cleaned = clean(text).strip()
        return self.marked(((cleaned[:lead], True), (cleaned[lead:], False)), style, width, face=face, where=where)

    def marked(
        self, pieces: Iterable[tuple[str, bool]], style: Style, width: float, *, face: Role, where: str = ""
    ) -> list[Line]:
        """Set one paragraph of pieces, of which those that are marked are drawn by another face."""
        other = replace(style, role=face)
        text, widths, marks = "", list[float](), list[bool]()
        for raw, mark in pieces:
            piece = clean(raw).replace("\n", " ")
            text += piece
            widths.extend(map(self._chain(piece, other if mark else style, where).widths.__getitem__, piece))
            marks.extend([mark] * len(piece))
        found, place = [], 0
        for line in self._cut(text, widths, style, width):
            place = text.index(line.text, place)  # blanks fall away where lines end
            taken = frozenset(at for at in range(len(line.text)) if marks[place + at])
            found.append(line._replace(marked=taken, face=face) if taken else line)
            place += len(line.text)
        return found

    def _chain(self, text: str, style: Style, where: str) -> Chain:
        """Return the style's fonts after making sure that they draw every character of the text."""
        chain = self.faces.chain(style.role)
        self.roles.add(style.role)
        try:
            for char in set(text):
                if char not in chain and char != "\n":
                    _ = chain[char]
        except UnprintableError as error:
            name = f"U+{ord(error.char):04X}"
            raise MissingGlyph(char=error.char, codepoint=name, place=where) from error
        for char in chain.foreign.intersection(text):
            face = chain[char][0]
            self.substituted.add((char, face.role))
            if isinstance(face, BoxFace) and char not in face.choices:
                face.missing.setdefault(char, where)
        return chain

    def _paragraph(self, raw: str, style: Style, width: float, chain: Chain) -> list[Line]:
        """Set one paragraph."""
        text = raw.rstrip()
        if style.indent:
            text = text.lstrip()
        return self._cut(text, map(chain.widths.__getitem__, text), style, width)

    def _cut(self, text: str, widths: Iterable[float], style: Style, width: float) -> list[Line]:
        """Cut one paragraph into lines; `widths` of its characters in em."""
        if not text:
            return [Line("", 0.0)]
        size = style.size
        ends = [0.0, *accumulate(char * size for char in widths)]
        count, start, left = len(text), 0, style.indent * size
        cuts: list[tuple[int, int, float]] = []
        while start < count:
            end = _end_of_line(text, ends, start, width - left, size)
            cuts.append((start, end, left))
            left = 0.0
            start = end
            while start < count and text[start] == " ":
                start += 1
        return [
            _fit(text[start:end].rstrip(" "), ends, start, left, width, style, number=number, count=len(cuts))
            for number, (start, end, left) in enumerate(cuts)
        ]


def _end_of_line(text: str, ends: list[float], start: int, room: float, size: float) -> int:
    """Return where the line that begins at `start` ends."""
    limit = ends[start] + room + 0.01
    fits = bisect_right(ends, limit) - 1
    if fits >= len(text):
        return len(text)
    if fits > start and may_break(text, fits):
        return fits
    # A closing mark or two just beyond the edge: squeeze them in if the blanks of this line allow.
    for end in range(max(fits, start) + 1, min(len(text), fits + 4) + 1):
        if end < len(text) and not may_break(text, end):
            continue
        taken = text[start:end].rstrip(" ")
        over = ends[start + len(taken)] - limit
        if over <= 0.0 or over <= _blanks(taken) * size:
            return end
        break
    for end in range(fits, start, -1):
        if may_break(text, end):
            return end
    return _parting(text, start, max(fits, start + 1))


def _parting(text: str, start: int, fits: int) -> int:
    """Return where a word longer than a line is parted: behind a mark of an address, else as near the edge as may be.

    No mark that must not begin a line is put there, and no number is torn, while half the line has another place.
    """
    near = range(min(fits, len(text) - 1), start + (fits - start) // 2, -1)
    places = [end for end in near if text[end] not in NO_START and text[end - 1] not in NO_END]
    behind = (end for end in places if text[end - 1] in _JOINTS)
    beside = (end for end in places if not (text[end - 1].isdecimal() and text[end].isdecimal()))
    return next(behind, next(beside, fits))


def _blanks(text: str) -> float:
    """Return how much the marks of a line can be squeezed in all, in em."""
    return min(MOST_SQUEEZE, 0.5 * sum(char in _HALF_BLANK for char in text))


def _fit(
    text: str, ends: list[float], start: int, left: float, width: float, style: Style, *, number: int, count: int
) -> Line:
    """Place one line: squeezed, stretched or moved as its style asks."""
    natural = ends[start + len(text)] - ends[start]
    room = width - left
    spare = room - natural
    if spare < -0.01:
        marks = sum(char in _HALF_BLANK for char in text)
        return Line(text, left, 0.0, -spare / marks if marks else 0.0, number, count)
    if style.align is Align.CENTRE:
        return Line(text, left + spare / 2, 0.0, 0.0, number, count)
    if style.align is Align.RIGHT:
        return Line(text, left + spare, 0.0, 0.0, number, count)
    if style.align is Align.LEFT or number == count - 1:
        return Line(text, left, 0.0, 0.0, number, count)
    plain = not _HOLDS.search(text)
    gaps = len(text) - 1 if plain else sum(map(is_gap, text, text[1:]))
    stretch = spare / gaps if gaps else 0.0
    return Line(text, left, stretch if stretch <= MOST_STRETCH * style.size else 0.0, 0.0, number, count)


def part(lines: list[Line], room: int) -> int:
    """Return how many of these lines to leave where `room` of them fit, so that no line of a paragraph stands alone.

    Two lines at least stay together on either side where the paragraph is long enough; if that would leave nothing,
    `room` itself is returned.
    """
    if room >= len(lines) or room <= 0:
        return max(0, min(room, len(lines)))
    keep = room
    following = lines[keep]
    if following.place == following.of - 1 and following.place > 0:
        keep -= 1  # its last line would stand alone on the next page
        following = lines[keep]
    if following.place == 1:
        keep -= 1  # its first line would stand alone on this page
    return keep if keep > 0 else room
