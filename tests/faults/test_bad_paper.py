"""What nobody should type or attach, and somebody does: the page holds, or an error says what and where in words."""

import io
import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest
from PIL import Image

from core.base.canonical import digest
from core.base.errors import MissingGlyph, PictureUnreadable, ScanUnreadable, UserError
from core.documents.packet import Composed
from core.documents.preview import ballots_pdf, ledger_pdf, poster_pdf, sheet_pdf, sign_in_pdf
from core.records.catalogue import find_kind, kinds
from core.records.content import Person, Record
from core.records.display import printed_texts
from core.records.field import LongText, Text
from core.records.packet import Attached
from core.records.rule import Votes
from core.signing.pages import find_text, squeeze
from core.store.photos import prepare
from gui.messages import about, use
from tests.core.documents.test_pages import assert_all_there, drawn, texts_of
from tests.core.documents.test_scans import encrypted
from tests.support.pages import BY_ID, SCHOOL, compose_in, diary, example, item, packet, prose, study
from tests.support.scans import scan

TITLE = (
    "关于在全县农村小学推广放学以后留校看护并由学校统一安排值班教师和误餐补助"
    "同时明确家长接送责任的几点意见和建议（第三次征求意见稿）"
)
"""More than sixty characters."""
URL = "https://www.example.edu.cn/public/2008/09/19/" + "notice_of_rural_schools-" * 6 + "17.html?id=42&page=3#top"
PASTED = "\ufeff校\u200b长\t林\x0b志\x00远\u202e说\u202c：\u2028“好\u200f”\x85对\u2067。\u2069\x1b[0m完了"
"""Tabs, controls and marks of direction, as they come with what is pasted."""
EMOJI = "\U0001f600"


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Leave the language as it was."""
    yield
    use("en")


def assert_inside(pdf: bytes | Path) -> None:
    """Find nothing outside the paper, and no text nearer than 10 mm to it but the marks for the seal."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        wide, high = page.get_size()
        reader = page.get_textpage()
        boxes = [reader.get_rect(place) for place in range(reader.count_rects())]
        for left, bottom, right, top in boxes:
            says = squeeze(reader.get_text_bounded(left, bottom, right, top))
            edge = 0.0 if set(says) <= set("骑缝章处") else 10 * 72 / 25.4
            assert left > edge, says
            assert bottom > edge, says
            assert right < wide - edge, says
            assert top < high - edge, says
        for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = thing.get_bounds()
            assert left >= 0
            assert bottom >= 0
            assert right <= wide
            assert top <= high
        reader.close()
        page.close()
    document.close()


def assert_holds(one: Record) -> None:
    """Find all of a record on its pages, and nothing beside them."""
    pdf = sheet_pdf(find_kind(one.kind), one, BY_ID, SCHOOL)
    assert_all_there(one, texts_of(pdf))
    assert_inside(pdf)


def filled(kind: str, text: str) -> Record:
    """Return a record whose first long text, and first short one, is `text`."""
    one = example(kind)
    fields = list(find_kind(kind).fields())
    keys = [
        next((f.key for f in fields if isinstance(f, type_) and f.key in one.values), "") for type_ in (LongText, Text)
    ]
    return msgspec.structs.replace(one, values={**one.values, **{key: text for key in keys if key}})


# --- what is typed ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(kinds()))
@pytest.mark.parametrize("text", [TITLE, URL, PASTED], ids=["long title", "address", "pasted"])
def test_every_kind_holds_what_is_too_long_or_pasted(kind: str, text: str) -> None:
    assert_holds(filled(kind, text))


@pytest.mark.parametrize("kind", ["study_session", "proposal", "progress_report", "rectification"])
def test_ten_thousand_characters_take_the_pages_they_need(kind: str) -> None:
    assert_holds(filled(kind, prose(10_000)))


def crowd(count: int) -> dict[str, Person]:
    """Return so many people with names of their own."""
    digits = "零一二三四五六七八九"
    return {
        f"q{number:03d}": Person(
            id=f"q{number:03d}", name="陈" + "".join(digits[int(place)] for place in f"{number:03d}")
        )
        for number in range(count)
    }


