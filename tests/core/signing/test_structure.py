"""Active or hidden content, signed by a proper signer all the same: the judge names it."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from core.signing.verdict import Reason
from tests.support.refusals import reason_of
from tests.support.signed import signed_packet

PHOTO = b"\xff\xd8 a photo " + bytes(500)


def javascript() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def link(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    note = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Border=Array([0, 0, 0]), A=action)
    )
    pdf.pages[0].Annots = pdf.make_indirect(Array([note]))


def note_of(kind: Name):
    def add(pdf: pikepdf.Pdf) -> None:
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([0, 0, 500, 500])))
        pdf.pages[1].Annots = pdf.make_indirect(Array([note]))

    return add


def setting(**entries):
    def add(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value() if callable(value) else value

    return add


def loose(**entries):
    """An object that nothing refers to is looked at as well."""

    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF.append(pdf.make_indirect(Dictionary(**entries)))

    return add


@pytest.mark.parametrize(
    ("detail", "alter"),
    [
        ("/OpenAction", setting(OpenAction=javascript)),
        ("/AA", setting(AA=lambda: Dictionary(WC=javascript()))),
        ("/AA", lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary(O=javascript()))),
        ("/OCProperties", setting(OCProperties=lambda: Dictionary(OCGs=Array([]), D=Dictionary()))),
        ("/JavaScript", lambda pdf: pdf.Root.Names.__setitem__("/JavaScript", Dictionary(Names=Array([])))),
        ("/XFA", loose(XFA=String("<xdp/>"))),
        ("/Collection", setting(Collection=lambda: Dictionary(Type=Name.Collection))),
        ("/URI", lambda pdf: link(pdf, Dictionary(S=Name.URI, URI=String("http://example.com")))),
        ("/Launch", lambda pdf: link(pdf, Dictionary(S=Name.Launch, F=String("calc.exe")))),
        ("/GoToR", lambda pdf: link(pdf, Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit])))),
        ("/GoToE", lambda pdf: link(pdf, Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C, N=String("a.pdf"))))),
        ("/SubmitForm", lambda pdf: link(pdf, Dictionary(S=Name.SubmitForm, F=String("http://example.com")))),
        ("/FreeText", note_of(Name.FreeText)),
        ("/Stamp", note_of(Name.Stamp)),
        ("/FileAttachment", note_of(Name.FileAttachment)),
        ("/PS", lambda pdf: pdf.Root.AF.append(pdf.make_indirect(Dictionary(Subtype=Name.PS)))),
    ],
)
def test_active_content_is_refused_though_properly_signed(tmp_path: Path, detail, alter):
    assert reason_of(signed_packet(tmp_path, alter=alter)) == (Reason.ACTIVE_CONTENT, {"detail": detail})


def test_a_stream_kept_in_another_file_is_refused(tmp_path: Path):
    def outside(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"")
        stream.F = String("elsewhere.txt")
        pdf.Root.AF.append(stream)

    assert reason_of(signed_packet(tmp_path, alter=outside)) == (Reason.ACTIVE_CONTENT, {"detail": "/F"})


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
@pytest.mark.parametrize(
    ("detail", "alter"),
    [
        ("/Requirements2", setting(Requirements2=lambda: Array([]))),
        ("/Names/Templates", lambda pdf: pdf.Root.Names.__setitem__("/Templates", Dictionary(Names=Array([])))),
        ("/Widget", note_of(Name.Widget)),
        ("/LZWDecode", lambda pdf: _odd_stream(pdf, Name.LZWDecode)),
    ],
)
def test_what_our_files_never_have_is_refused(tmp_path: Path, detail, alter):
    assert reason_of(signed_packet(tmp_path, alter=alter)) == (Reason.STRUCTURE, {"detail": detail})


def _odd_stream(pdf: pikepdf.Pdf, kind: Name) -> None:
    # qpdf itself would undo LZW on saving; a chain it does not know is kept as it is.
    stream = pdf.make_stream(b"")
    stream.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=kind)
    stream.Subtype = Name.Image
    stream.Width = stream.Height = 1
    stream.DecodeParms = Dictionary(EarlyChange=7)
    pdf.Root.AF.append(stream)


def test_a_second_signature_is_refused(tmp_path: Path):
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF.append(pdf.make_indirect(Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]))))

    assert reason_of(signed_packet(tmp_path, alter=add)) == (Reason.SEVERAL_SIGNATURES, {"found": 2})
