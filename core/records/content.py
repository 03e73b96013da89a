"""A record as it lies in the vault and travels: its spine and its values; with the people and the school it names."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from core.base.canonical import digest
from core.base.ids import new_row
from core.records.field import ROW, Attendance, Field, Files, Grid, People
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


class DayOff(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch without school, from the school's calendar; both days included."""

    name: str
    since: date
    until: date


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record, or a row of it, comes from: a row of another record, or the other record as a whole."""

    number: str
    """Number of the other record, e.g. FM-2008-001."""
    offshoot: str
    """Key of the offshoot it grew by; "link" when it was there already and was only tied to it."""
    row: str = ""
    """Name of the other record's row."""
    own: str = ""
    """Name of the row here that came of it; empty = this record as a whole."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One record: the typed spine and the values."""

    id: str
    kind: str
    kind_version: int
    number: str = ""
    """E.g. ST-2008-001, given when it is first finished; empty before."""
    state: str = "draft"
    activities: tuple[str, ...] = ()
    """What it was entered for, "campaign/activity"; empty = whatever asks for its kind."""
    origins: tuple[Origin, ...] = ()
    """Where it comes from, oldest first."""
    templates: tuple[str, ...] = ()
    """Editions of the campaigns in force when it was finished ("campaign@digest"); it is judged by those."""
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

    @property
    def stood_since(self) -> datetime | None:
        """Since when it has stood finished; None when it never was."""
        return stood_since(self.number, self.version, self.entered_at, self.finished_at)


def stood_since(number: str, version: int, entered_at: datetime, finished_at: datetime | None) -> datetime | None:
    """Return since when a record has stood finished; None for one that never was.

    What was changed afterwards stood before it was finished again: its entry is the nearest moment that is kept.
    """
    if not number:
        return None
    return finished_at if finished_at and version == 1 else entered_at


LATE_AFTER = 7
"""Days after which an entry is marked 补记 (D§2.0), unless the campaign sets another number."""


def is_empty(value: Any) -> bool:
    """Tell whether a stored value says nothing: absent, blank text, or an empty list."""
    return not value.strip() if isinstance(value, str) else value is None or value in ([], {})


def says_nothing(row: Mapping[str, Any]) -> bool:
    """Tell whether nothing was typed into a row of a grid; its name doesn't count."""
    return all(is_empty(value) for key, value in row.items() if key != ROW)


def typed_rows(value: Any) -> tuple[Mapping[str, Any], ...]:
    """Return the rows of a grid in which something stands."""
    return tuple(row for row in value or () if not says_nothing(row))


def name_rows(kind: Kind, values: Mapping[str, Any]) -> Values:
    """Return the values with a name for every row of a grid that has none, and with a new one for a name met twice."""
    named = dict(values)
    for field in kind.fields():
        rows = values.get(field.key)
        if isinstance(field, Grid) and isinstance(rows, list) and rows:
            seen: set[str] = set()
            named[field.key] = [_named_row(row, seen) for row in rows]
    return named


def _named_row(row: Any, seen: set[str]) -> Any:
    """Return a row with a name of its own."""
    if not isinstance(row, dict):
        return row
    name = row.get(ROW)
    while not name or name in seen:
        name = new_row()
    seen.add(name)
    return row if row.get(ROW) == name else {**row, ROW: name}


def row_called(rows: Any, name: str) -> Mapping[str, Any] | None:
    """Return the row of a grid with this name; None when it is gone."""
    return next((row for row in rows or () if row.get(ROW) == name), None)


def mark_path(path: tuple[str | int, ...], values: Mapping[str, Any]) -> str:
    """Write a path with the names of rows in place of their numbers, e.g. "materials.5f3a0b11.issued".

    What is kept under it stays with its row when other rows come and go. An absence goes by its person, a file by its
    content or title.
    """
    steps: list[str] = []
    here: Any = values
    for step in path:
        if isinstance(step, int):
            here = here[step] if isinstance(here, list) and 0 <= step < len(here) else None
            steps.append(_name_of(here, step))
        else:
            here = here.get(step) if isinstance(here, dict) else None
            steps.append(step)
    return ".".join(steps)


def _name_of(row: Any, number: int) -> str:
    """Return what a row of a list goes by."""
    if not isinstance(row, dict):
        return str(number)
    if row.get(ROW) or row.get("person"):
        return str(row.get(ROW) or row["person"])
    told = row.get("blob") or digest(str(row.get("title") or row.get("name") or "").encode())
    return str(told)[:12]


def read_month(value: Any) -> date | None:
    """Return the first day of a stored month (YYYY-MM); None when it is empty or none."""
    return read_day(f"{value}-01") if isinstance(value, str) and len(value) == 7 else None


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
