"""The desk's command: a folder of files goes in, each with a line, and the exit code says how it went."""

import json
from pathlib import Path

import pytest

import main
from core.services.desk import desks
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
