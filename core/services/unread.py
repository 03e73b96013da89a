"""What stands in a form and in no value, for nobody can read it yet: a day there is none of, a name nobody has."""

from collections.abc import Mapping

from core.store import settings
from core.store.engine import Session
from core.store.vault import Vault

KEY = "unread"
"""Setting that holds such texts by record and place; empty where every form is in order."""


def read(vault: Vault, record: str) -> Mapping[str, str]:
    """Return the texts of a record's form by where they stand, as the form that wrote them names places."""
    with vault.look() as session:
        found: Mapping[str, Mapping[str, str]] = settings.get(session, KEY) or {}
    return found.get(record, {})


def keep(vault: Vault, record: str, texts: Mapping[str, str]) -> None:
    """Keep the texts of a record's form; none to forget them. Raises DiskFull."""
    with vault.work() as session:
        _put(session, record, texts)


def forget(session: Session, record: str) -> None:
    """Forget the texts of a record that is being thrown away."""
    _put(session, record, {})


def _put(session: Session, record: str, texts: Mapping[str, str]) -> None:
    """Write the texts of one record, where that changes anything."""
    found: dict[str, Mapping[str, str]] = dict(settings.get(session, KEY) or {})
    if found.get(record, {}) == texts:
        return
    found.pop(record, None)
    if texts:
        found[record] = dict(texts)
    settings.put(session, KEY, found)
