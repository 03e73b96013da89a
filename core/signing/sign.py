"""Sign a finished PDF: one PAdES baseline signature over the whole file that forbids every change.

Imported late, with pyHanko.
"""

import binascii
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigAppearanceSetup, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest, SignatureObject

from core.base.errors import CertificateOutOfDate, FileMissing, Unsignable
from core.base.files import explain, flush, part_of
from core.base.jobs import Progress, Silent
from core.signing.envelope import HASH, Signs, seal
from core.signing.identity import Identity
from core.signing.stamp import BlockStyle, Stamp, lines_of

FIELD = "Signature1"
"""Name of the signature field."""

RESERVED = 16384
"""Hex digits kept free for the signature structure; the judge asks for exactly as many."""


def sign(
    source: Path,
    target: Path,
    *,
    identity: Identity,
    stamp: Stamp,
    when: datetime,
    key: Signs | None = None,
    progress: Progress | None = None,
) -> None:
    """Write a signed copy of the PDF `source` as `target`, whole or not at all.

    `when` is the aware moment printed in the block and claimed in the signature; `key` signs where the identity's own
    key lies on a USB key. Raises CertificateOutOfDate when the certificate is not in force at that moment, Unsignable,
    TokenGone, FileMissing, DiskFull, FolderNotWritable or Cancelled.
    """
    watch = progress or Silent()
    moment = when.astimezone(UTC)
    if not identity.valid_from <= moment <= identity.valid_until:
        raise CertificateOutOfDate(
            valid_from=identity.valid_from.date().isoformat(), valid_until=identity.valid_until.date().isoformat()
        )
    if not source.is_file():
        raise FileMissing(path=str(source))
    watch.step(0, 3, "sign")
    with part_of(target) as part:
        try:
            with source.open("rb") as stream, part.open("xb+") as out:
                _write(stream, out, identity=identity, stamp=stamp, when=when, key=key, progress=watch)
                flush(out)
        except OSError as error:
            raise explain(error, target, needed=source.stat().st_size) from error
        except (PdfError, SigningError, ValueError, KeyError, TypeError) as error:
            raise Unsignable(path=str(source), reason=type(error).__name__) from error
        watch.step(3, 3, "sign")


def _write(
    stream: BinaryIO,
    out: BinaryIO,
    *,
    identity: Identity,
    stamp: Stamp,
    when: datetime,
    progress: Progress,
    key: Signs | None = None,
) -> None:
    """Append the signature to the PDF's bytes."""
    writer = IncrementalPdfFileWriter(stream, strict=True)
    if "/AcroForm" in writer.root:
        # Ours has no form before it is signed; whatever has one is signed already or not ours.
        raise SigningError("form")
    steps = PdfCMSEmbedder(
        new_field_spec=SigFieldSpec(sig_field_name=FIELD, on_page=stamp.page, box=stamp.rect)  # type: ignore[arg-type] # points may be fractions
    ).write_cms(FIELD, writer)
    next(steps)
    progress.step(1, 3, "sign")
    steps.send(
        SigObjSetup(
            sig_placeholder=SignatureObject(
                timestamp=when, subfilter=SigSeedSubFilter.PADES, name=identity.name, bytes_reserved=RESERVED
            ),
            mdp_setup=SigMDPSetup(md_algorithm=HASH, certify=True, docmdp_perms=MDPPerm.NO_CHANGES),
            appearance_setup=SigAppearanceSetup(
                style=BlockStyle(lines_of(identity, when)), timestamp=when, name=identity.name
            ),
        )
    )
    prepared, _ = steps.send(SigIOSetup(md_algorithm=HASH, output=out))
    progress.step(2, 3, "sign")
    certificates = (identity.certificate, *identity.chain)
    structure = seal(key or identity.private_key, certificates=certificates, digest=prepared.document_digest)
    _fill(out, prepared, structure)


def _fill(out: BinaryIO, prepared: PreparedByteRangeDigest, structure: bytes) -> None:
    """Put the structure into its gap: lower-case hex, then zeros; pyHanko itself writes capitals."""
    digits = binascii.hexlify(structure)
    if len(digits) > RESERVED:
        raise ValueError("signature too large")
    out.seek(prepared.reserved_region_start + 1)
    out.write(digits.ljust(RESERVED, b"0"))
