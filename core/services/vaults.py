"""Making, opening and closing the school's vault, and changing its password."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from core.base.clock import Clock
from core.base.errors import DiskFull, SecondPassword, WrongPassword
from core.base.files import explain
from core.base.ids import new_id
from core.base.jobs import Progress, Silent
from core.base.log import logger
from core.campaign.reader import preset
from core.records.content import Person, School
from core.services import campaigns
from core.store import journal, people, settings, unlock
from core.store import vault as store
from core.store.journal import What
from core.store.unlock import Cost, SlotKind
from core.store.vault import Vault

__all__ = [
    "OpenPlace",
    "Vault",
    "change_password",
    "close",
    "create",
    "is_vault",
    "open_vault",
    "verify",
]

_log = logger(__name__)


def create(
    folder: Path,
    *,
    password: str,
    school: School,
    principal: Person,
    clock: Clock,
    others: Iterable[Person] = (),
    cost: Cost | None = None,
    campaign_id: str = "",
    quick_key: bool = False,
    progress: Progress | None = None,
) -> Vault:
    """Make a vault with the school, its people and the principal's signing key, and open it.

    The vault's folder gets the ending `.taizhang`. The principal is put on the roster first and named in the
    school's profile, `others` follow; an empty id gets a new one. `cost` is what Argon2id costs, measured on this
    computer when not given; `quick_key` makes an elliptic key instead of RSA (a fifth of a second instead of some),
    for tests. Raises VaultExists, FolderNotWritable, DiskFull, BadIdentity, Cancelled.
    """
    # Certificates cost a fifth of a second to load and are made once in a vault's life.
    from core.signing import identity as signing

    told = progress or Silent()
    told.step(0, 3, "key")
    head = principal if principal.id else msgspec.structs.replace(principal, id=new_id())
    algorithm = signing.Algorithm.EC_P256 if quick_key else signing.Algorithm.RSA_3072
    identity = signing.make(head.name, school=school.name, algorithm=algorithm, clock=clock)
    told.step(1, 3, "vault")
    path = store.path_of(folder)
    with store.making(path, password=password, clock=clock, cost=cost) as vault, vault.work() as session:
        now = clock.now()
        settings.put_meta(session, "vault", vault.id)
        settings.put_meta(session, "made_at", now.isoformat(timespec="seconds"))
        journal.append(session, What.VAULT_MADE, at=now, by=head.id, body={"vault": vault.id})
        profile = msgspec.structs.replace(school, principal=head.id)
        people.put_school(session, profile)
        journal.append(session, What.SCHOOL_CHANGED, at=now, by=head.id, body={"school": profile})
        for person in (head, *others):
            kept = people.put(session, person if person.id else msgspec.structs.replace(person, id=new_id()))
            journal.append(session, What.PERSON_ADDED, at=now, by=head.id, body={"person": kept})
        settings.add_identity(
            session,
            signing.encode(identity),
            person=head.id,
            fingerprint=identity.fingerprint,
            certificate=identity.certificate,
            at=now,
        )
        journal.append(session, What.IDENTITY_MADE, at=now, by=head.id, body={"fingerprint": identity.fingerprint})
        if campaign_id:
            campaigns.add(session, preset(campaign_id), vault=vault)
        settings.put(session, "derived", campaigns.DERIVED)
        told.step(2, 3, "vault")
    told.step(3, 3, "vault")
    opened = store.open_vault(path, password, clock=clock)
    campaigns.settle_kinds(opened)
    return opened


def open_vault(folder: Path, password: str, *, clock: Clock) -> Vault:
    """Open a vault; an older one is brought up to date on a copy first.

    Raises NoVault, VaultInUse, WrongPassword, VaultDamaged, NewerVault, FolderNotWritable, DiskFull.
    """
    vault = store.open_vault(folder, password, clock=clock)
    try:
        campaigns.settle(vault)
        with vault.work() as session:
            school = people.get_school(session)
            by = school.secretary if vault.opened_by is SlotKind.SECOND and school.secretary else school.principal
            journal.append(session, What.UNLOCKED, at=clock.now(), by=by, body={"way": vault.opened_by})
    except DiskFull as error:
        # A full disk must not keep anybody from reading, and making room is easier with the list in sight.
        _log.warning("unlocking was not noted: %s", error.code())
    except BaseException:
        vault.close()
        raise
    return vault


def change_password(vault: Vault, *, old: str, new: str, cost: Cost | None = None) -> None:
    """Let the vault be opened with another password; its contents stay as they are, and so do the other ways in.

    `old` is the present one, or the recovery sheet's code when it was forgotten. Raises WrongPassword, SecondPassword,
    DiskFull, FolderNotWritable.
    """
    if admit(vault, old) is SlotKind.SECOND:
        raise SecondPassword
    unlock.wrap(vault.folder, vault.key, vault=vault.id, password=new, cost=cost or Cost.measured())
    with vault.work() as session:
        journal.append(session, What.PASSWORD_CHANGED, at=vault.clock.now(), by=people.get_school(session).principal)


def verify(vault: Vault, password: str) -> None:
    """Make sure that whoever asks for a signature knows the principal's own password.

    A second person's password opens the vault and signs nothing. Raises WrongPassword, SecondPassword, VaultDamaged.
    """
    match admit(vault, password):
        case SlotKind.PASSWORD:
            return
        case SlotKind.SECOND:
            raise SecondPassword
        case _:
            raise WrongPassword


def admit(vault: Vault, secret: str) -> SlotKind:
    """Make sure that somebody may open this vault, and tell by what kind of secret.

    Raises WrongPassword, VaultDamaged.
    """
    found = unlock.unwrap(vault.folder, secret)
    if found.key != vault.key:
        raise WrongPassword
    return found.kind


def close(vault: Vault) -> None:
    """Close a vault; what was saved is on the disk already."""
    vault.close()


class OpenPlace:
    """A private folder for what must lie open for a while: pages before they are signed, a file being looked at.

    It lies inside the vault, so that what a crash leaves behind is removed at the next opening, and is made when it is
    first asked for.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._folder: TemporaryDirectory[str] | None = None

    def path(self) -> Path:
        """Return the folder. Raises DiskFull, FolderNotWritable when it can't be made."""
        if self._folder is None:
            prefix = store.PASSING[-1]
            try:
                self._folder = TemporaryDirectory(prefix=prefix, dir=self._vault.folder, ignore_cleanup_errors=True)
            except OSError as error:
                raise explain(error, self._vault.folder / prefix) from error
        return Path(self._folder.name)

    def clean(self) -> None:
        """Take the folder away with all that lies in it; a second call does nothing."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def is_vault(folder: Path) -> bool:
    """Tell whether a folder is a vault."""
    return store.is_vault(folder)
