"""Where things are."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.base.clock import FixedClock, SystemClock, stamp, today
from core.base.log import keep_log, logger
from core.base.paths import data_folder, home, resources
from core.base.words import N_


def test_the_data_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TAIZHANG_DATA", str(tmp_path))
    assert data_folder() == tmp_path


def test_the_data_folder_lies_in_the_persons_own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TAIZHANG_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert data_folder().parent == tmp_path


def test_resources_lie_in_the_bundle_when_there_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert resources("fonts") == home() / "resources" / "fonts"
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert resources("fonts") == tmp_path / "resources" / "fonts"


def test_a_fixed_clock_stands_until_it_is_set() -> None:
    clock = FixedClock(datetime(2008, 9, 19, 8, tzinfo=UTC))
    clock.set(datetime(2008, 9, 20, 8, tzinfo=UTC))
    assert today(clock).isoformat() == "2008-09-20"
    assert stamp(clock.now()) == "2008-09-20T08:00:00+00:00"
    with pytest.raises(ValueError, match="zone"):
        FixedClock(datetime(2008, 1, 1))  # noqa: DTZ001
    assert SystemClock().now().tzinfo is not None


def test_a_marked_message_stays_itself() -> None:
    assert N_("Saved") == "Saved"


def test_the_log_goes_to_its_file(tmp_path: Path) -> None:
    path = tmp_path / "log" / "taizhang.log"
    handler = keep_log(path)
    try:
        logger("test").info("opened in %d ms", 3)
    finally:
        logging.getLogger("taizhang").removeHandler(handler)
        handler.close()
    assert "opened in 3 ms" in path.read_text()