def test_three_hundred_people_at_a_meeting() -> None:
    people = crowd(300)
    one = study(people=14)
    kind, there = find_kind(one.kind), {"expected": list(people), "absent": []}
    one = msgspec.structs.replace(one, values={**one.values, "attendance": there})
    sheet = sheet_pdf(kind, one, BY_ID | people, SCHOOL)
    assert_inside(sheet)
    pages = texts_of(sheet)
    for _key, text in printed_texts(kind, one.values, BY_ID | people):
        assert find_text(squeeze(text), pages) is None

    signing, _ = sign_in_pdf(kind, one, BY_ID | people, SCHOOL)
    assert_inside(signing)
    named = re.findall("陈[零一二三四五六七八九]{3}", "".join(texts_of(signing)))
    assert sorted(named) == sorted(person.name for person in people.values())


def test_five_hundred_items_in_the_ledger() -> None:
    kind = find_kind("rectification")
    items = [item(number, cooperating=URL if number == 250 else "村委会") for number in range(1, 501)]
    pdf = ledger_pdf(kind, items, BY_ID, SCHOOL)
    assert_inside(pdf)
    pages = texts_of(pdf)
    assert sum("共500项" in page for page in pages) == len(kind.sheet.lists)
    assert find_text(URL, pages) is None
    assert sum(page.count("当天设置警示标志") for page in pages) == 500
    assert "（以下空白）" in pages[-1]


@pytest.mark.parametrize("text", [TITLE, URL, PASTED], ids=["long title", "address", "pasted"])
def test_what_hangs_beside_a_record_holds_too(text: str) -> None:
    for key, kind in kinds().items():
        one = filled(key, text)
        if any(isinstance(rule, Votes) for rule in kind.rules):
            assert_inside(ballots_pdf(kind, one, BY_ID, SCHOOL)[0])
        if kind.sign_in is not None:
            assert_inside(sign_in_pdf(kind, one, BY_ID, SCHOOL)[0])
        if kind.poster is not None:
            assert_inside(poster_pdf(kind, one, BY_ID, SCHOOL)[0])


# --- what is attached ------------------------------------------------------------------------------


def picture(mode: str, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 90).save(out, "JPEG")
    return out.getvalue()


def attached(folder: Path, content: bytes, *, name: str, mime: str = "image/jpeg", title: str = "") -> Attached:
    sha256 = digest(content)
    (folder / sha256).write_bytes(content)
    return Attached(name=name, sha256=sha256, size=len(content), mime=mime, title=title or name, record=diary(1).id)


def test_a_packet_of_all_this_holds(tmp_path: Path) -> None:
    records = [
        diary(1, topic=TITLE),
        study(2, content=prose(10_000), title=URL),
        study(3, title=TITLE, summary=PASTED, place=URL[:100]),
        item(4, title=TITLE, problem=PASTED, cooperating=URL),
    ]
    files = [
        attached(tmp_path, picture("CMYK", (300, 200)), name="印刷.jpg", title=TITLE),
        attached(tmp_path, picture("L", (1, 20_000)), name="一线.jpg"),
        attached(tmp_path, picture("L", (20_000, 1)), name=f"{'长' * 60}.jpg", title=PASTED),
        attached(tmp_path, scan(80, size=(310, 438)), name="扫描.pdf", mime="application/pdf", title=URL),
    ]
    made: Composed = compose_in(tmp_path, packet(records, attached=files, title=f"九月\t{TITLE}\x00\u202e包"))

    pages = texts_of(made.path)
    for one in records:
        assert_all_there(one, pages)
    for file in files:
        assert find_text(squeeze(file.title), pages) is None, file.name
        assert find_text(file.name, pages) is None, file.name
    assert "（第80页共80页）" in "".join(pages)
    assert_inside(made.path)


def test_a_photo_of_one_line_is_taken_in() -> None:
    for size in ((1, 20_000), (20_000, 1)):
        with Image.open(io.BytesIO(prepare(picture("RGB", size), name="线.jpg").content)) as taken:
            assert min(taken.size) >= 1
            assert max(taken.size) <= 2_000


