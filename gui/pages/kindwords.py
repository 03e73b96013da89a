"""How pages show kinds of record: their icons, the headings of their groups, and the menu that offers them."""

from collections.abc import Iterable
from typing import assert_never

from core.records.kind import Group, Kind, Place, Privacy
from core.views.offers import Offer
from gui.messages import _, chinese, join, pgettext, words
from gui.widgets.kindlist import KindEntry, KindGroup

PLACE_ICONS = {
    Place.STUDY: "book_open",
    Place.RESEARCH: "notebook",
    Place.RECTIFICATION: "clipboard_task",
    Place.ACTIVITIES: "flag",
}

GROUP_ICONS = {
    Group.ORGANISATION: "organization",
    Group.STUDY: "book_open",
    Group.RESEARCH: "notebook",
    Group.PEOPLE: "people_community",
    Group.MEETINGS: "people_team",
    Group.CHECKS: "clipboard_search",
    Group.RECTIFICATION: "clipboard_task",
    Group.REPORTS: "document_text",
    Group.DAILY: "calendar_ltr",
    Group.OWN: "flag",
}

KIND_ICONS = {
    "breakthrough": "target",
    "dispute_month": "clipboard_edit",
    "forum": "chat_multiple",
    "info_report": "megaphone",
    "leave": "calendar_person",
    "pledge": "handshake",
    "proposal": "lightbulb",
    "publication": "news",
    "research_report": "document_text",
    "survey": "clipboard_data_bar",
    "task": "checkmark_circle",
}
"""Kinds that are told apart from the others of their group at a glance."""

LOCKED = "lock_closed"


def kind_icon(kind: Kind) -> str:
    """Return the icon of a kind: its own, a lock for what is locked away, else that of its group."""
    if kind.privacy is Privacy.SEALED:
        return LOCKED
    return KIND_ICONS.get(kind.key, GROUP_ICONS[kind.group])


def group_name(group: Group) -> str:
    """Return the heading of a group of kinds."""
    match group:
        case Group.ORGANISATION:
            return _("Organisation")
        case Group.STUDY:
            return _("Study")
        case Group.RESEARCH:
            return _("Research and hearing views")
        case Group.PEOPLE:
            return _("People and their concerns")
        case Group.MEETINGS:
            return _("Meetings")
        case Group.CHECKS:
            return _("Checks and surveys")
        case Group.RECTIFICATION:
            return _("Setting right and publishing")
        case Group.REPORTS:
            return _("Reports")
        case Group.DAILY:
            return pgettext("kinds", "Every day")
        case Group.OWN:
            return _("Of this campaign")
        case _:
            assert_never(group)


def in_order(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """Return kinds by their groups."""
    groups = list(Group)
    return tuple(sorted(kinds, key=lambda kind: groups.index(kind.group)))


def kind_groups(offers: Iterable[Offer]) -> list[KindGroup]:
    """Return what a menu of these kinds shows: a heading for each group, and the activities that ask for a kind."""
    groups: dict[Group, list[KindEntry]] = {}
    for offer in offers:
        groups.setdefault(offer.kind.group, []).append(_entry(offer))
    return [KindGroup(group_name(group), tuple(entries)) for group, entries in groups.items()]


def _entry(offer: Offer) -> KindEntry:
    """Return one line of the menu."""
    name = offer.kind.words
    named = [activity for activity in offer.activities if activity != name.zh]
    line = _("Switched off for this school") if offer.off else join(named)
    other = name.en if chinese() else name.zh
    return KindEntry(offer.kind.key, words(name), line, kind_icon(offer.kind), offer.initials, other)
