"""A vault is neither made nor opened on a network share, and on everything else it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.base.errors import VaultOnShare
from core.services import restoring, vaults
from core.services.desk import desks
from core.services.desk.desks import Safe
from core.store import ground
from core.store.ground import REMOTE, share_of
from tests.support.keepsake import SECOND
from tests.support.vaults import CHEAP, NOON, PASSWORD, PEOPLE, SCHOOL, lay

CLOCK = FixedClock(NOON)
KEPT = Path(__file__).resolve().parents[2] / "data" / "v0.1.0"
Mounted = Callable[..., None]


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mounted:
    """Let the system say that folders are mounted: (folder, file system) in its order, below a root of ext4."""

    def say(*mounts: tuple[Path, str], root: str = "ext4") -> None:
        table = tmp_path / "mountinfo"
        lines = [f"1 0 8:1 / / rw,relatime shared:1 - {root} /dev/sda1 rw", "broken line", ""]
        for number, (folder, system) in enumerate(mounts, start=2):
            written = str(folder).replace(" ", "\\040")
            lines.append(f"{number} 1 0:{number} / {written} rw shared:{number} master:1 - {system} //kyt/gongxiang rw")
        table.write_text("\n".join(lines), encoding="utf-8")
        monkeypatch.setattr(ground, "MOUNTS", table)

    return say


@pytest.mark.parametrize("system", ["cifs", "smb3", "nfs", "nfs4", "9p", "fuse.sshfs", "fuse.gvfsd-fuse", "vboxsf"])
def test_a_share_is_known_by_its_file_system(tmp_path: Path, mounted: Mounted, system: str) -> None:
    share = tmp_path / "共 享"
    mounted((share, system))
    assert share_of(share / "台账" / "school.taizhang") == system.removeprefix("fuse.")
    assert share_of(share) == system.removeprefix("fuse.")
    assert share_of(tmp_path / "共 享盘") == ""


@pytest.mark.parametrize("system", ["ext4", "exfat", "vfat", "fuseblk", "btrfs", "tmpfs", "overlay", "fuse.exfat-fuse"])
def test_a_disk_or_a_stick_is_no_share(tmp_path: Path, mounted: Mounted, system: str) -> None:
    mounted((tmp_path / "disk", system))
    assert share_of(tmp_path / "disk" / "school.taizhang") == ""


def test_the_nearest_and_the_last_mount_counts(tmp_path: Path, mounted: Mounted) -> None:
    mounted((tmp_path / "share", "cifs"), (tmp_path / "share" / "disk", "ext4"))
    assert share_of(tmp_path / "share" / "disk" / "school") == ""
    mounted((tmp_path / "place", "ext4"), (tmp_path / "place", "nfs4"))
    assert share_of(tmp_path / "place" / "school") == "nfs4"


def test_a_way_onto_a_share_by_a_link_is_seen(tmp_path: Path, mounted: Mounted) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")
    mounted((tmp_path / "share", "nfs"))
    assert share_of(tmp_path / "link" / "school.taizhang") == "nfs"


def test_a_computer_without_a_disk_of_its_own_is_let_be(tmp_path: Path, mounted: Mounted) -> None:
    mounted(root="nfs4")
    assert share_of(tmp_path / "school.taizhang") == ""


def test_where_the_system_tells_nothing_nobody_is_held_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "MOUNTS", tmp_path / "not there")
    assert share_of(tmp_path / "school.taizhang") == ""


class Kernel:
    """Windows' kernel32, as far as it is asked."""

    def __init__(self, **types: int) -> None:
        self.types = types

    def GetDriveTypeW(self, root: str) -> int:
        return self.types.get(root[:1], 3)


@pytest.mark.parametrize(
    ("path", "share"),
    [
        ("Z:\\台账\\school.taizhang", "smb"),
        ("\\\\?\\Z:\\台账", "smb"),
        ("\\\\xuexiao\\gongxiang\\school.taizhang", "smb"),
        ("\\\\?\\UNC\\xuexiao\\gongxiang", "smb"),
        ("C:\\Users\\lin\\school.taizhang", ""),
        ("\\\\?\\C:\\Users", ""),
        ("E:\\school.taizhang", ""),
    ],
)
def test_windows_tells_a_drive_of_another_computer(path: str, share: str) -> None:
    assert ground._on_windows(path, Kernel(Z=REMOTE, E=2)) == share


def test_no_vault_is_made_opened_or_restored_on_a_share(tmp_path: Path, mounted: Mounted) -> None:
    share = tmp_path / "share"
    folder = lay(share)
    mounted((share, "cifs"))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(VaultOnShare):
        vaults.open_vault(folder, PASSWORD, clock=CLOCK)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    with pytest.raises(VaultOnShare):
        vaults.create(share / "new", password=PASSWORD, school=SCHOOL, principal=PEOPLE[0], clock=CLOCK, quick_key=True)
    with pytest.raises(VaultOnShare):
        restoring.restore(KEPT / "vault.taizhang-backup", SECOND, share / "other", clock=CLOCK)
    assert [path.name for path in share.iterdir()] == [folder.name]


def test_no_desk_is_made_or_opened_on_a_share(tmp_path: Path, mounted: Mounted) -> None:
    share, safe = tmp_path / "share", tmp_path / "safe"
    safe.mkdir()

    def made(name: str) -> desks.Desk:
        return desks.create(
            share / name,
            password=PASSWORD,
            county="云川县教育局",
            clerk="周望舒",
            safe=Safe(safe, "root 2008"),
            clock=CLOCK,
            quick_keys=True,
            cost=CHEAP,
        )

    made("county").close()
    mounted((share, "smb3"))
    with pytest.raises(VaultOnShare):
        desks.open_desk(share / "county.taizhang-desk", PASSWORD, clock=CLOCK)
    with pytest.raises(VaultOnShare):
        made("other")
    assert [path.name for path in share.iterdir()] == ["county.taizhang-desk"]
