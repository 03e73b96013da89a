"""Draws the two photographs of the demonstration, with everything a camera writes into a file."""

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

SIZE = (2400, 1800)
"""Pixels: more than are kept, so that the scaling has something to do."""

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
LYING = 6
"""EXIF: turn by 90° to stand upright."""


def draw_photo(scene: str, path: Path) -> Path:
    """Write a JPEG of the scene ("broken_cover" or "new_cover") to `path` and return it.

    The picture lies on its side and carries a camera's name and a place, as a telephone's does; taking it in must
    turn it and remove both.
    """
    picture = _street(whole=scene == "new_cover")
    exif = Image.Exif()
    exif[ORIENTATION] = LYING
    exif[MAKE] = "Taizhang"
    exif.get_ifd(GPS).update({1: "N", 2: (27.0, 30.0, 0.0), 3: "E", 4: (120.0, 24.0, 0.0)})
    picture.transpose(Image.Transpose.ROTATE_90).save(path, quality=88, exif=exif)
    return path


def _street(*, whole: bool) -> Image.Image:
    """Paint a village road with a ditch along it and its covers, two of them missing unless `whole`."""
    width, height = SIZE
    picture = Image.new("RGB", SIZE, (186, 205, 221))
    draw = ImageDraw.Draw(picture)
    horizon = height * 2 // 5
    for row in range(horizon):
        shade = row / horizon
        draw.line((0, row, width, row), fill=(int(150 + 60 * shade), int(185 + 40 * shade), int(216 + 20 * shade)))
    for hill in range(3):
        crest = [
            (x, horizon - 120 + 50 * hill - int(70 * math.sin(x / (210 + 90 * hill) + hill)))
            for x in range(0, width + 40, 40)
        ]
        draw.polygon([*crest, (width, horizon), (0, horizon)], fill=(88 + 22 * hill, 122 + 16 * hill, 92 + 8 * hill))
    draw.polygon([(0, height), (0, horizon), (width, horizon), (width, height)], fill=(128, 139, 92))
    draw.polygon([(250, height), (1080, horizon), (1330, horizon), (1750, height)], fill=(146, 143, 138))
    covers = 7
    for number in range(covers):
        near, far = 1 - number / covers, 1 - (number + 1) / covers
        corners = [_ditch(1, near), _ditch(1, far), _ditch(0, far), _ditch(0, near)]
        missing = not whole and number in {1, 2}
        draw.polygon(corners, fill=(38, 47, 50) if missing else (182, 178, 170), outline=(96, 94, 90))
    noise = random.Random(2008)
    for _dot in range(9000):
        x, y = noise.randrange(width), noise.randrange(horizon, height)
        red, green, blue = picture.getpixel((x, y))  # type: ignore[misc]
        shift = noise.randint(-16, 16)
        draw.ellipse((x, y, x + 5, y + 4), fill=(red + shift, green + shift, blue + shift))
    return picture.filter(ImageFilter.GaussianBlur(1.1))


def _ditch(side: int, near: float) -> tuple[int, int]:
    """Return a point on the ditch's edge; `near` runs from 0 at the horizon to 1 at the viewer."""
    _width, height = SIZE
    horizon = height * 2 // 5
    y = horizon + (height - horizon) * near**1.6
    left = 1340 + (1800 - 1340) * near**1.6
    return int(left + (40 + 330 * near**1.6) * side), int(min(y, height)) if near < 1 else height
