"""The packet: right order, true page numbers, nothing half written."""

import io
import itertools
import re
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from core.base.canonical import digest
from core.base.errors import Cancelled, FileMissing, FileUnreadable, FolderNotWritable, MissingGlyph, PictureUnreadable
from core.base.jobs import Cancellable, Silent
from core.documents.packet import Composed, compose
from core.records.content import School
from core.records.packet import Attached, read_document, write_document
from core.signing.pages import squeeze
from tests.core.documents.test_pages import assert_all_there, texts_of
from tests.support.pages import SCHOOL, compose_in, diary, item, packet, photo, study, with_photos


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    """A packet with all three kinds, a long record and photos."""
    folder = tmp_path_factory.mktemp("packet")
    records = [study(), study(2, length=2500), diary(), item(1), item(2, state="void"), study(3, late=20)]
    records, attached = with_photos(folder, records, each=2)
    return compose_in(folder, packet(records, attached=attached))


@pytest.fixture(scope="module")
def pages(made: Composed) -> list[str]:
    """What stands on its pages."""
    return texts_of(made.path)


def test_records_stand_where_the_data_say(made: Composed, pages: list[str]) -> None:
    assert len(pages) == made.pages
    for entry in made.data.entries:
        first, last = entry.pages.first, entry.pages.last
        own = pages[first - 1 : last]
        assert_all_there(entry.record, own)
        for number, page in enumerate(own, start=1):
            assert entry.record.number in page
            assert f"第{number}页共{len(own)}页" in page
        assert f"编号：{entry.record.number}" in own[0]
        assert f"编号：{entry.record.number}" not in pages[last]


def test_records_follow_each_other_without_a_gap(made: Composed) -> None:
    ranges = [entry.pages for entry in made.data.entries]
    assert ranges[0].first == 4  # cover, letter and one page of contents before
    assert all(after.first == before.last + 1 for before, after in itertools.pairwise(ranges))


def test_the_contents_tell_the_true_pages(made: Composed, pages: list[str]) -> None:
    contents = pages[2]
    for entry in made.data.entries:
        first, last = entry.pages.first, entry.pages.last
        told = str(first) if first == last else f"{first}-{last}"
        day = entry.record.dated
        assert day
        assert re.search(
            rf"（{entry.record.number}）{day.year}年{day.month}月{day.day}日\D+{re.escape(told)}(附件|补记|作废|\d)",
            contents,
        ), entry.record.number
    for title in ("问题清单", "责任清单", "整改清单", "附件", "验证页"):
        heads = (title, f"{SCHOOL.name}{title}")
        page = next(number for number, text in enumerate(pages, start=1) if number > 3 and text.startswith(heads))
        assert re.search(rf"{title}{page}(?!\d*$)", contents), title
    listed = [number for number, page in enumerate(pages, start=1) if "问题清单" in page and number > 3]
    assert listed[0] == made.data.entries[-1].pages.last + 1


def test_the_contents_remark_what_is_void_late_or_has_attachments(made: Composed, pages: list[str]) -> None:
    assert "作废、附件2件" in pages[2]
    assert "补记、附件2件" in pages[2]


def test_the_order_is_cover_letter_contents_records_lists_attachments_verification(pages: list[str]) -> None:
    def first(words: str) -> int:
        return next(number for number, page in enumerate(pages) if words in page)

    order = [
        first(words)
        for words in ("报送单位", "现将", "目录序号", "学习记录编号", "问题清单共", "附件1活动现场", "验证页一、")
    ]
    assert order == sorted(order)
    assert order[0] == 0
    assert "九月份报送包" in pages[0]
    assert f"{6}件{len(pages)}页" in pages[0]
    assert "2008年4月24日至2008年4月29日" in pages[0]


def test_page_numbers_stand_at_the_outer_edge(made: Composed) -> None:
    document = pypdfium2.PdfDocument(made.path)
    for number, page in enumerate(document, start=1):
        if number == 1 or page.get_width() > page.get_height():
            continue
        reader = page.get_textpage()
        foot = {
            "left": squeeze(reader.get_text_bounded(left=0, right=page.get_width() / 2.5, bottom=0, top=85)),
            "right": squeeze(reader.get_text_bounded(left=page.get_width() / 1.7, bottom=0, top=85)),
        }
        outer, inner = ("right", "left") if number % 2 else ("left", "right")
        assert f"—{number}—" in foot[outer], number
        assert f"核验码{made.data.code}" in foot[inner], number
        reader.close()
        page.close()
    document.close()


def test_the_short_code_does_not_depend_on_page_numbers(made: Composed) -> None:
    blank = msgspec.structs.replace(
        made.data,
        entries=tuple(msgspec.structs.replace(entry, pages=type(entry.pages)()) for entry in made.data.entries),
    )
    assert blank.code == made.data.code


