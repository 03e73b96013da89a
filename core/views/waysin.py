"""The ways into a vault as the windows see them."""

from datetime import datetime

import msgspec


class WaysIn(msgspec.Struct, frozen=True, kw_only=True):
    """Which ways there are besides the principal's password."""

    sheet_at: datetime | None
    """When the recovery sheet that opens it was made; None without one."""
    second_at: datetime | None
    """When the second person's password was set; None without one."""
    opened_by: str
    """`password`, `second` or `recovery`: how it was opened this time."""
