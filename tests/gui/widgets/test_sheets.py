"""The sheets of the gallery as a person meets them: everything fits, has a name, and is reached by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.messages import use
from gui.widgets.buttons import Button
from gui.widgets.space import Column
from gui.widgets.theme import Mode, Room, dress, theme
from tests.support.gallery import SHEETS

SCREEN = (1366, 698)


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    """Leave the look and the language as they were."""
    dress(qapp, mode=Mode.LIGHT)
    yield
    use("en")
    theme().set_look(mode=Mode.LIGHT, percent=100)


def sheet(qtbot: QtBot, name: str, *, language: str, percent: int) -> QWidget:
    """Return a shown sheet."""
    use(language)
    theme().set_look(percent=percent)
    made = SHEETS[name](theme().room(SCREEN[0]))
    qtbot.addWidget(made)
    made.resize(*SCREEN)
    made.show()
    QApplication.processEvents()
    return made


@pytest.mark.parametrize("name", list(SHEETS))
@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_everything_fits_the_small_screen(qtbot: QtBot, name: str, percent: int, language: str) -> None:
    if name == "asking" and percent > 125:
        pytest.skip("a dialog beside a form is no page of the program")
    made = sheet(qtbot, name, language=language, percent=percent)
    assert made.minimumSizeHint().width() <= SCREEN[0]
    assert made.minimumSizeHint().height() <= SCREEN[1]
    for area in made.findChildren(QScrollArea):
        assert area.widget().width() <= area.viewport().width(), "something would scroll sideways"


@pytest.mark.parametrize("name", list(SHEETS))
def test_everything_that_takes_the_keyboard_says_what_it_is(qtbot: QtBot, name: str) -> None:
    made = sheet(qtbot, name, language="zh_CN", percent=100)
    for widget in made.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.focusProxy() is not None or isinstance(widget.parent(), QAbstractScrollArea):
            continue
        seen = QAccessible.queryAccessibleInterface(widget)
        assert seen is not None
        said = seen.text(QAccessible.Text.Name)
        if isinstance(widget, QLineEdit) and not said:
            said = widget.placeholderText()
        assert said, f"{type(widget).__name__} in {name} has no name"


def test_tab_reaches_every_field_of_the_editor_and_comes_round(qtbot: QtBot) -> None:
    made = sheet(qtbot, "editor", language="zh_CN", percent=100)
    with qtbot.waitActive(made):
        made.activateWindow()
    wanted = {
        widget
        for widget in made.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    }
    reached: set[QWidget] = set()
    for _step in range(len(wanted) + 5):
        qtbot.keyClick(made, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is not None:
            reached.add(focused)
    missed = {widget for widget in wanted - reached if not isinstance(widget, QAbstractButton)}
    assert not missed


@pytest.mark.parametrize("percent", [100, 200])
def test_buttons_are_never_lower_than_they_may_be(qtbot: QtBot, percent: int) -> None:
    made = sheet(qtbot, "judge", language="zh_CN", percent=percent)
    for button in made.findChildren(QAbstractButton):
        if button.isVisible():
            link = button.property("kind") in ("link", "status")
            least = theme().dp(24 if link else 32) - 2
            assert button.height() >= least, button.text()


@pytest.mark.parametrize("name", ["editor", "ledger", "wizard", "judge", "calendar", "facts", "compared"])
def test_an_open_window_follows_the_text_size_to_the_pixel(qtbot: QtBot, name: str) -> None:
    theme().set_look(percent=100)
    made = SHEETS[name](Room.MIDDLE)
    qtbot.addWidget(made)
    made.resize(*SCREEN)
    made.show()
    QApplication.processEvents()
    theme().set_look(percent=150)
    QApplication.processEvents()
    made.resize(*SCREEN)
    QApplication.processEvents()
    fresh = SHEETS[name](Room.MIDDLE)
    qtbot.addWidget(fresh)
    fresh.resize(*SCREEN)
    fresh.show()
    QApplication.processEvents()
    followed = {(widget.objectName(), widget.geometry().getRect()) for widget in made.findChildren(Button)}
    anew = {(widget.objectName(), widget.geometry().getRect()) for widget in fresh.findChildren(Button)}
    assert followed == anew


@pytest.mark.parametrize("kind", ["primary", "plain", "quiet", "small", "danger", "link", "status"])
def test_focus_is_seen_on_every_kind_of_button(qtbot: QtBot, kind: str) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = Column(page)
    button, other = Button("定稿", kind), Button("别的")
    column.addWidget(button)
    column.addWidget(other)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    other.setFocus()
    QApplication.processEvents()
    before, size = button.grab().toImage(), button.size()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = button.grab().toImage()
    assert button.size() == size, "nothing may move"
    changed = sum(
        before.pixel(x, y) != after.pixel(x, y) for x in range(before.width()) for y in range(before.height())
    )
    assert changed >= 2 * (before.width() + before.height()) - 16


def test_no_label_of_a_sheet_is_cut(qtbot: QtBot) -> None:
    for name in SHEETS:
        made = sheet(qtbot, name, language="zh_CN", percent=100)
        for label in made.findChildren(QLabel):
            if label.isVisible() and label.text() and not label.wordWrap() and label.property("role") != "icon":
                cut = label.width() + 1 < label.fontMetrics().horizontalAdvance(label.text())
                assert not cut or label.toolTip(), f"{name}: {label.text()}"
