"""How a kind says that it goes out as an official letter (公文件, D§4.1); the page: core/documents/letter.py."""

import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from core.base.words import Words

SCHOOL = "school"
"""Stands for the school's name among signers and in a title."""

_BRACES = re.compile(r"{(\w+)}")


class Form(StrEnum):
    """How a letter is signed (GB/T 9704-2012 7.3.5)."""

    SEALED = "sealed"
    """加盖印章: the seal is pressed over signer and date."""
    UNSEALED = "unsealed"
    """不加盖印章."""
    STAMPED = "stamped"
    """加盖签发人签名章: the stamp of whoever answers for it, behind the post."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the body: the text of a field, or the rows of a grid as numbered paragraphs."""

    key: str
    words: Words | None = None
    """Heading, numbered 一、二、三; None = it goes on under the heading before."""
    pieces: tuple[str, ...] = ()
    """A row in words, column keys in braces: ("{text}", "（来源：{source}）"); what has an empty column is left out."""
    by: str = ""
    """Choice column that parts the rows into groups, each under its answer's words."""


class Annex(msgspec.Struct, frozen=True, kw_only=True):
    """A table on a page of its own behind the letter: one grid, or several plain fields."""

    words: Words
    keys: tuple[str, ...]


class RedHead(msgspec.Struct, frozen=True, kw_only=True):
    """The printed head of official paper (版头, GB/T 9704-2012 7.2); most schools have a black printer and none."""

    mark: str = "{school}文件"
    """发文机关标志."""
    number: str = ""
    """Text field with the 发文字号, e.g. 云岙小〔2008〕5号."""
    issuer: str = ""
    """Person field with the 签发人, who stands on letters that go upward."""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What of a record stands where on the letter; the fields not named here stand on the register page behind it."""

    title: str
    """Field keys in braces, "{title}", or words with them: "{school}关于{month}工作情况的报告"."""
    to: str
    """Text field with the addressee (主送机关)."""
    date: str
    """Date field under the signature (成文日期)."""
    parts: tuple[Part, ...]
    annexes: tuple[Annex, ...] = ()
    files: str = ""
    """Files field whose titles the attachments note lists after the annexes."""
    closing: str = ""
    """Last sentence, e.g. 特此报告。"""
    signers: tuple[str, ...] = (SCHOOL,)
    """Person fields, or the school, one under the other."""
    form: Form = Form.SEALED
    note: str = ""
    """Text field with the 附注, set in brackets below the date."""
    red_head: RedHead | None = None

    def body(self) -> tuple[str, ...]:
        """Return the keys of the fields whose whole text stands on the letter or in its annexes, in page order."""
        return (*(part.key for part in self.parts), *(key for annex in self.annexes for key in annex.keys))

    def part(self, key: str) -> Part | None:
        """Return the part of the body with this field."""
        return next((part for part in self.parts if part.key == key), None)

    def named(self) -> Iterator[str]:
        """Yield the key of every field the letter names, the school left out."""
        yield from (key for key in in_braces(self.title) if key != SCHOOL)
        yield from (self.to, self.date)
        yield from self.body()
        yield from (key for key in self.signers if key != SCHOOL)
        head = self.red_head
        yield from filter(None, (self.files, self.note, *((head.number, head.issuer) if head else ())))


def in_braces(text: str) -> tuple[str, ...]:
    """Return the keys that stand in braces in a text."""
    return tuple(_BRACES.findall(text))


def fill(text: str, told: dict[str, str]) -> str:
    """Return a text with what is told in place of the keys in braces."""
    return _BRACES.sub(lambda match: told.get(match[1], ""), text)
