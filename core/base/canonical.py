"""One way to write data as bytes, so that a digest means the same everywhere."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="deterministic")

BLOCK = 1 << 20
"""How much of a file is read at a time, in bytes."""


def encode(value: Any) -> bytes:
    """Write a value as canonical JSON: UTF-8, keys sorted, no blanks."""
    return _encoder.encode(value)


def digest(data: bytes | Iterable[bytes]) -> str:
    """Return the SHA-256 of bytes, or of a series of blocks, as lower-case hex."""
    seen = hashlib.sha256()
    for block in (data,) if isinstance(data, bytes) else data:
        seen.update(block)
    return seen.hexdigest()


def blocks(path: Path) -> Iterable[bytes]:
    """Yield a file's content in blocks."""
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's content as lower-case hex."""
    return digest(blocks(path))
