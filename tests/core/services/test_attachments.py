"""Photos upright, small and without a place; other files as they are; what is no photo is told."""

import io
import os

import pytest
from PIL import Image

from core.base.canonical import digest
from core.base.errors import (
    BadValue,
    FileCanRun,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    NotAFile,
    NotAPhoto,
    PhotoTooLarge,
    RecordMoved,
    RecordSealed,
    ScanUnreadable,
)
from core.records.catalogue import find_kind
from core.records.field import Files
from core.services import attachments, audit, drafts, records
from core.store import journal, photos
from tests.support.scans import scan
from tests.support.vaults import SESSION, open_copy


@pytest.fixture
def vault(tmp_path):
    found = open_copy(tmp_path)
    yield found
    found.close()


@pytest.fixture
def record(vault):
    return drafts.begin(vault, "study_session", values=SESSION)


def photo(path, size=(300, 200), *, orientation=1, gps=True, noise=False, form="JPEG"):
    picture = (
        Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)) if noise else Image.new("RGB", size, "blue")
    )
    picture.paste((255, 0, 0), (0, 0, size[0] // 4, size[1] // 4))  # red where the camera's top left is
    exif = picture.getexif()
    exif[0x0112] = orientation
    exif[0x0132] = "2008:09:18 19:05:00"
    exif[0x010F] = "KAMERA-WERK"
    if gps:
        exif.get_ifd(0x8825).update({1: "N", 2: (28.0, 30.0, 1.0), 3: "E", 4: (121.0, 1.0, 2.0)})
    picture.save(path, form, exif=exif, **({"quality": 95} if form == "JPEG" else {}))
    return path


def kept(vault, record):
    (row,) = record.values["attachments"]
    return row, Image.open(io.BytesIO(attachments.read(vault, row["blob"])))


def add(vault, record, path, **more):
    return attachments.add(vault, record.id, "attachments", path, type="photo", **more)


def test_a_photo_loses_its_place_and_camera(vault, record, tmp_path):
    path = photo(tmp_path / "IMG_1.jpg")
    assert b"KAMERA" in path.read_bytes()
    row, found = kept(vault, add(vault, record, path, title="会场"))
    content = attachments.read(vault, row["blob"])
    assert dict(found.getexif()) == {}
    assert b"KAMERA" not in content
    assert b"Exif" not in content
    assert row == {
        "blob": digest(content), "name": "IMG_1.jpg", "title": "会场", "type": "photo", "mime": "image/jpeg",
        "on": "2008-09-18",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [(1, (300, 200), (5, 5)), (3, (300, 200), (295, 195)), (6, (200, 300), (195, 5)), (8, (200, 300), (5, 295))],
)
def test_a_photo_is_turned_upright(vault, record, tmp_path, orientation, size, corner):
    _, found = kept(vault, add(vault, record, photo(tmp_path / "a.jpg", orientation=orientation)))
    assert found.size == size
    red, green, blue = found.getpixel(corner)
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


def test_a_large_photo_is_scaled_and_a_small_one_is_not(vault, record, tmp_path):
    _, found = kept(vault, add(vault, record, photo(tmp_path / "a.jpg", (4100, 1000))))
    assert found.size[0] == 2000
    assert abs(found.size[1] - 488) <= 1
    assert photos.prepare(photo(tmp_path / "b.jpg").read_bytes(), name="b").width == 300


def test_a_photo_of_forty_megabytes_is_taken(vault, record, tmp_path):
    path = photo(tmp_path / "gross.png", (4100, 3600), noise=True, form="PNG")
    assert path.stat().st_size > 40_000_000
    row, found = kept(vault, add(vault, record, path))
    assert max(found.size) == 2000
    assert row["name"] == "gross.jpg"


def test_transparent_parts_become_white(vault, record, tmp_path):
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(tmp_path / "a.png")
    _, found = kept(vault, add(vault, record, tmp_path / "a.png"))
    assert found.getpixel((3, 3)) == (255, 255, 255)


def test_the_original_is_kept_on_request_only(vault, record, tmp_path):
    path = photo(tmp_path / "a.jpg")
    after = add(vault, record, path, keep_original=True)
    first, second = after.values["attachments"]
    assert attachments.read(vault, second["blob"]) == path.read_bytes()
    assert attachments.read(vault, first["blob"]) != path.read_bytes()


def test_a_scan_stays_as_it_is(vault, record, tmp_path):
    path = tmp_path / "签到表.pdf"
    path.write_bytes(scan(1))
    after = attachments.add(vault, record.id, "attachments", path, type="sign_in_sheet")
    (row,) = after.values["attachments"]
    assert attachments.read(vault, row["blob"]) == path.read_bytes()
    assert (row["name"], row["title"], row["mime"]) == ("签到表.pdf", "签到表", "application/pdf")
    assert "on" not in row


@pytest.mark.parametrize("harm", ["text", "cut", "header"])
def test_a_photo_that_is_no_photo_is_told_and_nothing_changes(vault, record, tmp_path, harm):
    path = photo(tmp_path / "a.jpg", noise=True)
    content = path.read_bytes()
    path.write_bytes({"text": b"hello", "cut": content[: len(content) // 2], "header": content[:30]}[harm])
    with pytest.raises(NotAPhoto):
        add(vault, record, path)
    assert records.read(vault, record.id) == record


def test_a_picture_that_claims_too_many_pixels_is_told(monkeypatch, tmp_path):
    content = photo(tmp_path / "a.jpg").read_bytes()
    monkeypatch.setattr(photos, "MOST_PIXELS", 50_000)
    with pytest.raises(PhotoTooLarge):
        photos.prepare(content, name="a.jpg")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 20_000)
    with pytest.raises(PhotoTooLarge):
        photos.prepare(content, name="a.jpg")


def test_missing_empty_and_huge_files_are_told(vault, record, tmp_path, monkeypatch):
    with pytest.raises(FileMissing):
        add(vault, record, tmp_path / "nirgends.jpg")
    with pytest.raises(NotAFile):
        add(vault, record, tmp_path)
    (tmp_path / "leer.jpg").write_bytes(b"")
    with pytest.raises(FileEmpty):
        add(vault, record, tmp_path / "leer.jpg")
    monkeypatch.setattr(attachments, "LARGEST", 100)
    with pytest.raises(FileTooLarge):
        add(vault, record, photo(tmp_path / "a.jpg"))


def test_a_finished_record_takes_no_file_and_an_older_revision_neither(vault, record, tmp_path):
    path = photo(tmp_path / "a.jpg")
    with pytest.raises(RecordMoved):
        add(vault, record, path, revision=7)
    with pytest.raises(BadValue):
        add(vault, record, path, on=["gestern"])
    records.move(vault, record.id, "finish", revision=1)
    with pytest.raises(RecordSealed):
        add(vault, record, path)


def test_the_same_content_is_kept_once(vault, record, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(1))
    attachments.add(vault, record.id, "attachments", path, type="document")
    after = attachments.add(vault, record.id, "attachments", path, type="document")
    assert len({row["blob"] for row in after.values["attachments"]}) == 1


def test_an_attachment_is_written_out_beside_others_of_its_name(vault, record, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(1))
    after = attachments.add(vault, record.id, "attachments", path, type="document")
    blob = after.values["attachments"][0]["blob"]
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.pdf").write_bytes(b"another")
    first = attachments.export_to(vault, blob, out, name="../a.pdf")
    assert (first.name, first.read_bytes()) == ("a (2).pdf", scan(1))
    assert attachments.export_to(vault, blob, out, name="a.pdf") == first
    assert (out / "a.pdf").read_bytes() == b"another"
    assert attachments.export_to(vault, blob, out).name == blob
    with pytest.raises(FileMissing):
        attachments.read(vault, "0" * 64)


def test_what_is_looked_at_or_saved_outside_stands_in_the_journal(vault, record, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(1))
    after = attachments.add(vault, record.id, "attachments", path, type="document")
    blob = after.values["attachments"][0]["blob"]
    assert attachments.lay_open(vault, blob, tmp_path, name="../b.pdf", record=record.id).read_bytes() == scan(1)
    attachments.export_to(vault, blob, tmp_path, name="c.pdf", record=record.id)
    saved, opened = audit.listing(vault)[:2]
    assert (saved.what, saved.particulars) == ("file_exported", {"name": "c.pdf"})
    assert (opened.what, opened.particulars, opened.record) == ("file_opened", {"name": "b.pdf"}, record.id)
    with vault.look() as session:
        assert journal.head(session).entries == saved.seq
        assert journal.one(session, opened.seq).body["sha256"] == blob


def test_of_what_is_not_for_everybody_the_journal_does_not_say_what_its_files_are_called(vault, tmp_path):
    dispute = drafts.begin(vault, "dispute", values={"title": "宅基地"})
    path = tmp_path / "张三的信.pdf"
    path.write_bytes(scan(1))
    field = next(one.key for one in find_kind("dispute").fields() if isinstance(one, Files))
    after = attachments.add(vault, dispute.id, field, path, type="document")
    blob = after.values[field][0]["blob"]
    attachments.lay_open(vault, blob, tmp_path, name=path.name, record=dispute.id)
    opened = audit.listing(vault)[0]
    assert (opened.what, opened.record, opened.particulars) == ("file_opened", dispute.id, {"name": ""})


@pytest.mark.parametrize("name", ["新建文件夹.exe", "照片.jpg.LNK", "autorun.inf", "说明.js"])
def test_a_program_is_no_attachment(vault, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"MZ")
    record = drafts.begin(vault, "study_session", values=SESSION)
    with pytest.raises(FileCanRun) as caught:
        attachments.add(vault, record.id, "attachments", path)
    assert caught.value.particulars == {"name": name}
    assert "attachments" not in drafts.read(vault, record.id).values


@pytest.mark.parametrize("content", [b"%PDF-1.4 torn in two", b"no PDF at all"])
def test_a_scan_nobody_can_open_is_not_taken_in(vault, record, tmp_path, content):
    path = tmp_path / "签到表.pdf"
    path.write_bytes(content)
    with pytest.raises(ScanUnreadable) as refused:
        attachments.add(vault, record.id, "attachments", path, type="sign_in_sheet")
    assert refused.value.particulars == {"name": "签到表.pdf", "reason": "damaged"}
    assert not records.read(vault, record.id).values.get("attachments")
