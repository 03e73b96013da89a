"""PDFs written by hand, byte for byte, and signed in our form: what no library would write."""

import zlib

from core.signing.sign import RESERVED
from core.signing.signature import Gap
from tests.faults.attack import sealed

CATALOG, PAGES, PAGE, SIGNATURE, FIELD = 1, 2, 3, 4, 5
BASIS = {
    CATALOG: (
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /SigFlags 3 >> /Perms << /DocMDP 4 0 R >> >>"
    ),
    PAGES: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    PAGE: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [5 0 R] >>",
    FIELD: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /V 4 0 R /Rect [0 0 9 9] /P 3 0 R >>",
}
"""A document of one empty page and one signature; whatever is given for a number takes its place, the rest begins at 6.

It is sound but for its data: without a bomb in it the judge says that it is not ours.
"""
_ENTRIES = (
    b"/Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20080919142500+08'00') /Reference [<< /Type /SigRef"
    b" /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P 1 >> >>]"
)

_RANGE = b"/ByteRange [0 %d %d %d]"
_WIDE = len(_RANGE % (10**9, 10**9, 10**9))


def stream(content: bytes, entries: bytes = b"", *, length: bytes = b"") -> bytes:
    """Return a stream object, packed with Flate unless the entries name another filter."""
    packed = content if b"/Filter" in entries else zlib.compress(content, 9)
    kind = entries if b"/Filter" in entries else entries + b" /Filter /FlateDecode"
    return b"<< %b /Length %b >>\nstream\n%b\nendstream" % (kind, length or b"%d" % len(packed), packed)


def with_table(objects: dict[int, bytes], trailer: bytes = b"", *, table: bytes = b"") -> bytes:
    """Return a signed PDF of these objects with an ordinary cross-reference table; `table` replaces it."""
    body, places, gap = _body(objects)
    start = len(body)
    last = max(places) + 1
    rows = b"".join(_row(places.get(number)) for number in range(1, last))
    made = table or b"xref\n0 %d\n0000000000 65535 f \n%b" % (last, rows)
    made += b"trailer\n<< /Root 1 0 R /Size %d %b >>\n" % (last, trailer.replace(b"START", b"%d" % start))
    return _signed(body, made + b"startxref\n%d\n%%%%EOF\n" % start, gap)


def with_stream(objects: dict[int, bytes], packed: dict[int, tuple[int, int]], *, content: bytes = b"") -> bytes:
    """Return a signed PDF with a cross-reference stream.

    `packed` says for an object in which object stream it is, and as which; `content` replaces the table.
    """
    body, places, gap = _body(objects)
    own = max([*places, *packed]) + 1
    places[own] = len(body)
    rows = b"\0" + bytes(6)
    for number in range(1, own + 1):
        if number in packed:
            holder, index = packed[number]
            rows += b"\2" + holder.to_bytes(4, "big") + index.to_bytes(2, "big")
        elif number in places:
            rows += b"\1" + places[number].to_bytes(4, "big") + bytes(2)
        else:
            rows += b"\0" + bytes(6)
    entries = b"/Type /XRef /Root 1 0 R /W [1 4 2] /Size %d" % (own + 1)
    made = b"%d 0 obj\n%b\nendobj\n" % (own, stream(content or rows, entries))
    return _signed(body, made + b"startxref\n%d\n%%%%EOF\n" % len(body), gap)


def object_stream(items: dict[int, bytes], entries: bytes = b"") -> bytes:
    """Return an object stream that holds these objects."""
    heads, body = b"", bytearray()
    for number, item in items.items():
        heads += b"%d %d " % (number, len(body))
        body += item + b" "
    return stream(heads + body, b"/Type /ObjStm /N %d /First %d %b" % (len(items), len(heads), entries))


def _body(objects: dict[int, bytes]) -> tuple[bytes, dict[int, int], Gap]:
    """Return header and objects, where each begins, and the gap of the signature among them."""
    body, places = bytearray(b"%PDF-1.7\n"), {}
    room = b"<< /Type /Sig /Contents <%b> %b %b >>" % (b"0" * RESERVED, b" " * _WIDE, _ENTRIES)
    for number, item in {**BASIS, **objects, SIGNATURE: room}.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    start = body.index(b"<", places[SIGNATURE] + len(b"4 0 obj\n<<"))
    return bytes(body), places, Gap(start, start + RESERVED + 2)


def _row(place: int | None) -> bytes:
    return b"0000000000 65535 f \n" if place is None else b"%010d 00000 n \n" % place


def _signed(body: bytes, rest: bytes, gap: Gap) -> bytes:
    """Write the range over the whole file into its room, and sign."""
    covered = _RANGE % (gap.start, gap.end, len(body) + len(rest) - gap.end)
    room = gap.end + 1
    assert not body[room : room + _WIDE].strip()
    return sealed(body[:room] + covered.ljust(_WIDE) + body[room + _WIDE :] + rest, gap=gap)
