"""What the checks ask of other records: who was away, what was entered together, what is named, what grew out of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date as SqlDate
from sqlalchemy import String, bindparam, func, select, true, type_coerce
from sqlalchemy.orm import Session

from core.records.catalogue import kinds
from core.records.content import stood_since
from core.store.tables import AbsenceRow, DeadlineRow, HiddenNameRow, LinkRow, RecordRow

_MOST = 500
"""Variables in one statement at most; SQLite takes no more than some."""


@dataclass(frozen=True, slots=True)
class Named:
    """Another record, by its spine."""

    id: str
    number: str
    kind: str
    state: str
    heading: str
    dated: date | None
    entered_at: datetime | None = None
    stood_since: datetime | None = None
    """Since when it has stood finished (`content.stood_since`)."""


@dataclass(frozen=True, slots=True)
class Grown:
    """A record, or a row of one, that grew out of a row of another."""

    offshoot: str
    row: str
    """Name of the other's row."""
    own: str
    """Name of the row of the record that grew."""
    by: Named


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is not on duty, by the record of this number."""

    person: str
    since: date
    until: date
    reason: str
    number: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A day by which a record promises something."""

    day: date
    path: str
    text: str
    person: str
    """Id, or empty."""
    by: Named


@dataclass(frozen=True, slots=True)
class Entered:
    """How many dated records were entered on a day, and the earliest and latest day they are about."""

    records: int
    first: date | None
    last: date | None


def _named(*row: Any) -> Named:
    """Return another record from the columns `_NAMED`."""
    record, number, kind, state, heading, dated, entered_at, version, finished_at = row
    since = stood_since(number, version, entered_at, finished_at)
    return Named(record, number, kind, state, heading, dated, entered_at, since)


_NAMED = (
    RecordRow.id,
    RecordRow.number,
    RecordRow.kind,
    RecordRow.state,
    RecordRow.heading,
    RecordRow.dated,
    RecordRow.entered_at,
    RecordRow.version,
    RecordRow.finished_at,
)


def by_number(session: Session, numbers: Iterable[str]) -> dict[str, Named]:
    """Return the records of these numbers; those nobody has are left out."""
    wanted = tuple(dict.fromkeys(number for number in numbers if number))
    found: dict[str, Named] = {}
    for start in range(0, len(wanted), _MOST):
        rows = session.execute(select(*_NAMED).where(RecordRow.number.in_(wanted[start : start + _MOST])))
        found.update((row.number, _named(*row)) for row in rows)
    return found


def by_id(session: Session, ids: Iterable[str]) -> Iterator[Named]:
    """Yield the records of these ids; those that are gone are left out."""
    wanted = tuple(ids)
    for start in range(0, len(wanted), _MOST):
        rows = session.execute(select(*_NAMED).where(RecordRow.id.in_(wanted[start : start + _MOST])))
        yield from (_named(*row) for row in rows)


def grown_out_of(session: Session, number: str, *, void: bool = False) -> tuple[Grown, ...]:
    """Return what grew out of the record of a number, oldest first; void ones only when they are asked for."""
    if not number:
        return ()
    rows = session.execute(_GROWN, {"number": number})
    grown = (Grown(offshoot, row, own, _named(*named)) for _target, offshoot, row, own, *named in rows)
    return tuple(one for one in grown if void or one.by.state != "void")


def naming(session: Session, number: str) -> tuple[Named, ...]:
    """Return the records that name the record of a number in one of their fields, void ones left out."""
    if not number:
        return ()
    asked = select(*_NAMED).distinct().join(LinkRow, LinkRow.record == RecordRow.id)
    asked = asked.where(LinkRow.target == number, LinkRow.offshoot == "", RecordRow.state != "void")
    return tuple(_named(*row) for row in session.execute(asked.order_by(RecordRow.dated, RecordRow.number)))


def away_on(session: Session, day: date) -> tuple[Away, ...]:
    """Return who is not on duty on a day."""
    return tuple(Away(*row) for row in session.execute(_AWAY, {"day": day}))


def entered_with(session: Session, moment: datetime) -> Entered:
    """Return what was entered on the day of a moment, as the clock then showed it; void records left out."""
    day = f"{moment:%Y-%m-%d}"
    row = session.execute(_ENTERED, {"start": day, "end": f"{day}~"}).one()
    return Entered(*row)


def hidden_names(session: Session) -> dict[str, str]:
    """Return every name a record keeps private, a void one too, with the number of that record."""
    rows = session.execute(
        select(HiddenNameRow.name, RecordRow.number)
        .join(RecordRow, RecordRow.id == HiddenNameRow.record)
        .order_by(HiddenNameRow.id.desc())
    )
    return {row.name: row.number for row in rows}


def closed_alike(
    session: Session, kind: str, *, category: str, states: Iterable[str], since: date, until: date, apart_from: str
) -> tuple[Named, ...]:
    """Return the items of a ledger of this category that were closed from a day to a day; `dated` = day of closing."""
    closed = func.json_extract(RecordRow.payload, "$.closed_on")
    rows = session.execute(
        select(RecordRow.id, RecordRow.number, RecordRow.kind, RecordRow.state, RecordRow.heading, closed)
        .where(
            RecordRow.kind == kind,
            RecordRow.state.in_(tuple(states)),
            RecordRow.id != apart_from,
            func.json_extract(RecordRow.payload, "$.category") == category,
            closed >= since.isoformat(),
            closed <= until.isoformat(),
        )
        .order_by(RecordRow.row)
    )
    return tuple(
        Named(record, number, kind_, state, heading, date.fromisoformat(day))
        for record, number, kind_, state, heading, day in rows
    )


