"""Findings as the windows need them."""

from collections.abc import Mapping
from typing import Any

from core.checks.declared import RULES
from core.checks.finding import Finding, Level
from core.records.content import Record
from core.records.workflow import Move
from core.services import checking
from core.store.engine import Session
from core.store.vault import Vault
from core.views.records import FindingView


def found_in(vault: Vault, session: Session, record: Record, *, leaving: bool = False) -> tuple[FindingView, ...]:
    """Return what the checks find in a record, the gravest first; more is asked of one that is leaving in a packet."""
    return tuple(_view(finding, record) for finding in checking.findings(vault, session, record, leaving=leaving))


def unmet(
    vault: Vault, session: Session, record: Record, move: Move, answers: Mapping[str, Any]
) -> tuple[FindingView, ...]:
    """Return what keeps a move from being made; nothing when it may be."""
    return tuple(_view(finding, record) for finding in checking.unmet(vault, session, record, move, answers))


def _view(finding: Finding, record: Record) -> FindingView:
    """Return a finding with the sentence given for it."""
    mark = finding.mark_in(record.values)
    return FindingView(
        rule=finding.rule,
        level=finding.level,
        code=finding.code,
        mark=mark,
        record=finding.record,
        path=finding.path,
        particulars=finding.particulars,
        explanation=record.explanations.get(mark, ""),
        mutable=finding.level is Level.HINT and RULES[finding.rule].school_may_mute,
        demanded=finding.requested,
        other=finding.other,
        other_path=finding.other_path,
    )
