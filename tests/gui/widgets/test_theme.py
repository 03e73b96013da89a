"""The look: sizes follow the text, colours follow light and dark, and no machine shows boxes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.buttons import Button
from gui.widgets.fields import TextField
from gui.widgets.icons import IconLabel, icon_file, icon_pixmap
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import ElidedLabel, Frame, Label
from gui.widgets.theme import Mode, Room, Theme, dress, theme


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """Dress the application and undress it again."""
    dress(qapp, mode=Mode.LIGHT)
    yield theme()
    theme().set_look(mode=Mode.LIGHT, percent=100)


def test_sizes_grow_with_the_text(look: Theme, qtbot: QtBot) -> None:
    button = Button("定稿", "primary")
    qtbot.addWidget(button)
    button.show()
    small = button.sizeHint().height()
    look.set_look(percent=200)
    assert look.dp(15) == 30
    assert abs(button.sizeHint().height() - 2 * small) <= 2  # the edge stays one pixel
    assert small == 36


def test_the_text_size_stays_between_100_and_200(look: Theme) -> None:
    look.set_look(percent=400)
    assert look.percent == 200
    look.set_look(percent=10)
    assert look.percent == 100


def test_dark_turns_the_ground_dark(look: Theme, qapp: QApplication) -> None:
    look.set_look(mode="dark")
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor("#24292D")
    assert "#24292D" in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()
    assert "dp" not in qapp.styleSheet().replace("/", " ").split("url")[0]


def test_the_system_decides_when_nobody_else_does(look: Theme, qapp: QApplication) -> None:
    look.set_look(mode="system")
    assert look.dark is (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)


def test_the_same_look_is_not_put_on_twice(look: Theme) -> None:
    heard: list[int] = []
    look.changed.connect(lambda: heard.append(1))
    look.set_look(mode="light", percent=100)
    assert heard == []


@pytest.mark.parametrize(
    ("width", "percent", "room"),
    [(1366, 100, Room.WIDE), (1366, 125, Room.MIDDLE), (1366, 150, Room.MIDDLE), (1366, 200, Room.NARROW)],
)
def test_room_is_width_by_text_size(look: Theme, width: int, percent: int, room: Room) -> None:
    look.set_look(percent=percent)
    assert look.room(width) is room


@pytest.mark.parametrize("character", ["䶮", "𬍛", "镕", "餘", "㐂", "Ａ", "〔", "‰"])
def test_our_own_fonts_have_the_characters_of_names(look: Theme, character: str) -> None:
    have = [QRawFont.fromFont(_family(family)).supportsCharacter(ord(character)) for family in look.families]
    assert any(have), character


def _family(name: str) -> QFont:
    font = theme().font()
    font.setFamilies([name])
    return font


def test_bold_is_a_weight_of_its_own(look: Theme) -> None:
    assert look.font(15, bold=True).weight() > look.font(15).weight()
    assert QFontMetrics(look.font(15)).horizontalAdvance("学习") == 30


def test_placeholders_take_their_measured_colour(look: Theme, qtbot: QtBot) -> None:
    """Without a rule of its own the placeholder measured 3.2:1."""
    field = TextField(hint="查找")
    qtbot.addWidget(field)
    field.show()
    assert field.palette().color(QPalette.ColorRole.PlaceholderText) == look.colour("text3")


def test_a_label_is_a_frame_and_gets_no_box(look: Theme, qtbot: QtBot) -> None:
    """QLabel is a QFrame: a rule for one role must not reach the other."""
    label = Label("词", "section")
    qtbot.addWidget(label)
    assert isinstance(label, QFrame)
    assert str(label.property("role")).startswith("f_") is False
    assert str(Frame("card").property("role")) == "f_card"
    del look


def test_words_from_files_are_never_read_as_markup(look: Theme, qtbot: QtBot) -> None:
    label = Label("<b>粗</b><img src='x'>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    del look


def test_long_words_end_in_dots_and_stay_whole_for_the_reader(look: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel("云岙小学-九月份报送包-7F3A91C2.pdf")
    qtbot.addWidget(label)
    label.resize(80, 30)
    label.show()
    assert QLabel.text(label) != label.whole()
    assert label.toolTip() == label.whole()
    assert label.accessibleName() == label.whole()
    del look


def test_icons_take_the_colour_of_a_token(look: Theme) -> None:
    picture = icon_pixmap("checkmark_circle", 20, colour="ok", filled=True).toImage()
    found = {picture.pixelColor(x, y).name().upper() for x in range(20) for y in range(20)}
    assert look.hex("ok") in found


def test_icons_are_cached_by_colour_and_size(look: Theme) -> None:
    light = icon_pixmap("home", 20)
    assert icon_pixmap("home", 20).cacheKey() == light.cacheKey()
    look.set_look(mode="dark")
    assert icon_pixmap("home", 20).cacheKey() != light.cacheKey()


@pytest.mark.noise("taizhang.gui.icons")
def test_a_missing_icon_is_an_empty_place_not_a_crash(look: Theme) -> None:
    icon_file.cache_clear()
    assert icon_file("no_such_icon", 20) is None
    assert not icon_pixmap("no_such_icon", 20).isNull()
    del look


def test_an_icon_says_its_meaning_or_nothing(look: Theme, qtbot: QtBot) -> None:
    label = IconLabel("warning", 16, says="警告")
    qtbot.addWidget(label)
    assert label.accessibleName() == "警告"
    label.show_icon("info", says="提示")
    assert label.accessibleName() == "提示"
    del look


def test_gaps_grow_with_the_text(look: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = Column(page, margins=(4, 8, 12, 16), spacing=6)
    look.set_look(percent=150)
    assert column.spacing() == 9
    assert column.contentsMargins().right() == 18


def test_a_flow_goes_on_in_the_next_line(look: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = Flow(page, spacing=8)
    for _number in range(4):
        box = QWidget()
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    assert flow.heightForWidth(500) == 20
    assert flow.heightForWidth(220) == 48
    assert flow.heightForWidth(50) == 4 * 20 + 3 * 8
    assert flow.itemAt(9) is None
    del look


def test_a_layout_can_be_emptied(look: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = Column(page)
    line = Row()
    line.addWidget(Label("词"))
    column.addLayout(line)
    column.addWidget(Label("词"))
    clear(column)
    assert column.count() == 0
    del look


def test_a_buttons_shortcut_stands_on_it_and_works(look: Theme, qtbot: QtBot) -> None:
    pressed: list[int] = []
    page = QWidget()
    qtbot.addWidget(page)
    column = Column(page)
    button = Button("新建学习记录", "primary", shortcut="Ctrl+N", action=lambda: pressed.append(1))
    column.addWidget(button)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    assert "Ctrl+N" in button.text()
    assert button.accessibleName() == "新建学习记录"
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pressed == [1])
    button.set_text("打印")
    assert button.text() == "打印  Ctrl+N"
    del look
