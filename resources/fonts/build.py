"""Make the subset fonts that the program carries.

Six packages are the only inputs; fetch them into one folder with the ordinary clients, then run this script:

    apt-get download texlive-lang-chinese fonts-lxgw-wenkai fonts-hanazono unicode-data      (Debian 12)
    npm pack @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3
    python resources/fonts/build.py FOLDER

Every font file and the tables of Unihan are compared with the digests written here before they are used, so the
result is the same bytes each time. What comes out: TrueType outlines only (ReportLab reads no CFF), no hinting, no
layout tables (neither ReportLab nor plain Chinese text needs them), each font renamed. Renaming keeps two promises: the
Open Font License forbids a changed LXGW WenKai or HanaMin to bear its reserved names, and a window that asks for
"Taizhang UI" can never get another font of the same name that happens to be installed.

`fonts.json` beside this script tells the program which font plays which part and which characters it may be used for.
"""

import bz2
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

HERE = Path(__file__).resolve().parent
UNITS_OFF_AT_MOST = 1.0  # cubic to quadratic, in 1/1000 em: 0.016 pt at the size of body text

FANG = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
KAI = "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
SERIF_300 = "noto-serif-sc/300Light/NotoSerifSC_300Light.ttf"
SERIF_900 = "noto-serif-sc/900Black/NotoSerifSC_900Black.ttf"
FAR = "usr/share/fonts/truetype/hanazono/HanaMinB.ttf"
SANS_400 = "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"
SANS_500 = "noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf"
SANS_700 = "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf"
HANZI_TABLE = "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
SOURCES_TABLE = "usr/share/unicode/Unihan_IRGSources.txt.bz2"

DIGESTS = {
    FANG: "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
    KAI: "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
    SERIF_300: "a86e5cabd0c0b9bd656ff9c3e437bec6519fc7b149e845192edd8075b07789eb",
    SERIF_900: "092e71a70c744be3cc33999eb4edcb10fbe95c1b4cff6c2d7f04d6ff15d031e2",
    FAR: "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
    SANS_400: "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    SANS_500: "b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a",
    SANS_700: "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    HANZI_TABLE: "bdeef44d75d914e793b7f27ddc3bee01b2d11dd34f4e52de1a9fba74a1612dc2",
    SOURCES_TABLE: "52e6e55d22dd124d61dfbb845033fe354caf9a62ab84ac89aa0c374b0f8b99c5",
}

OFL_ADOBE = "licences/NotoSC-OFL.txt"
OFL_HANAZONO = "licences/Hanazono-OFL.txt"
OFL_LXGW = "licences/LXGWWenKai-OFL.txt"
GPL_FANDOL = "licences/FandolFang-GPL.txt"


@dataclass(frozen=True, slots=True)
class Made:
    """One font to be made: the part it plays, what it is made of, and the characters it may be used for."""

    role: str
    file: str
    family: str
    weight: int
    source: str
    origin: str
    licence: str
    spdx: str
    ranges: tuple[str, ...]
    note: str
    without: str = ""
    units: int = 0
    """Units of the em where they are fewer than the original's: less to pack, and still finer than 600 dpi at 16 pt."""


NOTO_SERIF = "Noto Serif SC (npm @expo-google-fonts/noto-serif-sc 0.4.3)"
NOTO_SANS = "Noto Sans SC (npm @expo-google-fonts/noto-sans-sc 0.4.3)"
WIDE = ("gb2312", "tgh8105", "symbols")

