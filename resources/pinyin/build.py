"""Makes initials.txt: the first letter of every Chinese character's pinyin, from pypinyin (MIT licence).

Run it after raising pypinyin: `python resources/pinyin/build.py`. The program itself never imports pypinyin.
"""

from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PINYIN_DICT

BLOCKS = (
    (0x3400, 0x4DBF),  # extension A
    (0x4E00, 0x9FFF),  # the usual ones
    (0x20000, 0x2A6DF),  # extension B
    (0x2A700, 0x2EBEF),  # extensions C to F
    (0x30000, 0x323AF),  # extensions G and H
)

SURNAMES = {
    "万俟": "mq",
    "单": "s",
    "单于": "cy",
    "长孙": "zs",
    "尉迟": "yc",
    "澹台": "tt",
    "乜": "n",
    "仇": "q",
    "佴": "n",
    "俞": "y",
    "兒": "n",
    "冼": "x",
    "区": "o",
    "召": "s",
    "句": "g",
    "员": "y",
    "哈": "h",
    "坏": "p",
    "尉": "w",
    "尹": "y",
    "幺": "y",
    "折": "s",
    "曾": "z",
    "朴": "p",
    "查": "z",
    "柏": "b",
    "洗": "x",
    "盖": "g",
    "相": "x",
    "省": "x",
    "种": "c",
    "秘": "b",
    "纪": "j",
    "缪": "m",
    "翟": "z",
    "能": "n",
    "臧": "z",
    "芮": "r",
    "葛": "g",
    "藏": "z",
    "蕃": "p",
    "行": "x",
    "覃": "q",
    "解": "x",
    "谌": "c",
    "那": "n",
    "郇": "x",
    "都": "d",
    "重": "c",
    "长": "z",
    "隗": "w",
    "黑": "h",
    "黒": "h",
    "乐": "y",
    "晟": "c",
    "洪": "h",
    "宿": "s",
    "娄": "l",
    "祭": "z",
    "逄": "p",
    "繁": "p",
    "阚": "k",
    "适": "k",
    "车": "c",
    "弗": "f",
    "褚": "c",
    "令狐": "lh",
    "呼延": "hy",
    "夏侯": "xh",
    "宓": "m",
    "牟": "m",
    "甯": "n",
    "宁": "n",
}
"""How a character is read as a surname, where that may differ from its usual reading."""


def letter(character: str) -> str:
    """Return the first letter of a character's usual reading, "-" when pypinyin knows none."""
    if ord(character) not in PINYIN_DICT:
        return "-"
    first = lazy_pinyin(character, style=Style.NORMAL)[0][:1].lower()
    first = {"ü": "v", "ê": "e", "ḿ": "m", "ǹ": "n", "ń": "n", "ň": "n"}.get(first, first)
    return first if "a" <= first <= "z" else "-"


def usual(surname: str) -> str:
    """Return the letters a surname has without the override."""
    return "".join(letter(character) for character in surname)


def table() -> str:
    """Return the whole table: a line `surname=letters` for each override, then `hex letters` for each stretch."""
    lines = [f"{name}={letters}" for name, letters in sorted(SURNAMES.items()) if letters != usual(name)]
    for first, last in BLOCKS:
        letters = "".join(letter(chr(code)) for code in range(first, last + 1))
        start = first
        for stretch in letters.split("-" * 64):  # long gaps are left out
            if stretch.strip("-"):
                lines.append(f"{start + len(stretch) - len(stretch.lstrip('-')):x} {stretch.strip('-')}")
            start += len(stretch) + 64
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("initials.txt").write_text(table(), encoding="utf-8", newline="\n")
