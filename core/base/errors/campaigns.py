"""Campaigns and their activities."""

from core.base.errors.usererror import UserError
from core.base.words import Words


class CampaignRefused(UserError):
    """A campaign template that can't be read or contradicts itself; `path` like `phases[1].end`, `reason` is a code."""

    names = ("path", "reason")

    def __init__(self, *, path: str, reason: str, about: Words | None = None) -> None:
        super().__init__(path=path, reason=reason)
        self.about = about
        """What the reason speaks of, where it speaks of something by name: a field, an answer, another campaign."""


class CampaignMissing(UserError):
    """A campaign the school has not taken up."""

    names = ("campaign",)


class CampaignOlder(UserError):
    """An edition older than the one in force: number offered, number there."""

    names = ("title", "edition", "found")


class NewerCampaign(UserError):
    """A notice written for a newer program: its format, and the newest this program knows."""

    names = ("found", "known")


class ActivityMissing(UserError):
    """An activity its campaign doesn't have."""

    names = ("campaign", "activity")
