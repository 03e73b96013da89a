"""Which texts of the vault are like one another: the index of `core.checks.likeness`, kept in step with the records.

It is built when it is first asked for, in the vault's thread, and lives in memory only; what was written since is taken
in with every question.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from core.campaign.template import Thresholds
from core.checks.context import Alike, Referred
from core.checks.likeness import Alike as Like
from core.checks.likeness import Likeness
from core.checks.written import texts_in
from core.records.catalogue import kind_of
from core.records.content import Record, is_empty, typed_rows
from core.records.field import ROW
from core.records.kind import Kind
from core.records.rule import Criticism, Ledger, Original, OwnWords
from core.store import people, sealing
from core.store import records as shelf
from core.store.engine import Session
from core.store.vault import Vault

MEMORY = "similar"
"""Name under which the index is kept with the open vault."""

NEWEST = 4000
"""So many of the newest records are compared; a text copied from a record older than those is not found."""

SLICE = 100
"""So many records are taken in at a time while nobody asks: some 20 ms."""

Key = tuple[str, str, str]
"""A text in the index: id of its record, what is compared, and the row it stands in (or nothing)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text that is compared with others of its group stands."""

    key: Key
    group: str
    """What is compared, and within which kind."""
    path: tuple[str | int, ...]
    person: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One text that is compared with others of its group."""

    spot: Spot
    text: str
    without: tuple[str, ...] = ()
    """What does not count: titles and originals of materials."""


class Similar:
    """The index of one open vault, with what must be known of the records behind it."""

    def __init__(self) -> None:
        self._index = Likeness()
        self._spots: dict[Key, Spot] = {}
        self._keys: dict[str, tuple[Key, ...]] = {}
        self._mark = 0
        self._names: tuple[str, ...] = ()
        self._sealed = False
        self._waiting: tuple[str, ...] = ()
        """Ids of records that have been there all along and are still to be taken in."""

    def catch_up(
        self, vault: Vault, session: Session, known: Sequence[Record] = (), *, most: int | None = None
    ) -> bool:
        """Take in what was written since the last question; everything the first time, and when names changed.

        `known` are all records, oldest first, for whoever has read them already; `most` takes in no more than so many
        of those that have been there all along. Returns whether there are more.
        """
        school = people.get_school(session)
        names = (
            *(person.name for person in vault.names(session).values()),
            *filter(None, (school.name, school.short, school.district, school.superior)),
        )
        mark, touched = vault.touched_since(self._mark)
        sealed = sealing.is_open(session)
        if names != self._names or sealed != self._sealed:
            self.__init__()  # type: ignore[misc]  # everything is normalised by the names: begin anew
            self._names, self._sealed = names, sealed
            if not known:
                self._waiting = tuple(line.id for line in shelf.lines(session, shelf.Filter(limit=NEWEST)))
            for record in known[-NEWEST:]:
                self._put(record)
        else:
            for gone in touched:
                self._drop(gone)
            for record in shelf.readable(session, touched):
                self._put(record)
        self._mark = mark
        taken, self._waiting = self._waiting[:most], self._waiting[len(self._waiting[:most]) :]
        for record in shelf.readable(session, taken):
            self._put(record)
        return bool(self._waiting)

    def of(
        self, record: str, *, asked: Thresholds, known: Mapping[Hashable, tuple[Like, ...]] | None = None
    ) -> tuple["Found", ...]:
        """Return what the texts of a record, as it is kept, are like as far as anybody asks; gravest first.

        `known` is what `all` found, where many records are asked about.
        """
        least = shares(asked)
        found = [
            Found(self._spots[key], self._spots[cast(Key, other.key)], other.share)
            for key in self._keys.get(record, ())
            for other in (self._index.alike(key, least=least[key[1]]) if known is None else known.get(key, ()))
        ]
        return tuple(sorted(found, key=lambda one: -one.share))

    def all(self, *, asked: Thresholds) -> Mapping[Hashable, tuple[Like, ...]]:
        """Return what every text is like, found in one go."""
        least = shares(asked)
        return self._index.all_alike({spot.group: least[spot.key[1]] for spot in self._spots.values()})

    def like(self, record: str, *, asked: Thresholds) -> frozenset[str]:
        """Return the ids of the records whose texts are like those of this one."""
        least = shares(asked)
        return frozenset(
            cast(Key, other.key)[0]
            for key in self._keys.get(record, ())
            for other in self._index.alike(key, least=least[key[1]])
        ) - {record}

    def _put(self, record: Record) -> None:
        """Put a record's texts in, in place of what was there."""
        self._drop(record.id)
        if record.state == "void":
            return
        keys = []
        for text in texts(kind_of(record), record):
            spot, without = text.spot, (*self._names, *text.without)
            self._index.put(spot.key, spot.group, text.text, without=without, day=record.dated)
            self._spots[spot.key] = spot
            keys.append(spot.key)
        if keys:
            self._keys[record.id] = tuple(keys)

    def _drop(self, record: str) -> None:
        """Take a record's texts out."""
        for key in self._keys.pop(record, ()):
            self._index.drop(key)
            del self._spots[key]


