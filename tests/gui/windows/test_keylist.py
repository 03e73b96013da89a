"""Ctrl+/: every key that is bound anywhere stands in the list of its place, and no two stand in each other's way."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from gui.widgets.keys import key_text, keys_of
from gui.windows.keylist import KEYS, KeyList, show_keys
from tests.support import tour
from tests.support.desks import StagedDesk
from tests.support.stage import Stage
from tests.support.words import words_of

GUI = Path(__file__).resolve().parents[3] / "gui"
WHOLE = {Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    found = tour.open_school(tmp_path, language="zh_CN")
    yield found
    found.close()


def bound(window: QWidget) -> Iterator[tuple[str, QWidget, Qt.ShortcutContext]]:
    """Yield every key of a window that does something now, found without the list's own help."""
    for found in window.findChildren(QShortcut):
        owner = found.parent()
        assert isinstance(owner, QWidget)
        if owner.window() is window and owner.isVisible() and found.isEnabled():
            yield from ((key.toString(), owner, found.context()) for key in QShortcut.keys(found))
    for action in window.findChildren(QAction):
        owner = action.parent()
        if isinstance(owner, QWidget) and owner.window() is window and owner.isVisible():
            yield from ((key.toString(), owner, action.shortcutContext()) for key in action.shortcuts())


def clashes(window: QWidget) -> list[str]:
    """Return the keys that Qt would find ambiguous with the focus somewhere in the window, so that neither works."""
    everything = list(bound(window))
    found = [
        key for key, count in Counter(key for key, _owner, where in everything if where in WHOLE).items() if count > 1
    ]
    for key, owner, where in everything:
        if where in WHOLE:
            continue
        found += [
            key
            for other, another, there in everything
            if other == key
            and another is not owner
            and (there in WHOLE or owner.isAncestorOf(another) or another.isAncestorOf(owner))
        ]
    return found


def walk(stops: Iterator[tour.Stop]) -> int:
    """Hold every place to it; returns how many keys were seen."""
    seen = set()
    for name, front in stops:
        window = front.window()
        there = {key for key, _owner, _where in bound(window)}
        listed = {key for line in keys_of(window) for key in line.keys}
        assert {key_text(key) for key in there} == listed, name
        assert all(line.says.strip() for line in keys_of(window)), name
        assert not clashes(window), name
        seen |= there
    return len(seen)


@pytest.mark.noise("taizhang.gui.crash")
def test_every_key_of_a_school_is_in_the_list_of_its_place_and_none_clashes(stage: Stage) -> None:
    assert walk(tour.pages(stage, tour.SCHOOL_PAGES)) > 20
    assert walk(tour.editors(stage)) > 20
    assert walk(tour.dialogs(stage)) > 4
    assert walk(tour.ways_in(stage)) > 4


def test_every_key_of_a_desk_is_in_the_list_of_its_place_and_none_clashes(tmp_path: Path) -> None:
    desk: StagedDesk = tour.open_desk(tmp_path, language="en")
    assert walk(tour.pages(desk.stage, tour.DESK_PAGES)) > 15
    assert walk(tour.desk_work(desk)) > 15
    desk.close()


def test_keys_are_bound_in_one_place_only_together_with_their_words() -> None:
    made = {
        path.relative_to(GUI).as_posix()
        for path in GUI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QShortcut"
    }
    assert made == {"widgets/keys.py"}


def test_ctrl_slash_opens_the_list_over_a_page_and_esc_gives_the_focus_back(stage: Stage) -> None:
    shell: Any = stage.window.shell()
    shell.go("study")
    stage.settle()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    before = stage.window.focusWidget()
    QTest.keyClick(stage.window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    found = stage.window.findChild(KeyList)
    assert found is not None
    stage.until(found.isActiveWindow)
    said = words_of(found)
    assert "本页面" in said
    assert "打印" in said
    assert key_text("Ctrl+P") in said
    assert found.told["快捷键一览"] == [key_text(KEYS)]
    QTest.keyClick(found, Qt.Key.Key_Escape)
    stage.settle()
    stage.until(lambda: not isValid(found) or not found.isVisible())
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    assert stage.window.focusWidget() is before


def test_a_key_with_two_names_stands_there_once(stage: Stage) -> None:
    tour.begin(stage, "study_session", "night_study")
    found = show_keys(stage.window)
    names = [name for told in found.told.values() for name in told]
    assert names.count(key_text("Ctrl+Enter")) == 1
    assert not any("Return" in name for name in names)
    assert all(label.text().strip() for label in found.findChildren(QLabel))
    found.reject()
