"""Hanzi by their sound, their radical and strokes, or their number in Unicode; read when the first one is looked for.

The table, resources/hanzi/hanzi.txt, comes from Unihan and holds what our fonts can draw. What people's names have and
input methods lack comes first in every answer.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from core.base.paths import resources

_CODE = re.compile(r"(?:U\+)?([0-9A-F]{4,6})", re.IGNORECASE)
_SOUND = re.compile(r"([a-zü]+)([1-5]?)")
_FORM = re.compile(r"(\D)(\d+)")
_TONE_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_MARKED = dict(zip("1234", "\u0304\u0301\u030c\u0300", strict=True))
_VOWELS = ("a", "e", "ou", "o", "i", "u", "v")


@dataclass(frozen=True, slots=True)
class Hanzi:
    """What is known of one character."""

    char: str
    readings: tuple[str, ...]
    """Pinyin with tone marks, the usual one first; empty when Unihan knows none."""
    strokes: int
    """0 when unknown."""
    radical: str
    """The radical's form in the dictionary, empty when unknown."""
    residual: int
    """Strokes besides the radical."""
    known: bool
    """Whether one of our fonts draws it."""

    @property
    def codepoint(self) -> str:
        """The number in Unicode, as U+4DAE."""
        return f"U+{ord(self.char):04X}"


