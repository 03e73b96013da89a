"""The pages that stand between people: nothing runs into anything else, whatever names are long or lists are."""

import itertools
from pathlib import Path

import pypdfium2
import pytest

from core.base.canonical import digest
from tests.support.desks import LONG_NAME as LONG
from tests.support.pages_between import draw_between
from tests.support.pdfs import opened_pdf, text_of

FOOT = 56
"""Points from the lower edge in which the foot of a page stands."""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {path.stem: path for path in draw_between(tmp_path_factory.mktemp("pages"))}


def foot_of(page: pypdfium2.PdfPage) -> list[tuple[float, float, str]]:
    """Return left and right edge of every character in the foot, with the character."""
    text = page.get_textpage()
    boxes = ((text.get_charbox(at), text.get_text_range(at, 1)) for at in range(text.count_chars()))
    return sorted((box[0], box[2], sign) for box, sign in boxes if box[3] < FOOT and sign.strip())


@pytest.mark.parametrize("name", ["slip-many", "hand-over-many", "slip", "hand-over"])
def test_a_long_name_in_the_foot_never_runs_into_the_count_of_pages(drawn: dict[str, Path], name: str):
    with opened_pdf(drawn[name]) as document:
        for page in document:
            signs = foot_of(page)
            assert "页" in {sign for _left, _right, sign in signs}
            assert all(after[0] >= before[1] - 1 for before, after in itertools.pairwise(signs))


def test_the_whole_name_stands_at_the_top_though_the_foot_has_only_its_beginning(drawn: dict[str, Path]):
    with opened_pdf(drawn["slip-many"]) as document:
        words = document[0].get_textpage().get_text_bounded().replace("\r\n", "")
        foot = "".join(sign for _left, _right, sign in foot_of(document[0]))
    assert LONG in words
    assert LONG[:12] in foot
    assert "…" in foot


def test_every_digest_of_a_slip_stands_in_one_line(drawn: dict[str, Path]):
    lines = text_of(drawn["slip-many"]).replace("\r\n", "\n").split("\n")
    for number in range(30):
        digits = digest(str(number).encode())[:16]
        assert any(" ".join(digits[at : at + 4] for at in range(0, 16, 4)) in line for line in lines), number


def test_the_recovery_sheet_has_eight_groups_of_six_digits(drawn: dict[str, Path]):
    words = text_of(drawn["recovery-long"])
    assert all(f"第{number}组" in words for number in range(1, 9))
