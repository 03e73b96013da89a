"""Attacks on the structure of the PDF, signed by a proper signer all the same."""

import io
import re
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from core.signing.sign import RESERVED, sign
from core.signing.verdict import Reason
from tests.faults.attack import Attack, packet, patched, patching, prepared, sealed
from tests.support.signed import STAMP, signer
from tests.support.smallpacket import WHEN, make_packet


def javascript() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def catalog(**entries):
    """Put something into the catalog."""

    def put(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value() if callable(value) else value

    return put


def loose(make):
    """Put an object into the file that no page shows."""
    return lambda pdf: pdf.Root.AF.append(pdf.make_indirect(make(pdf)))


def link(action):
    """Put a link on the first page."""

    def put(pdf: pikepdf.Pdf) -> None:
        rect, border = Array([0, 0, 9, 9]), Array([0, 0, 0])
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, Border=border, A=action())
        pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))

    return put


def note(pdf: pikepdf.Pdf) -> None:
    made = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 500, 500]))
    pdf.pages[1].Annots = pdf.make_indirect(Array([pdf.make_indirect(made)]))


def outside(pdf: pikepdf.Pdf) -> pikepdf.Object:
    stream = pdf.make_stream(b"what old readers show")
    stream.F = String("elsewhere.txt")
    return stream


def packed(*filters: Name, **entries):
    """Return a maker of a stream with filters that qpdf leaves alone."""

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        stream = pdf.make_stream(b"")
        stream.write(b"\xff\xd8", filter=Array(list(filters)) if len(filters) > 1 else filters[0])
        for key, value in entries.items():
            stream[f"/{key}"] = value
        return stream

    return make


def page_twice(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages.Kids[1])


def signed(source: bytes, *, password: str | None = None) -> bytes:
    """Sign bytes that our own program would not sign, in our own form."""
    writer = IncrementalPdfFileWriter(io.BytesIO(source), strict=False)
    if password is not None:
        writer.encrypt(password)
    steps = PdfCMSEmbedder(new_field_spec=SigFieldSpec("Signature1")).write_cms("Signature1", writer)
    next(steps)
    place = SignatureObject(timestamp=WHEN, subfilter=SigSeedSubFilter.PADES, bytes_reserved=RESERVED)
    permission = SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    steps.send(SigObjSetup(sig_placeholder=place, mdp_setup=permission))
    out = io.BytesIO()
    steps.send(SigIOSetup(md_algorithm="sha256", output=out))
    return sealed(out.getvalue())


def encrypted(folder: Path) -> bytes:
    make_packet(folder / "plain.pdf")
    with pikepdf.open(folder / "plain.pdf") as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(user="", owner="county", R=6))
    return signed((folder / "locked.pdf").read_bytes(), password="")


def three_revisions(folder: Path) -> bytes:
    """The catalog is written twice before it is signed."""
    make_packet(folder / "plain.pdf")
    writer = IncrementalPdfFileWriter(io.BytesIO((folder / "plain.pdf").read_bytes()), strict=False)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    (folder / "twice.pdf").write_bytes(out.getvalue())
    sign(folder / "twice.pdf", folder / "signed.pdf", identity=signer(), stamp=STAMP, when=WHEN)
    return (folder / "signed.pdf").read_bytes()


def two_fields(folder: Path) -> bytes:
    data = packet(folder)
    found = re.search(rb"<<\n/Fields \[ (\d+ 0 R) \]\n/SigFlags 3\n>>\nendobj", data)
    assert found
    twice = b"<</Fields[%b %b]/SigFlags 3>>endobj" % (found[1], found[1])
    return patched(data, (found[0], twice.ljust(len(found[0]))))


MDP = b"""/Reference [ <<
/Type /SigRef
/TransformMethod /DocMDP
/TransformParams <<
/Type /TransformParams
/V /1.2
/P 1
>>
>> ]
"""

