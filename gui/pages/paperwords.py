"""Papers that hang under a record, in words for a menu."""

from typing import assert_never

from core.views.papers import Paper
from gui.messages import _


def paper_name(paper: Paper) -> str:
    """Return what printing a paper is called in a menu."""
    match paper:
        case Paper.SIGN_IN:
            return _("Print the sign-in sheet")
        case Paper.POSTER:
            return _("Print the poster")
        case Paper.BALLOTS:
            return _("Print ballots")
        case _:
            assert_never(paper)
