"""Which places does a text name that are not the school's own? C04: names left over from somebody else's text.

Chinese parts no words, so where a name begins must be guessed. A county is looked up in a list of all of them. Any
other name is known by the weight of its characters, which says how much more frequent they are in names of places than
in running text (resources/places/build.py). Each finding has to be answered with a sentence, so what is not plainly the
name of a place is let pass.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from core.base.paths import resources

ENOUGH, PLAIN = 3, 6
"""Weight from which characters are a name where a word ends before them, and from which they are one anywhere."""
LONGEST = 15
"""Characters of the longest name of a county."""

# What a name ends in, where that does not begin another word: 小学生, 中小学, 集中学习, 镇长, 镇定, 乡下, 村道.
_SCHOOL = (
    "(?:中心|第[一二三四五六七八九十]{1,3}|实验|初级|高级|九年一贯制)*"
    "(?:(?:(?<!中)小学|中学)(?![习会到懂做以])|完小|学校|幼儿园)(?!生|校(?!长))"
)
_SCHOOL_AFTER = re.compile(_SCHOOL)
_END = re.compile(
    "(?=[市区旗县镇乡村街中第实初高九小完学幼])"  # any of these begins it: five times as fast
    f"(?:[市区旗]|县(?!长)|镇(?![长定静压痛守])|乡(?![长村镇下土亲音])|村(?![长镇头尾道])|街道|(?P<school>{_SCHOOL}))"
)
_LEVELS = frozenset("省市县区镇乡村")
_WORD_ENDS = _LEVELS | frozenset("在到由与和同向从是为对经把被让请去往即及或的了于至赴给跟比州旗")
"""Characters that end a word when a name follows."""
# What looks like the name of a place and is none: 小城镇, 送教下乡, 走上街道, 小康村, 平安学校.
_ORDINARY = re.compile(
    "(?:[城集小大重强古名边]镇|[城下家水山侨渔回返老故同异他]乡|[山渔农小大新老全富穷空街]村|[大小强穷富全边城]县|[上走]街道)$"
    "|^(?:小康|文明|平安|和谐|富裕|阳光|花园|家园|乐园|家长|城郊|平川|街头|临街|边远|华夏|广大)"
)
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]+")
_PART = re.compile("(?:.县|.{2,8}?(?:自治[州县]|地区|学区|街道|[省市州县区旗镇乡村]))")
_STEM = re.compile(f"((?!中心|第|实验).{{2,4}}?)(?:自治[州县]|地区|学区|街道|[省市州县区旗镇乡村]|{_SCHOOL})")


@dataclass(frozen=True, slots=True)
class Strange:
    """A place named in a text that is not the school's own."""

    words: str
    start: int
    """Where it stands in the text, in characters (Qt counts UTF-16 units)."""
    end: int


def strange_places(text: str, known: Collection[str]) -> tuple[Strange, ...]:
    """Return the counties, towns, villages and schools a text names that are not in `known`, in order (C04).

    `known` is what `vocabulary` makes of the school's own names. A county, a town in it and a school there are one
    name. Villages are looked for only where one is known: a diary names many, and a school that has told none of its
    own can't be asked about each.
    """
    found: list[Strange] = []
    villages = any(name.endswith("村") for name in known)
    end = 0
    for match in _END.finditer(text):
        start = _beginning(text, match, end)
        if start is None or (match.group() == "村" and not villages):
            continue
        before, end = end, match.end()
        if _is_known(text[start : match.start()], match.group(), known):
            continue
        if found and found[-1].end == before == start:
            start = found.pop().start
        tail = None if match["school"] else _SCHOOL_AFTER.match(text, end)
        end = tail.end() if tail else end
        found.append(Strange(words=text[start:end], start=start, end=end))
    return tuple(found)


def vocabulary(names: Iterable[str]) -> frozenset[str]:
    """Return what belongs to a school's own places: its names, their parts, and the parts without what they end in.

    云川县云岙镇中心小学 gives 云川县, 云岙镇, 中心小学, all that stand together, and 云川 and 云岙 alone, so that
    云岙中学 is no strange school. A name may be a list (上垟村、下垟村).
    """
    words: set[str] = set()
    for name in names:
        for whole in _HAN.findall(name):
            cuts = [0]
            while part := _PART.match(whole, cuts[-1]):
                cuts.append(part.end())
            if cuts[-1] < len(whole):
                cuts.append(len(whole))
            words.update(whole[start:end] for start, end in combinations(cuts, 2))
            words.update(stem[1] for word in words.copy() if (stem := _STEM.fullmatch(word)))
    return frozenset(words)


def _beginning(text: str, match: re.Match[str], least: int) -> int | None:
    """Return where the name begins that ends in `match`, at `least` or later; None where no name ends there."""
    at, counties, weights = match.start(), _counties(), _weights()
    if match.group() in {"县", "市", "区", "旗"}:
        for start in range(max(least, at - LONGEST), at - 1):
            if text[start : match.end()] in counties:
                return start
        if match.group() != "县":
            return None
    for start in (at - 3, at - 2):
        stem = text[max(start, 0) : at]
        if start < least or stem[-1] in _LEVELS or not all(sign in weights for sign in stem):
            continue
        free = start > least and _HAN.match(text[start - 1]) and text[start - 1] not in _WORD_ENDS
        if len(stem) == 3 and (free or stem[0] in _WORD_ENDS):
            continue
        weight = sum(weights[sign] for sign in stem)
        if weight >= (PLAIN if free else ENOUGH) and not _ORDINARY.search(text[start : match.end()]):
            return start
    return None


def _is_known(stem: str, end: str, known: Collection[str]) -> bool:
    """Tell whether a name is one of the school's own, with or without what it ends in, begun too early or not."""
    return any(stem[cut:] in known or stem[cut:] + end in known for cut in range(len(stem) - 1))


@cache
def _counties() -> frozenset[str]:
    """Return the names of all counties, cities at county level and districts that are no ordinary words too."""
    return frozenset(resources("places", "counties.txt").read_text(encoding="utf-8").split())


@cache
def _weights() -> dict[str, int]:
    """Return how much a character speaks for the name of a place, 0 to 6; one that isn't here speaks against it."""
    lines = resources("places", "signs.txt").read_text(encoding="utf-8").splitlines()
    return {sign: int(weight) for weight, signs in (line.split(" ") for line in lines) for sign in signs}
