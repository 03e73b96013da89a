"""Findings as the windows need them."""

from collections.abc import Mapping
from typing import Any

from core.records.content import Record
from core.records.workflow import Move
from core.store.engine import Session
from core.store.vault import Vault
from core.views.records import FindingView


def found_in(vault: Vault, session: Session, record: Record) -> tuple[FindingView, ...]:  # noqa: ARG001
    """Return what the checks find in a record."""
    return ()


def unmet(
    vault: Vault,  # noqa: ARG001
    session: Session,  # noqa: ARG001
    record: Record,  # noqa: ARG001
    move: Move,  # noqa: ARG001
    answers: Mapping[str, Any],  # noqa: ARG001
) -> tuple[FindingView, ...]:
    """Return what keeps a move from being made; nothing when it may be."""
    return ()
