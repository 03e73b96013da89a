"""The fictional school goes the whole way: records, checks, pages, signature, a file on a stick, the verdict."""

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from core.base.clock import FixedClock
from core.base.errors import FileMissing, FolderNotWritable, VaultExists
from core.base.files import explain, passing_folder
from core.base.jobs import Progress, Silent
from core.base.paths import resources
from core.records.catalogue import kind_of
from core.records.content import Person, Record, School, Values
from core.records.field import ROW
from core.records.kind import Privacy
from core.services import (
    attachments,
    choosing,
    drafts,
    identities,
    judging,
    links,
    packets,
    records,
    submit,
    vaults,
)
from core.services.scenery import draw_photo
from core.store.vault import Vault
from core.views.verdicts import VerdictView

SCHOOL = "school.json"
PASSWORD = "demo-2008"  # noqa: S105 -- printed for everyone who runs the demonstration
TITLE = "九月份报送包"


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """A photo to draw and attach in place of the paper one of the same title."""

    record: str
    field: str
    title: str
    name: str
    on: str
    scene: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of another record of the tale, or that record as a whole."""

    record: str
    """Key of the story."""
    grid: str = ""
    row: int = 0
    """As the form numbers it, from 1."""


class Growth(Row, frozen=True, kw_only=True):
    """Where a record comes from: what a row of another becomes by one of its offshoots."""

    offshoot: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happens to a record at a moment.

    Values are written, a warning is explained, a row of another record is tied to it, or a move is made.
    """

    at: datetime
    values: Values = {}
    mark: str = ""
    sentence: str = ""
    tied: Row | None = None
    move: str = ""
    by: str = ""
    answers: Values = {}
    row: int = 0
    """The row the move acts on, as the form numbers it, from 1."""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One record from its entry on."""

    key: str
    kind: str
    entered_at: datetime
    values: Values
    grown: Growth | None = None
    activities: tuple[str, ...] = ()
    ties: tuple[Change, ...] = ()
    edits: tuple[Change, ...] = ()
    explanations: tuple[Change, ...] = ()
    moves: tuple[Change, ...] = ()


class Tale(msgspec.Struct, frozen=True, kw_only=True):
    """The fictional school as resources/demo tells it."""

    as_of: datetime
    campaign: str
    school: School
    people: tuple[Person, ...]
    photos: tuple[Photo, ...]
    records: tuple[Story, ...]


class Demonstration(msgspec.Struct, frozen=True, kw_only=True):
    """What the demonstration did."""

    vault: Path
    packet: Path
    trust: Path
    """File that registers the demonstration's own signer."""
    password: str
    kinds: dict[str, int]
    """Number of records by kind."""
    photos: int
    errors: int
    warnings: int
    hints: int
    pages: int
    size: int
    """Bytes of the packet."""
    code: str
    sha256: str
    verdict: VerdictView
    seconds: dict[str, float]
    """Time of every step."""


class _Watch:
    """Tells the steps and takes their time."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Take the time of one step."""
        began = time.perf_counter()
        self.progress.step(0, 0, name)
        yield
        self.seconds[name] = round(time.perf_counter() - began, 3)


def demonstrate(folder: Path, *, progress: Progress | None = None) -> Demonstration:
    """Make the fictional school's vault in `folder`, hand its records in, and judge what arrived.

    Raises VaultExists (the folder holds a demonstration already), FolderNotWritable, DiskFull, Cancelled.
    """
    watch = _Watch(progress or Silent())
    tale = read_tale()
    clock = FixedClock(tale.records[0].entered_at)
    folder = folder.absolute()
    place = folder / "school.taizhang"
    if os.path.lexists(place):
        raise VaultExists(path=str(place))
    try:
        (folder / "stick").mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:  # a file stands where the folder should be
        raise VaultExists(path=str(folder)) from error
    except OSError as error:
        raise FolderNotWritable(path=str(folder)) from error
    # Until all is done the vault lies in a passing place, so that an interrupted run leaves no half school behind.
    with passing_folder(folder, ".making-") as passing:
        with watch.step("vault"):
            principal = next(person for person in tale.people if person.id == tale.school.principal)
            vault = vaults.create(
                passing / place.name,
                password=PASSWORD,
                school=tale.school,
                principal=principal,
                others=(person for person in tale.people if person.id != principal.id),
                clock=clock,
                campaign_id=tale.campaign,
            )
        try:
            done = _go(vault, tale, clock, folder=folder, desk=passing, watch=watch)
        finally:
            vaults.close(vault)
        try:
            vault.folder.rename(place)
        except OSError as error:
            raise explain(error, place) from error
    return msgspec.structs.replace(done, vault=place)


def read_tale() -> Tale:
    """Read the fictional school. Raises FileMissing when it is not beside the program."""
    path = resources("demo", SCHOOL)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Tale)
    except OSError:
        raise FileMissing(path=str(path)) from None


