"""Judging in a child process: the parent's side. A stranger's file can kill the child and nothing else.

Starting a child costs about a second, most of it imports, so one is kept warm, and replaced after some files, after
every file that a parser choked on, and when it ends by itself after idling.
"""

import atexit
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

import msgspec

from core.base import errors
from core.base.errors import UserError
from core.base.files import require_file
from core.base.paths import home, plain_name
from core.signing.child import READY, Answer, Request
from core.signing.trust import Trust
from core.signing.verdict import ACTIONS, CheckCode, Light, Moments, Reason, Verdict

WALL = 120.0
"""Seconds by the clock on the wall for one file."""
START = 60.0
"""Seconds by the clock on the wall for the child to load; an old hard disk is slow when cold."""
FILES = 25
"""Files after which a child is replaced."""

_IDLED = -14
"""Return code of a child that ended by its own alarm clock (SIGALRM)."""


class JudgeUnavailable(Exception):
    """The child did not start: our own mistake or a broken installation; carries what it wrote to its error channel."""


class Judge:
    """A warm child process; use as a context manager, from one thread at a time."""

    def __init__(self, *, wall: float = WALL, files: int = FILES) -> None:
        """`wall` is the time for one file in seconds, `files` how many one child judges at most."""
        self._wall, self._files = wall, files
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None
        self._judged = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def judge(self, path: Path, trust: Trust, moments: Moments | None = None) -> Verdict:
        """Judge a file. Raises what `require_file` raises; a child that dies or hangs gives a red verdict."""
        require_file(path)
        asked = Request(path=os.fsencode(path.absolute()), trust=trust, moments=moments or Moments())
        request = msgspec.json.encode(asked) + b"\n"
        line, late, code = self._ask(request)
        if code == _IDLED and not late:
            # It fell asleep for good just when the question came.
            line, late, code = self._ask(request)
        if not line.endswith(b"\n"):
            self.close()
            return _died(path, late=late, code=code)
        answer = msgspec.json.decode(line, type=Answer)
        if answer.verdict is None:
            raise _error(answer)
        self._judged += 1
        if self._judged >= self._files or _was_odd(answer.verdict):
            self.close()
        return answer.verdict

    def close(self) -> None:
        """End the child."""
        process, self._process, self._judged = self._process, None, 0
        if process is not None:
            with suppress(OSError):
                assert process.stdin is not None
                process.stdin.close()
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()
        if self._complaints is not None:
            self._complaints.close()
            self._complaints = None

    def warm_up(self) -> None:
        """Start the child before it is needed. Raises JudgeUnavailable."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._complaints = complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        options: dict[str, Any] = {"creationflags": 0x08000000} if os.name == "nt" else {}  # CREATE_NO_WINDOW
        self._process = process = subprocess.Popen(
            _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, cwd=home(), **options
        )
        first, _ = _listen(process, START)
        if first != READY:
            complaints.seek(0)
            told = complaints.read()[-2000:].decode("utf-8", "replace")
            self.close()
            raise JudgeUnavailable(told)

    def _ask(self, request: bytes) -> tuple[bytes, bool, int | None]:
        """Send a request; returns the answer, whether the time ran out, and the child's return code if it died."""
        self.warm_up()
        process = self._process
        assert process is not None
        assert process.stdin is not None
        try:
            process.stdin.write(request)
            process.stdin.flush()
        except OSError:
            line, late = b"", False
        else:
            line, late = _listen(process, self._wall)
        return line, late, None if line else process.wait()


def judge_in_child(path: Path, trust: Trust, moments: Moments | None = None) -> Verdict:
    """Judge a file in the program's own warm child. Raises what `require_file` raises, or JudgeUnavailable."""
    with _lock:
        return _warm.judge(path, trust, moments)


def _listen(process: subprocess.Popen[bytes], seconds: float) -> tuple[bytes, bool]:
    """Read one line; returns it and whether the child had to be killed because the time ran out."""
    fired = threading.Event()

    def stop() -> None:
        fired.set()
        process.kill()

    watch = threading.Timer(seconds, stop)
    watch.daemon = True
    watch.start()
    try:
        assert process.stdout is not None
        return process.stdout.readline(), fired.is_set()
    finally:
        watch.cancel()
        watch.join()


def _command() -> list[str]:
    """Return how this program starts its child, from source or from the bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--judge-child"]
    return [sys.executable, "-m", "core.signing.child"]


def _died(path: Path, *, late: bool, code: int | None) -> Verdict:
    """Return the verdict on a file that killed the child."""
    out_of_time = late or code in (-24, -9)  # SIGXCPU, or SIGKILL by the system
    reason = Reason.TOO_SLOW if out_of_time else Reason.BROKEN
    return Verdict(
        file=plain_name(path),
        light=Light.INVALID,
        reason=reason,
        particulars={"limit": "seconds"} if out_of_time else {"detail": "crash"},
        action=ACTIONS[reason],
        size=path.stat().st_size if path.is_file() else 0,
    )


def _was_odd(verdict: Verdict) -> bool:
    """Tell whether a refused file came as far as the parsers, which it may have left in any state."""
    return verdict.light is Light.INVALID and any(check.code is CheckCode.STRUCTURE for check in verdict.checks)


def _error(answer: Answer) -> UserError:
    """Return the child's error as the one to raise here."""
    kind: type[UserError] = getattr(errors, answer.error)
    return kind(**answer.particulars)


_lock = threading.Lock()
_warm = Judge()
atexit.register(_warm.close)
