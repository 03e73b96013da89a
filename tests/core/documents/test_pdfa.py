"""The file is PDF/A-3B, judged by other programs too."""

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from core.documents.packet import Composed
from core.documents.typefaces import standing_in
from core.views.typefaces import StandIn
from tests.support.pages import compose_in, diary, item, packet, study, with_photos
from tests.support.pdfa import broken_rules, why_not


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    """A packet with rare names, boxes for characters that no font has, all kinds and photos."""
    folder = tmp_path_factory.mktemp("pdfa")
    boxed = study(people=30, place="\U00030ede面馆\ue123")
    records, attached = with_photos(folder, [boxed, diary(), item()], each=1)
    with standing_in({"\U00030ede": StandIn.HAND, "\ue123": StandIn.CODE}):
        return compose_in(folder, packet(records, attached=attached))


def output_of(*command: str) -> str:
    """Run a program of the machine; the test is skipped where it is missing."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_verapdf_has_nothing_against_it(made: Composed, tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.pdf"
    with pikepdf.open(made.path) as pdf:
        del pdf.Root.OutputIntents
        pdf.save(spoiled)
    good, bad = broken_rules([made.path, spoiled])
    assert good == ""
    assert bad != ""


def test_another_reader_finds_every_hanzi_boxed_ones_included(made: Composed) -> None:
    text = "".join(output_of("pdftotext", str(made.path), "-").split())
    assert "\U00030ede面馆\ue123" in text
    assert "王䶮" in text
    assert "苏𬍛" in text


def test_qpdf_finds_no_error(made: Composed) -> None:
    assert "No syntax or stream encoding errors" in output_of("qpdf", "--check", str(made.path))


def test_every_font_is_embedded_and_a_subset(made: Composed) -> None:
    rows = output_of("pdffonts", str(made.path)).splitlines()[2:]
    assert rows
    for row in rows:
        assert "Identity-H       yes yes yes" in row, row
        assert "Helvetica" not in row


def test_no_standard_font_is_mentioned_anywhere(made: Composed) -> None:
    with pikepdf.open(made.path) as pdf:
        for found in pdf.objects:
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font":
                assert found.Subtype in ("/Type0", "/CIDFontType2")
        for page in pdf.pages:
            assert b"/F1" not in page.Contents.read_bytes()


def test_poppler_copies_rare_names_and_lists_the_attachments(made: Composed) -> None:
    said = "".join(output_of("pdftotext", str(made.path), "-").split())
    assert "王䶮" in said
    assert "苏𬍛" in said
    listed = output_of("pdfdetach", "-list", str(made.path))
    assert "data.json" in listed
    assert "ST-2008-001-1.jpg" in listed


def test_the_catalog_says_what_the_file_is(made: Composed) -> None:
    with pikepdf.open(made.path) as pdf:
        root = pdf.Root
        assert pdf.pdf_version == "1.7"
        assert str(root.Lang) == "zh-CN"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root.keys())
        assert len(root.OutputIntents) == 1
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        metadata = root.Metadata.read_bytes().decode("utf-8")
        assert "<pdfaid:part>3</pdfaid:part>" in metadata
        assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
        assert "云川县云岙镇中心小学　九月份报送包" in metadata
        assert str(pdf.docinfo["/CreationDate"]) == "D:20080919142500+08'00'"
        assert "2008-09-19T14:25:00+08:00" in metadata


def test_every_embedded_file_is_described(made: Composed) -> None:
    with pikepdf.open(made.path) as pdf:
        names = set(pdf.attachments)
        assert names == {"data.json", *(one.name for one in made.data.attached)}
        assert len(pdf.Root.AF) == len(names)
        for spec in pdf.Root.AF:
            name = str(spec.UF)
            assert str(spec.F) == name
            data = name == "data.json"
            assert spec.AFRelationship == ("/Data" if data else "/Supplement")
            stream = spec.EF.F
            assert stream.objgen == spec.EF.get("/UF", stream).objgen
            assert stream.Subtype == ("/application/json" if data else "/image/jpeg")
            assert str(stream.Params.CreationDate).startswith("D:20080919142500")
            assert int(stream.Params.Size) == len(stream.read_bytes())


def test_the_cross_reference_table_is_a_classic_one(made: Composed) -> None:
    raw = made.path.read_bytes()
    assert b"\nxref\n" in raw
    assert b"/ObjStm" not in raw
    assert b"/XRef" not in raw
    assert raw.count(b"startxref") == 1


def test_every_part_has_a_bookmark_to_its_first_page_and_pages_their_labels(made: Composed) -> None:
    with pikepdf.open(made.path) as pdf:
        with pdf.open_outline() as outline:
            told = []
            for item_ in outline.root:
                assert isinstance(item_.destination, pikepdf.Array)
                told.append((item_.title, pikepdf.Page(item_.destination[0]).index))
        assert pdf.Root.PageLabels.Nums[1].S == "/D"
    names = [name for name, _page in told]
    assert names[:3] == ["封面", "报送函", "目录"]
    assert names[-1] == "验证页"
    assert [page for _name, page in told] == sorted(page for _name, page in told)
    records = told[3 : 3 + len(made.data.entries)]
    assert [page + 1 for _name, page in records] == [entry.pages.first for entry in made.data.entries]
    assert all(entry.record.number in name for (name, _page), entry in zip(records, made.data.entries, strict=True))
