"""The installer for Windows, built from its recipe and used under wine: what it lays down, tells, and leaves."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECIPES = ROOT / "resources" / "packaging" / "windows"
KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Taizhang"
FOLDER = "AppData/Local/Programs/Taizhang"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name == "nt" or not all(shutil.which(name) for name in ("makensis", "wine", "wineserver", "localedef")),
        reason="needs makensis, wine and localedef on Linux",
    ),
]

STAND_IN = r"""
Unicode true
Target amd64-unicode
RequestExecutionLevel user
SilentInstall silent
OutFile "${OUT}"
Name "Stand-in"
!include "FileFunc.nsh"
!insertmacro GetParameters
Section
  ${GetParameters} $R0
  FileOpen $0 "$EXEDIR\..\..\seen.txt" w
  FileWriteUTF16LE $0 "$EXEDIR|$R0"
  FileClose $0
  StrCmp $R0 "stay" 0 +2
  Sleep 120000
SectionEnd
"""
"""A program that writes down how it was started; told to, it stays for a while."""


class Windows:
    """A small Windows of wine with our installer in it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.home = place / "home"
        self.home.mkdir()
        locales = place / "locales"
        locales.mkdir()
        subprocess.run(
            ["localedef", "-i", "zh_CN", "-f", "UTF-8", str(locales / "zh_CN.UTF-8")], check=True, capture_output=True
        )
        kept = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
        self.environment: Mapping[str, str] = kept | {
            "HOME": str(self.home),
            "LC_ALL": "zh_CN.UTF-8",
            "LOCPATH": str(locales),
            "WINEPREFIX": str(place / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
        }
        self.run("wineboot", "-i")
        (self.user,) = [path for path in (place / "prefix/drive_c/users").iterdir() if path.name != "Public"]
        self.setup = self._build()

    def _build(self) -> Path:
        payload, launcher, setup = self.place / "payload", self.place / "launcher.exe", self.place / "installer.exe"
        (payload / "_internal" / "资料").mkdir(parents=True)
        (payload / "_internal" / "资料" / "说明.txt").write_text("读我", encoding="utf-8")
        recipe = self.place / "standin.nsi"
        recipe.write_text(STAND_IN, encoding="utf-8")
        make(recipe, OUT=payload / "taizhang.exe")
        make(RECIPES / "launcher.nsi", VERSION="0.1.0", OUT=launcher)
        make(RECIPES / "installer.nsi", VERSION="0.1.0", PAYLOAD=payload, LAUNCHER=launcher, OUT=setup)
        return setup

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[bytes]:
        command = ["wine", *map(str, words)]
        return subprocess.run(command, env=self.environment, capture_output=True, check=False, timeout=240)

    def registry(self, key: str, value: str = "") -> str | None:
        """Return what stands in the registry, None for nothing; exported, for only then the signs are certain."""
        out = self.place / "exported.reg"
        out.unlink(missing_ok=True)
        if self.run("reg", "export", key, f"Z:{out}", "/y").returncode:
            return None
        lines = out.read_text(encoding="utf-16").splitlines()
        wanted = f'"{value}"=' if value else "@="
        at = lines.index(f"[{key.replace('HKCU', 'HKEY_CURRENT_USER')}]")
        found = next((line for line in lines[at + 1 :] if line.startswith((wanted, "["))), "[")
        if found.startswith("["):
            return None
        return found.removeprefix(f'{wanted}"').removesuffix('"').replace('\\"', '"').replace("\\\\", "\\")

    def uninstall(self) -> int:
        """Remove it in one process, so that its exit code is heard."""
        copy = self.place / "uninstall.exe"
        shutil.copyfile(self.program / "uninstall.exe", copy)
        inside = "C:" + str(self.program).partition("drive_c")[2].replace("/", "\\")
        return self.run(copy, "/S", f"_?={inside}").returncode

    @property
    def program(self) -> Path:
        return self.user / FOLDER

    def shortcuts(self) -> list[str]:
        return sorted(path.name for place in (self.user, self.home) for path in place.rglob("*.lnk"))

    def end(self) -> None:
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False)
        subprocess.run(["wineserver", "-w"], env=self.environment, check=False, timeout=60)


