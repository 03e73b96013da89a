"""Filing a year's records after DA/T 22-2015: for how long a piece is kept, its number, its code (D§4.3 档案)."""

from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec

from core.records.catalogue import kind_of
from core.records.content import Record

CLASS = "WS"
"""文书档案: the class of everything this program keeps."""


class Retention(StrEnum):
    """保管期限, in the order in which boxes stand; the values are the codes of DA/T 22."""

    FOREVER = "Y"
    YEARS_30 = "D30"
    YEARS_10 = "D10"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive calls the school: 全宗号 and 机构（问题）代码, each empty where it has none yet."""

    fonds: str = ""
    department: str = ""


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """A record as a piece of the archive (件)."""

    record: Record
    retention: Retention
    number: int
    """件号: counts from 1 within a year and a retention."""
    code: str
    """档号."""


def arrange(
    records: Iterable[Record], *, year: int, place: Place, kept: Callable[[Record], str]
) -> dict[Retention, tuple[Filed, ...]]:
    """Return a year's pieces by how long they are kept, numbered by their days.

    A meeting is a piece of its own (DA/T 22 5.2). `kept` gives the code of a record's retention.
    """
    found: dict[Retention, list[Record]] = {retention: [] for retention in Retention}
    for record in records:
        found[Retention(kept(record))].append(record)
    return {
        retention: tuple(
            Filed(
                record=record,
                retention=retention,
                number=number,
                code=file_code(place, year=year, retention=retention, number=number),
            )
            for number, record in enumerate(sorted(members, key=_order), start=1)
        )
        for retention, members in found.items()
        if members
    }


def file_code(place: Place, *, year: int, retention: Retention, number: int) -> str:
    """Return a 档号: X001-WS·2008-D30-DZB-0007; what the archive has not given yet is left out."""
    parts = (f"{CLASS}·{year}", retention.value, place.department, f"{number:04d}")
    return "-".join(part for part in (place.fonds, *parts) if part)


def _order(record: Record) -> tuple[str, str]:
    """Order by day, then by number."""
    return (record.dated.isoformat() if record.dated else "", record.number)


def usual_retention(record: Record) -> str:
    """Return how long records of a kind are kept where no campaign says otherwise."""
    return kind_of(record).retention
