"""An update on a stick: words signed by the release key, and one archive with exactly the files they name.

    台账更新-0.2.0/linux-x86_64.json    what it is, for whom, and every file with its size and digest
    台账更新-0.2.0/linux-x86_64.sig     the signature over the very bytes of that
    台账更新-0.2.0/linux-x86_64.zip     the files, stored as they are

Nothing of the archive is believed but the bytes: names, sizes and digests come from the signed words alone.
"""

import errno
import stat
import zipfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import msgspec

from core.base.canonical import BLOCK, digest
from core.base.errors import (
    NewerUpdate,
    UpdateDamaged,
    UpdateForOthers,
    UpdateTooLarge,
    UpdateUnsafe,
    UpdateUnsigned,
)
from core.base.jobs import Progress
from core.base.names import is_plain
from core.base.release import VERSION_FORM, is_version, numbers, program_name
from core.signing.release import LARGEST_SIGNATURE, ReleaseKey, verify

FOLDER = "台账更新-"
"""Beginning of the name of a folder with an update; its version follows."""
WORDS, SIGNATURE, PAYLOAD = ".json", ".sig", ".zip"
"""Endings of the three files; before them stands the system they are for."""
FORMAT, FORMAT_VERSION = "taizhang-update", 1
"""What the words say they are, and the highest version this program reads."""

MOST_FILES = 20_000
MOST_BYTES = 2 << 30
"""Of all files together; also what the archive may have."""
MOST_WORDS = 8 << 20
"""Bytes of the signed words."""
DEEPEST = 16
LONGEST = 180
"""Folders above a file, and signs of its whole path: Windows takes 260 with the folder it goes into."""
MOST_CHANGES, LONGEST_CHANGE = 40, 200
MOST_FOLDERS = 50
"""Folders with updates looked into on one stick, of those with a version in their name and of the others."""
_OVERHEAD = 1 << 10
"""Bytes that an archive may need for each file besides its content."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the new version."""

    path: str
    """From the version's folder on, with strokes."""
    size: int
    sha256: str
    """64 lower-case hex digits. Of several files with the same content the archive holds the first only."""
    run: bool = False
    """Whether it is a program."""


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """The archive as it must be, to the last bit."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an update says of itself; signed."""

    format: str = FORMAT
    format_version: int = FORMAT_VERSION
    version: str
    commit: str
    """The commit it was built from; empty when nobody knows."""
    date: str
    """ISO day."""
    platform: str
    since: str
    """The oldest version it can follow."""
    schema: dict[str, int]
    """Number of the schema that its `vault` and its `register` have."""
    changes: dict[str, tuple[str, ...]]
    """What changes, in the user's words, by language."""
    files: tuple[Item, ...]
    payload: Archive

    def contents(self) -> tuple[Item, ...]:
        """Return the files that the archive holds, in its order: of equal ones the first."""
        first: dict[str, Item] = {}
        for item in self.files:
            first.setdefault(item.sha256, item)
        return tuple(first.values())

    @property
    def size(self) -> int:
        """Bytes of all files as they lie on the disk afterwards."""
        return sum(item.size for item in self.files)


class _Head(msgspec.Struct, frozen=True):
    """As much as every version of the format says."""

    format: str
    format_version: int


def folders_in(place: Path) -> tuple[Path, ...]:
    """Return the folders with updates in a place, or the place itself when it is one. Raises OSError.

    Where there are too many, those are left out whose names tell the oldest versions.
    """
    if place.name.startswith(FOLDER):
        return (place,)
    found = sorted(path for path in place.iterdir() if path.name.startswith(FOLDER) and _kind(path) == stat.S_IFDIR)
    by_version = sorted(found, key=lambda path: numbers(_version_in(path.name)), reverse=True)
    named = [path for path in by_version if _version_in(path.name)]
    others = [path for path in found if not _version_in(path.name)]
    return tuple(sorted([*named[:MOST_FOLDERS], *others[:MOST_FOLDERS]]))


def _version_in(name: str) -> str:
    """Return the version that a folder's name tells, copies ("… (2)") as well; empty when it tells none."""
    found = VERSION_FORM.match(name.removeprefix(FOLDER))
    return found[0] if found else ""


