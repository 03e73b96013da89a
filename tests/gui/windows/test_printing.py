"""The print window: pages beside choices, runs onto paper, turning by hand, a page again, a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from core.base.settings import load
from gui.widgets.paper import Comes, Takes
from gui.widgets.text import Label
from gui.windows.printchoices import FILE, Sides, Which
from tests.gui.windows.shop import Shop, choose, open_shop
from tests.support.paper import marked_pdf, sizes
from tests.support.pdfs import opened_pdf
from tests.support.printers import COLOUR, DUPLEX, LASER
from tests.support.typing import press, type_text


@pytest.fixture
def shop(tmp_path: Path, qtbot: QtBot) -> Iterator[Shop]:
    with open_shop(tmp_path, qtbot) as made:
        yield made


def test_everything_is_printed_in_order_on_the_usual_printer(shop: Shop) -> None:
    window = shop.show(marked_pdf(3))
    assert window.choices.printer.value() == LASER.name
    shop.print(window)
    assert shop.runs() == [[1, 2, 3]]
    assert window.said() == "3 pages went to HP LaserJet 1020."
    assert load(shop.settings).printer == LASER.name


def test_some_pages_are_printed_as_they_were_written(shop: Shop) -> None:
    window = shop.show(marked_pdf(6))
    choose(window, which=Which.SOME, some="1-3、5")
    shop.print(window)
    assert shop.runs() == [[1, 2, 3, 5]]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("5-3", '"5-3" runs backwards: write the smaller page first.'),
        ("1, 9", '"9" is not there: the pages are 1 to 6.'),
        ("eins", '"eins" names no page. Write for example 1-3, 5.'),
    ],
)
def test_pages_that_are_none_get_a_sentence_and_nothing_is_printed(shop: Shop, typed: str, said: str) -> None:
    window = shop.show(marked_pdf(6))
    choose(window, which=Which.SOME, some=typed)
    shop.print(window)
    assert window.choices.some.accessibleDescription() == said
    assert window.choices.some.hasFocus()
    assert shop.runs() == []


def test_the_page_that_is_seen_is_offered_to_be_printed_again(shop: Shop) -> None:
    window = shop.show(marked_pdf(6))
    window.view.go_to(3)
    choose(window, which=Which.AGAIN)
    assert window.choices.again.number() == 4
    shop.print(window)
    assert shop.runs() == [[4]]


def test_fronts_come_first_and_backs_follow_in_the_order_of_the_turned_stack(shop: Shop) -> None:
    window = shop.show(marked_pdf(5))
    choose(window, sides=Sides.TURN)
    shop.print(window)
    assert shop.runs() == [[1, 3, 5]]
    assert window.turn.isVisible()
    assert "came out printed side down" in window.turn.picture.accessibleName()
    shop.print(window)
    assert shop.runs()[1] == [0, 4, 2], "the last sheet is fed first and stays empty on its back"
    assert not window.turn.isVisible()


def test_how_a_printer_lays_its_sheets_is_asked_once_and_remembered(shop: Shop) -> None:
    window = shop.show(marked_pdf(4))
    choose(window, sides=Sides.TURN)
    shop.print(window)
    window.turn.comes.set_value(Comes.UP)
    window.turn.comes.edited.emit()
    shop.print(window)
    assert shop.runs() == [[1, 3], [2, 4]]
    assert load(shop.settings).turning == {LASER.name: f"{Comes.UP} {Takes.UPPER}"}
    shop.print(window)
    assert window.turn.comes.value() == Comes.UP


def test_what_is_told_of_a_printer_that_went_between_fronts_and_backs_stays_with_it(shop: Shop) -> None:
    window = shop.show(marked_pdf(4))
    choose(window, sides=Sides.TURN)
    shop.print(window)
    shop.printers.off.add(LASER.name)
    shop.print(window)
    assert "takes nothing" in window.said()
    window.turn.comes.set_value(Comes.UP)
    window.turn.comes.edited.emit()
    assert list(load(shop.settings).turning) == [LASER.name]


def test_esc_leaves_the_backs_empty_and_a_second_one_closes(shop: Shop) -> None:
    window = shop.show(marked_pdf(4))
    choose(window, sides=Sides.TURN)
    shop.print(window)
    press(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.said() == "Only the fronts were printed."
    press(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert shop.runs() == [[1, 3]]


def test_a_printer_that_turns_paper_gets_every_record_on_a_front(shop: Shop) -> None:
    window = shop.show(marked_pdf(4), starts=(0, 1, 3))
    choose(window, printer=DUPLEX.name, sides=Sides.BOTH)
    shop.print(window)
    assert shop.runs() == [[1, 0, 2, 3, 4]]
    assert shop.printers.opened[0].sides is QPrinter.DuplexMode.DuplexLongSide


def test_a_printer_that_cannot_turn_paper_is_not_asked_to(shop: Shop) -> None:
    window = shop.show(marked_pdf(4))
    assert window.choices.sides.findData(Sides.BOTH) < 0
    assert window.choices.sides.findData(Sides.TURN) >= 0
    choose(window, which=Which.AGAIN)
    assert not window.choices.sides.isVisible()


def test_copies_are_the_printers_own_affair_but_not_where_paper_is_turned_by_hand(shop: Shop) -> None:
    window = shop.show(marked_pdf(3))
    window.choices.copies.set_number(2)
    shop.print(window)
    assert shop.printers.opened[0].wanted == 2
    choose(window, sides=Sides.TURN)
    shop.print(window)
    assert shop.runs()[1] == [1, 3, 1, 3]
    assert shop.printers.opened[1].wanted == 1


def test_too_many_copies_get_a_sentence(shop: Shop) -> None:
    window = shop.show(marked_pdf(1))
    window.choices.copies.set_value("")
    type_text(window.choices.copies, "1000")
    shop.print(window)
    assert "99" in window.choices.copies.accessibleDescription()
    assert shop.runs() == []


def test_a_broad_page_is_printed_along_the_paper_and_not_shrunk(shop: Shop) -> None:
    window = shop.show(marked_pdf(2, broad=(1,)))
    shop.print(window)
    (path,) = shop.printers.runs()
    assert all(size.width() < size.height() for size in sizes(path))
    with opened_pdf(path) as document:
        bitmap = document[1].render(scale=1, grayscale=True)
        rows, wide = bytes(bitmap.buffer), bitmap.stride
        bitmap.close()
    dark = [divmod(at, wide) for at in range(len(rows)) if rows[at] < 100]
    # The squares of page 2 lie at 140-160 from the left and 200-220 from the top of a broad page 842 points wide:
    # with its head to the left of the paper that is 200-220 from the left and 842-160 to 842-140 from the top.
    squares = [(row, column) for row, column in dark if row > 600 and column > 150]
    assert min(column for _row, column in squares) == pytest.approx(200, abs=3)
    assert max(column for _row, column in squares) == pytest.approx(220, abs=3)
    assert min(row for row, _column in squares) == pytest.approx(682, abs=3)


def test_grey_is_offered_only_where_it_changes_something(shop: Shop) -> None:
    window = shop.show(marked_pdf(2, photo=1))
    assert not window.choices.grey.isVisible(), "this printer has no colour"
    choose(window, printer=COLOUR.name)
    assert window.choices.grey.isVisible()
    shop.print(window)
    window.choices.grey.set_value(on=True)
    shop.print(window)
    colours = [printer.colorMode().name for printer in shop.printers.opened]
    assert colours == ["Color", "GrayScale"]
    plain = shop.show(marked_pdf(2))
    choose(plain, printer=COLOUR.name)
    assert not plain.choices.grey.isVisible(), "nothing on these pages has a colour"


def test_pressing_print_twice_prints_once(shop: Shop) -> None:
    window = shop.show(marked_pdf(3))
    window.press()
    window.press()
    window.print_button.click()
    shop.until(lambda: not window.busy())
    assert len(shop.printers.opened) == 1


def test_closing_while_it_prints_stops_first_and_says_so(shop: Shop) -> None:
    window = shop.show(marked_pdf(20))
    window.press()
    press(window, Qt.Key.Key_Escape)
    shop.until(lambda: not window.busy())
    assert window.isVisible()
    assert window.said() == "Stopped. What the printer already had may still come out."
    press(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_printer_that_is_gone_gets_a_sentence_and_is_no_longer_offered(shop: Shop) -> None:
    window = shop.show(marked_pdf(3))
    shop.printers.off.add(LASER.name)
    shop.print(window)
    assert window.said().startswith(f"{LASER.name} takes nothing.")
    assert window.choices.printer.findData(LASER.name) < 0
    shop.print(window)
    assert shop.runs() == [[1, 2, 3]], "the next one takes it"


def test_a_printer_that_vanishes_while_it_prints_gets_the_same_sentence(shop: Shop) -> None:
    window = shop.show(marked_pdf(3))
    shop.printers.vanish_after_opening = True
    shop.print(window)
    assert "takes nothing" in window.said()


def test_without_a_printer_the_pages_can_be_kept_as_a_file_with_letters_in_it(shop: Shop) -> None:
    for facts in (LASER, DUPLEX, COLOUR):
        shop.printers.off.add(facts.name)
    window = shop.show(marked_pdf(4))
    assert "No printer" in window.said()
    assert window.choices.printer.value() == FILE
    assert not window.choices.copies.isVisible()
    choose(window, which=Which.SOME, some="4, 1-2")
    shop.chooser.answers.append(shop.folder / "kept.pdf")
    shop.print(window)
    assert shop.chooser.asked == ["6月月报.pdf"]
    with opened_pdf(shop.folder / "kept.pdf") as document:
        words = [page.get_textpage().get_text_bounded().strip() for page in document]
    assert words == ["page 4 of 4", "page 1 of 4", "page 2 of 4"]


def test_a_file_that_cannot_be_written_says_why(shop: Shop) -> None:
    window = shop.show(marked_pdf(1))
    choose(window, printer=FILE)
    shop.chooser.answers.append(shop.folder / "nowhere" / "kept.pdf")
    shop.print(window)
    assert window.said()
    assert not (shop.folder / "nowhere").exists()


def test_a_pdf_that_is_none_says_why_and_prints_nothing(shop: Shop) -> None:
    window = shop.show(b"no pdf", pages=False)
    words = window.view.findChildren(Label)
    shop.until(lambda: any(label.isVisible() and label.property("tone") == "warn" for label in words))
    window.press()
    assert not window.busy()
    assert shop.runs() == []
