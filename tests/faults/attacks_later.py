"""Attacks on a file that is already signed, by people without its key: updates, wrapping, shadows."""

import hashlib
import io
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import embed, generic, writer
from pyhanko.pdf_utils.generic import NameObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from core.signing.envelope import Envelope, assemble
from core.signing.sign import RESERVED
from core.signing.signature import find_gap, read_signature
from core.signing.verdict import Light, Reason
from tests.faults.attack import Attack, after_signing, packet, patched, prepared, sealed, with_hole
from tests.support.signed import signer
from tests.support.smallpacket import make_packet

Writer = writer.BasePdfFileWriter


# --- updates ----------------------------------------------------------------------------------------------------------


def page_of(update: Writer, number: int = 1) -> generic.DictionaryObject:
    return update.root["/Pages"]["/Kids"][number]


def other_content(update: Writer) -> None:
    page = page_of(update)
    page[NameObject("/Contents")] = update.add_object(generic.StreamObject(stream_data=b"0 0 500 500 re f"))
    update.update_container(page)


def stream_of(update: Writer, name: str) -> generic.StreamObject:
    names = update.root["/Names"]["/EmbeddedFiles"]["/Names"]
    places = range(0, len(names), 2)
    return next(names[place + 1]["/EF"]["/F"] for place in places if str(names[place]) == name)


def replacing(name: str, change):
    def replace(update: Writer) -> None:
        stream = stream_of(update, name)
        stream._data = change(stream.data)
        stream._encoded_data = None
        update.update_container(stream)

    return replace


def another_attachment(update: Writer) -> None:
    made = embed.EmbeddedFileObject.from_file_data(update, b"late")
    embed.embed_file(update, embed.FileSpec(file_spec_string="late.jpg", embedded_data=made))


def annotation(update: Writer) -> None:
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 500))),
            pdf_name("/Contents"): generic.TextStringObject("合格"),
        }
    )
    page = page_of(update)
    page[NameObject("/Annots")] = generic.ArrayObject([update.add_object(note)])
    update.update_container(page)


def form_field(update: Writer) -> None:
    field = generic.DictionaryObject(
        {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): generic.TextStringObject("amount")}
    )
    fields = update.root["/AcroForm"]["/Fields"]
    fields.append(update.add_object(field))
    update.update_container(fields)


def no_signature(update: Writer) -> None:
    field = update.root["/AcroForm"]["/Fields"][0]
    del field["/V"]
    update.update_container(field)


def second_signature(folder: Path) -> bytes:
    """A colleague signs the file too, in our own form."""
    incremental = IncrementalPdfFileWriter(io.BytesIO(packet(folder)), strict=False)
    steps = PdfCMSEmbedder(new_field_spec=SigFieldSpec("Signature2")).write_cms("Signature2", incremental)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=SignatureObject(subfilter=SigSeedSubFilter.PADES, bytes_reserved=RESERVED)))
    out = io.BytesIO()
    steps.send(SigIOSetup(md_algorithm="sha256", output=out))
    return sealed(out.getvalue(), identity=signer("王䶮"))


# --- wrapping ---------------------------------------------------------------------------------------------------------


def moved_range(folder: Path) -> bytes:
    """The signed end of the file moves back; in the hole before it stand other objects and a range that fits."""
    data = packet(folder)
    gap = find_gap(data)
    shifted = b"\nendobj\n99 0 obj\n<< /Type /Sig /ByteRange [0 %d %d %d] >>\nendobj\n"
    tail = data[gap.end :]
    room = len(shifted % (gap.start, 10**6, len(tail))) + 20
    end = gap.end + room
    return data[: gap.end] + (shifted % (gap.start, end, len(tail))).ljust(room) + tail


def without_range(folder: Path) -> bytes:
    return packet(folder).replace(b"/ByteRange", b"/BiteRange")


def negative_range(folder: Path) -> bytes:
    return packet(folder).replace(b"/ByteRange [0 ", b"/ByteRange [0-")


def decoy_range(folder: Path) -> bytes:
    """A comment says what the judge wants to read, the signature itself covers three bytes."""
    data = packet(folder)
    gap = find_gap(data)
    whole = b"/ByteRange [0 %d %d %d]" % (gap.start, gap.end, len(data) - gap.end)
    comment = b"\n%" + whole + b"      \nxref\n"
    return patched(data, (whole, b"/ByteRange [0 1 2 3]"), (b"\nxref\n", comment))


