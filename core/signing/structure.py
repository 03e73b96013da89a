"""How the PDF is built: read strictly, every object looked at, nothing active, nothing hidden.

What is allowed is what core/documents writes and what PDF/A-3 (ISO 19005-3) lets through; the rest is refused, for a
reader elsewhere might show it differently. Every rule is a function `_refuse_…`; tests/faults proves each one needed.
"""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfDecodeLimitError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef

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


@dataclass(slots=True)
class _Counted:
    """What there is of a kind in the whole file, used or not."""

    objects: int = 0
    items: int = 0
    signatures: int = 0
    specs: int = 0
    catalogs: int = 0
    pages: int = 0


def open_strictly(data: bytes, gap: Gap) -> Opened:
    """Read the PDF and check its structure; the signature must be the one found in `gap`. Raises Refused.

    Broken files make the reader raise nearly anything; the judge catches that.
    """
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=True, decode_limits=limits.DECODING)
        _refuse_encrypted(reader)
        _refuse_revisions(reader)
        counted = _look_at_everything(reader)
        root = reader.root
        _refuse_signatures(counted)
        _refuse_unnamed_files(counted, root)
        _refuse_catalogs(counted)
        _check_catalog(root)
        claimed = _check_signature(root, gap)
        pages = _check_pages(root)
        _refuse_hidden_pages(counted, pages)
        return Opened(reader=reader, pages=pages, objects=counted.objects, claimed=claimed, files=embedded(root))
    except PdfDecodeLimitError as error:
        raise Refused(Reason.TOO_LARGE, limit="inflated", found=0, allowed=limits.STREAM_BYTES) from error


# --- the file as a whole ----------------------------------------------------------------------------------------------


def _refuse_encrypted(reader: PdfFileReader) -> None:
    """Refuse what only a password opens."""
    if "/Encrypt" in reader.trailer:
        raise Refused(Reason.ENCRYPTED)


def _refuse_revisions(reader: PdfFileReader) -> None:
    """Refuse more than pages and signature, and two tables of objects in one file."""
    if reader.xrefs.total_revisions > limits.REVISIONS or reader.xrefs.hybrid_xrefs_present:
        raise Refused(Reason.STRUCTURE, detail="revisions")


def _refuse_objects(found: int) -> None:
    """Refuse more objects than a large packet has, packed into streams or not."""
    if found > limits.OBJECTS:
        raise too_large("objects", found=found, allowed=limits.OBJECTS)


def _refuse_crowded(reader: PdfFileReader, refs: set[generic.Reference]) -> None:
    """Refuse more objects in one stream than a reader can look for one by one."""
    held = Counter(place.obj_stream_id for ref in refs if isinstance(place := reader.xrefs[ref], ObjStreamRef))
    most = max(held.values(), default=0)
    if most > limits.PACKED:
        raise too_large("packed", found=most, allowed=limits.PACKED)


def _refuse_signatures(counted: _Counted) -> None:
    """Refuse a second signature wherever it is."""
    if counted.signatures != 1:
        raise Refused(Reason.SEVERAL_SIGNATURES, found=counted.signatures)


def _refuse_unnamed_files(counted: _Counted, root: generic.DictionaryObject) -> None:
    """Refuse embedded files that no name leads to."""
    if counted.specs != len(file_specs(root)):
        raise Refused(Reason.ATTACHMENTS, detail="unnamed", name="")


def _refuse_catalogs(counted: _Counted) -> None:
    """Refuse a second document waiting in the file for a later revision to show it."""
    if counted.catalogs != 1:
        raise Refused(Reason.STRUCTURE, detail="/Catalog")


def _refuse_hidden_pages(counted: _Counted, pages: int) -> None:
    """Refuse pages that are in the file but not in the document."""
    if counted.pages != pages:
        raise Refused(Reason.STRUCTURE, detail="/Page")


# --- every object -----------------------------------------------------------------------------------------------------


def _look_at_everything(reader: PdfFileReader) -> _Counted:
    """Look into every object of the file, used or not. Raises Refused."""
    refs: set[generic.Reference] = set()
    for revision in range(reader.xrefs.total_revisions):
        refs |= reader.xrefs.explicit_refs_in_revision(revision)
    _refuse_objects(len(refs))
    _refuse_crowded(reader, refs)
    counted = _Counted(objects=len(refs))
    for ref in refs:
        if reader.xrefs[ref] is None:
            continue
        for item in _inside(reader.get_object(ref)):
            counted.items += 1
            _refuse_items(counted.items)
            if isinstance(item, generic.DictionaryObject):
                _look_at(item, counted)
    return counted


def _look_at(item: generic.DictionaryObject, counted: _Counted) -> None:
    """Look at one dictionary and count it. Raises Refused."""
    _refuse_active_keys(item)
    _refuse_actions(item)
    _refuse_postscript(item)
    kind = raw(item, "/Type")
    counted.signatures += "/ByteRange" in item
    counted.specs += "/EF" in item
    counted.catalogs += kind == "/Catalog"
    counted.pages += kind == "/Page"
    if isinstance(item, generic.StreamObject):
        _refuse_outside_streams(item)
        _inflate(item)


