"""What the judge says of a file, as the windows show it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec


class Light(StrEnum):
    """The three verdicts: 有效, 无法判定, 无效或被改动."""

    VALID = "valid"
    UNDECIDED = "undecided"
    INVALID = "invalid"


class CheckView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the judge looked at (核对了什么)."""

    code: str
    passed: bool
    particulars: Mapping[str, str | int] = {}


class VerdictView(msgspec.Struct, frozen=True, kw_only=True):
    """One judged file: three-way verdict, one reason, one action, and what lies behind them."""

    path: Path
    light: Light
    reason: str
    """Code of the one reason."""
    particulars: Mapping[str, str | int] = {}
    """Particulars of the reason's sentence."""
    action: str = ""
    """Code of the one thing to do now: read, register, return, …"""
    signer: str = ""
    school: str = ""
    fingerprint: str = ""
    """SHA-256 of the certificate in groups of four, for comparing with the school by telephone."""
    registered: bool = False
    signed_at: datetime | None = None
    """The school computer's time; not from a time-stamp authority."""
    title: str = ""
    type: str = ""
    packet: str = ""
    code: str = ""
    digest: str = ""
    """SHA-256 of the content, of which the short code on paper is the beginning."""
    records: tuple[str, ...] = ()
    """Headings of the records inside, in order."""
    sha256: str = ""
    """Digest of the whole file."""
    vouches: str = ""
    """Digest of the packet's file that a receipt speaks of; empty for anything but a receipt."""
    vouched_at: datetime | None = None
    """When that packet lay before the desk, by the desk's clock."""
    pages: int = 0
    checks: tuple[CheckView, ...] = ()
    unchecked: tuple[str, ...] = ()
    """Codes of what was not checked."""


class DriveView(msgspec.Struct, frozen=True, kw_only=True):
    """A stick that is plugged in."""

    path: Path
    label: str
    free: int
    """Bytes."""
    writable: bool
    volume: str = ""
    """Number of its volume, by which it is known again; empty when the system does not tell."""
