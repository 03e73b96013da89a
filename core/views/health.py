"""The vault's health as the windows see it."""

import msgspec


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it was written."""

    part: str
    """`database`, `journal`, `attachment`, `search` or `drawn`."""
    where: str
    """A record's number and heading, an entry's number, a digest, or the database's own words."""
    mendable: bool
    """It can be made anew out of the records."""


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What an examination found."""

    findings: tuple[Finding, ...]
    records: int
    attachments: int
    entries: int
    """Entries of the journal."""
    deep: bool
    """Every attachment was read and everything drawn of the records compared."""


class Rescued(msgspec.Struct, frozen=True, kw_only=True):
    """What could be taken out of a damaged vault."""

    records: int
    attachments: int
    lost: tuple[str, ...]
    """Numbers (or ids) of records that could not be read."""
