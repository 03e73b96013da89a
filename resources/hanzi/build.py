"""Make hanzi.txt: what the picker of rare characters finds hanzi by, from Unihan (Unicode 15.0).

    apt-get download unicode-data      (Debian 12)
    python resources/hanzi/build.py FOLDER

The tables are compared with the digests written here before they are used, so the result is the same bytes each time.
Only hanzi that one of our fonts draws are taken in; run it again after `resources/fonts/build.py`. Unicode's terms of
use lie beside this script.

Five parts, each after a line `# name`, all in UTF-8:

    radicals   `number forms`: 214 lines; each form with its strokes behind it, the dictionary's first, then those that
               the radical takes inside hanzi: 85 水4氵3氺5
    strokes    `radical residual hanzi`: under each radical by residual strokes; hanzi follow each other without a
               blank, each as often as it has a place
    total      `strokes hanzi`: total stroke counts, only where they are not radical + residual
    readings   `syllable hanzi`: pinyin with its tone as a digit (5 = light); lü is lv
    usual      `syllable hanzi`: the usual reading of hanzi with several, where it is not the first by the alphabet

In every run of hanzi those come first that stand in 通用规范汉字表 and not in GB 2312 (an input method lacks them and
people's names have them), then what stands in neither, and last GB 2312, which anybody can type; under a reading those
before the others whose usual one it is.
"""

import bz2
import hashlib
import json
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "fonts"
UNICODE = "usr/share/unicode"
DIGESTS = {
    "Unihan_IRGSources.txt.bz2": "52e6e55d22dd124d61dfbb845033fe354caf9a62ab84ac89aa0c374b0f8b99c5",
    "Unihan_OtherMappings.txt.bz2": "bdeef44d75d914e793b7f27ddc3bee01b2d11dd34f4e52de1a9fba74a1612dc2",
    "Unihan_Readings.txt.bz2": "216d9e19e44195522b84a05bf7308e385356615121258869faf919e96824ddd5",
    "CJKRadicals.txt": "eab71fa920ac3bba7678c3d0ebb40de9fa30fda24eebf85aa24745b5400a1427",
    "EquivalentUnifiedIdeograph.txt": "f2e04bae8c856fad3a16353a99d4cc2de6c72770260379f5e4974a97548aad2a",
}
READINGS = ("kMandarin", "kTGHZ2013", "kXHC1983", "kHanyuPinlu", "kHanyuPinyin")
"""Properties with pinyin, the most trusted first."""
TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
MORE_FORMS = {63: "户", 130: "月", 163: "阝"}
"""Forms that Unihan doesn't name or counts under another radical alone: flesh as 月, the city at the right as 阝."""

Table = dict[str, dict[int, str]]


def read(folder: Path) -> Table:
    """Give property → code point → value, from all tables of Unihan."""
    found: Table = defaultdict(dict)
    for name in filter(lambda name: name.startswith("Unihan"), DIGESTS):
        for line in bz2.decompress((folder / name).read_bytes()).decode().splitlines():
            if line.startswith("U+"):
                code, key, value = line.split("\t")
                found[key][int(code.removeprefix("U+"), 16)] = value
    return found


def drawn() -> set[int]:
    """Give the code points of the hanzi that our fonts draw."""
    roles = json.loads((FONTS / "fonts.json").read_text("utf-8"))["roles"]
    files = (roles[role]["file"] for role in ("song", "rare", "far"))
    codes = set().union(*(TTFont(FONTS / file)["cmap"].getBestCmap() for file in files))
    return {code for code in codes if unicodedata.name(chr(code), "").startswith("CJK UNIFIED")}


def syllable(pinyin: str) -> str:
    """Give a reading with its tone as a digit behind: yǎn → yan3, nǚ → nv3."""
    tone, letters = "5", []
    for sign in unicodedata.normalize("NFD", pinyin.strip().lower()):
        if sign in TONES:
            tone = TONES[sign]
        elif sign == "\u0308":
            letters[-1] = "v"
        elif sign != "\u0302":
            letters.append("v" if sign == "ü" else sign)
    return "".join(letters) + tone


