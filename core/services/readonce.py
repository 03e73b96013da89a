"""A file from outside is read once: what is judged and what is kept are the same bytes, whatever lies there later."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from core.base.files import explain_reading, passing_folder, require_file, write_safely
from core.records.packet import LARGEST


class _Capped:
    """Reads a file up to a byte more than any document may have: enough to be told too large."""

    def __init__(self, path: Path, stream: BinaryIO) -> None:
        self._path, self._stream, self._left = path, stream, LARGEST + 1

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes. Raises FileUnreadable (the stick was pulled out)."""
        try:
            found = self._stream.read(self._left if size < 0 else min(size, self._left))
        except OSError as error:
            raise explain_reading(error, self._path) from error
        self._left -= len(found)
        return found


@contextmanager
def read_once(path: Path, *, folder: Path) -> Iterator[Path]:
    """Give a private copy of a file inside `folder`, for as long as the piece of work lasts.

    Raises FileMissing, FileUnreadable, NotAFile, DiskFull.
    """
    require_file(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise explain_reading(error, path) from error
    with passing_folder(folder, "received-") as place:
        copy = place / "received.pdf"
        with stream:
            source = _Capped(path, stream)
            write_safely(copy, lambda target: copyfileobj(source, target), private=True)
        yield copy
