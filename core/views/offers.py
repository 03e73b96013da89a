"""Kinds of record as a menu offers them."""

import msgspec

from core.records.kind import Kind


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """One kind that a record may be begun of."""

    kind: Kind
    initials: str = ""
    """Pinyin initials of its Chinese name, lower case."""
    activities: tuple[str, ...] = ()
    """Names of the activities that ask for it now."""
    off: bool = False
    """Activities ask for it, and the school has switched them all off."""
