"""One window for a person: a second start of the program rings where the first one listens, and ends.

Who listens is found by a name that the system forgets with the process: an abstract socket on Linux, a named pipe on
Windows. So nothing stale is left behind by a program that was killed, and taking the name is one step that only one of
two can do. The name is made of the person, the session and the folder of the settings. Any account of this computer may
ring at it; both sides therefore prove that they have read a key in that folder before anything is told.

    who rings                                      who listens
    16 bytes                                 →
                                             ←     16 bytes, proof over the first
    proof over the second and the wish, wish →
                                             ←     word, number of the process
    "go"                                     →     it is done only now: whoever waited in vain has opened a window

Nobody waits for long: a program that hangs must not keep another from starting. Standard library and msgspec only: it
runs before Qt is loaded.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path

import msgspec

from core.base.errors import UserError
from core.base.files import make_folder, require_file, write_safely

PATIENCE = 1.5
"""Seconds that whoever rings waits for everything together."""
HEARING = 1.4
"""Seconds that one who rings may take of whoever listens; the next has to wait meanwhile."""
ANSWER = 1.0
"""Seconds that an open window may take to say that it is there."""
STARTING = 20.0
"""Seconds during which a program that has no window yet takes wishes for the one it is about to open."""
LONGEST = 1 << 16
"""Bytes of a message."""
MOST_FILES = 200
LONGEST_PATH = 4096
KEY = "window.key"
"""Beside the settings; the first start makes it."""

HERE, OTHER, BUSY, LEAVING, REFUSED = "here", "other", "busy", "leaving", "refused"
"""What is said to a wish: it is seen to; another book is open; it can't be done now; the window is going; nonsense."""

_KEY_SIZE = _NONCE = 16
_WRITTEN = 0.3
"""Seconds in which whoever has begun with the key has written it."""
_LISTENING = 0.5
"""Seconds in which whoever has taken the name hears at it; before, ringing is refused as if nobody were there."""
_GO = b"go"


class Wish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a second start wants: that the window comes forward, and that it checks these files."""

    vault: str = ""
    """The book that was asked for by its place; empty for whichever is open."""
    files: tuple[str, ...] = ()
    """Whole paths of ordinary files."""


class _Word(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a wish."""

    said: str
    process: int


def place_of(vault: str | Path) -> str:
    """Return the place of a book as it can be compared; empty stays empty."""
    return os.path.normcase(os.path.realpath(vault)) if str(vault) else ""


def wish(vault: Path | None, files: Sequence[Path]) -> Wish:
    """Return what a start wants that was given a book (None for whichever is open) and files."""
    return Wish(vault=place_of(vault or ""), files=tuple(str(path.absolute()) for path in files))


def names(folder: Path, vault: str) -> tuple[str, ...]:
    """Return where a window may listen: the one for any book, and the one for this book only. () where nobody can."""
    if sys.platform not in {"linux", "win32"}:
        return ()
    wanted = dict.fromkeys(("", place_of(vault)))
    return tuple(_name(folder, one) for one in wanted)


def arrive(folder: Path, wanted: Wish, *, vault: str) -> "Bell | bool":
    """Return True where a window sees to a wish; else the bell of the one to be opened, False where it can have none.

    `vault` is the book that would be opened. Of two that start at once one gets the name, and the other rings at it.
    """
    key = _key(folder)
    if key is None:
        return False
    calls = [_Call(name, key, wanted) for name in names(folder, vault)]
    if any(call.made() for call in calls):
        return True
    for call in calls:
        if call.reached:
            continue  # somebody is there, and does not see to it
        with contextlib.suppress(OSError):
            return Bell(Listener(call.name, family=_FAMILY), call.name, key, vault=place_of(vault))
        if call.made_soon():
            return True
    return False


