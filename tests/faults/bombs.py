"""Files that are meant to fill the memory or to keep the judge busy; all are signed by a registered signer."""

import functools
import random
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from core.signing.verdict import Reason
from tests.faults.attack import Attack, packet, prepared
from tests.faults.attacks import sparse
from tests.faults.byhand import BASIS, CATALOG, SIGNATURE, object_stream, stream, with_stream, with_table

MIB = 1024 * 1024
NAMING = BASIS[CATALOG].replace(b"/Pages", b"/Names << /EmbeddedFiles 6 0 R >> /Pages")


def zeros(mib: int) -> bytes:
    """Return so many MiB of zeros, packed a thousand times smaller."""
    squeezer = zlib.compressobj(9)
    return b"".join(squeezer.compress(bytes(MIB)) for _ in range(mib)) + squeezer.flush()


@functools.cache
def grainy(mib: int) -> bytes:
    """Return so many MiB, packed some 300 times smaller: below the ratio that is refused at once."""
    squeezer, grain = zlib.compressobj(9), random.Random(1)
    return b"".join(squeezer.compress(grain.randbytes(2700) + bytes(MIB - 2700)) for _ in range(mib)) + squeezer.flush()


def loose(pdf: pikepdf.Pdf, packed: bytes, filters=Name.FlateDecode, **entries) -> None:
    """Put a stream into the file that no page shows."""
    made = pdf.make_stream(b"")
    made.write(packed, filter=filters)
    for key, value in entries.items():
        made[f"/{key}"] = value
    pdf.Root.AF.append(made)


def many_streams(pdf: pikepdf.Pdf) -> None:
    for _ in range(5):
        loose(pdf, grainy(120))


def nested_filters(pdf: pikepdf.Pdf) -> None:
    packed = zlib.compress(zlib.compress(zeros(1000)))
    # An unknown last filter keeps qpdf from undoing them.
    loose(pdf, packed, Array([Name.FlateDecode] * 3), DecodeParms=Array([Dictionary(Predictor=77)] * 3))


def packed_picture(pdf: pikepdf.Pdf) -> None:
    packed = zlib.compress(zlib.compress(zeros(1000)))
    loose(
        pdf, packed, Array([Name.FlateDecode, Name.FlateDecode, Name.DCTDecode]), Subtype=Name.Image, Width=9, Height=9
    )


def many_filters(pdf: pikepdf.Pdf) -> None:
    loose(pdf, b"", Array([Name("/Flate"), *[Name.FlateDecode] * 1000]))


def nested(pdf: pikepdf.Pdf) -> None:
    inner = Array([])
    for _ in range(60):
        inner = Array([inner])
    pdf.Root.AF.append(pdf.make_indirect(inner))


def many_pages(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.Pages
    for _ in range(3000):
        page = Dictionary(Type=Name.Page, Parent=tree, MediaBox=Array([0, 0, 9, 9]))
        tree.Kids.append(pdf.make_indirect(page))
    tree.Count = 3002


def many_branches(pdf: pikepdf.Pdf) -> None:
    """The tree of names has 2,001 branches with nothing on them."""
    tree = pdf.Root.Names.EmbeddedFiles
    leaf = pdf.make_indirect(Dictionary(Names=tree.Names))
    empty = [pdf.make_indirect(Dictionary(Names=Array([]))) for _ in range(2001)]
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Kids=Array([leaf, *empty])))


def listed_objects(folder: Path) -> bytes:
    """The cross-reference stream lists 65,000 objects that are all in one place."""
    return with_stream({}, dict.fromkeys(range(10, 65010), (SIGNATURE, 0)))


def packed_objects(count: int) -> bytes:
    """Return a file with so many objects in one object stream: nobody sees them without unpacking it."""
    numbers = range(10, 10 + count)
    holder = {6: object_stream(dict.fromkeys(numbers, b"null"))}
    return with_stream(holder, {number: (6, index % 65536) for index, number in enumerate(numbers)})


def packed_numbers(folder: Path) -> bytes:
    """Twelve streams of objects, each below its own limit, with an array of a quarter of a million numbers."""
    array = b"[%b]" % b" ".join(b"%d" % number for number in range(400_000, 0, -1))[:1_900_000]
    array = array.rstrip(b"]") + b"]"
    holders = {10 + place: object_stream({40 + place: array}) for place in range(12)}
    return with_stream(holders, {40 + place: (10 + place, 0) for place in range(12)})


def deep_record(folder: Path) -> bytes:
    """A record's value is a list in a list in a list, 100,000 times."""
    deep = b"[" * 100_000 + b"]" * 100_000
    return packet(folder, raw=lambda data: data.replace(b'"content":', b'"deep":' + deep + b',"content":', 1))


def raw_objects(folder: Path) -> bytes:
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\nnull\nendobj\n" % number for number in range(300_000))


def bomb(name: str, done: str, build, reason: Reason = Reason.TOO_LARGE, detail: str = "") -> Attack:
    return Attack(f"bomb-{name}", done, build, reason, detail)


def hand(objects: dict[int, bytes], **more):
    """Return a builder of a file written by hand."""
    return lambda folder: with_table(objects, **more)


