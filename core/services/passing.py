"""Moves that the program makes by itself when a packet is signed, handed in or answered."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.records.catalogue import kind_of
from core.services.records import make_move
from core.store import records as table
from core.store.engine import Session
from core.store.vault import Vault


def advance(
    vault: Vault, session: Session, ids: Iterable[str], *, move: str, answers: Mapping[str, Any] | None = None
) -> tuple[str, ...]:
    """Make the program's own move with every record that stands where the move begins; returns those it moved.

    A record whose workflow has no such move (a ledger item), or that is past it already, stays as it is: so the same
    packet may be carried twice.
    """
    moved = []
    for record in table.many(session, tuple(ids)):
        steps = (step for step in kind_of(record).workflow.moves if step.key == move and step.by_program)
        if any(record.state in step.sources for step in steps):
            make_move(vault, session, record.id, move, answers=answers or {}, revision=record.revision, by_program=True)
            moved.append(record.id)
    return tuple(moved)
