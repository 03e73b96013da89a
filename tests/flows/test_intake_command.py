"""The desk's command: a folder of files goes in, each with a line, and the exit code says how it went."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import main
from core.base.paths import home
from core.services.desk import desks
from tests.flows.test_hostile_to_the_desk import replaced, written
from tests.flows.test_school_and_county import SECRET, World
from tests.support import postgres
from tests.support.signed import signed_packet


@pytest.mark.parametrize("where", ["file", "postgres"])
def test_a_folder_is_taken_in_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, where
):
    if where == "postgres" and postgres.missing():
        pytest.skip(postgres.missing())
    url = postgres.database() if where == "postgres" else ""
    world = World(tmp_path, url=url)
    monkeypatch.setattr(main, "SystemClock", lambda: world.clock)
    world.trusted()
    packet = world.packet()
    (tmp_path / "strange").mkdir()
    signed_packet(tmp_path / "strange").rename(world.stick / "strange.pdf")
    (world.stick / "letter.pdf").write_bytes(b"no pdf")
    folder = world.desk.folder
    world.close()
    secret = tmp_path / "secret"
    secret.write_text(SECRET + "\n", encoding="utf-8")
    asked = ["--register", url or str(folder), "--password-file", str(secret), "--by", "周望舒"]
    assert main.main(["intake", str(world.stick), *asked, "--json"]) == main.ANY_INVALID
    rows = {Path(row["path"]).name: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows[packet.name]["fresh"]
    assert rows["letter.pdf"]["verdict"]["reason"] == "not_pdf"
    assert rows["strange.pdf"]["verdict"]["light"] == "undecided"
    assert main.main(["intake", str(packet), *asked]) == main.ALL_VALID
    assert packet.name in capsys.readouterr().out


def test_a_wrong_password_or_a_folder_that_is_no_desk_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    world = World(tmp_path)
    folder = world.desk.folder
    world.close()
    secret = tmp_path / "secret"
    secret.write_text("wrong", encoding="utf-8")
    for register in (folder, tmp_path):
        asked = ["intake", str(tmp_path), "--register", str(register), "--password-file", str(secret)]
        assert main.main(asked) == main.FAILED
        assert "Traceback" not in capsys.readouterr().err
    assert not desks.is_desk(tmp_path)


def test_a_file_that_could_not_be_looked_at_is_told_in_words_and_no_name_writes_a_line_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    world = World(tmp_path)
    folder = world.desk.folder
    world.close()
    secret = tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8-sig")
    (world.stick / "note.p7m").write_bytes(b"no envelope")
    (world.stick / "x\x1b[31m\n有效  packet.pdf").write_bytes(b"%PDF-1.7")
    asked = ["intake", str(world.stick), "--register", str(folder), "--password-file", str(secret)]
    assert main.main([*asked, "--language", "zh_CN"]) == main.ANY_INVALID
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert not [line for line in said.splitlines() if line.startswith("有效")]
    assert "no_envelope" not in said
    assert "note.p7m" in said
    assert main.main(["verify", str(world.stick / "x\x1b[31m\n有效  packet.pdf")]) == main.ANY_INVALID
    assert "\x1b" not in capsys.readouterr().out


def test_a_password_that_is_no_text_or_that_nobody_types_opens_nothing_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    world = World(tmp_path)
    folder = world.desk.folder
    world.close()
    secret = tmp_path / "secret"
    secret.write_bytes(b"\xff\xfe\x00")
    asked = ["intake", str(tmp_path), "--register", str(folder)]
    assert main.main([*asked, "--password-file", str(secret)]) == main.FAILED
    with (tmp_path / "nobody").open("w+b") as empty:
        done = subprocess.run(
            [sys.executable, "main.py", *asked],
            stdin=empty,
            capture_output=True,
            cwd=home(),
            start_new_session=True,
            check=False,
        )
    assert done.returncode == main.INTERRUPTED
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(bool(postgres.missing()), reason=postgres.missing())
def test_a_register_that_goes_away_ends_the_command_and_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    url = postgres.database()
    world = World(tmp_path, url=url)
    world.close()
    content = signed_packet(tmp_path).read_bytes()
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (world.stick / name).write_bytes(content)
    gone = False
    print_json = main._print_json

    def printed(value: object) -> None:
        nonlocal gone
        print_json(value)
        if not gone:
            gone = True
            postgres.forbid(url)

    monkeypatch.setattr(main, "_print_json", printed)
    assert main.main(["intake", str(world.stick), "--register", url, "--json"]) == main.FAILED
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["error"] for line in said] == ["", "register_unreachable"]


def test_a_title_writes_no_line_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    world = World(tmp_path)
    monkeypatch.setattr(main, "SystemClock", lambda: world.clock)
    world.trusted()
    folder = world.desk.folder
    path = written(world, replaced(title="九月份\n有效  别的.pdf\x1b[31m"))
    assert world.rows(path)[0].fresh
    world.close()
    secret = tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    asked = ["intake", str(path), "--register", str(folder), "--password-file", str(secret), "--language", "zh_CN"]
    main.main(asked)
    said = capsys.readouterr().out
    assert "九月份" in said
    assert "\x1b" not in said
    assert len(said.splitlines()) == 3
