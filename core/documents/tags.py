"""Logical structure: which content of a page is text, picture or margin, for those who have pages read aloud.

ReportLab knows nothing of it. What a page says is one paragraph in the order it was drawn, a picture is a figure with
its caption as alternative text, margins are artifacts (ISO 32000-1, 14.7 and 14.8). Tables are read row by row, cell
by cell, as they were drawn; they are not marked as tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class Tag:
    """A marked piece of a page's content; its place in the page's list is its MCID."""

    kind: str
    """P or Figure."""
    alt: str = ""


def write_structure(pdf: "pikepdf.Pdf", pages: Sequence[Sequence[Tag]]) -> None:
    """Write the structure tree for the tags of every page."""
    import pikepdf  # prints have no structure, and begin without it

    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    whole = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root))
    elements, numbers = [], []
    for number, (page, tags) in enumerate(zip(pdf.pages, pages, strict=True)):
        page.obj.StructParents = number
        text = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, P=whole, Pg=page.obj)
        paragraph = pdf.make_indirect(text)
        of_page = []
        for mcid, tag in enumerate(tags):
            if tag.kind == "P":
                of_page.append(paragraph)
                continue
            figure = pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem,
                S=pikepdf.Name.Figure,
                P=whole,
                Pg=page.obj,
                K=mcid,
                Alt=pikepdf.String(tag.alt),
            )
            of_page.append(pdf.make_indirect(figure))
        said = [mcid for mcid, tag in enumerate(tags) if tag.kind == "P"]
        if said:
            paragraph.K = pikepdf.Array(said)
            elements.append(paragraph)
        elements += [element for element in of_page if element.S == "/Figure"]
        numbers += [number, pdf.make_indirect(pikepdf.Array(of_page))]
    whole.K = pikepdf.Array(elements)
    root.K = pikepdf.Array([whole])
    root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))
    root.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
