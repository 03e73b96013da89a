"""Draws on the pages of one PDF through ReportLab: set lines, rules, pictures.

Text is written straight into the content stream, cell after cell, so that whoever reads the page back finds every
value in one piece. Fonts go in as composite fonts (see fonts.Codes); ReportLab's Helvetica never gets in.
"""

import io
from dataclasses import dataclass, field
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from core.documents.fonts import Chain, Codes, Face, Faces
from core.documents.paragraph import LEFT_BLANK, RIGHT_BLANK, Line, is_gap
from core.documents.pictures import Picture, embed_picture
from core.documents.styles import Style
from core.documents.tags import Tag

ASCENT = 0.86
"""Where the baseline of a hanzi lies below the top of its em square, in em."""

rl_config.useA85 = 0  # ASCII85 makes files 18 % larger and takes twice the time


class _Blank(Canvas):
    """A canvas that does not put its standard font on every page: PDF/A asks for embedded fonts only."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


@dataclass(slots=True)
class Painter:
    """One PDF being drawn, page after page; lengths in points, y counted from the top of the page."""

    faces: Faces
    _file: io.BytesIO = field(default_factory=io.BytesIO)
    _codes: dict[str, Codes] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _canvas: Any = None
    _height: float = 0.0
    tags: list[list[Tag]] = field(default_factory=list)
    """What is marked on every page, in order."""
    _open: str = ""
    """What is being marked: P, Artifact, or nothing."""

    def __post_init__(self) -> None:
        self._canvas = _Blank(self._file, pageCompression=1, invariant=1)
        self._canvas._doc.delayedFonts.append(self)  # noqa: SLF001 - ReportLab's hook for fonts known at the end

    # --- pages -----------------------------------------------------------------------------------

    def begin(self, width: float, height: float) -> None:
        """Begin a page of this size."""
        self._canvas.setPageSize((width, height))
        self._height = height
        self.tags.append([])

    def end(self) -> None:
        """End the page."""
        self._close()
        self._canvas.showPage()

    def margin(self) -> None:
        """Say that what is drawn from here to the end of the page belongs to its margins."""
        self._close()
        self._write("/Artifact BMC")
        self._open = "Artifact"

    def _mark(self) -> None:
        """Say that what is drawn now is text of the page, unless its margins are being drawn."""
        if not self._open:
            self._write(f"/P <</MCID {len(self.tags[-1])}>> BDC")
            self.tags[-1].append(Tag("P"))
            self._open = "P"

    def _close(self) -> None:
        """End what is being marked."""
        if self._open:
            self._write("EMC")
            self._open = ""

    def save(self) -> bytes:
        """End the document and return it."""
        self._canvas.save()
        return self._file.getvalue()

    def addObjects(self, document: Any) -> None:  # noqa: N802 - ReportLab asks for this name
        """Embed the fonts; ReportLab calls this when all pages are drawn."""
        for role, codes in self._codes.items():
            codes.embed(document, self._names[role])

    # --- lines and pictures ----------------------------------------------------------------------

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, *, width: float = 0.5, grey: float = 0.0, red: bool = False
    ) -> None:
        """Draw a straight line."""
        self._mark()
        colour = "1 0 0 RG" if red else f"{grey:.2f} G"
        self._write(f"{colour} {width:.2f} w {x1:.2f} {self._height - y1:.2f} m {x2:.2f} {self._height - y2:.2f} l S")

    def picture(self, picture: Picture, x: float, y: float, *, width: float, height: float, alt: str) -> None:
        """Draw a picture with its upper left corner at x, y; `alt` says what it shows."""
        name = embed_picture(self._canvas, picture)
        self._close()
        self._write(f"/Figure <</MCID {len(self.tags[-1])}>> BDC")
        self.tags[-1].append(Tag("Figure", alt))
        self._open = "Figure"
        self._write(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {self._height - y - height:.2f} cm /{name} Do Q")
        self._close()

    # --- text ------------------------------------------------------------------------------------

    def text(self, lines: list[Line], x: float, y: float, style: Style, *, turned: bool = False) -> None:
        """Draw set lines; x, y = upper left corner of the first line's box; `turned` = a quarter turn clockwise."""
        self._mark()
        chain = self.faces.chain(style.role)
        parts = ["BT 1 0 0 rg" if style.red else f"BT {style.grey:.2f} g"]
        fall = (style.leading - style.size) / 2 + ASCENT * style.size
        for number, line in enumerate(lines):
            if not line.text:
                continue
            down = fall + number * style.leading
            if turned:
                parts.append(f"0 -1 1 0 {x - down:.2f} {self._height - y - line.left:.2f} Tm")
            else:
                parts.append(f"1 0 0 1 {x + line.left:.2f} {self._height - y - down:.2f} Tm")
            parts.append(self._line(line, chain, style.size))
        parts.append("ET")
        self._write(" ".join(parts))

    def _line(self, line: Line, chain: Chain, size: float) -> str:
        """Return the operators that show one line."""
        text = line.text
        foreign = chain.foreign and not chain.foreign.isdisjoint(text)
        if (
            not foreign
            and not line.marked
            and not line.squeeze
            and not (line.stretch and not text.isascii() and _mixed(text))
        ):
            codes = self._coded(chain.primary)
            shown = "".join(map(codes.__getitem__, text))
            return f"/{self._names[chain.primary.role]} {size:g} Tf {line.stretch:.3f} Tc <{shown}> Tj"
        return self._pieces(line, chain, size)

    def _pieces(self, line: Line, chain: Chain, size: float) -> str:
        """Return the operators of a line whose characters differ in font or in the space around them."""
        out = ["0 Tc"]
        face: Face | None = None
        piece: list[str] = []
        text = line.text
        squeeze, stretch = line.squeeze * 1000 / size, line.stretch * 1000 / size
        other = self.faces.chain(line.face) if line.face else chain
        for place, char in enumerate(text):
            drawn = (other if place in line.marked else chain)[char][0]
            if drawn is not face:
                if piece:
                    out.append(f"[<{''.join(piece)}>] TJ")
                    piece = []
                face = drawn
                self._coded(face)
                out.append(f"/{self._names[face.role]} {size:g} Tf")
            if squeeze and char in LEFT_BLANK:
                piece.append(f"> {squeeze:.0f} <")
            piece.append(self._codes[drawn.role][char])
            if squeeze and char in RIGHT_BLANK:
                piece.append(f"> {squeeze:.0f} <")
            if stretch and place + 1 < len(text) and is_gap(char, text[place + 1]):
                piece.append(f"> {-stretch:.1f} <")
        out.append(f"[<{''.join(piece)}>] TJ")
        return " ".join(out)

    def _coded(self, face: Face) -> Codes:
        """Return the codes of a face in this document."""
        codes = self._codes.get(face.role)
        if codes is None:
            codes = self._codes[face.role] = Codes(face)
            self._names[face.role] = f"T{len(self._codes)}"
        return codes

    def _write(self, operators: str) -> None:
        """Add operators to the page's content."""
        self._canvas._code.append(operators)  # noqa: SLF001 - the one way to write text ReportLab can't set


def _mixed(text: str) -> bool:
    """Tell whether some neighbours of a line hold together, so that it can't be stretched evenly."""
    return not all(map(is_gap, text, text[1:]))