FONTS = (
    Made("fang", "TaizhangFang.ttf", "Taizhang Fang", 400, FANG,
         "FandolFang (Debian texlive-lang-chinese 2022.20230122-1)", GPL_FANDOL,
         "GPL-3.0-or-later WITH Font-exception-2.0", ("gb2312",),
         "仿宋, body of the printed page. GB 2312 and ASCII only: beyond GB 2312 the original shows some other "
         "character under a wrong code point (餘 as 余, 鬱 as 郁), so those glyphs are not here. Fall back to song."),
    Made("song", "TaizhangSong.ttf", "Taizhang Song", 300, SERIF_300, NOTO_SERIF, OFL_ADOBE, "OFL-1.1", WIDE,
         "宋体, first fallback of the body."),
    Made("rare", "TaizhangRare.ttf", "Taizhang Rare", 300, SERIF_300, NOTO_SERIF, OFL_ADOBE, "OFL-1.1", ("rare",),
         "宋体, fallback for pages and windows: traditional and rare hanzi of the unified block, Extension A and "
         "beyond, and nothing that song has. Load it only when a character asks for it.",
         units=500),
    Made("far", "TaizhangFar.ttf", "Taizhang Far", 400, FAR, "HanaMinB (Debian fonts-hanazono 20170904-2.1)",
         OFL_HANAZONO, "OFL-1.1", ("far",),
         "宋体, last fallback: hanzi of Extension B to F with a source in China, and nothing that song or rare has. "
         "Load it only when a character asks for it.",
         units=256),
    Made("title", "TaizhangTitle.ttf", "Taizhang Title", 900, SERIF_900, NOTO_SERIF, OFL_ADOBE, "OFL-1.1", WIDE,
         "in place of 小标宋 (no free one exists). Fall back to song."),
    Made("hei", "TaizhangHei.ttf", "Taizhang Hei", 500, SANS_500, NOTO_SANS, OFL_ADOBE, "OFL-1.1", WIDE,
         "黑体 of the printed page. Fall back to song."),
    Made("kai", "TaizhangKai.ttf", "Taizhang Kai", 400, KAI, "LXGW WenKai (Debian fonts-lxgw-wenkai 1.250+repack-1)",
         OFL_LXGW, "OFL-1.1", WIDE,
         "楷体 of the printed page. Its narrow “” ‘’ · are left out on purpose: take them from fang.",
         without="“”‘’·"),
    Made("ui", "TaizhangUI-Regular.ttf", "Taizhang UI", 400, SANS_400, NOTO_SANS, OFL_ADOBE, "OFL-1.1", WIDE,
         "the windows, regular weight."),
    Made("ui-bold", "TaizhangUI-Bold.ttf", "Taizhang UI", 700, SANS_700, NOTO_SANS, OFL_ADOBE, "OFL-1.1", WIDE,
         "the windows, bold weight of the same family."),
)  # fmt: skip

FALLBACK = {
    "fang": ["song", "rare", "far"],
    "song": ["rare", "far"],
    "title": ["song", "rare", "far"],
    "hei": ["song", "rare", "far"],
    "kai": ["fang", "song", "rare", "far"],
    "ui": ["rare", "far"],
    "ui-bold": ["rare", "far"],
    "rare": ["far"],
    "far": [],
}


# --- characters -------------------------------------------------------------------------------------------------------


def gb2312() -> set[int]:
    """Give ASCII and every character of GB 2312-1980 (6,763 hanzi and 682 signs) as code points.

    Two places of the table, the dash and the middle dot, are U+2015 and U+30FB to one codec, U+2014 and U+00B7 to the
    other, which is what people type; both are taken.
    """
    found = set(range(0x20, 0x7F))
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
                found.add(ord(bytes((row, cell)).decode("gbk")))
            except UnicodeDecodeError:
                continue  # an empty place in the table
    return found


def tgh8105(table: Path) -> set[int]:
    """Give the hanzi of 通用规范汉字表 (State Council, 2013: 8,105) from Unihan's kTGH, as code points.

    Unihan lists 8,106 lines, for one entry of the table is there under two code points.
    """
    rows = (line.split("\t") for line in bz2.decompress(table.read_bytes()).decode().splitlines() if "\tkTGH\t" in line)
    return {int(row[0].removeprefix("U+"), 16) for row in rows}


def sourced_in_china(table: Path) -> set[int]:
    """Give the hanzi that China asked for (kIRG_GSource), as code points: those that its people's names are made of."""
    lines = bz2.decompress(table.read_bytes()).decode().splitlines()
    return {int(line.split("\t")[0].removeprefix("U+"), 16) for line in lines if "\tkIRG_GSource\t" in line}


def symbols() -> set[int]:
    """Give the signs of Chinese office papers as code points: punctuation, numbered signs, units, forms, pinyin."""
    blocks = (
        (0x00A0, 0x017F), (0x01CD, 0x01DC), (0x01F8, 0x01F9), (0x02C6, 0x02DD), (0x0391, 0x03C9), (0x1E3E, 0x1E3F),
        (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2100, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF),
        (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x27BF), (0x3000, 0x303F), (0x3200, 0x33FF), (0xFE30, 0xFE4F),
        (0xFF01, 0xFF65), (0xFFE0, 0xFFE6),
    )  # fmt: skip
    return {code for first, last in blocks for code in range(first, last + 1)}


def is_hanzi(code: int) -> bool:
    """Tell whether a code point is a Chinese character, radicals and strokes left out."""
    return (
        0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF
    )


# --- inputs -----------------------------------------------------------------------------------------------------------


