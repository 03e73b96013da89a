"""The fonts of the printed page: which face draws a character, how wide it is, and how it is embedded.

Every character is looked up before it is set. What no font has raises MissingGlyph; nothing prints as a blank.
"""

import functools
import json
import threading
from collections.abc import Iterable, Mapping
from copy import copy
from enum import StrEnum
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc

from core.base.canonical import digest
from core.base.errors import FileMissing, FileUnreadable
from core.base.paths import resources
from core.documents.fontfile import FontFile


class Role(StrEnum):
    """The part a font plays on the page; the stored value is its name in fonts.json."""

    FANG = "fang"
    """仿宋, body text."""
    SONG = "song"
    """宋体, digits of page numbers, and first fallback."""
    TITLE = "title"
    """In place of 小标宋."""
    HEI = "hei"
    """黑体, labels."""
    KAI = "kai"
    """楷体."""
    RARE = "rare"
    """Rare hanzi, fallback."""
    FAR = "far"
    """Hanzi of Extension B and beyond, last fallback."""


ROLE_NAMES = {
    Role.FANG: "仿宋",
    Role.SONG: "宋体",
    Role.TITLE: "小标宋",
    Role.HEI: "黑体",
    Role.KAI: "楷体",
    Role.RARE: "生僻字",
    Role.FAR: "生僻字",
}
"""What offices call the fonts; the verification page says what stands in for each (D§4.1)."""

OFTEN_NARROW = frozenset("“”‘’·")
"""LXGW WenKai and some fonts of Windows draw these as in Latin text, 0.35 em wide; the next font draws them then."""
_FULL = 0.9
"""Width in em from which such a mark counts as Chinese."""

_subsetting = threading.Lock()


@functools.cache
def gb2312() -> frozenset[int]:
    """Return the code points of GB 2312 and ASCII: all that FandolFang may be trusted with."""
    # The codec takes 0xA1AA for ― and 0xA1A4 for ・; texts write — and ·.
    found = {*range(32, 127), 0x2014, 0xB7}
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return frozenset(found)


class Face:
    """One font file, read when its first character is asked for.

    `index` is its place in a collection; with `full_marks` quotation marks that it draws narrow are left to the next.
    """

    def __init__(
        self,
        role: str,
        path: Path,
        *,
        family: str,
        limited: frozenset[int] | None = None,
        index: int = 0,
        full_marks: bool = False,
    ) -> None:
        self.role = role
        self.path = path
        self.family = family
        self._limited = limited
        self._index = index
        self._full_marks = full_marks

    def load(self) -> None:
        """Read the file now. Raises FileMissing and FileUnreadable."""
        _ = self._file

    @functools.cached_property
    def _file(self) -> Any:
        """The parsed font. Raises FileMissing and FileUnreadable."""
        if not self.path.is_file():
            raise FileMissing(path=str(self.path))
        try:
            return FontFile(str(self.path), subfontIndex=self._index)
        except Exception as error:  # ReportLab raises whatever it stumbles over
            raise FileUnreadable(path=str(self.path), reason=type(error).__name__) from error

    def draws(self, char: str) -> bool:
        """Tell whether the font has a glyph with an outline for a character (blanks need none)."""
        code = ord(char)
        if self._limited is not None and code not in self._limited:
            return False
        glyph = self._file.charToGlyph.get(code)
        if not glyph or (self._full_marks and char in OFTEN_NARROW and self.advance(char) < _FULL):
            return False
        outlined = self._file.glyphPos[glyph + 1] > self._file.glyphPos[glyph]
        return bool(outlined) or char.isspace()

    def advance(self, char: str) -> float:
        """Return a character's width in em."""
        return float(self._file.charWidths[ord(char)]) / 1000

    def subset(self, codes: list[int]) -> tuple[bytes, bytes]:
        """Return a font program with these characters, and its map from their index (from 0) to its glyphs."""
        with _subsetting:  # ReportLab's reader keeps its place in the file
            program = self._file.makeSubset(codes)
        # makeSubset numbers glyphs in the order of first use; two characters may share one.
        glyphs: dict[int, int] = {0: 0}
        numbers = [glyphs.setdefault(self._file.charToGlyph.get(code, 0), len(glyphs)) for code in codes]
        return program, b"".join(number.to_bytes(2, "big") for number in numbers)

    @property
    def measures(self) -> Any:
        """Ascent, descent, box and the like, in 1/1000 em, as ReportLab names them."""
        return self._file


class Chain(dict[str, tuple[Face, float]]):
    """Character → the face that draws it and its width in em; looked up once and remembered."""

    def __init__(self, faces: Iterable[Face]) -> None:
        super().__init__()
        self._faces = tuple(faces)
        self.primary = self._faces[0]
        self.widths = _Widths(self)
        self.foreign: set[str] = set()
        """Characters met so far that the first face does not draw."""

    def __missing__(self, char: str) -> tuple[Face, float]:
        for face in self._faces:
            if face.draws(char):
                if face is not self.primary:
                    self.foreign.add(char)
                self[char] = found = (face, face.advance(char))
                return found
        raise UnprintableError(char)


class _Widths(dict[str, float]):
    """Character → width in em."""

    def __init__(self, chain: Chain) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, char: str) -> float:
        self[char] = width = self._chain[char][1]
        return width


class UnprintableError(Exception):
    """No font has the character; the typesetter adds the place and raises MissingGlyph."""

    def __init__(self, char: str) -> None:
        super().__init__(f"U+{ord(char):04X}")
        self.char = char


