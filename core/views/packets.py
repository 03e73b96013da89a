"""Packets on their way: chosen, checked, made, carried."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import msgspec

from core.views.handover import Handed
from core.views.records import FindingView, RecordLine


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What the check of chosen records found, ready for the wizard's second step."""

    lines: tuple[RecordLine, ...]
    errors: tuple[FindingView, ...]
    """逻辑校验: must be mended."""
    warnings: tuple[FindingView, ...]
    """经验校验: mended or explained; those explained carry their sentence."""
    hints: tuple[FindingView, ...]
    replaces: str = ""
    """Title of the packet that was sent back and whose place one with these records takes, unless it is not wanted."""

    @property
    def ready(self) -> bool:
        """Tell whether nothing blocks the packet."""
        return not self.errors and all(finding.explanation for finding in self.warnings)


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A packet laid out and not yet signed: what the preview shows, and what `seal` takes."""

    id: str
    title: str
    path: Path
    pages: int
    code: str
    """Short code printed on every page."""
    revisions: Mapping[str, int]
    """Revision of every record when it was read; sealing is refused when one has moved."""
    place: tuple[int, float, float, float, float]
    """Where the signature goes: page index from 0, then left, bottom, right, top in points."""
    rare: tuple[str, ...] = ()
    """Rare characters that came from a fallback font."""
    replaces: str = ""
    """Title of the packet that was sent back and whose place this one takes."""
    confidential: bool = False


class PacketLine(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed packet in the list."""

    id: str
    title: str
    name: str
    """File name."""
    made_at: datetime
    signed_at: datetime
    sha256: str
    size: int
    pages: int
    code: str
    records: int
    carried_at: datetime | None = None
    carried_to: str = ""
    """Label of the stick, or the folder."""
    received_on: date | None = None
    returned_on: date | None = None
    """Day on which the county sent it back; what replaces it is told by `replaced_by`."""
    answer: str = ""
    """Id of the county's last answer; empty while there is none."""
    replaces: str = ""
    """Title of the packet whose place it takes."""
    replaced_by: str = ""
    """Title of the packet that took its place."""
    confidential: bool = False
    """It is carried in an envelope that only the county opens."""


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of a finished carry: written, read back, signature judged on the stick itself."""

    packet: PacketLine
    path: Path
    written_at: datetime
    read_back_at: datetime
    judged_at: datetime
    handed: Handed
    """The same as a line of the hand-over log."""
    strangers: tuple[str, ...] = ()
    """Names of programs and shortcuts found on the stick (I08); untouched."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A record that may go into a packet."""

    line: RecordLine
    chosen: bool
    """It is to be handed in and was not yet; all else is kept for inspections and goes along on demand."""
    reason: str = ""
    """Why it can't be chosen: draft, returned (to be mended first), void, confidential (it never leaves in a packet);
    empty when it can."""
    sealable: bool = False
    """It is not public: it goes only into a packet that is closed for the county."""


class PacketOffer(msgspec.Struct, frozen=True, kw_only=True):
    """A packet that a campaign speaks of, with what would go into it now."""

    key: str
    """"campaign/packet"."""
    name: str
    records: tuple[str, ...]
    """Ids of records that can be chosen."""
