"""Two threads in pdfium at once destroy memory: everything that opens a document waits until nobody else has one."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from core.base.pdfium import ALONE
from core.documents import scans
from core.signing.pages import read_pages
from gui.widgets import raster
from tests.support.paper import marked_pdf

ROOT = Path(__file__).parents[2]
ERRANDS: dict[str, Callable[[Path], object]] = {
    "the size of a scan": lambda path: scans.sizes(path, name="scan"),
    "a scan's picture": lambda path: scans.draw(path, 0, width=100, height=141),
    "the words of a packet": lambda path: read_pages(path.read_bytes(), {1}, pages=2),
    "a page on the screen": lambda path: raster.page_image(path, 0, width=100),
    "a page for the printer": lambda path: raster.page_for_print(path, 0, dpi=50, grey=True),
    "words on pages": lambda path: raster.find_on_pages(path, "page", [0]),
    "some pages": lambda path: raster.some_pages(path, [0]),
}


@pytest.mark.parametrize("errand", ERRANDS)
@pytest.mark.usefixtures("qapp")
def test_whoever_wants_into_pdfium_waits_until_it_is_free(errand: str, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(marked_pdf(2))
    done: list[object] = []
    with ALONE:
        thread = threading.Thread(target=lambda: done.append(ERRANDS[errand](path)))
        thread.start()
        thread.join(0.2)
        assert done == []
    thread.join()
    assert len(done) == 1
    assert not ALONE.locked()


def test_nobody_opens_a_document_without_being_alone() -> None:
    users = [path for floor in ("core", "gui") for path in (ROOT / floor).rglob("*.py")]
    opening = {path for path in users if "pypdfium2.PdfDocument(" in path.read_text("utf-8")}
    assert opening
    assert [path.name for path in opening if "with ALONE:" not in path.read_text("utf-8")] == []


def test_no_test_of_windows_opens_a_document_while_the_program_may_have_one() -> None:
    users = [path for part in ("gui", "flows") for path in (ROOT / "tests" / part).rglob("*.py")]
    assert [path.name for path in users if "pypdfium2.PdfDocument(" in path.read_text("utf-8")] == []
