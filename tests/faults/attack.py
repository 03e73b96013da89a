"""What an attack is, and the tools attacks are made with: by code alone, with our own keys, out of a small packet."""

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from core.records.packet import Document
from core.signing.envelope import seal
from core.signing.identity import Identity
from core.signing.signature import Gap, find_gap
from core.signing.trust import Trust
from core.signing.verdict import Light, Moments, Reason
from tests.support.signed import signed_packet, signer, trusting

PHOTO = b"\xff\xd8 a photo " + bytes(500)

_RANGE = re.compile(rb"/ByteRange \[0 (\d+) \d+ \d+\]( *)")
_START = re.compile(rb"startxref\n\d+")


@dataclass(frozen=True, slots=True)
class Attack:
    """One way of deceiving the judge, and what it answers."""

    name: str
    """What it is called in tests and in docs/security.md."""
    done: str
    """What is done, in a sentence."""
    build: Callable[[Path], bytes | Path]
    """Makes the file, or its bytes; the folder is for whatever it needs on the way."""
    reason: Reason
    detail: str | int = ""
    """One of the verdict's particulars; empty where the reason says everything."""
    light: Light = Light.INVALID
    who: Callable[[], Identity] = signer
    """The signer whom the county registered."""
    believed: Callable[[], Trust] | None = None
    """What the judge believes instead: a county with its root and lists."""
    moments: Moments = field(default_factory=Moments)

    def trust(self) -> Trust:
        """Return what the judge believes."""
        return self.believed() if self.believed else trusting(self.who())


def packet(folder: Path, data: Document | None = None, **more) -> bytes:
    """Return a signed packet; for what may be changed before it is signed see `signed_packet`."""
    return signed_packet(folder, data, **more).read_bytes()


def prepared(alter: Callable[[pikepdf.Pdf], None], **more) -> Callable[[Path], bytes]:
    """Return a builder of a packet whose PDF was altered before a proper signer signed it."""
    return lambda folder: packet(folder, alter=alter, **more)


def updated(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Return the file with an incremental update behind it, as any PDF editor writes it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def after_signing(change: Callable[[IncrementalPdfFileWriter], None], **more) -> Callable[[Path], bytes]:
    """Return a builder of a packet that was changed by an incremental update after it was signed."""
    return lambda folder: updated(packet(folder, files={"a.jpg": PHOTO}, **more), change)


def patched(data: bytes, *changes: tuple[bytes, bytes], hole: Callable[[bytes], bytes] | None = None) -> bytes:
    """Replace bytes and sign again, as a signer who wishes us harm would.

    Before the gap of the signature the length must stay; behind it range and cross-references are mended. `hole`
    changes the gap itself, after signing.
    """
    gap = find_gap(data)
    head, middle, tail = data[: gap.start], data[gap.start : gap.end], data[gap.end :]
    for old, new in changes:
        if old in tail:
            tail = tail.replace(old, new)
        else:
            assert old in head
            assert len(old) == len(new)
            head = head.replace(old, new)
    place = len(head) + len(middle) + tail.rindex(b"\nxref\n") + 1
    tail = _START.sub(b"startxref\n%d" % place, tail)
    data = sealed(head + middle + _ranged(tail, gap.start, gap.end), gap=gap)
    return data if hole is None else with_hole(data, hole)


def sealed(data: bytes, *, identity: Identity | None = None, gap: Gap | None = None) -> bytes:
    """Sign whatever stands around the gap and fill the gap as we do, however long it is."""
    who = identity or signer()
    gap = gap or find_gap(data)
    digest = hashlib.sha256(data[: gap.start] + data[gap.end :]).digest()
    made = seal(who.private_key, certificates=(who.certificate,), digest=digest).hex().encode()
    return data[: gap.start + 1] + made.ljust(gap.end - gap.start - 2, b"0") + data[gap.end - 1 :]


def with_hole(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Replace the hex digits of the signature's gap by as many others."""
    gap = find_gap(data)
    digits = change(data[gap.start + 1 : gap.end - 1])
    assert len(digits) == gap.end - gap.start - 2
    return data[: gap.start + 1] + digits + data[gap.end - 1 :]


def _ranged(tail: bytes, start: int, end: int) -> bytes:
    """Bring the ranges that are about this gap to the length of the tail; blanks behind them make room."""

    def mend(found: re.Match[bytes]) -> bytes:
        if int(found[1]) != start:
            return found[0]
        return (b"/ByteRange [0 %d %d %d]" % (start, end, len(tail))).ljust(len(found[0]))

    return _RANGE.sub(mend, tail)


def patching(*changes: tuple[bytes, bytes], **more) -> Callable[[Path], bytes]:
    """Return a builder of a packet with replaced bytes, signed again."""
    return lambda folder: patched(packet(folder), *changes, **more)


def made(attack: Attack, folder: Path) -> Path:
    """Make the attack's file in a folder."""
    content = attack.build(folder)
    if isinstance(content, Path):
        return content
    path = folder / f"{attack.name}.pdf"
    path.write_bytes(content)
    return path