def promises(session: Session, *, since: date, until: date) -> tuple[Promised, ...]:
    """Return what finished records promise from a day to a day, the earliest first."""
    rows = session.execute(
        select(DeadlineRow.day, DeadlineRow.path, DeadlineRow.text, DeadlineRow.person, *_NAMED)
        .join(RecordRow, RecordRow.id == DeadlineRow.record)
        .where(DeadlineRow.day >= since, DeadlineRow.day <= until, RecordRow.number != "", RecordRow.state != "void")
        .order_by(DeadlineRow.day, DeadlineRow.id)
    )
    return tuple(Promised(day, path, text, person, _named(*named)) for day, path, text, person, *named in rows)


def attendance(session: Session, kind: str, key: str, *, since: date, until: date) -> dict[str, tuple[int, int]]:
    """Return (times expected, times absent) of everybody at the finished meetings of a kind, both days included."""
    found: dict[str, tuple[int, int]] = {}
    for part, at in (("expected", 0), ("absent", 1)):
        rows = session.execute(
            _ATTENDANCE[part], {"kind": kind, "path": f"$.{key}.{part}", "since": since, "until": until}
        )
        for person, times in rows:
            if person:
                before = found.get(person, (0, 0))
                found[person] = (times, before[1]) if at == 0 else (before[0], times)
    return found


def closed_items(session: Session, kind: str, *, states: Iterable[str]) -> Iterator[tuple[str, Named]]:
    """Yield (category, item) of every closed item of a ledger; `dated` = day of closing."""
    closed, category = (func.json_extract(RecordRow.payload, path) for path in ("$.closed_on", "$.category"))
    columns = (RecordRow.id, RecordRow.number, RecordRow.kind, RecordRow.state, RecordRow.heading, closed, category)
    rows = session.execute(
        select(*columns)
        .where(RecordRow.kind == kind, RecordRow.state.in_(tuple(states)), closed.is_not(None))
        .order_by(RecordRow.row)
    )
    for record, number, kind_, state, heading, day, told in rows:
        yield str(told or ""), Named(record, number, kind_, state, heading, date.fromisoformat(day))


def all_grown(session: Session) -> Iterator[tuple[str, Grown]]:
    """Yield (number of the other, what grew out of it) for the whole vault, void ones too."""
    for target, offshoot, row, own, *named in session.execute(_ALL_GROWN):
        yield target, Grown(offshoot, row, own, _named(*named))


def all_away(session: Session) -> Iterator[Away]:
    """Yield everybody's absences."""
    return (Away(*row) for row in session.execute(_ALL_AWAY))


def last_of_month(session: Session, month: date, *, apart_from: str, kind: str = "") -> date | None:
    """Return the latest day of a finished record in a month, or of one of a kind; leave planned for later is none."""
    first = month.replace(day=1)
    inside = [one.key for one in kinds().values() if one.internal or kind not in {"", one.key}]
    return session.scalar(_LAST_OF_MONTH, {"first": first, "after": _next(first), "id": apart_from, "inside": inside})


def _next(first: date) -> date:
    """Return the first day of the month after."""
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


# Statements of every keystroke, built once: building them costs more than running them.

_EACH = func.json_each(RecordRow.payload, bindparam("path")).table_valued("value")


def _attendance(person: Any) -> Any:
    """Return the statement that counts a list of an attendance by person."""
    return (
        select(person, func.count())
        .select_from(RecordRow)
        .join(_EACH, true())
        .where(
            RecordRow.kind == bindparam("kind"),
            RecordRow.dated >= bindparam("since", type_=SqlDate),
            RecordRow.dated <= bindparam("until", type_=SqlDate),
            RecordRow.number != "",
            RecordRow.state != "void",
        )
        .group_by(person)
    )


_ATTENDANCE = {
    "expected": _attendance(_EACH.c.value),
    "absent": _attendance(func.json_extract(_EACH.c.value, "$.person")),
}

_ALL_GROWN = (
    select(LinkRow.target, LinkRow.offshoot, LinkRow.row, LinkRow.own, *_NAMED)
    .join(RecordRow, RecordRow.id == LinkRow.record)
    .where(LinkRow.offshoot != "")
    .order_by(LinkRow.id)
)

_GROWN = _ALL_GROWN.where(LinkRow.target == bindparam("number"))

_ALL_AWAY = (
    select(AbsenceRow.person, AbsenceRow.since, AbsenceRow.until, AbsenceRow.reason, RecordRow.number)
    .join(RecordRow, RecordRow.id == AbsenceRow.record)
    .order_by(AbsenceRow.id)
)

_AWAY = _ALL_AWAY.where(
    AbsenceRow.since <= bindparam("day", type_=SqlDate),
    AbsenceRow.until >= bindparam("day", type_=SqlDate),
)

_ENTERED = select(func.count(), func.min(RecordRow.dated), func.max(RecordRow.dated)).where(
    type_coerce(RecordRow.entered_at, String) >= bindparam("start"),
    type_coerce(RecordRow.entered_at, String) < bindparam("end"),
    RecordRow.dated.is_not(None),
    RecordRow.state != "void",
)

_LAST_OF_MONTH = select(func.max(RecordRow.dated)).where(
    RecordRow.dated >= bindparam("first", type_=SqlDate),
    RecordRow.dated < bindparam("after", type_=SqlDate),
    RecordRow.number != "",
    RecordRow.state != "void",
    RecordRow.id != bindparam("id"),
    RecordRow.kind.not_in(bindparam("inside", expanding=True)),
)