def record_all(vault: Vault, tale: Tale, clock: FixedClock, *, desk: Path) -> tuple[Record, ...]:
    """Enter the school's records at their moments, in order, with the photos; `desk` takes the drawn photos."""
    ids: dict[str, str] = {}
    for at, story, change in sorted(_events(tale), key=lambda event: event[0]):
        clock.set(at)
        if change is None:
            begun = _begin(vault, story, ids)
            ids[story.key] = begun.id
            _attach(vault, tale, story, begun, desk=desk)
            continue
        record = records.read(vault, ids[story.key])
        if change.move:
            _move(vault, record, change)
        elif change.tied:
            links.tie(vault, ids[change.tied.record], record.number, row=_named(vault, change.tied, ids))
        elif change.mark:
            drafts.explain(vault, record.id, change.mark, change.sentence, revision=record.revision)
        else:
            drafts.save(vault, record.id, {**record.values, **_merged(record, change.values)}, revision=record.revision)
            _attach(vault, tale, story, records.read(vault, record.id), desk=desk)
    clock.set(tale.as_of)
    return tuple(records.read(vault, record) for record in ids.values())


def _begin(vault: Vault, story: Story, ids: Mapping[str, str]) -> Record:
    """Enter a record, or let it grow out of another and write the rest into it."""
    if story.grown is None:
        return drafts.begin(vault, story.kind, values=story.values, activities=story.activities)
    row = _named(vault, story.grown, ids)
    grown = links.grow(vault, ids[story.grown.record], story.grown.offshoot, row=row)
    values = {**grown.values, **_merged(grown, story.values)}
    return drafts.write(vault, grown.id, values, revision=grown.revision)


def _move(vault: Vault, record: Record, change: Change) -> None:
    """Make a move; those of the program too, for papers that were handed in before there were packets."""
    kind = kind_of(record)
    move = kind.workflow.move(change.move)
    answers = change.answers
    if change.row:
        assert move.into is not None
        answers = {**answers, ROW: record.values[move.into][change.row - 1][ROW]}
    with vault.work() as session:
        records.make_move(
            vault,
            session,
            record.id,
            move.key,
            answers=answers,
            revision=record.revision,
            by=change.by,
            by_program=move.by_program,
        )


def _named(vault: Vault, told: Row, ids: Mapping[str, str]) -> str:
    """Return the name of a row; nothing for a record as a whole."""
    if not told.grid:
        return ""
    return str(records.read(vault, ids[told.record]).values[told.grid][told.row - 1][ROW])


def _go(vault: Vault, tale: Tale, clock: FixedClock, *, folder: Path, desk: Path, watch: _Watch) -> Demonstration:
    """Record, check, draw, seal, carry and judge."""
    with watch.step("records"):
        made = record_all(vault, tale, clock, desk=desk)
    # What is confidential goes by another way than the packet of the month.
    ids = [record.id for record in made if record.privacy is Privacy.ORDINARY]
    with watch.step("checks"):
        checked = choosing.check(vault, ids)
    with watch.step("pages"):
        drawn = packets.draw(vault, ids, title=TITLE, folder=desk, progress=watch.progress)
    with watch.step("sign"):
        line = packets.seal(vault, drawn, password=PASSWORD, progress=watch.progress)
    with watch.step("carry"):
        carried = submit.carry(vault, line.id, folder / "stick", progress=watch.progress)
    with watch.step("judge"):
        trust = folder / "trust.json"
        judging.share_own(identities.current(vault), trust, clock=clock)
        verdict = judging.judge(carried.path, trust=trust)
    return Demonstration(
        vault=vault.folder,
        packet=carried.path,
        trust=trust,
        password=PASSWORD,
        kinds=dict(Counter(record.kind for record in made)),
        photos=len(tale.photos),
        errors=len(checked.errors),
        warnings=len(checked.warnings),
        hints=len(checked.hints),
        pages=line.pages,
        size=line.size,
        code=line.code,
        sha256=line.sha256,
        verdict=verdict,
        seconds=watch.seconds,
    )


def _events(tale: Tale) -> Iterator[tuple[datetime, Story, Change | None]]:
    """Yield everything that happens, record by record; None is the entry itself."""
    for story in tale.records:
        yield story.entered_at, story, None
        for change in (*story.ties, *story.edits, *story.explanations, *story.moves):
            yield change.at, story, change


def _merged(record: Record, values: Values) -> dict[str, Any]:
    """Return values to be written; a file that is kept stays as it is, a row goes on under its name."""
    merged: dict[str, Any] = dict(values)
    for key, value in values.items():
        there = [row for row in record.values.get(key) or () if isinstance(row, dict)]
        if not there or not isinstance(value, list):
            continue
        kept = {row["title"]: row for row in there if row.get("blob")}
        names = [{ROW: row[ROW]} if ROW in row else {} for row in there]
        names += [{}] * len(value)
        merged[key] = [kept.get(row.get("title"), name | row) for name, row in zip(names, value, strict=False)]
    return merged


def _attach(vault: Vault, tale: Tale, story: Story, record: Record, *, desk: Path) -> None:
    """Draw and attach the photos whose paper entry stands in the record by now."""
    for photo in tale.photos:
        rows = record.values.get(photo.field) or []
        paper = [row for row in rows if row.get("title") == photo.title and not row.get("blob")]
        if photo.record != story.key or not paper:
            continue
        others = [row for row in rows if row not in paper]
        saved = drafts.save(vault, record.id, {**record.values, photo.field: others}, revision=record.revision)
        path = draw_photo(photo.scene, desk / photo.name)
        attachments.add(
            vault, record.id, photo.field, path, title=photo.title, type="photo", on=photo.on, revision=saved.revision
        )
