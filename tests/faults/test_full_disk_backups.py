"""A disk that runs full at any point of a backup or a restoring: told as full, nothing half, the vault goes on."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.base.errors import DiskFull
from core.services import backups, drafts, restoring, vaults
from core.store import health
from tests.faults.test_full_disk import mount
from tests.support.restored import rehearsed
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy

POSITIONS = int(os.environ.get("TAIZHANG_FULL_POSITIONS", "12"))
SIZE = 24_000_000
CLOCK = FixedClock(NOON)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    if os.name == "nt" or not mount("-t", "tmpfs", "-o", f"size={SIZE}", "taizhang", str(place)):
        pytest.skip("no disk of our own without root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def leave(disk: Path, room: int) -> None:
    """Fill the disk but for some bytes."""
    filling = disk / "filling"
    filling.unlink(missing_ok=True)
    free = os.statvfs(disk)
    wanted = free.f_bavail * free.f_frsize - room
    with suppress(OSError):
        filling.write_bytes(bytes(max(0, wanted)))


def test_a_backup_at_every_level_of_a_full_disk_is_whole_or_told_as_not_made(disk: Path) -> None:
    vault = open_copy(disk)
    begun = drafts.begin(vault, "study_session", values=SESSION)
    whole = backups.make(vault)
    most = 3 * whole.size + 400_000
    made = full = 0
    for number in range(POSITIONS):
        before = [one.path for one in backups.listing(vault)]
        leave(disk, most * number // POSITIONS)
        try:
            found = backups.make(vault)
        except DiskFull:
            full += 1
            assert [one.path for one in backups.listing(vault)] == before
        else:
            made += 1
            assert backups.listing(vault)[0].path == found.path
        (disk / "filling").unlink()
        assert not [path for path in vault.folder.iterdir() if path.name.startswith("draw-")]
        for one in backups.listing(vault)[:1]:
            assert rehearsed(one.path, PASSWORD, clock=CLOCK).records == 1
        with vault.look() as session:
            assert health.examine(session) == ()
    assert full > 0
    assert made > 0
    assert drafts.read(vault, begun.id).values["title"] == SESSION["title"]
    vault.close()


def test_restoring_at_every_level_of_a_full_disk_leaves_a_whole_vault(disk: Path, tmp_path: Path) -> None:
    vault = open_copy(disk)
    drafts.begin(vault, "study_session", values=SESSION)
    backup = tmp_path / "kept.taizhang-backup"
    backup.write_bytes(backups.make(vault).path.read_bytes())
    folder = vault.folder
    vault.close()
    most = 12_000_000
    refused = 0
    for number in range(POSITIONS):
        leave(disk, most * number // POSITIONS)
        try:
            done = restoring.restore(backup, PASSWORD, folder, clock=CLOCK)
        except DiskFull:
            refused += 1
            aside = None
        else:
            aside = done.aside
        (disk / "filling").unlink()
        assert not list(folder.parent.glob(".*.part"))
        for one in filter(None, (folder, aside)):
            with closing(vaults.open_vault(one, PASSWORD, clock=CLOCK)) as again, again.look() as session:
                assert health.examine(session) == ()
        if aside is not None:
            shutil.rmtree(aside)
    assert 0 < refused < POSITIONS
