"""Attacks on attachments, data, pages and certificates, signed by a proper signer all the same."""

import functools
import random
from datetime import timedelta
from pathlib import Path

import msgspec
import pikepdf
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from pikepdf import Dictionary, Name, String

from core.base.jobs import Silent
from core.records.packet import VERSION, Document, Journal, write_document
from core.signing.sign import _write
from core.signing.verdict import Light, Reason
from tests.faults.attack import PHOTO, Attack, packet, prepared
from tests.support.reissued import reissued, replacing, usage
from tests.support.signed import STAMP, signer
from tests.support.smallpacket import WHEN, document, make_packet, study_session

replace = msgspec.structs.replace


# --- attachments ------------------------------------------------------------------------------------------------------


def spec_of(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    names = pdf.Root.Names.EmbeddedFiles.Names
    return next(names[place + 1] for place in range(0, len(names), 2) if str(names[place]) == name)


def filed(alter, **more):
    """Return a builder of a packet with one attachment, altered before it is signed."""
    return prepared(alter, files={"a.jpg": PHOTO}, **more)


def data_twice(pdf: pikepdf.Pdf) -> None:
    """The later of the two is the one that a reader finds which keeps the last."""
    names = pdf.Root.Names.EmbeddedFiles.Names
    other = pikepdf.AttachedFileSpec(pdf, b"{}", filename="data.json", relationship=Name.Data)
    names.append(String("data.json"))
    names.append(other.obj)


def other_plain_name(pdf: pikepdf.Pdf) -> None:
    spec_of(pdf, "a.jpg").F = String("b.exe")


def other_plain_file(pdf: pikepdf.Pdf) -> None:
    held = spec_of(pdf, "a.jpg").EF
    held.UF = pdf.make_stream(b"another file for newer readers")


def other_role(pdf: pikepdf.Pdf) -> None:
    spec_of(pdf, "a.jpg").AFRelationship = Name.Alternative


def hidden_file(pdf: pikepdf.Pdf) -> None:
    held = Dictionary(F=pdf.make_stream(b"hidden"))
    pdf.Root.AF.append(pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("x"), UF=String("x"), EF=held)))


def without_data(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Names
    del pdf.Root.AF


def with_data(data, **more):
    """Return a builder of a packet with other data than it should have."""
    return lambda folder: packet(folder, data(), **more)


def changed(change, **more):
    """Return a builder of a packet whose document was changed before pages and file were made."""
    return with_data(lambda: document(change=change, **more))


def rewritten(raw, **more):
    """Return a builder of a packet whose data.json is other bytes than its document."""
    return lambda folder: packet(folder, raw=raw, **more)


NAMES = {
    "parent": ("../a.jpg", "leads to the folder above"),
    "parent-alone": ("..", "is the folder above"),
    "windows-parent": ("..\\a.jpg", "leads to the folder above on Windows"),
    "absolute": ("/etc/passwd", "is an absolute path"),
    "drive": ("C:a.jpg", "names a drive"),
    "stream": ("a.jpg:b.exe", "names a second stream of a file"),
    "control": ("照\x07.jpg", "holds a control character"),
    "newline": ("照\nb.jpg", "holds a line break"),
    "right-to-left": ("a\u202egpj.exe", "is read from right to left in part"),
    "invisible": ("a\u200b.jpg", "holds an invisible sign"),
    "blank-end": ("a.jpg ", "ends with a blank, which Windows drops"),
    "dot-end": ("a.jpg.", "ends with a dot, which Windows drops"),
    "device-con": ("CON", "is a device of Windows"),
    "device-nul": ("NUL.pdf", "is a device of Windows with an ending"),
    "device-com": ("COM1", "is a port of Windows"),
    "device-colon": ("COM1:", "is a port of Windows, written as one"),
    "too-long": ("x" * 130, "is longer than file systems take"),
    "too-many-bytes": ("照" * 81, "takes more bytes than file systems take"),
}
"""Names of attachments that lead elsewhere or can't be saved."""


def named(name: str):
    return lambda folder: packet(folder, files={name: PHOTO})


NAMED = tuple(
    Attack(f"name-{key}", f"The name of an attachment {what}.", named(name), Reason.ATTACHMENTS, "name")
    for key, (name, what) in NAMES.items()
)


# --- data -------------------------------------------------------------------------------------------------------------


def padded(data: bytes) -> bytes:
    """33 MiB of blanks of two sorts, for one sort packs too well."""
    return data + bytes(random.Random(1).choices(b" \n", k=33 * 1024 * 1024))


def without_kinds(data: bytes) -> bytes:
    return write_document(replace(msgspec.json.decode(data, type=Document), kinds=()))


def other_record_digest(made):
    entry = replace(made.entries[0], sha256="0" * 64)
    return replace(made, entries=(entry,))


@functools.cache
def session():
    return study_session()


def misfit():
    return document([replace(session(), values={**session().values, "subtype": "party"})])


def lost_file():
    return document([replace(session(), values={**session().values, "attachments": [{"blob": "0" * 64}]})])


# --- pages and certificates -------------------------------------------------------------------------------------------


def other_place(field: str, text: str) -> str:
    return text.replace("二楼", "三楼") if field == "place" else text


def late(folder: Path) -> bytes:
    """Our own program refuses to sign so; a stranger's would not, so the inner step is called here."""
    make_packet(folder / "plain.pdf")
    path = folder / "late.pdf"
    with (folder / "plain.pdf").open("rb") as source, path.open("xb+") as out:
        _write(source, out, identity=signer(), stamp=STAMP, when=WHEN + timedelta(days=4 * 365), progress=Silent())
    return path.read_bytes()


@functools.cache
def unfit(what: str):
    """Return our signer with a certificate made for other purposes."""
    change = {
        "usage": replacing(usage(digital_signature=True, content_commitment=True, key_cert_sign=True)),
        "purposes": replacing(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])),
        "authority": replacing(x509.BasicConstraints(ca=True, path_length=None)),
    }[what]
    return reissued(change)