class Visit:
    """A wish that waits for the window's word; made in the bell's thread, answered in the window's."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self._said = ""
        self._told = threading.Event()

    def answer(self, said: str) -> None:
        """Say whether it can be seen to."""
        self._said = said
        self._told.set()

    def word(self) -> str:
        """Return the answer; empty when none came in time."""
        return self._said if self._told.wait(ANSWER) else ""


class Bell:
    """Listens in a thread of its own, and tells the window once there is one."""

    def __init__(self, listener: Listener, name: str, key: bytes, *, vault: str) -> None:
        """Listen; `vault` is the place of the book that the window is going to show."""
        self._listener, self._name, self._key, self._vault = listener, name, key, vault
        self._since = time.monotonic()
        self._lock = threading.Lock()
        self._asked: Callable[[Visit], None] | None = None
        self._wanted: Callable[[Wish], None] | None = None
        self._waiting: list[Wish] = []
        self._visit: Visit | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._listen, name="bell", daemon=True)
        self._thread.start()

    def attend(self, asked: Callable[[Visit], None], wanted: Callable[[Wish], None]) -> None:
        """Leave wishes to a window from now on; both are called in the bell's thread.

        `asked` sees to it that the visit is answered; `wanted` is called once whoever rang relies on it.
        """
        with self._lock:
            self._asked, self._wanted = asked, wanted
            waiting, self._waiting = self._waiting, []
        for wish in waiting:
            wanted(wish)

    def stop(self) -> None:
        """Listen no longer; a second call does nothing."""
        with self._lock:
            if self._stopped:
                return
            self._stopped = True
            visit = self._visit
        if visit is not None:
            visit.answer(LEAVING)  # else both would wait for each other
        with contextlib.suppress(OSError, EOFError):  # else the thread waits for ever
            Client(self._name, family=_FAMILY).close()
        self._thread.join(PATIENCE)

    def _listen(self) -> None:
        while not self._stopped:
            try:
                line = self._listener.accept()
            except (OSError, EOFError):  # whoever rang is gone already
                time.sleep(0.01)  # were it our own end that is broken, this would not keep the processor busy
                continue
            # RuntimeError: the window went while it was asked.
            with line, contextlib.suppress(OSError, EOFError, RuntimeError, msgspec.DecodeError):
                if not self._stopped:
                    self._serve(line)
        self._listener.close()

    def _serve(self, line: "Connection") -> None:
        """Hear one wish and answer it. Raises what the line and nonsense raise."""
        end = time.monotonic() + HEARING
        theirs = _receive(line, end, _NONCE)
        ours = secrets.token_bytes(_NONCE)
        line.send_bytes(ours + _proof(self._key, b"window", theirs))
        told = _receive(line, end, LONGEST + _PROOF)
        proof, said = told[:_PROOF], told[_PROOF:]
        if not hmac.compare_digest(proof, _proof(self._key, b"wish", ours, said)):
            return
        wish = msgspec.json.decode(said, type=Wish)
        word = self._word(wish) if _is_sound(wish) else REFUSED
        if word:
            line.send_bytes(msgspec.json.encode(_Word(said=word, process=os.getpid())))
        if word == HERE and _receive(line, end, len(_GO)) == _GO:
            self._take(wish)

    def _word(self, wish: Wish) -> str:
        """Return what the window says; before there is one, that it will be there. Empty when it says nothing."""
        with self._lock:
            if self._stopped:
                return LEAVING
            asked = self._asked
            visit = self._visit = Visit(wish)
        if asked is not None:
            asked(visit)
            return visit.word()
        if time.monotonic() - self._since > STARTING:
            return ""
        return HERE if wish.vault in {"", self._vault} else OTHER

    def _take(self, wish: Wish) -> None:
        with self._lock:
            wanted = self._wanted
            if wanted is None:
                self._waiting.append(wish)
        if wanted is not None:
            wanted(wish)


class _Call:
    """One ringing, in a thread of its own: where the other side hangs, even the ringing may wait for ever."""

    def __init__(self, name: str, key: bytes, wanted: Wish) -> None:
        self.name, self.reached = name, False
        self._key, self._wanted = key, wanted
        self._lock = threading.Lock()
        self._done = self._too_late = False

    def made(self) -> bool:
        """Tell whether the wish is seen to."""
        self._too_late = False  # of an earlier ringing no thread is left, or nobody rings again
        thread = threading.Thread(target=self._ring, name="ring", daemon=True)
        thread.start()
        thread.join(PATIENCE)
        with self._lock:
            self._too_late = not self._done
            self.reached = self.reached or thread.is_alive()
            return self._done

    def made_soon(self) -> bool:
        """Ring until somebody hears; tells whether the wish is seen to."""
        end = time.monotonic() + _LISTENING
        while not self.made():
            if self.reached or time.monotonic() > end:
                return False
            time.sleep(0.01)
        return True

    def _ring(self) -> None:
        nonsense = (OSError, EOFError, UnicodeEncodeError, msgspec.DecodeError)  # the third: a name that is no text
        with contextlib.suppress(*nonsense), Client(self.name, family=_FAMILY) as line:
            self.reached = True
            end = time.monotonic() + PATIENCE
            said = msgspec.json.encode(self._wanted)
            ours = secrets.token_bytes(_NONCE)
            line.send_bytes(ours)
            told = _receive(line, end, _NONCE + _PROOF)
            theirs, proof = told[:_NONCE], told[_NONCE:]
            if not hmac.compare_digest(proof, _proof(self._key, b"window", ours)):
                return  # somebody else has taken the name
            line.send_bytes(_proof(self._key, b"wish", theirs, said) + said)
            word = msgspec.json.decode(_receive(line, end, LONGEST), type=_Word)
            if word.said != HERE:
                return
            _let_come_forward(word.process)
            with self._lock:
                if not self._too_late:
                    line.send_bytes(_GO)
                    self._done = True


_FAMILY = "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"
_PROOF = hashlib.sha256().digest_size


def _name(folder: Path, vault: str) -> str:
    """Return the name of a window: for one person, one session, one folder of settings, one book or any."""
    if sys.platform == "win32":
        person = os.environ.get("USERNAME", "")
        session = os.environ.get("SESSIONNAME", "")
    else:
        person = str(os.getuid())
        session = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY", "")
    parts = "\0".join((person, session, place_of(folder), vault)).encode(errors="surrogateescape")
    short = hashlib.sha256(parts).hexdigest()[:32]
    return rf"\\.\pipe\taizhang-{short}" if sys.platform == "win32" else f"\0taizhang-{short}"


def _key(folder: Path) -> bytes | None:
    """Return the key in a folder, made where there is none; None where that can't be done."""
    path = folder / KEY
    with contextlib.suppress(OSError, UserError):
        make_folder(folder, parents=True)
        try:
            with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as stream:
                stream.write(secrets.token_bytes(_KEY_SIZE))
        except FileExistsError:
            end = time.monotonic() + _WRITTEN
            while len(path.read_bytes()) != _KEY_SIZE and time.monotonic() < end:
                time.sleep(0.01)  # another start is about to write it
        found = path.read_bytes()
        if len(found) != _KEY_SIZE:  # cut off by a power failure
            found = secrets.token_bytes(_KEY_SIZE)
            write_safely(path, found, private=True)
        return found
    return None


def _proof(key: bytes, *parts: bytes) -> bytes:
    return hmac.digest(key, b"\0".join(parts), "sha256")


def _receive(line: "Connection", end: float, most: int) -> bytes:
    """Return the next message. Raises EOFError when none comes before the end, OSError when it is too long."""
    if not line.poll(max(0.0, end - time.monotonic())):
        raise EOFError
    return line.recv_bytes(most)


def _is_sound(wish: Wish) -> bool:
    """Tell whether a wish names nothing but ordinary files by their whole paths."""
    return len(wish.files) <= MOST_FILES and all(_is_file(path) for path in wish.files)


def _is_file(path: str) -> bool:
    found = Path(path)
    if len(path) > LONGEST_PATH or not found.is_absolute():
        return False
    try:
        require_file(found)
    except UserError:
        return False
    return True


def _let_come_forward(process: int) -> None:
    """Hand the right to come to the front over; on Windows only the program that was just started has it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)
