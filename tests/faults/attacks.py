"""Every attack the judge is held to: what is done, and what it answers. docs/security.md is made out of this table."""

from pathlib import Path

from core.signing.limits import FILE_BYTES
from core.signing.verdict import Reason
from tests.faults.attack import Attack
from tests.faults.attacks_content import CONTENT
from tests.faults.attacks_county import COUNTY
from tests.faults.attacks_later import LATER
from tests.faults.attacks_structure import STRUCTURE


def nothing(folder: Path) -> bytes:
    return b""


def picture(folder: Path) -> bytes:
    return b"\xff\xd8\xff" + bytes(900)


def sparse(folder: Path) -> Path:
    """The file takes no room on the disk and two gigabytes in memory."""
    path = folder / "sparse.pdf"
    with path.open("wb") as out:
        out.write(b"%PDF-1.7\n")
        out.truncate(2 * 1024**3)
    return path


def oversize(folder: Path) -> Path:
    """One byte more than the judge reads."""
    path = folder / "oversize.pdf"
    with path.open("wb") as out:
        out.truncate(FILE_BYTES + 1)
    return path


WHOLE = (
    Attack("empty", "The file is empty.", nothing, Reason.EMPTY),
    Attack("picture", "The file is a photograph with another ending.", picture, Reason.NOT_PDF),
    Attack("sparse", "The file is a hole of 2 GiB.", sparse, Reason.TOO_LARGE, "bytes"),
    Attack("oversize", "The file is one byte longer than allowed.", oversize, Reason.TOO_LARGE, "bytes"),
)

ATTACKS = (*LATER, *STRUCTURE, *CONTENT, *WHOLE, *COUNTY)
"""Every one of them."""
