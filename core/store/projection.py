"""What lists and questions need of a record, drawn out of its payload with every write."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date as SqlDate
from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from core.base.canonical import encode
from core.records.content import Record, Values, is_empty, minutes_of, present, read_day
from core.records.display import Names, heading_of, show, show_name
from core.records.due import deadline_field, deadline_of
from core.records.field import ROW, Attendance, Automatic, Choice, Date, Field, Formula, Grid, Month, People, Reference
from core.records.field import Person as PersonField
from core.records.kind import Kind, Privacy
from core.records.masking import private_names
from core.records.rule import Away, Ledger, Opinions, Span
from core.store.tables import AbsenceRow, DeadlineRow, HiddenNameRow, LinkRow, PersonTimeRow, RecordRow

Bit = list[str | int] | str
"""A piece of the grey line, see `list_line`."""

DUE = "due"
"""Column of a grid that holds a promised day."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody at a place from a minute to a minute of a day; person empty = the place's own entry."""

    person: str
    day: date
    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A day by which something is due; `path` is a field, or grid, row and column with dots."""

    path: str
    day: date
    text: str
    person: str


@dataclass(frozen=True, slots=True)
class Link:
    """A field that names another record, or an offshoot by which this record grew out of it."""

    field: str
    target: str
    offshoot: str = ""
    row: str = ""
    """Name of the other record's row."""
    own: str = ""
    """Name of the row here."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody is not on duty from a day to a day."""

    person: str
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class HiddenName:
    """A name that the record keeps private."""

    name: str


def spine(kind: Kind, values: Values) -> tuple[str, date | None, str]:
    """Return heading, day and subtype of a record as its values have them."""
    subtype = values.get(kind.subtype) if kind.subtype else ""
    return heading_of(kind, values), read_day(values.get(kind.dated)), str(subtype or "")


def deadline(kind: Kind, record: Record) -> date | None:
    """Return the record's deadline in force, its own or one that follows from another day in its present state."""
    return deadline_of(kind, record.state, record.values)


_BY_DATE = frozenset({Formula.NTH_IN_MONTH, Formula.DAY_OF_TOPIC})


def list_line(kind: Kind, values: Values, names: Names) -> str:
    """Return as JSON what a list shows of a record besides its spine.

    `bits` is the grey line: ["w", zh, en] for an option, ["c", have, of] for a count, plain text for the rest;
    `no` the number in the ledger and `responsible` a name, where the kind has them; `told` the numbers by date, which
    other records look up at every keystroke and would otherwise have to read from whole payloads; `lead` the id of who
    led it and `month` the month it speaks of, for quotas.
    """
    if kind.privacy is Privacy.SEALED:
        return encode({"bits": [], "no": 0, "told": {}, "lead": "", "month": "", "responsible": ""}).decode()
    bits = [bit for key in kind.line for bit in _bits(kind.field(key), values.get(key), names)]
    no = next(
        (values.get(f.key) for f in kind.fields() if isinstance(f, Automatic) and f.formula is Formula.LEDGER_NO), 0
    )
    role = next((rule.responsible for rule in kind.rules if isinstance(rule, Ledger)), "")
    responsible = values.get(role)
    return encode(
        {
            "bits": bits,
            "no": no if isinstance(no, int) else 0,
            "told": {
                field.key: values[field.key]
                for field in kind.fields()
                if isinstance(field, Automatic) and field.formula in _BY_DATE and isinstance(values.get(field.key), int)
            },
            "lead": str(values.get(kind.leads) or "") if kind.leads else "",
            "month": next((str(values.get(f.key) or "") for f in kind.fields() if isinstance(f, Month)), ""),
            "responsible": show_name(responsible, names) if isinstance(responsible, str) and responsible else "",
        }
    ).decode()


def _bits(field: Field, value: Any, names: Names) -> Iterator[Bit]:
    """Yield the pieces of the grey line that one field gives."""
    if is_empty(value):
        return
    match field:
        case Choice(options=options, multiple=multiple):
            for item in value if multiple and isinstance(value, list) else [value]:
                words = next((option.words for option in options if option.value == item), None)
                yield ["w", words.zh, words.en] if words else str(item)
        case Attendance():
            yield ["c", len(present(value)), len(value.get("expected") or ())]
        case _:
            yield show(field, value, names).split("\n")[0]


def project(session: Session, kind: Kind, record: Record, *, before: Record | None) -> None:
    """Write the derived rows of a record anew where they differ from those of the record `before`; None = all."""
    for table, draw in _DRAWN:
        wanted = draw(kind, record)
        if before is None or wanted != draw(kind, before):
            _replace(session, table, record.id, wanted)


