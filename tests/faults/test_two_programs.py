"""Two programs on one record book: the second says in plain words who has it open, and opens nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from core.base.clock import FixedClock
from core.base.errors import VaultInUse, VaultInUseElsewhere, VaultInUseHere
from core.services import backups, drafts, restoring, vaults
from core.services.desk import desks
from core.store.lock import Holder, Lock
from core.store.vault import LOCK
from gui.widgets.finding import FindingRow
from tests.faults.test_killed import reopen
from tests.flows.test_school_and_county import SECRET, World
from tests.support.stage import Stage
from tests.support.vaults import NOON, PASSWORD, SESSION, lay, open_copy

CLOCK = FixedClock(NOON)


class Programs:
    """Programs of their own, each with somebody at it who opens a record book."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack, self._count = folder, stack, 0

    def start(self, book: Path) -> tuple[subprocess.Popen[str], str]:
        """Start one as the person does, with settings of its own, and return it with what came of it."""
        self._count += 1
        place = self._folder / f"person{self._count}"
        place.mkdir()
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.opening", str(book)],
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "TAIZHANG_DATA": str(place), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        )
        self._stack.callback(self._end, program)
        assert program.stdout is not None
        return program, program.stdout.readline().strip()

    @staticmethod
    def _end(program: subprocess.Popen[str]) -> None:
        program.kill()
        program.wait()
        assert program.stdout is not None
        program.stdout.close()


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    with ExitStack() as stack:
        yield Programs(tmp_path, stack)


def refusal(stage: Stage) -> str:
    """Type the password and return what stands under it then."""
    card = stage.window.cover()
    assert card is not None
    card.field.line.setText(PASSWORD)
    card.open_button.click()
    stage.settle()
    return "".join(row.line.text for row in card.field.findChildren(FindingRow))


def test_the_second_of_two_programs_says_who_has_it_open_and_a_killed_ones_lock_holds_nobody_up(
    tmp_path: Path, programs: Programs
) -> None:
    book = lay(tmp_path)
    first, said = programs.start(book)
    assert said == "open"
    before = {path.name: path.read_bytes() for path in book.iterdir() if path.is_file()}
    _second, said = programs.start(book)
    assert said.startswith("refused")
    assert "这台电脑上另一个窗口正打开着它" in said
    assert str(first.pid) in said
    assert {path.name: path.read_bytes() for path in book.iterdir() if path.is_file()} == before
    first.kill()
    first.wait()
    assert (book / LOCK).stat().st_size, "what the killed one wrote is still there"
    _third, said = programs.start(book)
    assert said == "open"


def test_a_window_names_the_other_computer(tmp_path: Path) -> None:
    book = lay(tmp_path)
    held = Lock(book / LOCK)
    told = Holder(computer="JIAODAOCHU-PC", process=4711)
    (book / LOCK).write_bytes(b" " + msgspec.json.encode(told))
    stage = Stage(tmp_path, vault=book)
    said = refusal(stage)
    assert "台账正在电脑 JIAODAOCHU-PC 上打开着" in said
    assert stage.window.book() is None
    held.release()
    stage.unlock()
    assert stage.window.book() is not None
    stage.close()


def test_a_lock_of_an_older_program_or_with_rubbish_in_it_is_told_without_a_name(tmp_path: Path) -> None:
    book = lay(tmp_path)
    held = Lock(book / LOCK)
    for content in (b"", b" ", b' {"computer": 1}', b"\xff" * 5000):
        (book / LOCK).write_bytes(content)
        with pytest.raises(VaultInUse) as caught:
            vaults.open_vault(book, PASSWORD, clock=CLOCK)
        assert type(caught.value) is VaultInUse
    held.release()
    reopen(book).close()


def test_a_vault_in_use_is_neither_restored_over_nor_opened_twice_by_one_program(tmp_path: Path) -> None:
    vault = open_copy(tmp_path)
    record = drafts.begin(vault, "study_session", values=SESSION)
    with pytest.raises(VaultInUseHere) as caught:
        vaults.open_vault(vault.folder, PASSWORD, clock=CLOCK)
    assert caught.value.particulars["process"] == os.getpid()
    with pytest.raises(VaultInUse):
        restoring.restore(backups.make(vault).path, PASSWORD, vault.folder, clock=CLOCK)
    assert drafts.read(vault, record.id) == record
    vault.close()


def test_a_desk_is_opened_by_one_program_too(tmp_path: Path) -> None:
    world = World(tmp_path)
    with pytest.raises(VaultInUseHere):
        desks.open_desk(world.desk.folder, SECRET, clock=world.clock)
    (world.desk.folder / "desk.lock").write_bytes(b" " + msgspec.json.encode(Holder(computer="KYT-2", process=1)))
    with pytest.raises(VaultInUseElsewhere):
        desks.open_desk(world.desk.folder, SECRET, clock=world.clock)
    world.close()
