"""The lock belongs to pyproject.toml, pins what it names, and serves both systems."""

import re
import tomllib
from pathlib import Path

from house import lock

LINES = lock.LOCK.read_text(encoding="utf-8").splitlines()
PINS = [line for line in LINES if re.match(r"[a-z0-9]", line)]


def test_the_lock_is_made_from_the_requirements_as_they_stand() -> None:
    assert lock.is_current()


def test_a_changed_requirement_makes_the_lock_stale(tmp_path: Path) -> None:
    changed = tmp_path / "pyproject.toml"
    text = lock.PYPROJECT.read_text(encoding="utf-8")
    changed.write_text(text.replace('"msgspec==', '"msgspec>='), encoding="utf-8")
    assert not lock.is_current(changed)


def test_a_changed_setting_of_a_tool_leaves_the_lock_current(tmp_path: Path) -> None:
    changed = tmp_path / "pyproject.toml"
    text = lock.PYPROJECT.read_text(encoding="utf-8")
    changed.write_text(text.replace("line-length = 120", "line-length = 100"), encoding="utf-8")
    assert lock.is_current(changed)


def test_a_missing_lock_is_not_current(tmp_path: Path) -> None:
    assert not lock.is_current(lock=tmp_path / "none.lock")


def test_every_requirement_is_pinned_and_locked_at_that_version() -> None:
    pinned = {line.split(" ")[0] for line in PINS}
    for requirement in lock.declared():
        name, version = requirement.split("==")
        plain = name.partition("[")[0]  # what it brings besides is locked as a package of its own
        assert f"{lock.name_of(plain)}=={version}" in pinned


def test_every_package_has_digests_and_no_address() -> None:
    entries = "\n".join(LINES).replace("\\\n", "").splitlines()
    packages = [entry for entry in entries if re.match(r"[a-z0-9]", entry)]
    assert len(packages) == len(PINS) > 50
    assert all("--hash=sha256:" in entry for entry in packages)
    assert not any("://" in entry for entry in packages)


def test_what_only_one_system_needs_is_marked_so() -> None:
    marked = {line.split("==")[0]: line.split(" ; ")[1] for line in PINS if " ; " in line}
    assert marked["colorama"].startswith('sys_platform == "win32"')
    assert marked["tzdata"].startswith('sys_platform == "win32"')


def test_a_marker_is_as_short_as_its_targets_allow() -> None:
    windows = [target for target in lock.TARGETS if target.system == "win32"]
    assert lock.marker_for(lock.TARGETS) == ""
    assert lock.marker_for(windows) == ' ; sys_platform == "win32"'
    assert lock.marker_for(windows[:1]) == ' ; (sys_platform == "win32" and python_version == "3.11")'


def test_the_same_pythons_are_promised_everywhere() -> None:
    project = tomllib.loads(lock.PYPROJECT.read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11,<3.14"
    assert lock.PYTHONS == ("3.11", "3.12", "3.13")
