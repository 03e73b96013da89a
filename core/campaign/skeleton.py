"""Six blank campaigns to begin from when no county sent a file: laid over the days a school names (D§5.3 rule 5)."""

import functools
import re
from datetime import date, timedelta

import msgspec

from core.base.canonical import digest
from core.base.paths import resources
from core.campaign.reader import load_campaign, read_campaign
from core.campaign.template import Phase, Template, Window

FOLDER = "skeletons"

_ID = re.compile(r"[^a-z0-9]+")


@functools.cache
def skeletons() -> tuple[Template, ...]:
    """Return the blank campaigns, in the order of their names; their days mean nothing yet."""
    return tuple(load_campaign(path) for path in sorted(resources("campaigns", FOLDER).glob("*.json")))


def lay_out(skeleton: Template, *, title: str, start: date, end: date, issuer: str = "") -> Template:
    """Return a skeleton as a campaign from a day to a day; its phases keep their share of the time.

    Its id is made of the skeleton's, the first day and the title, so that one begun twice is the same campaign and one
    of another title another campaign. Raises CampaignRefused (ends_before_start, or phases that no longer fit into so
    few days).
    """
    short = title.strip() or skeleton.title
    told = digest("".join(short.split()).encode())[:8]
    laid = msgspec.structs.replace(
        skeleton,
        id=f"{_ID.sub('-', skeleton.id)}-{start:%Y%m%d}-{told}",
        title=short,
        title_short=short,
        window=Window(start=start, end=end),
        phases=tuple(_move(phase, skeleton.window, start, end) for phase in skeleton.phases),
        issuer=msgspec.structs.replace(skeleton.issuer, name=issuer.strip() or skeleton.issuer.name),
    )
    return read_campaign(msgspec.json.encode(laid))


def _move(phase: Phase, window: Window, start: date, end: date) -> Phase:
    """Return a phase at its place within other days."""
    whole, there = (window.end - window.start).days + 1, (end - start).days + 1

    def at(day: date) -> date:
        return start + timedelta(days=round((day - window.start).days * there / whole))

    last = at(phase.end + timedelta(days=1)) - timedelta(days=1)
    first = at(phase.start)
    return msgspec.structs.replace(phase, start=first, end=max(first, min(last, end)) if end >= start else last)