STRUCTURE = (
    Attack(
        "layer-of-picture",
        "A picture belongs to a layer.",
        prepared(loose(packed(Name.DCTDecode, Subtype=Name.Image, Width=1, Height=1, OC=Dictionary()))),
        Reason.ACTIVE_CONTENT,
        "/OC",
    ),
    Attack(
        "open-action",
        "The document runs JavaScript when it is opened.",
        prepared(catalog(OpenAction=javascript)),
        Reason.ACTIVE_CONTENT,
        "/OpenAction",
    ),
    Attack(
        "page-action",
        "A page runs JavaScript when it is turned to.",
        prepared(lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary(O=javascript()))),
        Reason.ACTIVE_CONTENT,
        "/AA",
    ),
    Attack(
        "named-javascript",
        "The catalog names a script.",
        prepared(lambda pdf: pdf.Root.Names.__setitem__("/JavaScript", Dictionary(Names=Array([])))),
        Reason.ACTIVE_CONTENT,
        "/JavaScript",
    ),
    Attack(
        "layers",
        "The document has layers that show or hide.",
        prepared(catalog(OCProperties=lambda: Dictionary(OCGs=Array([]), D=Dictionary()))),
        Reason.ACTIVE_CONTENT,
        "/OCProperties",
    ),
    Attack(
        "launch",
        "A link starts a program.",
        prepared(link(lambda: Dictionary(S=Name.Launch, F=String("calc.exe")))),
        Reason.ACTIVE_CONTENT,
        "/Launch",
    ),
    Attack(
        "goto-embedded",
        "A link opens an attachment.",
        prepared(link(lambda: Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C, N=String("a.pdf"))))),
        Reason.ACTIVE_CONTENT,
        "/GoToE",
    ),
    Attack(
        "web-link",
        "A link leads out of the file.",
        prepared(link(lambda: Dictionary(S=Name.URI, URI=String("http://example.com")))),
        Reason.ACTIVE_CONTENT,
        "/URI",
    ),
    Attack(
        "postscript",
        "The file holds a program for printers.",
        prepared(loose(lambda pdf: Dictionary(Subtype=Name.PS))),
        Reason.ACTIVE_CONTENT,
        "/PS",
    ),
    Attack(
        "outside-stream", "A stream is kept in another file.", prepared(loose(outside)), Reason.ACTIVE_CONTENT, "/F"
    ),
    Attack("stamp-over-page", "A stamp lies over a page.", prepared(note), Reason.ACTIVE_CONTENT, "/Stamp"),
    Attack(
        "strange-catalog",
        "The catalog holds what our files never have.",
        prepared(catalog(Requirements2=lambda: Array([]))),
        Reason.STRUCTURE,
        "/Requirements2",
    ),
    Attack(
        "strange-names",
        "The catalog names hidden templates of pages.",
        prepared(lambda pdf: pdf.Root.Names.__setitem__("/Templates", Dictionary(Names=Array([])))),
        Reason.STRUCTURE,
        "/Names/Templates",
    ),
    Attack(
        "strange-filter",
        "A stream is packed in a way that not every reader undoes alike.",
        prepared(loose(packed(Name("/RunLengthDecode2"), Subtype=Name.Image, Width=1, Height=1))),
        Reason.STRUCTURE,
        "/RunLengthDecode2",
    ),
    Attack("page-twice", "The page tree shows one page twice.", prepared(page_twice), Reason.STRUCTURE, "/Kids"),
    Attack(
        "page-count",
        "The page tree says that it has one page; it has two.",
        patching((b"/Count 2", b"/Count 1")),
        Reason.STRUCTURE,
        "pages",
    ),
    Attack("encrypted", "The packet is locked with a password.", encrypted, Reason.ENCRYPTED),
    Attack(
        "three-revisions",
        "The catalog is written twice before it is signed.",
        three_revisions,
        Reason.STRUCTURE,
        "revisions",
    ),
    Attack(
        "second-signature-dictionary",
        "A second signature dictionary waits in the file.",
        prepared(loose(lambda pdf: Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3])))),
        Reason.SEVERAL_SIGNATURES,
    ),
    Attack(
        "two-fields",
        "The form names the field of the signature twice.",
        two_fields,
        Reason.SEVERAL_SIGNATURES,
    ),
    Attack(
        "form-appendable",
        "The form lets others append.",
        patching((b"/SigFlags 3", b"/SigFlags 1")),
        Reason.STRUCTURE,
        "/AcroForm",
    ),
    Attack(
        "field-name",
        "The signature is in a field of another name.",
        patching((b"(Signature1)", b"(Signature2)")),
        Reason.SIGNATURE_FORM,
        "field",
    ),
    Attack(
        "signature-remark",
        "The signature dictionary holds a remark.",
        patching((b"/Type /Sig\n", b"/Type /Sig\n/Reason (ok)\n")),
        Reason.SIGNATURE_FORM,
        "dictionary",
    ),
    Attack(
        "sub-filter-adbe",
        "The signature calls itself adbe.pkcs7.detached.",
        patching((b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached")),
        Reason.SIGNATURE_FORM,
        "sub_filter",
    ),
    Attack(
        "mdp-fill",
        "The signature permits filling in forms.",
        patching((b"/P 1\n", b"/P 2\n")),
        Reason.SIGNATURE_FORM,
        "doc_mdp",
    ),
    Attack(
        "mdp-missing",
        "The signature says nothing about changes.",
        patching((MDP, b"")),
        Reason.SIGNATURE_FORM,
        "doc_mdp",
    ),
    Attack(
        "perms-elsewhere",
        "The catalog's permission names another object than the signature.",
        patching((b"/DocMDP 2", b"/DocMDP 1")),
        Reason.SIGNATURE_FORM,
        "perms",
    ),
    Attack(
        "time-without-zone",
        "The time claimed doesn't say where.",
        patching((b"\\05308\\04700\\047)", b")")),
        Reason.SIGNATURE_FORM,
        "time",
    ),
)
