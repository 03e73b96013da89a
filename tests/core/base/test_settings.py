"""Settings survive anything that happens to their file."""

from pathlib import Path

import pytest

from core.base.settings import Language, Settings, Theme, load, save


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    chosen = Settings(language=Language.ENGLISH, theme=Theme.DARK, text_scale=150, splitters={"study": [500, 742]})
    save(path, chosen)
    assert load(path) == chosen


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"theme":"pink"}', b"\xff\xfe"])
def test_a_damaged_file_gives_the_defaults(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load(path) == Settings()


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none") == Settings()


@pytest.mark.parametrize(("written", "read"), [(20, 100), (900, 200), (125, 125)])
def test_text_size_stays_within_its_bounds(written: int, read: int, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(f'{{"text_scale":{written},"unknown":1}}')
    assert load(path).text_scale == read
