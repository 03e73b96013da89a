"""The roster and the school's profile, in and out of their tables."""

from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.records.content import Person, School
from core.store.pinyin import initials
from core.store.tables import PersonRow, SchoolRow, TermRow


@dataclass(frozen=True, slots=True)
class Term:
    """A post somebody held; None = open end."""

    post: str
    since: date | None
    until: date | None


def get_school(session: Session) -> School:
    """Return the school's profile; an empty one before the first run is through."""
    row = session.get(SchoolRow, 1)
    if row is None:
        return School(name="")
    return School(
        name=row.name,
        short=row.short,
        district=row.district,
        superior=row.superior,
        principal=row.principal,
        secretary=row.secretary,
    )


def put_school(session: Session, school: School) -> None:
    """Set the school's profile."""
    session.merge(SchoolRow(id=1, **msgspec.structs.asdict(school)))


def roster(session: Session, *, on: date | None = None) -> tuple[Person, ...]:
    """Return the people in roster order: everybody who ever was, or those who belong to the school on a day."""
    people = (_person(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.place, PersonRow.id)))
    return tuple(person for person in people if on is None or person.here_on(on))


def get(session: Session, person: str) -> Person | None:
    """Return one person."""
    row = session.get(PersonRow, person)
    return _person(row) if row else None


def put(session: Session, person: Person) -> Person:
    """Add or change a person; initials are worked out when none are given. A changed post begins a new term."""
    person = msgspec.structs.replace(person, initials=person.initials.strip().lower() or initials(person.name))
    row = session.get(PersonRow, person.id)
    if row is None:
        last = session.scalar(select(func.max(PersonRow.place))) or 0
        row = PersonRow(id=person.id, place=last + 1)
        session.add(row)
        row.terms = [TermRow(post=person.post, since=person.since, until=person.until)]
    else:
        _follow_post(row, person)
    for field in ("name", "initials", "post", "party", "team", "since", "until"):
        setattr(row, field, getattr(person, field))
    session.flush()
    return person


def change_post(session: Session, person: str, *, post: str, since: date, until: date | None = None) -> None:
    """End the post somebody holds the day before `since` and begin a new one."""
    row = session.get_one(PersonRow, person)
    if row.terms:
        row.terms[-1].until = date.fromordinal(since.toordinal() - 1)
    row.terms.append(TermRow(post=post, since=since, until=until))
    row.post = post
    session.flush()


def terms(session: Session, person: str) -> tuple[Term, ...]:
    """Return the posts somebody has held, oldest first."""
    row = session.get(PersonRow, person)
    return tuple(Term(term.post, term.since, term.until) for term in row.terms) if row else ()


def find(session: Session, text: str, *, limit: int = 20) -> tuple[Person, ...]:
    """Return the people whose name holds `text`, or whose initials begin with it, in roster order."""
    wanted = text.strip()
    if not wanted:
        return ()
    typed = "".join(wanted.lower().split())
    rows = session.scalars(
        select(PersonRow)
        .where(
            or_(
                PersonRow.name.contains(wanted, autoescape=True),
                PersonRow.initials.startswith(typed, autoescape=True),
            )
        )
        .order_by(PersonRow.place)
        .limit(limit)
    )
    return tuple(_person(row) for row in rows)


def _follow_post(row: PersonRow, person: Person) -> None:
    """Keep the last term as the person's own dates say; a new post is told by `change_post`."""
    if row.terms:
        last = row.terms[-1]
        last.post, last.until = person.post, person.until
        if len(row.terms) == 1:
            last.since = person.since


def _person(row: PersonRow) -> Person:
    """Return a row as data."""
    return Person(
        id=row.id,
        name=row.name,
        post=row.post,
        party=row.party,
        team=row.team,
        initials=row.initials,
        since=row.since,
        until=row.until,
    )
