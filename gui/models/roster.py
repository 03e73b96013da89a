"""A staff list as people paste it: one a line, name first, then the post."""

import re
from collections import Counter
from dataclasses import dataclass

from core.records.content import Person

_PARTS = re.compile(r"[\t,，;；、|]+|\s{1,}|　+")
_NUMBER = re.compile(r"^\s*\d+\s*[.、)）．]\s*|^\s*\d+\s+")
_PARTY = frozenset({"党员", "中共党员", "party"})
_TEAM = frozenset({"班子", "班子成员", "领导班子", "team"})


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was read: the people in their order, and the names that nothing tells apart."""

    people: tuple[Person, ...]
    alike: tuple[str, ...]
    """Names that stand there more than once with the same post, or with none."""


def read_roster(text: str) -> Pasted:
    """Read a pasted list: `林志远 校长`, `林志远，校长`, columns of a table; 党员 and 班子 may follow the post.

    Numbers before names are left out, empty lines are passed over. The ids are empty: the vault gives them.
    """
    people = [person for person in map(_read, text.splitlines()) if person is not None]
    seen = Counter((person.name, person.post) for person in people)
    alike = tuple(dict.fromkeys(name for (name, _post), times in seen.items() if times > 1))
    bare = Counter(person.name for person in people)
    alike += tuple(
        person.name for person in people if not person.post and bare[person.name] > 1 and person.name not in alike
    )
    return Pasted(tuple(people), tuple(dict.fromkeys(alike)))


def _read(line: str) -> Person | None:
    parts = [part for part in _PARTS.split(_NUMBER.sub("", line.strip())) if part]
    if not parts:
        return None
    flags = {part.lower() for part in parts[1:]}
    posts = [part for part in parts[1:] if part.lower() not in _PARTY | _TEAM]
    return Person(
        id="",
        name=parts[0],
        post="、".join(posts),
        party=bool(flags & _PARTY),
        team=bool(flags & _TEAM),
    )
