"""How the PDF is built: read strictly, every object looked at, nothing active, nothing hidden.

What is allowed is what core/documents writes and what PDF/A-3 (ISO 19005-3) lets through; the rest is refused, for a
reader elsewhere might show it differently.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfDecodeLimitError
from pyhanko.pdf_utils.reader import PdfFileReader

from core.signing import limits
from core.signing.embedded import embedded, file_specs
from core.signing.limits import too_large
from core.signing.objects import follow, members, raw
from core.signing.sign import FIELD
from core.signing.signature import Gap
from core.signing.verdict import Reason, Refused
from core.signing.vocabulary import ACTIONS, ACTIVE, ANNOTATIONS, CATALOG, FILTERS, PICTURES, SIGNATURE


@dataclass(slots=True)
class Opened:
    """A PDF whose structure was found in order."""

    reader: PdfFileReader
    pages: int
    """Number of pages."""
    objects: int
    claimed: datetime
    """Time claimed in the signature dictionary, aware."""
    files: dict[str, generic.StreamObject] = field(default_factory=dict)
    """Embedded files by name, data.json among them."""


def open_strictly(data: bytes, gap: Gap) -> Opened:
    """Read the PDF and check its structure; the signature must be the one found in `gap`. Raises Refused.

    Broken files make the reader raise nearly anything; the judge catches that.
    """
    if not data.startswith(b"%PDF-"):
        raise Refused(Reason.NOT_PDF)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=True, decode_limits=limits.DECODING)
        if "/Encrypt" in reader.trailer:
            raise Refused(Reason.ENCRYPTED)
        revisions = reader.xrefs.total_revisions
        if revisions > limits.REVISIONS or reader.xrefs.hybrid_xrefs_present:
            raise Refused(Reason.STRUCTURE, detail="revisions")
        objects = _look_at_everything(reader, revisions)
        root = reader.root
        _check_catalog(root)
        claimed = _check_signature(root, gap)
        pages = _check_pages(root)
        return Opened(reader=reader, pages=pages, objects=objects, claimed=claimed, files=embedded(root))
    except PdfDecodeLimitError as error:
        raise Refused(Reason.TOO_LARGE, limit="inflated", found=0, allowed=limits.STREAM_BYTES) from error


def _look_at_everything(reader: PdfFileReader, revisions: int) -> int:
    """Look into every object of the file, used or not; returns how many there are. Raises Refused."""
    refs = set()
    for revision in range(revisions):
        refs |= reader.xrefs.explicit_refs_in_revision(revision)
    if len(refs) > limits.OBJECTS:
        raise too_large("objects", found=len(refs), allowed=limits.OBJECTS)
    signatures, specs, inflated = 0, 0, 0
    for ref in refs:
        if reader.xrefs[ref] is None:
            continue
        for item in _inside(reader.get_object(ref)):
            if isinstance(item, generic.DictionaryObject):
                _check_dictionary(item)
                signatures += "/ByteRange" in item
                specs += "/EF" in item
                if isinstance(item, generic.StreamObject):
                    inflated += _inflate(item)
                    if inflated > limits.INFLATED_BYTES:
                        raise too_large("inflated", found=inflated, allowed=limits.INFLATED_BYTES)
    if signatures != 1:
        raise Refused(Reason.SEVERAL_SIGNATURES, found=signatures)
    if specs != len(file_specs(reader.root)):
        raise Refused(Reason.ATTACHMENTS, detail="unnamed", name="")
    return len(refs)


def _inside(top: generic.PdfObject) -> Iterator[generic.PdfObject]:
    """Yield an object and all it directly contains. Raises Refused when it is nested too deep."""
    queue: list[tuple[generic.PdfObject, int]] = [(top, 0)]
    while queue:
        item, depth = queue.pop()
        if depth > limits.DEPTH:
            raise too_large("depth", found=depth, allowed=limits.DEPTH)
        yield item
        if isinstance(item, generic.DictionaryObject):
            queue += [(value, depth + 1) for value in dict.values(item)]
        elif isinstance(item, generic.ArrayObject):
            queue += [(value, depth + 1) for value in list.__iter__(item)]


def _check_dictionary(item: generic.DictionaryObject) -> None:
    """Refuse dictionaries that act or hide."""
    found = ACTIVE.intersection(item)
    if found:
        raise Refused(Reason.ACTIVE_CONTENT, detail=min(found))
    kind = raw(item, "/S")
    if isinstance(kind, generic.NameObject) and kind in ACTIONS:
        raise Refused(Reason.ACTIVE_CONTENT, detail=str(kind))
    if isinstance(item, generic.StreamObject) and {"/F", "/FFilter", "/FDecodeParms"}.intersection(item):
        raise Refused(Reason.ACTIVE_CONTENT, detail="/F")
    if raw(item, "/Subtype") == "/PS":
        raise Refused(Reason.ACTIVE_CONTENT, detail="/PS")


def _inflate(stream: generic.StreamObject) -> int:
    """Inflate a stream to know its size, pictures by their dimensions; returns bytes. Raises Refused."""
    filters = follow(stream, "/Filter")
    chain = members(stream, "/Filter") if isinstance(filters, generic.ArrayObject) else [filters] if filters else []
    if len(chain) > limits.FILTERS:
        raise too_large("filters", found=len(chain), allowed=limits.FILTERS)
    strange = set(chain) - FILTERS
    if strange:
        raise Refused(Reason.STRUCTURE, detail=min(strange))
    if raw(stream, "/Subtype") == "/Image":
        pixels = int(follow(stream, "/Width")) * int(follow(stream, "/Height"))
        if pixels > limits.PIXELS:
            raise too_large("pixels", found=pixels, allowed=limits.PIXELS)
    if PICTURES.intersection(chain):
        return len(stream.encoded_data)
    return len(stream.data)


def _check_catalog(root: generic.DictionaryObject) -> None:
    """Refuse a catalog with anything our files never have."""
    strange = set(root) - CATALOG
    if strange:
        raise Refused(Reason.STRUCTURE, detail=min(strange))
    strange = set(follow(root, "/Names") or ()) - {"/EmbeddedFiles", "/Dests"}
    if strange:
        raise Refused(Reason.STRUCTURE, detail=f"/Names{min(strange)}")
    form = root["/AcroForm"]
    strange = set(form) - {"/Fields", "/SigFlags", "/DR", "/DA"}
    if strange or follow(form, "/SigFlags") != 3:
        raise Refused(Reason.STRUCTURE, detail="/AcroForm")


def _check_signature(root: generic.DictionaryObject, gap: Gap) -> datetime:
    """Check the form of the signature's dictionaries; returns the time claimed. Raises Refused."""
    fields = root["/AcroForm"]["/Fields"]
    if len(fields) != 1:
        raise Refused(Reason.SEVERAL_SIGNATURES, found=len(fields))
    widget = fields[0]
    if follow(widget, "/FT") != "/Sig" or follow(widget, "/T") != FIELD or "/Kids" in widget:
        raise Refused(Reason.SIGNATURE_FORM, detail="field")
    signature = widget["/V"]
    covered = [int(place) for place in signature["/ByteRange"]]
    if covered[:3] != [0, gap.start, gap.end] or set(signature) - SIGNATURE:
        raise Refused(Reason.SIGNATURE_FORM, detail="dictionary")
    if signature["/Filter"] != "/Adobe.PPKLite" or signature["/SubFilter"] != "/ETSI.CAdES.detached":
        raise Refused(Reason.SIGNATURE_FORM, detail="sub_filter")
    references = signature["/Reference"]
    forbids = references[0]["/TransformParams"].raw_get("/P") if len(references) == 1 else None
    if forbids != 1 or references[0]["/TransformMethod"] != "/DocMDP":
        raise Refused(Reason.SIGNATURE_FORM, detail="doc_mdp")
    perms = root["/Perms"]
    if set(perms) != {"/DocMDP"} or perms.raw_get("/DocMDP") != widget.raw_get("/V"):
        raise Refused(Reason.SIGNATURE_FORM, detail="perms")
    claimed = generic.parse_pdf_date(signature["/M"], strict=True)
    if claimed.tzinfo is None:
        raise Refused(Reason.SIGNATURE_FORM, detail="time")
    return claimed


def _check_pages(root: generic.DictionaryObject) -> int:
    """Walk the page tree; returns the number of pages. Raises Refused."""
    seen: set[object] = set()
    queue = [root.raw_get("/Pages")]
    pages = widgets = 0
    while queue:
        ref = queue.pop()
        if ref in seen:
            raise Refused(Reason.STRUCTURE, detail="/Kids")
        seen.add(ref)
        node = ref.get_object()
        if node["/Type"] == "/Pages":
            queue += list(list.__iter__(node["/Kids"]))
            continue
        pages += 1
        if pages > limits.PAGES:
            raise too_large("pages", found=pages, allowed=limits.PAGES)
        widgets += _check_annotations(node)
    if widgets != 1:
        raise Refused(Reason.STRUCTURE, detail="/Widget")
    return pages


def _check_annotations(page: generic.DictionaryObject) -> int:
    """Refuse everything that may lie over a page but links and the signature; returns the number of widgets."""
    widgets = 0
    for note in members(page, "/Annots"):
        kind = str(note["/Subtype"])
        if kind not in ANNOTATIONS:
            raise Refused(Reason.ACTIVE_CONTENT, detail=kind)
        widgets += kind == "/Widget"
    return widgets
