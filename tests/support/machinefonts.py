"""Fonts as another computer might have them: ours with other names and other rights, small and quickly made."""

import functools
import io
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont

from core.base.paths import resources

CHARS = "台账仿宋中华人民一二三，。“”0123456789abc "
"""What such a font can draw."""


@functools.cache
def _small(role: str) -> bytes:
    """Return a part of one of our fonts."""
    font = TTFont(resources("fonts", f"Taizhang{role}.ttf"))
    tool = subset.Subsetter(subset.Options(name_IDs=["*"], notdef_outline=True))
    tool.populate(text=CHARS)
    tool.subset(font)
    kept = io.BytesIO()
    font.save(kept)
    return kept.getvalue()


def make_font(path: Path, *names: str, rights: int = 0, role: str = "Song", bold: bool = False) -> Path:
    """Write a font with these names (the last in Latin letters) and these embedding rights (OS/2 fsType)."""
    font = _named(names, rights=rights, role=role, bold=bold)
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def make_collection(path: Path, *families: str) -> Path:
    """Write a collection of fonts."""
    collection = TTCollection()
    collection.fonts = [_named((family, "Part"), rights=0, role="Song", bold=False) for family in families]
    path.parent.mkdir(parents=True, exist_ok=True)
    collection.save(path)
    return path


def make_postscript(path: Path, family: str) -> Path:
    """Write a font whose outlines are PostScript's."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "zhong"])
    builder.setupCharacterMap({ord("中"): "zhong"})
    pen = T2CharStringPen(1000, None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((0, 500))
    pen.closePath()
    strings = {".notdef": T2CharStringPen(1000, None).getCharString(), "zhong": pen.getCharString()}
    builder.setupCFF(family, {}, strings, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "zhong": (1000, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(fsType=0)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def _named(names: tuple[str, ...], *, rights: int, role: str, bold: bool) -> TTFont:
    font = TTFont(io.BytesIO(_small(role)))
    font["name"].names = []
    for name in names[:-1]:
        font["name"].setName(name, 1, 3, 1, 0x804)
        font["name"].setName(name, 4, 3, 1, 0x804)
    for number in (1, 4, 6):
        font["name"].setName(names[-1], number, 3, 1, 0x409)
    font["OS/2"].fsType = rights
    font["head"].macStyle = 1 if bold else 0
    return font
