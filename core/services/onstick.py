"""A vault that lies on a stick itself: it works there, and it is told once that the year's work is carried about."""

from core.exchange.sticks import Drives, drives, holding
from core.store import settings
from core.store.vault import Vault

TOLD = "on_stick"
"""Setting: the stick of which it was told last, by its volume's number or its name."""


def untold(vault: Vault, *, found_by: Drives | None = None) -> str:
    """Return the name of the stick that the vault lies on; empty on a fixed disk, and when it was told already."""
    stick = holding(vault.folder, (found_by or drives()).find())
    if stick is None:
        return ""
    with vault.look() as session:
        known = settings.get(session, TOLD, "")
    return "" if known == (stick.volume or stick.label) else stick.label


def told(vault: Vault, *, found_by: Drives | None = None) -> None:
    """Remember that it was told, so that it is not told of the same stick again."""
    stick = holding(vault.folder, (found_by or drives()).find())
    if stick is not None:
        with vault.work() as session:
            settings.put(session, TOLD, stick.volume or stick.label)
