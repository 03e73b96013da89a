"""Attachments: one name, one file, and only those the data list, each with its digest (I07)."""

from pathlib import Path

import msgspec
import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from core.signing.verdict import Light, Reason
from tests.support.refusals import reason_of
from tests.support.signed import signed_packet
from tests.support.smallpacket import document, study_session

PHOTO = b"\xff\xd8 a photo " + bytes(500)


def spec_of(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    names = pdf.Root.Names.EmbeddedFiles.Names
    return next(names[place + 1] for place in range(0, len(names), 2) if str(names[place]) == name)


def second_of_same_name(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.EmbeddedFiles.Names
    names.append(String("DATA.json"))
    other = Dictionary(dict(spec_of(pdf, "data.json").items()))
    other.F = other.UF = String("DATA.json")
    names.append(pdf.make_indirect(other))


def other_plain_name(pdf: pikepdf.Pdf) -> None:
    spec_of(pdf, "a.jpg").F = String("b.exe")


def other_plain_file(pdf: pikepdf.Pdf) -> None:
    spec_of(pdf, "a.jpg").EF.F = pdf.make_stream(b"another file for old readers")


def other_role(pdf: pikepdf.Pdf) -> None:
    spec_of(pdf, "a.jpg").AFRelationship = Name.Alternative


def hidden_file(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"hidden")
    pdf.Root.AF.append(
        pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("x"), UF=String("x"), EF=Dictionary(F=stream)))
    )


@pytest.mark.parametrize(
    ("detail", "alter"),
    [
        ("twice", second_of_same_name),
        ("names_differ", other_plain_name),
        ("files_differ", other_plain_file),
        ("relationship", other_role),
        ("unnamed", hidden_file),
    ],
)
def test_an_attachment_means_one_file_however_it_is_looked_up(tmp_path: Path, detail, alter):
    reason, particulars = reason_of(signed_packet(tmp_path, files={"a.jpg": PHOTO}, alter=alter))
    assert (reason, particulars["detail"]) == (Reason.ATTACHMENTS, detail)


@pytest.mark.parametrize("name", ["../a.jpg", "a:b.jpg", " a.jpg", "a.", "x" * 130, "照" * 81, "a\u202egpj.exe"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name):
    reason, particulars = reason_of(signed_packet(tmp_path, files={name: PHOTO}))
    assert (reason, particulars["detail"]) == (Reason.ATTACHMENTS, "name")


@pytest.mark.parametrize("name", ["CON", "nul.jpg", "Com1.tar.gz", "LPT³.jpg", "aux .jpg", "conout$"])
def test_a_name_that_is_a_device_of_windows_is_refused(tmp_path: Path, name):
    reason, particulars = reason_of(signed_packet(tmp_path, files={name: PHOTO}))
    assert (reason, particulars["detail"]) == (Reason.ATTACHMENTS, "name")


def test_a_name_that_only_resembles_a_device_is_a_name(tmp_path: Path):
    files = {name: PHOTO + name.encode() for name in ("context.jpg", "COM10.jpg", "a.nul", "照" * 80)}
    reason_of(signed_packet(tmp_path, files=files), light=Light.VALID)


def test_attachments_must_be_those_the_data_list(tmp_path: Path):
    listed = document(files={"a.jpg": PHOTO})
    assert reason_of(signed_packet(tmp_path, listed))[1] == {"detail": "missing", "name": "a.jpg"}
    assert reason_of(signed_packet(tmp_path, document(), files={"b.jpg": PHOTO}))[1] == {
        "detail": "unlisted",
        "name": "b.jpg",
    }
    changed = signed_packet(tmp_path, listed, files={"a.jpg": PHOTO + b"!"})
    assert reason_of(changed)[1] == {"detail": "digest", "name": "a.jpg"}


def test_a_record_that_shows_a_file_the_packet_lacks_is_refused(tmp_path: Path):
    record = study_session()
    record = msgspec.structs.replace(record, values={**record.values, "attachments": [{"blob": "0" * 64}]})
    reason, particulars = reason_of(signed_packet(tmp_path, document([record])))
    assert (reason, particulars) == (Reason.ATTACHMENTS, {"detail": "missing", "name": record.number})
