"""Kinds of documents that travel, and the names of their files.

Every document is one signed PDF with its data inside (docs/formats.md); core/documents writes it, core/signing signs,
judges and reads it.
"""

import unicodedata
from enum import StrEnum

from core.records.packet import Document

SUFFIX = ".pdf"


class Travels(StrEnum):
    """What a document is, as `type` in data.json says."""

    PACKET = "packet"
    """报送包: a school's records, to the county."""
    RECEIPT = "receipt"
    """回执: the county has taken a packet in."""
    RETURN = "return"
    """退回: the county sends a packet back with remarks."""
    NOTICE = "notice"
    """活动通知: carries the campaign template."""
    ENROLMENT = "enrolment"
    """登记表: carries a certificate request."""
    CERTIFICATE = "certificate"
    """证书: carries certificate, chain and revocation list."""


SCHOOL_CHARACTERS = 24
TITLE_CHARACTERS = 32
NAME_BYTES = 240
"""Longest file name in UTF-8 bytes: ext4 takes 255, exFAT 255 UTF-16 units; a temporary ending must still fit."""

_FORBIDDEN = set('<>:"/\\|?*')
"""What exFAT and Windows refuse in names; exFAT here refuses `:` and `?` with an I/O error, not a clear one."""

_BLANKS = {ord(" "): "", ord("\u3000"): ""}


def file_name(document: Document) -> str:
    """Return the file's name on the stick: `云岙小学-九月份报送包-7F3A91C2.pdf`.

    School's short name, title and short code; safe on exFAT, Windows and Linux. The same content always gives the
    same name, other content another code.
    """
    school = plain(document.school.short or document.school.name, longest=SCHOOL_CHARACTERS)
    title = plain(document.title, longest=TITLE_CHARACTERS)
    parts = [part for part in (school, title) if part] or [document.type]
    tail = f"-{document.code}{SUFFIX}"
    stem = "-".join(parts)
    while len((stem + tail).encode()) > NAME_BYTES:
        stem = stem[:-1]
    return stem + tail


def plain(text: str, *, longest: int) -> str:
    """Return a text as a part of a file name: no blanks, no forbidden signs, no dots at its ends."""
    composed = unicodedata.normalize("NFC", text).translate(_BLANKS)
    kept = "".join(sign for sign in composed if sign.isprintable() and sign not in _FORBIDDEN)
    return kept[:longest].strip("-. ")
