"""The numbers of records: those given once (ST-2008-001, place in the ledger) and those told by date."""

from datetime import date, timedelta

from sqlalchemy import Date, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from core.store.tables import RecordRow

_Own = aliased(RecordRow)

_LAST_ROW = 1 << 62
"""Behind every row."""


def next_number(session: Session, prefix: str, *, year: int) -> str:
    """Return the next free number of a year, e.g. ST-2008-004; a voided record keeps its own."""
    stem = f"{prefix}-{year}-"
    taken = session.scalars(select(RecordRow.number).where(RecordRow.number.startswith(stem, autoescape=True)))
    highest = max((int(number[len(stem) :]) for number in taken if number[len(stem) :].isdigit()), default=0)
    return f"{stem}{highest + 1:03d}"


def highest_no(session: Session, kind: str) -> int:
    """Return the highest running number of a kind's ledger; 0 in an empty one."""
    numbers = func.json_extract(RecordRow.line, "$.no")
    return session.scalar(select(func.max(numbers)).where(RecordRow.kind == kind)) or 0


def place_in_month(session: Session, kind: str, *, subtype: str, day: date, record: str) -> int:
    """Return which record of its kind and subtype this is in its month by its day, from 1; void ones don't count.

    Two of one day stand in the order of their entry; a record that isn't entered yet comes last.
    """
    told = {"kind": kind, "subtype": subtype, "day": day, "first": day.replace(day=1), "id": record}
    return (session.scalar(_BEFORE_IN_MONTH, told) or 0) + 1


def days_before(session: Session, kind: str, *, heading: str, day: date, record: str) -> int:
    """Return how many other days before `day` have a record of this kind under this heading; void ones don't count."""
    return session.scalar(_DAYS_BEFORE, {"kind": kind, "heading": heading, "day": day, "id": record}) or 0


def said_in_month(session: Session, kind: str, key: str, *, subtype: str, day: date, record: str) -> tuple[int, ...]:
    """Return the numbers that other finished records of this kind, subtype and month say in the field `key`."""
    first = day.replace(day=1)
    until = (first + timedelta(days=31)).replace(day=1)
    told = {"kind": kind, "subtype": subtype, "first": first, "until": until, "id": record, "path": f"$.told.{key}"}
    return tuple(number for _, number in session.execute(_SAID_IN_MONTH, told) if number)


def said_of_heading(session: Session, kind: str, key: str, *, heading: str, record: str) -> dict[date, int]:
    """Return the numbers that other finished records of this kind and heading say in the field `key`, by their day."""
    told = {"kind": kind, "heading": heading, "id": record, "path": f"$.told.{key}"}
    return {day: number for day, number in session.execute(_SAID_OF_HEADING, told) if number}


# Statements of every keystroke, built once: building them costs more than running them.

_SAME_DAY_BEFORE = and_(
    RecordRow.dated == bindparam("day", type_=Date),
    RecordRow.row < func.coalesce(select(_Own.row).where(_Own.id == bindparam("id")).scalar_subquery(), _LAST_ROW),
)

_BEFORE_IN_MONTH = select(func.count()).where(
    RecordRow.kind == bindparam("kind"),
    RecordRow.subtype == bindparam("subtype"),
    RecordRow.dated >= bindparam("first", type_=Date),
    or_(RecordRow.dated < bindparam("day", type_=Date), _SAME_DAY_BEFORE),
    RecordRow.state != "void",
    RecordRow.id != bindparam("id"),
)

_DAYS_BEFORE = select(func.count(func.distinct(RecordRow.dated))).where(
    RecordRow.kind == bindparam("kind"),
    RecordRow.heading == bindparam("heading"),
    RecordRow.dated < bindparam("day", type_=Date),
    RecordRow.state != "void",
    RecordRow.id != bindparam("id"),
)

_FINISHED_OTHERS = and_(
    RecordRow.kind == bindparam("kind"),
    RecordRow.dated.is_not(None),
    RecordRow.finished_at.is_not(None),
    RecordRow.state != "void",
    RecordRow.id != bindparam("id"),
)
_SAID = select(RecordRow.dated, func.json_extract(RecordRow.line, bindparam("path"))).where(_FINISHED_OTHERS)

_SAID_IN_MONTH = _SAID.where(
    RecordRow.subtype == bindparam("subtype"),
    RecordRow.dated >= bindparam("first", type_=Date),
    RecordRow.dated < bindparam("until", type_=Date),
)

_SAID_OF_HEADING = _SAID.where(RecordRow.heading == bindparam("heading"))