BOMBS = (
    bomb(
        "ratio",
        "A stream is packed a thousand times smaller.",
        prepared(lambda pdf: loose(pdf, zeros(3))),
        detail="inflated",
    ),
    bomb("filters-picture", "A picture is packed three times.", prepared(packed_picture), detail="filters"),
    bomb(
        "stream",
        "A stream of 300 kB is 300 MiB of zeros.",
        prepared(lambda pdf: loose(pdf, zeros(300))),
        detail="inflated",
    ),
    bomb(
        "stream-grainy",
        "A stream of 500 kB is 130 MiB, packed no better than text.",
        prepared(lambda pdf: loose(pdf, grainy(130))),
        detail="inflated",
    ),
    bomb("streams", "Five streams of 120 MiB each.", prepared(many_streams), detail="inflated"),
    bomb(
        "object-stream",
        "A stream of objects is 300 MiB of blanks.",
        lambda folder: with_stream({6: stream(b" " * 300 * MIB, b"/Type /ObjStm /N 1 /First 9")}, {7: (6, 0)}),
        detail="inflated",
    ),
    bomb(
        "xref-stream",
        "The cross-reference stream is 300 MiB of zeros.",
        lambda folder: with_stream({}, {}, content=bytes(300 * MIB)),
        detail="inflated",
    ),
    bomb("filters", "A stream is packed three times: 1 GB in some bytes.", prepared(nested_filters), detail="filters"),
    bomb("filters-long", "A stream names a thousand filters.", prepared(many_filters), detail="filters"),
    bomb(
        "picture",
        "A picture says that it is 100,000 pixels wide and high.",
        prepared(
            lambda pdf: loose(pdf, b"\xff\xd8", Name.DCTDecode, Subtype=Name.Image, Width=100_000, Height=100_000)
        ),
        detail="pixels",
    ),
    bomb(
        "json-depth",
        "data.json is 100,000 brackets.",
        lambda folder: packet(folder, raw=lambda data: b"[" * 100_000),
        Reason.DATA,
    ),
    bomb("json-depth-value", "A record's value is nested 100,000 times.", deep_record, Reason.DATA),
    bomb("nesting", "An object is nested 60 times.", prepared(nested), detail="depth"),
    bomb(
        "nesting-deep", "An object is nested 100,000 times.", hand({6: b"[" * 100_000 + b"]" * 100_000}), Reason.BROKEN
    ),
    bomb("objects", "300,000 objects.", raw_objects, detail="objects"),
    bomb("objects-listed", "65,000 objects are listed that are all in one place.", listed_objects, detail="objects"),
    bomb(
        "objects-packed",
        "Five hundred objects in one stream: to look at each, all before it are passed.",
        lambda folder: packed_objects(500),
        detail="packed",
    ),
    bomb(
        "names",
        "A dictionary of 1,600,000 names.",
        lambda folder: b"%PDF-1.7\n1 0 obj\n<<" + b"/A" * 1_600_000,
        detail="keys",
    ),
    bomb(
        "kids",
        "The page tree names one page 200,000 times.",
        hand({2: b"<< /Type /Pages /Count 200000 /Kids [%b] >>" % (b"3 0 R " * 200_000)}),
        Reason.STRUCTURE,
        "/Kids",
    ),
    bomb("pages", "3,002 pages.", prepared(many_pages), detail="pages"),
    bomb("branches", "The tree of names has 2,002 branches.", prepared(many_branches), detail="attachments"),
    bomb(
        "loop-pages",
        "The page tree is its own branch.",
        hand({2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
        Reason.STRUCTURE,
        "/Kids",
    ),
    bomb(
        "loop-names",
        "The tree of names is its own branch.",
        hand({1: NAMING, 6: b"<< /Kids [6 0 R 6 0 R] >>"}),
        detail="attachments",
    ),
    bomb(
        "loop-xref",
        "The cross-reference table names itself as the one before.",
        hand({}, trailer=b"/Prev START"),
        Reason.BROKEN,
    ),
    bomb(
        "loop-references", "Two objects are each other.", hand({1: b"6 0 R", 6: b"7 0 R", 7: b"6 0 R"}), Reason.BROKEN
    ),
    bomb(
        "loop-length", "The length of a stream is the stream.", hand({6: stream(b"x", length=b"6 0 R")}), Reason.BROKEN
    ),
    bomb(
        "loop-object-stream",
        "A stream of objects holds itself.",
        lambda folder: with_stream({7: object_stream({6: b"null"})}, {6: (6, 0)}),
        Reason.BROKEN,
    ),
    bomb("numbers", "An array of two million numbers.", hand({6: b"[%b]" % (b"1 " * 2_000_000)}), detail="keys"),
    bomb("numbers-packed", "Streams of objects hold three million numbers.", packed_numbers, detail="items"),
    bomb("size", "A hole of 2 GiB.", sparse, detail="bytes"),
)


def laughing(pdf: pikepdf.Pdf) -> None:
    """A form on a page draws ten others, each of which draws ten others, twelve times over."""
    form = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    for _ in range(12):
        inner = Dictionary(XObject=Dictionary(A=form))
        content = b"/A Do " * 10
        form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=inner)
    page = pdf.pages[1]
    page.Resources.XObject = Dictionary(A=form)
    page.contents_add(b"/A Do")


def endless_text(pdf: pikepdf.Pdf) -> None:
    """Text of twelve million signs, with enough other bytes in between to be packed no better than text."""
    grain = random.Random(1)
    blocks = (b"(a) Tj " * 120_000 + b"%" + grain.randbytes(3000).hex().encode() + b"\n" for _ in range(100))
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(b"BT " + b"".join(blocks) + b"ET", 9), filter=Name.FlateDecode)
    page = pdf.pages[1]
    page.Contents = Array([page.Contents, stream])


POISONS = (
    bomb(
        "forms", "Forms draw forms draw forms: a million million of them.", prepared(laughing), Reason.BROKEN, "crash"
    ),
    bomb("text", "A page of twelve million signs.", prepared(endless_text), Reason.BROKEN, "crash"),
)
"""What only the limits of the child process stop."""