def unpack(packages: Path, into: Path) -> None:
    """Unpack the Debian packages and the npm archives of a folder into one tree."""
    for package in sorted(packages.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", str(package), str(into)], check=True)
    for package in sorted(packages.glob("*.tgz")):
        with tarfile.open(package) as archive:
            name = "noto-serif-sc" if "serif" in package.name else "noto-sans-sc"
            for member in archive.getmembers():
                member.name = member.name.replace("package", name, 1)
                archive.extract(member, into, filter="data")


def confirm(tree: Path) -> None:
    """Stop the build when an input is missing or is not the one this script was written for."""
    for name, digest in DIGESTS.items():
        file = tree / name
        if not file.exists():
            sys.exit(f"missing input: {name}; see the head of this script for the packages to fetch")
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if found != digest:
            sys.exit(f"another version of an input: {name}\n  expected {digest}\n  found    {found}")


# --- fonts ------------------------------------------------------------------------------------------------------------


def reduce(font: TTFont, codes: set[int]) -> None:
    """Keep only the glyphs of some code points, and only the tables a page or a window needs."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "vhea", "vmtx"]
    tool = subset.Subsetter(options)
    tool.populate(unicodes=codes)
    tool.subset(font)


def to_truetype(font: TTFont) -> TTFont:
    """Give a TrueType copy of a font with cubic outlines, for ReportLab reads `glyf` alone."""
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, UNITS_OFF_AT_MOST, reverse_direction=True))
        outlines[name] = pen.glyph()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupGlyf(outlines)
    left = {name: outline.xMin if outline.numberOfContours else 0 for name, outline in outlines.items()}
    builder.setupHorizontalMetrics({name: (font["hmtx"][name][0], left[name]) for name in order})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupPost(keepGlyphNames=False)
    made: TTFont = builder.font
    made["OS/2"], made["name"] = font["OS/2"], font["name"]
    made["head"].created = made["head"].modified = font["head"].modified
    return made


def rename(font: TTFont, made: Made) -> None:
    """Name a changed font as ours; its copyright and licence lines stay, and its description says what was changed."""
    names = font["name"]
    style = "Bold" if made.role == "ui-bold" else "Regular"
    kept = {number: names.getDebugName(number) for number in (0, 13, 14)}
    names.names = []
    changes = "renamed, without hinting and layout tables"
    description = f"Changed in 2026 for the program Taizhang: a subset of {made.origin}, {changes}."
    for number, text in (
        (0, kept[0]), (1, made.family), (2, style), (3, f"1.0;{made.file}"), (4, f"{made.family} {style}"),
        (5, "Version 1.0"), (6, made.file.removesuffix(".ttf")), (10, description), (13, kept[13]), (14, kept[14]),
    ):  # fmt: skip
        if text:
            names.setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = made.weight if made.family == "Taizhang UI" else 400
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0


def make(made: Made, tree: Path, codes: set[int]) -> set[int]:
    """Write one font beside this script and give the code points it has."""
    font = TTFont(tree / made.source, recalcTimestamp=False)
    reduce(font, codes - {ord(character) for character in made.without})
    if "CFF " in font:
        font = to_truetype(font)
    if made.units:
        scale_upem(font, made.units)
    rename(font, made)
    font.recalcTimestamp = False
    target = HERE / made.file
    font.save(target)
    has = set(TTFont(target)["cmap"].getBestCmap())
    print(f"{made.role:8} {made.file:24} {len(has):6} characters {target.stat().st_size / 1e6:5.1f} MB", flush=True)
    return has


def wanted(made: Made, sets: dict[str, Callable[[], set[int]]]) -> set[int]:
    """Join the character sets a font is made for."""
    return set().union(*(sets[name]() for name in made.ranges))


def describe(coverage: dict[str, set[int]]) -> Iterator[tuple[str, dict[str, object]]]:
    """Give each font's entry of `fonts.json`: part, file, ranges, what may be used, licence."""
    for made in FONTS:
        has = coverage[made.role]
        yield (
            made.role,
            {
                "file": made.file,
                "family": made.family,
                "weight": made.weight if made.family == "Taizhang UI" else 400,
                "ranges": list(made.ranges),
                "characters": len(has),
                "hanzi": sum(map(is_hanzi, has)),
                "fallback": FALLBACK[made.role],
                "note": made.note,
                "origin": made.origin,
                "licence": made.licence,
                "spdx": made.spdx,
            },
        )


def main(packages: Path) -> None:
    """Make every font and write `fonts.json`."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        unpack(packages, tree)
        confirm(tree)
        common = gb2312() | tgh8105(tree / HANZI_TABLE) | symbols()

        def rare() -> set[int]:
            return {code for code in TTFont(tree / SERIF_300)["cmap"].getBestCmap() if is_hanzi(code)} - common

        def far() -> set[int]:
            beyond = {code for code in sourced_in_china(tree / SOURCES_TABLE) if 0x20000 <= code < 0x2F800}
            return beyond - common - rare()

        sets: dict[str, Callable[[], set[int]]] = {
            "gb2312": gb2312,
            "tgh8105": lambda: tgh8105(tree / HANZI_TABLE),
            "symbols": symbols,
            "rare": rare,
            "far": far,
        }
        coverage = {made.role: make(made, tree, wanted(made, sets)) for made in FONTS}
    text = json.dumps({"version": 1, "roles": dict(describe(coverage))}, ensure_ascii=False, indent=2)
    (HERE / "fonts.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
