"""Turns drawn pages into PDF/A-3B with embedded files (ISO 19005-3), the same bytes for the same input."""

import io
import re
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

import pikepdf
from PIL import ImageCms

from core.base.canonical import digest
from core.base.errors import FileUnreadable
from core.base.files import explain_reading
from core.documents.tags import Tag, write_structure
from core.documents.verification import DATA_NAME
from core.records.packet import Attached, Document

PRODUCER = "ReportLab, pikepdf"

WORTH_SQUEEZING = 1024 * 1024
MOST_SQUEEZED = 100
"""Bytes from which, and times by which, a file may not shrink in the document; the judge refuses 400 times."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Controls that no XML 1.0 document may hold."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def finish(
    drawn: bytes,
    out: BinaryIO,
    *,
    document: Document,
    data: bytes,
    bookmarks: Sequence[tuple[str, int]],
    tags: Sequence[Sequence[Tag]],
    blobs: Callable[[str], Path],
) -> None:
    """Write the drawn pages as PDF/A-3B to `out`, with `data` as data.json and the document's attachments in it.

    `bookmarks` are names and the pages (from 0) they lead to, in the order of the pages; `tags` what is marked on every
    page. Raises FileMissing and FileUnreadable when an attachment's content is not there or is not what its digest
    says.
    """
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        root = pdf.Root
        for key in ("/Outlines", "/PageMode", "/OpenAction"):
            if key in root:
                del root[key]
        root.Lang = pikepdf.String("zh-CN")
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _colours(pdf)
        _describe(pdf, document)
        _mark(pdf, bookmarks)
        write_structure(pdf, tags)
        _attach(pdf, DATA_NAME, data, mime="application/json", relationship="/Data", document=document)
        for attached in document.attached:
            content = _read(blobs(attached.sha256), attached)
            _attach(
                pdf,
                attached.name,
                content,
                mime=attached.mime,
                relationship="/Supplement",
                document=document,
                title=attached.title,
            )
        pdf.save(
            out,
            # A classic cross-reference table and no object streams: what the judge reads strictly, and the oldest
            # readers too.
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            force_version="1.7",
            deterministic_id=True,
            compress_streams=True,
            linearize=False,
            fix_metadata_version=False,
        )


def _read(path: Path, attached: Attached) -> bytes:
    """Read an attachment's content and compare it with its digest."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise explain_reading(error, Path(attached.name)) from error
    if digest(content) != attached.sha256:
        raise FileUnreadable(path=attached.name, reason="digest")
    return content


def _colours(pdf: pikepdf.Pdf) -> None:
    """Say what the colours mean: sRGB (ISO 19005-3, 6.2.3)."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # Little CMS writes the moment it made the profile, and its digest, into the header (ICC.1, 7.2).
    profile[24:36] = bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    profile[84:100] = bytes(16)
    stream = pdf.make_stream(bytes(profile), N=3)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _describe(pdf: pikepdf.Pdf, document: Document) -> None:
    """Write title, maker and time, in the old way and in XMP; PDF/A wants both to agree."""
    made = document.made_at
    school = _NOT_IN_XML.sub("", document.school.name)
    title = _NOT_IN_XML.sub("", f"{school}　{document.title}")
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = pikepdf.String(title)
    pdf.docinfo["/Author"] = pikepdf.String(school)
    pdf.docinfo["/Creator"] = pikepdf.String(document.program)
    pdf.docinfo["/Producer"] = pikepdf.String(PRODUCER)
    pdf.docinfo["/CreationDate"] = pikepdf.String(_pdf_date(made))
    pdf.docinfo["/ModDate"] = pikepdf.String(_pdf_date(made))
    xmp = _XMP.format(
        title=escape(title),
        author=escape(school),
        tool=escape(document.program),
        date=made.isoformat(timespec="seconds"),
        producer=escape(PRODUCER),
    )
    metadata = pdf.make_stream(xmp.encode("utf-8"))
    metadata.Type = pikepdf.Name.Metadata
    metadata.Subtype = pikepdf.Name.XML
    pdf.Root.Metadata = metadata


def _mark(pdf: pikepdf.Pdf, bookmarks: Sequence[tuple[str, int]]) -> None:
    """Lead to every part by a bookmark, and label the pages with the numbers that stand on them."""
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(name, page, "Fit") for name, page in bookmarks)
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.D)])


def _attach(
    pdf: pikepdf.Pdf, name: str, content: bytes, *, mime: str, relationship: str, document: Document, title: str = ""
) -> None:
    """Embed one file; pikepdf names it in /AF too (ISO 19005-3, 6.8)."""
    when = _pdf_date(document.made_at)
    spec = pikepdf.AttachedFileSpec(
        pdf,
        content,
        filename=name,
        mime_type=mime,
        description=title,
        relationship=pikepdf.Name(relationship),
        creation_date=when,
        mod_date=when,
    )
    pdf.attachments[name] = spec
    if len(content) > WORTH_SQUEEZING and len(zlib.compress(content, 1)) * MOST_SQUEEZED < len(content):
        # Laid in as it is: what shrinks like a bomb is taken for one, by our own judge first.
        spec.obj.EF.F.write(zlib.compress(content, 0), filter=pikepdf.Name.FlateDecode)
    # The plain name beside the Unicode one: old readers know no other, and the two must not differ.
    spec.obj.F = pikepdf.String(name)


def _pdf_date(moment: datetime) -> str:
    """Write a moment as PDF does (ISO 32000-1, 7.9.4)."""
    offset = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
