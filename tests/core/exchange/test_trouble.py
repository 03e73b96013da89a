"""What the system says of a stick that fails has its name among the errors."""

import errno
from pathlib import Path

import pytest

from core.base import errors
from core.base.errors import FileMissing, StickFull, StickGone, StickReadOnly
from core.exchange.trouble import explain, told


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.EIO, StickGone),
        (errno.ENODEV, StickGone),
        (errno.ENOTCONN, StickGone),
        (errno.ENOSPC, StickFull),
        (errno.EFBIG, StickFull),
        (errno.EROFS, StickReadOnly),
        (errno.EACCES, errors.FolderNotWritable),
        (errno.EEXIST, errors.FolderNotWritable),
        (errno.EINVAL, errors.FileUnreadable),
    ],
)
def test_every_failure_of_a_stick_has_its_name(tmp_path: Path, number, expected):
    error = explain(OSError(number, "as the system words it"), tmp_path, needed=9, stick=True)
    assert type(error) is expected


@pytest.mark.parametrize(
    ("number", "expected"), [(19, StickReadOnly), (21, StickGone), (112, StickFull), (1167, StickGone)]
)
def test_the_numbers_of_windows_have_their_names_too(tmp_path: Path, number, expected):
    error = OSError(errno.EINVAL, "as Windows words it")
    error.winerror = number  # type: ignore[attr-defined] # only Windows has it
    assert type(explain(error, tmp_path, needed=9, stick=True)) is expected


def test_a_file_the_judge_could_not_read_there_means_that_the_stick_is_gone(tmp_path: Path):
    with pytest.raises(StickGone), told(tmp_path, needed=1, stick=True):
        raise FileMissing(path=str(tmp_path / "a.pdf"))
    with pytest.raises(FileMissing), told(tmp_path, needed=1, stick=True):
        raise FileMissing(path=str(tmp_path.with_name(tmp_path.name + "2") / "a.pdf"))
