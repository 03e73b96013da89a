"""Which fonts the printed pages are made with, and what stands in for characters that none of them has.

What was decided about such characters holds for pages that are made inside `standing_in`: every page can contain one,
so the decision would else go through every function that makes pages.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from core.documents import machine
from core.views.typefaces import MissingChar, RoleFont, StandIn

FOLDER = "fonts"
"""Where in the program's data folder fonts may be put."""


def use_machine_fonts(data: Path | None) -> None:
    """Use this computer's fonts from the next page on, and those that were put into `data`/fonts; None = ours alone."""
    machine.wish(data)


def look_again() -> tuple[RoleFont, ...]:
    """Look for fonts anew and say which typeface plays which part of the page now, and why not another."""
    from core.documents import typefaces  # ReportLab loads when the first page is made

    return typefaces.look_again()


@contextmanager
def standing_in(choices: Mapping[str, StandIn]) -> Iterator[None]:
    """Print what was decided for characters without a font on all pages that are made inside."""
    if not choices:
        yield
        return
    from core.documents import typefaces

    with typefaces.standing_in(choices):
        yield


def missing(make: Callable[[], object], choices: Mapping[str, StandIn]) -> tuple[MissingChar, ...]:
    """Make pages only to learn which characters no font has, those decided on left out. Raises what `make` raises."""
    from core.documents import typefaces

    with typefaces.standing_in(choices, collects=True) as boxes:
        make()
    return tuple(MissingChar(char, place) for char, place in boxes.missing.items())