def shares(asked: Thresholds) -> dict[str, float]:
    """Return the share from which anybody asks, for each sort of text."""
    return {
        "text": asked.similarity_note,
        "words": asked.similarity_warn,
        "criticism": asked.similarity_criticism,
        "measures": asked.similarity_measures,
    }


@dataclass(frozen=True, slots=True)
class Found:
    """A text and another one it is like."""

    spot: Spot
    other: Spot
    share: float


def ids(found: Iterable[Found]) -> frozenset[str]:
    """Return the ids of the records behind the other texts."""
    return frozenset(one.other.key[0] for one in found)


def told(found: Iterable[Found], records: Mapping[str, Referred]) -> tuple[Alike, ...]:
    """Return what was found as the checks know it; others that are not among `records` are left out.

    The gravest first; of those equally grave the earliest, then the one that was entered first, whatever order they
    came into the index in.
    """
    alike = (
        Alike(
            group=one.spot.group.partition(":")[0],
            path=one.spot.path,
            share=one.share,
            other=records[one.other.key[0]],
            other_path=one.other.path,
            person=one.spot.person,
            other_person=one.other.person,
        )
        for one in found
        if one.other.key[0] in records
    )
    return tuple(sorted(alike, key=_grave_and_early))


def _grave_and_early(alike: Alike) -> tuple[float, tuple[str | int, ...], date, str, tuple[str | int, ...]]:
    """Return by what likenesses are put in order; ids sort by the time they were made."""
    other = alike.other
    return -alike.share, alike.path, other.dated or date.max, other.record, alike.other_path


def index(vault: Vault, session: Session, known: Sequence[Record] = ()) -> Similar:
    """Return the vault's index, up to date; for `known` see `Similar.catch_up`."""
    found = _kept(vault)
    found.catch_up(vault, session, known)
    return found


def warm(vault: Vault, *, most: int = SLICE) -> bool:
    """Take some more records into the index before anybody asks; returns whether there are more.

    The whole of a large vault takes a second, which should not fall on the first sentence somebody types.
    """
    with vault.look() as session:
        return _kept(vault).catch_up(vault, session, most=most)


def _kept(vault: Vault) -> Similar:
    """Return the index as it is kept with the open vault."""
    found = vault.memory.setdefault(MEMORY, Similar())
    assert isinstance(found, Similar)
    return found


def compares(kind: Kind) -> bool:
    """Tell whether texts of a kind are compared at all."""
    return any(isinstance(rule, Original | OwnWords | Criticism | Ledger) for rule in kind.rules)


def texts(kind: Kind, record: Record) -> Iterator[Text]:
    """Yield the texts of a record that are compared: as a whole, by speaker, by person criticised, its measures."""
    for rule in kind.rules:
        match rule:
            case Original():
                yield from _whole(rule, kind, record)
            case OwnWords():
                yield from _rows(kind, record, rule.grid, rule.column, rule.person, "words")
            case Criticism():
                yield from _rows(kind, record, rule.grid, rule.column, rule.about, "criticism")
            case Ledger():
                yield from _measures(rule, kind, record)
            case _:
                pass


def _whole(rule: Original, kind: Kind, record: Record) -> Iterator[Text]:
    """Yield the record's own text."""
    said = [(key, part) for key in rule.fields for part in texts_in(kind, record, key)]
    if not said:
        return
    grid, _, column = rule.excerpts.partition(".")
    rows = typed_rows(record.values.get(grid)) if grid else ()
    without = [str(row[key]) for row in rows for key in (column, "title") if not is_empty(row.get(key))]
    yield Text(
        Spot((record.id, "text", ""), f"text:{kind.key}", (said[0][0],)),
        "\n".join(part for _, part in said),
        tuple(part for original in without for part in original.split("\n") if part.strip()),
    )


def _rows(kind: Kind, record: Record, grid: str, column: str, person: str, what: str) -> Iterator[Text]:
    """Yield the texts of a grid's rows one by one, with whose or about whom they are."""
    for number, row in enumerate(record.values.get(grid) or ()):
        if not is_empty(row.get(column)):
            key = (record.id, what, str(row.get(ROW) or number))
            whose = str(row.get(person) or "")
            yield Text(Spot(key, f"{what}:{kind.key}", (grid, number, column), whose), str(row[column]))


def _measures(rule: Ledger, kind: Kind, record: Record) -> Iterator[Text]:
    """Yield an item's measures as one text."""
    said = [str(row.get("text") or "") for row in typed_rows(record.values.get(rule.measures))]
    if said:
        spot = Spot((record.id, "measures", ""), f"measures:{kind.key}", (rule.measures,))
        yield Text(spot, "\n".join(said))
