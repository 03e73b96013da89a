"""体检 without a window: the password unseen or through a pipe, a line for each finding, and the exit code."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import text

import main
from core.base.paths import home
from core.services import drafts, records
from tests.support.vaults import PASSWORD, SESSION, lay, open_copy


def spoilt(folder: Path, *statements: str) -> Path:
    """Lay a vault with a record into a folder, and spoil it."""
    vault = open_copy(folder)
    begun = drafts.begin(vault, "study_session", values=SESSION)
    records.move(vault, begun.id, "finish", revision=begun.revision)
    with vault.work() as session:
        for statement in statements:
            session.execute(text(statement))
    vault.close()
    return vault.folder


def health(monkeypatch: pytest.MonkeyPatch, folder: Path, *more: str, typed: str = PASSWORD) -> int:
    """Run the command with a password that comes through a pipe."""
    monkeypatch.setattr(sys, "stdin", StringIO(f"{typed}\n"))
    return main.main(["health", "--vault", str(folder), *more])


def test_a_whole_vault_is_told_and_ends_with_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    folder = spoilt(tmp_path)
    for deep in ((), ("--deep",)):
        assert health(monkeypatch, folder, *deep, "--language", "zh_CN") == main.HEALTHY
        out = capsys.readouterr().out
        assert "记录 1 件" in out
        assert len(out.splitlines()) == 1


def test_what_is_found_is_told_in_a_sentence_and_mended_only_where_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    folder = spoilt(tmp_path, "DELETE FROM search")
    assert health(monkeypatch, folder, "--language", "en") == main.FINDINGS
    assert capsys.readouterr().out.splitlines() == [
        "Can be mended  The search does not know every record.",
        "To mend what can be mended, add --mend.",
    ]
    assert health(monkeypatch, folder, "--mend", "--language", "en") == main.FINDINGS
    mended, whole = capsys.readouterr().out.splitlines()
    assert mended == "Mended  The search does not know every record."
    assert whole.startswith("Everything is whole: 1 records")
    assert health(monkeypatch, folder, "--deep") == main.HEALTHY


def test_only_a_deep_look_sees_that_lists_and_records_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    folder = spoilt(tmp_path, "UPDATE record SET heading = 'ganz anders'")
    assert health(monkeypatch, folder) == main.HEALTHY
    assert health(monkeypatch, folder, "--deep", "--mend", "--json") == main.FINDINGS
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [one["part"] for one in said["mended"]] == ["drawn"]
    assert said["found"]["findings"] == []


def test_what_cannot_be_mended_stays_and_what_to_do_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    folder = spoilt(tmp_path, "DROP TRIGGER journal_fixed", "UPDATE journal SET body = '{}' WHERE seq = 4")
    for _again in range(2):
        assert health(monkeypatch, folder, "--mend", "--language", "en") == main.FINDINGS
        damaged, advice = capsys.readouterr().out.splitlines()
        assert damaged.startswith("Damaged  The journal does not follow from itself from entry 4 on")
        assert advice.startswith("Restore a backup")


def test_what_could_not_be_looked_at_ends_with_2_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert health(monkeypatch, tmp_path) == main.NOT_LOOKED
    folder = lay(tmp_path)
    assert health(monkeypatch, folder, "--language", "en", typed="wrong") == main.NOT_LOOKED
    assert "password" in capsys.readouterr().err
    with (folder / "vault.db").open("r+b") as stream:
        stream.write(b"\0" * 4096)
    assert health(monkeypatch, folder, "--json") == main.NOT_LOOKED
    assert json.loads(capsys.readouterr().out)["error"] == "vault_damaged"


def test_the_vault_opened_last_is_looked_at_when_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = lay(tmp_path)
    (tmp_path / "settings.json").write_text(json.dumps({"vault": str(folder)}), encoding="utf-8")
    monkeypatch.setenv("TAIZHANG_DATA", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", StringIO(f"\ufeff{PASSWORD}\r\n"))
    assert main.main(["health"]) == main.HEALTHY


def test_at_a_terminal_the_password_is_asked_for_unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    asked: list[str] = []

    def unseen(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", unseen)
    assert main.main(["--vault", str(lay(tmp_path)), "health", "--language", "zh_CN"]) == main.HEALTHY
    assert asked == ["台账本口令："]


def test_the_command_runs_without_a_screen_and_says_nothing_where_nobody_types(tmp_path: Path):
    command = [sys.executable, "main.py", "health", "--vault", str(lay(tmp_path)), "--language", "en"]
    for typed, code in ((f"{PASSWORD}\n", main.HEALTHY), ("", main.INTERRUPTED)):
        done = subprocess.run(
            command, input=typed, capture_output=True, text=True, encoding="utf-8", cwd=home(), check=False
        )
        assert done.returncode == code
        assert "Traceback" not in done.stderr
        assert PASSWORD not in done.stdout + done.stderr