def range_twice(folder: Path) -> bytes:
    """Two ranges that both cover the file."""
    data = packet(folder)
    gap = find_gap(data)
    whole = b"/ByteRange [0 %d %d %d]" % (gap.start, gap.end, len(data) - gap.end)
    return patched(data, (b"\nxref\n", b"\n%" + whole + b"      \nxref\n"))


def longer_gap(folder: Path) -> bytes:
    """The gap is twice as long as ours, which leaves room that no signature covers."""
    data = packet(folder)
    gap = find_gap(data)
    grown = data[: gap.end - 1] + b"0" * RESERVED + data[gap.end - 1 :]
    start = int(data[data.rindex(b"startxref\n") + 10 :].split()[0])
    grown = grown.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + RESERVED))
    old = b"/ByteRange [0 %d %d " % (gap.start, gap.end)
    grown = grown.replace(old, b"/ByteRange [0 %d %d " % (gap.start, gap.end + RESERVED))
    return sealed(grown)


def junk_in_gap(folder: Path) -> bytes:
    return with_hole(packet(folder), lambda digits: digits[:-8] + b"deadbeef")


def capitals_in_gap(folder: Path) -> bytes:
    return with_hole(packet(folder), bytes.upper)


def changed_author(folder: Path) -> bytes:
    return packet(folder).replace(b"(anonymous)", b"(anonymouz)")


def borrowed_signature(folder: Path) -> bytes:
    """The structure is written for the changed file, with the signature value of the unchanged one."""
    data = changed_author(folder)
    gap, envelope = read_signature(data)
    digest = hashlib.sha256(data[: gap.start] + data[gap.end :]).digest()
    made = assemble(Envelope(envelope.certificates, digest, envelope.signature)).hex().encode()
    return with_hole(data, lambda digits: made.ljust(len(digits), b"0"))


def unsigned(folder: Path) -> bytes:
    make_packet(folder / "plain.pdf")
    return (folder / "plain.pdf").read_bytes()


def other_root(folder: Path) -> bytes:
    """Behind the signed file a trailer that names another catalog."""
    data = packet(folder)
    start = int(data[data.rindex(b"startxref\n") + 10 :].split()[0])
    catalog = b"99 0 obj\n<< /Type /Catalog /Pages 6 0 R >>\nendobj\n"
    table = b"xref\n99 1\n%010d 00000 n \ntrailer\n<< /Root 99 0 R /Size 100 /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return data + catalog + table % (len(data), start, len(data) + len(catalog))


# --- shadows: prepared by a holder of the key, to be shown later ------------------------------------------------------


def covered(pdf: pikepdf.Pdf) -> None:
    """A white box is drawn over the text."""
    pdf.pages[1].contents_add(b"1 1 1 rg 0 300 600 500 re f")


def uncovered(update: Writer) -> None:
    page = page_of(update)
    page[NameObject("/Contents")] = page["/Contents"][0]
    update.update_container(page)


def waiting_field(pdf: pikepdf.Pdf) -> None:
    """A field of a form lies over the text, in no form as yet."""
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String(""), Rect=Array([0, 0, 500, 500])
    )
    pdf.pages[1].Annots = Array([pdf.make_indirect(field)])


def waiting_document(pdf: pikepdf.Pdf) -> None:
    """A second catalog waits in the file, where nothing shows it."""
    pdf.Root.AF.append(pdf.make_indirect(Dictionary(Type=Name.Catalog, Pages=pdf.Root.Pages)))


def waiting_page(pdf: pikepdf.Pdf) -> None:
    """A page waits in the file, outside the page tree."""
    pdf.Root.AF.append(pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]))))


def other_font(update: Writer) -> None:
    """Every glyph is shown as another: the text stays, the page changes."""
    font = next(iter(page_of(update)["/Resources"]["/Font"].values())).get_object()
    font[NameObject("/BaseFont")] = pdf_name("/Courier")
    update.update_container(font)


