"""A second start rings at the first: heard once, by the right one, and never waited for in vain."""

import os
import secrets
import signal
import subprocess
import sys
import threading
from multiprocessing.connection import Client, Listener
from pathlib import Path

import msgspec
import pytest

from core.base import bell
from core.base.bell import BUSY, HERE, LEAVING, OTHER, REFUSED, Bell, Visit, Wish

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(sys.platform not in {"linux", "win32"}, reason="no names that end with their process")


def ring(data: Path, wanted: Wish, vault: str = "") -> bool:
    """Start once more, and tell whether an open window saw to it."""
    own = bell.arrive(data, wanted, vault=vault)
    if isinstance(own, Bell):
        own.stop()
    return own is True


def listen(data: Path, vault: str = "") -> Bell:
    """Start where nobody sees to it, and listen."""
    own = bell.arrive(data, Wish(vault=bell.place_of(vault)), vault=vault)
    assert isinstance(own, Bell)
    return own


class Window:
    """What attends to a bell: answers always the same, and keeps what was wanted."""

    def __init__(self, own: Bell, says: str = HERE) -> None:
        self.says = says
        self.wanted: list[Wish] = []
        self.came = threading.Event()
        own.attend(self.asked, self.take)

    def asked(self, visit: Visit) -> None:
        if self.says:
            visit.answer(self.says)

    def take(self, wish: Wish) -> None:
        self.wanted.append(wish)
        self.came.set()


@pytest.fixture
def listening(tmp_path):
    own = listen(tmp_path / "data")
    yield own
    own.stop()


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "data"


def a_file(folder: Path, name: str = "报送包.pdf") -> Path:
    path = folder / name
    path.write_bytes(b"%PDF-")
    return path


def test_two_files_reach_the_window_that_is_open(listening, data, tmp_path):
    window = Window(listening)
    files = [a_file(tmp_path), a_file(tmp_path, "b c.pdf")]
    assert ring(data, bell.wish(None, files))
    assert window.came.wait(5)
    assert window.wanted == [Wish(files=tuple(map(str, files)))]


def test_nobody_listens_so_the_program_opens_its_own_window(data):
    assert not ring(data, Wish())
    listen(data).stop()
    assert not ring(data, Wish())


@pytest.mark.parametrize("says", [OTHER, BUSY, LEAVING, REFUSED, ""])
def test_where_the_window_does_not_see_to_it_nothing_is_done_there(listening, data, says):
    window = Window(listening, says)
    assert not ring(data, Wish())
    listening.stop()
    assert window.wanted == []


def test_what_is_wanted_before_the_window_stands_waits_for_it(listening, data):
    assert ring(data, Wish())
    assert not ring(data, Wish(vault="/elsewhere"))
    window = Window(listening)
    assert window.came.wait(5)
    assert window.wanted == [Wish()]


def test_another_book_gets_a_name_of_its_own_and_is_found_by_it(listening, data, tmp_path):
    first = Window(listening, OTHER)
    book = str(tmp_path / "book")
    second = listen(data, book)
    window = Window(second)
    assert ring(data, bell.wish(Path(book), ()), book)
    assert window.came.wait(5)
    assert window.wanted == [Wish(vault=bell.place_of(book))]
    second.stop()
    assert first.wanted == []


def test_a_name_that_is_taken_is_not_taken_again(listening, data):
    Window(listening, BUSY)
    assert bell.arrive(data, Wish(), vault="") is False


def test_of_two_that_start_at_once_one_listens_and_the_other_has_been_heard(data, monkeypatch):
    monkeypatch.setattr(bell, "PATIENCE", 30.0)  # eight in one process, on a machine that may have more to do
    monkeypatch.setattr(bell, "HEARING", 30.0)
    monkeypatch.setattr(bell, "_LISTENING", 30.0)
    found: list[Bell | bool] = []
    starts = [threading.Thread(target=lambda: found.append(bell.arrive(data, Wish(), vault=""))) for _each in range(8)]
    for each in starts:
        each.start()
    for each in starts:
        each.join(30)
    (own,) = [one for one in found if isinstance(one, Bell)]
    assert found.count(True) == 7
    own.stop()


def test_a_key_that_was_cut_off_is_made_anew(data):
    data.mkdir()
    (data / bell.KEY).write_bytes(b"half")
    own = listen(data)
    assert ring(data, Wish())
    own.stop()


def test_where_no_key_can_be_kept_every_start_opens_its_own_window(tmp_path):
    (tmp_path / "data").write_text("a file stands in the way")
    assert bell.arrive(tmp_path / "data", Wish(), vault="") is False


@pytest.mark.skipif(os.name == "nt", reason="owners of POSIX systems")
def test_nobody_else_reads_the_key(listening, data):
    assert (data / bell.KEY).stat().st_mode & 0o077 == 0


def test_another_folder_of_settings_is_another_person(listening, tmp_path):
    Window(listening)
    assert not ring(tmp_path / "other", Wish())


