"""Links that save typing: a row becomes a record of its own, is gathered into another, and says what became of it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from core.base.clock import today
from core.base.errors import NotFinished, OffshootMissing, RecordSealed, RecordVoid
from core.base.ids import new_row
from core.checks.checking import VOID
from core.checks.opinions import opinion_state
from core.records.catalogue import find_kind, kind_of
from core.records.content import Origin, Record, Values, is_empty, row_called, says_nothing, typed_rows
from core.records.display import show
from core.records.due import still_ahead
from core.records.field import ROW, Grid, LongText, Month, Text
from core.records.growing import carried_over
from core.records.kind import Kind
from core.records.link import Gather, Offshoot
from core.records.rule import Opinions
from core.services import drafts
from core.services.around import OneByOne, references
from core.services.drafts import writable
from core.store import counting, facts, journal, people
from core.store import records as shelf
from core.store.engine import Session
from core.store.facts import Grown, Named
from core.store.journal import What
from core.store.vault import Vault
from core.views.links import Links, Neighbour, RowLinks, Shoot

LINK = "link"
"""Name of the offshoot by which a record was tied to one that was there already."""


def of_record(vault: Vault, record: str) -> Links:
    """Return everything a record hangs together with; its rows grow only once it has a number.

    Raises RecordGone, SealClosed.
    """
    with vault.look() as session:
        found = shelf.get(session, record)
        kind = kind_of(found)
        grown = facts.grown_out_of(session, found.number)
        known = facts.by_number(session, (*references(kind, found), *(one.number for one in found.origins)))
        naming = facts.naming(session, found.number)
        rows = tuple(_rows(session, vault, kind, found, grown))
    return Links(
        rows=rows,
        came_from=tuple(
            _neighbour(known[one.number], one.offshoot) for one in _once(found.origins) if one.number in known
        ),
        names=tuple(_neighbour(known[number]) for number in dict.fromkeys(references(kind, found)) if number in known),
        named_by=tuple(_neighbour(one) for one in naming if one.id != found.id),
    )


def grow(vault: Vault, record: str, offshoot: str, *, row: str = "") -> Record:
    """Let a row of a finished record become what the offshoot says, and return the record that came of it.

    What both share is carried over, so that nothing is typed twice, save a deadline that has passed; nothing is written
    into the first record. Done twice for one row it answers with what is there. Raises RecordGone, NotFinished,
    RecordVoid, OffshootMissing, SealClosed.
    """
    with vault.look() as session:
        origin = _living(session, record)
        kind = kind_of(origin)
        shoot = next((one for one in kind.offshoots if one.key == offshoot), None)
        cells = _row_of(origin, shoot, row) if shoot else None
        if shoot is None or cells is None:
            raise OffshootMissing
        for one in facts.grown_out_of(session, origin.number):
            if one.offshoot == offshoot and one.row == row:
                return shelf.get(session, one.by.id)
    if shoot.into:
        return _append(vault, origin, shoot, cells, row=row)
    copied = carried_over(shoot.copies, cells, origin)
    values = still_ahead(find_kind(shoot.kind), copied, today=today(vault.clock))
    came = Origin(number=origin.number, offshoot=shoot.key, row=row)
    return drafts.begin(vault, shoot.kind, subtype=shoot.subtype or None, values=values, origins=(came,))


def grow_all(vault: Vault, record: str, offshoot: str) -> tuple[Record, ...]:
    """Let every row with which something is still to be done become what the offshoot says.

    Left out are rows that became it already, and opinions that are settled. Raises what `grow` raises.
    """
    found = of_record(vault, record)
    rows = [row for row in found.rows if not row.settled and any(shoot.key == offshoot for shoot in row.shoots)]
    return tuple(grow(vault, record, offshoot, row=row.row) for row in rows)


def tie(vault: Vault, record: str, number: str, *, row: str = "") -> Record:
    """Tie a row of a finished record to a record that is there already, and return that one.

    Done twice it changes nothing. Raises RecordGone, NotFinished, RecordVoid, OffshootMissing (no such row or number).
    """
    with vault.work() as session:
        origin = _living(session, record)
        kind = kind_of(origin)
        other = facts.by_number(session, (number,)).get(number)
        if (
            other is None
            or other.id == record
            or (row and not any(row == one for _, one, _ in _all_rows(kind, origin)))
        ):
            raise OffshootMissing
        target = _living(session, other.id, finished=False)
        came = Origin(number=origin.number, offshoot=LINK, row=row)
        if came in target.origins:
            return target
        return _with_origin(vault, session, target, came)


def gather(vault: Vault, record: str, key: str, *, revision: int) -> Record:
    """Bring into a draft what its kind gathers from other records; what stands there already is left alone.

    Returns the record as it is now. Raises RecordGone, RecordMoved, RecordSealed, OffshootMissing.
    """
    with vault.look() as session:
        found = shelf.get(session, record)
        kind = kind_of(found)
        wanted = next((one for one in kind.gathers if one.key == key), None)
        if wanted is None:
            raise OffshootMissing
        if wanted.into not in writable(kind, found):
            raise RecordSealed(record=record, kind=found.kind, state=found.state)
        values = dict(found.values)
        if wanted.phrases:
            if is_empty(values.get(wanted.into)):
                values[wanted.into] = _phrases(wanted, found.values)
        else:
            rows = tuple(_gathered(session, wanted, found))
            there = {_known_by(wanted, row) for row in typed_rows(values.get(wanted.into))}
            new = [row for row in rows if _known_by(wanted, row) not in there]
            values[wanted.into] = [*typed_rows(values.get(wanted.into)), *new]
    return drafts.write(vault, record, values, revision=revision)


def answers_for(vault: Vault, record: str, row: str) -> Values:
    """Return what is known already for answering an opinion: its reply, or the words with which its item was closed.

    A person reads it over and says that the answer was given; nothing is answered by itself.
    """
    with vault.look() as session:
        found = shelf.get(session, record)
        kind = kind_of(found)
        for rule in kind.rules:
            if isinstance(rule, Opinions):
                closed = [
                    one.by.id
                    for one in facts.grown_out_of(session, found.number)
                    if one.row == row and find_kind(one.by.kind).workflow.state(one.by.state).ended
                ]
                known = {one.id: one.values.get("opinion") for one in shelf.readable(session, closed)}
                said = next((str(known[one]) for one in closed if known.get(one)), "")
                cells = row_called(found.values.get(rule.grid), row) or {}
                return {"row": row, "reply": said or str(cells.get("reply") or "")}
    return {"row": row}


# --- inside ---------------------------------------------------------------------------------------


def _rows(session: Session, vault: Vault, kind: Kind, record: Record, grown: Iterable[Grown]) -> Iterator[RowLinks]:
    """Yield every row that may grow, or did."""
    by_row: dict[str, list[Grown]] = {}
    for one in grown:
        by_row.setdefault(one.row, []).append(one)
    opinions = next((rule for rule in kind.rules if isinstance(rule, Opinions)), None)
    followers = OneByOne(vault, session).followers(record.number)
    names = vault.names(session)
    for grid, row, cells in _all_rows(kind, record):
        became = by_row.get(row, [])
        done = {one.offshoot for one in became}
        shoots = tuple(
            Shoot(key=one.key, words=one.words, kind=one.kind)
            for one in kind.offshoots
            if one.grid == grid and one.key not in done and _fits(one, cells)
        )
        if not shoots and not became:
            continue
        state = ""
        if opinions and grid == opinions.grid:
            mine = tuple(one for one in followers if one.row == row)
            state = opinion_state(opinions, cells, mine).value
        yield RowLinks(
            grid=grid,
            row=row,
            text=_text_of(kind, grid, cells, names) if grid else record.heading,
            became=tuple(_neighbour(one.by, one.offshoot) for one in became),
            shoots=shoots,
            state=state,
        )


def _all_rows(kind: Kind, record: Record) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield (grid, row name, cells) of every row that offshoots speak of; the record as a whole comes last."""
    for grid in dict.fromkeys(one.grid for one in kind.offshoots):
        if not grid:
            continue
        for row in typed_rows(record.values.get(grid)):
            yield grid, str(row.get(ROW) or ""), row
    if any(not one.grid for one in kind.offshoots):
        yield "", "", record.values