LATER = (
    Attack(
        "update-page",
        "After signing, an update replaces a page's content.",
        after_signing(other_content),
        Reason.APPENDED,
    ),
    Attack(
        "update-data",
        "After signing, an update replaces data.json.",
        after_signing(replacing("data.json", lambda data: data.replace(b"1", b"2"))),
        Reason.APPENDED,
    ),
    Attack(
        "update-attachment",
        "After signing, an update replaces an attachment.",
        after_signing(replacing("a.jpg", lambda data: data + b"!")),
        Reason.APPENDED,
    ),
    Attack(
        "update-one-more-file",
        "After signing, an update attaches another file.",
        after_signing(another_attachment),
        Reason.APPENDED,
    ),
    Attack(
        "update-annotation",
        "After signing, an update lays a text box over a page.",
        after_signing(annotation),
        Reason.APPENDED,
    ),
    Attack(
        "update-form-field",
        "After signing, an update adds a field to the form.",
        after_signing(form_field),
        Reason.APPENDED,
    ),
    Attack(
        "update-signature-removed",
        "After signing, an update empties the signature's field.",
        after_signing(no_signature),
        Reason.APPENDED,
    ),
    Attack(
        "update-second-signature",
        "A colleague signs the signed file again, in our own form.",
        second_signature,
        Reason.STRUCTURE,
        "revisions",
    ),
    Attack("changed-byte", "One letter of the signed part is another.", changed_author, Reason.CHANGED),
    Attack(
        "borrowed-signature",
        "The structure claims the changed file's digest, with the old signature value.",
        borrowed_signature,
        Reason.CHANGED,
    ),
    Attack("unsigned", "The packet was never signed.", unsigned, Reason.NOT_SIGNED),
    Attack(
        "wrapping-moved-range",
        "The signed end of the file is moved, other objects stand in the widened gap.",
        moved_range,
        Reason.SIGNATURE_FORM,
        "gap",
    ),
    Attack("wrapping-no-range", "The signature says nowhere what it covers.", without_range, Reason.NOT_SIGNED),
    Attack(
        "wrapping-negative-range",
        "The signature covers a negative number of bytes.",
        negative_range,
        Reason.SIGNATURE_FORM,
        "byte_range",
    ),
    Attack(
        "wrapping-decoy-range",
        "A comment claims the whole file, the signature itself three bytes.",
        decoy_range,
        Reason.SIGNATURE_FORM,
        "dictionary",
    ),
    Attack("wrapping-range-twice", "Two ranges claim the whole file.", range_twice, Reason.SEVERAL_SIGNATURES),
    Attack(
        "wrapping-other-catalog", "Behind the signed file a trailer names another catalog.", other_root, Reason.APPENDED
    ),
    Attack("gap-longer", "The gap is twice as long as ours.", longer_gap, Reason.SIGNATURE_FORM, "gap"),
    Attack(
        "gap-filled",
        "Behind the signature the gap holds something else than zeros.",
        junk_in_gap,
        Reason.SIGNATURE_FORM,
        "padding",
    ),
    Attack("gap-capitals", "The gap is written in capital digits.", capitals_in_gap, Reason.SIGNATURE_FORM, "hex"),
    Attack(
        "shadow-hide-prepared",
        "Before signing, a white box is drawn over the text. The data are shown all the same.",
        prepared(covered),
        Reason.REGISTERED_SIGNER,
        light=Light.VALID,
    ),
    Attack(
        "shadow-hide-shown",
        "After signing, an update takes the white box away.",
        after_signing(uncovered, alter=covered),
        Reason.APPENDED,
    ),
    Attack(
        "shadow-replace-prepared",
        "Before signing, a field of a form is laid over the text.",
        prepared(waiting_field),
        Reason.STRUCTURE,
        "/Widget",
    ),
    Attack(
        "shadow-replace-shown",
        "After signing, an update gives the page's font other glyphs.",
        after_signing(other_font),
        Reason.APPENDED,
    ),
    Attack(
        "shadow-both-prepared",
        "Before signing, a second catalog is hidden in the file.",
        prepared(waiting_document),
        Reason.STRUCTURE,
        "/Catalog",
    ),
    Attack(
        "shadow-both-shown",
        "After signing, an update makes the hidden catalog the document's.",
        other_root,
        Reason.APPENDED,
    ),
    Attack(
        "shadow-page-prepared",
        "Before signing, a page is hidden outside the page tree.",
        prepared(waiting_page),
        Reason.STRUCTURE,
        "/Page",
    ),
)
