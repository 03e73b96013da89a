"""The campaigns a school takes part in: taking one up, what the school sets about it, and which count for a record."""

import functools
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from core.base.canonical import digest, encode
from core.base.errors import ActivityMissing, CampaignMissing, CampaignOlder
from core.campaign.deadline import read_deadline
from core.campaign.difference import compare
from core.campaign.own_kinds import refuse_clashing
from core.campaign.reader import PRESET, load_campaign, preset, presets, read_campaign
from core.campaign.template import Activity, Template
from core.records import catalogue
from core.records.content import Record
from core.store import campaigns as shelf
from core.store import journal, people, records, settings
from core.store.campaigns import Kept
from core.store.engine import Session
from core.store.journal import What
from core.store.vault import Vault
from core.views.campaigns import CampaignView, Offered

__all__ = ["PRESET", "Offered", "in_force", "presets"]

CAMPAIGN = "campaign"
"""Setting in which vaults of schema 1 held the name of their one campaign."""

DERIVED = 2
"""Raised when what is drawn from the records changes; a vault with a lower number has it drawn anew at opening."""

OWN = "Z"
"""Letter with which the ids of the school's own activities begin."""


# --- reading --------------------------------------------------------------------------------------


def in_force(session: Session) -> tuple[Template, ...]:
    """Return the campaigns under way as the school has set them, in the order in which they were taken up."""
    return tuple(_effective(session, kept) for kept in shelf.listing(session) if kept.active)


def judging(session: Session, record: Record, now: tuple[Template, ...] | None = None) -> tuple[Template, ...]:
    """Return the campaigns a record is judged by: those in force (`now`), or the editions of when it was finished."""
    if record.finished_at is None or not record.templates:
        return in_force(session) if now is None else now
    kept_before: dict[tuple[str, ...], tuple[Template, ...]] = session.info.setdefault("judging", {})
    if record.templates not in kept_before:
        kept_before[record.templates] = _judging(session, record)
    return kept_before[record.templates]


def _judging(session: Session, record: Record) -> tuple[Template, ...]:
    """Return the editions a finished record names."""
    known = {kept.id: kept for kept in shelf.listing(session)}
    found = []
    for edition in record.templates:
        campaign, _, told = edition.partition("@")
        if campaign in known:
            found.append(_effective(session, known[campaign], edition=told))
    return tuple(found)


def ever_taken(session: Session) -> tuple[Template, ...]:
    """Return every edition that was ever taken, as it came: what was finished under one is still judged by it."""
    return tuple(map(_read, shelf.editions(session).values()))


def editions(session: Session) -> tuple[str, ...]:
    """Return how a record that is finished now names the editions in force: "campaign@digest"."""
    return tuple(f"{kept.id}@{kept.digest}" for kept in shelf.listing(session) if kept.active)


def current(vault: Vault) -> tuple[Template, ...]:
    """Return the campaigns under way."""
    with vault.look() as session:
        return in_force(session)


def listing(vault: Vault) -> tuple[CampaignView, ...]:
    """Return every campaign the school has taken up, those that are over too."""
    with vault.look() as session:
        return tuple(
            CampaignView(template=_effective(session, kept), active=kept.active, received_on=kept.received_on)
            for kept in shelf.listing(session)
        )


# --- taking one up --------------------------------------------------------------------------------


def look_at(vault: Vault, path: Path) -> Offered:
    """Read a template from a file and tell what taking it would change; nothing is written.

    Raises CampaignRefused (also where its kinds stand against those of earlier editions or of other campaigns),
    NewerCampaign, FileMissing, FileUnreadable, and CampaignOlder where a newer edition was taken already.
    """
    return _offer(vault, load_campaign(path))


def look_at_template(vault: Vault, template: Template) -> Offered:
    """Do the same with a template that was laid out from a skeleton. Raises CampaignRefused, CampaignOlder."""
    return _offer(vault, template)


def take(vault: Vault, template: Template, *, received_on: date | None = None) -> None:
    """Take a campaign up, or a newer edition of it; what the school has set about it stays.

    Raises CampaignRefused, CampaignOlder. Done twice it changes nothing.
    """
    template = read_campaign(encode(template))  # whatever it was built from, only what can be read again is kept
    with vault.work() as session:
        add(session, template, received_on=received_on, vault=vault)
    settle_kinds(vault)