def test_a_folder_and_what_is_not_there_are_refused(listening, data, tmp_path):
    window = Window(listening)
    for path in (tmp_path, tmp_path / "missing.pdf", Path("/dev/null"), Path(os.devnull)):
        assert not ring(data, bell.wish(None, [path]))
    assert not ring(data, Wish(files=("relative.pdf",)))
    assert not ring(data, Wish(files=(str(a_file(tmp_path)),) * (bell.MOST_FILES + 1)))
    listening.stop()
    assert window.wanted == []


def test_a_name_that_is_no_text_opens_its_own_window(listening, data, tmp_path):
    Window(listening)
    assert not ring(data, Wish(files=(os.fsdecode(b"/tmp/\xff.pdf"),)))


def said_to(data: Path, said: bytes, *, key: bytes | None = None) -> list[bytes]:
    """Ring by hand with these bytes as the wish, and return what came back."""
    (name,) = bell.names(data, "")
    heard = []
    with Client(name, family=bell._FAMILY) as line:
        line.send_bytes(secrets.token_bytes(16))
        theirs = line.recv_bytes()[:16]
        used = (data / bell.KEY).read_bytes() if key is None else key
        try:
            line.send_bytes(bell._proof(used, b"wish", theirs, said) + said)
            while True:
                heard.append(line.recv_bytes())
        except (EOFError, OSError):
            return heard


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"files": "/etc/passwd"}',
        b'{"files": [7]}',
        b'{"do": "delete"}',
        b'{"vault": "", "files": [], "run": "/bin/sh"}',
        b" " * bell.LONGEST,
        b"[" * 5000,
    ],
)
def test_nonsense_is_not_answered_and_the_next_is_heard(listening, data, said):
    window = Window(listening)
    assert said_to(data, said) == []
    assert ring(data, Wish())
    assert window.came.wait(5)
    assert window.wanted == [Wish()]


def test_who_has_not_read_the_key_is_told_nothing(listening, data):
    window = Window(listening)
    assert said_to(data, msgspec.json.encode(Wish()), key=bytes(16)) == []
    listening.stop()
    assert window.wanted == []


def test_who_took_the_name_without_the_key_learns_nothing(data, tmp_path):
    listen(data).stop()
    (name,) = bell.names(data, "")
    heard = []

    def stranger(listener: Listener) -> None:
        with listener.accept() as line:
            heard.append(line.recv_bytes())
            line.send_bytes(bytes(16 + 32))
            try:
                heard.append(line.recv_bytes())
            except (EOFError, OSError):
                return

    with Listener(name, family=bell._FAMILY) as listener:
        thread = threading.Thread(target=stranger, args=(listener,))
        thread.start()
        assert not ring(data, bell.wish(None, [a_file(tmp_path)]))
        thread.join(5)
    assert [len(said) for said in heard] == [16]


def test_who_says_nothing_keeps_nobody_for_long(listening, data, monkeypatch):
    monkeypatch.setattr(bell, "HEARING", 0.2)
    window = Window(listening)
    (name,) = bell.names(data, "")
    with Client(name, family=bell._FAMILY):
        assert ring(data, Wish())
    assert window.came.wait(5)


def test_who_waited_in_vain_is_not_served_later(listening, data, monkeypatch):
    late: list[Visit] = []
    window = Window(listening)
    listening.attend(late.append, window.take)
    monkeypatch.setattr(bell, "PATIENCE", 0.2)
    assert not ring(data, Wish())
    late[0].answer(HERE)
    listening.stop()
    assert window.wanted == []


def test_a_window_that_goes_while_it_is_asked_says_so(listening, data):
    asked = threading.Event()
    window = Window(listening)
    listening.attend(lambda _visit: asked.set(), window.take)
    answers = []
    ringing = threading.Thread(target=lambda: answers.append(ring(data, Wish())))
    ringing.start()
    assert asked.wait(5)
    listening.stop()
    ringing.join(5)
    assert answers == [False]


LISTEN = """
import sys, time
from pathlib import Path
from core.base import bell
own = bell.arrive(Path(sys.argv[1]), bell.Wish(), vault="")
own.attend(lambda visit: visit.answer("here"), lambda wish: print("wanted", flush=True))
print("up", flush=True)
time.sleep(600)
"""


@pytest.fixture
def first(data):
    process = subprocess.Popen([sys.executable, "-c", LISTEN, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_another_process_hears_it(first, data):
    assert ring(data, Wish())
    assert first.stdout.readline() == "wanted\n"


def test_one_that_was_killed_leaves_nothing_behind(first, data):
    first.kill()
    first.wait()
    assert not ring(data, Wish())
    listen(data).stop()


@pytest.mark.skipif(os.name == "nt", reason="Windows can't stop a process")
def test_one_that_hangs_keeps_nobody_from_starting_and_does_nothing_afterwards(first, data):
    first.send_signal(signal.SIGSTOP)
    assert not ring(data, Wish(), "/book")
    own = listen(data, "/book")
    window = Window(own)
    assert ring(data, Wish(), "/book"), "whoever comes third finds the second"
    assert window.came.wait(5)
    own.stop()
    first.send_signal(signal.SIGCONT)
    assert ring(data, Wish())
    assert first.stdout.readline() == "wanted\n"
    first.kill()
    assert first.stdout.read() == "", "what was wanted while it hung is not done late"
