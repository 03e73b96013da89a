"""The stick that the vault lies on is pulled out while somebody writes: told, nothing typed is lost, and it goes on.

The stick is real exFAT (tests/support/exfat); pulled out, every call on it fails (ENOTCONN) for whoever held it open.
"""

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from core.base.clock import FixedClock
from core.base.errors import FolderNotWritable, NewerVault, NoVault, VaultAway, VaultInUse, VaultReadOnly
from core.services import checkup, drafts, people, vaults
from core.services.desk import authority
from core.signing.trust import normal
from core.store import health
from core.store.engine import connect
from core.store.lock import Lock
from core.store.vault import LOCK, SCHEMA, Vault
from gui.forms.autosave import Saving
from gui.pages.editor import EditorPage
from tests.faults.test_killed import ROUNDS, SEED, reopen
from tests.flows.test_school_and_county import World
from tests.support.exfat import ExfatStick, exfat
from tests.support.stage import Stage
from tests.support.typing import type_text
from tests.support.vaults import CHEAP, NOON, PASSWORD, PEOPLE, SCHOOL, SESSION, lay, open_copy

SIZE = 24 << 20


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[ExfatStick]:
    with exfat(tmp_path / "stick", size=SIZE) as made:
        yield made


@pytest.fixture
def vault(stick: ExfatStick) -> Iterator[Vault]:
    """An open vault on the stick."""
    opened = open_copy(stick.folder)
    yield opened
    opened.close()


def begun(vault: Vault) -> str:
    return drafts.begin(vault, "study_session", values=SESSION).id


def save(vault: Vault, record: str, text: str) -> int:
    """Write a text into the record as it stands; returns its revision."""
    before = drafts.read(vault, record)
    return drafts.save(vault, record, {**SESSION, "content": text}, revision=before.revision).revision


def whole(vault: Vault) -> bool:
    with vault.look() as session:
        return health.examine(session) == ()


