"""Updates by stick: found, judged by a real signature, laid beside, switched, taken back; each refusal by name."""

import errno
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.base.errors import (
    Cancelled,
    NothingFormer,
    ProgramFixed,
    ProgramFromSource,
    ProgramLocked,
    ProgramOfSystem,
    ReadBackDiffers,
    UpdateNoRoom,
    UpdateOlder,
    UpdateTooFar,
    UpdateUnderWay,
    VaultMoved,
)
from core.base.jobs import Cancellable
from core.exchange import installation, update
from core.services import backups, drafts, restoring, updates
from core.services.desk import desks
from core.services.updates import Program
from core.store.lock import Lock
from core.views.updates import UpdateState
from tests.support.bundles import (
    CLOCK,
    HERE,
    ROOT,
    apply,
    install,
    lay_update,
    offered,
    plugged,
    program_in,
    started,
    tree,
)
from tests.support.mounted import mounted, remount_read_only
from tests.support.restored import rehearsed
from tests.support.vaults import CHEAP, NOON, PASSWORD, open_copy

# --- found and applied ------------------------------------------------------------------------------------------------


def test_an_update_on_a_stick_is_found_and_says_what_changes(root: Path, stick: Path) -> None:
    lay_update(stick)
    (stick / "报送").mkdir()
    found = offered(root, stick)
    assert found.refused is None
    assert (found.version, str(found.day), found.label) == ("0.2.0", "2026-12-01", "县局")
    assert found.changes["zh_CN"] == ("盘上的更新自己找到", "打印更快")
    assert found.size > 50_000


def test_the_newest_that_can_be_used_comes_first_and_others_keep_their_reasons(root: Path, stick: Path) -> None:
    for version in ("0.2.0", "0.10.0", "0.1.0"):
        lay_update(stick, version)
    lay_update(stick, "0.11.0", since="0.9.0")
    found = updates.find(program_in(root), [plugged(stick)])
    assert [one.version for one in found] == ["0.10.0", "0.2.0", "0.11.0", "0.1.0"]
    assert [type(one.refused) for one in found[2:]] == [UpdateTooFar, UpdateOlder]


def test_a_chosen_folder_is_looked_into_and_may_be_the_update_itself(root: Path, stick: Path) -> None:
    folder = lay_update(stick)
    for chosen in (stick, folder):
        (found,) = updates.find(program_in(root), [], folders=[chosen])
        assert (found.version, found.label) == ("0.2.0", "")
    assert updates.find(program_in(root), [], folders=[stick / "missing"]) == ()


def test_an_update_is_laid_beside_and_starts_next_time_with_the_former_kept(root: Path, stick: Path) -> None:
    before = tree(root)
    lay_update(stick)
    steps: list[str] = []

    class Watch(Cancellable):
        def show(self, done: int, total: int, what: str) -> None:
            steps.append(what)

    apply(root, stick, progress=Watch())
    assert started(root) == "0.2.0"
    assert [what for at, what in enumerate(steps) if at == 0 or steps[at - 1] != what] == [
        "write",
        "read_back",
        "switch",
    ]
    after = tree(root)
    assert {name: after[name] for name in before if name != "current"} == {
        name: before[name] for name in before if name != "current"
    }
    assert not [name for name in after if name.startswith((installation.FRESH, installation.GONE))]
    one, other = (root / "versions/0.2.0/_internal" / name for name in ("libQt6Core.so.6", "Qt/lib/libQt6Core.so.6"))
    assert one.read_bytes() == other.read_bytes()
    assert one.samefile(other), "two names of one file, not two copies"
    assert os.access(root / "versions/0.2.0/taizhang", os.X_OK)
    assert not os.access(one, os.X_OK) or os.geteuid() == 0


def test_the_state_tells_what_starts_next_and_what_one_can_go_back_to(root: Path, stick: Path) -> None:
    assert updates.state(program_in(root)) == UpdateState("0.1.0")
    lay_update(stick)
    apply(root, stick)
    old = updates.state(program_in(root))
    assert (old.following, old.former) == ("0.2.0", "")
    new = updates.state(program_in(root, "0.2.0"))
    assert (new.following, new.former, new.updated_at) == ("", "0.1.0", NOON)


def test_only_one_former_version_is_kept(root: Path, stick: Path) -> None:
    for version, following in (("0.1.0", "0.2.0"), ("0.2.0", "0.3.0")):
        lay_update(stick, following)
        apply(root, stick, version)
    assert sorted(path.name for path in (root / "versions").iterdir()) == ["0.2.0", "0.3.0"]
    assert started(root) == "0.3.0"


