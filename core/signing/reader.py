"""Read data and attachments out of a file that was judged; the same parser that judged it, never a second one.

Imported late, with pyHanko.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from core.base.errors import FileChanged
from core.records.packet import Document
from core.signing import limits
from core.signing.contents import content_of, read_data
from core.signing.signature import read_signature
from core.signing.structure import Opened, open_strictly
from core.signing.verdict import Light, Refused, Verdict


@dataclass(frozen=True, slots=True)
class Received:
    """A judged file opened for reading."""

    document: Document
    """What data.json says."""
    names: tuple[str, ...]
    """Names of the attachments, sorted."""
    _opened: Opened

    def attachment(self, name: str) -> bytes:
        """Return an attachment's content; KeyError when the document has none of that name."""
        if name not in self.names:
            raise KeyError(name)
        return content_of(self._opened.files[name])


def open_received(path: Path, verdict: Verdict) -> Received:
    """Open a file whose verdict is green or yellow.

    Raises FileChanged when it is not, byte for byte, the file that was judged; FileMissing, FileUnreadable. A red
    verdict is a mistake of the caller.
    """
    if verdict.light is Light.INVALID or verdict.data is None:
        raise ValueError("only a judged file may be read")
    try:
        data = limits.read_file(path)
        if hashlib.sha256(data).hexdigest() != verdict.sha256:
            raise FileChanged(path=str(path))
        gap, _ = read_signature(data)
        opened = open_strictly(data, gap)
        document = read_data(opened)
    except Refused as refused:
        # It passed the judge with these bytes; only a file that grew past the limits meanwhile comes here.
        raise FileChanged(path=str(path)) from refused
    names = tuple(sorted(attached.name for attached in document.attached))
    return Received(document=document, names=names, _opened=opened)
