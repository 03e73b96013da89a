"""The campaign a school is in."""

from core.campaign.reader import PRESET, preset
from core.campaign.template import Template
from core.services.vaults import CAMPAIGN
from core.store import settings
from core.store.vault import Vault

__all__ = ["PRESET", "current"]


def current(vault: Vault) -> Template | None:
    """Return the campaign the vault was made for; None when it has none. Raises FileMissing, CampaignRefused."""
    with vault.look() as session:
        name = str(settings.get(session, CAMPAIGN) or "")
    return preset(name) if name else None
