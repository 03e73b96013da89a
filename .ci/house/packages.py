"""Make what a school gets from the bundle in dist/taizhang/: a .deb, an archive for any folder, Windows' installer.

`python -m house.packages [--fast] [deb] [tar] [setup]` writes them into dist/; without names the first two. With --fast
they are packed loosely, for a trial. All hold the bundle
under versions/<version>/ with the launcher beside it, so that an update by stick can put the next version next to it.
Only Debian's own tools are used, for the installer NSIS (makensis, on Linux or Windows); the same bundle gives the same
bytes.
"""

import gzip
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from bench.size import BUNDLE_MB, PACKAGE_MB

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
BUNDLE = DIST / "taizhang"
PARTS = ROOT / "resources" / "packaging" / "linux"
ICON = ROOT / "resources" / "icons" / "taizhang.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)
HOME = "opt/taizhang"
# Debian 13 renamed some packages; either name will do.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libcups2": "libcups2t64"}
# Asked for only when somebody prints or types Chinese; the window opens without.
BETTER = ("libcups2 | libcups2t64", "fcitx5-pinyin | ibus-libpinyin")


def told() -> dict[str, str]:
    """Return what the bundle says of itself: version, commit, day."""
    try:
        found: dict[str, str] = json.loads((BUNDLE / "_internal" / "build.json").read_bytes())
    except OSError:
        sys.exit("There is no bundle in dist/taizhang. Make it first: python3 dev.py build")
    return found


def libraries() -> Iterable[Path]:
    """Yield every program and library of the bundle."""
    for path in sorted(BUNDLE.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                if stream.read(4) == b"\x7fELF":
                    yield path


def depends() -> str:
    """Return the packages that hold the libraries which the bundle asks for and doesn't bring."""
    brought = {path.name for path in BUNDLE.rglob("*.so*")}
    asked: set[str] = set()
    newest = (2, 17)
    for path in libraries():
        said = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
        asked |= set(re.findall(r"NEEDED\s+(\S+)", said))
        newest = max([newest, *((int(a), int(b)) for a, b in re.findall(r"GLIBC_(\d+)\.(\d+)", said))])
    packages: set[str] = set()
    for name in sorted(asked - brought):
        found = subprocess.run(["dpkg", "-S", f"*/{name}"], capture_output=True, text=True, check=False).stdout
        if not found:
            sys.exit(f"No installed package holds {name}, which the bundle asks for.")
        packages.add(found.split(":")[0])
    packages -= {"libc6", "libcups2"}
    named = [f"libc6 (>= {newest[0]}.{newest[1]})"]
    named += [f"{name} | {RENAMED[name]}" if name in RENAMED else name for name in sorted(packages)]
    return ", ".join(named)


def lay(place: Path, version: str) -> None:
    """Lay the launcher, the bundle and the name of its version into a folder."""
    (place / "versions").mkdir(parents=True)
    shutil.copytree(BUNDLE, place / "versions" / version, symlinks=True)
    (place / "current").write_text(f"{version}\n")
    shutil.copy2(PARTS / "launcher.sh", place / "taizhang.sh")
    (place / "taizhang.sh").chmod(0o755)


def draw_icons(place: Path) -> None:
    """Draw the icon in every size that desktops ask for, and give them the drawing itself."""
    drawing = QSvgRenderer(str(ICON))
    for size in SIZES:
        picture = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        drawing.render(painter)
        painter.end()
        target = place / f"{size}x{size}" / "apps" / "taizhang.png"
        target.parent.mkdir(parents=True)
        picture.save(str(target))
    scalable = place / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copy2(ICON, scalable / "taizhang.svg")


def put(source: Path, target: Path, mode: int = 0o644) -> None:
    """Copy a file to its place with its mode."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def settle(place: Path, built: str) -> None:
    """Give everything in a folder the day of the version, and modes that are not this account's habits."""
    for path in (place, *place.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (int(built), int(built)), follow_symlinks=not path.is_symlink())


def deb(version: str, built: str, *, level: int) -> Path:
    """Make the .deb: no script runs at its installing, and nothing is fetched."""
    place = ROOT / "build" / "deb"
    shutil.rmtree(place, ignore_errors=True)
    lay(place / HOME, version)
    share = place / "usr" / "share"
    (place / "usr" / "bin").mkdir(parents=True)
    (place / "usr" / "bin" / "taizhang").symlink_to(f"/{HOME}/taizhang.sh")
    for name in ("taizhang.desktop", "taizhang-judge.desktop"):
        put(PARTS / name, share / "applications" / name)
    put(PARTS / "taizhang.xml", share / "mime" / "packages" / "taizhang.xml")
    draw_icons(share / "icons" / "hicolor")
    documents = share / "doc" / "taizhang"
    put(PARTS / "copyright", documents / "copyright")
    (documents / "changelog.gz").write_bytes(gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), 9, mtime=0))
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    machine = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    control = (
        (PARTS / "control")
        .read_text()
        .format(version=version, machine=machine, size=size, depends=depends(), better=", ".join(BETTER))
    )
    (place / "DEBIAN").mkdir()
    (place / "DEBIAN" / "control").write_text(control)
    settle(place, built)
    target = DIST / f"taizhang_{version}_{machine}.deb"
    environment = dict(os.environ, SOURCE_DATE_EPOCH=built)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", str(place), str(target)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    shutil.rmtree(place)
    return target


