"""A full disk and a read-only one: a clear answer, and nothing lost. Needs root for a small disk of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.base.errors import DiskFull, FolderNotWritable
from core.services import attachments, drafts, people, vaults
from core.store import health
from tests.support.vaults import CHEAP, NOON, PASSWORD, PEOPLE, SCHOOL, SESSION, lay, open_copy

SIZE = 1_000_000


def mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.name == "nt" or not mount("-t", "tmpfs", "-o", f"size={SIZE}", "taizhang", str(place)):
        pytest.skip("no disk of our own without root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Leave no room."""
    path = disk / "filling"
    with path.open("wb", buffering=0) as stream:
        for size in (65536, 4096, 1):
            try:
                while True:
                    stream.write(bytes(size))
            except OSError:
                continue
    return path


def test_a_file_that_does_not_fit_is_told_and_writing_goes_on(disk: Path, tmp_path: Path) -> None:
    big = tmp_path / "gross.doc"
    big.write_bytes(os.urandom(SIZE))
    with closing(open_copy(disk)) as vault:
        record = drafts.begin(vault, "study_session", values=SESSION)
        with pytest.raises(DiskFull):
            attachments.add(vault, record.id, "attachments", big, type="document")
        assert drafts.read(vault, record.id) == record
        assert drafts.save(vault, record.id, {**SESSION, "title": "还能写下去"}, revision=1).revision == 2
        with vault.look() as session:
            assert health.examine(session) == ()


def test_on_a_full_disk_the_last_saved_draft_stays(disk: Path) -> None:
    with closing(open_copy(disk)) as vault:
        record = drafts.begin(vault, "study_session", values=SESSION)
        filling = fill(disk)
        revision = 1

        def write_on() -> None:
            nonlocal revision
            while revision < 500:  # the log still has some room of its own
                values = {**SESSION, "content": "字" * 5000}
                revision = drafts.save(vault, record.id, values, revision=revision).revision

        with pytest.raises(DiskFull):
            write_on()
        assert drafts.read(vault, record.id).revision == revision
        filling.unlink()
        assert drafts.save(vault, record.id, SESSION, revision=revision).revision == revision + 1


def test_opening_a_vault_on_a_full_disk_asks_for_room(disk: Path) -> None:
    folder = lay(disk)
    filling = fill(disk)
    with pytest.raises(DiskFull):
        vaults.open_vault(folder, PASSWORD, clock=FixedClock(NOON))
    filling.unlink()
    with closing(vaults.open_vault(folder, PASSWORD, clock=FixedClock(NOON))) as vault:
        assert len(people.listing(vault)) == 5


@pytest.mark.noise("taizhang.core.services.vaults")
def test_a_vault_that_can_only_be_read_is_opened_for_reading(disk: Path) -> None:
    folder = lay(disk)
    filling = fill(disk)
    os.truncate(filling, filling.stat().st_size - 40 * 1024)  # room for the log's index, none for the log
    with closing(vaults.open_vault(folder, PASSWORD, clock=FixedClock(NOON))) as vault:
        assert len(people.listing(vault)) == 5
        with pytest.raises(DiskFull):
            drafts.begin(vault, "study_session", values={**SESSION, "content": "字" * 20000})


def test_no_vault_is_made_where_it_does_not_fit(disk: Path) -> None:
    fill(disk)
    with pytest.raises(DiskFull):
        vaults.create(
            disk / "neu",
            password=PASSWORD,
            school=SCHOOL,
            principal=PEOPLE[0],
            clock=FixedClock(NOON),
            cost=CHEAP,
            quick_key=True,
        )
    assert [path.name for path in disk.iterdir()] == ["filling"]


def test_a_vault_on_a_read_only_disk_is_told(disk: Path) -> None:
    folder = lay(disk)
    assert mount("-o", "remount,ro", str(disk))
    with pytest.raises(FolderNotWritable):
        vaults.open_vault(folder, PASSWORD, clock=FixedClock(NOON))
    assert mount("-o", "remount,rw", str(disk))
    with closing(vaults.open_vault(folder, PASSWORD, clock=FixedClock(NOON))) as vault:
        assert len(people.listing(vault)) == 5
