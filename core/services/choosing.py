"""Which records may go into a packet, and what the checks say of those chosen."""

from collections.abc import Sequence

from core.records.kind import Privacy
from core.services import records as records_of
from core.services.findings import found_in
from core.store import packets as shelf
from core.store import records as table
from core.store.vault import Vault
from core.views.packets import Candidate, Checked
from core.views.records import FindingView

UNFINISHED = {"draft": "draft", "returned": "draft", "void": "void"}
"""Why a record in this state can't go into a packet."""


def candidates(vault: Vault) -> tuple[Candidate, ...]:
    """Return every record with whether it may go into a packet; those that were in none yet are chosen."""
    lines = records_of.listing(vault)
    with vault.look() as session:
        packed = {inside.record for packet in shelf.listing(session) for inside in shelf.inside(session, packet.id)}
        hidden = {line.id for line in table.lines(session, table.Filter()) if line.privacy == Privacy.CONFIDENTIAL}
    found = []
    for line in lines:
        reason = "confidential" if line.id in hidden else UNFINISHED.get(line.state, "")
        found.append(Candidate(line=line, chosen=not reason and line.id not in packed, reason=reason))
    return tuple(found)


def check(vault: Vault, ids: Sequence[str]) -> Checked:
    """Return what the checks find in the chosen records, by level; those explained carry their sentence."""
    wanted = set(ids)
    lines = {line.id: line for line in records_of.listing(vault) if line.id in wanted}
    found: list[FindingView] = []
    with vault.look() as session:
        for record in table.many(session, ids):
            found.extend(found_in(vault, session, record, deep=True))
    return Checked(
        lines=tuple(lines[one] for one in ids if one in lines),
        errors=tuple(finding for finding in found if finding.level == "E"),
        warnings=tuple(finding for finding in found if finding.level == "W"),
        hints=tuple(finding for finding in found if finding.level == "I"),
    )