def read(folder: Path, *, platform: str, keys: Iterable[ReleaseKey]) -> Manifest:
    """Return what an update says of itself, once its signature and everything it says have been looked at.

    The archive's size is compared, its content is not yet: `compare` does that. Raises UpdateUnsigned,
    UpdateOfAnother, UpdateForOthers, UpdateDamaged, UpdateTooLarge, UpdateUnsafe, NewerUpdate, OSError.
    """
    if _kind(folder) != stat.S_IFDIR:
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(folder))
    words = folder / f"{platform}{WORDS}"
    if _kind(words) != stat.S_IFREG:
        others = sorted(path.stem for path in folder.glob(f"*{WORDS}") if _kind(path) == stat.S_IFREG)
        if others and not words.exists():
            raise UpdateForOthers(path=str(folder), found=", ".join(others)[:LONGEST], wanted=platform)
        raise UpdateDamaged(path=str(folder), part="manifest")
    signature = folder / f"{platform}{SIGNATURE}"
    if _kind(signature) != stat.S_IFREG:
        raise UpdateUnsigned(path=str(folder))
    said = _small(words, folder, most=MOST_WORDS)
    verify(said, _small(signature, folder, most=LARGEST_SIGNATURE), keys=keys, path=folder)
    manifest = _parse(said, folder)
    _refuse_other_system(manifest, folder, platform=platform)
    _refuse_large(manifest, folder)
    _refuse_unsafe(manifest, folder)
    _refuse_nonsense(manifest, folder)
    archive = folder / f"{platform}{PAYLOAD}"
    if _kind(archive) != stat.S_IFREG or archive.stat().st_size != manifest.payload.size:
        raise UpdateDamaged(path=str(folder), part="payload")
    return manifest


def compare(folder: Path, manifest: Manifest, *, progress: Progress) -> None:
    """Read the whole archive and make sure that it is the one that was signed.

    Raises UpdateDamaged, OSError, Cancelled.
    """
    done, total = 0, manifest.payload.size

    def blocks(stream: BinaryIO) -> Iterator[bytes]:
        nonlocal done
        while block := stream.read(min(BLOCK, total + 1 - done)):
            done += len(block)
            progress.step(min(done, total), total, "check")
            yield block

    with _opened(_archive(folder, manifest)) as stream:
        if digest(blocks(stream)) != manifest.payload.sha256 or done != total:
            raise UpdateDamaged(path=str(folder), part="payload")


def contents(folder: Path, manifest: Manifest) -> Generator[tuple[Item, Iterator[bytes]], None, None]:
    """Yield each file that the archive holds with its bytes, in order; whoever writes them compares the digest.

    No more bytes come than the words say. Raises UpdateDamaged (also from the bytes), OSError.
    """
    wanted = manifest.contents()
    with _opened(_archive(folder, manifest)) as stream:
        _refuse_other_end(stream, manifest, folder)
        try:
            with zipfile.ZipFile(stream) as archive:
                members = archive.infolist()
                for item, member in zip(wanted, members, strict=True):
                    _refuse_other_member(member, item, folder)
                for item, member in zip(wanted, members, strict=True):
                    yield item, _bytes_of(archive, member, item, folder)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise UpdateDamaged(path=str(folder), part="payload") from error


