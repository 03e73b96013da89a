"""Records that are locked away inside the vault: choosing their password, opening and closing them (D§2.10)."""

from enum import StrEnum

from core.store import journal, people, sealing
from core.store.engine import Session
from core.store.journal import What
from core.store.unlock import Cost
from core.store.vault import Vault


class SealState(StrEnum):
    """How the locked records stand."""

    NONE = "none"
    """No password was chosen yet; there are no such records."""
    CLOSED = "closed"
    OPEN = "open"


def state(vault: Vault) -> SealState:
    """Return how the locked records stand."""
    with vault.look() as session:
        return state_of(session)


def state_of(session: Session) -> SealState:
    """Do the same inside a transaction that is open already."""
    if sealing.is_open(session):
        return SealState.OPEN
    return SealState.CLOSED if sealing.exists(session) else SealState.NONE


def choose(vault: Vault, password: str, *, cost: Cost | None = None) -> None:
    """Choose the password of the locked records and open them; nobody can find it out when it is forgotten.

    `cost` is what Argon2id costs, measured on this computer when not given. Raises SealExists, DiskFull.
    """
    with vault.work() as session:
        sealing.choose(session, password, vault=vault.id, cost=cost or Cost.measured())
        _note(vault, session, What.SEAL_MADE)


def unlock(vault: Vault, password: str) -> None:
    """Open the locked records until the vault is closed or they are locked again. Raises SealMissing, WrongPassword."""
    with vault.look() as session:
        sealing.unlock(session, password, vault=vault.id)
    with vault.work() as session:
        _note(vault, session, What.SEAL_OPENED)


def lock(vault: Vault) -> None:
    """Lock the records away again; a second call does nothing."""
    vault.lock_away()


def change_password(vault: Vault, *, old: str, new: str, cost: Cost | None = None) -> None:
    """Let the locked records be opened with another password. Raises SealMissing, WrongPassword, DiskFull."""
    with vault.work() as session:
        sealing.change(session, old=old, new=new, vault=vault.id, cost=cost or Cost.measured())
        _note(vault, session, What.SEAL_CHANGED)


def _note(vault: Vault, session: Session, what: What) -> None:
    """Note in the journal what was done."""
    journal.append(session, what, at=vault.clock.now(), by=people.get_school(session).principal)
