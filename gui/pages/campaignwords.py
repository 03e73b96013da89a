"""A campaign on its page, in words: how far each activity is, its deadlines on the time line, its groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.base.words import N_
from core.campaign.deadline import Anchor, read_deadline
from core.campaign.progress import Standing
from core.campaign.template import Activity, Binding, Measure, Per, Template
from core.records.catalogue import kinds
from gui.messages import _, fill, full_day, join, month_only, ngettext, words
from gui.messages import campaigns as say
from gui.pages.titles import subtype_name
from gui.widgets.chip import ChipData, Tone
from gui.widgets.marks import Standing as Mark
from gui.widgets.milestones import Milestone
from gui.widgets.phases import Phase

OWN = "self"
"""Origin of the school's own activities."""

GROUPS: Mapping[str, tuple[str, str]] = {
    "must": (N_("Must be done"), N_("The notice asks it of the school in so many words")),
    "follow": (N_("By example"), N_("Asked of the office; schools follow its example")),
    "optional": (N_("As one likes"), N_("Asked of the office only")),
    "receive": (N_("Done by the office"), N_("The school takes part or is looked at")),
    OWN: (N_("The school’s own"), N_("What the school adds by itself")),
}
"""Heading and note of each group of activities, in their order."""


def group_of(activity: Activity) -> str:
    """Return the group an activity stands in."""
    return OWN if activity.origin == OWN else activity.binding.value


def may_switch(activity: Activity) -> bool:
    """Tell whether the school may switch an activity; what must be done can only be switched on again."""
    return activity.binding is not Binding.MUST or activity.origin == OWN or not activity.enabled


def phases(template: Template) -> list[Phase]:
    """Return the phases with their depth."""
    parents = {phase.id: phase.parent for phase in template.phases}

    def depth(key: str) -> int:
        parent = parents.get(key)
        return depth(parent) + 1 if parent else 0

    return [Phase(phase.name, phase.start, phase.end, depth(phase.id)) for phase in template.phases]


def window_words(template: Template) -> str:
    """Return the campaign's days."""
    return f"{full_day(template.window.start)}—{full_day(template.window.end)}"


def kind_words(activity: Activity) -> str:
    """Return the kind of record an activity asks for: 夜学, 蹲点日记."""
    found = kinds().get(activity.kind)
    if found is None:
        return activity.kind
    return subtype_name(found, activity.subtype) or words(found.words)


def asks(activity: Activity, template: Template, *, today: date) -> str:
    """Say in one grey line what an activity asks: how often, until when, what comes of it, to whom it goes."""
    parts = [say.quota(activity.quota) if activity.quota and activity.quota.min else ""]
    if activity.deadline:
        parts.append(say.deadline(activity.deadline, template, today=today))
    before = [one.name for one in template.activities if one.id in activity.depends_on]
    if before:
        parts.append(fill(_("after {activities}"), {"activities": join(before)}))
    parts.append("、".join(activity.outputs))
    if activity.submit_to:
        parts.append(fill(_("to {office}"), {"office": activity.submit_to}))
    return " · ".join(part for part in parts if part)


# --- how far --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HowFar:
    """Where an activity stands now, and how many earlier periods lack something."""

    chip: ChipData
    earlier: int = 0
    per: Per = Per.CAMPAIGN

    def line(self) -> str:
        """Say what earlier periods lack; empty when nothing."""
        count = self.earlier
        if not count:
            return ""
        match self.per:
            case Per.MONTH:
                said = ngettext("{count} earlier month lacks some", "{count} earlier months lack some", count)
            case Per.QUARTER:
                said = ngettext("{count} earlier quarter lacks some", "{count} earlier quarters lack some", count)
            case _:
                said = ngettext("{count} earlier year lacks some", "{count} earlier years lack some", count)
        return said.format(count=count)


def how_far(standings: Iterable[Standing], *, today: date) -> HowFar | None:
    """Return how far one activity is, of its standings; None when nothing is counted, or nothing yet."""
    by_period: dict[date, list[Standing]] = {}
    for one in standings:
        by_period.setdefault(one.start, []).append(one)
    if not by_period:
        return None
    now = max(by_period)
    earlier = sum(any(one.missing for one in found) for start, found in by_period.items() if start != now)
    quota = by_period[now][0].activity.quota
    return HowFar(_chip(by_period[now], today=today), earlier, quota.per if quota else Per.CAMPAIGN)


def _chip(found: Sequence[Standing], *, today: date) -> ChipData:
    first = found[0]
    missing = any(one.missing for one in found)
    if not missing:
        icon, tone = "checkmark_circle", Tone.OK
    elif first.due_on < today:
        icon, tone = "calendar_error", Tone.WARN
    else:
        icon, tone = "circle_half_fill", Tone.HINT
    quota = first.activity.quota
    monthly = quota is not None and quota.per is Per.MONTH
    if first.person:
        told = {"done": sum(not one.missing for one in found), "due": len(found)}
        text = fill(_("{done} of {due} leaders"), told)
    else:
        text = fill(_unit(first), {"done": first.done, "due": first.due})
    return ChipData(f"{month_only(first.start.month)} {text}" if monthly else text, icon, tone)


def _unit(standing: Standing) -> str:
    quota = standing.activity.quota
    if quota is not None and quota.measure is Measure.HOURS:
        return _("{done} of {due} hours")
    if quota is not None and quota.measure is Measure.PEOPLE:
        return _("{done} of {due} people")
    return _("{done} of {due}")


def milestones(template: Template, standings: Sequence[Standing], *, today: date) -> list[Milestone]:
    """Return the deadlines of the activities that are on: their own day, or the end of the month under way.

    What was due before the notice came, and what nobody counts and is past, is left out.
    """
    found = []
    for activity in template.activities:
        deadline = read_deadline(activity.deadline) if activity.enabled and activity.deadline else None
        if deadline is None:
            continue
        mine = [one for one in standings if one.activity.id == activity.id and one.campaign == template.id]
        on = say.due_day(deadline, template)
        if on is None and deadline.anchor is Anchor.MONTH and mine:
            last = max(one.start for one in mine)
            mine = [one for one in mine if one.start == last]
            on = mine[0].due_on
        if on is None or (on < today and not mine):
            continue
        done = bool(mine) and not any(one.missing for one in mine)
        mark = Mark.HAPPENED if done else Mark.OVERDUE if on < today else Mark.DUE
        found.append(Milestone(activity.name, on, mark))
    return found


def for_activity(standings: Iterable[Standing], template: Template, activity: Activity) -> list[Standing]:
    """Return the standings of one activity."""
    return [one for one in standings if one.campaign == template.id and one.activity.id == activity.id]
