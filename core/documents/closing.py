"""The end of a letter: who signs, in which of the three forms, when, and the note (GB/T 9704-2012 7.3.5, 7.3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.documents.grid import BLANK, Row
from core.documents.letterstyles import (
    ABOVE_SEALED,
    ABOVE_STAMP,
    ABOVE_UNSEALED,
    BELOW_SEALED,
    BELOW_STAMP,
    BESIDE_STAMP,
    BODY,
    EM,
    PLAIN,
    SEALED_DATE,
    STAMP,
    STAMP_LINES,
    STAMP_RIGHT,
    UNSEALED_SIGNER,
    UNSEALED_STEP,
    WIDE,
)
from core.documents.paragraph import Line, Typesetter
from core.documents.title import balance
from core.records.letter import Form


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs a letter, and how."""

    form: Form
    signers: Sequence[str]
    """Names, one under the other; of a stamped letter the posts."""
    day: str
    """成文日期; what stands for it on a draft."""
    note: str = ""
    """附注, without brackets."""


def close(setter: Typesetter, signed: Signed, *, where: str) -> list[Row]:
    """Return the lines below the text: signer and date, then the note."""
    day = setter.natural(signed.day, PLAIN, where=where)
    lay = {Form.SEALED: _sealed, Form.UNSEALED: _unsealed, Form.STAMPED: _stamped}[signed.form]
    rows = lay(setter, signed, day=day, where=where)
    if signed.note:
        # 居左空二字加圆括号编排在成文日期下一行 (7.3.6)
        rows += [Row(line, BODY) for line in setter.lines(f"（{signed.note}）", BODY, WIDE, where=where)]
    return [replace(row, counts=False) for row in rows]


def _sealed(setter: Typesetter, signed: Signed, *, day: float, where: str) -> list[Row]:
    """Set the signer centred over the date, with room above for the seal that covers both; no seal is drawn."""
    left = WIDE - SEALED_DATE - day
    centre = left + day / 2
    room = 2 * (WIDE - centre)  # a longer name is folded, for it must not leave the type area
    rows = [BLANK] * ABOVE_SEALED
    for signer in signed.signers:
        for text in _folded(setter, signer, room, where=where):
            rows.append(_at(text, centre - setter.natural(text, PLAIN, where=where) / 2))
    return [*rows, _at(signed.day, left), *([] if signed.note else [BLANK] * BELOW_SEALED)]


def _unsealed(setter: Typesetter, signed: Signed, *, day: float, where: str) -> list[Row]:
    """Set the signer two characters from the right, the date's first character two further than the signer's."""
    names = [text for signer in signed.signers for text in _folded(setter, signer, WIDE - 2 * EM, where=where)]
    widest = max((setter.natural(name, PLAIN, where=where) for name in names), default=0.0)
    # 成文日期长于署名时日期右空二字，相应增加署名右空字数
    begin = min(WIDE - UNSEALED_SIGNER - widest, WIDE - UNSEALED_SIGNER - day - UNSEALED_STEP)
    if widest >= day:
        begin = WIDE - UNSEALED_SIGNER - widest
    rows = [BLANK] * ABOVE_UNSEALED + [_at(name, begin) for name in names]
    return [*rows, _at(signed.day, begin + UNSEALED_STEP)]


def _stamped(setter: Typesetter, signed: Signed, *, day: float, where: str) -> list[Row]:
    """Set the post beside the room for the signer's stamp, and the date below."""
    right = WIDE - STAMP_RIGHT
    rows = [BLANK] * ABOVE_STAMP
    for post in signed.signers:
        width = setter.natural(post, PLAIN, where=where)
        beside = _at(post, max(0.0, right - STAMP - BESIDE_STAMP - width))
        rows += [replace(beside, down=(STAMP_LINES - 1) / 2), *[BLANK] * (STAMP_LINES - 1)]
    return [*rows, *[BLANK] * BELOW_STAMP, _at(signed.day, right - day)]


def _at(text: str, left: float) -> Row:
    """Return a line that begins so many points from the left edge."""
    return Row(Line(text, left), PLAIN)


def _folded(setter: Typesetter, text: str, room: float, *, where: str) -> list[str]:
    """Return a signer's name in lines of `room` points."""
    if setter.natural(text, PLAIN, where=where) <= room:
        return [text]
    chain = setter.faces.chain(PLAIN.role)
    return balance(text, [chain.widths[char] for char in text], room / EM)
