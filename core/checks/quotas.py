"""How far has the school come? W10 and Q01–Q07: what a campaign asks for so many times, hours or people.

Nothing is asked before its time is over, but for leaders where the roster has none. Only W10 and Q04 are warnings, for
the notice asks for those in so many words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.base.errors import Particular
from core.campaign.progress import Standing
from core.campaign.template import Binding, Measure, Per, Quota, Scope
from core.checks.context import Context
from core.checks.declared import RULES
from core.checks.finding import Finding, Level, Path, found


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At how many of the year's meetings a leader was present (Q07)."""

    person: str
    """Id."""
    expected: int
    """Meetings to which the person was expected."""
    present: int


def check_quotas(standings: Sequence[Standing], context: Context, *, rates: Sequence[Rate] = ()) -> tuple[Finding, ...]:
    """Return what is missing in periods that are over (W10, Q01–Q06), and leaders who were seldom present (Q07).

    The path is (activity as records name it, "campaign/activity"; month or person); the activity is empty for Q07, the
    month where a roster without leaders is meant.
    Of `rates` those of the leadership team are given. Left out is what the activity's own campaign switched off and,
    of hints, what the school doesn't want to see.
    """
    switched = {campaign.id: frozenset(campaign.checks_off) for campaign in context.campaigns}
    told = [
        finding
        for standing in _once_without_leaders(standings)
        for finding in _of_standing(standing, context)
        if not (finding.rule in switched.get(standing.campaign, ()) and RULES[finding.rule].campaign_may_switch)
    ]
    if not context.is_off("Q07"):
        told.extend(_of_rates(rates, context))
    return tuple(one for one in told if one.level is not Level.HINT or one.rule not in context.muted)


def _lacks_leaders(standing: Standing) -> bool:
    """Tell whether a quota that each leader has is nobody's, because the roster has no leaders."""
    quota = standing.activity.quota
    return quota is not None and quota.scope is Scope.EACH_LEADER and not standing.person


def _once_without_leaders(standings: Sequence[Standing]) -> Iterator[Standing]:
    """Yield the standings; of an activity for which there are no leaders only the first, for the roster is one."""
    seen: set[tuple[str, str]] = set()
    for standing in standings:
        key = (standing.campaign, standing.activity.id)
        if not _lacks_leaders(standing) or key not in seen:
            yield standing
        seen.add(key)


def _of_standing(standing: Standing, context: Context) -> Iterator[Finding]:
    """Yield what one activity lacks in one period that is over."""
    quota = standing.activity.quota
    if quota is None:
        return
    if _lacks_leaders(standing):
        path: Path = (f"{standing.campaign}/{standing.activity.id}", "")
        yield found("", "Q03.no_leaders", Level.HINT, path, activity=standing.activity.name)
        return
    if standing.due_on >= context.today:
        return
    if standing.activity.submit_to is not None:
        yield from _handed_in(standing, quota, context)
    elif standing.missing:
        missed = _missed(standing, quota, context)
        if missed:
            yield missed


def _missed(standing: Standing, quota: Quota, context: Context) -> Finding | None:
    """Return what a quota that was not reached amounts to; None for one that no rule speaks of."""
    if quota.measure is Measure.SCREENING:  # neither a record nor the word that there was none
        name = standing.activity.name
        return _missing("Q06.no_screening", Level.HINT, standing, activity=name, month=standing.month)
    told: dict[str, Particular] = {
        "activity": standing.activity.name,
        "done": standing.done,
        "due": standing.due,
    }
    if standing.person:
        told["person"] = context.name(standing.person)
    if quota.measure is Measure.HOURS:
        return _missing("Q02.hours_of_person" if standing.person else "Q02.hours", Level.HINT, standing, **told)
    if standing.person:
        return _missing("Q03.no_lesson", Level.HINT, standing, **told)
    return _missing_times(standing, quota, told)


def _missing_times(standing: Standing, quota: Quota, told: dict[str, Particular]) -> Finding | None:
    """Return a month without a record of its own (W10), or a month or quarter with fewer than suggested (Q01)."""
    if quota.per is Per.QUARTER:
        quarter = (standing.start.month + 2) // 3
        return _missing("Q01.few_in_quarter", Level.HINT, standing, year=standing.start.year, quarter=quarter, **told)
    if quota.per is not Per.MONTH:
        return None
    month = standing.month
    if standing.done == 0 and standing.activity.binding is Binding.MUST:
        return _missing("W10.none_in_month", Level.WARNING, standing, activity=standing.activity.name, month=month)
    return _missing("Q01.few_in_month", Level.HINT, standing, month=month, **told)


def _handed_in(standing: Standing, quota: Quota, context: Context) -> Iterator[Finding]:
    """Find a paper that was to be handed in and was not (Q04), and a monthly one after some days of grace (Q05)."""
    if standing.handed_in:
        return
    told = {
        "activity": standing.activity.name,
        "to": standing.activity.submit_to or "",
        "due_on": standing.due_on.isoformat(),
    }
    if quota.per is not Per.MONTH:
        yield _missing("Q04.not_handed_in", Level.WARNING, standing, **told)
    elif (context.today - standing.due_on).days > context.thresholds.report_grace_days:
        yield _missing("Q05.not_handed_in", Level.HINT, standing, month=standing.month, **told)


def _of_rates(rates: Sequence[Rate], context: Context) -> Iterator[Finding]:
    """Find leaders who were present at fewer of the year's meetings than the threshold says (Q07)."""
    least = context.thresholds.attendance_least
    for rate in rates:
        if rate.expected and rate.present < least * rate.expected:
            yield found(
                "",
                "Q07.seldom_present",
                Level.HINT,
                ("", rate.person),
                person=context.name(rate.person),
                present=rate.present,
                expected=rate.expected,
                percent=rate.present * 100 // rate.expected,
                least=round(least * 100),
            )


def _missing(name: str, level: Level, standing: Standing, **told: Particular) -> Finding:
    """Return a finding about an activity in a period."""
    path: Path = (f"{standing.campaign}/{standing.activity.id}", standing.person or standing.month)
    return found("", name, level, path, **told)
