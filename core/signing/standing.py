"""What a sound packet is worth at a desk: new, seen before, replaced, out of its order, from somewhere else.

The judge knows one file; this knows what the register knows. It only ever takes a verdict down, never up. Of several
doubts the gravest is told, so that a clerk who overrules one overrules no other that he may not.
"""

from dataclasses import dataclass, replace

from msgspec import UNSET

from core.base.errors import Particular
from core.records.packet import Document
from core.signing.identity import grouped
from core.signing.verdict import ACTIONS, Light, Reason, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the register says about a packet's surroundings."""

    school: str | None = None
    """Name of the school the signer's certificate was issued to; None when the register has no such certificate."""
    sha256: str = ""
    """Digest of the file that was taken in under the same id; empty when there is none."""
    replaced_school: str = ""
    """School of the packet that this one says it replaces; empty when that one never came."""
    replaced_state: str = ""
    replaced_by: str = ""
    """Title of the packet that has taken this one's place already."""
    journal: int = 0
    """Most entries that a packet of this school named which was signed before this one."""
    campaigns: frozenset[str] = frozenset()
    """What this desk collects; empty = everything."""


MAY_OVERRULE = frozenset(
    (
        Reason.REPLACES_UNKNOWN,
        Reason.REPLACES_SETTLED,
        Reason.JOURNAL_BACK,
        Reason.OTHER_CAMPAIGN,
        Reason.CLOCK,
    )
)
"""Doubts that a clerk may settle after asking the school: the signature itself is in order."""


def weigh(verdict: Verdict, known: Known) -> Verdict:
    """Return the verdict with what the register adds; what is neither green nor a doubt about clocks stays as it is."""
    document = verdict.data
    sound = verdict.light is Light.VALID or verdict.reason is Reason.CLOCK
    if not sound or document is None or document.type != "packet":
        return verdict
    rules = (same_file, in_the_register, of_this_county, in_its_chain, not_replaced, journal_grows, of_this_campaign)
    found = [answer for rule in rules if (answer := rule(verdict, document, known)) is not None]
    if verdict.reason is Reason.CLOCK:
        found = [answer for answer in found if _grave(answer) < _DOUBT]
    if not found:
        return verdict
    light, reason, particulars = min(found, key=_grave)
    return replace(verdict, light=light, reason=reason, particulars=particulars, action=ACTIONS[reason])


_KNOWN, _REFUSED, _FIRM, _DOUBT = range(4)


def _grave(answer: tuple[Light, Reason, dict[str, Particular]]) -> int:
    """Return the order in which answers are told; a file that was taken in before is past all doubt."""
    light, reason, _ = answer
    if light is Light.VALID:
        return _KNOWN
    if light is Light.INVALID:
        return _REFUSED
    return _DOUBT if reason in MAY_OVERRULE else _FIRM


Answer = tuple[Light, Reason, dict[str, Particular]] | None


def same_file(verdict: Verdict, document: Document, known: Known) -> Answer:
    """Know a file again; another file under the same id is a replay with changes."""
    if not known.sha256:
        return None
    if known.sha256 == verdict.sha256:
        return Light.VALID, Reason.TAKEN_BEFORE, {"title": document.title}
    return Light.INVALID, Reason.ID_TAKEN, {"title": document.title}


def in_the_register(verdict: Verdict, _document: Document, known: Known) -> Answer:
    """Ask for a certificate that this register issued: whoever has a stolen key of the authority can make others."""
    if known.school is not None or verdict.signer is None:
        return None
    signer = verdict.signer
    told: dict[str, Particular] = {"fingerprint": grouped(signer.fingerprint), "school": signer.school}
    return Light.UNDECIDED, Reason.SIGNER_NOT_REGISTERED, told | {"name": signer.name}


def of_this_county(_verdict: Verdict, document: Document, known: Known) -> Answer:
    """Ask for the school's name as the certificate was issued."""
    if known.school is None or known.school == document.school.name:
        return None
    return Light.INVALID, Reason.OTHER_SCHOOL, {"school": document.school.name, "known": known.school}


def in_its_chain(_verdict: Verdict, document: Document, known: Known) -> Answer:
    """Let a packet take only the place of one of its own school that was sent back or still lies there."""
    if document.replaces is UNSET:
        return None
    code = document.replaces.code
    if not known.replaced_school:
        return Light.UNDECIDED, Reason.REPLACES_UNKNOWN, {"code": code}
    if known.replaced_school != document.school.name:
        return Light.INVALID, Reason.REPLACES_OTHERS, {"code": code, "known": known.replaced_school}
    if known.replaced_state in ("received", "replaced"):
        return Light.UNDECIDED, Reason.REPLACES_SETTLED, {"code": code}
    return None


def not_replaced(_verdict: Verdict, document: Document, known: Known) -> Answer:
    """Refuse to take in a packet whose place another has taken already."""
    if not known.replaced_by:
        return None
    return Light.UNDECIDED, Reason.SUPERSEDED, {"title": document.title, "by": known.replaced_by}


def journal_grows(_verdict: Verdict, document: Document, known: Known) -> Answer:
    """Notice a school's journal that has become shorter: an older vault was put in place of the newer one."""
    entries = document.journal.entries if document.journal else 0
    if entries >= known.journal:
        return None
    return Light.UNDECIDED, Reason.JOURNAL_BACK, {"found": entries, "known": known.journal}


def of_this_campaign(_verdict: Verdict, document: Document, known: Known) -> Answer:
    """Notice a packet of a campaign that this desk doesn't collect."""
    ids = {campaign.id for campaign in document.campaigns}
    if not known.campaigns or not ids or ids & known.campaigns:
        return None
    return Light.UNDECIDED, Reason.OTHER_CAMPAIGN, {"title": document.campaigns[0].title}