def add(session: Session, template: Template, *, vault: Vault, received_on: date | None = None) -> None:
    """Take a campaign up inside a transaction that is open already."""
    content, told = encode(template).decode(), _digest(template)
    before = shelf.get(session, template.id)
    if before:
        _refuse_older(template, _edition(session, before.id, before.digest))
    refuse_clashing(template, ever_taken(session))
    now = vault.clock.now().replace(microsecond=0)
    shelf.add_edition(session, template.id, told, content, at=now)
    day = received_on or (before.received_on if before else None) or template.issuer.received_on
    kept = Kept(
        id=template.id,
        digest=told,
        active=True,
        received_on=day,
        switched=before.switched if before else {},
        own=before.own if before else (),
    )
    if kept != before:
        shelf.put(session, kept)
        body = {"campaign": template.id, "edition": template.edition, "sha256": told}
        _tell(vault, session, What.CAMPAIGN_TAKEN, body)


def finish(vault: Vault, campaign: str, *, active: bool = False) -> None:
    """Call a campaign over, or take it up again; its records stay. Raises CampaignMissing."""
    _change(vault, campaign, {"active": active})


# --- what the school sets -------------------------------------------------------------------------


def receive(vault: Vault, campaign: str, day: date | None) -> None:
    """Say on which day the notice reached the school; what was due before is not called late (D§1.1).

    Raises CampaignMissing.
    """
    _change(vault, campaign, {"received_on": day})


def switch(vault: Vault, campaign: str, activity: str, *, on: bool) -> None:
    """Switch an activity on or off for this school. Raises CampaignMissing, ActivityMissing."""
    with vault.look() as session:
        kept = _kept(session, campaign)
        _activity(_effective(session, kept), activity)
    _change(vault, campaign, {"switched": {**kept.switched, activity: on}})


def save_own(vault: Vault, campaign: str, activity: Activity) -> Activity:
    """Add one of the school's own activities (自选动作; empty id), or change it; the template stays untouched.

    Raises CampaignMissing, CampaignRefused (with the path inside the activity) when it contradicts itself.
    """
    with vault.look() as session:
        kept = _kept(session, campaign)
        source = _edition(session, kept.id, kept.digest)
    own = {str(one["id"]): one for one in kept.own}
    numbers = [int(key[len(OWN) :]) for key in own if key[len(OWN) :].isdigit()]
    key = activity.id or f"{OWN}{max(numbers, default=0) + 1:02d}"
    activity = msgspec.structs.replace(activity, id=key, origin="self")
    own[key] = msgspec.to_builtins(activity)
    # The reader refuses the whole when the new part does not fit into it.
    parts = (activity if one.id == key else one for one in _fitted(source, _own(own.values())))
    whole = msgspec.structs.replace(source, activities=(*source.activities, *parts))
    read_campaign(encode(whole))
    _change(vault, campaign, {"own": tuple(own.values())})
    return activity


def drop_own(vault: Vault, campaign: str, activity: str) -> None:
    """Take one of the school's own activities away; records entered for it stay. Raises CampaignMissing."""
    with vault.look() as session:
        kept = _kept(session, campaign)
    _change(vault, campaign, {"own": tuple(one for one in kept.own if one["id"] != activity)})


# --- opening a vault ------------------------------------------------------------------------------


def settle(vault: Vault) -> None:
    """Bring what depends on the campaigns up to date, when a vault was opened.

    Makes the kinds they brought known, takes the one campaign of an older vault up, and draws what was drawn from
    the records by an older program anew.
    """
    settle_kinds(vault)
    with vault.look() as session:
        name = str(settings.get(session, CAMPAIGN) or "")
        legacy = bool(name) and not shelf.listing(session)
        stale = int(settings.get(session, "derived", 0) or 0) < DERIVED
    if not legacy and not stale:
        return
    with vault.work() as session:
        if legacy:
            add(session, preset(name), vault=vault)
        if stale:
            records.rebuild(session, names=vault.names(session))
            settings.put(session, "derived", DERIVED)
    settle_kinds(vault)


def settle_kinds(vault: Vault) -> None:
    """Make the kinds of all editions ever taken known, so that old records can be read."""
    with vault.look() as session:
        found = [kind for template in ever_taken(session) for kind in template.kinds]
    catalogue.bring(found)


# --- inside ---------------------------------------------------------------------------------------