def stays(kind: Kind, record: Record) -> tuple[Stay, ...]:
    """Return who was where and when by a record; nothing for a void one or one without its day and times."""
    if record.state == "void":
        return ()
    found: dict[Stay, None] = {}
    for rule in kind.rules:
        if isinstance(rule, Span):
            found.update(dict.fromkeys(_stays(kind, rule, record.values)))
    return tuple(found)


def stays_on(
    session: Session, day: date, *, start: int, end: int, people: Iterable[str], apart_from: str = ""
) -> tuple[tuple[str, Stay, str, str], ...]:
    """Return (record id, stay, number, heading) of what other records have within these minutes of a day (T02, T03).

    Stays of these people, and for each record the one that stands for its place.
    """
    asked = {"day": day, "start": start, "end": end, "people": ["", *people], "id": apart_from}
    return tuple(
        (row.record, Stay(row.person, row.day, row.start, row.end, row.place), row.number, row.heading)
        for row in session.execute(_STAYS, asked)
    )


@dataclass(frozen=True, slots=True)
class Presence:
    """Who was in one place because of one record: a row for all of them."""

    record: str
    number: str
    heading: str
    day: date
    start: int
    """Minutes since midnight, as is `end`."""
    end: int
    place: str
    people: frozenset[str]
    """Ids; an empty one stands for the place itself."""


def all_stays(session: Session) -> Iterator[Presence]:
    """Yield everybody's whereabouts, for judging a whole school at once."""
    for row in session.execute(_ALL_STAYS):
        people = frozenset(row.people.split(" "))
        yield Presence(row.record, row.number, row.heading, row.day, row.start, row.end, row.place, people)


def _stays(kind: Kind, rule: Span, values: Values) -> Iterator[Stay]:
    """Yield the stays one rule tells of."""
    day, start, end = (
        read_day(values.get(rule.date)),
        minutes_of(values.get(rule.start)),
        minutes_of(values.get(rule.end)),
    )
    if day is None or start is None or end is None or end <= start:
        return
    place = str(values.get(rule.place) or "").strip() if rule.place else ""
    yield Stay("", day, start, end, place)
    for path in rule.people:
        for person in people_at(kind, path, values):
            yield Stay(person, day, start, end, place)


def people_at(kind: Kind, path: str, values: Values) -> tuple[str, ...]:
    """Return the ids of the people a path names: a field, or "grid.column"; of an attendance, those present."""
    key, _, column = path.partition(".")
    field, value = kind.field(key), values.get(key)
    if column and isinstance(field, Grid):
        return tuple(str(row[column]) for row in value or () if row.get(column))
    match field:
        case PersonField():
            return (str(value),) if value else ()
        case People():
            return tuple(value or ())
        case Attendance():
            return present(value)
        case _:
            return ()


def promises(kind: Kind, record: Record) -> tuple[Promise, ...]:
    """Return the days by which a record promises something; nothing once it has ended for good.

    That is its own deadline and every row of a grid with a column `due`, unless the row says it is done.
    """
    if record.state == "void":
        return ()
    own = deadline(kind, record)
    ended = kind.workflow.state(record.state).ended
    path = deadline_field(kind, record.state, record.values)
    first = [Promise(path, own, record.heading, "")] if own and not ended else []
    answered = {rule.grid: rule.answered for rule in kind.rules if isinstance(rule, Opinions)}
    rows = (
        promise
        for field in kind.fields()
        for promise in _row_promises(field, record.values, kept=answered.get(field.key, "done"))
    )
    found = (*first, *rows)
    return tuple(replace(one, text="", person="") for one in found) if kind.privacy is Privacy.SEALED else found


def _row_promises(field: Field, values: Values, *, kept: str) -> Iterator[Promise]:
    """Yield the promises in the rows of a grid; a row whose column `kept` says something has kept its own."""
    if not isinstance(field, Grid) or not any(
        column.key == DUE and isinstance(column, Date) for column in field.columns
    ):
        return
    owner = next((column.key for column in field.columns if isinstance(column, PersonField)), "")
    for number, row in enumerate(values.get(field.key) or ()):
        day = read_day(row.get(DUE))
        if day and not row.get(kept):
            words = str(row.get("text") or row.get("goal") or row.get("content") or "")
            yield Promise(f"{field.key}.{number}.{DUE}", day, words, str(row.get(owner) or ""))


