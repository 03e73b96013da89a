"""The closed set of field types; a kind of record is made of them.

Every consumer (codec, display, editor, page, checks, search) matches over `Field` and ends in `assert_never`,
so mypy names all of them when a type is added.
"""

from enum import StrEnum

import msgspec

from core.base.words import Words
from core.records.link import Count

ROW = "row"
"""Key under which every row of a grid carries its own short name, so that what speaks of a row follows it."""


class Formula(StrEnum):
    """What an automatic field is worked out from; never typed."""

    WEEKDAY = "weekday"
    """Day of the week of the record's date, 0 = Monday."""
    MINUTES = "minutes"
    """Minutes from the start to the end of the record's span."""
    NTH_IN_MONTH = "nth_in_month"
    """Which record of its kind and subtype this is in its month, from 1."""
    DAY_OF_TOPIC = "day_of_topic"
    """Which day of its topic this is, from 1."""
    LEDGER_NO = "ledger_no"
    """Running number in the ledger, from 1."""
    COUNT = "count"
    """What other records add up to, as the field's `count` says."""


class Roster(StrEnum):
    """Which people a field offers first."""

    ALL = "all"
    TEAM = "team"
    PARTY = "party"


class Option(msgspec.Struct, frozen=True):
    """One answer of a choice: the stored value and its words."""

    value: str
    words: Words


class _Field(msgspec.Struct, frozen=True, tag_field="type", kw_only=True):
    """What every field has."""

    key: str
    """Name in the payload: ASCII, snake_case, unique within its kind or grid."""
    words: Words
    required: bool = False
    """Empty → finding W01. A drafted value may always be empty."""
    advised: bool = False
    """Empty → a hint at most."""
    note: Words | None = None
    """Grey words inside or beside the empty field."""
    private: bool = False
    """Names of pupils, petitioners or parties: masked in public versions (D§2.0 privacy)."""
    later: bool = False
    """Belongs to the part that may be filled in afterwards (D§7.2 rule 6)."""


class Text(_Field, frozen=True, tag="text", kw_only=True):
    """One line of text; lengths in characters are usual values, not limits."""

    low: int = 0
    high: int = 0
    recent: bool = False
    """Offer what was typed here in earlier records."""
    topics: bool = False
    """Offer the topics that the campaigns suggest."""
    names: bool = False
    """Says who somebody is: whatever stands here and reads as no role or office is taken for a name (H03)."""


class LongText(_Field, frozen=True, tag="long", kw_only=True):
    """Paragraphs; a line break ends a paragraph. Lengths are usual values."""

    low: int = 0
    high: int = 0


class Date(_Field, frozen=True, tag="date", kw_only=True):
    """A calendar day, stored as YYYY-MM-DD."""


class Month(_Field, frozen=True, tag="month", kw_only=True):
    """A calendar month, stored as YYYY-MM."""


class Time(_Field, frozen=True, tag="time", kw_only=True):
    """A time of day, stored as HH:MM."""


class Integer(_Field, frozen=True, tag="int", kw_only=True):
    """A whole number within bounds."""

    low: int = 0
    high: int = 1_000_000
    unit: str = ""
    """Written right behind the number, which then needs no heading: 60%."""


class Toggle(_Field, frozen=True, tag="toggle", kw_only=True):
    """Yes or no."""


class Choice(_Field, frozen=True, tag="choice", kw_only=True):
    """One of several answers, or several of them (stored as a list)."""

    options: tuple[Option, ...]
    multiple: bool = False


class Person(_Field, frozen=True, tag="person", kw_only=True):
    """One person of the roster, stored by id."""

    roster: Roster = Roster.ALL


class People(_Field, frozen=True, tag="people", kw_only=True):
    """Several people of the roster, stored as a list of ids."""

    roster: Roster = Roster.ALL


class Attendance(_Field, frozen=True, tag="attendance", kw_only=True):
    """Who was expected and who was absent, why, and how it was made up (D§2.1).

    Stored as {"expected": [id], "absent": [{person, reason, note, makeup_on, makeup_method}], "signed": int|None};
    present = expected without absent; signed = signatures counted on the sign-in sheet (W02).
    """

    reasons: tuple[Option, ...]
    excused: tuple[str, ...] = ()
    """Reasons that need no make-up study."""


class Files(_Field, frozen=True, tag="files", kw_only=True):
    """Attachments, stored as [{blob, name, title, type, mime, on, taken}]; blob None = kept on paper only.

    `taken` is the day a photo says it was taken (T15).
    """

    types: tuple[Option, ...]


class Automatic(_Field, frozen=True, tag="automatic", kw_only=True):
    """A value the program works out; shown as grey text, never typed."""

    formula: Formula
    count: Count | None = None
    """What is counted, for Formula.COUNT."""


class Reference(_Field, frozen=True, tag="reference", kw_only=True):
    """Another record, stored by its number (ST-2008-001), which stays for ever and means something on paper."""

    kinds: tuple[str, ...] = ()


Plain = Text | LongText | Date | Month | Time | Integer | Toggle | Choice | Person | People | Automatic | Reference
"""Fields that fit in one cell of a grid."""


class Grid(_Field, frozen=True, tag="grid", kw_only=True):
    """A small table inside a record, stored as a list of rows keyed by column; each row has its name under `ROW`."""

    columns: tuple[Plain, ...]
    append_only: bool = False
    """Rows are added by moves (progress, history) and never changed afterwards."""


Field = Plain | Grid | Attendance | Files
