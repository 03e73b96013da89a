"""Words and what stands at their right end: side by side, or under each other where there is no room for both."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.beside import Beside
from gui.widgets.buttons import Button
from gui.widgets.columns import CardColumn, Columns
from gui.widgets.space import Column, Flow
from gui.widgets.text import Label, NameLabel, Scroll
from gui.widgets.theme import Room, theme

WORDS = "Everything that was written is kept, encrypted, on this computer only."


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    """Leave the text as large as it was."""
    yield
    theme().set_look(percent=100)


class Line(QWidget):
    """A sentence with a button at its right end."""

    def __init__(self, *, last: bool = False) -> None:
        super().__init__()
        self.words, self.button = Label(WORDS, wrap=True), Button("Look it through")
        parts = (self.button, self.words) if last else (self.words, self.button)
        self.line = Beside(*parts, last=last, parent=self)


def shown(qtbot: QtBot, widget: QWidget, *, wide: int, high: int = 200) -> None:
    qtbot.addWidget(widget)
    widget.resize(wide, high)
    widget.show()
    QApplication.processEvents()


def test_where_there_is_room_the_button_stands_at_the_right_end(qtbot: QtBot) -> None:
    line = Line()
    shown(qtbot, line, wide=700)
    assert line.button.geometry().right() == line.width() - 1
    assert line.words.geometry().right() < line.button.x()
    assert not line.line.stacked(700)


def test_where_there_is_none_it_stands_under_the_words_and_nothing_is_cut(qtbot: QtBot) -> None:
    line = Line()
    shown(qtbot, line, wide=240)
    assert line.button.y() > line.words.geometry().bottom()
    assert line.words.height() >= line.words.heightForWidth(line.words.width())
    assert line.heightForWidth(240) > line.heightForWidth(700)


def test_it_asks_for_no_more_width_than_its_longest_part(qtbot: QtBot) -> None:
    line = Line()
    qtbot.addWidget(line)
    assert line.minimumSizeHint().width() <= line.button.sizeHint().width()


def test_the_last_part_may_be_the_one_that_grows(qtbot: QtBot) -> None:
    line = Line(last=True)
    shown(qtbot, line, wide=700)
    assert line.button.x() == 0
    assert line.words.geometry().right() == line.width() - 1


def test_a_part_out_of_sight_takes_no_room(qtbot: QtBot) -> None:
    line = Line()
    shown(qtbot, line, wide=300)
    line.button.hide()
    QApplication.processEvents()
    assert line.words.width() == 300
    line.words.hide()
    QApplication.processEvents()
    assert line.line.heightForWidth(300) == 0


def test_the_height_is_found_anew_when_the_words_change(qtbot: QtBot) -> None:
    line = Line()
    shown(qtbot, line, wide=300)
    before = line.heightForWidth(300)
    line.words.setText(" ".join([WORDS] * 4))
    QApplication.processEvents()
    assert line.heightForWidth(300) > before


def test_layouts_may_be_the_parts(qtbot: QtBot) -> None:
    page, column, ends = QWidget(), Column(), Flow(right=True)
    column.addWidget(Label(WORDS, wrap=True))
    ends.addWidget(Button("Mend"))
    Beside(column, ends, parent=page)
    shown(qtbot, page, wide=600)
    assert all(part.isVisible() for part in page.findChildren(Button))


def test_a_pane_that_scrolls_is_no_narrower_than_what_stands_in_it(qtbot: QtBot) -> None:
    column = Column()
    button = Button("A verb of very many words that has to stand whole")
    column.addWidget(button)
    pane = Scroll(column)
    qtbot.addWidget(pane)
    assert pane.minimumSizeHint().width() > button.sizeHint().width()
    assert Scroll(Column(), adapts=True).minimumSizeHint().width() < 200


def test_names_in_a_column_are_as_wide_as_the_widest_and_grow_with_the_text(qtbot: QtBot) -> None:
    names = ["County", "A name that is longer than usual"]
    labels = [NameLabel(name, names) for name in names]
    for label in labels:
        qtbot.addWidget(label)
    assert len({label.width() for label in labels}) == 1
    before = labels[0].width()
    theme().set_look(percent=200)
    assert labels[0].width() > 1.8 * before


def test_columns_too_narrow_for_what_stands_in_them_go_behind_tabs(qtbot: QtBot) -> None:
    parts = {}
    for key in ("one", "other"):
        body = Column()
        body.addWidget(Button("A verb of very many words that has to stand whole"))
        parts[key] = CardColumn("send", key, body=Scroll(body))
    columns = Columns(parts, says="两栏")
    columns.set_room(Room.MIDDLE)
    window = QWidget()
    Column(window).addWidget(columns)
    shown(qtbot, window, wide=1100)
    assert not columns.one_at_a_time()
    assert all(part.isVisible() for part in parts.values())
    window.resize(620, 200)
    QApplication.processEvents()
    assert columns.one_at_a_time()
    assert [part.isVisible() for part in parts.values()] == [True, False]
    window.resize(1100, 200)
    QApplication.processEvents()
    assert all(part.isVisible() for part in parts.values())
