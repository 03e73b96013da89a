"""Make the folder that a county copies onto sticks: a built bundle as an update, signed with the release key.

    python3 dev.py release key PRIVATE.pem           make a release key; its public half goes into resources/release
    python3 dev.py release make BUNDLE --key PRIVATE.pem --changes CHANGES.json [--since 0.1.0] [--into dist]

`BUNDLE` is the folder with the program in it (dist/taizhang). CHANGES.json has what changes, in the user's words:
{"zh_CN": ["…"], "en": ["…"]}. The password of the key is asked for, or read from --password-file. The same bundle and
options give the same bytes. See docs/release.md.
"""

import argparse
import getpass
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.json import decode

from core.base.canonical import BLOCK, encode, file_digest
from core.base.errors import UserError
from core.base.files import PART
from core.base.jobs import Silent
from core.base.release import numbers, platform_name
from core.base.version import VERSION
from core.exchange.update import FOLDER, PAYLOAD, SIGNATURE, WORDS, Archive, Item, Manifest, compare, read
from core.signing.release import ReleaseKey, make_private, read_private, sign
from core.store.register.tables import SCHEMA as REGISTER_SCHEMA
from core.store.vault import SCHEMA

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = ROOT / "resources" / "release" / "taizhang.pem"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The time every member of the archive bears: the earliest a ZIP knows."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the person who releases says of a version."""

    version: str
    commit: str
    day: date
    platform: str
    since: str
    changes: Mapping[str, Iterable[str]]
    schema: Mapping[str, int]


def make(bundle: Path, told: Told, *, key: Ed25519PrivateKey, into: Path) -> Path:
    """Make the update of a bundle and judge it as a school will; returns its folder, in which other systems may lie.

    Links become the files they lead to; the archive holds equal files once. Raises ValueError, OSError, UserError.
    """
    folder = into / f"{FOLDER}{told.version}"
    folder.mkdir(parents=True, exist_ok=True)
    sources = _sources(bundle)
    files = tuple(
        Item(path=path, size=source.stat().st_size, sha256=file_digest(source), run=_runs(path, source, told.platform))
        for path, source in sources.items()
    )
    archive = folder / f"{told.platform}{PAYLOAD}"
    part = archive.with_name(f".{archive.name}{PART}")
    first = {item.sha256: item for item in reversed(files)}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as packed:
        for item in files:
            if first[item.sha256] is item:
                _put(packed, item, sources[item.path])
    part.replace(archive)
    manifest = Manifest(
        version=told.version,
        commit=told.commit,
        date=told.day.isoformat(),
        platform=told.platform,
        since=told.since,
        schema=dict(told.schema),
        changes={language: tuple(lines) for language, lines in told.changes.items()},
        files=files,
        payload=Archive(size=archive.stat().st_size, sha256=file_digest(archive)),
    )
    said = encode(manifest)
    (folder / f"{told.platform}{WORDS}").write_bytes(said)
    (folder / f"{told.platform}{SIGNATURE}").write_bytes(sign(said, key))
    public = ReleaseKey(key.public_key().public_bytes_raw())
    compare(folder, read(folder, platform=told.platform, keys=(public,)), progress=Silent())
    return folder


def _sources(bundle: Path) -> dict[str, Path]:
    """Return the files of a bundle by their names in it, sorted; a link to nothing is nothing.

    Raises ValueError for a link that leads out of the bundle.
    """
    found: dict[str, Path] = {}
    for above, folders, names in os.walk(bundle, followlinks=True):
        folders.sort()
        for name in names:
            path = Path(above, name)
            if path.is_symlink() and not path.exists():
                continue  # what it led to was left out of the bundle
            source = path.resolve(strict=True)
            if not source.is_relative_to(bundle.resolve()) or not stat.S_ISREG(source.stat().st_mode):
                raise ValueError(f"no file of the bundle's: {path}")
            found[path.relative_to(bundle).as_posix()] = source
    return dict(sorted(found.items()))


