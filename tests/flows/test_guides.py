"""The ways that the guides tell can be gone: every picture of them is drawn from the real windows, step by step."""

from pathlib import Path

import pytest

from core.base.paths import guides
from tests.support.guide import draw
from tests.support.guide_school import BEFORE, draw_school

KEPT = {path.name for path in guides("pictures").glob("*.png")}


@pytest.mark.slow
def test_a_principal_can_go_the_way_of_the_guide(tmp_path: Path, monkeypatch, qtbot):
    monkeypatch.setattr("core.services.sticking.drives", None)  # the drawing puts a stick there
    draw_school(tmp_path)
    assert {path.name for path in tmp_path.glob("*.png")} == {name for name in KEPT if name.startswith(BEFORE)}


@pytest.mark.slow
def test_a_clerk_can_go_the_way_of_the_guide(tmp_path: Path, monkeypatch, qtbot):
    monkeypatch.setattr("core.services.sticking.drives", None)
    draw(tmp_path)
    assert {path.name for path in tmp_path.glob("*.png")} == {name for name in KEPT if not name.startswith(BEFORE)}
