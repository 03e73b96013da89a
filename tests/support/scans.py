"""Scanned paper for tests: a PDF of pictures, as a scanner makes it."""

import functools
import io

from PIL import Image, ImageDraw


@functools.cache
def scan(pages: int, *, seal: int | None = None, size: tuple[int, int] = (620, 877)) -> bytes:
    """Return a scanned PDF of so many pages, a red ring on one of them."""
    made = []
    for number in range(pages):
        image = Image.new("RGB", size, (251, 250, 246))
        pen = ImageDraw.Draw(image)
        for row in range(60, size[1] - 60, 24):
            pen.line((60, row, size[0] - 60, row), fill=(70, 70, 70), width=2)
        if number == seal:
            pen.ellipse((380, 620, 540, 780), outline=(200, 30, 30), width=6)
        made.append(image)
    buffer = io.BytesIO()
    made[0].save(buffer, "PDF", save_all=True, append_images=made[1:], resolution=75)
    return buffer.getvalue()
