"""Which fonts the printed pages are made with: this computer's own or only ours."""

from pathlib import Path

from core.documents import machine
from core.views.typefaces import RoleFont

FOLDER = "fonts"
"""Where in the program's data folder fonts may be put."""


def use_machine_fonts(data: Path | None) -> None:
    """Use this computer's fonts from the next page on, and those that were put into `data`/fonts; None = ours alone."""
    machine.wish(data)


def look_again() -> tuple[RoleFont, ...]:
    """Look for fonts anew and say which typeface plays which part of the page now, and why not another."""
    from core.documents import typefaces  # ReportLab loads when the first page is made

    return typefaces.look_again()
