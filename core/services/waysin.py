"""Ways into the vault besides the principal's password: the recovery sheet, and a second person's password."""

from core.base.errors import SameSecret
from core.services import vaults
from core.store import journal, people, recovery, unlock
from core.store.journal import What
from core.store.unlock import Cost, SlotKind
from core.store.vault import Vault
from core.views.waysin import WaysIn

SHEET, SECOND = SlotKind.RECOVERY, SlotKind.SECOND
"""The two ways that can be made and closed."""


def state(vault: Vault) -> WaysIn:
    """Return which ways there are and since when. Raises VaultDamaged."""
    there = set(unlock.ways(vault.folder))
    with vault.look() as session:
        sheets = journal.telling(session, What.RECOVERY_MADE)
        second = journal.telling(session, What.SECOND_PASSWORD_SET)
    return WaysIn(
        sheet_at=sheets[0].at if sheets and SlotKind.RECOVERY in there else None,
        second_at=second[0].at if second and SlotKind.SECOND in there else None,
        opened_by=vault.opened_by.value,
    )


def make_sheet(vault: Vault, password: str, *, cost: Cost | None = None) -> bytes:
    """Make a recovery sheet and return it as PDF, to be printed at once; an older sheet opens nothing any more.

    The code stands on the sheet and nowhere else. Raises WrongPassword, MissingGlyph, DiskFull, FolderNotWritable.
    """
    from core.documents import recoverysheet  # ReportLab loads when the first page is made

    vaults.verify(vault, password)
    code = recovery.new_code()
    with vault.look() as session:
        school = people.get_school(session)
        principal = people.get(session, school.principal)
    sheet = recoverysheet.recovery_pdf(
        recovery.grouped(code),
        school=school.name,
        principal=principal.name if principal else "",
        vault=vault.folder.name,
        day=vault.clock.now().date(),
    )
    unlock.wrap(
        vault.folder,
        vault.key,
        vault=vault.id,
        password=code,
        cost=cost or Cost.measured(),
        kind=SlotKind.RECOVERY,
    )
    _tell(vault, What.RECOVERY_MADE)
    return sheet


def fits(vault: Vault, typed: str) -> bool:
    """Tell whether a sheet that somebody typed in opens this vault: tried before it goes into the safe."""
    code = recovery.code_of(typed)
    return bool(code) and unlock.opens(vault.folder, code, kind=SlotKind.RECOVERY)


def wrong_groups(typed: str) -> tuple[int, ...]:
    """Return the groups (from 1) of a typed code that can't be right, to be told while typing."""
    return recovery.wrong_groups(typed)


def is_code(typed: str) -> bool:
    """Tell whether a whole code was typed, right by its own check digits."""
    return bool(recovery.code_of(typed))


def set_second(vault: Vault, password: str, second: str, *, cost: Cost | None = None) -> None:
    """Let a second person open the vault by a password of their own; it signs nothing and changes no password.

    Raises WrongPassword, SameSecret, DiskFull, FolderNotWritable.
    """
    vaults.verify(vault, password)
    if second == password or is_code(second):
        raise SameSecret
    unlock.wrap(
        vault.folder, vault.key, vault=vault.id, password=second, cost=cost or Cost.measured(), kind=SlotKind.SECOND
    )
    _tell(vault, What.SECOND_PASSWORD_SET)


def close_way(vault: Vault, password: str, kind: SlotKind) -> None:
    """Take a way in away: the sheet was lost, the second person left. Raises WrongPassword, DiskFull, …."""
    vaults.verify(vault, password)
    unlock.close_way(vault.folder, kind)
    _tell(vault, What.WAY_CLOSED, kind=kind.value)


def _tell(vault: Vault, what: What, **body: str) -> None:
    """Note that a way in was made or closed."""
    with vault.work() as session:
        journal.append(session, what, at=vault.clock.now(), by=people.get_school(session).principal, body=body)
