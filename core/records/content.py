"""A record as it lies in the vault and travels: its spine and its values; with the people and the school it names."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from core.records.field import Attendance, Field, Files, Grid, People
from core.records.field import Person as PersonField
from core.records.kind import Kind, Privacy

Values = dict[str, Any]
"""Payload of a record: JSON-native values by field key."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on the school's roster, with post and term of office."""

    id: str
    name: str
    post: str = ""
    party: bool = False
    team: bool = False
    initials: str = ""
    """Pinyin initials, lower case."""
    since: date | None = None
    until: date | None = None
    """Last day on the roster; None = still here."""

    def here_on(self, day: date) -> bool:
        """Tell whether the person belongs to the school on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class School(msgspec.Struct, frozen=True, kw_only=True):
    """The school's profile."""

    name: str
    short: str = ""
    district: str = ""
    superior: str = ""
    principal: str = ""
    """Id of the principal on the roster."""
    secretary: str = ""
    """Id of the party secretary on the roster."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One record: the typed spine and the values."""

    id: str
    kind: str
    kind_version: int
    number: str = ""
    """E.g. ST-2008-001, given when it is first finished; empty before."""
    state: str = "draft"
    activities: tuple[str, ...] = ()
    heading: str = ""
    dated: date | None = None
    privacy: Privacy = Privacy.ORDINARY
    revision: int = 1
    """Counts every write; a write with an older one is refused."""
    version: int = 1
    """Counts finished versions; a change after finishing opens the next."""
    entered_at: datetime
    """When it was first entered; nothing can edit it."""
    changed_at: datetime
    finished_at: datetime | None = None
    explanations: dict[str, str] = {}
    """A person's sentence for a warning, by finding mark (`Finding.mark`)."""
    values: Values = {}

    @property
    def days_late(self) -> int:
        """Days from the activity to its entry; 0 when entered on the day, or undated."""
        return max(0, (self.entered_at.date() - self.dated).days) if self.dated else 0


LATE_AFTER = 7
"""Days after which an entry is marked 补记 (D§2.0), unless the campaign sets another number."""


def is_empty(value: Any) -> bool:
    """Tell whether a stored value says nothing: absent, blank text, or an empty list."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def read_day(value: Any) -> date | None:
    """Return a stored day as a date; None when it is empty or half typed."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def minutes_of(value: Any) -> int | None:
    """Return a stored HH:MM as minutes after midnight; None when it is empty or half typed."""
    if not isinstance(value, str) or len(value) != 5 or value[2] != ":":
        return None
    hour, minute = value[:2], value[3:]
    if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        return None
    return int(hour) * 60 + int(minute)


def present(attendance: Any) -> tuple[str, ...]:
    """Return the ids of those expected and not absent, in roster order."""
    if not isinstance(attendance, dict):
        return ()
    away = {row.get("person") for row in attendance.get("absent") or ()}
    return tuple(person for person in attendance.get("expected") or () if person not in away)


def named_people(kind: Kind, values: Mapping[str, Any]) -> frozenset[str]:
    """Return the ids of all people a record's values name."""
    return frozenset(_named(kind.fields(), values))


def _named(fields: Iterable[Field], values: Mapping[str, Any]) -> Iterable[str]:
    """Yield the ids named by these fields; empty ones are passed over."""
    for field in fields:
        value: Any = values.get(field.key)
        if is_empty(value):
            continue
        match field:
            case PersonField():
                yield str(value)
            case People():
                yield from value
            case Attendance():
                yield from value.get("expected") or ()
                yield from (row["person"] for row in value.get("absent") or () if row.get("person"))
            case Grid(columns=columns):
                for row in value:
                    yield from _named(columns, row)
            case _:
                pass


def blobs_of(kind: Kind, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the SHA-256 digests of the files a record's values hold, in order, each once."""
    found: dict[str, None] = {}
    for field in kind.fields():
        if isinstance(field, Files):
            for row in values.get(field.key) or ():
                if row.get("blob"):
                    found[str(row["blob"])] = None
    return tuple(found)
