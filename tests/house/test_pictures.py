"""What shortens the pictures of the guides takes away rows that only repeat, and nothing else."""

from PIL import Image, ImageDraw

from tests.support.picturing import LEFT, ROOMY, folded


def picture(height: int, *marks: int) -> Image.Image:
    """Draw a picture of one colour with a line across at each place."""
    found = Image.new("RGB", (40, height), "white")
    pen = ImageDraw.Draw(found)
    for number, y in enumerate(marks):
        pen.line((number, y, 39, y), fill="black")
    return found


def rows(found: Image.Image) -> list[bytes]:
    return [found.crop((0, y, found.width, y + 1)).tobytes() for y in range(found.height)]


def distinct(found: Image.Image) -> list[bytes]:
    """Return the rows that differ from the one above."""
    every = rows(found)
    return [row for at, row in enumerate(every) if at == 0 or row != every[at - 1]]


def test_a_long_stretch_of_nothing_becomes_a_short_one():
    before = picture(400, 20, 380)
    after = folded(before)
    assert distinct(after) == distinct(before)
    assert after.height == 20 + 1 + (LEFT + 1) + 1 + 19
    assert after.width == before.width


def test_short_stretches_stay_as_they_are():
    before = picture(3 * ROOMY - 24, ROOMY - 8, 2 * ROOMY - 16)
    assert rows(folded(before)) == rows(before)


def test_the_ends_of_a_picture_may_be_empty_too():
    after = folded(picture(500, 250))
    assert after.height == 2 * (LEFT + 1) + 1
