"""Marks on days: what happened, what is due, what is overdue, and days off school; shape and word before colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from gui.messages import join, pgettext
from gui.widgets.chip import ChipData, Tone


class Standing(StrEnum):
    """How a mark stands to its day."""

    HAPPENED = "happened"
    DUE = "due"
    OVERDUE = "overdue"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Look:
    """How a standing is drawn: icon, whether filled, colour of the icon, colour of the words."""

    icon: str
    filled: bool
    colour: str
    words: str


LOOKS = {
    Standing.HAPPENED: Look("checkmark_circle", True, "accent", "text"),
    Standing.DUE: Look("flag", False, "text2", "text"),
    Standing.OVERDUE: Look("calendar_error", True, "warn", "warn"),
    Standing.HOLIDAY: Look("", False, "hint", "hint"),
}
SHOWN = (Standing.HAPPENED, Standing.DUE, Standing.OVERDUE)
"""Standings that have a line of their own; a day off shades its day instead."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a day: `key` comes back when it is opened.

    `icon` and `word` replace those of the standing: a clock and 计划 for what is planned, beside the flag of a
    deadline. `line` is the grey line in the list of the day, `sign` the icon there that tells what kind of thing it is;
    `short` are the words on the day in the month, where there is less room than for the whole text. The text of a
    HOLIDAY is the word on the shaded day.
    """

    key: str
    text: str
    standing: Standing = Standing.DUE
    icon: str = ""
    line: str = ""
    word: str = ""
    sign: str = ""
    short: str = ""

    def look(self) -> Look:
        """Return how the mark is drawn."""
        look = LOOKS[self.standing]
        return Look(self.icon, look.filled, look.colour, look.words) if self.icon else look

    def says(self) -> str:
        """Return the mark as a screen reader says it."""
        return " ".join(filter(None, (self.text, self.stands())))

    def stands(self) -> str:
        """Return in a word how the mark stands."""
        return self.word or standing_word(self.standing)

    def chip(self) -> ChipData:
        """Return the chip that says how the mark stands."""
        tone = Tone.WARN if self.standing is Standing.OVERDUE else Tone.HINT
        look = self.look()
        return ChipData(self.stands(), look.icon, tone, look.filled)


def standing_word(standing: Standing) -> str:
    """Return 已办, 到期, 逾期; a day off has its own words and gives none."""
    match standing:
        case Standing.HAPPENED:
            return pgettext("calendar", "Done")
        case Standing.DUE:
            return pgettext("calendar", "Due")
        case Standing.OVERDUE:
            return pgettext("calendar", "Overdue")
        case Standing.HOLIDAY:
            return ""
        case _:
            assert_never(standing)


def day_off(marks: Sequence[Mark]) -> str:
    """Return the words of a day off school, empty for a school day."""
    return join(mark.text for mark in marks if mark.standing is Standing.HOLIDAY)


def things(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks that are something to see to, days off left out."""
    return [mark for mark in marks if mark.standing in SHOWN]
