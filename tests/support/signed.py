"""Signed packets, signers and trust for tests; keys are made once in a run."""

import functools
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf

from core.base.clock import FixedClock
from core.records.packet import Document
from core.signing.envelope import seal
from core.signing.identity import Algorithm, Identity, make
from core.signing.sign import RESERVED, sign
from core.signing.signature import find_gap, read_gap
from core.signing.stamp import Stamp
from core.signing.trust import Registered, Trust
from core.signing.verdict import Refused
from tests.support.smallpacket import SCHOOL, WHEN, make_packet

STAMP = Stamp(page=0, rect=(72, 100, 300, 170))


@functools.cache
def signer(name: str = "林志远", *, algorithm: Algorithm = Algorithm.EC_P256) -> Identity:
    """Return a signer; the same one for the same name."""
    return make(name, school=SCHOOL.name, algorithm=algorithm, clock=FixedClock(WHEN - timedelta(days=30)))


def trusting(*identities: Identity) -> Trust:
    """Return a trust that registers these signers."""
    trust = Trust()
    for identity in identities:
        trust = trust.register(
            Registered(fingerprint=identity.fingerprint, school=identity.school, name=identity.name, on="2008-09-01")
        )
    return trust


def signed_packet(
    folder: Path,
    data: Document | None = None,
    *,
    identity: Identity | None = None,
    when: datetime = WHEN,
    alter: Callable[[pikepdf.Pdf], None] | None = None,
    **more: Any,
) -> Path:
    """Make a small packet in `folder` and sign it; `alter` changes the PDF before it is signed."""
    plain, signed = folder / "plain.pdf", folder / "云岙小学-九月份报送包.pdf"
    make_packet(plain, data, alter=alter, **more)
    sign(plain, signed, identity=identity or signer(), stamp=STAMP, when=when)
    return signed


def resigned(data: bytes, *, identity: Identity | None = None) -> bytes:
    """Sign changed bytes again in the same gap, as a signer who wishes us harm would; without a gap nothing changes."""
    who = identity or signer()
    try:
        gap = find_gap(data)
        read_gap(data, gap)
    except Refused:
        return data
    digest = hashlib.sha256(data[: gap.start] + data[gap.end :]).digest()
    structure = seal(who.private_key, certificates=(who.certificate,), digest=digest)
    return data[: gap.start + 1] + structure.hex().encode().ljust(RESERVED, b"0") + data[gap.end - 1 :]