def _inside(top: generic.PdfObject) -> Iterator[generic.PdfObject]:
    """Yield an object and all it directly contains. Raises Refused when it is nested too deep."""
    queue: list[tuple[generic.PdfObject, int]] = [(top, 0)]
    while queue:
        item, depth = queue.pop()
        _refuse_depth(depth)
        yield item
        if isinstance(item, generic.DictionaryObject):
            queue += [(value, depth + 1) for value in dict.values(item)]
        elif isinstance(item, generic.ArrayObject):
            queue += [(value, depth + 1) for value in list.__iter__(item)]


def _refuse_depth(depth: int) -> None:
    """Refuse what is nested too deep."""
    if depth > limits.DEPTH:
        raise too_large("depth", found=depth, allowed=limits.DEPTH)


def _refuse_items(items: int) -> None:
    """Refuse more names, numbers and strings than a large packet has."""
    if items > limits.ITEMS:
        raise too_large("items", found=items, allowed=limits.ITEMS)


def _refuse_active_keys(item: generic.DictionaryObject) -> None:
    """Refuse keys that make a PDF act or show another thing elsewhere."""
    found = ACTIVE.intersection(item)
    if found:
        raise Refused(Reason.ACTIVE_CONTENT, detail=min(found))


def _refuse_actions(item: generic.DictionaryObject) -> None:
    """Refuse every action but going to another place in the file."""
    kind = raw(item, "/S")
    if isinstance(kind, generic.NameObject) and kind in ACTIONS:
        raise Refused(Reason.ACTIVE_CONTENT, detail=str(kind))


def _refuse_postscript(item: generic.DictionaryObject) -> None:
    """Refuse programs for printers."""
    if raw(item, "/Subtype") == "/PS":
        raise Refused(Reason.ACTIVE_CONTENT, detail="/PS")


def _refuse_outside_streams(item: generic.StreamObject) -> None:
    """Refuse streams whose content is kept in another file."""
    if {"/F", "/FFilter", "/FDecodeParms"}.intersection(item):
        raise Refused(Reason.ACTIVE_CONTENT, detail="/F")


def _inflate(stream: generic.StreamObject) -> None:
    """Inflate a stream within `limits.DECODING`; pictures are measured by their dimensions. Raises Refused."""
    filters = follow(stream, "/Filter")
    chain = members(stream, "/Filter") if isinstance(filters, generic.ArrayObject) else [filters] if filters else []
    _refuse_many_filters(chain)
    _refuse_strange_filters(chain)
    if raw(stream, "/Subtype") == "/Image":
        _refuse_pixels(int(follow(stream, "/Width")) * int(follow(stream, "/Height")))
    if not PICTURES.intersection(chain):
        stream.data  # noqa: B018 - reading it inflates it


def _refuse_many_filters(chain: list[object]) -> None:
    """Refuse what is packed again and again."""
    if len(chain) > limits.FILTERS:
        raise too_large("filters", found=len(chain), allowed=limits.FILTERS)


def _refuse_strange_filters(chain: list[str]) -> None:
    """Refuse ways of packing that our files never use."""
    strange = set(chain) - FILTERS
    if strange:
        raise Refused(Reason.STRUCTURE, detail=min(strange))


def _refuse_pixels(pixels: int) -> None:
    """Refuse a picture no camera takes."""
    if pixels > limits.PIXELS:
        raise too_large("pixels", found=pixels, allowed=limits.PIXELS)


# --- the catalog ------------------------------------------------------------------------------------------------------


def _check_catalog(root: generic.DictionaryObject) -> None:
    """Refuse a catalog with anything our files never have."""
    _refuse_strange_keys(set(root) - CATALOG, "")
    _refuse_strange_keys(set(follow(root, "/Names") or ()) - {"/EmbeddedFiles", "/Dests"}, "/Names")
    _refuse_other_form(root["/AcroForm"])


def _refuse_strange_keys(strange: set[str], place: str) -> None:
    """Refuse what our catalogs never have."""
    if strange:
        raise Refused(Reason.STRUCTURE, detail=f"{place}{min(strange)}")


def _refuse_other_form(form: generic.DictionaryObject) -> None:
    """Refuse a form that is more than the one signature, or that lets others append."""
    strange = set(form) - {"/Fields", "/SigFlags", "/DR", "/DA"}
    if strange or follow(form, "/SigFlags") != 3:
        raise Refused(Reason.STRUCTURE, detail="/AcroForm")


# --- the signature ----------------------------------------------------------------------------------------------------


