"""Files meant to keep the judge busy or to fill its memory."""

import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Name

from core.signing.verdict import Reason
from tests.support.refusals import reason_of
from tests.support.signed import signed_packet

PHOTO = b"\xff\xd8 a photo " + bytes(500)


def test_a_deflate_bomb_is_refused_by_size(tmp_path: Path):
    def bomb(pdf: pikepdf.Pdf) -> None:
        squeezer = zlib.compressobj(9)
        packed = b"".join(squeezer.compress(bytes(1 << 20)) for _ in range(300)) + squeezer.flush()
        stream = pdf.make_stream(b"")
        stream.write(packed, filter=Name.FlateDecode)
        pdf.Root.AF.append(stream)

    reason, particulars = reason_of(signed_packet(tmp_path, alter=bomb))
    assert (reason, particulars["limit"]) == (Reason.TOO_LARGE, "inflated")


def test_a_picture_of_absurd_size_is_refused(tmp_path: Path):
    def picture(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"\xff\xd8")
        stream.write(b"\xff\xd8", filter=Name.DCTDecode)
        stream.Subtype, stream.Width, stream.Height = Name.Image, 100_000, 100_000
        pdf.Root.AF.append(stream)

    assert reason_of(signed_packet(tmp_path, alter=picture))[1]["limit"] == "pixels"


def test_an_object_nested_too_deep_is_refused(tmp_path: Path):
    def nest(pdf: pikepdf.Pdf) -> None:
        inner = Array([])
        for _ in range(60):
            inner = Array([inner])
        pdf.Root.AF.append(pdf.make_indirect(inner))

    assert reason_of(signed_packet(tmp_path, alter=nest))[1]["limit"] == "depth"


def test_three_hundred_thousand_objects_are_refused_without_reading_them(tmp_path: Path):
    path = tmp_path / "many.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"".join(b"%d 0 obj\nnull\nendobj\n" % n for n in range(300_000)))
    reason, particulars = reason_of(path)
    assert (reason, particulars["limit"]) == (Reason.TOO_LARGE, "objects")


def test_a_million_names_are_refused_without_reading_them(tmp_path: Path):
    path = tmp_path / "names.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<<" + b"/A 1" * 1_000_001)
    assert reason_of(path)[1]["limit"] == "keys"


@pytest.mark.parametrize("filling", [b"stream\n", b"1 ", b"/ByteRange [0 1 2 ", b"endstream", b"<<", b"%PDF-"])
def test_a_large_file_of_nothing_takes_no_time_to_refuse(tmp_path: Path, filling):
    """Counting must not cost more than looking at every byte once; the test would take hours otherwise."""
    path = tmp_path / "nothing.pdf"
    path.write_bytes(b"%PDF-1.7\n" + filling * (8_000_000 // len(filling)))
    assert reason_of(path)[0] in {Reason.NOT_SIGNED, Reason.TOO_LARGE, Reason.SIGNATURE_FORM}