def test_what_was_told_as_saved_is_on_a_stick_that_was_pulled_out_at_any_moment(
    stick: ExfatStick, tmp_path: Path
) -> None:
    draw, found = random.Random(SEED), Counter[str]()
    opened = open_copy(stick.folder)
    record, revision = begun(opened), 1
    opened.close()
    for _ in range(ROUNDS):
        command = [sys.executable, "-m", "tests.faults.writing", str(opened.folder), record, str(revision)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            assert program.stderr is not None
            assert program.stdout.readline() == "ready\n"
            first = [program.stdout.readline().strip() for _ in range(draw.randint(1, 15))]
            time.sleep(draw.uniform(0.0, 0.05))
            stick.pull()
            told = [*first, *program.stdout.read().splitlines()]
            assert program.stderr.read() == "", "no traceback"
        assert told[-1] == "error vault_away"
        found.update(line.split()[0] if line.startswith("error") else "saved" for line in told)
        saved = max(int(line) for line in told if line.isdigit())
        stick.reinsert()
        with closing(reopen(opened.folder)) as again:
            revision = drafts.read(again, record).revision
        assert saved <= revision <= saved + 1
    print(f"pulled out under the vault: {dict(found)}")


def test_a_vault_goes_on_with_its_stick_when_it_is_back(stick: ExfatStick, vault: Vault) -> None:
    record = begun(vault)
    assert save(vault, record, "拔出以前") == 2
    stick.pull()
    with pytest.raises(VaultAway):
        drafts.save(vault, record, SESSION, revision=2)
    with pytest.raises(VaultAway):
        drafts.read(vault, record)
    stick.reappear()
    assert drafts.read(vault, record).values["content"] == "拔出以前"
    assert save(vault, record, "插回以后") == 3
    assert whole(vault)


def test_a_stick_that_was_away_for_a_moment_unnoticed_is_told_once_at_most(stick: ExfatStick, vault: Vault) -> None:
    record = begun(vault)
    stick.pull()
    stick.reappear()
    with suppress(VaultAway):
        save(vault, record, "再写")
    assert save(vault, record, "又写") in {2, 3}


def test_nothing_is_made_in_the_folder_that_a_stick_leaves_behind(stick: ExfatStick, vault: Vault) -> None:
    record = begun(vault)
    stick.pull()
    with pytest.raises(VaultAway):
        drafts.save(vault, record, SESSION, revision=1)
    stick.eject()
    left = stick.folder / vault.folder.name
    left.mkdir()
    for _ in range(2):
        with pytest.raises(VaultAway):
            drafts.save(vault, record, SESSION, revision=1)
    assert list(left.iterdir()) == []
    left.rmdir()
    with pytest.raises(NoVault):
        vaults.open_vault(vault.folder, PASSWORD, clock=FixedClock(NOON))
    stick.reappear()
    assert save(vault, record, "插回以后") == 2


def test_another_vault_in_its_place_is_not_written_to(stick: ExfatStick, vault: Vault, tmp_path: Path) -> None:
    record = begun(vault)
    stick.pull()
    stick.eject()
    other = vaults.create(
        stick.folder / vault.folder.stem,
        password=PASSWORD,
        school=SCHOOL,
        principal=PEOPLE[0],
        clock=FixedClock(NOON),
        cost=CHEAP,
        quick_key=True,
    )
    assert other.folder == vault.folder
    other.close()
    before = {path.name: path.read_bytes() for path in other.folder.iterdir()}
    for _ in range(2):
        with pytest.raises(VaultAway):
            drafts.save(vault, record, SESSION, revision=1)
    assert {path.name: path.read_bytes() for path in other.folder.iterdir()} == before
    shutil.rmtree(other.folder)
    stick.reappear()
    assert save(vault, record, "插回以后") == 2


def test_a_stick_that_comes_back_write_protected_is_told_as_such(stick: ExfatStick, vault: Vault) -> None:
    record = begun(vault)
    stick.pull()
    with pytest.raises(VaultAway):
        drafts.save(vault, record, SESSION, revision=1)
    stick.reappear("-o", "ro")
    for _ in range(2):
        with pytest.raises(VaultReadOnly):
            drafts.save(vault, record, SESSION, revision=1)
    stick.reappear()
    assert save(vault, record, "又能写了") == 2
    assert whole(vault)


def test_a_vault_on_a_write_protected_stick_is_not_opened_and_left_as_it_is(stick: ExfatStick) -> None:
    folder = lay(stick.folder)
    stick.reinsert("-o", "ro")
    with pytest.raises(FolderNotWritable):
        vaults.open_vault(folder, PASSWORD, clock=FixedClock(NOON))
    stick.reinsert()
    reopen(folder).close()


def test_another_program_that_was_faster_keeps_the_vault(stick: ExfatStick, vault: Vault) -> None:
    record = begun(vault)
    stick.pull()
    with pytest.raises(VaultAway):
        drafts.save(vault, record, SESSION, revision=1)
    stick.reappear()
    faster = Lock(vault.folder / LOCK)
    for _ in range(2):
        with pytest.raises(VaultInUse):
            drafts.save(vault, record, SESSION, revision=1)
    faster.release()
    assert save(vault, record, "轮到这里") == 2


def test_what_another_computer_wrote_meanwhile_is_seen_and_nothing_old_is_remembered(
    stick: ExfatStick, vault: Vault
) -> None:
    record = begun(vault)
    with vault.look() as session:
        names = vault.names(session)
    checkup.look(vault)
    assert vault.memory
    stick.pull()
    with pytest.raises(VaultAway):
        drafts.save(vault, record, SESSION, revision=1)
    stick.reappear()
    with closing(reopen(vault.folder)) as elsewhere:
        assert save(elsewhere, record, "别处写的") == 2
        person = people.listing(elsewhere)[0]
        people.save(elsewhere, replace(person, name="何镕喆"))
    assert drafts.read(vault, record).values["content"] == "别处写的"
    assert vault.memory == {}
    with vault.look() as session:
        now = vault.names(session)
    assert (names[person.id].name, now[person.id].name) == (person.name, "何镕喆")


def test_a_vault_that_a_newer_program_brought_up_to_date_meanwhile_is_not_written_to(
    stick: ExfatStick, vault: Vault
) -> None:
    record = begun(vault)
    stick.pull()
    with pytest.raises(VaultAway):
        drafts.save(vault, record, SESSION, revision=1)
    stick.reappear()
    with closing(connect(vault.database, vault.key)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    for _ in range(2):
        with pytest.raises(NewerVault):
            save(vault, record, "旧程序写的")


def test_a_vault_that_was_closed_while_its_stick_was_away_keeps_nobody_out(stick: ExfatStick, vault: Vault) -> None:
    record = begun(vault)
    stick.pull()
    with pytest.raises(VaultAway):
        drafts.save(vault, record, SESSION, revision=1)
    stick.reappear()
    vault.close()
    with pytest.raises(VaultAway):
        drafts.read(vault, record)
    reopen(vault.folder).close()


def test_a_desk_goes_on_with_its_stick_too(stick: ExfatStick, tmp_path: Path) -> None:
    world = World(stick.folder)
    world.trusted()
    schools = authority.schools(world.desk.register)
    packet = Path(shutil.copy(world.packet(), tmp_path))
    stick.pull()
    for _ in range(2):
        with pytest.raises(VaultAway):
            authority.withdraw(world.desk, normal(schools[0].fingerprint), why="lost", since=world.clock.now())
    stick.reappear()
    assert authority.schools(world.desk.register) == schools
    (row,) = world.rows(packet)
    assert row.fresh
    world.close()


def test_in_the_window_what_is_typed_stays_and_is_saved_when_the_stick_is_back(
    stick: ExfatStick, tmp_path: Path
) -> None:
    stage = Stage(tmp_path, vault=lay(stick.folder))
    stage.unlock()
    shell: Any = stage.window.shell()
    shell.page().new_wanted.emit("study_session", "night_study", None)
    stage.until(lambda: isinstance(shell.page(), EditorPage) and shell.page().form() is not None)
    page = shell.page()
    title = page.form().editor("title").entry(("title",))
    type_text(title, "拔出以前写的")
    page.save_now()
    stage.settle()
    stick.pull()
    type_text(title, "，拔出以后写的")
    saving = page.saving()
    stage.until(lambda: saving.state is Saving.FAILED)
    banner = page._keeping._banner.line.text
    assert "放台账的盘没有响应" in banner
    assert "写的内容还在窗口里" in banner
    stage.window.close()
    stage.window.lock()
    stage.settle()
    assert stage.window.isVisible(), "neither closed nor locked: the text is nowhere else"
    assert shell.page() is page
    assert title.text() == "拔出以前写的，拔出以后写的"
    stick.reappear()
    page._keeping._banner.acted.emit("again")
    stage.settle()
    assert saving.state is Saving.CLEAN
    assert page._keeping._banner is None, "it says no more than that it was saved"
    assert stage.crashes == []
    record = page.memory()["record"]
    stage.close()
    with closing(reopen(stick.folder / "school.taizhang")) as again:
        assert drafts.read(again, record).values["title"] == "拔出以前写的，拔出以后写的"
