"""What the desk believes and with what it signs: root, issuing authorities and their lists, the clerk's key.

An issuing authority lasts ten years and a clerk's key three. A new authority leaves the former ones in force for what
they certified, so their lists go on being written, each numbered by itself.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from core.base.clock import today
from core.base.errors import EnvelopeForOthers, RootDiffers
from core.base.files import passing_folder
from core.services.desk.desks import AUTHORITY, SIGNER, root_key
from core.signing.trust import Trust
from core.signing.trust import save as save_trust
from core.store.engine import Session
from core.store.register import ledger
from core.store.register.desk import Desk, Register
from core.views.desk import AuthorityView

if TYPE_CHECKING:
    from core.signing.authority import Authority
    from core.signing.identity import Identity

FRESH = timedelta(days=30)
"""Age from which the revocation list is written anew before anything is sent out."""
SOON = timedelta(days=90)
"""How long before its end the clerk's key is made anew."""
ISSUERS = "issuers"
"""Fact: the issuing authorities, oldest first, each with its list; the last one certifies."""
ROOT_LIST = "root_list_number"
"""Fact: the number of the root's own list."""


class Issuer(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody may know of an issuing authority."""

    certificate: bytes
    encryption: bytes
    listed: bytes = b""
    """Its revocation list, DER."""
    number: int = 0
    at: datetime | None = None
    """When the list was written."""


def view(desk: Desk) -> AuthorityView:
    """Return the county's own trust."""
    from core.signing import identity as signing
    from core.signing import revocation

    office, signer = office_of(desk), signer_of(desk)
    with desk.register.look() as session:
        county, clerk = ledger.fact(session, "county"), ledger.fact(session, "clerk")
        newest = issuers(session)[-1]
        schools, withdrawn = len(ledger.schools(session)), len(ledger.withdrawn(session))
    until = revocation.counts_until([newest.listed])
    return AuthorityView(
        county=county,
        clerk=clerk,
        root=signing.grouped(signing.fingerprint_of(office.root)),
        root_until=signing.ends_of(office.root),
        issuing_until=signing.ends_of(office.certificate),
        desk_until=signing.ends_of(signer.certificate),
        list_number=newest.number,
        list_until=until or today(desk.clock),
        schools=schools,
        withdrawn=withdrawn,
    )


def root_notice(desk: Desk) -> bytes:
    """Return the page that tells schools the root's fingerprint, as PDF. Raises MissingGlyph."""
    from core.documents.rootnotice import root_notice_pdf  # ReportLab loads when the first page is made

    shown = view(desk)
    return root_notice_pdf(shown.county, shown.root, until=shown.root_until, day=today(desk.clock))


def trust(register: Register) -> Trust:
    """Return what the desk believes; it needs no key, so that a second clerk's computer can judge too."""
    from core.signing import revocation

    with register.look() as session:
        root = bytes.fromhex(ledger.fact(session, "root", ""))
        root_list = bytes.fromhex(ledger.fact(session, "root_list", ""))
        known = issuers(session)
    if not root:
        return Trust()
    lists = [root_list, *(one.listed for one in known)]
    return revocation.learn(Trust(roots=(root,)), lists, issuers=[one.certificate for one in known])


def share_trust(register: Register, path: Path) -> None:
    """Write a file for `verify --trust` that knows the county: root, issuers and newest lists, no keys.

    Raises DiskFull, FolderNotWritable.
    """
    save_trust(path, trust(register))


def lists(register: Register) -> tuple[bytes, ...]:
    """Return the revocation lists that go along with everything the desk sends."""
    with register.look() as session:
        root_list = bytes.fromhex(ledger.fact(session, "root_list", ""))
        return (root_list, *(one.listed for one in issuers(session) if one.listed))


def chain_certificates(register: Register) -> tuple[bytes, ...]:
    """Return the issuing authorities whose lists go along, DER."""
    with register.look() as session:
        return tuple(one.certificate for one in issuers(session))


def fresh_list(desk: Desk, *, force: bool = False) -> None:
    """Write the revocation lists anew when they are a month old (or come from the clock's future), or at once."""
    now = desk.clock.now().replace(microsecond=0)
    with desk.register.work() as session:
        if force or any(one.at is None or abs(now - one.at) >= FRESH for one in issuers(session)):
            write_lists(session, desk)


def write_lists(session: Session, desk: Desk) -> None:
    """Write the revocation lists anew; their numbers grow every time.

    Whoever withdraws a certificate does this in the same transaction: what is withdrawn stands in the list.
    """
    from core.signing import authority
    from core.signing.authority import Withdrawn

    now = desk.clock.now().replace(microsecond=0)
    known = issuers(session, alone=True)
    for place, one in enumerate(known):
        gone = [
            Withdrawn(serial=int(row.serial, 16), since=row.withdrawn_at)
            for row in ledger.withdrawn(session)
            if row.issuer == place and row.withdrawn_at is not None
        ]
        listed = authority.revocation_list(office_of(desk, place), gone, number=one.number + 1, clock=desk.clock)
        known[place] = msgspec.structs.replace(one, listed=listed, number=one.number + 1, at=now)
    put_issuers(session, known)


def renew_signer(desk: Desk, clerk: str) -> None:
    """Make a new key for whoever signs at the desk: another clerk, or one whose three years are nearly over.

    Raises BadIdentity.
    """
    from core.signing import authority
    from core.signing import identity as signing

    made = authority.desk_identity(
        office_of(desk), clerk, clock=desk.clock, algorithm=signing.algorithm_of(signer_of(desk))
    )
    desk.keep(**{SIGNER: signing.encode(made)})
    with desk.register.work() as session:
        ledger.put_fact(session, "clerk", clerk)
        _tell(session, desk, "signer_made", {"fingerprint": made.fingerprint})


def root_list_number(session: Session) -> int:
    """Return the number that the root's next list has to pass."""
    return int(ledger.fact(session, ROOT_LIST, 1))


def renew_issuing(desk: Desk, box: Path, password: str, *, lost: bool = False) -> None:
    """Make a new issuing authority with the root from the safe: after ten years, or when the key was lost.

    With `lost` the former ones are withdrawn, and with them all they certified: every school has to be enrolled anew.
    Raises FileMissing, RootBoxDamaged, WrongPassword, RootDiffers.
    """
    from core.signing import authority
    from core.signing import identity as signing
    from core.signing.authority import Withdrawn

    root = root_key(box, password)
    before = office_of(desk)
    if root.certificate != before.root:
        raise RootDiffers(root=signing.grouped(signing.fingerprint_of(root.certificate)))
    now = desk.clock.now().replace(microsecond=0)
    with desk.register.look() as session:
        known, number = issuers(session), root_list_number(session)
        gone = [msgspec.convert(one, Withdrawn) for one in ledger.fact(session, "issuers_withdrawn", [])]
    if lost:
        gone += [Withdrawn(serial=authority.serial_of(one.certificate), since=now) for one in known]
    made = authority.renew_issuing(
        root,
        before.county,
        clock=desk.clock,
        algorithm=signing.algorithm_of_key(before.certificate),
        withdrawn=gone,
        number=number + 1,
    )
    # The key first: an authority in the register without its key could certify nobody.
    desk.keep(**{secret_of(len(known)): msgspec.msgpack.encode(made)})
    with desk.register.work() as session:
        put_issuers(session, [*known, Issuer(certificate=made.certificate, encryption=made.encryption)])
        ledger.put_fact(session, "root_list", made.root_list.hex())
        ledger.put_fact(session, ROOT_LIST, number + 1)
        ledger.put_fact(session, "issuers_withdrawn", msgspec.to_builtins(gone))
        _tell(session, desk, "issuer_made", {"fingerprint": signing.fingerprint_of(made.certificate), "lost": lost})
    fresh_list(desk, force=True)
    renew_signer(desk, view(desk).clerk)


def keep_fresh(desk: Desk) -> None:
    """See before something is sent that lists are not old and the clerk's key is of the newest authority and lasts."""
    fresh_list(desk)
    signer, now = signer_of(desk), desk.clock.now()
    in_force = signer.valid_from <= now < signer.valid_until - SOON
    if signer.chain[0] != office_of(desk).certificate or not in_force:
        renew_signer(desk, signer.name)


def opener(desk: Desk) -> Callable[[Path], AbstractContextManager[Path]]:
    """Return what opens confidential envelopes with the county's keys, in a private place, while it is asked."""

    @contextmanager
    def open_one(path: Path) -> Iterator[Path]:
        from core.signing.confidential import open_sealed

        with desk.register.look() as session:
            count = len(issuers(session))
        with passing_folder(desk.folder, "open-") as place:
            inside = place / "inside.pdf"
            for number in reversed(range(count)):
                office = office_of(desk, number)
                try:
                    open_sealed(path, inside, certificate=office.encryption, private_key=office.encryption_key)
                    break
                except EnvelopeForOthers:
                    if number == 0:
                        raise
            yield inside

    return open_one


def office_of(desk: Desk, place: int | None = None) -> "Authority":
    """Return an issuing authority with its keys: the one that certifies, or a former one by its place."""
    from core.signing.authority import Authority

    if place is None:
        with desk.register.look() as session:
            place = len(issuers(session)) - 1
    kept = desk.secret(secret_of(place))
    if kept is None:
        raise LookupError("a desk is made with its authority")
    return msgspec.msgpack.decode(kept, type=Authority)


def signer_of(desk: Desk) -> "Identity":
    """Return the key that signs what the desk sends."""
    from core.signing import identity as signing

    kept = desk.secret(SIGNER)
    if kept is None:
        raise LookupError("a desk is made with its signer")
    return signing.decode(kept)


def secret_of(place: int) -> str:
    """Return the name under which an issuing authority's keys are kept."""
    return f"{AUTHORITY}-{place}"


def issuers(session: Session, *, alone: bool = False) -> list[Issuer]:
    """Return the issuing authorities, oldest first; with `alone` to change them."""
    return msgspec.convert(ledger.fact(session, ISSUERS, [], alone=alone), list[Issuer])


def newest(session: Session) -> int:
    """Return the place of the issuing authority that certifies."""
    return len(issuers(session)) - 1


def put_issuers(session: Session, known: list[Issuer]) -> None:
    """Keep the issuing authorities."""
    ledger.put_fact(session, ISSUERS, msgspec.to_builtins(known))


def _tell(session: Session, desk: Desk, what: str, body: dict[str, Any]) -> None:
    """Note what was done."""
    ledger.tell(session, what, at=desk.clock.now().replace(microsecond=0), by=ledger.fact(session, "clerk"), body=body)
