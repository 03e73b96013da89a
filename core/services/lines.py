"""List rows out of the table's lines."""

from datetime import date

import msgspec

from core.base.words import Words
from core.campaign.several import strictest
from core.records.catalogue import find_kind
from core.records.content import LATE_AFTER, Record
from core.records.kind import Kind
from core.services.campaigns import in_force
from core.store import projection
from core.store.engine import Session
from core.store.records import Line
from core.views.records import Bit, Count, RecordLine


class _Shown(msgspec.Struct, frozen=True):
    """What `projection.list_line` writes."""

    bits: tuple[list[str | int] | str, ...]
    no: int
    responsible: str


_decoder = msgspec.json.Decoder(_Shown)


def to_line(line: Line, *, today: date, late_after: int) -> RecordLine:
    """Return a list row; "overdue" is laid over the state by today's date (D§2.9).

    `late_after` = days from which an entry is late, see `late_after`.
    """
    shown = _decoder.decode(line.line)
    return RecordLine(
        id=line.id,
        kind=line.kind,
        number=line.number,
        heading=line.heading,
        dated=line.dated,
        state=line.state,
        subtype=line.subtype,
        bits=tuple(map(_bit, shown.bits)),
        late=line.dated is not None and (line.entered_at.date() - line.dated).days > late_after,
        entered_at=line.entered_at,
        no=shown.no,
        responsible=shown.responsible,
        due=line.deadline,
        overdue=days_over(find_kind(line.kind), line.state, line.deadline, today=today),
    )


def late_after(session: Session) -> int:
    """Return the days after which the campaign in force calls an entry late (T05)."""
    campaigns = in_force(session)
    return strictest(campaigns).late_entry_days if campaigns else LATE_AFTER


def days_over(kind: Kind, state: str, deadline: date | None, *, today: date) -> int:
    """Return how many days a deadline has passed; 0 while it hasn't, and once nothing is awaited any more."""
    now = kind.workflow.state(state)
    if deadline is None or now.ended or now.handed:  # what lies with the office is not the school's delay
        return 0
    return max(0, (today - deadline).days)


def overdue(kind: Kind, record: Record, *, today: date) -> int:
    """Return how many days a record is over its deadline."""
    return days_over(kind, record.state, projection.deadline(kind, record), today=today)


def _bit(bit: list[str | int] | str) -> Bit:
    """Return one piece of the grey line."""
    match bit:
        case ["w", str(zh), str(en)]:
            return Words(zh, en)
        case ["c", int(have), int(of)]:
            return Count(have, of)
        case _:
            return str(bit)
