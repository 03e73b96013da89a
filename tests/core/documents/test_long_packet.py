"""A packet of 300 pages, read back: I02, I04 and I05 of D§3.3 on every record, every line and every attachment."""

import itertools
import re

import msgspec
import pypdfium2
import pytest

from core.documents.contents import COLUMNS
from core.documents.frames import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH
from core.documents.packet import Composed
from core.records.catalogue import find_kind
from core.records.display import write_day
from core.signing.pages import squeeze
from tests.core.documents.test_packet_rules import says_something_of
from tests.core.documents.test_pages import texts_of
from tests.support.pages import compose_in, diary, item, packet, study, with_photos

RESPONSIBLE = {"study_session": "陈晓敏", "research_diary": "林志远", "rectification": "吴立新"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    """Two hundred records, of one page or several, 36 photos, three lists."""
    folder = tmp_path_factory.mktemp("long")
    shown, attached = with_photos(folder, [study(number, length=120 + 11 * number) for number in range(1, 13)], each=3)
    attached = [msgspec.structs.replace(one, title=f"现场照片{place}") for place, one in enumerate(attached, start=1)]
    records = [
        *shown,
        *(study(number, length=80 + 37 * (number % 23), late=number % 11) for number in range(13, 161)),
        *(diary(number) for number in range(1, 21)),
        *(item(number, state="void" if number == 7 else "closed") for number in range(1, 26)),
    ]
    return compose_in(folder, packet(records, attached=attached))


@pytest.fixture(scope="module")
def pages(made: Composed) -> list[str]:
    """What stands on its pages."""
    return texts_of(made.path)


@pytest.fixture(scope="module")
def begins(made: Composed, pages: list[str]) -> list[int]:
    """The page (from 1) on which every record begins, read from the pages alone."""
    heads = {
        match[1]: place
        for place, page in enumerate(pages, start=1)
        if (match := re.search(r"编号：([A-Z]{2}-2008-\d{3})", page[:60]))
    }
    return [heads[entry.record.number] for entry in made.data.entries]


def columns(made: Composed, first: int) -> list[list[str]]:
    """Return the lines of every column of the contents, read by their places on the pages before `first`."""
    told = sum(width for _, width in COLUMNS)
    edges = [
        LEFT + (WIDTH - LEFT - RIGHT) * part / told for part in itertools.accumulate((w for _, w in COLUMNS), initial=0)
    ]
    found: list[list[str]] = [[] for _ in COLUMNS]
    document = pypdfium2.PdfDocument(made.path)
    for number in range(2, first - 1):
        reader = document[number].get_textpage()
        for place, (left, right) in enumerate(itertools.pairwise(edges)):
            text = reader.get_text_bounded(left=left, right=right, bottom=BOTTOM, top=HEIGHT - TOP)
            lines = [squeeze(line) for line in text.splitlines() if squeeze(line)]
            found[place] += [line for line in lines[lines.index(COLUMNS[place][0]) + 1 :] if line != "（以下空白）"]
        reader.close()
    document.close()
    return found


def test_it_has_three_hundred_pages_and_each_says_which_it_is(made: Composed, pages: list[str]) -> None:
    assert len(pages) == made.pages >= 300
    assert [place for place, page in enumerate(pages, start=1) if f"—{place}—" not in page] == [1]
    assert f"{len(pages)}页" in pages[0]


def test_every_line_of_the_contents_is_right(made: Composed, pages: list[str], begins: list[int]) -> None:
    entries = made.data.entries
    numbers, titles, days, names, told, notes = columns(made, begins[0])

    parts = ("问题清单", "责任清单", "整改清单", "附件", "验证页")
    starts = [
        next(place for place, page in enumerate(pages, start=1) if place >= begins[-1] and page.startswith(heads))
        for heads in ((f"云川县云岙镇中心小学{part}", part) for part in parts)
    ]
    ends = [start - 1 for start in (*begins[1:], *starts)] + [len(pages)]
    assert told == [
        str(start) if start == end else f"{start}-{end}" for start, end in zip([*begins, *starts], ends, strict=True)
    ]
    assert any("-" in text for text in told)

    assert numbers == [str(place) for place in range(1, len(entries) + len(parts) + 1)]
    kinds = {key: find_kind(key).words.zh for key in RESPONSIBLE}
    listed = [f"{kinds[e.record.kind]}：{squeeze(e.record.heading)}（{e.record.number}）" for e in entries]
    assert "".join(titles).startswith("".join([*listed, *parts]))
    assert days == [write_day(entry.record.dated) for entry in entries]
    assert names == [RESPONSIBLE[entry.record.kind] for entry in entries]
    late = {entry.record.number for entry in entries if entry.record.days_late > 7}
    expected = [
        "附件3件" if place <= 12 else "作废" if entry.record.state == "void" else "补记"
        for place, entry in enumerate(entries, start=1)
        if place <= 12 or entry.record.state == "void" or entry.record.number in late
    ]
    assert len(late) > 20
    assert notes == expected


def test_every_record_ends_with_its_signatures_under_words_of_its_own(
    made: Composed, pages: list[str], begins: list[int]
) -> None:
    for entry in made.data.entries:
        record = entry.record
        last = pages[entry.pages.last - 1]
        signers = [squeeze(words.zh) for words in find_kind(record.kind).sheet.signers]
        places = [last.rfind(f"{signer}：") for signer in signers]
        assert -1 not in places, record.number
        assert says_something_of(record, last[: places[0]]), record.number
    assert [entry.pages.first for entry in made.data.entries] == begins


def test_attachments_stand_in_their_order_under_their_titles(made: Composed, pages: list[str]) -> None:
    numbers = {entry.record.id: entry.record.number for entry in made.data.entries}
    whole = "".join(pages)
    found = re.findall(r"附件(\d+)(现场照片\d+)所属记录：([A-Z]{2}-2008-\d{3})", whole)

    assert found == [
        (str(place), one.title, numbers[one.record]) for place, one in enumerate(made.data.attached, start=1)
    ]
