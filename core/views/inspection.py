"""What an inspection would see, in three columns: it agrees, it does not agree, it is not there. Facts, no scores."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from core.base.errors import Particular


class FactKind(StrEnum):
    """What a row speaks of."""

    ACTIVITY = "activity"
    """An activity in a period, or in the whole campaign: {done} of {due}, in what the quota measures ({measure})."""
    RECORDS = "records"
    """All records of an activity in which nothing has to be asked: {count}."""
    FINDING = "finding"
    """One record in which something does not agree, or is not there."""
    SCHOOL = "school"
    """Something about a month or a person."""
    DRAFT = "draft"
    """A record that was begun {days} days ago and never finished."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a column."""

    key: str
    """The same from one reading to the next."""
    what: FactKind
    heading: str = ""
    """The record's, or the activity's name."""
    period: str = ""
    """"2008-09", "2008-Q2", or empty for a whole campaign."""
    number: str = ""
    dated: date | None = None
    kind: str = ""
    subtype: str = ""
    record: str = ""
    """Id of the record to open; empty where there is none."""
    path: tuple[str | int, ...] = ()
    """Field the first finding is about."""
    rule: str = ""
    code: str = ""
    level: str = ""
    particulars: Mapping[str, Particular] = {}
    """Of the finding's sentence, or done, due, count, days."""
    more: int = 0
    """How many findings there are besides."""
    withheld: bool = False
    """Not for whoever looks in: of the record only its kind and number are told."""
    quote: str = ""
    """The notice's own sentences."""
    source: str = ""
    """Name of the activity they stand under."""


class Inspection(msgspec.Struct, frozen=True, kw_only=True):
    """The three columns."""

    today: date
    agrees: tuple[Fact, ...] = ()
    differs: tuple[Fact, ...] = ()
    missing: tuple[Fact, ...] = ()
    """缺项清单: also printed by itself."""
    judged: int = 0
    """How many records were judged for this answer."""
