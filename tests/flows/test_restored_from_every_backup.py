"""Every kind of backup there is: tried out first, then really restored, and what is inside counted both times."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from core.base.clock import FixedClock
from core.services import backups, drafts, health, records, restoring, rolling, submit, vaults
from core.services.desk import desks
from core.services.desk import inside as deskside
from core.store import backup, journal, vault
from core.store.migrations import running
from core.store.vault import Vault
from core.views.backups import DeskFound, Sort
from tests.core.services.test_submit import Plugged, stick
from tests.flows.test_school_and_county import SECRET, World
from tests.support.restored import rehearsed
from tests.support.vaults import DIARY, NOON, PASSWORD, SESSION, open_copy

CLOSED_ON = (0, 20, 45, 70, 77, 84, 91, 98, 99, 100, 101, 102, 103, 104, 105)
"""Days after the first on which the book was closed."""
OLD = Path(__file__).resolve().parents[1] / "data" / "v0.1.0" / "vault.taizhang-backup"


@dataclass(frozen=True, slots=True)
class Case:
    """A backup, and how many records are in it."""

    path: Path
    records: int


def school(folder: Path) -> Vault:
    """Open a school with one session in its record book."""
    found = open_copy(folder, clock=FixedClock(NOON))
    begun = drafts.begin(found, "study_session", values=SESSION)
    records.move(found, begun.id, "finish", revision=begun.revision)
    return found


def aged(folder: Path, monkeypatch: pytest.MonkeyPatch, kept_for: str) -> Case:
    """Close a book day after day with a record more each time, and return a backup that is kept for a span alone."""
    found = school(folder)
    clock = found.clock
    assert isinstance(clock, FixedClock)
    for day in CLOSED_ON:
        clock.set(NOON + timedelta(days=day))
        drafts.begin(found, "research_diary", values=DIARY)
        backups.make_if_changed(found)
    there = {one.made_at: one.path for one in backups.listing(found)}
    found.close()
    spans: dict[str, frozenset[datetime]] = {}
    for span in ("DAYS", "WEEKS", "MONTHS"):
        with monkeypatch.context() as only:
            for other in {"DAYS", "WEEKS", "MONTHS"} - {span}:
                only.setattr(rolling, other, 0)
            spans[span] = rolling.to_keep(tuple(there))
    moment = min(spans[kept_for].difference(*(spans[other] for other in spans if other != kept_for)))
    return Case(there[moment], 2 + CLOSED_ON.index((moment - NOON).days))


def by_itself_of_a_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """One of the last seven days, made by itself when the book was closed."""
    return aged(folder, monkeypatch, "DAYS")


def by_itself_of_a_week(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """One that is left for its week."""
    return aged(folder, monkeypatch, "WEEKS")


def by_itself_of_a_month(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """One that is left for its month."""
    return aged(folder, monkeypatch, "MONTHS")


def by_hand(folder: Path, _patch: pytest.MonkeyPatch) -> Case:
    """One that somebody asked for."""
    found = school(folder)
    made = backups.make(found).path
    found.close()
    return Case(made, 1)


def on_the_stick(folder: Path, _patch: pytest.MonkeyPatch) -> Case:
    """One that was carried onto the named stick."""
    found, root = school(folder), folder / "stick"
    root.mkdir()
    plugged = Plugged((stick(root),))
    (drive,) = submit.sticks(found_by=plugged)
    backups.name_stick(found, drive)
    made = backups.carry(found, root, chosen=drive, found_by=plugged).path
    found.close()
    assert made.is_relative_to(root)
    return Case(made, 1)


def before_an_update(folder: Path, _patch: pytest.MonkeyPatch) -> Case:
    """The book as it was before the program brought it up to date."""
    found = school(folder)
    key = found.key
    found.close()
    more = SimpleNamespace(
        upgrade=lambda op: op.add_column("school", sa.Column("telephone", sa.String(), server_default=""))
    )
    steps = (*running.STEPS, more)
    kept = running.migrate(found.folder, key, found=len(running.STEPS), clock=FixedClock(NOON), steps=steps)  # type: ignore[arg-type] # a step of ours
    assert vault.schema_of(found.database, key) == len(steps)
    shutil.move(kept, folder / kept.name)  # this program, which knows fewer steps, is the older one here
    return Case(folder / kept.name, 1)


def of_the_first_version(folder: Path, _patch: pytest.MonkeyPatch) -> Case:
    """One that version 0.1.0 made."""
    shutil.copyfile(OLD, folder / OLD.name)
    return Case(folder / OLD.name, 3)


KINDS: dict[str, Callable[[Path, pytest.MonkeyPatch], Case]] = {
    "daily": by_itself_of_a_day,
    "weekly": by_itself_of_a_week,
    "monthly": by_itself_of_a_month,
    "by hand": by_hand,
    "on the stick": on_the_stick,
    "before an update": before_an_update,
    "of version 0.1.0": of_the_first_version,
}


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS.keys())
def test_each_is_tried_then_restored_and_holds_what_it_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path, pytest.MonkeyPatch], Case]
):
    case = make(tmp_path, monkeypatch)
    clock = FixedClock(NOON + timedelta(days=400))
    before = case.path.read_bytes()
    told = rehearsed(case.path, PASSWORD, clock=clock)
    assert told.records == case.records
    assert case.path.read_bytes() == before, "trying it out changes nothing"
    done = restoring.restore(case.path, PASSWORD, tmp_path / "restored", clock=clock)
    found = vaults.open_vault(done.folder, PASSWORD, clock=clock)
    there = restoring.look(found)
    assert (there.records, there.attachments, there.people) == (told.records, told.attachments, told.people)
    assert there.kinds == told.kinds
    assert health.examine(found).findings == ()
    with found.look() as session:
        assert journal.telling(session, journal.What.VAULT_RESTORED)
    begun = drafts.begin(found, "research_diary", values={"topic": "接着写"})
    assert drafts.read(found, begun.id).values["topic"] == "接着写"
    found.close()


def test_what_a_restoring_set_aside_is_tried_and_taken_back(tmp_path: Path):
    found = school(tmp_path)
    made = backups.make(found).path
    drafts.begin(found, "research_diary", values=DIARY)
    clock, folder = found.clock, found.folder
    found.close()
    done = restoring.restore(made, PASSWORD, folder, clock=clock)
    assert done.aside is not None
    aside = vaults.open_vault(done.aside, PASSWORD, clock=clock)
    assert restoring.look(aside).records == 2
    again = backups.make(aside).path
    aside.close()
    assert rehearsed(again, PASSWORD, clock=clock).records == 2
    restoring.restore(again, PASSWORD, folder, clock=clock)
    back = vaults.open_vault(folder, PASSWORD, clock=clock)
    assert restoring.look(back).records == 2
    assert health.examine(back).findings == ()
    back.close()


def test_a_desks_is_tried_then_restored_and_holds_what_it_told(tmp_path: Path):
    world = World(tmp_path)
    world.trusted()
    (row,) = world.rows(world.packet())
    assert row.incoming is not None
    made = backups.make(world.desk)
    world.close()
    assert made.sort is Sort.DESK
    told = restoring.rehearse(made.path, SECRET, clock=world.clock)
    assert isinstance(told, DeskFound)
    assert (told.schools, told.certified, told.packets, told.answers) == (1, 1, 1, 1)
    done = restoring.restore(made.path, SECRET, tmp_path / "restored", clock=world.clock)
    desk = desks.open_desk(done.folder, SECRET, clock=world.clock)
    there = deskside.look(desk)
    assert (there.schools, there.certified, there.packets, there.answers) == (1, 1, 1, 1)
    assert there.county == told.county
    desk.close()


def test_what_was_made_before_an_update_outlives_the_daily_ones(tmp_path: Path):
    found = school(tmp_path)
    found.close()
    older = found.folder / backups.FOLDER / f"older{backup.ENDING}"
    older.parent.mkdir()
    backup.keep(found.folder, older, schema=1, counts={}, clock=found.clock)
    again = vaults.open_vault(found.folder, PASSWORD, clock=FixedClock(NOON))
    for hours in range(1, 4):
        again.clock.set(NOON + timedelta(hours=hours))  # type: ignore[attr-defined] # a clock that stands
        backups.make(again)
    assert older in [one.path for one in backups.listing(again)]
    assert len(backups.listing(again)) == 2, "of this version one a day is enough"
    again.close()