def _digest(template: Template) -> str:
    """Return an edition's digest: 16 hex digits name it well enough within one vault."""
    return digest(encode(template))[:16]


@functools.lru_cache(maxsize=64)
def _read(content: str) -> Template:
    """Read a kept edition; it was checked when it was taken."""
    return msgspec.json.decode(content, type=Template)


def _edition(session: Session, campaign: str, told: str) -> Template:
    """Return one edition of a campaign as it was taken."""
    return _read(shelf.edition(session, campaign, told))


def _effective(session: Session, kept: Kept, *, edition: str = "") -> Template:
    """Return a campaign's edition with what the school has set laid over it."""
    content = shelf.edition(session, kept.id, edition or kept.digest)
    return _lay_over(
        content,
        kept.received_on,
        tuple(sorted(kept.switched.items())),
        encode(list(kept.own)).decode(),
    )


@functools.lru_cache(maxsize=64)
def _lay_over(content: str, received_on: date | None, switched: tuple[tuple[str, bool], ...], own: str) -> Template:
    """Lay what the school has set over an edition; the same answer for the same question, for it is asked often."""
    source, on = _read(content), dict(switched)
    activities = tuple(
        msgspec.structs.replace(activity, enabled=on.get(activity.id, activity.enabled))
        for activity in (*source.activities, *_fitted(source, _own(msgspec.json.decode(own))))
    )
    issuer = msgspec.structs.replace(source.issuer, received_on=received_on)
    return msgspec.structs.replace(source, activities=activities, issuer=issuer)


def _own(raw: Iterable[Any]) -> tuple[Activity, ...]:
    """Return the school's own activities out of their JSON."""
    return tuple(msgspec.convert(one, Activity) for one in raw)


def _fitted(source: Template, own: tuple[Activity, ...]) -> Iterator[Activity]:
    """Yield the school's own activities as an edition can bear them.

    They were checked against the edition of their day; another may not have the phase they hang on, nor what they wait
    for. Without it they go on, over the whole campaign.
    """
    phases = {phase.id for phase in source.phases}
    known = {activity.id for activity in (*source.activities, *own)}
    for activity in own:
        deadline = read_deadline(activity.deadline) if activity.deadline else None
        yield msgspec.structs.replace(
            activity,
            phase=activity.phase if activity.phase in phases else None,
            deadline=None if deadline and deadline.phase and deadline.phase not in phases else activity.deadline,
            depends_on=tuple(one for one in activity.depends_on if one in known),
        )


def _offer(vault: Vault, template: Template) -> Offered:
    """Compare a template with what is in force and what is kept."""
    with vault.look() as session:
        kept = shelf.get(session, template.id)
        before = _edition(session, kept.id, kept.digest) if kept else None
        if before:
            _refuse_older(template, before)
        refuse_clashing(template, ever_taken(session))
    return Offered(
        template=template,
        known=before is not None,
        received_on=kept.received_on if kept else None,
        differences=compare(before, template) if before else (),
    )


def _refuse_older(template: Template, before: Template) -> None:
    """Refuse an edition that is older than the one in force."""
    if template.edition < before.edition:
        raise CampaignOlder(title=template.title, edition=template.edition, found=before.edition)


def _kept(session: Session, campaign: str) -> Kept:
    """Return what the vault keeps of a campaign."""
    kept = shelf.get(session, campaign)
    if kept is None:
        raise CampaignMissing(campaign=campaign)
    return kept


def _activity(template: Template, activity: str) -> Activity:
    """Return one activity of a campaign."""
    try:
        return template.activity(activity)
    except KeyError:
        raise ActivityMissing(campaign=template.title, activity=activity) from None


def _change(vault: Vault, campaign: str, changes: dict[str, Any]) -> None:
    """Change what is kept of a campaign, and note it."""
    with vault.work() as session:
        before = _kept(session, campaign)
        told = {name: getattr(before, name) for name in Kept.__dataclass_fields__}
        after = Kept(**{**told, **changes})
        if after == before:
            return
        shelf.put(session, after)
        _tell(vault, session, What.CAMPAIGN_CHANGED, {"campaign": campaign, "changed": sorted(changes)})


def _tell(vault: Vault, session: Session, what: What, body: dict[str, Any]) -> None:
    """Note in the journal what was done about a campaign."""
    journal.append(session, what, at=vault.clock.now(), by=people.get_school(session).principal, body=body)
