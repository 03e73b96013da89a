"""How records hang together, in words: another record, and where an opinion stands on its way to an answer."""

from collections.abc import Mapping

from core.base.words import N_
from core.records.catalogue import find_kind
from core.views.links import Neighbour
from gui.messages import _, words
from gui.pages.titles import state_chip
from gui.widgets.chip import ChipData, Tone

OPINIONS: Mapping[str, tuple[str, str, Tone]] = {
    "registered": (N_("Noted"), "edit", Tone.HINT),
    "solved": (N_("Solved, answer to be noted"), "circle_half_fill", Tone.HINT),
    "explained": (N_("Explained, answer to be noted"), "circle_half_fill", Tone.HINT),
    "by_date": (N_("Nothing does it yet"), "clock", Tone.WARN),
    "followed": (N_("Being done"), "circle_half_fill", Tone.HINT),
    "follower_closed": (N_("Done, to be answered"), "alert", Tone.WARN),
    "waiting": (N_("Waiting for the office"), "hourglass", Tone.HINT),
    "answered": (N_("Answered"), "checkmark_circle", Tone.OK),
}
"""Words, icon and tone of `core.checks.opinions.OpinionState`."""

TO_ANSWER = frozenset({"solved", "explained", "follower_closed", "waiting"})
"""States in which the answer is what comes next."""


def opinion_chip(state: str) -> ChipData:
    """Return the chip of an opinion."""
    text, icon, tone = OPINIONS[state]
    return ChipData(_(text), icon, tone)


def neighbour_name(other: Neighbour) -> str:
    """Name another record: its number and heading, or its kind where it has none; a draft's chip says what it is."""
    return f"{other.number} {other.heading or words(find_kind(other.kind).words)}".strip()


def neighbour_chip(other: Neighbour) -> ChipData:
    """Return the chip of another record's state."""
    return state_chip(find_kind(other.kind), other.state)