def test_the_embedded_data_are_the_data_that_were_drawn(made: Composed, pages: list[str]) -> None:
    with pikepdf.open(made.path) as pdf:
        written = pdf.attachments["data.json"].get_file().read_bytes()
        assert written == write_document(made.data)
        assert read_document(written) == made.data
        assert digest(written) in "".join(pages)
        for attached in made.data.attached:
            assert digest(pdf.attachments[attached.name].get_file().read_bytes()) == attached.sha256
            assert attached.sha256 in "".join(pages[-2:])


def test_the_signature_has_an_empty_box_on_a_verification_page(made: Composed, pages: list[str]) -> None:
    assert "校长签字" in pages[made.signature.page]
    left, bottom, right, top = made.signature.rect
    assert right - left > 60 * 72 / 25.4
    assert top - bottom > 25 * 72 / 25.4
    document = pypdfium2.PdfDocument(made.path)
    page = document[made.signature.page]
    reader = page.get_textpage()
    assert squeeze(reader.get_text_bounded(left=left, bottom=bottom, right=right, top=top)) == ""
    assert 0 < left < right < page.get_width()
    reader.close()
    page.close()
    document.close()


def test_substituted_characters_are_listed_on_the_verification_page(made: Composed, pages: list[str]) -> None:
    assert {"䶮", "𬍛"} <= set(made.substituted)
    assert "䶮（U+4DAE）" in "".join(pages[-2:])
    assert "𬍛（U+2C35B）" in "".join(pages[-2:])
    assert "仿宋→FandolFang" in "".join(pages[-2:])


def test_the_same_data_give_the_same_bytes(made: Composed, tmp_path: Path) -> None:
    folder = made.path.parent
    again = compose(made.data, blobs=lambda sha256: folder / sha256, out=tmp_path / "again.pdf", progress=Silent())
    assert again.path.read_bytes() == made.path.read_bytes()


def test_a_packet_of_one_record_without_attachments(tmp_path: Path) -> None:
    made = compose_in(tmp_path, packet([diary()]))
    assert [(entry.pages.first, entry.pages.last) for entry in made.data.entries] == [(4, 4)]
    assert made.pages == 5


def test_many_records_make_several_pages_of_contents(tmp_path: Path) -> None:
    made = compose_in(tmp_path, packet([study(number, length=60) for number in range(1, 61)]))
    pages = texts_of(made.path)
    first = made.data.entries[0].pages.first
    assert first > 4
    assert f"第1页共{first - 3}页" in pages[2]
    assert_all_there(made.data.entries[-1].record, pages[made.data.entries[-1].pages.first - 1 :])


def test_a_rare_character_in_the_schools_name_moves_no_page(tmp_path: Path) -> None:
    school = School(name="㛃溪县龘䶮镇𬭎小学")
    made = compose_in(tmp_path, packet([diary()], school=school, title="㛃溪报送包", signer="𬀩某"))
    assert {"㛃", "龘", "䶮", "𬭎", "𬀩"} <= set(made.substituted)
    assert "龘（U+9F98）" in "".join(texts_of(made.path)[-2:])


def test_a_character_without_a_glyph_stops_the_packet_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(MissingGlyph) as caught:
        compose_in(tmp_path, packet([study(), diary(3, place="\ue123村")]))
    assert caught.value.particulars["place"] == "DY-2008-003 蹲点地点"
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_no_file(tmp_path: Path) -> None:
    class Impatient(Cancellable):
        def show(self, done: int, total: int, what: str) -> None:
            if what == "pages" and done == 2:
                self.cancel()

    with pytest.raises(Cancelled):
        compose(packet([study()]), blobs=lambda _: tmp_path, out=tmp_path / "p.pdf", progress=Impatient())
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []

    class Listening(Cancellable):
        def show(self, done: int, total: int, what: str) -> None:
            told.append((done, total, what))

    made = compose(packet([study()]), blobs=lambda _: tmp_path, out=tmp_path / "p.pdf", progress=Listening())
    assert (made.pages, made.pages, "pages") in told
    assert told[-1][2] == "finish"


def test_an_unknown_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises((FileMissing, FolderNotWritable)):
        compose(packet([diary()]), blobs=lambda _: tmp_path, out=tmp_path / "none" / "p.pdf", progress=Silent())


# --- attachments -----------------------------------------------------------------------------------


def attached_file(folder: Path, content: bytes, *, name: str, mime: str) -> Attached:
    """Lay a file into the folder under its digest."""
    (folder / digest(content)).write_bytes(content)
    return Attached(name=name, sha256=digest(content), size=len(content), mime=mime, title=name, record=diary().id)