def readings(table: Table, code: int) -> list[str]:
    """Give a hanzi's readings, the usual one first."""
    found: dict[str, None] = {}
    for key in READINGS:
        for part in table[key].get(code, "").split():
            plain = part.rsplit(":", 1)[-1].split("(")[0]
            for one in plain.split(","):
                made = syllable(one)
                if made.rstrip("12345").isascii() and made[:1].isalpha():
                    found.setdefault(made)
    return list(found)


def rank(table: Table, code: int) -> tuple[int, int, int]:
    """Give the order of hanzi in a run: class, total strokes, code point."""
    strokes = int(table["kTotalStrokes"].get(code, "0").split()[0])
    kind = 2 if code in table["kGB0"] else 0 if code in table["kTGH"] else 1
    return kind, strokes, code


def radical_forms(folder: Path, table: Table, own: set[int]) -> dict[int, str]:
    """Give each radical's forms: the one in the dictionary, then those it takes inside hanzi."""
    forms: dict[int, dict[str, None]] = defaultdict(dict)
    for line in (folder / "CJKRadicals.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            number, _sign, code = (part.strip() for part in line.split(";"))
            if int(code, 16) in own:
                forms[int(number.rstrip("'"))].setdefault(chr(int(code, 16)))
    for line in (folder / "EquivalentUnifiedIdeograph.txt").read_text("utf-8").splitlines():
        if line.startswith("2E") and ";" in line:  # the radicals supplement
            code = int(line.split("#")[0].split(";")[1], 16)
            number, residual = table["kRSUnicode"][code].split()[0].split(".")
            if code in own and int(residual) <= 0:
                forms[int(number.rstrip("'"))].setdefault(chr(code))
    return {number: "".join(forms[number]) + MORE_FORMS.get(number, "") for number in range(1, 215)}


def make(folder: Path) -> str:
    """Give the whole table as text."""
    table, own = read(folder), drawn()
    order = {code: rank(table, code) for code in own}
    forms = radical_forms(folder, table, own)
    strokes_of = {number: order[ord(text[0])][1] for number, text in forms.items()}
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    totals: dict[int, list[int]] = defaultdict(list)
    sounds: dict[str, list[int]] = defaultdict(list)
    usual: dict[str, list[int]] = defaultdict(list)
    for code in sorted(own, key=order.__getitem__):
        for number, place in enumerate(table["kRSUnicode"][code].split()):
            radical, residual = place.split(".")
            at = int(radical.rstrip("'")), max(0, int(residual))
            if code not in places[at]:
                places[at].append(code)
            if number == 0 and order[code][1] != strokes_of[at[0]] + at[1]:
                totals[order[code][1]].append(code)
        said = readings(table, code)
        for sound in said:
            sounds[sound].append(code)
        if said and said[0] != min(said):
            usual[said[0]].append(code)
    text = ["# radicals"]
    for number, signs in forms.items():
        text.append(f"{number} " + "".join(f"{sign}{order[ord(sign)][1]}" for sign in signs))
    text.append("# strokes")
    text += [f"{radical} {residual} {run(codes)}" for (radical, residual), codes in sorted(places.items())]
    text.append("# total")
    text += [f"{strokes} {run(codes)}" for strokes, codes in sorted(totals.items())]
    text.append("# readings")
    for sound, codes in sorted(sounds.items()):
        codes.sort(key=lambda code: (order[code][0], readings(table, code)[0] != sound, order[code]))
        text.append(f"{sound} {run(codes)}")
    text.append("# usual")
    text += [f"{sound} {run(codes)}" for sound, codes in sorted(usual.items())]
    return "\n".join(text) + "\n"


def run(codes: list[int]) -> str:
    """Give hanzi side by side."""
    return "".join(map(chr, codes))


def main(packages: Path) -> None:
    """Unpack Unihan, make sure that it is the one this script was written for, and write hanzi.txt."""
    with tempfile.TemporaryDirectory() as place:
        for package in sorted(packages.glob("unicode-data_*.deb")):
            subprocess.run(["dpkg-deb", "-x", str(package), place], check=True)
        folder = Path(place) / UNICODE
        for name, digest in DIGESTS.items():
            if not (folder / name).exists() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                sys.exit(f"missing, or another version: {name}; see the head of this script for the package to fetch")
        text = make(folder)
    (HERE / "hanzi.txt").write_text(text, encoding="utf-8", newline="\n")
    print(f"hanzi.txt {len(text.encode()) / 1e3:.0f} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
