"""Photos made fit for a record: upright, small, and without telling where they were taken.

Imported late: Pillow is needed when the first photo comes.
"""

import io
import warnings
from dataclasses import dataclass
from datetime import datetime

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from core.base.errors import NotAPhoto, PhotoTooLarge

LONGEST = 2000
"""Pixels of the longer side that are kept."""

QUALITY = 85
"""JPEG quality at which a printed photo of 15 cm shows no difference."""

MOST_PIXELS = 120_000_000
"""More than any telephone's camera has; a file that claims more is a mistake or a bomb."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is kept: JPEG bytes, size in pixels, and the day it was taken (YYYY-MM-DD or empty)."""

    content: bytes
    mime: str
    width: int
    height: int
    taken_on: str


def prepare(content: bytes, *, name: str) -> Photo:
    """Turn a photo upright by its EXIF, scale it to at most 2,000 px and leave all its camera data behind.

    Raises NotAPhoto when the bytes can't be read as a picture, PhotoTooLarge when it has too many pixels.
    """
    try:
        # Its own warning about size is ours to give, with our own limit.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as opened:
                return _prepare(opened, name=name)
    except (Image.DecompressionBombError, MemoryError) as error:
        limit = MOST_PIXELS // 1_000_000
        raise PhotoTooLarge(name=name, megapixels=2 * limit, limit=limit) from error  # more than twice, not told
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError) as error:
        # Pillow's readers answer broken files with any of these.
        raise NotAPhoto(name=name) from error


def _prepare(opened: Image.Image, *, name: str) -> Photo:
    """Make the photo from an opened picture; nothing of it has been decoded yet."""
    pixels = opened.width * opened.height
    if pixels > MOST_PIXELS:
        raise PhotoTooLarge(name=name, megapixels=pixels // 1_000_000, limit=MOST_PIXELS // 1_000_000)
    taken_on = _taken_on(opened)
    # A JPEG decoder can give half or a quarter of the size at once, which saves most of the memory.
    opened.draft("RGB", (LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", upright.size, "white")
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        shown = upright.convert("RGBA")
        plain.paste(shown, mask=shown.getchannel("A"))
    else:
        plain.paste(upright.convert("RGB"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=False)
    return Photo(out.getvalue(), "image/jpeg", plain.width, plain.height, taken_on)


def _taken_on(opened: Image.Image) -> str:
    """Return the day the camera says the photo was taken; empty when it says none, or nonsense."""
    exif = opened.getexif()
    told = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    try:
        return datetime.strptime(str(told)[:19], "%Y:%m:%d %H:%M:%S").date().isoformat()  # noqa: DTZ007 -- a day only
    except ValueError:
        return ""