def _bytes_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo, item: Item, folder: Path) -> Iterator[bytes]:
    left = item.size
    try:
        with archive.open(member) as stream:
            while left and (block := stream.read(min(BLOCK, left))):
                left -= len(block)
                yield block
            if left or stream.read(1):  # the second reading is also where the archive's own sum is compared
                raise UpdateDamaged(path=str(folder), part="payload")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise UpdateDamaged(path=str(folder), part="payload") from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be read; a stick that was pulled out refuses even to be let go, and that says nothing new."""
    stream = path.open("rb")
    try:
        yield stream
    finally:
        with suppress(OSError):
            stream.close()


def _archive(folder: Path, manifest: Manifest) -> Path:
    return folder / f"{manifest.platform}{PAYLOAD}"


def _kind(path: Path) -> int:
    """Return what stands at a path, links not followed; 0 for nothing. Raises OSError when that can't be told."""
    try:
        return stat.S_IFMT(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _small(path: Path, folder: Path, *, most: int) -> bytes:
    with path.open("rb") as stream:
        found = stream.read(most + 1)
    if len(found) > most:
        raise UpdateTooLarge(path=str(folder))
    return found


def _parse(said: bytes, folder: Path) -> Manifest:
    """Return the words as what they mean."""
    try:
        head = msgspec.json.decode(said, type=_Head)
        if head.format == FORMAT and head.format_version > FORMAT_VERSION:
            raise NewerUpdate(path=str(folder))
        manifest = msgspec.json.decode(said, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UpdateDamaged(path=str(folder), part="manifest") from error
    if manifest.format != FORMAT:
        raise UpdateDamaged(path=str(folder), part="manifest")
    return manifest


def _refuse_other_system(manifest: Manifest, folder: Path, *, platform: str) -> None:
    """Refuse words that stand under the name of another system than their own."""
    if manifest.platform != platform:
        raise UpdateForOthers(path=str(folder), found=manifest.platform[:LONGEST], wanted=platform)


def _refuse_large(manifest: Manifest, folder: Path) -> None:
    """Refuse more, or larger, than any version of this program can be."""
    changes = [line for lines in manifest.changes.values() for line in lines]
    if (
        len(manifest.files) > MOST_FILES
        or manifest.size > MOST_BYTES
        or manifest.payload.size > MOST_BYTES
        or len(changes) > 2 * MOST_CHANGES
        or any(len(line) > LONGEST_CHANGE for line in changes)
    ):
        raise UpdateTooLarge(path=str(folder))


def _refuse_unsafe(manifest: Manifest, folder: Path) -> None:
    """Refuse names that lead elsewhere, that some system can't save, or that some system takes for the same."""
    seen: set[str] = set()
    above: set[str] = set()
    for item in manifest.files:
        parts = item.path.split("/")
        folded = item.path.casefold()
        parents = {str(parent) for parent in PurePosixPath(folded).parents} - {"."}
        plain = all(is_plain(part) for part in parts) and len(parts) <= DEEPEST and len(item.path) <= LONGEST
        if not plain or folded in seen or folded in above or parents & seen:
            raise UpdateUnsafe(path=str(folder), name=_shown(item.path))
        seen.add(folded)
        above |= parents


def _refuse_nonsense(manifest: Manifest, folder: Path) -> None:
    """Refuse words that can't be meant: sizes below nothing, no program, versions that are none."""
    program = next((item for item in manifest.files if item.path == program_name(manifest.platform)), None)
    sizes = [item.size for item in manifest.files]
    contained = sum(item.size for item in manifest.contents())
    room = contained + _OVERHEAD * (len(manifest.files) + 1)
    same: dict[str, int] = {}
    sound = (
        is_version(manifest.version)
        and is_version(manifest.since)
        and program is not None
        and program.run
        and min(sizes) >= 0
        and all(same.setdefault(item.sha256, item.size) == item.size for item in manifest.files)
        and contained <= manifest.payload.size <= room
    )
    if not sound:
        raise UpdateDamaged(path=str(folder), part="manifest")


def _refuse_other_end(stream: BinaryIO, manifest: Manifest, folder: Path) -> None:
    """Refuse an archive whose list is longer than it can be, before anybody reads that list."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 22))
    end = stream.read(22)
    stream.seek(0)
    number = int.from_bytes(end[10:12], "little")
    listed = int.from_bytes(end[12:16], "little")
    if (
        size != manifest.payload.size
        or end[:8] != b"PK\x05\x06\0\0\0\0"
        or number != len(manifest.contents())
        or listed > _OVERHEAD * number
        or end[20:22] != b"\0\0"
    ):
        raise UpdateDamaged(path=str(folder), part="payload")


def _refuse_other_member(member: zipfile.ZipInfo, item: Item, folder: Path) -> None:
    """Refuse a member that is not the very file the words name: an ordinary one, stored, of this size."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in {0, stat.S_IFREG} or member.is_dir():
        raise UpdateUnsafe(path=str(folder), name=_shown(member.filename))
    odd = member.flag_bits & 1 or member.header_offset < 0
    told: tuple[Any, ...] = (member.filename, member.file_size, member.compress_size, member.compress_type)
    if odd or told != (item.path, item.size, item.size, zipfile.ZIP_STORED):
        raise UpdateDamaged(path=str(folder), part="payload")


def _shown(name: str) -> str:
    """Return a stranger's name as it can be told in a line."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name[:60])