HOLD = """
import sys, time
from pathlib import Path
from core.base.running import hold
hold(Path(sys.argv[1]))
print("up", flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows holds the file of a running program by itself")
def test_a_version_that_another_window_runs_stays_until_the_update_after(root: Path, stick: Path) -> None:
    lay_update(stick)
    apply(root, stick)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root / "versions/0.2.0/taizhang")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "up\n"
    before = tree(root / "versions/0.2.0")
    lay_update(stick, "0.3.0")
    apply(root, stick)  # this window still runs 0.1.0
    assert tree(root / "versions/0.2.0") == before
    assert started(root) == "0.3.0"
    other.kill()
    other.communicate()
    lay_update(stick, "0.4.0")
    apply(root, stick)
    assert sorted(path.name for path in (root / "versions").iterdir()) == ["0.1.0", "0.4.0"]


def test_among_very_many_folders_the_newest_is_found_and_oddly_named_ones_too(root: Path, stick: Path) -> None:
    for number in range(update.MOST_FOLDERS + 10):
        (stick / f"{update.FOLDER}0.0.{number}").mkdir()
        (stick / f"{update.FOLDER}1.0.{number} (2)").mkdir()
    lay_update(stick, "10.0.0")
    lay_update(stick, "0.2.0").rename(stick / f"{update.FOLDER}新")
    found = updates.find(program_in(root), [plugged(stick)])
    assert [one.version for one in found[:2]] == ["10.0.0", "0.2.0"]
    assert len(found) == update.MOST_FOLDERS + 1


def test_what_is_here_already_is_not_offered_again(root: Path, stick: Path) -> None:
    lay_update(stick)
    apply(root, stick)
    assert isinstance(offered(root, stick).refused, UpdateOlder), "it starts next time"


# --- back -------------------------------------------------------------------------------------------------------------


def test_one_goes_back_a_step_and_forward_again(root: Path, stick: Path) -> None:
    lay_update(stick)
    apply(root, stick)
    updates.choose(program_in(root, "0.2.0"), "0.1.0")
    assert started(root) == "0.1.0"
    assert updates.state(program_in(root, "0.1.0")).former == ""
    apply(root, stick)
    assert started(root) == "0.2.0"


def test_whoever_thinks_better_of_it_keeps_the_version_that_runs(root: Path, stick: Path) -> None:
    lay_update(stick)
    apply(root, stick)
    updates.choose(program_in(root), "0.1.0")
    assert started(root) == "0.1.0"
    assert updates.state(program_in(root)).following == ""


def test_a_book_brought_up_to_date_meanwhile_bars_the_way_back_and_names_the_backup(root: Path, stick: Path) -> None:
    lay_update(stick)
    apply(root, stick, backup=Path("/home/school/20261201-120000.taizhang-backup"))
    newer = program_in(root, "0.2.0", schema={"vault": 4, "register": 1})
    with pytest.raises(VaultMoved) as caught:
        updates.choose(newer, "0.1.0")
    assert str(caught.value.particulars["backup"]).endswith("20261201-120000.taizhang-backup")
    assert started(root) == "0.2.0"
    updates.choose(newer, "0.1.0", book="register")
    assert started(root) == "0.1.0", "a desk's register is another book"


def test_there_is_no_way_back_to_what_is_not_here(root: Path, stick: Path) -> None:
    with pytest.raises(NothingFormer):
        updates.choose(program_in(root), "0.0.9")
    lay_update(stick)
    apply(root, stick)
    shutil.rmtree(root / "versions/0.1.0")
    assert updates.state(program_in(root, "0.2.0")).former == ""
    with pytest.raises(NothingFormer):
        updates.choose(program_in(root, "0.2.0"), "0.1.0")


# --- the backup before ------------------------------------------------------------------------------------------------


def test_the_backup_made_before_is_set_apart_and_opens(tmp_path: Path) -> None:
    vault = open_copy(tmp_path)
    drafts.begin(vault, "research_diary", values={"topic": "更新以前"})
    names = {path.name for path in vault.folder.iterdir()}
    kept = updates.back_up(vault)
    assert kept.parent == vault.folder / backups.FOLDER / updates.BEFORE
    assert rehearsed(kept, PASSWORD, clock=CLOCK).records == 1
    assert {path.name for path in vault.folder.iterdir()} - names == {backups.FOLDER}
    again = updates.back_up(vault)
    assert [path.name for path in kept.parent.iterdir()] == [again.name], "the one before that goes"
    for path in (vault.folder / backups.FOLDER).glob(backups.FILES):
        path.unlink()
    assert rehearsed(again, PASSWORD, clock=CLOCK).records == 1, "whatever is thinned out"
    vault.close()


def test_a_desk_is_backed_up_as_ever_and_restored_from_it(tmp_path: Path) -> None:
    (tmp_path / "safe").mkdir()
    desk = desks.create(
        tmp_path / "desk",
        password="县局 2008",
        county="云川县教育局",
        clerk="周文",
        safe=desks.Safe(tmp_path / "safe", "保险柜"),
        clock=CLOCK,
        cost=CHEAP,
        quick_keys=True,
    )
    kept = updates.back_up(desk)
    assert kept.parent == desk.folder / backups.FOLDER / updates.BEFORE
    assert not backups.state(desk).pending, "it counts as a backup"
    desk.close()
    done = restoring.restore(kept, "县局 2008", desk.folder, clock=CLOCK)
    again = desks.open_desk(done.folder, "县局 2008", clock=CLOCK)
    assert again.id == desk.id
    again.close()


def test_the_backup_set_apart_goes_only_once_the_next_one_is_there_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_second_names(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "exFAT has none")

    def full(_source: Path, target: Path) -> None:
        target.write_bytes(b"PK")
        raise OSError(errno.ENOSPC, "no space left")

    clock = FixedClock(NOON)
    vault = open_copy(tmp_path, clock=clock)
    before = updates.back_up(vault)
    whole = before.read_bytes()
    clock.set(NOON + timedelta(hours=1))
    with monkeypatch.context() as broken:
        broken.setattr("os.link", no_second_names)
        broken.setattr("shutil.copyfile", full)
        kept = updates.back_up(vault)
    assert kept.parent == vault.folder / backups.FOLDER, "the one among the others"
    assert rehearsed(kept, PASSWORD, clock=CLOCK).records == 0
    assert list(before.parent.iterdir()) == [before]
    assert before.read_bytes() == whole
    vault.close()


# --- where the program lies -------------------------------------------------------------------------------------------


def test_a_program_of_the_package_manager_is_told_apart(root: Path) -> None:
    for folder in (Path("/usr/lib/taizhang"), Path("/opt/taizhang"), Path("/opt/taizhang/versions/0.1.0")):
        state = updates.state(Program(version="0.1.0", platform=HERE, folder=folder, keys=()))
        assert isinstance(state.refused, ProgramOfSystem), folder
    loose = Program(version="0.1.0", platform=HERE, folder=root, keys=())
    assert isinstance(updates.state(loose).refused, ProgramFixed)
    assert isinstance(updates.state(updates.here()).refused, ProgramFromSource), "the tests run from the source"


def test_an_administrator_does_not_write_into_what_a_package_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = install(tmp_path / "opt" / "taizhang")
    monkeypatch.setattr(updates, "_SYSTEM", (str(tmp_path / "opt"),))
    monkeypatch.setattr(updates, "_BY_HAND", (str(tmp_path / "opt"),))
    monkeypatch.setattr(updates, "_DPKG", tmp_path / "info")
    (tmp_path / "info").mkdir()
    assert updates.state(program_in(root)).refused is None, "unpacked by hand"
    (tmp_path / "info" / "taizhang.list").write_text(f"/.\n{root}\n{root}/current\n", encoding="utf-8")
    assert isinstance(updates.state(program_in(root)).refused, ProgramOfSystem)


def test_a_folder_that_takes_no_files_is_told(tmp_path: Path, stick: Path) -> None:
    with mounted(tmp_path / "disk", size="4m") as disk:
        root = install(disk / "taizhang")
        lay_update(stick)
        found = offered(root, stick)
        remount_read_only(disk)
        assert isinstance(updates.state(program_in(root)).refused, ProgramLocked)
        with pytest.raises(ProgramLocked):
            updates.apply(program_in(root), found, clock=CLOCK)


def test_a_disk_without_room_is_told_before_and_while_writing(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mounted(tmp_path / "disk", size="1m") as disk:
        root = install(disk / "taizhang")
        lay_update(stick, large=2 << 20)
        before = tree(root)
        with pytest.raises(UpdateNoRoom) as caught:
            apply(root, stick)
        assert int(caught.value.particulars["needed"]) > int(caught.value.particulars["free"])
        monkeypatch.setattr(installation, "MARGIN", -(1 << 40))
        with pytest.raises(UpdateNoRoom):
            apply(root, stick)
        assert tree(root) == before
        assert started(root) == "0.1.0"


def test_two_windows_do_not_update_at_once(root: Path, stick: Path) -> None:
    lay_update(stick)
    lock = Lock(root / updates.LOCK)
    with pytest.raises(UpdateUnderWay):
        apply(root, stick)
    with pytest.raises(UpdateUnderWay):
        updates.choose(program_in(root), "0.1.0")
    lock.release()
    apply(root, stick)


def test_cancelled_at_each_step_it_stays_as_it_was(root: Path, stick: Path) -> None:
    lay_update(stick)
    before = tree(root)
    program, found = program_in(root), offered(root, stick)

    class Stopping(Cancellable):
        def __init__(self, at: int) -> None:
            super().__init__()
            self.left = at

        def show(self, done: int, total: int, what: str) -> None:
            self.left -= 1
            if not self.left:
                raise Cancelled

    steps = 0
    while True:
        steps += 1
        try:
            updates.apply(program, found, clock=CLOCK, progress=Stopping(steps))
        except Cancelled:
            assert tree(root) == before
        else:
            break
    assert steps > 10
    assert started(root) == "0.2.0"


def test_what_the_disk_keeps_otherwise_than_it_was_written_is_seen(root: Path, stick: Path) -> None:
    lay_update(stick)

    class Spoiling(Cancellable):
        def show(self, done: int, total: int, what: str) -> None:
            if what == "write" and done == total:
                (root / installation.FRESH / "_internal" / "VERSION").write_bytes(b"0.2.1")

    with pytest.raises(ReadBackDiffers):
        apply(root, stick, progress=Spoiling())
    assert started(root) == "0.1.0"
    assert not (root / installation.FRESH).exists()
