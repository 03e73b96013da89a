"""Pinyin initials of names: 王小明 → wxm, so that people are found by three keys.

The table in resources/pinyin is made from pypinyin by build.py; a surname is read as a surname (单 s, 区 o, 曾 z).
"""

import bisect
import functools
import re
from dataclasses import dataclass

from core.base.paths import resources

_SURNAME = re.compile(r"^(\D+)=([a-z]+)$")


@dataclass(frozen=True, slots=True)
class Table:
    """Letters of stretches of code points, and of surnames that are read in another way."""

    starts: tuple[int, ...]
    stretches: tuple[str, ...]
    surnames: dict[str, str]

    def letter(self, character: str) -> str:
        """Return a character's first letter; empty when it has no reading."""
        place = bisect.bisect_right(self.starts, ord(character)) - 1
        if place < 0:
            return ""
        offset = ord(character) - self.starts[place]
        stretch = self.stretches[place]
        return stretch[offset].strip("-") if offset < len(stretch) else ""


@functools.cache
def table() -> Table:
    """Read the table, once."""
    surnames: dict[str, str] = {}
    starts: list[int] = []
    stretches: list[str] = []
    for line in resources("pinyin", "initials.txt").read_text(encoding="utf-8").splitlines():
        if found := _SURNAME.match(line):
            surnames[found[1]] = found[2]
        else:
            start, letters = line.split(" ")
            starts.append(int(start, 16))
            stretches.append(letters)
    return Table(tuple(starts), tuple(stretches), surnames)


def initials(name: str) -> str:
    """Return the initials of a name in lower case; Latin words give their first letters, signs give none."""
    known = table()
    name = name.strip()
    head = next((name[:size] for size in (2, 1) if name[:size] in known.surnames and len(name) > size), "")
    letters = [known.surnames[head]] if head else []
    inside = False
    for character in name[len(head) :]:
        latin = character.isascii() and character.isalpha()
        if latin and not inside:
            letters.append(character.lower())
        elif character.isdigit() and character.isascii():
            letters.append(character)
        elif not latin:
            letters.append(known.letter(character))
        inside = latin
    return "".join(letters)
