"""How large and how odd a stranger's file may be; everything here is told in docs/formats.md.

Every rule is a function `_refuse_…`; tests/faults proves each one needed.
"""

import re
from pathlib import Path

from pyhanko.pdf_utils.decode_limits import (
    DecodeLimits,
    DecodePurpose,
    DocumentDecodeBudget,
    StreamDecodeLimits,
)

from core.base.files import explain_reading, require_file
from core.records.packet import LARGEST
from core.signing.verdict import Reason, Refused

MIB = 1024 * 1024

FILE_BYTES = LARGEST
"""Size of the whole file."""
DATA_BYTES = 32 * MIB
"""data.json after inflating."""
STREAM_BYTES = 128 * MIB
"""Any one stream after inflating."""
INFLATED_BYTES = 512 * MIB
"""All streams together after inflating."""
RATIO = 400
"""How many times larger than its compressed form a stream may be, once it passes 1 MiB."""
OBJECTS = 60_000
"""PDF objects; a packet of 1,000 pages has some 6,000."""
PACKED = 200
"""Objects in one stream of objects: to reach each the reader passes all before it; 1,000 take it 2 s, 4,000 37 s."""
KEYS = 1_500_000
"""Names, numbers, strings, arrays and dictionaries written outside streams, at most; every one costs a parser time."""
ITEMS = 2_000_000
"""The same in all objects, those in streams of objects too."""
PAGES = 3_000
ATTACHMENTS = 2_000
NAME_CHARACTERS = 120
"""Length of an attachment's name."""
NAME_BYTES = 240
"""Length of an attachment's name in UTF-8; ext4 takes 255 and hanzi are three each."""
DEPTH = 40
"""Nesting of dictionaries and arrays inside one object."""
FILTERS = 2
"""Filters one stream may pass through."""
PIXELS = 64_000_000
"""Size of one picture on a page."""
REVISIONS = 2
"""The pages and the signature."""

DECODING = DecodeLimits(
    per_stream=StreamDecodeLimits(max_ratio=RATIO, max_output_size=STREAM_BYTES),
    per_purpose={
        DecodePurpose.OBJECT_STREAM: StreamDecodeLimits(max_ratio=100, max_output_size=2 * MIB),
        DecodePurpose.XREF_STREAM: StreamDecodeLimits(max_ratio=100, max_output_size=4 * MIB),
        DecodePurpose.XMP_METADATA: StreamDecodeLimits(max_ratio=100, max_output_size=2 * MIB),
    },
    document_budget=DocumentDecodeBudget(base_allowance=INFLATED_BYTES, max_ratio=1),
)
"""pyHanko's own limits, tightened."""

_BEGINNINGS = (b"/", b"(", b"<", b"[", b" ", b"\n", b"\r", b"\t", b"\f", b"\0")
_OBJECT = re.compile(rb"\d\s+obj\b")


def too_large(limit: str, *, found: int, allowed: int) -> Refused:
    """Return the refusal for a passed limit."""
    return Refused(Reason.TOO_LARGE, limit=limit, found=found, allowed=allowed)


def read_file(path: Path) -> bytes:
    """Read a file that is not too large. Raises FileMissing, FileUnreadable, NotAFile or Refused."""
    require_file(path)
    try:
        _refuse_bytes(path.stat().st_size)
        with path.open("rb") as stream:
            data = stream.read(FILE_BYTES + 1)
    except OSError as error:
        raise explain_reading(error, path) from error
    # It may have grown meanwhile.
    _refuse_bytes(len(data))
    return data


def check_raw(data: bytes) -> int:
    """Count what can be counted without understanding the file; returns the number of objects seen. Raises Refused."""
    objects = sum(1 for _ in _OBJECT.finditer(data))
    _refuse_objects(objects)
    _refuse_keys(_count_keys(data))
    return objects


def _refuse_bytes(found: int) -> None:
    """Refuse a file that is too large to be looked at."""
    if found > FILE_BYTES:
        raise too_large("bytes", found=found, allowed=FILE_BYTES)


def _refuse_objects(found: int) -> None:
    """Refuse more objects than a large packet has, before any reader looks for them."""
    if found > OBJECTS:
        raise too_large("objects", found=found, allowed=OBJECTS)


def _refuse_keys(found: int) -> None:
    """Refuse more than a large packet has between its streams, before any reader makes objects of it."""
    if found > KEYS:
        raise too_large("keys", found=found, allowed=KEYS)


def _count_keys(data: bytes) -> int:
    """Count what begins something outside streams; looks at every byte a fixed number of times, whatever it is."""
    keys = place = 0
    while True:
        start = data.find(b"stream", place)
        end = data.find(b"endstream", start) if start >= 0 else -1
        if end < 0:
            return keys + _count_in(data, place, len(data))
        keys += _count_in(data, place, start)
        place = end + len(b"endstream")


def _count_in(data: bytes, start: int, end: int) -> int:
    """Count the signs with which a name, a string, an array or a dictionary begins, and what blanks part."""
    return sum(data.count(sign, start, end) for sign in _BEGINNINGS)
