"""Campaigns as the windows show them."""

from datetime import date

import msgspec

from core.campaign.change import Difference
from core.campaign.template import Template


class CampaignView(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign the school has taken up, with what the school has set laid over it."""

    template: Template
    active: bool
    received_on: date | None = None


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A template that was read and not taken yet, with what it would change."""

    template: Template
    known: bool
    """An edition of it is there already."""
    received_on: date | None = None
    differences: tuple[Difference, ...] = ()
