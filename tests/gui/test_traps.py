"""Traps measured in Qt that no file may walk into, and names that must exist."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base.paths import home, resources
from core.records.catalogue import kinds
from gui.widgets.icons import icon_file

GUI = sorted((home() / "gui").rglob("*.py"))
TESTS = sorted((home() / "tests").rglob("*.py"))

ICON_AT = {
    "IconLabel": 0,
    "icon": 0,
    "icon_pixmap": 0,
    "show_icon": 0,
    "set_icon": 0,
    "ChipData": 1,
    "RailItem": 2,
    "StatusItem": 1,
    "Stage": 1,
    "NoteLine": 1,
}
"""Where a call names an icon."""


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of a file by the last part of its name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def icons_named() -> set[str]:
    """Return every icon name written out in gui/."""
    found: set[str] = set()
    for path in GUI:
        for name, call in calls(path):
            at = ICON_AT.get(name)
            nodes = [keyword.value for keyword in call.keywords if keyword.arg in ("icon_name", "icon")]
            if at is not None and len(call.args) > at:
                nodes.append(call.args[at])
            for node in nodes:
                for part in ast.walk(node):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
                        found.add(part.value)
    return found


def test_every_icon_named_in_the_windows_is_there() -> None:
    named = icons_named()
    assert len(named) > 20
    missing = sorted(name for name in named if name.isidentifier() and icon_file(name, 20) is None)
    assert not missing


def test_every_state_of_every_kind_has_its_icon() -> None:
    missing = {
        state.icon for kind in kinds().values() for state in kind.workflow.states if icon_file(state.icon, 16) is None
    }
    assert not missing


def test_verdicts_and_states_have_a_filled_twin() -> None:
    for name in ("shield_checkmark", "shield_question", "shield_dismiss", "dismiss_circle", "warning", "info"):
        path = icon_file(name, 16, filled=True)
        assert path is not None
        assert path.stem.endswith("_filled")


@pytest.mark.parametrize("forbidden", ["processEvents", "exec", "exec_", "QEventLoop", "sleep"])
def test_no_window_turns_a_loop_of_its_own(forbidden: str) -> None:
    found = [f"{path.name}:{call.lineno}" for path in GUI for name, call in calls(path) if name == forbidden]
    # The front door's loop is the program's own, and the self-check is no window: it drives one from outside.
    assert not [place for place in found if not place.startswith(("app.py", "selfcheck.py"))]


def test_no_test_types_chinese_by_key_clicks() -> None:
    """QTest.keyClicks with Chinese aborts the process; tests.support.typing commits it as an input method does."""
    for path in TESTS:
        for name, call in calls(path):
            if name == "keyClicks":
                typed = [part.value for part in ast.walk(call) if isinstance(part, ast.Constant)]
                assert all(text.isascii() for text in typed if isinstance(text, str)), f"{path.name}:{call.lineno}"


def test_widgets_use_setters_not_keyword_properties() -> None:
    """The bindings' stubs lack some keyword properties, and a misspelt one is taken without a word."""
    properties = {"text", "placeholderText", "objectName", "readOnly", "checked", "visible"}
    for path in GUI:
        for name, call in calls(path):
            if name.startswith("Q") and name[1:2].isupper():
                given = {keyword.arg for keyword in call.keywords} & properties
                assert not given, f"{path.name}:{call.lineno} {given}"


def test_the_icons_carry_their_licence() -> None:
    assert "MIT" in resources("icons", "LICENSE-fluentui.txt").read_text(encoding="utf-8")
