"""The sizes of the printed page in one table, each with its source."""

from dataclasses import dataclass, replace
from enum import StrEnum

from core.documents.fonts import Role

MM = 72 / 25.4
"""Points in a millimetre."""


class Align(StrEnum):
    """Where the lines of a paragraph stand."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set; sizes in points."""

    role: Role
    size: float
    leading: float
    """From baseline to baseline."""
    align: Align = Align.JUSTIFY
    indent: float = 0.0
    """First line of every paragraph, in em."""
    grey: float = 0.0
    """0 black … 1 white."""
    red: bool = False
    """Red instead, as the head of official paper."""

    def at(self, align: Align) -> "Style":
        """Return the same style with its lines elsewhere."""
        return replace(self, align=align)


# Chinese sizes: 二号 22, 小二 18, 三号 16, 四号 14, 小四 12, 五号 10.5, 小五 9 pt (D§4.1).
COVER_TITLE = Style(Role.TITLE, 26, 40, Align.CENTRE)  # 一号: larger than any title inside
SHEET_TITLE = Style(Role.TITLE, 18, 26, Align.CENTRE)  # 表题二号或小二 (D§4.1 表册件)
BALLOT_TITLE = Style(Role.TITLE, 16, 24, Align.CENTRE)  # 三号: two ballots share a page
SIGN_IN_TITLE = Style(Role.HEI, 18, 26, Align.CENTRE)  # 小二黑体 (D§4.2)
TEXT = Style(Role.FANG, 12, 18, Align.LEFT)  # 表内小四 (D§4.1); leading 1.5 as usual for 小四
PROSE = Style(Role.FANG, 12, 18, indent=2)  # 每段左空二字 (GB/T 9704-2012 7.3.3)
TIGHT_LEADING = 16.0  # 排不下时调行距 (GB/T 9704-2012 7.3.5): spares a page that would hold next to nothing
LABEL = Style(Role.HEI, 12, 16, Align.CENTRE)
SMALL = Style(Role.FANG, 10.5, 15)  # 表内五号 (D§4.1): ledgers, contents, lists
SMALL_LABEL = Style(Role.HEI, 10.5, 15, Align.CENTRE)
NOTE = Style(Role.FANG, 10.5, 15, Align.LEFT)
POINT = Style(Role.FANG, 10.5, 15, indent=2)
CROWDED = Style(Role.FANG, 8, 10.4, Align.CENTRE)  # two lines of it stand in a row of 9.5 mm
TINY = Style(Role.FANG, 9, 12, Align.LEFT)  # 小五
CODE = Style(Role.FANG, 9, 12, Align.LEFT)
DIGEST = Style(Role.FANG, 7.5, 12, Align.LEFT)  # 64 digits must stand on one line
BLANK_BELOW = Style(Role.FANG, 10.5, 18, Align.CENTRE)
COVER_LINE = Style(Role.FANG, 16, 30, Align.LEFT)  # 三号 (GB/T 9704-2012 5.2.2)
COVER_LABEL = Style(Role.HEI, 16, 30, Align.LEFT)
PAGE_NUMBER = Style(Role.SONG, 14, 14)  # 4号半角宋体 (GB/T 9704-2012 7.5)
FOOT = Style(Role.FANG, 9, 11)
DRAFT_MARK = Style(Role.HEI, 10.5, 14)
SEAM = Style(Role.FANG, 6.5, 8, grey=0.6)

HAIR = 0.5
"""Inner lines of a table, in points."""
FRAME = 1.0
"""Outer lines of a table: 0.35 mm, the thick line of GB/T 9704-2012 7.4."""

PAD_X = 1.8 * MM
TIGHT = 1.0 * MM
"""Space beside a label that is long for its column."""
PAD_Y = 3.0
ROW = 9 * MM
"""Least height of a row somebody may write in by hand (D§4.1 表册件)."""
TIGHT_ROW = 7.5 * MM
"""The same where lines stand closer."""

# GB/T 9704-2012 body grid, for official letters: 28 characters × 22 lines in 156 × 225 mm.
GRID_PITCH = 156 * MM / 28
"""Character pitch, 15.793 pt: fits exactly, where 16 pt would overflow by 2 mm."""
GRID_LEADING = (225 * MM - GRID_PITCH) / 21
"""Line pitch, 29.62 pt: the last line counts one character high, as D§4.1 derives from 一行 = 字高 + 7/8 字高."""
