"""A kind of record: immutable data from which form, storage, checks, pages, search and packet data follow."""

import functools
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from core.base.words import Words
from core.records.field import Automatic, Field, Grid, Reference
from core.records.growth import Growth
from core.records.letter import Letter
from core.records.link import Gather, Offshoot
from core.records.poster import Poster
from core.records.rule import Rule
from core.records.workflow import Workflow

REGISTER = Words("发文登记页", "Register page")
"""Name of the page that is kept behind a letter."""


class Privacy(StrEnum):
    """Who may see a record by default."""

    ORDINARY = "ordinary"
    CONFIDENTIAL = "confidential"
    """Out of ordinary packets and lists; leaves the vault only after a second question."""
    SEALED = "sealed"
    """Confidential, and locked away inside the vault under a password of its own."""


class Place(StrEnum):
    """The page of the left rail on which a kind lives."""

    STUDY = "study"
    RESEARCH = "research"
    RECTIFICATION = "rectification"
    ACTIVITIES = "activities"


class Group(StrEnum):
    """Under which heading a kind is offered where many kinds share a page."""

    ORGANISATION = "organisation"
    """组织部署"""
    STUDY = "study"
    """学习"""
    RESEARCH = "research"
    """调研听意见"""
    PEOPLE = "people"
    """联系群众"""
    MEETINGS = "meetings"
    """议事"""
    CHECKS = "checks"
    """检查测评"""
    RECTIFICATION = "rectification"
    """整改公布"""
    REPORTS = "reports"
    """报告总结"""
    DAILY = "daily"
    """日常"""
    OWN = "own"
    """本次活动自有: what a campaign brings."""


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """The sign-in sheet that hangs under a meeting; who signs is drawn from the record (D§2.2)."""

    attendance: str = ""
    """Attendance of our own people."""
    outsiders: str = ""
    """Grid of others by group, with columns `category` and `count`; blank lines are left for them."""
    people: tuple[str, ...] = ()
    """Fields with people of ours who sign besides, e.g. the leaders at a forum, its host and its recorder."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the form with its own tab; `rows` tell which fields stand side by side."""

    key: str
    words: Words
    fields: tuple[Field, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    """Field keys by form row; fields not named follow one a row."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled cell of the printed sheet with one or more fields in it."""

    keys: tuple[str, ...]
    words: Words | None = None
    """Label; None = the first field's own."""
    span: int = 1
    """Share of the row's width."""


class SheetRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the printed sheet; a tall one may run on to the next page."""

    cells: tuple[Cell, ...]
    height: int = 0
    """Least height in millimetres."""
    inside: bool = False
    """Not for others: left out of what goes on the wall, and of public versions."""


class LedgerColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a printed list; `keys` are fields, or "number" and "state" of the record."""

    keys: tuple[str, ...]
    words: Words
    width: int
    """Millimetres; what is left over is shared in proportion."""


class LedgerList(msgspec.Struct, frozen=True, kw_only=True):
    """One printed view of all records of a kind (问题清单, 责任清单, 整改清单)."""

    key: str
    words: Words
    columns: tuple[LedgerColumn, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """How a record is printed as a form: rows of cells, then lines for signatures (D§4.2)."""

    words: Words
    """Title behind the school's name."""
    rows: tuple[SheetRow, ...]
    signers: tuple[Words, ...] = ()
    lists: tuple[LedgerList, ...] = ()


class Kind(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The whole definition of one kind of record."""

    key: str
    version: int
    prefix: str
    """Letters of the number, e.g. ST in ST-2008-001."""
    words: Words
    place: Place
    sections: tuple[Section, ...]
    sheet: Sheet
    workflow: Workflow
    rules: tuple[Rule, ...] = ()
    heading: str = "title"
    """Text, or month, by which a record goes in lists."""
    dated: str = "date"
    subtype: str | None = None
    line: tuple[str, ...] = ()
    """Fields of the grey line in lists."""
    carried: tuple[str, ...] = ()
    """Fields that a new record takes over from the last one (照上次新建)."""
    privacy: Privacy = Privacy.ORDINARY
    retention: str = "D10"
    """Retention code of DA/T 22-2015: Y, D30, D10."""
    growth: tuple[Growth, ...] = ()
    group: Group = Group.OWN
    internal: bool = False
    """The school's own notes, never part of a packet."""
    leads: str = ""
    """Person who led it, for quotas that each leader has (一人一课)."""
    nil_of: str = ""
    """Kind for which a record of this kind says "none this month" (零报告)."""
    sign_in: SignIn | None = None
    letter: Letter | None = None
    """It goes out as an official letter; what of the sheet stands nowhere on it makes its register page."""
    poster: Poster | None = None
    """How it goes onto the wall, besides its sheet."""
    offshoots: tuple[Offshoot, ...] = ()
    gathers: tuple[Gather, ...] = ()

    @property
    def open_to_all(self) -> bool:
        """Whether records of this kind may go into ordinary packets."""
        return self.privacy is Privacy.ORDINARY and not self.internal

    @property
    def open_to_county(self) -> bool:
        """Whether records of this kind may go to the county in a closed envelope."""
        return self.privacy is not Privacy.SEALED and not self.internal

    @property
    def shown_whole(self) -> bool:
        """Whether anybody may read all of a sheet of this kind; else it is asked before one leaves the house."""
        return self.open_to_all and not self.inside() and not self.has_private

    @functools.cached_property
    def has_private(self) -> bool:
        """Whether some field or column is private, so that a record may hide something from others."""
        columns = (column for field in self.fields() if isinstance(field, Grid) for column in field.columns)
        return any(one.private for one in (*self.fields(), *columns))

    def fields(self) -> Iterator[Field]:
        """Yield every field in form order (grids as one field)."""
        for section in self.sections:
            yield from section.fields

    def counted_by(self, key: str) -> str:
        """Return the kind of records that a field counts; empty when it counts none, or isn't there."""
        field = self._by_key.get(key)
        return field.count.source.kind if isinstance(field, Automatic) and field.count else ""

    def field(self, key: str) -> Field:
        """Return the field called `key`; KeyError when the kind has none."""
        return self._by_key[key]

    @functools.cached_property
    def _by_key(self) -> dict[str, Field]:
        """All fields by key; asked for at every turn."""
        return {field.key: field for field in self.fields()}

    @functools.cached_property
    def referring(self) -> tuple[str, ...]:
        """Keys of the fields that name other records, and of the grids with such a column."""
        return tuple(
            field.key
            for field in self.fields()
            if any(isinstance(part, Reference) for part in (field.columns if isinstance(field, Grid) else (field,)))
        )

    def at(self, path: tuple[str | int, ...]) -> Field:
        """Return the field a path leads to: ("materials", 1, "issued") → the column `issued`."""
        field = self.field(str(path[0]))
        if isinstance(field, Grid) and len(path) > 2:
            for column in field.columns:
                if column.key == path[2]:
                    return column
        return field

    def inside(self) -> tuple[str, ...]:
        """Return the keys of the fields that stand on the sheet, but not for others."""
        return tuple(key for row in self.sheet.rows if row.inside for cell in row.cells for key in cell.keys)

    def outward(self) -> "Kind":
        """Return the kind with its pages as others see them: without the rows that stay inside; a letter by itself."""
        rows = () if self.letter else tuple(row for row in self.sheet.rows if not row.inside)
        return msgspec.structs.replace(self, sheet=msgspec.structs.replace(self.sheet, rows=rows))

    def register(self) -> "Kind":
        """Return the kind of a letter with the sheet cut down to its register page (发文登记页).

        That holds what the school keeps beside the letter: who drafted and who approved it, what it rests on, whether
        it was entered late, what came back. Title, addressee and date stand there again to tell whose it is.
        """
        body = set(self.letter.body()) if self.letter else set()
        rows = []
        for row in self.sheet.rows:
            cells = tuple(cell for cell in row.cells if not body.issuperset(cell.keys))
            if cells:
                rows.append(msgspec.structs.replace(row, cells=cells))
        sheet = msgspec.structs.replace(self.sheet, words=REGISTER, rows=tuple(rows))
        return msgspec.structs.replace(self, sheet=sheet)

    def printed(self) -> tuple[str, ...]:
        """Return the keys of all fields the pages show, in the order of the sheet."""
        return tuple(key for row in self.sheet.rows for cell in row.cells for key in cell.keys)
