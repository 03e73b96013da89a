"""The child process in which strangers' files are judged: one request a line in, one verdict a line out.

Started by core/signing/worker.py and by nothing else. It writes no files, and on POSIX systems its memory and its
computing time are bounded; on Windows the parent's wall clock is the only bound.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from core.base.errors import UserError
from core.signing.trust import Trust
from core.signing.verdict import Moments, Verdict

MEMORY = 2 * 1024**3
"""Address space of the child, in bytes."""
SECONDS = 60
"""Computing time for one file."""
IDLE = 180
"""Seconds without work after which the child ends by itself."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One file to judge."""

    path: bytes
    """Absolute path as the system writes it (`os.fsencode`)."""
    trust: Trust
    moments: Moments = Moments()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict, or the error of this computer."""

    verdict: Verdict | None = None
    error: str = ""
    """Class name of a UserError."""
    particulars: dict[str, str | int] = {}


READY = b"ready\n"
"""The child's first line, once everything is loaded."""


def main() -> int:
    """Serve until the parent closes the pipe."""
    # Whatever a library prints must not get between the answers.
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    # Loaded here and not at the top: main.py imports this module before it knows what it is started for.
    from core.signing import judge as judging

    _bound_memory()
    out.write(READY)
    while True:
        _wait_at_most(IDLE)
        line = sys.stdin.buffer.readline()
        _wait_at_most(0)
        if not line:
            return 0
        _serve(line, out, judging)


def _serve(line: bytes, out: BinaryIO, judging: Any) -> None:
    """Answer one request."""
    request = msgspec.json.decode(line, type=Request)
    _bound_time(SECONDS)
    try:
        answer = Answer(verdict=judging.judge(Path(os.fsdecode(request.path)), request.trust, request.moments))
    except UserError as error:
        answer = Answer(error=type(error).__name__, particulars=error.particulars)
    out.write(msgspec.json.encode(answer) + b"\n")


def _bound_memory() -> None:
    """Bound the address space and forbid writing files, where the system can."""
    with suppress(ImportError):
        import resource  # POSIX only

        _lower(resource, resource.RLIMIT_AS, MEMORY)
        _lower(resource, resource.RLIMIT_CORE, 0)
        _lower(resource, resource.RLIMIT_FSIZE, 0)


def _bound_time(seconds: int) -> None:
    """Bound the computing time from now on, where the system can; passing it kills the child."""
    with suppress(ImportError):
        import resource  # POSIX only

        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource, resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def _lower(resource: Any, which: int, bound: int) -> None:
    """Set a soft limit, no higher than the hard one."""
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))


def _wait_at_most(seconds: int) -> None:
    """Let the system end this process after some seconds, 0 to take that back; Windows has no such clock."""
    with suppress(ImportError, AttributeError):
        import signal

        signal.alarm(seconds)


if __name__ == "__main__":
    sys.exit(main())