def _runs(path: str, source: Path, platform: str) -> bool:
    """Tell whether a file is a program: by its mode, or by its name where modes mean nothing."""
    if platform.startswith("windows-") or os.name == "nt":
        return path.endswith(".exe") or "/" not in path
    return bool(source.stat().st_mode & stat.S_IXUSR)


def _put(packed: zipfile.ZipFile, item: Item, source: Path) -> None:
    """Store a file with nothing about it that differs from one computer to the next."""
    member = zipfile.ZipInfo(item.path, _WHEN)
    member.create_system = 3
    member.external_attr = (stat.S_IFREG | (0o755 if item.run else 0o644)) << 16
    member.file_size = item.size
    with source.open("rb") as stream, packed.open(member, "w") as out:
        shutil.copyfileobj(stream, out, BLOCK)


# --- the command ------------------------------------------------------------------------------------------------------


def _password(path: Path | None, *, twice: bool = False) -> str:
    if path is not None:
        return path.read_text(encoding="utf-8").splitlines()[0]
    word = getpass.getpass("Password of the release key: ")
    if twice and (len(word) < 12 or word != getpass.getpass("Once more: ")):
        raise ValueError("at least twelve signs, twice the same")
    return word


def _make_key(chosen: argparse.Namespace) -> str:
    if chosen.private.exists():
        raise ValueError(f"{chosen.private} is there already")
    private, public = make_private(_password(chosen.password_file, twice=True))
    with open(chosen.private, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as stream:
        stream.write(private)
    chosen.public.parent.mkdir(exist_ok=True)
    chosen.public.write_bytes(public)
    return f"{chosen.private}: keep it offline, twice\n{chosen.public}: believed by every version built from now on"


def _make(chosen: argparse.Namespace) -> str:
    changes = decode(chosen.changes.read_bytes(), type=dict[str, list[str]])
    if set(changes) != {"zh_CN", "en"} or not all(changes.values()):
        raise ValueError("the changes have to be told in zh_CN and in en")
    if numbers(chosen.since) > numbers(chosen.version):
        raise ValueError("--since is newer than the version")
    key = read_private(chosen.key.read_bytes(), _password(chosen.password_file))
    name = ReleaseKey(key.public_key().public_bytes_raw()).name
    told = Told(
        version=chosen.version,
        commit=chosen.commit or _commit(),
        day=date.fromisoformat(chosen.date) if chosen.date else datetime.now(UTC).date(),
        platform=chosen.platform,
        since=chosen.since,
        changes=changes,
        schema={"vault": SCHEMA, "register": REGISTER_SCHEMA},
    )
    folder = make(chosen.bundle, told, key=key, into=chosen.into)
    size = sum(path.stat().st_size for path in folder.iterdir())
    return f"{folder}: {told.platform}, {size >> 20} MB, signed with {name[:8]}"


def _commit() -> str:
    asked = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py release", description="Make a release key, or an update by stick.")
    verbs = parser.add_subparsers(required=True, metavar="key | make")
    key = verbs.add_parser("key", help="make a release key")
    key.add_argument("private", type=Path)
    key.add_argument("--public", type=Path, default=PUBLIC)
    key.set_defaults(do=_make_key)
    one = verbs.add_parser("make", help="make an update of a bundle")
    one.add_argument("bundle", type=Path)
    one.add_argument("--key", type=Path, required=True)
    one.add_argument("--changes", type=Path, required=True)
    one.add_argument("--version", default=VERSION)
    one.add_argument("--since", default="0.1.0", help="the oldest version that it can follow")
    one.add_argument("--commit", default="")
    one.add_argument("--date", default="", help="ISO day; today unless it is given")
    one.add_argument("--platform", default=platform_name(), help="of the bundle: linux-x86_64, windows-x86_64")
    one.add_argument("--into", type=Path, default=ROOT / "dist")
    one.set_defaults(do=_make)
    for verb in (key, one):
        verb.add_argument("--password-file", type=Path, help="first line: the password")
    return parser


def main(words: list[str]) -> int:
    """Do what was asked and say what came of it."""
    chosen = _parser().parse_args(words)
    try:
        print(chosen.do(chosen))
    except (OSError, ValueError, UserError) as error:
        print(f"Not made: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
