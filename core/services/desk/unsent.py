"""Remarks that are not signed yet: kept in the register, so that neither a lock nor a power cut takes them away."""

import msgspec

from core.store.register import ledger
from core.store.register.desk import Desk
from core.views.desk import Unsent

UNSENT = "unsent"
"""Fact: what was written, by packet."""


def keep(desk: Desk, packet: str, typed: Unsent | None) -> None:
    """Keep what was written about a packet; None or nothing written lets it go."""
    with desk.register.work() as session:
        kept = ledger.fact(session, UNSENT, {}, alone=True)
        if typed is None or typed == Unsent(record=typed.record):
            if kept.pop(packet, None) is None:
                return
        else:
            kept[packet] = msgspec.to_builtins(typed)
        ledger.put_fact(session, UNSENT, kept)


def kept(desk: Desk) -> dict[str, Unsent]:
    """Return what was written, by packet."""
    with desk.register.look() as session:
        return msgspec.convert(ledger.fact(session, UNSENT, {}), dict[str, Unsent])
