"""Scanned PDFs in a packet: every page drawn, a seal stays red, and what can't be read says so."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from core.base.canonical import digest
from core.base.errors import ScanUnreadable
from core.documents import scans
from core.records.packet import Attached
from tests.core.documents.test_pages import texts_of
from tests.support.pages import compose_in, diary, packet
from tests.support.pdfa import broken_rules, why_not
from tests.support.scans import scan


def attached(folder: Path, content: bytes, *, name: str = "签到表.pdf") -> Attached:
    sha256 = digest(content)
    (folder / sha256).write_bytes(content)
    return Attached(name=name, sha256=sha256, size=len(content), mime="application/pdf", title="手签签到表")


def pictures(path: Path) -> list[tuple[str, str]]:
    """Return colour space and filter of the picture on every page that has one."""
    with pikepdf.open(path) as pdf:
        return [
            (str(image.ColorSpace), str(image.Filter))
            for page in pdf.pages
            for image in (page.Resources.get("/XObject") or {}).values()
        ]


def test_every_page_of_a_scan_is_printed_with_its_number_and_a_seal_stays_red(tmp_path: Path) -> None:
    made = compose_in(tmp_path, packet([diary()], attached=[attached(tmp_path, scan(3, seal=1))]))
    pages = texts_of(made.path)
    for number in (1, 2, 3):
        assert sum(f"手签签到表（第{number}页共3页）" in page for page in pages) == 1
    assert "只嵌入" not in "".join(pages)
    assert pictures(made.path) == [
        ("/DeviceGray", "/DCTDecode"),
        ("/DeviceRGB", "/DCTDecode"),
        ("/DeviceGray", "/DCTDecode"),
    ]
    with pikepdf.open(made.path) as pdf:
        assert pdf.attachments["签到表.pdf"].get_file().read_bytes() == scan(3, seal=1)


def test_the_drawn_page_looks_like_the_scanned_one(tmp_path: Path) -> None:
    content = scan(1, seal=0)
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    ((width, height),) = scans.sizes(path, name="a.pdf")
    assert (width, height) == pytest.approx((620 * 200 / 75, 877 * 200 / 75), abs=1)
    jpeg, grey = scans.draw(path, 0, width=width, height=height)
    image = Image.open(io.BytesIO(jpeg)).resize((620, 877))
    assert not grey
    red, green, _blue = image.getpixel((460, 622))  # type: ignore[misc]
    assert red - green > 80


def test_eighty_pages_hold(tmp_path: Path) -> None:
    made = compose_in(tmp_path, packet([diary()], attached=[attached(tmp_path, scan(80, size=(310, 438)))]))
    assert len(pictures(made.path)) == 80
    assert any("第80页共80页" in page for page in texts_of(made.path))


def test_a_page_lying_on_its_side_stays_within_the_paper(tmp_path: Path) -> None:
    made = compose_in(tmp_path, packet([diary()], attached=[attached(tmp_path, scan(1, size=(1700, 620)))]))
    document = pypdfium2.PdfDocument(made.path)
    boxes = [
        item.get_bounds()
        for page in document
        for item in page.get_objects()
        if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    ]
    document.close()
    ((left, bottom, right, top),) = boxes
    assert left >= 28 * 72 / 25.4 - 1
    assert right <= (210 - 20) * 72 / 25.4 + 1
    assert bottom > 0
    assert top < 297 * 72 / 25.4


def encrypted() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan(1))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return buffer.getvalue()


def huge() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14_000, 14_000))
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [(encrypted(), "locked"), (b"%PDF-1.4 torn", "damaged"), (b"", "damaged"), (huge(), "too_large")],
    ids=["password", "torn", "empty", "a page of five metres"],
)
def test_what_cannot_be_read_is_refused_by_its_name(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(ScanUnreadable) as refused:
        compose_in(tmp_path, packet([diary()], attached=[attached(tmp_path, content)]))
    assert refused.value.particulars == {"name": "签到表.pdf", "reason": reason}


def test_the_same_scan_gives_the_same_packet(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    first, second = (
        compose_in(folder, packet([diary()], attached=[attached(folder, scan(2, seal=0))])).path.read_bytes()
        for folder in (one, other)
    )
    assert first == second


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_a_packet_with_scans_is_pdf_a(tmp_path: Path) -> None:
    made = compose_in(tmp_path, packet([diary()], attached=[attached(tmp_path, scan(2, seal=1))]))
    assert broken_rules([made.path]) == [""]
