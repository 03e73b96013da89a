"""How a kind goes onto the wall: words to be read from a step away, without the table (公示, 公开承诺书)."""

from collections.abc import Iterator

import msgspec

from core.records.letter import SCHOOL, Part, in_braces


class Poster(msgspec.Struct, frozen=True, kw_only=True):
    """What of a record stands on its poster, from top to bottom."""

    title: str
    """Field keys in braces, and words: "{title}公开承诺书"."""
    parts: tuple[Part, ...]
    lines: tuple[str, ...] = ()
    """Paragraphs after the parts, keys in braces: "公示期：{start}至{end}。"; one with an empty field is left out."""
    date: str
    """Date field under the signature."""
    signers: tuple[str, ...] = (SCHOOL,)
    """Person fields, or the school, one under the other."""

    def named(self) -> Iterator[str]:
        """Yield the key of every field the poster names, the school left out."""
        for text in (self.title, *self.lines):
            yield from (key for key in in_braces(text) if key != SCHOOL)
        yield from (part.key for part in self.parts)
        yield self.date
        yield from (key for key in self.signers if key != SCHOOL)
