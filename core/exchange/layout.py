"""Where documents lie on a stick, and how they are found there again (docs/formats.md, The stick)."""

import os
import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.base.errors import NotAFile
from core.base.files import explain_reading
from core.exchange.container import Travels

UP: Final = "台账报送"
"""What a school hands in: packets and requests for a certificate."""
DOWN: Final = "台账回执"
"""What comes back: receipts, returns, notices, certificates."""

ENDINGS: Final = frozenset((".pdf", ".p7m"))
"""Endings of what may be a document; what is inside, only the judge tells."""

DEEPEST: Final = 4
"""How many folders below the one named are still looked into."""
MOST: Final = 2_000
"""How many documents are found at most; of more, some are left out and the newest of the rest come."""
LOOKED_AT: Final = 50_000
"""How many names are looked at; a whole disk is not searched."""

_JUNK = frozenset(
    ("system volume information", "$recycle.bin", "recycler", "recycled", "lost+found", "lost.dir", "__macosx")
)
"""Folders that systems lay on a stick; what is in them was thrown away or never a person's."""
_FOUND = "found."
"""Beginning of the folders in which Windows puts what it picked up while mending: FOUND.000."""
_LOCK = "~$"
"""Beginning of the small files that office programs put beside an open one."""
_JUNCTION = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT: a folder that is another folder, on Windows."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file that may be a document."""

    path: str
    changed: int
    """Nanoseconds."""


def folder_for(type_: Travels) -> str:
    """Return the name of the folder, directly on the stick, in which a type of document lies."""
    return UP if type_ in {Travels.PACKET, Travels.ENROLMENT} else DOWN


def is_of_system(name: str) -> bool:
    """Tell whether a system or an office program laid something down by itself, by its name."""
    low = name.lower()
    return low.startswith((".", _LOCK, _FOUND)) or low in _JUNK


def find_documents(folder: Path, *, deepest: int = DEEPEST, most: int = MOST, empty: bool = False) -> Iterator[Path]:
    """Yield what may be documents on a stick or in a folder, the newest first; nothing is opened.

    The stick's own two folders and its root are looked through before all others. Links are not followed; what
    begins with a dot, is empty (unless `empty` ones are asked for) or lies in a system's own folder is left out, and
    folders that can't be read are passed over. Raises FileMissing, FileUnreadable or NotAFile (a pipe, a device) when
    `folder` itself can't be read; a file instead of a folder is yielded alone.
    """
    try:
        mode = folder.stat().st_mode
        if stat.S_ISREG(mode):
            return iter((folder,))
        if not stat.S_ISDIR(mode):
            raise NotAFile(path=str(folder))
        with os.scandir(folder):
            pass
    except OSError as error:
        raise explain_reading(error, folder) from error
    seen = _search(folder, deepest=deepest, most=most, least=0 if empty else 1)
    seen.sort(key=lambda one: (-one.changed, one.path))
    return (Path(one.path) for one in seen)


def _search(folder: Path, *, deepest: int, most: int, least: int) -> list[_Seen]:
    """Look through folders, the nearer ones first, until enough was found or seen."""
    found: list[_Seen] = []
    waiting: deque[tuple[str, int]] = deque([(str(folder), 0)])
    left = LOOKED_AT
    while waiting and left > 0:
        place, depth = waiting.popleft()
        ours: list[tuple[str, int]] = []
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    left -= 1
                    if left < 0:
                        break
                    status = _status(entry)
                    if status is None:
                        continue
                    if stat.S_ISDIR(status.st_mode):
                        if depth < deepest:
                            (ours if entry.name in {UP, DOWN} else waiting).append((entry.path, depth + 1))
                    elif _may_be_document(entry.name, status, least=least):
                        found.append(_Seen(path=entry.path, changed=status.st_mtime_ns))
                        if len(found) >= most:
                            return found
        except OSError:  # a folder nobody may read, or one on a broken spot of the stick
            continue
        waiting.extendleft(sorted(ours))
    return found


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Return what is known of a name, or None when it is to be passed over."""
    name = entry.name.lower()
    if is_of_system(name):
        return None
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    is_junction = getattr(status, "st_reparse_tag", 0) == _JUNCTION
    return None if stat.S_ISLNK(status.st_mode) or is_junction else status


def _may_be_document(name: str, status: os.stat_result, *, least: int) -> bool:
    """Tell whether a file is worth the judge's time."""
    return stat.S_ISREG(status.st_mode) and status.st_size >= least and Path(name).suffix.lower() in ENDINGS