def certified(what: str):
    return {"build": lambda folder: packet(folder, identity=unfit(what)), "who": lambda: unfit(what)}


FILES = (
    Attack("data-twice", "Two data.json of one name.", prepared(data_twice), Reason.ATTACHMENTS, "twice"),
    Attack(
        "name-twice",
        "Two attachments of one name but for the case.",
        with_data(
            lambda: document(files={"a.jpg": PHOTO, "A.JPG": b"other"}), files={"a.jpg": PHOTO, "A.JPG": b"other"}
        ),
        Reason.ATTACHMENTS,
        "twice",
    ),
    Attack(
        "other-plain-name",
        "An attachment has another name for old readers (/F and /UF differ).",
        filed(other_plain_name),
        Reason.ATTACHMENTS,
        "names_differ",
    ),
    Attack(
        "other-plain-file",
        "An attachment is another file for newer readers (/EF /F and /EF /UF differ).",
        filed(other_plain_file),
        Reason.ATTACHMENTS,
        "files_differ",
    ),
    Attack(
        "other-role",
        "An attachment says that it is another form of the document.",
        filed(other_role),
        Reason.ATTACHMENTS,
        "relationship",
    ),
    Attack(
        "hidden-file", "A file is embedded that no name leads to.", prepared(hidden_file), Reason.ATTACHMENTS, "unnamed"
    ),
    Attack("no-data", "A signed PDF without data.json.", prepared(without_data), Reason.NOT_OURS),
    Attack(
        "file-lost",
        "The data list an attachment that is not there.",
        with_data(lambda: document(files={"a.jpg": PHOTO})),
        Reason.ATTACHMENTS,
        "missing",
    ),
    Attack(
        "file-unlisted",
        "An attachment is there that the data don't list.",
        with_data(document, files={"a.jpg": PHOTO}),
        Reason.ATTACHMENTS,
        "unlisted",
    ),
    Attack(
        "file-other",
        "An attachment is another than the data list.",
        with_data(lambda: document(files={"a.jpg": PHOTO}), files={"a.jpg": PHOTO + b"!"}),
        Reason.ATTACHMENTS,
        "digest",
    ),
    Attack(
        "file-listed-twice",
        "The data list an attachment twice.",
        lambda folder: packet(
            folder,
            document(files={"a.jpg": PHOTO}, change=lambda made: replace(made, attached=made.attached * 2)),
            files={"a.jpg": PHOTO},
        ),
        Reason.ATTACHMENTS,
        "twice",
    ),
)