def links(kind: Kind, record: Record) -> tuple[Link, ...]:
    """Return the records that a record names, and those it grew out of: a row that was taken out grew out of none."""
    named = _links((kind.field(key) for key in kind.referring), record.values, path="")
    there = _row_names(record.values) if any(one.own for one in record.origins) else frozenset()
    living = (one for one in record.origins if not one.own or one.own in there)
    grown = (Link("", one.number, one.offshoot, one.row, one.own) for one in living)
    return tuple(dict.fromkeys((*named, *grown)))


def _row_names(values: Values) -> frozenset[str]:
    """Return the names of all rows of all grids."""
    grids = (value for value in values.values() if isinstance(value, list))
    return frozenset(str(row[ROW]) for grid in grids for row in grid if isinstance(row, dict) and ROW in row)


def _links(fields: Iterable[Field], values: Mapping[str, Any], *, path: str) -> Iterator[Link]:
    """Yield the links in these fields."""
    for field in fields:
        value = values.get(field.key)
        match field:
            case Reference() if value:
                yield Link(f"{path}{field.key}", str(value))
            case Grid(columns=columns):
                for row in value or ():
                    for link in _links(columns, row, path=f"{field.key}."):
                        yield replace(link, own=str(row.get(ROW) or ""))
            case _:
                pass


def absences(kind: Kind, record: Record) -> tuple[Absent, ...]:
    """Return who is not on duty by a record; nothing for a void one or one without its days."""
    if record.state == "void":
        return ()
    found = (_absent(rule, record.values) for rule in kind.rules if isinstance(rule, Away))
    return tuple(one for one in found if one)


def _absent(rule: Away, values: Values) -> Absent | None:
    """Return the absence one rule tells of; an open end is taken for one day."""
    person, since = values.get(rule.person), read_day(values.get(rule.since))
    if not person or since is None:
        return None
    until = read_day(values.get(rule.until)) or since
    return Absent(str(person), since, max(since, until), str(values.get(rule.reason) or ""))


def hidden_names(kind: Kind, record: Record) -> tuple[HiddenName, ...]:
    """Return the names in the private fields of a record; what is locked away tells none."""
    if kind.privacy is Privacy.SEALED:
        return ()
    return tuple(HiddenName(name) for name in private_names(kind, record, {}))  # those of the roster are no secret


def _replace(session: Session, table: Any, record: str, wanted: tuple[Any, ...]) -> None:
    """Make the derived rows of a record those that are wanted."""
    session.execute(delete(table).where(table.record == record))
    if wanted:
        session.execute(insert(table), [{"record": record, **asdict(row)} for row in wanted])


def _kept_stays(kind: Kind, record: Record) -> tuple[Stay, ...]:
    """Return the stays that others may learn of; who was at a meeting that is locked away, and where, is locked too."""
    return () if kind.privacy is Privacy.SEALED else stays(kind, record)


_DRAWN: tuple[tuple[Any, Callable[[Kind, Record], tuple[Any, ...]]], ...] = (
    (PersonTimeRow, _kept_stays),
    (DeadlineRow, promises),
    (LinkRow, links),
    (AbsenceRow, absences),
    (HiddenNameRow, hidden_names),
)
"""Each derived table and what draws its rows."""


_EVERY_STAY = (
    select(
        PersonTimeRow.record,
        PersonTimeRow.person,
        PersonTimeRow.day,
        PersonTimeRow.start,
        PersonTimeRow.end,
        PersonTimeRow.place,
        RecordRow.number,
        RecordRow.heading,
    )
    .join(RecordRow, RecordRow.id == PersonTimeRow.record)
    .order_by(PersonTimeRow.id)
)

_STAYS = _EVERY_STAY.where(
    PersonTimeRow.day == bindparam("day", type_=SqlDate),
    PersonTimeRow.start < bindparam("end"),
    PersonTimeRow.end > bindparam("start"),
    PersonTimeRow.person.in_(bindparam("people", expanding=True)),
    PersonTimeRow.record != bindparam("id"),
)

_ALL_STAYS = (
    select(
        PersonTimeRow.record,
        RecordRow.number,
        RecordRow.heading,
        PersonTimeRow.day,
        PersonTimeRow.start,
        PersonTimeRow.end,
        PersonTimeRow.place,
        func.group_concat(PersonTimeRow.person, " ").label("people"),
    )
    .join(RecordRow, RecordRow.id == PersonTimeRow.record)
    .group_by(PersonTimeRow.record, PersonTimeRow.day, PersonTimeRow.start, PersonTimeRow.end, PersonTimeRow.place)
    .order_by(func.min(PersonTimeRow.id))
)