def make(recipe: Path, **given: str | Path) -> None:
    words = [f"-D{key}={value}" for key, value in given.items()]
    subprocess.run(["makensis", "-V2", "-INPUTCHARSET", "UTF8", *words, str(recipe)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def computer(tmp_path_factory) -> Iterator[Windows]:
    made = Windows(tmp_path_factory.mktemp("windows"))
    yield made
    made.end()


@pytest.fixture
def windows(computer: Windows) -> Windows:
    """Return the computer with the program freshly installed for one person, silently."""
    shutil.rmtree(computer.program, ignore_errors=True)
    done = computer.run(computer.setup, "/S")
    assert done.returncode == 0
    return computer


def test_it_lies_with_its_version_apart_below_the_persons_own_programs(windows: Windows) -> None:
    assert sorted(path.name for path in windows.program.iterdir()) == [
        "current",
        "taizhang.exe",
        "uninstall.exe",
        "versions",
    ]
    assert (windows.program / "current").read_text() == "0.1.0"
    assert (windows.program / "versions/0.1.0/_internal/资料/说明.txt").read_text(encoding="utf-8") == "读我"


def test_it_is_called_by_its_chinese_name(windows: Windows) -> None:
    assert windows.shortcuts() == ["台账.lnk", "台账.lnk"], "in the start menu and on the desktop"
    assert windows.registry(KEY, "DisplayName") == "台账"
    assert windows.registry(r"HKCU\Software\Classes\Taizhang.Packet") == "用台账核对"


def test_it_is_offered_for_pdf_files_and_changes_nobodys_reader(windows: Windows) -> None:
    command = windows.registry(r"HKCU\Software\Classes\Taizhang.Packet\shell\open\command")
    assert command is not None
    assert command.endswith('\\Programs\\Taizhang\\taizhang.exe" --judge "%1"')
    for ending in (".pdf", ".p7m"):
        assert windows.registry(rf"HKCU\Software\Classes\{ending}\OpenWithProgids", "Taizhang.Packet") == ""
        assert windows.registry(rf"HKCU\Software\Classes\{ending}") is None
    assert windows.registry(r"HKCU\Software\Classes\.taizhang-backup") == "Taizhang.Backup"


def test_the_launcher_hands_a_file_with_a_chinese_name_to_the_version_in_use(windows: Windows) -> None:
    newer = windows.program / "versions" / "0.10.0"
    shutil.copytree(windows.program / "versions" / "0.1.0", newer)
    for current, wanted in (("0.1.0\n", "0.1.0"), ("0.10.0\r\n", "0.10.0"), ("0.9.0", "0.10.0"), ("", "0.10.0")):
        (windows.program / "current").write_text(current, newline="")
        seen = windows.program / "seen.txt"
        seen.unlink(missing_ok=True)
        assert windows.run(windows.program / "taizhang.exe", "--judge", r"C:\学校 一\报送包.pdf").returncode == 0
        subprocess.run(["wineserver", "-w"], env=windows.environment, check=False, timeout=60)
        place, _bar, words = seen.read_text(encoding="utf-16le").partition("|")
        assert place.endswith(rf"\versions\{wanted}")
        assert words == r'--judge "C:\学校 一\报送包.pdf"'


def test_it_goes_with_all_it_and_updates_laid_down_and_leaves_what_was_recorded(windows: Windows) -> None:
    book = windows.user / "AppData/Local/Taizhang/学校.taizhang"
    book.mkdir(parents=True, exist_ok=True)
    (book / "vault.db").write_bytes(b"a year of work")
    for name in ("update.json", ".lock"):
        (windows.program / name).write_text("{}")
    for name in ("versions/0.2.0", ".new", ".gone-1", ".gone-2"):
        (windows.program / name / "_internal").mkdir(parents=True)
        (windows.program / name / "taizhang.exe").write_bytes(b"")
    assert windows.uninstall() == 0
    assert not windows.program.exists()
    assert windows.shortcuts() == []
    assert (book / "vault.db").read_bytes() == b"a year of work"
    for key in (KEY, r"HKCU\Software\Classes\Taizhang.Packet", r"HKCU\Software\Taizhang"):
        assert windows.run("reg", "query", key).returncode != 0


def test_what_the_person_laid_beside_it_stays(windows: Windows) -> None:
    (windows.program / "我的.txt").write_text("own")
    assert windows.uninstall() == 0
    assert [path.name for path in windows.program.iterdir()] == ["我的.txt"]


def test_while_the_program_is_open_nothing_is_overwritten_or_removed(windows: Windows) -> None:
    kept = windows.program / "versions" / "0.1.0" / "taizhang.exe"
    command = ["wine", str(kept), "stay"]
    with subprocess.Popen(command, env=windows.environment, stdout=subprocess.DEVNULL) as running:
        try:
            while not (windows.program / "seen.txt").exists():
                assert running.poll() is None
            assert windows.run(windows.setup, "/S").returncode == 2
            assert windows.uninstall() == 2
            assert kept.exists()
        finally:
            running.kill()
