"""What the home page shows: 要交的, 快到期的, 已交的; codes and particulars, no sentences."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from core.base.errors import Particular


class Chip(StrEnum):
    """The chip of a row; its particulars are named beside each."""

    DUE_IN = "due_in"
    """{days}, 1 or more."""
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    """{days}"""
    RECORDED = "recorded"
    """{done} and {due}."""
    LEADERS = "leaders"
    """{done} of {due} leaders have done theirs."""
    NONE_RECORDED = "none_recorded"
    """{month}: an ended month without any."""
    DRAFT = "draft"
    """{days} since the last change; 0 = today."""
    RETURNED = "returned"
    UNANSWERED = "unanswered"
    """It lies with the office, which has not answered."""
    ON_EVENT = "on_event"
    """Only when something happens."""
    NOT_CARRIED = "not_carried"
    CARRIED = "carried"
    RECEIVED = "received"


class Line(StrEnum):
    """The words beside the chip."""

    NONE = "none"
    DEADLINE = "deadline"
    """{deadline} and {person}, the one responsible."""
    FIRST_DEADLINE = "first_deadline"
    """{deadline} that has passed, and {person}."""
    ACCEPTOR_NOT = "acceptor_not"
    """Awaits acceptance, by somebody other than {person}."""
    NOT_PUBLISHED = "not_published"
    """{deadline}; to be published and not published yet."""
    SUGGESTED = "suggested"
    """Suggested {due} times; the notice says schools follow the example."""
    REQUIRED = "required"
    """Required {due} times until {deadline}."""
    CHANGED = "changed"
    """Of the day {dated} (may be empty), last changed {on}."""
    PACKET = "packet"
    """{records} records, {pages} pages, made {on}."""
    HANDED_IN = "handed_in"
    """Carried on {on} to {place}."""
    ANSWER_DUE = "answer_due"
    """An answer could be expected by {deadline}."""
    NIL_WILL_DO = "nil_will_do"
    """When there was nothing, a nil return will do."""
    WITHIN = "within"
    """To {office} within {days} days after it happened."""
    TO_MEND = "to_mend"
    """Sent back on {on}; {waiting} of its {records} records are still to be mended."""
    MENDED = "mended"
    """Sent back on {on}; all of it is mended and may be handed in again."""
    READY = "ready"
    """Written, and to be handed in to {office} by {deadline}."""
    TO_WRITE = "to_write"
    """To be written and handed in to {office} by {deadline}."""


class Title(StrEnum):
    """Headings that are not a record's own."""

    ACTIVITY_IN_MONTH = "activity_in_month"
    """{activity} in {month} ("2008-09")."""
    ACTIVITY = "activity"
    """{activity} of the whole phase."""
    UNTITLED = "untitled"
    """A draft without a heading."""


class Do(StrEnum):
    """What the button of a row does."""

    OPEN = "open"
    """Open `record`."""
    NEW = "new"
    """Begin a record of `kind` and `subtype`."""
    MOVE = "move"
    """Open `record` and make `move`."""
    CARRY = "carry"
    """Carry `packet`."""
    SHOW = "show"
    """Show `packet`."""
    SUBMIT = "submit"
    """Make a packet of `records`."""
    NIL = "nil"
    """Say in one press that there was nothing in `month`: a record of `kind`, finished."""


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """The button of a row."""

    do: Do
    kind: str = ""
    subtype: str = ""
    record: str = ""
    move: str = ""
    packet: str = ""
    records: tuple[str, ...] = ()
    month: str = ""
    """YYYY-MM."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a column."""

    key: str
    """The same from one reading to the next, so that a page can keep its place."""
    heading: str = ""
    """The record's or packet's own; empty where `title` says it."""
    title: Title | None = None
    title_particulars: Mapping[str, Particular] = {}
    no: int = 0
    """Running number in the ledger, 0 = none."""
    kind: str = ""
    """Kind of record, for the icon; empty for a packet."""
    chip: Chip
    chip_particulars: Mapping[str, Particular] = {}
    line: Line = Line.NONE
    line_particulars: Mapping[str, Particular] = {}
    quote: str = ""
    """The notice's own sentences; empty when no activity of the campaign asks for it."""
    source: str = ""
    """Name of the activity the quote stands under."""
    record: str = ""
    """Id of the record the row is about, empty for none."""
    action: Action
    due: date | None = None


class Checklist(msgspec.Struct, frozen=True, kw_only=True):
    """The home page."""

    today: date
    campaigns: tuple[str, ...] = ()
    """Short titles of the campaigns under way."""
    to_hand_in: tuple[Row, ...] = ()
    """要交的: packets sent back, packets that still lie here, what an office waits for, records sent back."""
    half_written: tuple[Row, ...] = ()
    """写了一半的: drafts that no office waits for, those changed last first."""
    due_soon: tuple[Row, ...] = ()
    """快到期的: overdue or due within 14 days, then the month's quotas."""
    handed_in: tuple[Row, ...] = ()
    """已交的: packets carried, the newest first."""
    overdue: int = 0
    """How many rectification items are overdue, for the badge of the rail."""
