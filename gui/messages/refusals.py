"""Why a campaign notice is refused: the place in its file, and what is wrong there."""

import functools
import re
from typing import Any, get_args, get_type_hints

import msgspec

from core.base.errors import CampaignRefused, Particular
from core.base.words import Words
from core.records.catalogue import kinds
from core.records.kind import Kind
from gui.messages.campaign_table import MEMBERS, REASONS, THINGS
from gui.messages.language import _, words
from gui.messages.sentence import fill

PASSED_OVER = frozenset({"submission", "archive", "quota", "fields_override", "words", "workflow", "sheet"})
"""Members that hold what is spoken of and say nothing themselves."""

_STEP = re.compile(r"(?P<name>[^\[\]]+)(?P<numbers>(?:\[\d+\])*)")


def refusal(error: CampaignRefused) -> dict[str, Particular]:
    """Return place and reason of a refusal in words."""
    path, why = (str(error.particulars[name]) for name in ("path", "reason"))
    return {"path": place(path), "reason": reason(why, about=error.about)}


def place(path: str) -> str:
    """Name a place of a notice's file: `activities[3].deadline` is 第 4 项活动 · 时限; an empty path is the whole.

    Members of a kind that only whoever writes one knows are left out; a name nobody knows stands there as it is.
    """
    steps = path.split(".") if path else []
    said: list[str] = []
    for at, step in enumerate(steps):
        found = _STEP.fullmatch(step)
        name = found["name"] if found else step
        numbers = [int(number) + 1 for number in re.findall(r"\d+", found["numbers"])] if found else []
        if numbers and name in THINGS:
            said.append(fill(_(THINGS[name]), {"number": numbers.pop(0)}))
        elif name in MEMBERS or not said or name not in _technical():
            if at == len(steps) - 1 or name not in PASSED_OVER:
                said.append(member(name))
        else:
            continue
        said += [fill(_("place {number}"), {"number": number}) for number in numbers]
    return " · ".join(said) or _("The file as a whole")


@functools.cache
def _technical() -> frozenset[str]:
    """Return the names of all members that a kind and its parts may have."""
    found: set[str] = set()
    seen: set[Any] = set()
    queue: list[Any] = [Kind]
    while queue:
        part = queue.pop()
        if part in seen:
            continue
        seen.add(part)
        if isinstance(part, type) and issubclass(part, msgspec.Struct):
            hints = get_type_hints(part)
            found.update(field.name for field in msgspec.structs.fields(part))
            queue += hints.values()
        else:
            queue += [one for one in get_args(part) if one is not Ellipsis]
    return frozenset(found)


def reason(code: str, *, about: Words | None = None) -> str:
    """Say why a notice is refused, as a clause; a code without words is shown as it is."""
    return fill(_(REASONS[code]), {"about": about or ""}) if code in REASONS else code


def member(name: str) -> str:
    """Name a member of the file; a kind that stands as a key goes by its own name, what nobody knows as it is."""
    if name in MEMBERS:
        return _(MEMBERS[name])
    found = kinds().get(name)
    return words(found.words) if found else fill(_("“{name}”"), {"name": name})