@dataclass(frozen=True, slots=True)
class Group:
    """Characters that stand together in an answer: of one tone, of one count of strokes."""

    strokes: int | None
    """Strokes besides the radical, or of the radical itself; None in an answer by sound."""
    sound: str
    """The reading with its tone mark, empty in an answer by strokes."""
    chars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: groups of characters, or of radicals to go on from."""

    groups: tuple[Group, ...]
    radicals: bool = False
    """Whether the characters are radicals to choose one of."""

    def first(self) -> str:
        """Return the first character, empty when nothing was found."""
        return self.groups[0].chars[0] if self.groups else ""


class Table:
    """The whole table in memory: about 63,000 hanzi."""

    def __init__(self, text: str) -> None:
        parts = {head: lines.splitlines() for head, lines in re.findall(r"# (\w+)\n([^#]*)", text)}
        self._forms: dict[int, tuple[tuple[str, int], ...]] = {}
        self._numbers: dict[str, list[int]] = {}
        for line in parts["radicals"]:
            number, forms = line.split(" ")
            self._forms[int(number)] = found = tuple((sign, int(count)) for sign, count in _FORM.findall(forms))
            for sign, _count in found:
                self._numbers.setdefault(sign, []).append(int(number))
        self._places: dict[int, dict[int, str]] = {}
        for line in parts["strokes"]:
            radical, residual, run = line.split(" ")
            self._places.setdefault(int(radical), {})[int(residual)] = run
        self._totals = {int(strokes): run for strokes, run in (line.split(" ") for line in parts["total"])}
        self._sounds = dict(line.split(" ") for line in parts["readings"])
        self._usual = dict(line.split(" ") for line in parts["usual"])

    # --- finding -------------------------------------------------------------------------------------

    def find(self, text: str) -> Answer:
        """Answer to what a person typed.

        Nothing gives the radicals; pinyin with or without a tone (yan, yan3, yǎn) what sounds so; a radical in any of
        its forms, with a number of strokes behind it or not (王, 王5), what stands under it; a number of Unicode
        (U+4DAE, 4DAE) or a character the character itself.
        """
        wanted = unicodedata.normalize("NFC", text.strip())
        if not wanted:
            return Answer(tuple(self._all_radicals()), radicals=True)
        if (code := _CODE.fullmatch(wanted)) and (char := _hanzi_at(int(code[1], 16))):
            return Answer((Group(None, "", (char,)),))
        if wanted[0] in self._numbers and (len(wanted) == 1 or wanted[1:].strip().isdecimal()):
            strokes = int(wanted[1:]) if len(wanted) > 1 else None
            return Answer(tuple(self._under(wanted[0], strokes)))
        if len(wanted) == 1 and _hanzi_at(ord(wanted)):
            return Answer((Group(None, "", (wanted,)),))
        return Answer(tuple(self._sounding(wanted)))

    def _all_radicals(self) -> Iterator[Group]:
        """Yield every form of the radicals by its own strokes."""
        by_strokes: dict[int, dict[str, None]] = {}
        for forms in self._forms.values():
            for sign, strokes in forms:
                by_strokes.setdefault(strokes, {}).setdefault(sign)
        for strokes in sorted(by_strokes):
            yield Group(strokes, "", tuple(by_strokes[strokes]))

    def _under(self, form: str, strokes: int | None) -> Iterator[Group]:
        """Yield what stands under the radicals with this form, by the strokes that are left."""
        found: dict[int, dict[str, None]] = {}
        for number in self._numbers[form]:
            for residual, run in self._places.get(number, {}).items():
                if strokes is None or residual == strokes:
                    found.setdefault(residual, {}).update(dict.fromkeys(run))
        for residual in sorted(found):
            yield Group(residual, "", tuple(found[residual]))

    def _sounding(self, text: str) -> Iterator[Group]:
        """Yield what sounds like a syllable, by tone."""
        read = _SOUND.fullmatch(_plain(text))
        if read is None:
            return
        syllable, tone = read[1].replace("ü", "v"), read[2]
        for one in tone or "12345":
            run = self._sounds.get(syllable + one)
            if run:
                yield Group(None, marked(syllable + one), tuple(run))

    # --- one character -------------------------------------------------------------------------------

    def tell(self, char: str) -> Hanzi:
        """Return what is known of a character."""
        radical, residual = self._place_of.get(char, (0, 0))
        forms = self._forms.get(radical, (("", 0),))
        strokes = self._total_of.get(char, forms[0][1] + residual if radical else 0)
        return Hanzi(char, self._readings_of.get(char, ()), strokes, forms[0][0], residual, char in self._place_of)

    @functools.cached_property
    def _place_of(self) -> dict[str, tuple[int, int]]:
        """Character → its radical and the strokes besides; the first place counts."""
        found: dict[str, tuple[int, int]] = {}
        for radical, rows in self._places.items():
            for residual, run in rows.items():
                for char in run:
                    found.setdefault(char, (radical, residual))
        return found

    @functools.cached_property
    def _total_of(self) -> dict[str, int]:
        """Character → its strokes, where they are not those of radical and rest together."""
        return {char: strokes for strokes, run in self._totals.items() for char in run}

    @functools.cached_property
    def _readings_of(self) -> dict[str, tuple[str, ...]]:
        """Character → its readings, the usual one first."""
        found: dict[str, dict[str, None]] = {}
        for sounds in (self._usual, self._sounds):
            for sound, run in sounds.items():
                shown = marked(sound)
                for char in run:
                    found.setdefault(char, {}).setdefault(shown)
        return {char: tuple(sounds) for char, sounds in found.items()}


def _plain(text: str) -> str:
    """Return pinyin as small letters with the tone as a digit behind: Yǎn → yan3."""
    letters: list[str] = []
    tone = ""
    for sign in unicodedata.normalize("NFD", text.lower().replace("u:", "ü")):
        if sign in _TONE_MARKS:
            tone = _TONE_MARKS[sign]
        elif sign == "\u0308" and letters and letters[-1] == "u":
            letters[-1] = "v"
        else:
            letters.append(sign)
    return "".join(letters) + tone


def marked(sound: str) -> str:
    """Return a syllable with its tone mark: yan3 → yǎn, lv4 → lǜ."""
    letters, tone = sound[:-1], sound[-1]
    at = next((letters.index(vowel) for vowel in _VOWELS if vowel in letters), -1)
    if "iu" in letters:
        at = letters.index("u")
    if tone in _MARKED and at >= 0:
        letters = letters[: at + 1] + _MARKED[tone] + letters[at + 1 :]
    return unicodedata.normalize("NFC", letters.replace("v", "ü"))


def _hanzi_at(code: int) -> str:
    """Return the hanzi with a number of Unicode, empty when there is none (planes 2 and 3 grow, all of them count)."""
    if 0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFD:
        return chr(code)
    return ""


@functools.cache
def hanzi() -> Table:
    """Return the table; reading it takes some hundredths of a second, once."""
    return Table(resources("hanzi", "hanzi.txt").read_text("utf-8"))
