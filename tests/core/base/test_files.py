"""A file is written whole or not at all."""

import errno
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from core.base.errors import DiskFull, FileMissing, FileUnreadable, FolderGone, FolderNotWritable, NotAFile
from core.base.files import (
    PART,
    explain,
    explain_reading,
    part_of,
    passing_folder,
    require_file,
    sweep_parts,
    write_safely,
)


@pytest.fixture
def small_files() -> Iterator[None]:
    """Let no file of this process grow past 64 KiB, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, old)


def test_bytes_arrive_under_their_name_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "包.pdf"
    digest = write_safely(path, b"whole")
    assert path.read_bytes() == b"whole"
    assert len(digest) == 64
    assert [entry.name for entry in tmp_path.iterdir()] == ["包.pdf"]


def test_a_writer_that_fails_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    path = tmp_path / "keep"
    path.write_bytes(b"old")

    def fail(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_safely(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("small_files")
def test_a_full_disk_is_told_with_its_sizes_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DiskFull) as caught:
        write_safely(tmp_path / "big", b"x" * 200_000)
    assert caught.value.particulars["needed"] == 200_000
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderGone) as caught:
        write_safely(tmp_path / "no" / "file", b"x")
    assert caught.value.particulars["path"] == str(tmp_path / "no"), "the folder, not the file that was to be"


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EROFS, FolderNotWritable),
        (errno.EACCES, FolderNotWritable),
        (errno.ENOENT, FileMissing),
        (errno.EIO, FileUnreadable),
    ],
)
def test_every_system_error_has_its_own_code(number: int, error: type[Exception], tmp_path: Path) -> None:
    assert isinstance(explain(OSError(number, os.strerror(number)), tmp_path / "x"), error)


def test_parts_left_by_a_killed_writer_are_swept(tmp_path: Path) -> None:
    (tmp_path / f".abc{PART}").write_bytes(b"half")
    (tmp_path / "whole").write_bytes(b"whole")
    assert sweep_parts(tmp_path) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["whole"]


def test_a_part_that_was_never_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing), part_of(tmp_path / "x"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_file_is_told_by_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        require_file(tmp_path / "nothing")
    with pytest.raises(FileMissing):
        require_file(Path("a\0b"))
    with pytest.raises(NotAFile):
        require_file(tmp_path)
    with pytest.raises(FileUnreadable):
        require_file(tmp_path / ("a" * 300))


def test_a_file_that_may_not_be_read_is_not_called_a_folder_that_takes_nothing(tmp_path: Path) -> None:
    told = explain_reading(PermissionError(errno.EACCES, "Permission denied"), tmp_path / "a.pdf")
    assert isinstance(told, FileUnreadable)


def test_a_passing_folder_is_private_and_passes(tmp_path: Path) -> None:
    with passing_folder(tmp_path, "carry-") as place:
        (place / "packet.pdf").write_bytes(b"plain")
        assert place.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileMissing), passing_folder(tmp_path / "gone", "carry-"):
        pass


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    write_safely(tmp_path / "key.json", b"key", private=True)
    assert (tmp_path / "key.json").stat().st_mode & 0o777 == 0o600
