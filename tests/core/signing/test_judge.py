"""Every way in which a file may differ from ours, signed properly all the same: the judge names it calmly (I06)."""

import io
import subprocess
from datetime import timedelta
from pathlib import Path

import msgspec
import pikepdf
import pytest

from core.base.errors import FileMissing
from core.base.jobs import Silent
from core.records.packet import VERSION
from core.signing.judge import judge
from core.signing.sign import RESERVED, _write
from core.signing.signature import find_gap
from core.signing.trust import Registered, Trust
from core.signing.verdict import Action, CheckCode, Light, NotChecked, Reason
from tests.support.refusals import reason_of
from tests.support.signed import STAMP, signed_packet, signer, trusting
from tests.support.smallpacket import WHEN, document, make_packet, study_session

PHOTO = b"\xff\xd8 a photo " + bytes(500)


# --- green and yellow -------------------------------------------------------------------------------------------------


def test_a_packet_of_a_registered_signer_is_valid(tmp_path: Path):
    path = signed_packet(tmp_path, files={"现场.jpg": PHOTO})
    verdict = judge(path, trusting(signer()))
    assert (verdict.light, verdict.reason, verdict.action) == (Light.VALID, Reason.REGISTERED_SIGNER, Action.OPEN)
    assert verdict.particulars == {"school": "云川县云岙镇中心小学", "name": "林志远"}
    assert verdict.claimed_time == WHEN
    assert verdict.signer is not None
    assert verdict.signer.registered
    assert verdict.data is not None
    assert (verdict.kind, verdict.packet_id) == ("packet", verdict.data.id)
    assert [(found.name, found.size) for found in verdict.attachments] == [("现场.jpg", len(PHOTO))]
    assert verdict.pages == 2
    assert [check.code for check in verdict.checks] == list(CheckCode)
    assert all(check.passed for check in verdict.checks)
    assert set(verdict.not_checked) == set(NotChecked)


def test_a_signer_nobody_registered_is_undecided_and_shows_the_fingerprint(tmp_path: Path):
    verdict = judge(signed_packet(tmp_path), Trust())
    assert verdict.light is Light.UNDECIDED
    assert verdict.action is Action.REGISTER
    assert str(verdict.particulars["fingerprint"]).replace(" ", "").lower() == signer().fingerprint
    assert verdict.data is not None


def test_a_packet_over_many_pages_is_valid(tmp_path: Path):
    long = study_session(1, content="\n".join(f"第{n}点：农村小规模学校怎样办好，" * 9 for n in range(120)))
    reason_of(signed_packet(tmp_path, document([long, study_session(2)])), light=Light.VALID)


def test_a_packet_with_object_streams_is_valid(tmp_path: Path):
    path = signed_packet(tmp_path, object_streams=pikepdf.ObjectStreamMode.generate)
    reason_of(path, light=Light.VALID)


@pytest.mark.parametrize(("days", "light"), [(-1, Light.INVALID), (0, Light.INVALID), (1, Light.UNDECIDED)])
def test_a_withdrawn_fingerprint_no_longer_counts(tmp_path: Path, days, light):
    """A signature that claims to be older than the withdrawal is undecided: its time is the signer's own word."""
    entry = Registered(
        fingerprint=signer().fingerprint,
        school="云岙小学",
        name="林志远",
        withdrawn_on=(WHEN + timedelta(days=days)).date().isoformat(),
    )
    verdict = judge(signed_packet(tmp_path), Trust().register(entry))
    assert verdict.light is light
    assert verdict.reason is (Reason.REVOKED if light is Light.INVALID else Reason.REVOCATION_UNKNOWN)


def test_a_newer_container_asks_for_a_newer_program(tmp_path: Path):
    data = document(change=lambda made: msgspec.structs.replace(made, version=VERSION + 1))
    path = signed_packet(tmp_path, data)
    assert reason_of(path, light=Light.UNDECIDED) == (Reason.NEWER_FORMAT, {"found": VERSION + 1, "known": VERSION})


# --- not ours ---------------------------------------------------------------------------------------------------------


def test_a_missing_file_is_an_error_and_no_verdict(tmp_path: Path):
    with pytest.raises(FileMissing):
        judge(tmp_path / "none.pdf", Trust())


def test_an_empty_file_is_named_so(tmp_path: Path):
    path = tmp_path / "file.pdf"
    path.write_bytes(b"")
    assert reason_of(path)[0] is Reason.EMPTY


@pytest.mark.parametrize("content", [b"\xff\xd8\xff", b"\n%PDF-1.7", b"PK\x03\x04" * 99])
def test_what_is_no_pdf_is_named_so(tmp_path: Path, content):
    path = tmp_path / "file.pdf"
    path.write_bytes(content)
    assert reason_of(path)[0] is Reason.NOT_PDF


def test_an_unsigned_packet_is_named_so(tmp_path: Path):
    make_packet(tmp_path / "plain.pdf")
    assert reason_of(tmp_path / "plain.pdf")[0] is Reason.NOT_SIGNED


