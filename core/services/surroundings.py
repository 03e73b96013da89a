"""What a school tells about itself once, for the checks: its days off, and the names of places that are its own."""

from collections.abc import Iterable

import msgspec

from core.base.errors import TermEndsEarly
from core.checks.places import vocabulary
from core.records.content import DayOff
from core.store import journal, people, settings
from core.store.engine import Session
from core.store.journal import What
from core.store.vault import Vault

DAYS_OFF, WORDS = "days_off", "words"
"""Settings: the school's calendar, and names of places it calls its own."""


def days_off(session: Session) -> tuple[DayOff, ...]:
    """Return the stretches without school, in order (T13)."""
    return msgspec.convert(settings.get(session, DAYS_OFF, []), tuple[DayOff, ...])


def list_days_off(vault: Vault) -> tuple[DayOff, ...]:
    """Return the stretches without school, for the settings page."""
    with vault.look() as session:
        return days_off(session)


def save_days_off(vault: Vault, stretches: Iterable[DayOff]) -> None:
    """Set the stretches without school. Raises TermEndsEarly for one that ends before it begins."""
    kept = sorted(stretches, key=lambda one: one.since)
    for one in kept:
        if one.until < one.since:
            raise TermEndsEarly(name=one.name, since=one.since.isoformat(), until=one.until.isoformat())
    told = [{"name": one.name.strip(), "since": str(one.since), "until": str(one.until)} for one in kept]
    _set(vault, DAYS_OFF, told)


def local_words(vault: Vault, session: Session) -> frozenset[str]:
    """Return the names of places and schools that are our own: out of the profile, and those the school added (C04)."""
    school = people.get_school(session)
    names = (school.name, school.short, school.district, school.superior, *settings.get(session, WORDS, []))
    kept: tuple[tuple[str, ...], frozenset[str]] | None = vault.memory.get(WORDS)
    if kept is None or kept[0] != names:
        kept = names, vocabulary(name for name in names if name)
        vault.memory[WORDS] = kept
    return kept[1]


def list_words(vault: Vault) -> tuple[str, ...]:
    """Return the names the school added, for the settings page."""
    with vault.look() as session:
        return tuple(settings.get(session, WORDS, []))


def save_words(vault: Vault, words: Iterable[str]) -> None:
    """Set the names of places around that are no foreign ones: villages, schools of the same district."""
    _set(vault, WORDS, list(dict.fromkeys(word.strip() for word in words if word.strip())))


def _set(vault: Vault, name: str, value: object) -> None:
    """Set something and note that it was."""
    with vault.work() as session:
        settings.put(session, name, value)
        user = people.get_school(session).principal
        journal.append(session, What.SETTING_CHANGED, at=vault.clock.now(), by=user, body={"setting": name})