def tar(version: str, built: str, *, level: int) -> Path:
    """Make the archive that is unpacked into any folder, or onto a stick, and started with taizhang.sh."""
    place = ROOT / "build" / "tar" / "taizhang"
    shutil.rmtree(place, ignore_errors=True)
    lay(place, version)
    put(ROOT / "LICENSE", place / "LICENSE")
    settle(place, built)

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = int(built)
        return entry

    machine = os.uname().machine
    target = DIST / f"taizhang-{version}-linux-{machine}.tar.xz"
    # Sticks know no links, so none go into the archive.
    with (
        lzma.open(target, "wb", preset=level) as packed,
        tarfile.open(fileobj=packed, mode="w", dereference=True) as archive,
    ):
        archive.add(place, "taizhang", recursive=False, filter=plain)
        for path in sorted(place.rglob("*")):
            archive.add(path, str(Path("taizhang", path.relative_to(place))), recursive=False, filter=plain)
    shutil.rmtree(place)
    return target


def setup(version: str, built: str, *, level: int) -> Path:  # noqa: ARG001 - NSIS has its own
    """Make the installer for Windows, and the launcher it lays beside `versions`, out of a bundle made on Windows."""
    parts = ROOT / "resources" / "packaging" / "windows"
    work = ROOT / "build" / "windows"
    work.mkdir(parents=True, exist_ok=True)
    icon = ROOT / "build" / "taizhang.ico"  # build.spec draws it on Windows
    common = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", f"-DVERSION={version}"]
    common += [f"-DICON={icon}"] if icon.exists() else []
    launcher = work / "taizhang.exe"
    subprocess.run([*common, f"-DOUT={launcher}", str(parts / "launcher.nsi")], check=True)
    settle(BUNDLE, built)
    settle(work, built)
    target = DIST / f"taizhang-{version}-windows-x86_64-setup.exe"
    given = [f"-DPAYLOAD={BUNDLE}", f"-DLAUNCHER={launcher}", f"-DOUT={target}"]
    subprocess.run([*common, *given, str(parts / "installer.nsi")], check=True)
    if not (BUNDLE / "taizhang.exe").exists():
        print("The bundle in dist/taizhang was not made on Windows: this installer shows only that the recipe holds.")
    return target


def day(moment: str) -> str:
    """Return a moment as seconds since 1970, as text."""
    from datetime import datetime

    return str(int(datetime.fromisoformat(moment).timestamp()))


MAKERS = {"deb": deb, "tar": tar, "setup": setup}
USUAL = ("deb", "tar")


def too_large(made: Path) -> bool:
    """Tell, in a sentence as well, whether a packed .deb or the bundle in it takes more than it may."""
    bundle = sum(path.stat().st_size for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink())
    sizes = [("bundle", bundle, BUNDLE_MB), (".deb", made.stat().st_size, PACKAGE_MB)]
    over = [f"The {what} has {size / 1e6:.1f} MB, not {most}." for what, size, most in sizes if size > most * 1e6]
    for sentence in over:
        print(sentence)
    return bool(over)


def main(words: list[str]) -> int:
    """Make the packages named, all without names, and say how large they are; 1 when the .deb is too large."""
    about = told()
    level, over = (0 if "--fast" in words else 9), False
    for word in [word for word in words if word != "--fast"] or USUAL:
        if word not in MAKERS:
            print(__doc__)
            return 2
        made = MAKERS[word](about["version"], day(about["built"]), level=level)
        print(f"{made.relative_to(ROOT)}  {made.stat().st_size / 1e6:.1f} MB", flush=True)
        over |= bool(level) and made.suffix == ".deb" and too_large(made)
    return int(over)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
