"""The body of a letter as paragraphs: the fields' headings, and those that were typed, each with its level."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.documents.paragraph import clean
from core.records import display
from core.records.content import Person
from core.records.kind import Kind
from core.records.letter import Letter

_LEVELS = (
    (
        1,
        re.compile(
            r"([一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十\d]+(?:年级|年|班|组|月|号|校|村|学期|、))"
        ),
    ),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)](?!班|年级|组|号|中|小|学期)")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)")),
    (4, re.compile(r"[（(]\d{1,2}[）)]")),
)
"""结构层次序数 “一、”“（一）”“1.”“（1）” (GB/T 9704-2012 7.3.3)."""
_ENDS = re.compile(r"[。！？]")
LONGEST_HEADING = 56
"""Characters, two lines, up to which a numbered sentence is a heading; a longer one is body text with a number."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    text: str
    level: int = 0
    """1 一、 2 （一） 3 1. 4 （1）; 0 = none of them."""
    lead: int = 0
    """Characters at its beginning that are its heading."""

    @property
    def alone(self) -> bool:
        """Whether it is a heading and nothing more."""
        return bool(self.level) and self.lead == len(self.text)


def read_paragraph(text: str) -> Paragraph:
    """Return a paragraph with its level as its own number tells it; the heading ends with the first full stop."""
    text = text.strip()
    level = next((level for level, number in _LEVELS if number.match(text)), 0)
    if not level:
        return Paragraph(text)
    end = _ENDS.search(text)
    lead = end.end() if end else len(text)
    return Paragraph(text, level, lead if lead <= LONGEST_HEADING else 0)


def body_of(
    kind: Kind, letter: Letter, values: Mapping[str, Any], people: Mapping[str, Person], *, blank: bool
) -> list[Paragraph]:
    """Return the paragraphs of a record's letter, its closing sentence last.

    A part gets its heading unless its text brings one; the numbers go on from those that were typed. Where the typed
    numbers are a division of their own, they stand and the parts' headings fall away: nothing is numbered twice.
    An empty part is left out; of a draft (`blank`) its heading shows what is still to be written.
    """
    parts = [
        (part.words.zh if part.words else "", _paragraphs(display.said(kind, part, values, people)))
        for part in letter.parts
    ]
    told = [(words, texts) for words, texts in parts if texts or (blank and words)]
    found = _divided(told) or [text for _, texts in told for text in texts]
    if letter.closing and parts and not any(letter.closing.rstrip("。") in text for text in found[-2:]):
        found = [*found, letter.closing]
    return [read_paragraph(text) for text in found]


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text as they are set, empty ones left out."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def _divided(parts: Sequence[tuple[str, list[str]]]) -> list[str] | None:
    """Return all paragraphs with the parts' headings numbered in; None when typed numbers stand against them."""
    found: list[str] = []
    count = 0
    for words, texts in parts:
        rest = texts
        if words and not (texts and _first(texts[0])):
            count += 1
            typed_plainly = bool(texts) and _bare(texts[0]) == words
            found.append(f"{display.numeral(count)}、{texts[0] if typed_plainly else words}")
            rest = texts[1:] if typed_plainly else texts
        for text in rest:
            typed = _first(text)
            count += typed is not None
            if typed is not None and typed != display.numeral(count):
                return None
            found.append(text)
    return found


def _first(text: str) -> str | None:
    """Return the number of a paragraph of the first level; None for any other paragraph."""
    found = _LEVELS[0][1].match(text)
    return found[1] if found else None


def _bare(text: str) -> str:
    """Return a line without the colon or full stop behind it."""
    return text.rstrip("：:。 ")
