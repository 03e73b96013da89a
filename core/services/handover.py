"""The school's hand-over log: what was carried where, and the slip to print that goes along with a stick."""

from collections.abc import Sequence

import msgspec

from core.store import journal, people
from core.store.journal import What
from core.store.vault import Vault
from core.views.handover import Handed, Slip


def listing(vault: Vault) -> tuple[Handed, ...]:
    """Return what was handed over, packets and enrolment forms, newest first."""
    with vault.look() as session:
        entries = journal.telling(session, What.PACKET_CARRIED, What.ENROLMENT_CARRIED)
    return tuple(msgspec.convert(entry.body["handed"], Handed) for entry in entries)


def slip_pdf(vault: Vault, lines: Sequence[Handed]) -> bytes:
    """Return the slip for these files as PDF. Raises MissingGlyph."""
    from core.documents import handover  # ReportLab loads when the first page is made

    with vault.look() as session:
        giver = people.get_school(session).name
    return handover.slip_pdf(Slip(giver=giver, lines=tuple(lines), made_at=vault.clock.now()))
