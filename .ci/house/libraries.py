"""The shared libraries and tools of the system that Python packages do not bring: found, installed, or named.

Standard library only: this runs before anything is installed.
"""

import ctypes
import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What the loader must find, and the Debian package that holds it.
WINDOW = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",
}
# What the tests call besides, to have other programs judge what ours made, to make the bundle and to try it.
TOOLS = {
    "Xvfb": "xvfb",
    "certutil": "libnss3-tools",
    "debootstrap": "debootstrap",
    "mkfs.exfat": "exfatprogs",
    "mount.exfat-fuse": "exfat-fuse",
    "mutool": "mupdf-tools",
    "objdump": "binutils",
    "openssl": "openssl",
    "pdfsig": "poppler-utils",
    "qpdf": "qpdf",
    "softhsm2-util": "softhsm2",
    "strace": "strace",
}
# The desk's register may lie in PostgreSQL; Debian keeps the server's programs off the PATH.
POSTGRES = "/usr/lib/postgresql/*/bin/initdb", "postgresql"
# Where the system keeps tools that an ordinary user's search path may leave out.
SBIN = "/usr/sbin", "/sbin"
# What veraPDF needs where Java is there already; without Java its tests are skipped.
JAXB = "/usr/share/java/jaxb-runtime.jar", "libjaxb-java"


def is_loadable(name: str) -> bool:
    """Tell whether the dynamic loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def is_installed(tool: str) -> bool:
    """Tell whether a tool is found, on the search path or where the system keeps its own."""
    return shutil.which(tool) is not None or any(Path(folder, tool).exists() for folder in SBIN)


def missing(*, tools: bool) -> dict[str, str]:
    """Give what is not there as {library or tool: Debian package}; tools are asked for by the tests alone."""
    if not sys.platform.startswith("linux"):
        return {}
    gone = {name: package for name, package in WINDOW.items() if not is_loadable(name)}
    if tools:
        gone.update({name: package for name, package in TOOLS.items() if not is_installed(name)})
        pattern, package = POSTGRES
        if not glob.glob(pattern):  # noqa: PTH207 - an absolute pattern
            gone[pattern] = package
        jar, package = JAXB
        if shutil.which("javac") and not Path(jar).exists():
            gone[jar] = package
    return gone


def provide(*, tools: bool) -> str | None:
    """Install what is missing when this is Debian and we are root; else give the sentence that says what to run."""
    gone = missing(tools=tools)
    if not gone:
        return None
    packages = sorted(set(gone.values()))
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if shutil.which("apt-get") is None:
        return f"Missing: {', '.join(sorted(gone))}. Install the packages of your system that hold them."
    if os.geteuid() != 0:
        return f"Missing: {', '.join(sorted(gone))}. Please run:\n    sudo {command}"
    print("Installing system packages (once): " + " ".join(packages), flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in ("apt-get update -qq", command + " -qq"):
        done = subprocess.run(
            step.split(), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if done.returncode:
            print(done.stdout.decode(errors="replace")[-2000:])
    gone = missing(tools=tools)
    if gone:
        return f"Still missing: {', '.join(sorted(gone))}. Please look at the lines above, then run:\n    {command}"
    return None