def _text_of(kind: Kind, grid: str, cells: Mapping[str, Any], names: Any) -> str:
    """Return the words of a row: the first text that was typed, else whatever else it says first."""
    field = kind.field(grid)
    assert isinstance(field, Grid)
    columns = sorted(field.columns, key=lambda column: not isinstance(column, Text | LongText))
    texts = (show(column, cells.get(column.key), names) for column in columns)
    return next((text for text in texts if len(text) > 1), "")


def _fits(shoot: Offshoot, cells: Mapping[str, Any]) -> bool:
    """Tell whether a row may become it."""
    if shoot.where is None:
        return True
    column, values = shoot.where
    return cells.get(column) in values


def _living(session: Session, record: str, *, finished: bool = True) -> Record:
    """Return a record something may be tied to. Raises RecordGone, NotFinished, RecordVoid."""
    found = shelf.get(session, record)
    if finished and not found.number:
        raise NotFinished
    if found.state == VOID:
        raise RecordVoid(number=found.number)
    return found


def _row_of(record: Record, shoot: Offshoot, row: str) -> Mapping[str, Any] | None:
    """Return the cells of the row that grows; None when it is gone or may not."""
    cells = record.values if not shoot.grid else row_called(record.values.get(shoot.grid), row)
    if cells is None or (shoot.grid and says_nothing(cells)) or not _fits(shoot, cells):
        return None
    return cells


