"""The table that rare characters are found by."""

import json
from pathlib import Path

from fontTools.ttLib import TTFont

from core.base.hanzi import hanzi
from core.base.paths import resources

FONTS = resources("fonts")


def test_the_table_is_small_and_lies_beside_its_licence() -> None:
    assert resources("hanzi", "hanzi.txt").stat().st_size < 1_000_000
    assert "Unicode" in resources("hanzi", "LICENSE-unicode.txt").read_text(encoding="utf-8")


def test_every_hanzi_of_the_table_is_drawn_and_every_drawn_one_stands_in_it() -> None:
    roles = json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))["roles"]
    drawn = set()
    for role in ("song", "rare", "far"):
        drawn |= set(TTFont(Path(FONTS / roles[role]["file"]))["cmap"].getBestCmap())
    table = hanzi()
    found = {
        char
        for form in table.find("").groups
        for one in form.chars
        for group in table.find(one).groups
        for char in group.chars
    }
    assert {ord(char) for char in found} <= drawn
    assert set(range(0x4E00, 0x9FFD)) | set(range(0x3400, 0x4DC0)) <= {ord(char) for char in found}
    assert len(found) > 63_000
