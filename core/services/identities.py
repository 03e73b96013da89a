"""The keys this vault signs with: the one in use, and those it has used before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.records.content import Person, School
from core.signing.trust import Registered, Trust
from core.store import journal, people, settings
from core.store.journal import What
from core.store.vault import Vault
from core.views.county import TokenLine

if TYPE_CHECKING:
    from core.signing.identity import Identity
    from core.signing.token import TokenKey


def current(vault: Vault) -> "Identity":
    """Return the identity that signs now.

    A certificate names one person of one school for three years. When the principal or the school has another name by
    now, or the three years are over, a new key is made and the old one retired: it stays, to verify what it signed.
    The new fingerprint has to be registered again. Raises BadIdentity, IdentityDamaged.
    """
    identity = held(vault)
    with vault.look() as session:
        school = people.get_school(session)
        principal = people.get(session, school.principal)
    if principal is None or _fits(identity, principal, school, vault):
        return identity
    return _renew(vault, identity, principal, school)


def held(vault: Vault) -> "Identity":
    """Return the identity that signed last, as it is kept: nothing is made or written. Raises IdentityDamaged."""
    from core.signing import identity as signing

    with vault.look() as session:
        kept = settings.current_identity(session)
    if kept is None:
        raise LookupError("a vault is made with its identity")
    return signing.decode(kept)


def token_label(vault: Vault) -> str:
    """Return what the USB key is called that holds the key of this vault; empty while it lies in the vault."""
    identity = held(vault)
    return identity.token.label if identity.token is not None else ""


def fits(vault: Vault, identity: "Identity") -> bool:
    """Tell whether an identity would sign now: it names today's principal and school, and is in force."""
    with vault.look() as session:
        school = people.get_school(session)
        principal = people.get(session, school.principal)
    return principal is None or _fits(identity, principal, school, vault)


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
    _keep(vault, renewed, principal, instead_of=identity)
    return renewed


def _keep(vault: Vault, made: "Identity", principal: Person, *, instead_of: "Identity") -> None:
    """Keep a new identity and retire the one before."""
    from core.signing import identity as signing

    now = vault.clock.now()
    with vault.work() as session:
        settings.add_identity(
            session,
            signing.encode(made),
            person=principal.id,
            fingerprint=made.fingerprint,
            certificate=made.certificate,
            at=now,
        )
        journal.append(
            session,
            What.IDENTITY_MADE,
            at=now,
            by=principal.id,
            body={"fingerprint": made.fingerprint, "instead_of": instead_of.fingerprint},
        )


def tokens(module: Path) -> tuple[TokenLine, ...]:
    """Return the USB keys that are plugged in, as the maker's module tells them. Raises TokenModuleUnusable."""
    from core.signing import token

    return tuple(
        TokenLine(
            label=one.label, serial=one.serial, maker=one.manufacturer, few_tries=one.few_tries, locked=one.locked
        )
        for one in token.tokens(module)
    )


def use_token(vault: Vault, module: Path, serial: str, *, pin: str, elliptic: bool = False) -> "Identity":
    """Make a key on a USB key and sign with it from now on; it has to be enrolled like any new key.

    Raises TokenModuleUnusable, TokenGone, PinWrong, PinLocked, BadIdentity.
    """
    from core.signing import identity as signing
    from core.signing import token

    with vault.look() as session:
        school = people.get_school(session)
        principal = people.get(session, school.principal)
    if principal is None:
        raise LookupError("a school has a principal")
    algorithm = signing.Algorithm.EC_P256 if elliptic else signing.Algorithm.RSA_3072
    label = next((one.label for one in token.tokens(module) if one.serial == serial), serial)
    with token.opened(module, serial, pin=pin, make=algorithm) as key:
        like = signing.make(principal.name, school=school.name, algorithm=signing.Algorithm.EC_P256, clock=vault.clock)
        made = msgspec.structs.replace(
            like,
            certificate=key.self_signed(like.certificate),
            private_key=b"",
            token=signing.TokenRef(module=str(module), serial=serial, label=label, ident=key.ident),
        )
    _keep(vault, made, principal, instead_of=current(vault))
    return made


@contextmanager
def signing_key(identity: "Identity", *, pin: str = "") -> Iterator["TokenKey | None"]:
    """Give the USB key that an identity signs with, open for as long as it is needed; None for a key in the vault.

    Raises TokenModuleUnusable, TokenGone, PinWrong, PinLocked, NoTokenKey.
    """
    if identity.token is None:
        yield None
        return
    from core.signing import token

    place = identity.token
    with token.opened(Path(place.module), place.serial, pin=pin, ident=place.ident, called=place.label) as key:
        yield key


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