def test_a_signed_pdf_without_our_data_is_not_ours(tmp_path: Path):
    def drop(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Names
        del pdf.Root.AF

    assert reason_of(signed_packet(tmp_path, alter=drop))[0] is Reason.NOT_OURS
    other = document(change=lambda made: msgspec.structs.replace(made, format="something-else"))
    assert reason_of(signed_packet(tmp_path, other))[0] is Reason.NOT_OURS


# --- changed after signing --------------------------------------------------------------------------------------------


def test_a_changed_byte_is_named_a_change(tmp_path: Path):
    path = signed_packet(tmp_path)
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(data)
    assert reason_of(path)[0] is Reason.CHANGED


def test_something_added_behind_the_signature_is_named(tmp_path: Path):
    path = signed_packet(tmp_path)
    path.write_bytes(path.read_bytes() + b"\n")
    assert reason_of(path)[0] is Reason.APPENDED


@pytest.mark.noise("pyhanko")
def test_a_file_pdfsig_accepts_is_refused_when_a_page_was_overlaid(tmp_path: Path):
    """pdfsig looks at the signed part and calls it valid, although a later revision shows another page."""
    from pyhanko.pdf_utils.generic import NameObject, StreamObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    path = signed_packet(tmp_path)
    writer = IncrementalPdfFileWriter(io.BytesIO(path.read_bytes()))
    page = writer.root["/Pages"]["/Kids"][1]
    page[NameObject("/Contents")] = writer.add_object(StreamObject(stream_data=b"0 0 500 500 re f"))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())
    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid." in told
    assert reason_of(path)[0] is Reason.APPENDED


def rewritten_gap(path: Path, change) -> None:
    data = path.read_bytes()
    gap = find_gap(data)
    hole = data[gap.start + 1 : gap.end - 1]
    path.write_bytes(data[: gap.start + 1] + change(hole) + data[gap.end - 1 :])


@pytest.mark.parametrize(
    ("detail", "change"),
    [
        ("hex", bytes.upper),
        ("hex", lambda hole: b" " + hole[:-1]),
        ("padding", lambda hole: hole[:-2] + b"01"),
        ("padding", lambda hole: hole[: hole.rstrip(b"0").__len__() + 64] + hole[: RESERVED // 4] + b"00" * 2000),
        ("der", lambda hole: b"00" + hole[2:]),
        ("der", lambda hole: b"3080" + hole[4:]),
        ("der", lambda hole: b"3083ffffff" + hole[10:]),
    ],
)
def test_the_gap_of_the_signature_has_one_form_only(tmp_path: Path, detail, change):
    """Nothing in the gap is signed; capitals, blanks and a second structure behind the first all pass elsewhere."""
    path = signed_packet(tmp_path)
    rewritten_gap(path, lambda hole: change(hole)[:RESERVED].ljust(RESERVED, b"0"))
    assert reason_of(path) == (Reason.SIGNATURE_FORM, {"detail": detail})


def test_a_huge_gap_is_refused_before_it_is_read(tmp_path: Path):
    start = b"%PDF-1.7\n1 0 obj\n<< /Type /Sig /Contents <"
    hole = b"30" * 20_000_000
    path = tmp_path / "huge.pdf"
    end = b"> >>\nendobj\n/ByteRange [0 %d %d %d]"
    first, second = len(start) - 1, len(start) + len(hole) + 1
    length = len(end % (first, second, 0)) - 1 + 1
    path.write_bytes(start + hole + end % (first, second, length))
    assert reason_of(path) == (Reason.SIGNATURE_FORM, {"detail": "gap"})


def test_a_signature_that_leaves_a_part_out_is_named(tmp_path: Path):
    path = signed_packet(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"/ByteRange [0 ", b"/ByteRange [9 "))
    assert reason_of(path) == (Reason.SIGNATURE_FORM, {"detail": "byte_range"})


# --- pages ------------------------------------------------------------------------------------------------------------


def test_a_page_that_says_something_else_is_refused_by_field(tmp_path: Path):
    path = signed_packet(
        tmp_path, printed=lambda field, text: text.replace("二楼", "三楼") if field == "place" else text
    )
    assert reason_of(path) == (Reason.PAGES, {"page": 2, "record": "ST-2008-001", "field": "place"})


def test_a_field_left_out_of_its_page_is_refused(tmp_path: Path):
    path = signed_packet(tmp_path, printed=lambda field, text: "" if field == "discussion" else text)
    assert reason_of(path)[1]["field"] == "discussion"


def test_pages_beyond_the_document_are_refused(tmp_path: Path):
    def shift(raw: bytes) -> bytes:
        return raw.replace(b'"pages":{"first":2,"last":2}', b'"pages":{"first":2,"last":9}')

    assert reason_of(signed_packet(tmp_path, raw=shift))[0] is Reason.PAGES


def test_a_page_without_the_short_code_is_refused(tmp_path: Path):
    def recode(raw: bytes) -> bytes:
        return raw.replace("九月份报送包".encode(), "十月份报送包".encode())

    assert reason_of(signed_packet(tmp_path, raw=recode))[1]["field"] == "code"


# --- certificates -----------------------------------------------------------------------------------------------------


def test_a_certificate_that_was_not_in_force_is_refused(tmp_path: Path):
    """Our own program refuses to sign so; a stranger's would not, so the inner step is called here."""
    make_packet(tmp_path / "plain.pdf")
    path, late = tmp_path / "late.pdf", WHEN + timedelta(days=4 * 365)
    with (tmp_path / "plain.pdf").open("rb") as source, path.open("xb+") as out:
        _write(source, out, identity=signer(), stamp=STAMP, when=late, progress=Silent())
    assert reason_of(path) == (Reason.OUT_OF_DATE, {"valid_from": "2008-08-20", "valid_until": "2011-08-20"})
