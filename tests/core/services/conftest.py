"""What the tests of updates share: a program as it is laid down, and a stick."""

from pathlib import Path

import pytest

from tests.support.bundles import install


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return install(tmp_path / "taizhang")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place
