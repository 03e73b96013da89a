"""Use what was packed the way a school does: in a clean root without Python, with a screen, typing Chinese.

`python -m house.cleanroot [FOLDER]` needs root, Debian's debootstrap and a mirror. It makes the root once (kept in
FOLDER, `build/cleanroot` unless named), installs the .deb from dist/ in a copy of it, lets the program try itself,
types Chinese through fcitx5 into its real window, makes the demonstration's packet, removes the package and looks that
the person's own files stay; then it starts the archive from a read-only mounted folder. Exit code 0: all went well.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
PARTS = Path(__file__).with_name("cleanroot.sh")
SUITE = "bookworm"
UNTRIED = 77
"""The exit code for what could not be tried on this machine."""
# What a desktop has anyhow: a screen to draw on (here a virtual one), a message bus, a way to type Chinese.
DESKTOP = [
    "xvfb",
    "xauth",
    "xdotool",
    "xclip",
    "dbus",
    "fcitx5",
    "fcitx5-pinyin",
    "desktop-file-utils",
    "shared-mime-info",
]


PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
[Groups/0/Items/1]
Name=pinyin
[GroupOrder]
0=Default
"""
"""How fcitx5 stands after somebody has chosen pinyin in it."""


def call(*command: str | Path) -> None:
    """Run a command; one that fails ends all."""
    subprocess.run([str(word) for word in command], check=True)


def obstacle() -> str:
    """Return why no clean root can be made here, in a few words; empty when one can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "only root may make a clean root"
    if not shutil.which("debootstrap"):
        return "debootstrap is not installed"
    mounting = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    return "this machine lets nobody mount" if mounting.returncode else ""


def bare(folder: Path) -> Path:
    """Make the smallest Debian with a screen and an input method; one that is there is used again."""
    made = folder / SUITE
    if not (made / "made").exists():
        shutil.rmtree(made, ignore_errors=True)
        made.parent.mkdir(parents=True, exist_ok=True)
        print("Making the clean root (once; some minutes)", flush=True)
        command = ["debootstrap", "--variant=minbase", f"--include={','.join(DESKTOP)}", SUITE, str(made)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            print(done.stdout[-2000:])
            done.check_returncode()
        (made / "made").touch()
    return made


def inside(root: Path, step: str) -> None:
    """Do one of the steps of cleanroot.sh in the root, with nothing of ours around it."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/root"}
    subprocess.run(["chroot", str(root), "/bin/sh", "/root/cleanroot.sh", step], env=environment, check=True)


@contextmanager
def mounted(root: Path) -> Iterator[None]:
    """Give the root what a running system has."""
    places = {"proc": ("-t", "proc", "proc"), "dev": ("--bind", "/dev"), "dev/pts": ("--bind", "/dev/pts")}
    places["dev/shm"] = ("-t", "tmpfs", "tmpfs")
    for place, how in places.items():
        call("mount", *how, root / place)
    try:
        yield
    finally:
        for place in reversed(places):
            subprocess.run(["umount", "-l", str(root / place)], check=False)


@contextmanager
def read_only(archive: Path, place: Path) -> Iterator[None]:
    """Unpack an archive, and mount the folder so that nobody writes into it."""
    with tempfile.TemporaryDirectory() as folder:
        call("tar", "-xJf", archive, "-C", folder)
        place.mkdir(parents=True)
        call("mount", "--bind", Path(folder, "taizhang"), place)
        call("mount", "-o", "remount,ro,bind", place)
        try:
            yield
        finally:
            call("umount", "-l", place)


def go(root: Path) -> None:
    """Do every step, and say how long each took."""
    (package,), (archive,) = DIST.glob("taizhang_*.deb"), DIST.glob("taizhang-*.tar.xz")
    shutil.copy2(package, root / "root" / "taizhang.deb")
    shutil.copy2(PARTS, root / "root" / "cleanroot.sh")
    shutil.copy2("/etc/resolv.conf", root / "etc" / "resolv.conf")
    (root / "root" / "fcitx5-profile").write_text(PROFILE)
    with mounted(root), read_only(archive, root / "srv" / "taizhang"):
        for step in ("install", "selfcheck", "demo", "typing", "remove", "archive"):
            print(f"── {step}", flush=True)
            began = time.monotonic()
            inside(root, step)
            print(f"ok  {time.monotonic() - began:.1f} s", flush=True)


def main(words: list[str]) -> int:
    """Do all of it in a copy of the clean root, and return the exit code."""
    sentence = obstacle()
    if not sentence and not (list(DIST.glob("taizhang_*.deb")) and list(DIST.glob("taizhang-*.tar.xz"))):
        sentence = "there are no packages in dist/: python3 dev.py package"
    if sentence:
        print(f"Not tried: {sentence}.")
        return UNTRIED
    folder = Path(words[0]) if words else ROOT / "build" / "cleanroot"
    try:
        clean, used = bare(folder), folder / "used"
    except subprocess.CalledProcessError:
        print("Not tried: debootstrap could not make the root; the lines above say why.")
        return UNTRIED
    shutil.rmtree(used, ignore_errors=True)
    call("cp", "-a", clean, used)
    try:
        go(used)
    except subprocess.CalledProcessError as error:
        print(f"FAILED: {' '.join(map(str, error.cmd[-2:]))}")
        return 1
    finally:
        shutil.rmtree(used, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