DATA = (
    Attack(
        "data-foreign",
        "data.json is another program's.",
        changed(lambda made: replace(made, format="other")),
        Reason.NOT_OURS,
    ),
    Attack(
        "data-newer",
        "data.json is a newer program's.",
        changed(lambda made: replace(made, version=VERSION + 1)),
        Reason.NEWER_FORMAT,
        light=Light.UNDECIDED,
    ),
    Attack(
        "data-blank", "A blank stands behind data.json.", rewritten(lambda data: data + b" "), Reason.DATA, "canonical"
    ),
    Attack(
        "data-key-twice",
        "A key stands twice in data.json, with two values.",
        rewritten(lambda data: b'{"title":"x",' + data[1:]),
        Reason.DATA,
        "canonical",
    ),
    Attack(
        "data-id-path",
        "The identifier, after which files are named, leads to another folder.",
        changed(lambda made: replace(made, id="../../escaped")),
        Reason.DATA,
    ),
    Attack(
        "data-id-longer",
        "A line break stands behind the identifier.",
        changed(lambda made: replace(made, id=made.id + "\n")),
        Reason.DATA,
    ),
    Attack(
        "data-title-control",
        "The title holds a zero, which not every database keeps.",
        changed(lambda made: replace(made, title=made.title + "\0")),
        Reason.DATA,
    ),
    Attack(
        "data-journal-huge",
        "The journal has more entries than a database can count.",
        changed(lambda made: replace(made, journal=Journal(entries=2**63 + 1, head="0" * 64))),
        Reason.DATA,
    ),
    Attack("data-large", "data.json is larger than 32 MiB.", rewritten(padded), Reason.TOO_LARGE, "data"),
    Attack(
        "kind-twice",
        "A kind is defined twice.",
        changed(lambda made: replace(made, kinds=made.kinds * 2)),
        Reason.DATA,
        "kinds",
    ),
    Attack(
        "kind-missing",
        "A record is of a kind that nothing defines.",
        rewritten(without_kinds),
        Reason.DATA,
        "kind study_session",
    ),
    Attack(
        "record-twice",
        "A record stands in the packet twice.",
        with_data(lambda: document([session(), session()])),
        Reason.DATA,
        "twice ST-2008-001",
    ),
    Attack(
        "record-digest",
        "A record is another than its digest names.",
        changed(other_record_digest),
        Reason.DATA,
        "digest ST-2008-001",
    ),
    Attack("record-misfit", "A record holds a value that its kind doesn't offer.", with_data(misfit), Reason.DATA),
    Attack(
        "record-file-lost",
        "A record shows a file that didn't come with it.",
        with_data(lost_file),
        Reason.ATTACHMENTS,
        "missing",
    ),
)

PAGES = (
    Attack(
        "pages-differ",
        "A page names another place than the data.",
        rewritten(lambda data: data, printed=other_place),
        Reason.PAGES,
        "place",
    ),
    Attack(
        "pages-other-code",
        "The pages carry the code of other data.",
        rewritten(lambda data: data.replace("九月份报送包".encode(), "十月份报送包".encode())),
        Reason.PAGES,
        "code",
    ),
    Attack(
        "pages-beyond",
        "A record is said to be on pages that are not there.",
        rewritten(lambda data: data.replace(b'"pages":{"first":2,"last":2}', b'"pages":{"first":2,"last":9}')),
        Reason.PAGES,
    ),
    Attack("certificate-expired", "The certificate was over when the file was signed.", late, Reason.OUT_OF_DATE),
    Attack(
        "certificate-authority-usage",
        "The key may sign certificates as well.",
        reason=Reason.CERTIFICATE,
        detail="key_usage",
        **certified("usage"),
    ),
    Attack(
        "certificate-server",
        "The certificate is a web server's.",
        reason=Reason.CERTIFICATE,
        detail="extended_key_usage",
        **certified("purposes"),
    ),
    Attack(
        "certificate-authority",
        "The certificate could make others.",
        reason=Reason.CERTIFICATE,
        detail="basic_constraints",
        **certified("authority"),
    ),
)

CONTENT = (*FILES, *NAMED, *DATA, *PAGES)
