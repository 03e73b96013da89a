"""The private folder for what must lie open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.base.errors import FolderNotWritable
from core.services import vaults
from core.store.vault import Vault
from tests.support.vaults import NOON, PASSWORD, open_copy


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


def test_a_place_is_made_when_it_is_asked_for_and_lies_inside_the_vault(vault: Vault) -> None:
    place = vaults.OpenPlace(vault)
    before = set(vault.folder.iterdir())
    assert set(vault.folder.iterdir()) == before
    folder = place.path()
    assert folder.parent == vault.folder
    assert folder == place.path()
    (folder / "pages.pdf").write_bytes(b"pages")
    place.clean()
    place.clean()
    assert not folder.exists()
    assert place.path().exists(), "it can be asked for again"
    place.clean()


def test_what_a_crash_leaves_in_a_place_is_gone_at_the_next_opening(tmp_path: Path) -> None:
    first = open_copy(tmp_path)
    place = vaults.OpenPlace(first)
    left = place.path() / "pages.pdf"
    left.write_bytes(b"pages")
    vaults.close(first)
    again = vaults.open_vault(first.folder, PASSWORD, clock=FixedClock(NOON))
    assert not left.exists()
    vaults.close(again)
    place.clean()


def test_a_place_that_can_not_be_made_is_told(vault: Vault, tmp_path: Path) -> None:
    vault.folder = tmp_path / "a file"
    vault.folder.write_bytes(b"")
    with pytest.raises(FolderNotWritable):
        vaults.OpenPlace(vault).path()
