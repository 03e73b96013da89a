"""Who has handed in what."""

from core.store.register import ledger
from core.store.register.desk import Register
from core.views.desk import Incoming, Line, State


def overview(register: Register) -> tuple[Line, ...]:
    """Return every school of the county with its packets, newest first; those replaced are left out."""
    with register.look() as session:
        arrivals = ledger.arrivals(session)
        schools = ledger.schools(session)
    by_school: dict[str, list[Incoming]] = {}
    for packet in arrivals:
        if packet.state is not State.REPLACED:
            by_school.setdefault(packet.school, []).append(packet)
    return tuple(Line(school=school, packets=tuple(by_school.get(school.id, ()))) for school in schools)


def arrivals(register: Register, *, school: str = "") -> tuple[Incoming, ...]:
    """Return what was taken in, newest first; of one school, or of all."""
    with register.look() as session:
        return ledger.arrivals(session, school=school)


def packet(register: Register, document: str) -> Incoming:
    """Return one packet. Raises NotInRegister."""
    with register.look() as session:
        return ledger.incoming(session, document)
