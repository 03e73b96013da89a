"""The menu of many kinds: narrowed by Chinese, initials or English, chosen by keys, closed by what lies beside it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.messages import use
from gui.widgets.buttons import Button
from gui.widgets.fields import TextField
from gui.widgets.kindmenu import KindEntry, KindGroup, KindMenu
from gui.widgets.space import Column
from gui.widgets.text import Label
from gui.widgets.theme import dress, theme
from tests.support.sheet_kinds import groups
from tests.support.typing import press, type_text


class House(QWidget):
    """A window with a button and its menu, and a field beside."""

    def __init__(self) -> None:
        super().__init__()
        self.button = Button("新建", "primary", opens=True)
        self.field = TextField()
        column = Column(self)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.field)
        column.addStretch(1)
        self.menu = KindMenu(groups(), says="新建记录", parent=self)
        self.heard: list[str] = []
        self.menu.chosen.connect(self.heard.append)
        self.button.clicked.connect(lambda: self.menu.open_under(self.button))

    def left(self) -> list[str]:
        """Return the words of the entries that are left."""
        return [entry.text for entry in self.menu.list.entries()]


@pytest.fixture(autouse=True)
def chinese(qapp: QApplication) -> Iterator[None]:
    """Speak Chinese, in the usual look."""
    dress(qapp, mode="light")
    use("zh_CN")
    yield
    use("en")
    theme().set_look(mode="light", percent=100)


@pytest.fixture
def house(qtbot: QtBot) -> House:
    """Return the window with its menu open."""
    made = House()
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.button.setFocus()
    made.button.click()
    QApplication.processEvents()
    return made


def test_it_opens_with_the_keyboard_in_its_line_and_the_first_kind_chosen(house: House) -> None:
    assert house.menu.isVisible()
    assert house.menu.line.hasFocus()
    assert house.menu.list.current() == groups()[0].entries[0]
    assert len(house.left()) == 10


def test_arrows_pass_over_the_titles_and_enter_chooses(house: House) -> None:
    for _each in range(4):
        press(house.menu.line, Qt.Key.Key_Down)
    press(house.menu.line, Qt.Key.Key_Return)
    assert house.heard == ["diary"]
    assert house.menu.isHidden()
    assert house.button.hasFocus(), "the keyboard goes back to where it was"


def test_arrows_go_round_and_pages_stop_at_the_ends(house: House) -> None:
    press(house.menu.line, Qt.Key.Key_Up)
    assert house.menu.list.current().key == "sum"
    press(house.menu.line, Qt.Key.Key_Down)
    assert house.menu.list.current().key == "night"
    press(house.menu.line, Qt.Key.Key_PageDown)
    press(house.menu.line, Qt.Key.Key_PageDown)
    assert house.menu.list.current().key == "sum"
    press(house.menu.line, Qt.Key.Key_PageUp)
    press(house.menu.line, Qt.Key.Key_PageUp)
    assert house.menu.list.current().key == "night"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("夜学", ["夜学"]),
        ("yx", ["夜学"]),
        ("YX", ["夜学"]),
        ("dd", ["蹲点调研日记"]),
        ("rj", ["蹲点调研日记"]),
        ("night", ["夜学"]),
        ("家长", ["恳谈会记录"]),
        ("调研", ["蹲点调研日记", "恳谈会记录", "调研报告"]),
        ("没有这个", []),
    ],
)
def test_words_initials_and_english_narrow_the_list(house: House, typed: str, left: list[str]) -> None:
    type_text(house.menu.line, typed)
    assert house.left() == left


def test_one_letter_fits_only_beginnings() -> None:
    entry = KindEntry("a", "夜学", initials="yx", also="Night study")
    assert entry.found_by("y") == 3
    assert entry.found_by("n") == 3
    assert entry.found_by("s") == 3
    assert entry.found_by("x") == 0


def test_the_best_fit_is_chosen_though_another_stands_before_it(house: House) -> None:
    house.menu.show_groups(
        [KindGroup("", (KindEntry("later", "整改总结", initials="zgzj"), KindEntry("best", "总结", initials="zj")))]
    )
    type_text(house.menu.line, "总结")
    assert house.left() == ["整改总结", "总结"]
    press(house.menu.line, Qt.Key.Key_Return)
    assert house.heard == ["best"]


def test_nothing_found_is_said_and_can_be_cleared(house: House) -> None:
    type_text(house.menu.line, "没有这个")
    assert "没有叫“没有这个”的。" in [label.text() for label in house.menu.findChildren(Label) if label.isVisible()]
    press(house.menu.line, Qt.Key.Key_Return)
    assert house.heard == []
    press(house.menu.line, Qt.Key.Key_Tab)
    clear = next(button for button in house.menu.findChildren(Button) if button.text() == "清空")
    assert clear.hasFocus()
    clear.click()
    assert len(house.left()) == 10
    assert house.menu.line.hasFocus()


def test_esc_closes_and_chooses_nothing(house: House) -> None:
    closed: list[int] = []
    house.menu.closed.connect(lambda: closed.append(1))
    press(house.menu.line, Qt.Key.Key_Escape)
    assert house.menu.isHidden()
    assert closed == [1]
    assert house.heard == []
    assert house.button.hasFocus()


def test_a_click_beside_closes_and_one_on_a_kind_chooses(house: House) -> None:
    QTest.mouseClick(house.menu, Qt.MouseButton.LeftButton, pos=QPoint(5, 590))
    assert house.menu.isHidden()
    house.button.click()
    rows = house.menu.list
    place = rows.visualRect(rows.model().index(2, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert house.heard == ["core"]


def test_a_title_is_not_chosen_by_a_click(house: House) -> None:
    rows = house.menu.list
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(0, 0)).center())
    assert house.heard == []
    assert house.menu.isVisible()


def test_it_closes_when_the_keyboard_goes_elsewhere(house: House) -> None:
    house.field.setFocus()
    assert house.menu.isHidden()
    assert house.field.hasFocus()


def test_it_closes_when_its_button_goes(house: House) -> None:
    house.button.hide()
    assert house.menu.isHidden()


def test_tab_stays_within_and_letters_in_the_list_go_to_the_line(house: House) -> None:
    press(house.menu.line, Qt.Key.Key_Tab)
    assert house.menu.list.hasFocus()
    press(house.menu.list, Qt.Key.Key_Y)
    assert house.menu.line.text() == "y"
    assert house.menu.line.hasFocus()
    press(house.menu.line, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert house.menu.list.hasFocus()


def test_the_chosen_kind_is_said_beside_the_line(house: House) -> None:
    press(house.menu.line, Qt.Key.Key_Down)
    assert house.menu.line.accessibleDescription() == "中心组学习 · 每月一次，班子成员"
    assert house.menu.list.accessibleName() == "新建记录"


def test_opening_again_forgets_what_was_typed_but_not_while_it_is_open(house: House) -> None:
    type_text(house.menu.line, "夜学")
    house.menu.open_under(house.button)
    assert house.menu.line.text() == "夜学"
    press(house.menu.line, Qt.Key.Key_Escape)
    house.button.click()
    assert house.menu.line.text() == ""
    assert len(house.left()) == 10


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(900, 600), (1366, 698), (500, 420)])
def test_it_never_reaches_beyond_the_window(house: House, size: tuple[int, int], percent: int) -> None:
    theme().set_look(percent=percent)
    house.resize(*size)
    QApplication.processEvents()
    assert house.rect().contains(house.menu.card.geometry())


def test_it_opens_above_a_button_at_the_foot(qtbot: QtBot) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(700, 600)
    button = Button("新建", opens=True)
    column = Column(made)
    column.addStretch(1)
    column.addWidget(button)
    menu = KindMenu(groups(), says="新建记录", parent=made)
    made.show()
    menu.open_under(button)
    assert menu.card.geometry().bottom() < button.geometry().top()
    assert menu.card.geometry().top() >= 0
    menu.close_menu()


def test_the_button_keeps_room_for_its_arrow(qtbot: QtBot) -> None:
    plain, opening = Button("新建", "primary"), Button("新建", "primary", opens=True)
    for button in (plain, opening):
        qtbot.addWidget(button)
        button.show()
    assert opening.sizeHint().width() >= plain.sizeHint().width() + theme().dp(16)
    assert not opening.grab().isNull()
