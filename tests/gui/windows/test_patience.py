"""Waiting after wrong tries."""

from pathlib import Path

from gui.windows.patience import LONGEST, Patience

HERE, THERE = Path("here"), Path("there")


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def test_three_slips_are_free_then_the_wait_doubles_up_to_a_minute():
    hands = Hands()
    patience = Patience(now=hands)
    waits = []
    for _try in range(12):
        patience.wrong(HERE)
        waits.append(patience.left(HERE))
        hands.at += LONGEST
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60]


def test_the_wait_runs_out_by_itself_and_is_rounded_up():
    hands = Hands()
    patience = Patience(now=hands)
    for _try in range(4):
        patience.wrong(HERE)
    hands.at += 0.5
    assert patience.left(HERE) == 2
    hands.at += 1.5
    assert patience.left(HERE) == 0


def test_a_right_try_begins_anew_and_another_book_is_counted_by_itself():
    patience = Patience(now=Hands())
    for _try in range(6):
        patience.wrong(HERE)
    assert patience.left(THERE) == 0
    patience.right(THERE)
    assert patience.left(HERE) == 8, "opening another book helps nobody"
    patience.right(HERE)
    patience.wrong(HERE)
    assert patience.left(HERE) == 0
