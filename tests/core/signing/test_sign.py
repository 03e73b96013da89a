"""Signing writes one signature, whole or not at all."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from core.base.errors import CertificateOutOfDate, FileMissing, FolderNotWritable, Unsignable
from core.base.jobs import Cancellable
from core.signing.identity import Algorithm
from core.signing.sign import RESERVED, sign
from core.signing.signature import read_gap, read_signature
from core.signing.stamp import Stamp
from tests.support.signed import STAMP, signed_packet, signer
from tests.support.smallpacket import WHEN, make_packet


def told(*command: str | Path) -> str:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_other_programs_find_the_signature_sound(tmp_path: Path, algorithm):
    path = signed_packet(tmp_path, identity=signer(algorithm=algorithm))
    seen = told("pdfsig", "-nocert", path)
    assert "Signature is Valid." in seen
    assert "Total document signed" in seen
    assert "ETSI.CAdES.detached" in seen
    assert "No syntax or stream encoding errors" in told("qpdf", "--check", path)


def test_openssl_verifies_the_signature_structure(tmp_path: Path):
    data = signed_packet(tmp_path, identity=signer(algorithm=Algorithm.RSA_3072)).read_bytes()
    gap, _ = read_signature(data)
    (tmp_path / "cms.der").write_bytes(read_gap(data, gap))
    (tmp_path / "content").write_bytes(data[: gap.start] + data[gap.end :])
    (tmp_path / "signer.der").write_bytes(signer(algorithm=Algorithm.RSA_3072).certificate)
    told("openssl", "x509", "-inform", "DER", "-in", tmp_path / "signer.der", "-out", tmp_path / "signer.pem")
    told(
        *("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", tmp_path / "cms.der"),
        *("-content", tmp_path / "content", "-CAfile", tmp_path / "signer.pem", "-out", tmp_path / "out"),
        *("-attime", str(int(WHEN.timestamp())), "-partial_chain"),
    )


def test_the_block_shows_a_rare_name_in_an_embedded_subset(tmp_path: Path):
    path = signed_packet(tmp_path, identity=signer("王䶮𬍛"))
    fonts = told("pdffonts", path).splitlines()[2:]
    assert all(line.split()[-5:-3] == ["yes", "yes"] for line in fonts), fonts
    text = told("pdftotext", path, "-")
    assert "电子签名 王䶮𬍛" in " ".join(text.split())
    assert "2008年9月19日 14:25" in text
    assert "本机时间，未经可信时间戳" in text
    assert signer("王䶮𬍛").fingerprint[:4].upper() in text


def test_a_name_no_font_has_signs_with_a_box_that_keeps_the_character(tmp_path: Path):
    path = signed_packet(tmp_path, identity=signer("王\U00030ede"))
    assert "王\U00030ede" in told("pdftotext", path, "-")


def test_a_name_no_single_font_has_is_set_in_two(tmp_path: Path):
    path = signed_packet(tmp_path, identity=signer("林餘"))
    assert "林餘" in told("pdftotext", path, "-")
    assert told("pdffonts", path).count("+Taizhang") >= 3


def test_the_file_certifies_that_nothing_may_change(tmp_path: Path):
    with pikepdf.open(signed_packet(tmp_path)) as pdf:
        signature = pdf.Root.AcroForm.Fields[0].V
        assert pdf.Root.Perms.DocMDP.objgen == signature.objgen
        assert signature.Reference[0].TransformParams.P == 1
        assert len(bytes(signature.Contents)) * 2 == RESERVED


@pytest.mark.parametrize("when", [WHEN - timedelta(days=40), WHEN + timedelta(days=4 * 365)])
def test_a_certificate_out_of_date_does_not_sign(tmp_path: Path, when):
    with pytest.raises(CertificateOutOfDate):
        signed_packet(tmp_path, when=when)


@pytest.mark.noise("pyhanko")
def test_what_is_no_pdf_is_not_signed(tmp_path: Path):
    source = tmp_path / "photo.jpg"
    source.write_bytes(b"\xff\xd8" + bytes(3000))
    with pytest.raises(Unsignable):
        sign(source, tmp_path / "out.pdf", identity=signer(), stamp=STAMP, when=WHEN)
    with pytest.raises(FileMissing):
        sign(tmp_path / "none.pdf", tmp_path / "out.pdf", identity=signer(), stamp=STAMP, when=WHEN)
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_signed_file_is_not_signed_again(tmp_path: Path):
    path = signed_packet(tmp_path)
    with pytest.raises(Unsignable):
        sign(path, tmp_path / "twice.pdf", identity=signer(), stamp=STAMP, when=WHEN)
    assert not (tmp_path / "twice.pdf").exists()


def test_a_page_that_does_not_exist_takes_no_block(tmp_path: Path):
    make_packet(tmp_path / "plain.pdf")
    with pytest.raises(Unsignable):
        sign(
            tmp_path / "plain.pdf",
            tmp_path / "out.pdf",
            identity=signer(),
            stamp=Stamp(page=9, rect=(0, 0, 100, 50)),
            when=WHEN,
        )


def test_a_cancelled_signature_leaves_nothing(tmp_path: Path):
    class Impatient(Cancellable):
        def show(self, done: int, total: int, what: str) -> None:
            self.cancel()

    make_packet(tmp_path / "plain.pdf")
    with pytest.raises(Exception, match="cancelled"):
        sign(
            tmp_path / "plain.pdf",
            tmp_path / "out.pdf",
            identity=signer(),
            stamp=STAMP,
            when=WHEN,
            progress=Impatient(),
        )
    assert [path.name for path in tmp_path.iterdir()] == ["plain.pdf"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    make_packet(tmp_path / "plain.pdf")
    with pytest.raises((FileMissing, FolderNotWritable)):
        sign(tmp_path / "plain.pdf", tmp_path / "none" / "out.pdf", identity=signer(), stamp=STAMP, when=WHEN)
