"""What was done, counted by day: the figures that quotas and progress are made of."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.store.tables import PersonTimeRow, RecordRow


@dataclass(frozen=True, slots=True)
class Daily:
    """So many finished records of one kind, subtype and state on one day."""

    kind: str
    subtype: str
    day: date
    activities: str
    """JSON list of "campaign/activity"."""
    state: str
    lead: str
    """Id of the person who led them, where the kind says so."""
    month: str
    """Month they speak of, YYYY-MM, where the kind has one."""
    count: int


def daily(session: Session, *, since: date, until: date) -> tuple[Daily, ...]:
    """Return how many finished records there are on each day, both days included."""
    columns = (
        RecordRow.kind,
        RecordRow.subtype,
        RecordRow.dated,
        RecordRow.activities,
        RecordRow.state,
        func.json_extract(RecordRow.line, "$.lead").label("lead"),
        func.json_extract(RecordRow.line, "$.month").label("month"),
    )
    rows = session.execute(
        select(*columns, func.count())
        .where(RecordRow.dated >= since, RecordRow.dated <= until, RecordRow.number != "", RecordRow.state != "void")
        .group_by(*columns)
        .order_by(RecordRow.dated)
    )
    return tuple(Daily(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class Attended:
    """So many minutes a person spent on finished records of one kind and subtype on one day."""

    kind: str
    subtype: str
    day: date
    activities: str
    person: str
    times: int
    minutes: int


def attended(session: Session, *, since: date, until: date) -> tuple[Attended, ...]:
    """Return who spent how long on what, both days included; records without a from and to are not told."""
    columns = (RecordRow.kind, RecordRow.subtype, PersonTimeRow.day, RecordRow.activities, PersonTimeRow.person)
    rows = session.execute(
        select(*columns, func.count(), func.sum(PersonTimeRow.end - PersonTimeRow.start))
        .join(RecordRow, RecordRow.id == PersonTimeRow.record)
        .where(
            PersonTimeRow.day >= since,
            PersonTimeRow.day <= until,
            PersonTimeRow.person != "",
            RecordRow.number != "",
            RecordRow.state != "void",
        )
        .group_by(*columns)
    )
    return tuple(Attended(*row) for row in rows)
