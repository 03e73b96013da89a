"""Tiny bundles whose program prints its version, a release key of the tests' own, and folders as schools have them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.base.canonical import encode
from core.base.clock import FixedClock
from core.base.release import platform_name, program_name
from core.base.version import VERSION
from core.exchange.update import PAYLOAD, SIGNATURE, WORDS, Manifest
from core.services import updates
from core.services.updates import Program
from core.signing.release import ReleaseKey, sign
from core.views.updates import UpdateOffer
from core.views.verdicts import DriveView
from tests.support.vaults import NOON

ROOT = Path(__file__).resolve().parents[2]
CLOCK = FixedClock(NOON)
HERE = platform_name()
TOLD: dict[str, Any] = {
    "version": "0.2.0",
    "commit": "0f1e2d3c",
    "day": date(2026, 12, 1),
    "platform": HERE,
    "since": "0.1.0",
    "changes": {
        "zh_CN": ("盘上的更新自己找到", "打印更快"),
        "en": ("Updates on a stick are found", "Faster printing"),
    },
    "schema": {"vault": 3, "register": 1},
}
"""What the maker of releases is told."""

LAUNCHER = """#!/bin/sh
# Starts the version that `current` names, else the newest one that has a program.
here=$(dirname "$0")
version=$(cat "$here/current" 2>/dev/null)
if [ -z "$version" ] || [ ! -x "$here/versions/$version/taizhang" ]; then
    for place in $(ls "$here/versions" | sort -V); do
        [ -x "$here/versions/$place/taizhang" ] && version=$place
    done
fi
exec "$here/versions/$version/taizhang" "$@"
"""
"""What the edition for any folder starts with."""


@cache
def private_key(seed: int = 1) -> Ed25519PrivateKey:
    """Return a release key of the tests' own, the same every time."""
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def public_key(seed: int = 1) -> ReleaseKey:
    """Return its public half."""
    return ReleaseKey(private_key(seed).public_key().public_bytes_raw())


def lay_bundle(folder: Path, version: str, *, large: int = 0, platform: str = HERE) -> Path:
    """Lay a bundle whose program prints its version, with a file under two names and one of `large` bytes."""
    inside = folder / "_internal"
    (inside / "resources" / "字体").mkdir(parents=True)
    program = folder / program_name(platform)
    program.write_text(
        f'#!/bin/sh\n[ "$(cat "$(dirname "$0")/_internal/VERSION")" = {version} ] && echo {version}\n', encoding="utf-8"
    )
    program.chmod(0o755)
    (inside / "VERSION").write_text(version, encoding="utf-8")
    (inside / "resources" / "字体" / "仿宋.ttf").write_bytes(version.encode() * 5000)
    (inside / "Qt" / "lib").mkdir(parents=True)
    (inside / "Qt" / "lib" / "libQt6Core.so.6").write_bytes(b"\x7fELF" + version.encode() * 9000)
    (inside / "libQt6Core.so.6").symlink_to("Qt/lib/libQt6Core.so.6")
    (inside / "empty.txt").write_bytes(b"")
    if large:
        (inside / "large.bin").write_bytes(os.urandom(large))
    return folder


def lay_update(into: Path, version: str = "0.2.0", *, seed: int = 1, large: int = 0, **more) -> Path:
    """Make a signed update in a folder, as whoever releases does; returns its folder."""
    if str(ROOT / ".ci") not in sys.path:  # where the screens are drawn
        sys.path.append(str(ROOT / ".ci"))
    from house.release import Told, make

    scratch = into.parent / f".bundle-{version}-{len(list(into.parent.iterdir()))}"
    bundle = lay_bundle(scratch, version, large=large, platform=more.get("platform", HERE))
    try:
        return make(bundle, Told(**{**TOLD, "version": version, **more}), key=private_key(seed), into=into)
    finally:
        shutil.rmtree(scratch)


def words_of(update: Path, platform: str = HERE) -> Manifest:
    """Return what an update says."""
    return msgspec.json.decode((update / f"{platform}{WORDS}").read_bytes(), type=Manifest)


def say(update: Path, change: Mapping[str, object] | Callable[[Manifest], Manifest], *, seed: int = 1) -> Path:
    """Let an update say something else, signed anew; returns it."""
    old = words_of(update)
    new = change(old) if callable(change) else msgspec.structs.replace(old, **change)
    said = encode(new)
    (update / f"{HERE}{WORDS}").write_bytes(said)
    (update / f"{HERE}{SIGNATURE}").write_bytes(sign(said, private_key(seed)))
    return update


def archive_of(update: Path) -> Path:
    """Return the archive of an update."""
    return update / f"{HERE}{PAYLOAD}"


def install(root: Path, version: str = "0.1.0", *, large: int = 0) -> Path:
    """Lay the program's own folder as the edition for any folder unpacks to; returns it."""
    lay_bundle(root / "versions" / version, version, large=large)
    (root / "current").write_text(f"{version}\n", encoding="utf-8")
    launcher = root / "台账"
    launcher.write_text(LAUNCHER, encoding="utf-8")
    launcher.chmod(0o755)
    return root


def program_in(root: Path, version: str = "0.1.0", **more) -> Program:
    """Return the program that runs from there and believes the tests' key."""
    how = {"keys": (public_key(),), "schema": {"vault": 3, "register": 1}, **more}
    return Program(version=version, platform=HERE, folder=root / "versions" / version, **how)


def started(root: Path) -> str:
    """Start the program as a person does and return the version it tells; empty when it does not start."""
    done = subprocess.run([str(root / "台账")], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def plugged(stick: Path) -> DriveView:
    """Return a stick as the windows know it."""
    return DriveView(path=stick, label="县局", free=1 << 30, writable=True, volume="7A3F-91C2")


def offered(root: Path, stick: Path, **more) -> UpdateOffer:
    """Return the one update that lies on a stick."""
    (found,) = updates.find(program_in(root, **more), [plugged(stick)])
    return found


def apply(root: Path, stick: Path, version: str = "0.1.0", **more) -> None:
    """Apply the best update that lies on a stick."""
    program = program_in(root, version)
    updates.apply(program, updates.find(program, [plugged(stick)])[0], clock=CLOCK, **more)


def tree(root: Path) -> dict[str, bytes]:
    """Return everything in the program's folder, as far as it tells what starts."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != updates.LOCK
    }


def stand_in(monkeypatch: pytest.MonkeyPatch, root: Path, version: str = VERSION) -> Path:
    """Let the tests' process be the bundle that lies there, with the tests' release key shipped in it."""
    inside = root / "versions" / version / "_internal"
    shutil.rmtree(inside / "resources")
    (inside / "resources" / "release").mkdir(parents=True)
    for path in (ROOT / "resources").iterdir():
        if path.name != "release":
            (inside / "resources" / path.name).symlink_to(path)
    public = private_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (inside / "resources" / "release" / "tests.pem").write_bytes(public)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(inside), raising=False)
    monkeypatch.setattr(sys, "executable", str(inside.parent / "taizhang"))
    return root
