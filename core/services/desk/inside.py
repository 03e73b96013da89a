"""What a desk, or an opened backup of one, holds; what restoring it would change; and how it goes on afterwards."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from core.services.desk import trust as trusting
from core.services.desk.desks import AUTHORITY
from core.store.engine import Session
from core.store.register import ledger
from core.store.register.desk import Desk
from core.views.backups import DeskDifference, DeskFound
from core.views.desk import Incoming, State

SHOWN = 20
"""Packets named at most of those that a restoring would take away."""
AHEAD = 1_000
"""By how much the numbers of the revocation lists jump at least when a desk goes on from a backup.

Schools believe no list with a lower number than they have seen: those written between backup and restoring are passed.
One for each second since the backup comes on top, so that whoever restores the same one again passes the lists
that were written after the first time, too.
"""


class _Register(msgspec.Struct, frozen=True):
    """What is compared of a register."""

    packets: dict[str, Incoming]
    documents: frozenset[str]
    """Ids of what the desk made."""
    certified: dict[str, str]
    """School by fingerprint of every certificate, withdrawn or not."""
    withdrawn: frozenset[str]


def look(desk: Desk, *, made_at: datetime | None = None) -> DeskFound:
    """Tell what a desk holds; of one whose register is elsewhere only what lies in its own file."""
    office = trusting.office_of(desk, 0)
    found = DeskFound(
        county=office.county,
        clerk=trusting.signer_of(desk).name,
        keys=len(_keys(desk)),
        elsewhere=desk.elsewhere,
        made_at=made_at or desk.clock.now(),
    )
    if desk.elsewhere:
        return found
    with desk.register.look() as session:
        schools, register = ledger.schools(session), _read(session)
        return msgspec.structs.replace(
            found,
            schools=len(schools),
            certified=sum(bool(school.fingerprint) for school in schools),
            packets=len(register.packets),
            answers=len(register.documents),
            last_change=ledger.last_deed(session),
        )


def compare(present: Desk, other: Desk, *, made_at: datetime) -> DeskDifference:
    """Tell what would change if an opened backup took the place of the desk that is there now."""
    inside, now = look(other, made_at=made_at), look(present)
    if present.elsewhere or other.elsewhere:
        return DeskDifference(inside=inside, present=now)
    with present.register.look() as session:
        names = {school.id: school.name for school in ledger.schools(session)}
        here = _read(session)
    with other.register.look() as session:
        there = _read(session)
    gone = [packet for key, packet in here.packets.items() if key not in there.packets]
    return DeskDifference(
        inside=inside,
        present=now,
        lost=tuple(f"{packet.school_name} {packet.title}" for packet in gone[:SHOWN]),
        lost_count=len(gone),
        answers=len(here.documents - there.documents),
        uncertified=_named(names, here, here.certified.keys() - there.certified.keys() - here.withdrawn),
        reinstated=_named(names, here, (here.withdrawn - there.withdrawn) & there.certified.keys()),
        older=sum(
            there.packets[key].state is State.TAKEN and packet.state is not State.TAKEN
            for key, packet in here.packets.items()
            if key in there.packets
        ),
        back=len(there.packets.keys() - here.packets.keys()) + len(there.documents - here.documents),
    )


def go_on(desk: Desk, *, made_at: datetime, sha256: str) -> None:
    """Let a desk go on from a backup: noted in its register, and its lists numbered past any that schools may have.

    A register elsewhere went on all the time: it is left as it is.
    """
    if desk.elsewhere:
        return
    now = desk.clock.now()
    ahead = AHEAD + max(0, int((now - made_at).total_seconds()))
    with desk.register.work() as session:
        known = trusting.issuers(session, alone=True)
        trusting.put_issuers(session, [msgspec.structs.replace(one, number=one.number + ahead) for one in known])
        ledger.put_fact(session, trusting.ROOT_LIST, trusting.root_list_number(session) + ahead)
        trusting.write_lists(session, desk)
        ledger.tell(
            session,
            "desk_restored",
            at=now.replace(microsecond=0),
            by=ledger.fact(session, "clerk", ""),
            body={"made_at": made_at.isoformat(), "sha256": sha256},
        )


def lacking(desk: Desk) -> bool:
    """Tell whether the register knows issuing authorities whose keys are not in the desk's own file."""
    with desk.register.look() as session:
        return not {trusting.secret_of(place) for place in range(len(trusting.issuers(session)))} <= _keys(desk)


def _keys(desk: Desk) -> set[str]:
    """Return the names under which the keys of issuing authorities are kept."""
    return {name for name in desk.secrets() if name.startswith(f"{AUTHORITY}-")}


def _read(session: Session) -> _Register:
    rows = [row for school in ledger.schools(session) for row in ledger.certificates_of(session, school.id)]
    return _Register(
        packets={packet.id: packet for packet in ledger.arrivals(session)},
        documents=frozenset(one.id for one in ledger.outgoing(session)),
        certified={row.fingerprint: row.school for row in rows},
        withdrawn=frozenset(row.fingerprint for row in rows if row.withdrawn_at is not None),
    )


def _named(names: dict[str, str], register: _Register, fingerprints: Iterable[str]) -> tuple[str, ...]:
    """Return whose certificates these are."""
    return tuple(sorted({names[register.certified[one]] for one in fingerprints}))
