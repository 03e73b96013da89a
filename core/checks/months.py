"""Was a month left without its records? W10 none at all, Q01 fewer than the notice suggests."""

from collections.abc import Iterator, Sequence

from core.campaign.progress import Standing
from core.campaign.template import Binding, Per
from core.checks.context import Context
from core.checks.declared import RULES
from core.checks.finding import Finding, Level, found


def check_months(standings: Sequence[Standing], context: Context) -> tuple[Finding, ...]:
    """Return what is missing in months that have ended; the path is (id of the activity, month)."""
    return tuple(finding for finding in _all(standings, context) if not _left_out(finding, context))


def _all(standings: Sequence[Standing], context: Context) -> Iterator[Finding]:
    """Yield what is missing."""
    for standing in standings:
        activity, quota = standing.activity, standing.activity.quota
        if quota is None or quota.per is not Per.MONTH or activity.binding is not Binding.MUST:
            continue
        if standing.due_on >= context.today:
            continue
        path = (activity.id, standing.month)
        if standing.done == 0:
            yield found("", "W10.none_in_month", Level.WARNING, path, activity=activity.name, month=standing.month)
        elif standing.missing:
            yield found(
                "",
                "Q01.few_in_month",
                Level.HINT,
                path,
                activity=activity.name,
                month=standing.month,
                done=standing.done,
                due=standing.due,
            )


def _left_out(finding: Finding, context: Context) -> bool:
    """Tell whether the school muted it or the campaign switched it off."""
    if finding.level is Level.HINT and finding.rule in context.muted:
        return True
    off = context.campaign.checks_off if context.campaign else ()
    return finding.rule in off and RULES[finding.rule].campaign_may_switch
