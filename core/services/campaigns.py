"""The campaign a school is in."""

from core.campaign.reader import PRESET, preset
from core.campaign.template import Template
from core.services.vaults import CAMPAIGN
from core.store import settings
from core.store.engine import Session
from core.store.vault import Vault

__all__ = ["PRESET", "current", "in_force"]


def current(vault: Vault) -> Template | None:
    """Return the campaign the vault was made for; None when it has none. Raises FileMissing, CampaignRefused."""
    with vault.look() as session:
        return in_force(session)


def in_force(session: Session) -> Template | None:
    """Return the campaign inside a transaction that is open already. Raises FileMissing, CampaignRefused."""
    name = str(settings.get(session, CAMPAIGN) or "")
    return preset(name) if name else None
