"""How records feed each other, as data: what grows out of a row, what is gathered, what is counted (D§7.2)."""

from enum import StrEnum

import msgspec

from core.base.words import Words


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a new record or row: out of the row it comes from, out of that row's record, or always the same."""

    into: str
    """Field of the new record ("grid.column": its first row), or column of the new row."""
    column: str = ""
    """Column of the row whose value is taken."""
    field: str = ""
    """Field of the row's record whose value is taken; "number" is the record's number."""
    value: str = ""
    """What always stands there."""


class Offshoot(msgspec.Struct, frozen=True, kw_only=True):
    """What a row of a finished record may become in one step: a record of its own, or a row of another record.

    The new record remembers where it comes from (`Record.origins`); nothing is written into the old one.
    """

    key: str
    words: Words
    """On the button, e.g. 转整改."""
    grid: str = ""
    """Grid whose rows may become it; empty = the record as a whole."""
    kind: str
    """Kind of the new record, or of the record that gets a row."""
    subtype: str = ""
    copies: tuple[Copy, ...] = ()
    into: str = ""
    """Grid of the other record that gets the row: that of the present month where it has one, else the open draft."""
    where: tuple[str, tuple[str, ...]] | None = None
    """Only rows with one of these values in this column."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Which other records are looked at: finished ones that are neither void nor sealed; every condition narrows."""

    kind: str
    subtype: str = ""
    month: str = ""
    """Month field of this record: those dated in that month."""
    since: str = ""
    """Day field of this record, with `until`: those dated from then to then, both days included."""
    until: str = ""
    by: str = ""
    """Month field of theirs that takes the place of their day, e.g. of a monthly return that is written afterwards."""
    refs: str = ""
    """References of this record, "grid.column": those it names."""
    moved: str = ""
    """Those with which this move was made in the month or time, whatever their own day."""
    overdue: bool = False
    """Those that were awaited and past their deadline at the end of the month or time, or today while it lasts."""
    states: tuple[str, ...] = ()
    """Only those that stand in one of these states now."""


class Measure(StrEnum):
    """What a count adds up."""

    RECORDS = "records"
    DAYS = "days"
    """Different days."""
    ROWS = "rows"
    """Rows of the grid at `path`."""
    SUM = "sum"
    """Whole numbers in a column, or of a field."""
    PRESENT = "present"
    """People present, each time anew."""
    ABSENT = "absent"


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A number that other records add up to."""

    source: Source
    measure: Measure = Measure.RECORDS
    path: str = ""
    """Grid, "grid.column", attendance or number field."""
    where: tuple[str, tuple[str, ...]] | None = None
    """Only rows with one of these values in this column."""


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A clause about counts in a draft text; it is left out while all of its numbers are 0."""

    text: str
    """Chinese, with the keys of automatic fields in braces: 开展夜学{sessions}次。"""
    fields: tuple[str, ...]
    none: str = ""
    """Clause in its place while all of its numbers are 0: 本月没有信访事项，作零报告。"""


class Gather(msgspec.Struct, frozen=True, kw_only=True):
    """What this record takes over from others at the press of a button; nothing that stands there is overwritten."""

    key: str
    words: Words
    """On the button, e.g. 带入日记中的问题."""
    into: str
    """Grid that gets a row for each of theirs, or text that gets the phrases while it is empty."""
    sources: tuple[Source, ...] = ()
    rows: str = ""
    """Grid of the other records whose rows are taken; empty = one row for each record."""
    copies: tuple[Copy, ...] = ()
    phrases: tuple[Phrase, ...] = ()