def _check_signature(root: generic.DictionaryObject, gap: Gap) -> datetime:
    """Check the form of the signature's dictionaries; returns the time claimed. Raises Refused."""
    fields = root["/AcroForm"]["/Fields"]
    _refuse_fields(fields)
    widget = fields[0]
    _refuse_other_field(widget)
    signature = widget["/V"]
    _refuse_other_range(signature, gap)
    _refuse_other_keys(signature)
    _refuse_other_sub_filter(signature)
    _refuse_other_permission(signature)
    _refuse_other_perms(root["/Perms"], widget)
    claimed = generic.parse_pdf_date(signature["/M"], strict=True)
    _refuse_zoneless(claimed)
    return claimed


def _refuse_fields(fields: generic.ArrayObject) -> None:
    """Refuse every field of a form but one."""
    if len(fields) != 1:
        raise Refused(Reason.SEVERAL_SIGNATURES, found=len(fields))


def _refuse_other_field(widget: generic.DictionaryObject) -> None:
    """Refuse a field that is not the signature's, or that has others below it."""
    if follow(widget, "/FT") != "/Sig" or follow(widget, "/T") != FIELD or "/Kids" in widget:
        raise Refused(Reason.SIGNATURE_FORM, detail="field")


def _refuse_other_range(signature: generic.DictionaryObject, gap: Gap) -> None:
    """Refuse a signature that is not the one proven over the whole file."""
    covered = [int(place) for place in signature["/ByteRange"]]
    if len(covered) != 4 or covered[:3] != [0, gap.start, gap.end]:
        raise Refused(Reason.SIGNATURE_FORM, detail="dictionary")


def _refuse_other_keys(signature: generic.DictionaryObject) -> None:
    """Refuse a signature dictionary that holds more than ours."""
    if set(signature) - SIGNATURE:
        raise Refused(Reason.SIGNATURE_FORM, detail="dictionary")


def _refuse_other_sub_filter(signature: generic.DictionaryObject) -> None:
    """Refuse every encoding of signatures but ours."""
    if signature["/Filter"] != "/Adobe.PPKLite" or signature["/SubFilter"] != "/ETSI.CAdES.detached":
        raise Refused(Reason.SIGNATURE_FORM, detail="sub_filter")


def _refuse_other_permission(signature: generic.DictionaryObject) -> None:
    """Refuse a signature that permits changes."""
    references = members(signature, "/Reference")
    forbids = references[0]["/TransformParams"].raw_get("/P") if len(references) == 1 else None
    if forbids != 1 or references[0]["/TransformMethod"] != "/DocMDP":
        raise Refused(Reason.SIGNATURE_FORM, detail="doc_mdp")


def _refuse_other_perms(perms: generic.DictionaryObject, widget: generic.DictionaryObject) -> None:
    """Refuse a catalog that does not say that the signature forbids changes."""
    if set(perms) != {"/DocMDP"} or perms.raw_get("/DocMDP") != widget.raw_get("/V"):
        raise Refused(Reason.SIGNATURE_FORM, detail="perms")


def _refuse_zoneless(claimed: datetime) -> None:
    """Refuse a time that doesn't say where."""
    if claimed.tzinfo is None:
        raise Refused(Reason.SIGNATURE_FORM, detail="time")


# --- the pages --------------------------------------------------------------------------------------------------------


def _check_pages(root: generic.DictionaryObject) -> int:
    """Walk the page tree; returns the number of pages. Raises Refused."""
    seen: set[object] = set()
    queue = [root.raw_get("/Pages")]
    pages = widgets = 0
    while queue:
        ref = queue.pop()
        _refuse_twice(ref, seen)
        seen.add(ref)
        node = ref.get_object()
        if node["/Type"] == "/Pages":
            queue += list(list.__iter__(node["/Kids"]))
            continue
        pages += 1
        _refuse_pages(pages)
        widgets += _check_annotations(node)
    _refuse_widgets(widgets)
    return pages


def _refuse_twice(ref: object, seen: set[object]) -> None:
    """Refuse a page tree that comes back to itself, or shows one page twice."""
    if ref in seen:
        raise Refused(Reason.STRUCTURE, detail="/Kids")


def _refuse_pages(pages: int) -> None:
    """Refuse more pages than a packet can have."""
    if pages > limits.PAGES:
        raise too_large("pages", found=pages, allowed=limits.PAGES)


def _refuse_widgets(widgets: int) -> None:
    """Refuse fields of a form that lie on a page besides the signature."""
    if widgets != 1:
        raise Refused(Reason.STRUCTURE, detail="/Widget")


def _check_annotations(page: generic.DictionaryObject) -> int:
    """Look at what lies over a page; returns the number of widgets. Raises Refused."""
    kinds = [str(note["/Subtype"]) for note in members(page, "/Annots")]
    _refuse_annotations(kinds)
    return kinds.count("/Widget")


def _refuse_annotations(kinds: list[str]) -> None:
    """Refuse everything that may lie over a page but links and the signature."""
    for kind in kinds:
        if kind not in ANNOTATIONS:
            raise Refused(Reason.ACTIVE_CONTENT, detail=kind)
