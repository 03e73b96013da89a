"""The roster and the school's profile."""

from dataclasses import dataclass
from datetime import date

import msgspec

from core.base.clock import today
from core.base.errors import EmptyName, PersonMissing, TermEndsEarly
from core.base.ids import new_id
from core.records.content import Person, School
from core.store import journal, people, records
from core.store.engine import Session
from core.store.journal import What
from core.store.people import Term
from core.store.vault import Vault

__all__ = ["Namesakes", "Term"]


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Several people of one name; windows and pages tell them apart by post."""

    name: str
    people: tuple[Person, ...]

    @property
    def told_apart(self) -> bool:
        """Tell whether their posts differ."""
        posts = [person.post for person in self.people]
        return len(set(posts)) == len(posts) and all(posts)


def listing(vault: Vault, *, on: date | None = None) -> tuple[Person, ...]:
    """Return the people in roster order: everybody who ever was, or those here on a day."""
    with vault.look() as session:
        return people.roster(session, on=on)


def save(vault: Vault, person: Person) -> Person:
    """Add somebody (empty id) or change them; returns the person as kept, with pinyin initials.

    Two people of one name are allowed, see `namesakes`. A changed name is taken over into lists and search.
    Raises EmptyName.
    """
    person = msgspec.structs.replace(person, name=person.name.strip(), post=person.post.strip())
    if not person.name:
        raise EmptyName
    if person.since and person.until and person.until < person.since:
        raise TermEndsEarly(name=person.name, since=person.since.isoformat(), until=person.until.isoformat())
    with vault.work() as session:
        before = people.get(session, person.id) if person.id else None
        if before is None and not person.id:
            person = msgspec.structs.replace(person, id=new_id())
        # Initials that were worked out follow the name; those typed by hand stay.
        if before is not None and before.name != person.name and before.initials == person.initials:
            person = msgspec.structs.replace(person, initials="")
        kept = people.put(session, person)
        what = What.PERSON_CHANGED if before else What.PERSON_ADDED
        journal.append(session, what, at=vault.clock.now(), by=_user(session), body={"person": kept})
        vault.forget_names()
        if before is not None and before.name != kept.name:
            records.rebuild(session, names=vault.names(session))
    vault.forget_names()
    return kept


def change_post(vault: Vault, person: str, *, post: str, since: date) -> Person:
    """Give somebody another post from a day on; the one before stays in the record of posts. Raises PersonMissing."""
    with vault.work() as session:
        _known(session, person)
        people.change_post(session, person, post=post.strip(), since=since)
        kept = _known(session, person)
        journal.append(session, What.PERSON_CHANGED, at=vault.clock.now(), by=_user(session), body={"person": kept})
    vault.forget_names()
    return kept


def remove(vault: Vault, person: str, *, until: date | None = None) -> Person:
    """Take somebody off the roster from the day after `until` (today when not given).

    The person stays in the vault, for old records name them. Raises PersonMissing.
    """
    with vault.work() as session:
        last = until or today(vault.clock)
        kept = people.put(session, msgspec.structs.replace(_known(session, person), until=last))
        journal.append(session, What.PERSON_LEFT, at=vault.clock.now(), by=_user(session), body={"person": kept})
    vault.forget_names()
    return kept


def find(vault: Vault, text: str, *, on: date | None = None, limit: int = 20) -> tuple[Person, ...]:
    """Return the people whose name holds `text` or whose pinyin initials begin with it, in roster order."""
    with vault.look() as session:
        found = people.find(session, text, limit=limit)
    return tuple(person for person in found if on is None or person.here_on(on))


def terms(vault: Vault, person: str) -> tuple[Term, ...]:
    """Return the posts somebody has held, oldest first."""
    with vault.look() as session:
        return people.terms(session, person)


def namesakes(vault: Vault) -> tuple[Namesakes, ...]:
    """Return the names that several people of the present roster share."""
    by_name: dict[str, list[Person]] = {}
    for person in listing(vault, on=today(vault.clock)):
        by_name.setdefault(person.name, []).append(person)
    return tuple(Namesakes(name, tuple(several)) for name, several in by_name.items() if len(several) > 1)


def get_school(vault: Vault) -> School:
    """Return the school's profile."""
    with vault.look() as session:
        return people.get_school(session)


def save_school(vault: Vault, school: School) -> School:
    """Change the school's profile. Raises EmptyName, PersonMissing (principal or secretary not on the roster)."""
    school = msgspec.structs.replace(school, name=school.name.strip())
    if not school.name:
        raise EmptyName
    with vault.work() as session:
        for person in filter(None, (school.principal, school.secretary)):
            _known(session, person)
        people.put_school(session, school)
        journal.append(session, What.SCHOOL_CHANGED, at=vault.clock.now(), by=school.principal, body={"school": school})
    return school


def _known(session: Session, person: str) -> Person:
    """Return somebody on the roster."""
    found = people.get(session, person)
    if found is None:
        raise PersonMissing(person=person)
    return found


def _user(session: Session) -> str:
    """Return the id of the person who works in this vault: the principal."""
    return people.get_school(session).principal