# --- what can't be printed says so -----------------------------------------------------------------


def refused(do: Callable[[], Any]) -> UserError:
    with pytest.raises(UserError) as told:
        do()
    return told.value


def said(error: UserError) -> tuple[str, str]:
    """Return what is said of an error in Chinese and in English, made sure that all of it is words."""
    texts = []
    for language in ("zh_CN", "en"):
        use(language)
        text = about(error).text()
        assert not re.search(r"[{}…]|None|Error|\b[a-z]+_[a-z_]+\b|[0-9a-f]{16}", text), text
        texts.append(text)
    assert not re.search("[a-z]{2,}", re.sub(r"\.(?:jpg|pdf)", "", texts[0])), texts[0]
    return texts[0], texts[1]


def test_an_emoji_is_named_with_its_place() -> None:
    for one, where in ((study(title=f"好{EMOJI}"), "学习主题"), (item(problem=EMOJI), "具体表现")):
        error = refused(partial(drawn, one))
        assert isinstance(error, MissingGlyph)
        for text in said(error):
            assert "U+1F600" in text
            assert one.number in text
            assert where in text


def test_an_emoji_is_named_wherever_it_stands(tmp_path: Path) -> None:
    people = {**BY_ID, "p02": msgspec.structs.replace(BY_ID["p02"], name=f"周{EMOJI}")}
    kind, one = find_kind("study_session"), study()
    school = msgspec.structs.replace(SCHOOL, name=f"云岙{EMOJI}小学")
    photo = attached(tmp_path, picture("L", (9, 9)), name="a.jpg", title=EMOJI)
    for do in (
        lambda: sheet_pdf(kind, one, people, SCHOOL),
        lambda: sheet_pdf(kind, one, BY_ID, school),
        lambda: sign_in_pdf(kind, one, people, SCHOOL),
        lambda: ledger_pdf(find_kind("rectification"), [item(1, title=EMOJI)], BY_ID, SCHOOL),
        lambda: sheet_pdf(find_kind("proposal"), filled("proposal", EMOJI), BY_ID, SCHOOL),
        lambda: compose_in(tmp_path, packet([diary()], title=EMOJI)),
        lambda: compose_in(tmp_path, packet([diary()], school=school)),
        lambda: compose_in(tmp_path, packet([diary()], attached=[photo])),
    ):
        error = refused(do)
        assert isinstance(error, MissingGlyph)
        assert str(error.particulars["place"]).strip()
        said(error)
    assert list(tmp_path.glob("*.pdf")) == []


def bomb() -> bytes:
    """Return a picture that says it has 1,600 million pixels."""
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "PNG")
    head = b"IHDR" + (40_000).to_bytes(4) * 2 + out.getvalue()[24:29]
    return out.getvalue()[:12] + head + zlib.crc32(head).to_bytes(4) + out.getvalue()[33:]


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (encrypted, "扫描.pdf", ScanUnreadable),
        (lambda: b"%PDF-1.7 torn", "扫描.pdf", ScanUnreadable),
        (lambda: picture("RGB", (40, 30))[:80], "照片.jpg", PictureUnreadable),
        (lambda: b"GIF89a", "照片.jpg", PictureUnreadable),
        (bomb, "照片.jpg", PictureUnreadable),
    ],
    ids=["a password", "a torn scan", "a torn photo", "no photo", "a huge photo"],
)
def test_an_attachment_that_cannot_be_printed_is_named_in_words(
    tmp_path: Path, content: Callable[[], bytes], name: str, kind: type[UserError]
) -> None:
    mime = "application/pdf" if name.endswith("pdf") else "image/jpeg"
    error = refused(
        lambda: compose_in(tmp_path, packet([diary()], attached=[attached(tmp_path, content(), name=name, mime=mime)]))
    )
    assert isinstance(error, kind)
    assert all(name in text for text in said(error))
    assert list(tmp_path.glob("packet.pdf")) == []
