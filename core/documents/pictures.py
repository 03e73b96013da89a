"""Pictures on the page: JPEG as it is, everything else decoded; colours only as PDF/A allows (no CMYK)."""

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.pdfbase import pdfdoc

from core.base.errors import PictureUnreadable

SCAN = "application/pdf"
DRAWN = ("image/jpeg", "image/png", SCAN)
"""Attachments that are printed; others are embedded as files only."""

_UPRIGHT = 1
_ORIENTATION = 0x0112
MOST_PIXELS = 60_000_000
"""A scan of A3 at 400 dpi has 31 million; more is refused rather than decoded."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture measured and ready to be drawn; its content is read when the document is written."""

    path: Path
    width: int
    """Pixels."""
    height: int
    ready: bool
    """The file is a JPEG that can stand in the PDF as it is."""
    grey: bool
    page: int | None = None
    """Page (from 0) of a scanned PDF, which is drawn when the document is written."""


def measure(path: Path, *, name: str, record: str) -> Picture:
    """Open a picture and read its size; `name` and `record` stand in the error. Raises PictureUnreadable."""
    try:
        with Image.open(path) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise PictureUnreadable(name=name, record=record, reason="too_large")
            turned = image.getexif().get(_ORIENTATION, _UPRIGHT)
            ready = image.format == "JPEG" and image.mode in ("RGB", "L") and turned == _UPRIGHT
            if turned >= 5:  # lying on its side
                width, height = height, width
            if not ready:
                image.load()
            return Picture(path, width, height, ready, image.mode in ("L", "1"))
    except Image.DecompressionBombError as error:
        raise PictureUnreadable(name=name, record=record, reason="too_large") from error
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError) as error:
        raise PictureUnreadable(name=name, record=record, reason="damaged") from error


def measure_scan(path: Path, *, name: str) -> list[Picture]:
    """Return the pages of a scanned PDF as pictures. Raises ScanUnreadable."""
    from core.documents import scans  # pdfium, which most packets need not wait for

    return [
        Picture(path, width, height, ready=False, grey=False, page=page)
        for page, (width, height) in enumerate(scans.sizes(path, name=name))
    ]


class _Embedded(pdfdoc.PDFObject):
    """A picture as an object of the PDF; read from its file only when the object is written."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture

    def format(self, document: Any) -> Any:
        """Return the object's bytes; ReportLab calls this once."""
        picture = self._picture
        grey = picture.grey
        if picture.page is not None:
            from core.documents import scans

            content, grey = scans.draw(picture.path, picture.page, width=picture.width, height=picture.height)
            used = "DCTDecode"
        elif picture.ready:
            content, used = picture.path.read_bytes(), "DCTDecode"
        else:
            content, grey = _decoded(picture.path)
            used = "FlateDecode"
        stream = pdfdoc.PDFStream(content=content)
        stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
        stream.dictionary["Subtype"] = pdfdoc.PDFName("Image")
        stream.dictionary["Width"] = picture.width
        stream.dictionary["Height"] = picture.height
        stream.dictionary["BitsPerComponent"] = 8
        stream.dictionary["ColorSpace"] = pdfdoc.PDFName("DeviceGray" if grey else "DeviceRGB")
        stream.dictionary["Filter"] = pdfdoc.PDFName(used)
        return stream.format(document)


def _decoded(path: Path) -> tuple[bytes, bool]:
    """Return a picture's deflated pixels and whether they are grey; transparency lies on white."""
    with Image.open(path) as opened:
        image: Image.Image = ImageOps.exif_transpose(opened)
        if image.mode in ("L", "1"):
            return zlib.compress(image.convert("L").tobytes()), True
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            paper = Image.new("RGBA", image.size, "white")
            paper.alpha_composite(image.convert("RGBA"))
            image = paper
        return zlib.compress(image.convert("RGB").tobytes()), False


def embed_picture(canvas: Any, picture: Picture) -> str:
    """Add a picture to a ReportLab canvas once, and return the name its page calls it by."""
    document = canvas._doc  # noqa: SLF001 - drawImage decides by the file's ending, and ours have none
    name = "P" + hashlib.sha256(f"{picture.path.name}#{picture.page}".encode()).hexdigest()[:16]
    registered = document.getXObjectName(name)
    if registered not in document.idToObject:
        document.addForm(name, _Embedded(picture))
    canvas._formsinuse.append(name)  # noqa: SLF001
    return str(registered)


def fit(picture: Picture, width: float, height: float) -> tuple[float, float]:
    """Return the size in points at which a picture fills a box without being distorted."""
    scale = min(width / picture.width, height / picture.height)
    return picture.width * scale, picture.height * scale


def is_drawn(mime: str) -> bool:
    """Tell whether attachments of a media type are printed."""
    return mime in DRAWN
