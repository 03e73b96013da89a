"""How one record hangs together with others, as the windows show it."""

from datetime import date

import msgspec

from core.base.words import Words


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """Another record, with the state it is in."""

    record: str
    number: str
    kind: str
    heading: str
    state: str
    dated: date | None = None
    offshoot: str = ""
    """By which offshoot the one grew out of the other; "link" = tied by hand; empty = named in a field."""


class Shoot(msgspec.Struct, frozen=True, kw_only=True):
    """What a row can still become."""

    key: str
    words: Words
    kind: str


class RowLinks(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a record that may grow into others: its words, what it became, what it may become."""

    grid: str
    row: str
    """Name of the row; empty = the record as a whole."""
    text: str
    became: tuple[Neighbour, ...] = ()
    shoots: tuple[Shoot, ...] = ()
    state: str = ""
    """Of an opinion: `core.checks.opinions.OpinionState`; empty for other rows."""

    @property
    def settled(self) -> bool:
        """Tell whether nothing is left to be done about it: an opinion answered, solved on the spot, or explained."""
        return self.state in {"answered", "solved", "explained"}


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one record hangs together with."""

    rows: tuple[RowLinks, ...] = ()
    """Rows that may grow, in the order of the form."""
    came_from: tuple[Neighbour, ...] = ()
    names: tuple[Neighbour, ...] = ()
    """Records it names in its fields."""
    named_by: tuple[Neighbour, ...] = ()
