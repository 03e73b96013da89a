"""A school's backup looked into, as the services tell it of a school."""

from pathlib import Path

from core.base.clock import Clock
from core.services import restoring
from core.services.vaults import Vault
from core.views.backups import Difference, Found


def rehearsed(path: Path, password: str, *, clock: Clock) -> Found:
    """Return what is inside a school's backup."""
    found = restoring.rehearse(path, password, clock=clock)
    assert isinstance(found, Found)
    return found


def compared(vault: Vault, path: Path, password: str, *, clock: Clock) -> Difference:
    """Return what would change if a backup took a vault's place."""
    found = restoring.compare(vault, path, password, clock=clock)
    assert isinstance(found, Difference)
    return found
