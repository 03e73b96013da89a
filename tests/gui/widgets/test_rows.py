"""List rows and links with little room: the words come first, and nothing runs out of sight."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.buttons import ElidedLink
from gui.widgets.chip import ChipData, Tone, chip_size
from gui.widgets.rows import beside_words
from gui.widgets.space import Flow
from gui.widgets.theme import theme

DRAFT, LATE = ChipData("草稿", "edit"), ChipData("逾期 78 天", "calendar_error", Tone.WARN)


def wide(chip: ChipData) -> int:
    return chip_size(chip).width()


def test_all_chips_stand_where_the_words_keep_half_of_the_room(qapp: QApplication) -> None:
    del qapp
    room = 2 * (wide(DRAFT) + wide(LATE) + 2 * theme().dp(8))
    assert beside_words((DRAFT, LATE), room) == [(DRAFT, wide(DRAFT)), (LATE, wide(LATE))]
    assert beside_words((), 10) == []


def test_the_graver_chip_stays_where_there_is_no_room_for_two(qapp: QApplication) -> None:
    del qapp
    assert beside_words((DRAFT, LATE), 2 * wide(LATE) + theme().dp(20)) == [(LATE, wide(LATE))]
    assert beside_words((LATE, DRAFT), 2 * wide(LATE) + theme().dp(20)) == [(LATE, wide(LATE))]


def test_a_long_chip_is_cut_before_the_heading_is(qapp: QApplication) -> None:
    del qapp
    long = ChipData("78 days overdue and counting", "calendar_error", Tone.WARN)
    ((chip, taken),) = beside_words((DRAFT, long), theme().dp(200))
    assert chip == long
    assert taken <= theme().dp(200) * 3 / 5


def test_a_link_of_many_words_is_cut_and_stands_whole_in_its_tool_tip(qtbot: QtBot) -> None:
    name = "PP-2008-001 关于把农村小学放学后看护列入规范管理的建议书 & 附件"
    page = QWidget()
    line = Flow(page)
    link = ElidedLink(name)
    line.addWidget(link)
    qtbot.addWidget(page)
    assert line.minimumSize().width() <= theme().dp(80), "it pushes nothing out of sight"
    page.resize(200, 60)
    page.show()
    assert link.width() <= 200
    assert link.text().endswith("…")
    assert link.toolTip() == name
    assert link.accessibleName() == name
    page.resize(QSize(theme().dp(1200), 60))
    qtbot.waitUntil(lambda: link.text() == name.replace("&", "&&"))
    assert link.toolTip() == ""
