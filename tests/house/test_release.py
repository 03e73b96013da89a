"""Making an update: the same bytes each time, believed by nobody without the key, checked by openssl as well."""

import base64
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from core.exchange import update
from core.exchange.update import FOLDER
from core.services import updates
from core.signing.release import read_public, shipped_keys
from house import release
from tests.support.bundles import HERE, install, lay_bundle, lay_update, plugged, program_in, words_of

PASSWORD = "发布密钥 2026 的密码"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Make a release key as the person who releases does."""
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    path = tmp_path / "private.pem"
    assert run(tmp_path, "key", path, "--public", tmp_path / "public" / "taizhang.pem") == 0
    return path


def run(folder: Path, *words: object) -> int:
    return release.main([*map(str, words), "--password-file", str(folder / "password")])


def make(folder: Path, key: Path, *more: object, changes: object = None) -> int:
    if not (folder / "bundle").exists():
        lay_bundle(folder / "bundle", "0.2.0")
    told = folder / "changes.json"
    told.write_text(json.dumps(changes or {"zh_CN": ["打印更快"], "en": ["Faster printing"]}), encoding="utf-8")
    words = ("make", folder / "bundle", "--key", key, "--changes", told, "--version", "0.2.0", "--date", "2026-12-01")
    return run(folder, *words, "--commit", "0f1e2d", "--into", folder / "out", *more)


def test_the_command_makes_a_key_and_an_update_that_a_program_with_that_key_takes(tmp_path: Path, key: Path) -> None:
    assert key.stat().st_mode & 0o077 == 0
    assert PASSWORD.encode() not in key.read_bytes()
    assert make(tmp_path, key) == 0
    root = install(tmp_path / "taizhang")
    program = program_in(root, keys=shipped_keys(tmp_path / "public"))
    (found,) = updates.find(program, [plugged(tmp_path / "out")])
    assert found.refused is None
    words = words_of(found.folder)
    assert (words.commit, words.date, words.platform, words.since) == ("0f1e2d", "2026-12-01", HERE, "0.1.0")
    assert words.schema == updates.here().schema
    updates.check(program, found)


def test_a_key_is_never_written_over(tmp_path: Path, key: Path) -> None:
    kept = key.read_bytes()
    assert run(tmp_path, "key", key, "--public", tmp_path / "other.pem") == 1
    assert key.read_bytes() == kept
    assert not (tmp_path / "other.pem").exists()


def test_the_same_bundle_gives_the_same_bytes(tmp_path: Path, key: Path) -> None:
    assert make(tmp_path, key) == 0
    folder = tmp_path / "out" / f"{FOLDER}0.2.0"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    shutil.rmtree(folder)
    for path in (tmp_path / "bundle").rglob("*"):
        os.utime(path, (1, 1), follow_symlinks=False)
    assert make(tmp_path, key) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert set(first) == {f"{HERE}.json", f"{HERE}.sig", f"{HERE}.zip"}


def test_updates_for_two_systems_lie_in_one_folder(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert lay_update(stick, platform="windows-x86_64") == lay_update(stick)
    (found,) = updates.find(program_in(install(tmp_path / "taizhang")), [plugged(stick)])
    assert found.refused is None


def test_equal_files_are_packed_once_and_links_come_out_as_files(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    words = words_of(lay_update(stick))
    named = [item.path for item in words.files if item.path.endswith("libQt6Core.so.6")]
    assert named == ["_internal/Qt/lib/libQt6Core.so.6", "_internal/libQt6Core.so.6"]
    with zipfile.ZipFile(stick / f"{FOLDER}0.2.0" / f"{HERE}.zip") as packed:
        assert [name for name in packed.namelist() if name.endswith("libQt6Core.so.6")] == named[:1]


def test_a_link_to_what_was_left_out_of_the_bundle_is_left_out_too(tmp_path: Path, key: Path) -> None:
    lay_bundle(tmp_path / "bundle", "0.2.0")
    (tmp_path / "bundle" / "_internal" / "libgone.so").symlink_to("pillow.libs/libgone.so")
    assert make(tmp_path, key) == 0
    assert "_internal/libgone.so" not in {item.path for item in words_of(tmp_path / "out" / f"{FOLDER}0.2.0").files}


def test_openssl_finds_the_signature_good(tmp_path: Path, key: Path) -> None:
    assert make(tmp_path, key) == 0
    folder = tmp_path / "out" / f"{FOLDER}0.2.0"
    (tmp_path / "raw").write_bytes(base64.b64decode((folder / f"{HERE}.sig").read_text(encoding="ascii").split()[2]))
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(tmp_path / "public" / "taizhang.pem")]
    command += ["-rawin", "-in", str(folder / f"{HERE}.json"), "-sigfile", str(tmp_path / "raw")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Signature Verified Successfully" in done.stdout


def test_what_can_not_be_meant_is_not_made(tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make(tmp_path, key, changes={"zh_CN": ["只有中文"]}) == 1
    assert make(tmp_path, key, "--since", "0.3.0") == 1
    (tmp_path / "password").write_text("not this one\n", encoding="utf-8")
    assert make(tmp_path, key) == 1
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    (tmp_path / "bundle" / "_internal" / "passwd").symlink_to("/etc/passwd")
    assert make(tmp_path, key) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 4
    assert "no file of the bundle" in told[-1]
    assert not list((tmp_path / "out").glob("*/*"))


def test_the_program_ships_one_key_and_believes_several() -> None:
    (shipped,) = shipped_keys()
    assert len(shipped.raw) == 32
    with pytest.raises(ValueError, match="PEM"):
        read_public(b"nonsense")


def test_the_folder_of_keys_may_hold_the_old_and_the_new_one(tmp_path: Path, key: Path) -> None:
    assert run(tmp_path, "key", tmp_path / "next.pem", "--public", tmp_path / "public" / "next.pem") == 0
    keys = shipped_keys(tmp_path / "public")
    assert len({one.name for one in keys}) == 2
    for private in (key, tmp_path / "next.pem"):
        assert make(tmp_path, private) == 0
        assert update.read(tmp_path / "out" / f"{FOLDER}0.2.0", platform=HERE, keys=keys).version == "0.2.0"
