"""What a form knows besides its record: people, today, what was typed before, and the doors to files and records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from core.records.content import Person
from core.records.field import Roster

FileRow = dict[str, Any]
"""One attachment as stored: blob, name, title, type, mime, on."""


class FileDoor(Protocol):
    """How a form takes files in and shows them; the page answers later, in the window's thread."""

    def take_in(self, field_key: str, path: Path, then: Callable[[FileRow], None]) -> None:
        """Bring a file into the vault and hand back its row; the page shows what went wrong."""
        ...

    def show(self, row: FileRow) -> None:
        """Show the file to the person."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContext:
    """Handed to every editor of a form."""

    today: date
    people: Mapping[str, Person] = field(default_factory=dict)
    """Everybody the record may name, by id; those who left too."""
    recent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What was typed before, by field path joined with dots, newest first."""
    files: FileDoor | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    """Numbers and headings of records, for references."""

    def name(self, person: str) -> str:
        """Return the name behind an id; an id nobody has shows itself."""
        found = self.people.get(person)
        return found.name if found else person

    def here(self) -> tuple[Person, ...]:
        """Return everybody who is on the roster today."""
        return tuple(person for person in self.people.values() if person.here_on(self.today))

    def offered(self, roster: Roster = Roster.ALL) -> tuple[Person, ...]:
        """Return everybody who may be chosen: those a field asks for first, then the others, then who has left.

        Records are written about days past, so people who have left since can still be named.
        """
        here = list(self.here())
        match roster:
            case Roster.TEAM:
                here.sort(key=lambda person: not person.team)
            case Roster.PARTY:
                here.sort(key=lambda person: not person.party)
            case Roster.ALL:
                pass
        gone = (person for person in self.people.values() if not person.here_on(self.today))
        return (*here, *gone)