def _append(vault: Vault, origin: Record, shoot: Offshoot, cells: Mapping[str, Any], *, row: str) -> Record:
    """Add a row to the open record of the present month, which is begun when there is none."""
    target_kind = find_kind(shoot.kind)
    month = next((field.key for field in target_kind.fields() if isinstance(field, Month)), "")
    this_month = f"{today(vault.clock):%Y-%m}"
    with vault.look() as session:
        states = tuple(state.value for state in target_kind.workflow.states if state.open)
        lines = shelf.changed_last(session, shelf.Filter(kinds=(shoot.kind,), states=states))
        drafts_there = shelf.many(session, (line.id for line in lines))
    fitting = [one for one in drafts_there if not month or one.values.get(month) in (None, "", this_month)]
    target = fitting[0] if fitting else drafts.begin(vault, shoot.kind, values={month: this_month} if month else {})
    new = {ROW: new_row(), **carried_over(shoot.copies, cells, origin)}
    rows = [*typed_rows(target.values.get(shoot.into)), new]
    came = Origin(number=origin.number, offshoot=shoot.key, row=row, own=str(new[ROW]))
    # In this order: an origin whose row never came is none, but a row without its origin would be grown once more.
    with vault.work() as session:
        target = _with_origin(vault, session, target, came)
    return drafts.write(vault, target.id, {**target.values, shoot.into: rows}, revision=target.revision)


def _with_origin(vault: Vault, session: Session, record: Record, came: Origin) -> Record:
    """Remember where a record, or a row of it, comes from; what it says is not changed by it."""
    after = msgspec.structs.replace(record, origins=(*record.origins, came))
    after = shelf.put(session, after, names=vault.names(session), expected=record.revision)
    body = {"from": came.number, "offshoot": came.offshoot}
    user = people.get_school(session).principal
    journal.append(session, What.RECORD_LINKED, at=vault.clock.now(), by=user, record=record.id, body=body)
    return after


def _phrases(wanted: Gather, values: Mapping[str, Any]) -> str:
    """Return the clauses one after the other; one whose numbers are all 0 says what it says of none, mostly nothing."""
    said = []
    for phrase in wanted.phrases:
        numbers = {key: int(values.get(key) or 0) for key in phrase.fields}
        said.append(phrase.text.format(**numbers) if any(numbers.values()) else phrase.none)
    return "".join(said)


def _gathered(session: Session, wanted: Gather, record: Record) -> Iterator[dict[str, Any]]:
    """Yield the rows that are brought in."""
    for source in wanted.sources:
        for other in counting.sources(session, source, record):
            rows = typed_rows(other.values.get(wanted.rows)) if wanted.rows else (other.values,)
            for cells in rows:
                copied = carried_over(wanted.copies, cells, other)
                if copied:
                    yield copied


def _known_by(wanted: Gather, row: Mapping[str, Any]) -> str:
    """Return by what a row is known to be there already.

    Where each record gives one row and that names it, its number: somebody may have put it into other words since.
    Elsewhere all that the row says.
    """
    number = next((copy.into for copy in wanted.copies if copy.field == "number"), "") if not wanted.rows else ""
    if number and not is_empty(row.get(number)):
        return str(row[number])
    return "\n".join(f"{key}={row[key]}" for key in sorted(row) if key != ROW and not is_empty(row[key]))


def _once(origins: Iterable[Origin]) -> Iterator[Origin]:
    """Yield the origins, each other record once."""
    seen: set[str] = set()
    for one in origins:
        if one.number not in seen:
            seen.add(one.number)
            yield one


def _neighbour(one: Named, offshoot: str = "") -> Neighbour:
    """Return another record for the windows."""
    return Neighbour(
        record=one.id,
        number=one.number,
        kind=one.kind,
        heading=one.heading,
        state=one.state,
        dated=one.dated,
        offshoot=offshoot,
    )
