"""The picture of a fingerprint: the squares of the printed page, black on white in every theme, digits beside it."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.base.mosaic import SIDE, mosaic
from gui.widgets.mosaic import FingerprintView, MosaicPicture, grouped_lines
from gui.widgets.theme import dress, theme

FIRST = "5c2190ae77d40000" * 4
OTHER = "6c2190ae77d40000" + FIRST[16:]


@pytest.fixture(params=["light", "dark"])
def picture(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> MosaicPicture:
    dress(qapp, mode=request.param)
    made = MosaicPicture(FIRST)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    QApplication.processEvents()
    return made


def test_every_square_is_drawn_where_the_paper_has_it_in_both_themes(picture: MosaicPicture) -> None:
    drawn = picture.grab().toImage()
    side = drawn.width() / (SIDE + 2)
    squares = tuple(
        tuple(
            QColor(drawn.pixel(int((column + 1.5) * side), int((row + 1.5) * side))).lightness() < 128
            for column in range(SIDE)
        )
        for row in range(SIDE)
    )
    assert squares == mosaic(FIRST)
    assert QColor(drawn.pixel(1, 1)).lightness() > 250


def test_the_picture_grows_with_the_text(picture: MosaicPicture) -> None:
    before = picture.sizeHint()
    theme().set_look(percent=150)
    assert picture.sizeHint().width() > before.width()
    theme().set_look(mode="light", percent=100)


def test_another_fingerprint_is_another_picture_and_none_is_no_picture(qtbot: QtBot) -> None:
    view = FingerprintView(FIRST)
    qtbot.addWidget(view)
    first = view.picture.rows()
    view.show_fingerprint(OTHER)
    assert view.picture.rows() not in (first, ())
    view.show_fingerprint("")
    assert view.picture.rows() == ()
    assert view.picture.isHidden()
    view.show_fingerprint("no digits")
    assert view.picture.isHidden()


def test_digits_stand_in_groups_of_four_for_reading_aloud(qtbot: QtBot) -> None:
    assert grouped_lines("5c21 90ae 77d4 0000 1111 2222") == "5C21  90AE  77D4  0000\n1111  2222"
    view = FingerprintView(FIRST, large=True)
    qtbot.addWidget(view)
    assert view.digits.text().split() == [FIRST[at : at + 4].upper() for at in range(0, 64, 4)]
    assert "\n" not in view.digits.accessibleName()
