"""The packages for Linux: the same bundle gives the same bytes, whoever packs it and whenever."""

import json
import os
import shutil
from pathlib import Path

import pytest

from house import packages

pytestmark = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb")
BUILT = packages.day("2026-11-26T00:00:00+00:00")


def bundle(place: Path, *, moment: int, backwards: bool) -> None:
    """Lay a tiny bundle, its files made in this order at this moment."""
    files = {"taizhang": 0o755, "_internal/a.txt": 0o644, "_internal/资料/b.txt": 0o644, "_internal/c.so": 0o644}
    for name in sorted(files, reverse=backwards):
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
        path.chmod(files[name] & ~os.umask(os.umask(0)))
        os.utime(path, (moment, moment))
    (place / "_internal" / "build.json").write_text(json.dumps({"version": "0.1.0"}))


@pytest.fixture
def own_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.parametrize("make", [packages.deb, packages.tar], ids=["deb", "tar"])
def test_two_accounts_pack_the_same_bytes_years_apart(make, qapp, own_umask, tmp_path, monkeypatch):
    made = []
    for name, umask, moment, backwards in (("a", 0o022, 1_400_000_000, False), ("b", 0o077, 1_900_000_000, True)):
        os.umask(umask)
        place = tmp_path / name
        (place / "dist").mkdir(parents=True)
        (place / "resources").symlink_to(packages.PARTS.parents[1])
        for kept in ("LICENSE", "CHANGELOG.md"):
            shutil.copyfile(packages.ICON.parents[2] / kept, place / kept)
        bundle(place / "dist" / "taizhang", moment=moment, backwards=backwards)
        monkeypatch.setattr(packages, "ROOT", place)
        monkeypatch.setattr(packages, "DIST", place / "dist")
        monkeypatch.setattr(packages, "BUNDLE", place / "dist" / "taizhang")
        made.append(make("0.1.0", BUILT, level=0).read_bytes())
    assert made[0] == made[1]