def picture(mode: str, kind: str, *, size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new(mode, size, 1 if mode == "1" else "red" if mode == "RGB" else 0).save(out, kind, **more)
    return out.getvalue()


def images_of(path: Path) -> list[tuple[str, str, int, int]]:
    """Return the pictures on the pages."""
    with pikepdf.open(path) as pdf:
        found: list[tuple[str, str, int, int]] = []
        for page in pdf.pages:
            found += [
                (str(image.ColorSpace), str(image.get("/Filter")), int(image.Width), int(image.Height))
                for image in (page.Resources.get("/XObject") or {}).values()
            ]
        return found


def test_pictures_of_every_sort_are_printed_without_cmyk(tmp_path: Path) -> None:
    files = [
        attached_file(tmp_path, picture("CMYK", "JPEG"), name="cmyk.jpg", mime="image/jpeg"),
        attached_file(tmp_path, picture("RGB", "JPEG"), name="rgb.jpg", mime="image/jpeg"),
        attached_file(tmp_path, picture("L", "JPEG"), name="grey.jpg", mime="image/jpeg"),
        attached_file(tmp_path, picture("RGBA", "PNG"), name="clear.png", mime="image/png"),
        attached_file(tmp_path, picture("P", "PNG", transparency=0), name="palette.png", mime="image/png"),
        attached_file(tmp_path, picture("1", "PNG"), name="scan.png", mime="image/png"),
    ]
    made = compose_in(tmp_path, packet([diary()], attached=files))
    found = images_of(made.path)
    assert len(found) == 6
    assert {space for space, *_ in found} == {"/DeviceRGB", "/DeviceGray"}
    assert ("/DeviceRGB", "/DCTDecode", 60, 40) in found


def test_a_photo_lying_on_its_side_is_printed_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    files = [attached_file(tmp_path, picture("RGB", "JPEG", exif=exif), name="side.jpg", mime="image/jpeg")]
    made = compose_in(tmp_path, packet([diary()], attached=files))
    assert images_of(made.path) == [("/DeviceRGB", "/FlateDecode", 40, 60)]


def test_the_same_photo_twice_is_stored_once(tmp_path: Path) -> None:
    content = photo(tmp_path, 1)
    one = attached_file(tmp_path, content, name="a.jpg", mime="image/jpeg")
    made = compose_in(tmp_path, packet([diary()], attached=[one, msgspec.structs.replace(one, name="b.jpg")]))
    with pikepdf.open(made.path) as pdf:
        assert sum(item.get("/Subtype") == "/Image" for item in pdf.objects if isinstance(item, pikepdf.Stream)) == 1


def test_what_is_no_picture_is_embedded_and_named_but_not_printed(tmp_path: Path) -> None:
    files = [attached_file(tmp_path, b"minutes", name="函.doc", mime="application/msword")]
    made = compose_in(tmp_path, packet([diary()], attached=files))
    pages = texts_of(made.path)
    assert "只嵌入，不打印" in "".join(pages)
    with pikepdf.open(made.path) as pdf:
        assert pdf.attachments["函.doc"].get_file().read_bytes() == b"minutes"


def test_many_photos_stand_four_to_a_page_within_their_columns(tmp_path: Path) -> None:
    photos, attached = with_photos(tmp_path, [diary()], each=7)
    made = compose_in(tmp_path, packet(photos, attached=attached))
    pages = texts_of(made.path)
    assert [page.count("所属记录") for page in pages if "所属记录" in page] == [4, 3]
    document = pypdfium2.PdfDocument(made.path)
    boxes = [
        item.get_bounds()
        for page in document
        for item in page.get_objects()
        if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    ]
    document.close()
    middle = (28 + (210 - 28 - 20) / 2) * 72 / 25.4
    assert len(boxes) == 7
    assert all(right < middle or left > middle for left, _bottom, right, _top in boxes)


def test_two_photos_share_a_page_and_a_scan_has_its_own(tmp_path: Path) -> None:
    photos, attached = with_photos(tmp_path, [diary()], each=4)
    made = compose_in(tmp_path, packet(photos, attached=attached))
    pages = texts_of(made.path)
    assert sum("所属记录" in page for page in pages) == 2
    rows = [{**row, "type": "sign_in_sheet"} for row in photos[0].values["attachments"]]
    scans = [msgspec.structs.replace(photos[0], values={**photos[0].values, "attachments": rows})]
    pages = texts_of(compose_in(tmp_path, packet(scans, attached=attached)).path)
    assert sum("所属记录" in page for page in pages) == 4


@pytest.mark.parametrize("content", [b"", b"not a photo", picture("RGB", "PNG")[:60]])
def test_a_photo_that_is_none_is_named(tmp_path: Path, content: bytes) -> None:
    files = [attached_file(tmp_path, content, name="坏.jpg", mime="image/jpeg")]
    with pytest.raises(PictureUnreadable) as caught:
        compose_in(tmp_path, packet([diary()], attached=files))
    assert caught.value.particulars["name"] == "坏.jpg"
    assert caught.value.particulars["record"] == "DY-2008-001"


def test_an_attachment_that_is_not_what_its_digest_says_is_refused(tmp_path: Path) -> None:
    one = attached_file(tmp_path, b"text", name="a.txt", mime="text/plain")
    (tmp_path / one.sha256).write_bytes(b"other")
    with pytest.raises(FileUnreadable):
        compose_in(tmp_path, packet([diary()], attached=[one]))
    (tmp_path / one.sha256).unlink()
    with pytest.raises(FileMissing) as caught:
        compose_in(tmp_path, packet([diary()], attached=[one]))
    assert caught.value.particulars == {"path": "a.txt"}
