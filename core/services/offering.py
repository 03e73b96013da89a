"""Which kinds of record may be begun, those a campaign asks for first."""

from core.records.catalogue import kinds
from core.records.kind import Group, Place
from core.services.campaigns import in_force
from core.store.pinyin import initials
from core.store.vault import Vault
from core.views.offers import Offer


def offers(vault: Vault, place: Place | None = None) -> tuple[Offer, ...]:
    """Return the kinds of a place of the rail, or all of them, by their groups.

    Within a group stand first those that an activity under way asks for, last those whose activities the school has
    switched off.
    """
    with vault.look() as session:
        activities = [activity for campaign in in_force(session) for activity in campaign.activities]
    found = []
    for kind in kinds().values():
        if place is not None and kind.place is not place:
            continue
        mine = [activity for activity in activities if activity.kind == kind.key]
        asked = tuple(dict.fromkeys(activity.name for activity in mine if activity.enabled))
        found.append(
            Offer(
                kind=kind,
                initials=initials(kind.words.zh),
                activities=asked,
                off=bool(mine) and not asked,
            )
        )
    return tuple(sorted(found, key=lambda offer: (_GROUPS.index(offer.kind.group), _rank(offer))))


_GROUPS = list(Group)


def _rank(offer: Offer) -> int:
    """Return where an offer stands in its group."""
    return 0 if offer.activities else 2 if offer.off else 1
