"""The fonts of this computer that offices ask for (D§4.1), found by name in the system's folders and in one of ours.

Nothing is looked for until the first page is made. What a file says of itself is kept with its time and size, so that
the next search only lists the folders. This module loads no page maker, so the program may say its wish at its start.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from core.base.errors import UserError
from core.base.files import write_safely
from core.documents.sfnt import FontFile, read_fonts
from core.views.typefaces import Refusal

WANTED: Mapping[str, tuple[str, ...]] = {
    "fang": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
    "title": (
        "方正小标宋_GBK",
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "FZXBSJW--GB1-0",
        "FZXBSJW",
    ),
    "hei": ("黑体", "SimHei"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
}
"""Part of the page → names of the typefaces that may play it, the best first."""

_SUFFIXES = frozenset({".ttf", ".ttc", ".otf", ".otc"})
_MOST_FILES = 20_000


@dataclass(slots=True)
class _Wish:
    """Whether this computer's fonts are wanted; one for the process, as the fonts of a computer are."""

    data: Path | None = None
    number: int = 0


_wish = _Wish()


def wish(data: Path | None) -> None:
    """Use this computer's fonts from the next page on, and those in `data`/fonts; None = ours alone, as it begins."""
    _wish.data, _wish.number = data, _wish.number + 1


def wished() -> tuple[Path | None, int]:
    """Return what is wanted, and a number that grows each time it was said."""
    return _wish.data, _wish.number


@dataclass(frozen=True, slots=True)
class Found:
    """What came of looking for the typeface of one part."""

    name: str
    """The name it was found under, or the first that was looked for."""
    font: FontFile | None
    """The font to be used, None when there is none."""
    refusal: Refusal | None
    """Why there is none."""


class _Known(msgspec.Struct, frozen=True):
    """What is kept of a file: its time and size, and what it said."""

    time: int
    size: int
    fonts: list[tuple[int, list[str], str]]
    """Place in the collection, names that are wanted, refusal or nothing."""


def font_folders(data: Path) -> tuple[Path, ...]:
    """Return where fonts are looked for: the program's own folder first, then the person's, then the system's."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local")))
        windows = Path(os.environ.get("WINDIR", "C:\\Windows"))
        return data / "fonts", local / "Microsoft" / "Windows" / "Fonts", windows / "Fonts"
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return data / "fonts", own / "fonts", home / ".fonts", *(Path(one) / "fonts" for one in shared if one)


def look(folders: Sequence[Path], kept: Path | None = None) -> dict[str, list[Found]]:
    """Return for every part what was found, the best first, and at last why nothing more was.

    `kept` is the file that remembers what font files said. A folder or file that can't be read is passed over.
    """
    fonts = list(_fonts(folders, kept))
    return {part: list(_candidates(names, fonts)) for part, names in WANTED.items()}


def _candidates(names: Sequence[str], fonts: Sequence[FontFile]) -> Iterator[Found]:
    """Yield the fonts that may be used, the best name first; then why a better one isn't, or that none is there."""
    refused: list[Found] = []
    for name in names:
        for font in fonts:
            if any(_same(name, one) for one in font.names):
                if font.refusal is None:
                    yield Found(name, font, None)
                else:
                    refused.append(Found(name, None, font.refusal))
    yield refused[0] if refused else Found(names[0], None, Refusal.NOT_FOUND)


def _same(name: str, other: str) -> bool:
    return name.replace(" ", "").casefold() == other.replace(" ", "").casefold()


def _is_wanted(name: str) -> bool:
    return any(_same(name, one) for names in WANTED.values() for one in names)


def _fonts(folders: Sequence[Path], kept: Path | None) -> Iterator[FontFile]:
    """Yield every font with a wanted name, and keep what the files said."""
    known, now = _recall(kept), dict[str, _Known]()
    for path, status in _files(folders):
        one = known.get(str(path))
        if one is None or (one.time, one.size) != (status.st_mtime_ns, status.st_size):
            one = _Known(status.st_mtime_ns, status.st_size, _said(path))
        now[str(path)] = one
        for index, names, refusal in one.fonts:
            yield FontFile(path, index, tuple(names), Refusal(refusal) if refusal else None, one.time)
    if kept is not None and now != known:
        _keep(kept, now)


def _said(path: Path) -> list[tuple[int, list[str], str]]:
    """Ask one file."""
    try:
        fonts = read_fonts(path)
    except (OSError, ValueError):
        return []
    named = ((font, list(filter(_is_wanted, font.names))) for font in fonts)
    return [(font.index, names, font.refusal.value if font.refusal else "") for font, names in named if names]


def _files(folders: Sequence[Path]) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield the font files below some folders, each once, in an order that stays the same."""
    seen: set[str] = set()
    for folder in folders:
        for place, inner, names in os.walk(folder):
            inner.sort()
            for name in sorted(names):
                path = Path(place, name)
                if path.suffix.lower() not in _SUFFIXES or str(path) in seen or len(seen) >= _MOST_FILES:
                    continue
                seen.add(str(path))
                try:
                    yield path, path.stat()
                except OSError:
                    continue


def _recall(kept: Path | None) -> dict[str, _Known]:
    """Read what was kept; nothing when it can't be read, for it can be asked again."""
    if kept is None:
        return {}
    try:
        return msgspec.json.decode(kept.read_bytes(), type=dict[str, _Known])
    except (OSError, msgspec.DecodeError):
        return {}


def _keep(kept: Path, known: dict[str, _Known]) -> None:
    """Keep it for the next start; when that is not possible the files are asked again."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_safely(kept, msgspec.json.encode(known))
    except (OSError, UserError):
        return
