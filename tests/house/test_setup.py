"""The set-up: what is missing is named, what is wrong is said in one sentence, and what stands costs nothing."""

import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

import dev
from house import libraries

ROOT = Path(dev.__file__).parent


def test_an_older_python_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dev.sys.version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match="1"):
        dev.check_python()
    assert "This needs Python 3.11, 3.12 or 3.13; here runs 3.9." in capsys.readouterr().err


def test_a_missing_venv_module_is_told_with_the_line_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "STAMP", tmp_path / "none")
    monkeypatch.setattr("dev.importlib.util.find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(SystemExit):
        dev.see_to_venv("demo")
    assert "apt-get install python3-venv" in capsys.readouterr().err


def test_a_missing_lock_is_told_with_the_line_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "LOCK", tmp_path / "none.lock")
    with pytest.raises(SystemExit):
        dev.see_to_venv("demo")
    assert "python3 dev.py lock" in capsys.readouterr().err


def test_missing_libraries_are_named_with_the_line_to_run_when_we_may_not_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libraries, "WINDOW", {"libnothere.so.9": "libnothere9"})
    monkeypatch.setattr(libraries, "TOOLS", {"no-such-tool": "no-such-package"})
    monkeypatch.setattr("house.libraries.sys.platform", "linux")
    monkeypatch.setattr("house.libraries.shutil.which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr("house.libraries.os.geteuid", lambda: 1000, raising=False)
    sentence = libraries.provide(tools=True)
    assert sentence is not None
    assert "libnothere.so.9" in sentence
    assert sentence.endswith("sudo apt-get install -y --no-install-recommends libnothere9 no-such-package")
    assert "no-such-tool" not in (libraries.provide(tools=False) or "")


def test_another_system_is_told_which_files_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "missing", lambda *, tools: {"libnothere.so.9": "libnothere9"})
    monkeypatch.setattr("house.libraries.shutil.which", lambda name: None)
    assert libraries.provide(tools=False) == (
        "Missing: libnothere.so.9. Install the packages of your system that hold them."
    )


def test_windows_needs_no_libraries_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("house.libraries.sys.platform", "win32")
    assert libraries.provide(tools=True) is None


def test_a_lacking_library_does_not_stop_an_errand_without_a_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libraries, "provide", lambda *, tools: "Missing: libGL.so.1.")
    dev.see_to_libraries("demo")
    assert "For the window, later: Missing: libGL.so.1." in capsys.readouterr().out
    with pytest.raises(SystemExit):
        dev.see_to_libraries("run")


def test_the_tools_of_the_tests_are_asked_for_by_the_tests_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(libraries, "provide", lambda *, tools: asked.append(tools))
    for verb in dev.ERRANDS:
        dev.see_to_libraries(verb)
    assert dict(zip(dev.ERRANDS, asked, strict=True)) == {verb: verb == "test" for verb in dev.ERRANDS}


def test_an_unknown_errand_shows_what_there_is() -> None:
    done = subprocess.run([sys.executable, "dev.py", "dance"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert all(f"dev.py {verb}" in done.stdout for verb in dev.ERRANDS)


def test_a_set_up_that_stands_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    stamp.write_text(dev.digest(), encoding="utf-8")
    monkeypatch.setattr(dev, "STAMP", stamp)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "subprocess", SimpleNamespace())  # nothing may be run
    start = time.perf_counter()
    dev.see_to_venv("run")
    assert time.perf_counter() - start < 1


def test_a_changed_lock_calls_for_a_new_set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = dev.digest()
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(dev.LOCK.read_bytes() + b"# more\n")
    monkeypatch.setattr(dev, "LOCK", changed)
    assert dev.digest() != before
