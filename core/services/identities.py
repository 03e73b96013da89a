"""The keys this vault signs with: the one in use, and those it has used before."""

from typing import TYPE_CHECKING

from core.records.content import Person, School
from core.signing.trust import Registered, Trust
from core.store import journal, people, settings
from core.store.journal import What
from core.store.vault import Vault

if TYPE_CHECKING:
    from core.signing.identity import Identity


def current(vault: Vault) -> "Identity":
    """Return the identity that signs now.

    A certificate names one person of one school for three years. When the principal or the school has another name by
    now, or the three years are over, a new key is made and the old one retired: it stays, to verify what it signed.
    The new fingerprint has to be registered again. Raises BadIdentity, IdentityDamaged.
    """
    from core.signing import identity as signing  # certificates are loaded when somebody signs

    with vault.look() as session:
        school = people.get_school(session)
        principal = people.get(session, school.principal)
        kept = settings.current_identity(session)
    if kept is None:
        raise LookupError("a vault is made with its identity")
    identity = signing.decode(kept)
    if principal is None or _fits(identity, principal, school, vault):
        return identity
    return _renew(vault, identity, principal, school)


def renew(vault: Vault) -> "Identity":
    """Make a new key although the present one still counts: it was lost, or others may have it. Raises BadIdentity."""
    with vault.look() as session:
        school = people.get_school(session)
        principal = people.get(session, school.principal)
    if principal is None:
        raise LookupError("a school has a principal")
    return _renew(vault, current(vault), principal, school)


def _renew(vault: Vault, identity: "Identity", principal: Person, school: School) -> "Identity":
    """Make a key for the names of today and retire the one before."""
    from core.signing import identity as signing

    renewed = signing.make(
        principal.name, school=school.name, algorithm=signing.algorithm_of(identity), clock=vault.clock
    )
    now = vault.clock.now()
    with vault.work() as session:
        settings.add_identity(
            session,
            signing.encode(renewed),
            person=principal.id,
            fingerprint=renewed.fingerprint,
            certificate=renewed.certificate,
            at=now,
        )
        journal.append(
            session,
            What.IDENTITY_MADE,
            at=now,
            by=principal.id,
            body={"fingerprint": renewed.fingerprint, "instead_of": identity.fingerprint},
        )
    return renewed


def own(vault: Vault) -> Trust:
    """Return a trust that knows just the signers of this vault, those before included."""
    from core.signing import identity as signing

    with vault.look() as session:
        certificates = [certificate for _person, certificate in settings.identities(session)]
    trust = Trust()
    for certificate in certificates:
        name, school = signing.subject_of(certificate)
        trust = trust.register(Registered(fingerprint=signing.fingerprint_of(certificate), school=school, name=name))
    return trust


def _fits(identity: "Identity", principal: Person, school: School, vault: Vault) -> bool:
    """Tell whether the certificate still says who signs, and is in force."""
    now = vault.clock.now()
    named = (identity.name, identity.school) == (principal.name, school.name)
    return named and identity.valid_from <= now <= identity.valid_until
