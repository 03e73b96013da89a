"""Vaults that can't be opened: each says what happened, why, and what to do; the file stays as it is."""

import json

import pytest

from core.base.errors import all_errors
from gui.messages import about, use
from gui.messages.error_table import ERRORS
from tests.support.stage import Stage
from tests.support.vaults import PASSWORD, lay, open_copy


@pytest.fixture
def opened(tmp_path):
    stages = []

    def start(vault):
        stage = Stage(tmp_path, vault=vault)
        stages.append(stage)
        card = stage.window.cover()
        card.field.line.setText(PASSWORD)
        card.open_button.click()
        stage.settle()
        assert stage.window.shell() is None
        return card

    yield start
    for stage in stages:
        stage.close()


def said(card) -> str:
    return " ".join(line.text for line in card.field._found)


def test_a_damaged_database_is_said_and_left_alone(opened, tmp_path):
    vault = lay(tmp_path)
    content = bytearray((vault / "vault.db").read_bytes())
    content[:4096] = bytes(4096)
    (vault / "vault.db").write_bytes(content)
    assert "台账" in said(opened(vault))
    assert (vault / "vault.db").read_bytes() == bytes(content)


def test_a_damaged_key_file_is_mended_from_its_spare(tmp_path):
    vault = lay(tmp_path)
    (vault / "key.json").write_bytes(b"{")
    stage = Stage(tmp_path, vault=vault)
    stage.unlock()
    stage.close()


def test_both_key_files_damaged_is_said(opened, tmp_path):
    vault = lay(tmp_path)
    for name in ("key.json", "key.spare.json"):
        (vault / name).write_bytes(b"{")
    assert said(opened(vault))


def test_a_vault_of_a_newer_program_names_both_versions(opened, tmp_path):
    from core.base.canonical import digest, encode

    vault = lay(tmp_path)
    content = json.loads((vault / "key.json").read_text(encoding="utf-8"))
    content.pop("digest")
    content["version"] = 99
    sealed = json.dumps({**content, "digest": digest(encode(content))})
    for name in ("key.json", "key.spare.json"):
        (vault / name).write_text(sealed, encoding="utf-8")
    assert "99" in said(opened(vault))


def test_a_vault_that_another_program_has_open_says_so(opened, tmp_path):
    other = open_copy(tmp_path)
    try:
        assert "打开着" in said(opened(other.folder))
    finally:
        other.close()


def test_a_folder_that_is_no_vault_says_so(opened, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert said(opened(empty))


@pytest.mark.parametrize("error", all_errors(), ids=lambda kind: kind.code())
def test_every_error_has_its_sentences_in_both_languages(error):
    assert error.code() in ERRORS
    particulars = dict.fromkeys(error.names, 7)
    for language in ("zh_CN", "en"):
        use(language)
        found = about(error(**particulars))
        assert found.what
        assert found.todo
        assert "{" not in found.text()
