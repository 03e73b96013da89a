"""Make one of the documents that are no packets: laid out, signed, and judged before anybody believes it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.clock import Clock
from core.base.errors import SealNotBelieved
from core.base.files import passing_folder
from core.base.ids import new_id
from core.base.jobs import Progress, Silent
from core.base.version import PROGRAM
from core.records.content import School
from core.records.errand import Body
from core.records.packet import Document
from core.services import judging
from core.signing.trust import Trust
from core.signing.verdict import Light, Verdict

if TYPE_CHECKING:
    from core.signing.identity import Identity


@dataclass(frozen=True, slots=True)
class Issued:
    """A signed document of which our own judge says that it is good."""

    document: Document
    name: str
    """File name on the stick."""
    content: bytes
    sha256: str
    verdict: Verdict


def draft(type_: str, body: Body, *, title: str, maker: School, signer: str, clock: Clock) -> Document:
    """Return the document to be signed; `maker` is the school or the county's office under the certificate's name."""
    return Document(
        type=type_,
        id=new_id(),
        program=PROGRAM,
        title=title,
        made_at=clock.now().replace(microsecond=0),
        school=maker,
        signer=signer,
        body=body,
    )


def issue(
    document: Document,
    *,
    identity: "Identity",
    trust: Trust,
    folder: Path,
    key: Callable[[bytes], bytes] | None = None,
    progress: Progress | None = None,
    accept: Callable[[Verdict], bool] = lambda verdict: verdict.light is Light.VALID,
) -> Issued:
    """Lay a document out in `folder` (private), sign it, and have it judged by those who will receive it.

    Raises MissingGlyph, CertificateOutOfDate, SealNotBelieved (our own judge refuses it), DiskFull, Cancelled.
    """
    from core.documents.errand import compose_errand  # ReportLab and pyHanko load when something is made
    from core.exchange.container import file_name
    from core.signing.sign import sign
    from core.signing.stamp import Stamp

    watch = progress or Silent()
    with passing_folder(folder, "seal-") as place:
        composed = compose_errand(document, out=place / "plain.pdf", progress=watch)
        signed = place / "signed.pdf"
        stamp = Stamp(page=composed.signature.page, rect=composed.signature.rect)
        sign(composed.path, signed, identity=identity, stamp=stamp, when=document.made_at, key=key, progress=watch)
        verdict = judging.believe(signed, trust=trust)
        if verdict.data is None or verdict.data.id != document.id or not accept(verdict):
            raise SealNotBelieved(reason=verdict.reason.value)
        content = signed.read_bytes()
    return Issued(
        document=verdict.data, name=file_name(verdict.data), content=content, sha256=verdict.sha256, verdict=verdict
    )
