"""A desk on the stage, speaking English, with a school that it has certified."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desks import StagedDesk


@pytest.fixture
def scene(qtbot, tmp_path: Path) -> Iterator[StagedDesk]:
    found = StagedDesk(tmp_path, language="en")
    yield found
    found.close()
