"""A PostgreSQL server of our own for tests: a private cluster on a socket, started once in a run and thrown away."""

import atexit
import functools
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

from core.base.ids import new_id

BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
"""Debian keeps the server's programs off the PATH."""
USER = "postgres"


def missing() -> str:
    """Return why there is no server here, empty when there can be one."""
    if not BIN:
        return "PostgreSQL's server is not installed"
    if os.geteuid() == 0:
        try:
            pwd.getpwnam(USER)
        except KeyError:
            return "root can't run PostgreSQL and there is no user postgres"
    return ""


@functools.cache
def server() -> Path:
    """Start the server and return the folder of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="taizhang-pg-", dir="/tmp"))
    data, socket = folder / "data", folder
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    _run("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync")
    settings = f"-c listen_addresses='' -c unix_socket_directories={socket} -c fsync=off -c max_connections=30"
    atexit.register(_stop, folder, data)
    _run("pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", settings, "start")
    return socket


def database() -> str:
    """Make an empty database and return its address."""
    name = f"desk_{new_id()}"
    _run("psql", "-h", server(), "-U", USER, "-d", "postgres", "-q", "-c", f"CREATE DATABASE {name}")
    return address(name)


def address(name: str) -> str:
    """Return the address of a database on our server."""
    return f"postgresql://{USER}@/{name}?host={quote(str(server()), safe='')}"


def forbid(url: str) -> None:
    """Let nobody into a database any more, and throw out who is in it."""
    name = url.partition("?")[0].rpartition("/")[2]
    close = f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false"
    throw_out = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    _run("psql", "-h", server(), "-U", USER, "-d", "postgres", "-q", "-c", close, "-c", throw_out)


def allow(url: str) -> None:
    """Let people into a database again."""
    name = url.partition("?")[0].rpartition("/")[2]
    _run(
        "psql",
        "-h",
        server(),
        "-U",
        USER,
        "-d",
        "postgres",
        "-q",
        "-c",
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS true",
    )


def _stop(folder: Path, data: Path) -> None:
    """Stop the server and remove everything."""
    _run("pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
    shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: object, check: bool = True) -> None:
    """Run one of the server's programs, as its own user where we are root."""
    command = [str(BIN[-1].parent / program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, cwd="/", check=False
    )
    if check and done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
