"""Why a campaign notice is refused: the place in its file, and what is wrong there."""

import re

from core.records.catalogue import kinds
from gui.messages.campaign_table import MEMBERS, REASONS, THINGS
from gui.messages.language import _, words
from gui.messages.sentence import fill

PASSED_OVER = frozenset({"submission", "archive", "quota", "fields_override", "words", "workflow", "sheet"})
"""Members that hold what is spoken of and say nothing themselves."""

_STEP = re.compile(r"(?P<name>[^\[\]]+)(?:\[(?P<number>\d+)\])?")


def place(path: str) -> str:
    """Name a place of a notice's file: `activities[3].deadline` is 第 4 项活动 · 时限; an empty path is the whole."""
    steps = path.split(".") if path else []
    said = []
    for at, step in enumerate(steps):
        found = _STEP.fullmatch(step)
        name = found["name"] if found else step
        if found and found["number"] is not None and name in THINGS:
            said.append(fill(_(THINGS[name]), {"number": int(found["number"]) + 1}))
        elif at == len(steps) - 1 or name not in PASSED_OVER:
            said.append(member(name))
    return " · ".join(said) or _("The file as a whole")


def reason(code: str) -> str:
    """Say why a notice is refused, as a clause; a code without words is shown as it is."""
    return _(REASONS[code]) if code in REASONS else code


def member(name: str) -> str:
    """Name a member of the file; kinds of record that stand as a key go by their own name."""
    if name in MEMBERS:
        return _(MEMBERS[name])
    found = kinds().get(name)
    return words(found.words) if found else name
