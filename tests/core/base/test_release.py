"""Versions compare as numbers, systems have names, and one bundle does not stand in another's way."""

import sys

import pytest

from core.base.paths import program_folder
from core.base.release import environment_for_another, is_version, numbers, platform_name, program_name


def test_versions_compare_as_numbers() -> None:
    assert sorted(("0.10.0", "0.9.9", "1.0", "0.2"), key=numbers) == ["0.2", "0.9.9", "0.10.0", "1.0"]
    assert numbers("0.2") == numbers("0.2.0")
    assert numbers("0.0") < numbers("0.0.1")


@pytest.mark.parametrize("text", ["", "1", "1.2.3.4.5", "01.2", "1.2a", "../1.2", "1.-2", "1.２", "1.2\n", "123456.1"])
def test_what_is_no_version_is_told(text: str) -> None:
    assert not is_version(text)
    assert numbers(text) == ()


def test_a_system_is_named_once_for_every_way_its_machine_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.base.release.platform.machine", lambda: "AMD64")
    monkeypatch.setattr("core.base.release.sys.platform", "win32")
    assert platform_name() == "windows-x86_64"
    assert program_name(platform_name()) == "taizhang.exe"
    monkeypatch.setattr("core.base.release.platform.machine", lambda: "aarch64")
    monkeypatch.setattr("core.base.release.sys.platform", "linux")
    assert platform_name() == "linux-aarch64"
    assert program_name(platform_name()) == "taizhang"


def test_another_version_is_started_with_the_libraries_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {"_PYI_ARCHIVE_FILE": "x", "_MEIPASS2": "x", "LD_LIBRARY_PATH": "/old/_internal", "HOME": "/home/school"}
    assert environment_for_another({**ours, "LD_LIBRARY_PATH_ORIG": "/usr/local/lib"}) == {
        "HOME": "/home/school",
        "LD_LIBRARY_PATH": "/usr/local/lib",
        "PYINSTALLER_RESET_ENVIRONMENT": "1",
    }
    assert environment_for_another(ours)["LD_LIBRARY_PATH"] == "/old/_internal", "from the source it is the person's"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "LD_LIBRARY_PATH" not in environment_for_another(ours)


def test_only_a_bundle_has_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert program_folder() is None
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/taizhang/taizhang")
    assert str(program_folder()) == "/opt/taizhang"