class Faces:
    """All fonts of a folder with fonts.json in it, and the chains of fallback built from them.

    `before` gives fonts of this computer that stand before ours in the chain of a role, `last` is asked when no font
    has a character.
    """

    def __init__(self, folder: Path, before: Mapping[str, Face] | None = None) -> None:
        """Read fonts.json; the font files wait. Raises FileMissing, FileUnreadable."""
        self.before = dict(before or {})
        self.last: Face | None = None
        table = folder / "fonts.json"
        try:
            listed = json.loads(table.read_text("utf-8"))["roles"]
            self._listed: dict[str, dict[str, Any]] = {str(role): dict(entry) for role, entry in listed.items()}
        except FileNotFoundError as error:
            raise FileMissing(path=str(table)) from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise FileUnreadable(path=str(table), reason=type(error).__name__) from error
        self._folder = folder
        self._faces: dict[str, Face] = {}
        self._chains: dict[str, Chain] = {}

    def chain(self, role: Role) -> Chain:
        """Return the chain of a role: its own face, then its fallbacks. Raises FileMissing for an unlisted role."""
        chain = self._chains.get(role)
        if chain is None:
            fallback = self._entry(role).get("fallback") or ()
            first = [self.before[role]] if role in self.before else []
            last = [self.last] if self.last is not None else []
            chain = self._chains[role] = Chain([*first, *(self.face(name) for name in (role, *fallback)), *last])
        return chain

    def face(self, role: str) -> Face:
        """Return the face of a role."""
        face = self._faces.get(role)
        if face is None:
            entry = self._entry(role)
            only = gb2312() if list(entry.get("ranges") or ()) == ["gb2312"] else None
            path = self._folder / str(entry["file"])
            face = self._faces[role] = Face(
                role, path, family=self.origin(role), limited=only, full_marks=role == Role.KAI
            )
        return face

    def ending_in(self, last: Face) -> "Faces":
        """Return the same fonts with one more behind them all."""
        ended = copy(self)
        ended.last, ended._chains = last, {}  # noqa: SLF001 - one of us
        return ended

    def origin(self, role: str) -> str:
        """Return the name of the typeface a role was made from, e.g. FandolFang."""
        entry = self._entry(role)
        return str(entry.get("origin") or entry.get("family") or entry["file"]).split(" (")[0]

    def _entry(self, role: str) -> dict[str, Any]:
        """Return what fonts.json says of a role."""
        entry = self._listed.get(role)
        if entry is None:
            raise FileMissing(path=f"{self._folder / 'fonts.json'}#{role}")
        return entry


@functools.cache
def own_faces() -> Faces:
    """Return the fonts the program brings."""
    return Faces(resources("fonts"))


class Codes(dict[str, str]):
    """Character → its four hex digits in one document's subset of one face; numbered as they come."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.chars: list[str] = []

    def __missing__(self, char: str) -> str:
        self.chars.append(char)
        self[char] = code = f"{len(self.chars):04X}"
        return code

    def embed(self, document: Any, name: str) -> None:
        """Add the font to a ReportLab document as a composite font (ISO 32000-1, 9.7) called `name`.

        ReportLab's own way splits a font into simple fonts of 256 characters and writes code points above U+FFFF
        with five hex digits into their ToUnicode maps, so that 𬭎 can't be copied or searched. A composite font has
        one subset and a ToUnicode map in UTF-16.
        """
        file = self.face.measures
        codes = [ord(char) for char in self.chars]
        program, glyphs = self.face.subset(codes)
        letters = int(digest("".join(self.chars).encode())[:12], 16)
        tag = "".join(chr(65 + letters // 26**place % 26) for place in range(6))
        base = pdfdoc.PDFName(f"{tag}+{file.name.decode('ascii')}")

        def stream(content: bytes, key: str) -> Any:
            made = pdfdoc.PDFStream(content=content)
            made.filters = [pdfdoc.PDFZCompress]
            return document.Reference(made, f"{name}.{key}"), made

        program_ref, program_stream = stream(program, "program")
        program_stream.dictionary["Length1"] = len(program)
        map_ref, _ = stream(b"\0\0" + glyphs, "glyphs")
        unicode_ref, _ = stream(to_unicode(self.chars), "unicode")
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray(file.bbox),
                "ItalicAngle": 0,
                "Ascent": file.ascent,
                "Descent": file.descent,
                "CapHeight": file.capHeight,
                "StemV": file.stemV,
                "FontFile2": program_ref,
            }
        )
        widths = [round(self.face.advance(char) * 1000) for char in self.chars]
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.Reference(descriptor, f"{name}.descriptor"),
                "DW": 1000,
                "W": pdfdoc.PDFArray(_runs(widths)),
                "CIDToGIDMap": map_ref,
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": base,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, f"{name}.descendant")]),
                "ToUnicode": unicode_ref,
            }
        )
        document.idToObject["BasicFonts"].dict[name] = document.Reference(font, name)


def _runs(widths: list[int]) -> list[Any]:
    """Return the W array of a composite font: [first [w w …]] for every width that is not one em."""
    runs: list[Any] = []
    current: list[int] | None = None
    for number, width in enumerate(widths, start=1):
        if width == 1000:
            current = None
        elif current is None:
            current = [width]
            runs.extend((number, current))
        else:
            current.append(width)
    return [pdfdoc.PDFArray(run) if isinstance(run, list) else run for run in runs]


def to_unicode(chars: list[str]) -> bytes:
    """Return a ToUnicode CMap for characters numbered from 1, in UTF-16 (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(chars), 100):
        block = chars[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines.extend(
            f"<{number:04X}> <{char.encode('utf-16-be').hex().upper()}>"
            for number, char in enumerate(block, start=start + 1)
        )
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
