"""Several campaigns at once: one set of thresholds, one list of repealed documents, the activities of a record."""

from collections.abc import Iterator, Sequence

from core.campaign.template import Activity, Repealed, Template, Thresholds
from core.records.content import Record
from core.records.kind import Kind


def strictest(campaigns: tuple[Template, ...]) -> Thresholds:
    """Return the strictest of all thresholds; those of the program when there is no campaign."""
    last = _LAST.get(0)
    if last is None or last[0] is not campaigns:  # asked for again and again while records are judged
        last = _LAST[0] = (campaigns, _strictest(campaigns))
    return last[1]


_MOST = 16
"""Campaigns of which it is remembered who asks for what."""

_LAST: dict[int, tuple[tuple[Template, ...], Thresholds]] = {}
"""The last question and its answer."""


def _strictest(campaigns: tuple[Template, ...]) -> Thresholds:
    """Work the strictest thresholds out."""
    if not campaigns:
        return Thresholds()
    all_of = [campaign.thresholds for campaign in campaigns]
    shortest: dict[str, int] = {}
    for one in all_of:
        for kind, least in one.body_min_chars.items():
            shortest[kind] = max(least, shortest.get(kind, 0))
    return Thresholds(
        body_min_chars=shortest,
        similarity_warn=min(one.similarity_warn for one in all_of),
        similarity_note=min(one.similarity_note for one in all_of),
        late_entry_days=min(one.late_entry_days for one in all_of),
        publication_min_days=max(one.publication_min_days for one in all_of),
        photo_required=any(one.photo_required for one in all_of),
        similarity_criticism=min(one.similarity_criticism for one in all_of),
        similarity_measures=min(one.similarity_measures for one in all_of),
        relay_days=min(one.relay_days for one in all_of),
        report_grace_days=min(one.report_grace_days for one in all_of),
        attendance_least=max(one.attendance_least for one in all_of),
        criticism_report_days=min(one.criticism_report_days for one in all_of),
        batch_records=min(one.batch_records for one in all_of),
        batch_span_days=min(one.batch_span_days for one in all_of),
    )


def repealed(campaigns: Sequence[Template]) -> tuple[Repealed, ...]:
    """Return the documents any of the campaigns calls repealed, each once."""
    return tuple(dict.fromkeys(document for campaign in campaigns for document in campaign.repealed_documents))


def activities_for(campaigns: Sequence[Template], kind: Kind, record: Record) -> Iterator[tuple[Template, Activity]]:
    """Yield the activities a record counts for: those it was entered for, else those that ask for its kind.

    In a campaign none of whose activities it names it counts by its kind and subtype.
    """
    subtype = str(record.values.get(kind.subtype) or "") if kind.subtype else ""
    for campaign in campaigns:
        named = campaign.own_refs(record.activities)
        if named:
            yield from ((campaign, activity) for activity in campaign.activities if activity.id in named)
        else:
            yield from ((campaign, activity) for activity in _activities_of(campaign, kind.key, subtype))


_ASKING: dict[int, tuple[Template, dict[tuple[str, str], tuple[Activity, ...]]]] = {}
# By identity, for the hash of a campaign would walk all of it; the campaign is kept too, so that its id stays its own.


def _activities_of(campaign: Template, kind: str, subtype: str) -> tuple[Activity, ...]:
    """Return the activities that ask for a kind and subtype; asked several times of every record."""
    if id(campaign) not in _ASKING and len(_ASKING) >= _MOST:
        _ASKING.clear()
    _, known = _ASKING.setdefault(id(campaign), (campaign, {}))
    if (kind, subtype) not in known:
        known[kind, subtype] = campaign.activities_of(kind, subtype)
    return known[kind, subtype]
