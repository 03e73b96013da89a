"""The inspection view: what agrees, what does not, what is not there (D§3.4 迎检模式); facts only, no scores.

Of records that are not public it tells kind and number only (D§2.7); those that are locked away are left out (D§2.10).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from core.base.clock import today
from core.campaign.progress import Standing
from core.campaign.template import Activity, Per, Template
from core.checks.finding import Finding, Level
from core.records.catalogue import find_kind
from core.records.kind import Privacy
from core.services import checkup
from core.services.campaigns import in_force
from core.services.checkup import Checked
from core.store import records as shelf
from core.store.records import Line
from core.store.vault import Vault
from core.views.inspection import Fact, FactKind, Inspection

ABSENT = frozenset(
    {
        "W03.no_makeup",
        "W07.no_sign_in_sheet",
        "W08.no_photo",
        "E10.not_published",
        "E11",
        "E12",
        "E13",
        "W12.none_unsaid",
    }
)
"""Findings (or whole rules) that say that something is not there, not that something contradicts itself."""

OLD_DRAFT = 7
"""Days after which a draft that was never finished is told."""


def look(vault: Vault) -> Inspection:
    """Return the three columns as they stand today; one read."""
    day = today(vault.clock)
    with vault.look() as session:
        checked = checkup.look_within(vault, session)
        campaigns = in_force(session)
        lines = {line.id: line for line in shelf.lines(session, shelf.Filter()) if line.privacy != Privacy.SEALED}
    told = _Told(campaigns)
    standings = tuple(one for one in checked.standings if not _is_sealed(one.activity))
    differs, absent, clean = _by_record(checked, lines, told)
    lacking = tuple(_lacking(standings, day))
    said = {(f"{one.campaign}/{one.activity.id}", one.month) for one in lacking}
    return Inspection(
        today=day,
        agrees=(*_kept(standings), *_clean(clean, told)),
        differs=tuple(differs),
        missing=(
            *map(_of_standing, lacking),
            *_school((one for one in checked.school if one.path not in said), told),
            *absent,
            *_drafts(lines.values(), told, day),
        ),
        judged=checked.judged,
    )


class _Told:
    """Knows the sentence of the notice behind a kind, and behind an activity."""

    def __init__(self, campaigns: Iterable[Template]) -> None:
        self.campaigns = tuple(campaigns)
        self._by_kind: dict[tuple[str, str], Activity | None] = {}

    def of(self, kind: str, subtype: str) -> Activity | None:
        """Return the activity that asks for records of a kind and subtype."""
        if (kind, subtype) not in self._by_kind:
            found = (one for campaign in self.campaigns for one in campaign.activities_of(kind, subtype))
            self._by_kind[kind, subtype] = next(found, None)
        return self._by_kind[kind, subtype]

    def by_ref(self, ref: str) -> Activity | None:
        """Return an activity by "campaign/activity"."""
        campaign, _, key = ref.partition("/")
        for one in self.campaigns:
            if one.id == campaign:
                return next((activity for activity in one.activities if activity.id == key), None)
        return None


def _by_record(
    checked: Checked, lines: Mapping[str, Line], told: _Told
) -> tuple[list[Fact], list[Fact], dict[tuple[str, str], int]]:
    """Return rows of records that don't agree, rows of what they lack, and how many others each activity has."""
    differs: list[Fact] = []
    absent: list[Fact] = []
    clean: dict[tuple[str, str], int] = defaultdict(int)
    for record, findings in checked.records.items():
        line = lines.get(record)
        if line is None or not line.number or line.state == "void":
            continue
        answered = checked.explained.get(record, frozenset())
        grave = [one for at, one in enumerate(findings) if _weighs(one) and at not in answered and not _is_absent(one)]
        lacks = [one for one in findings if _is_absent(one)]
        if grave:
            differs.append(_fact(line, grave, told))
        if lacks:
            absent.append(_fact(line, lacks, told))
        if not grave and not lacks:
            clean[line.kind, line.subtype if _is_open(line) else ""] += 1
    for rows in (differs, absent):
        rows.sort(key=lambda fact: ("EWI".index(fact.level), -(fact.dated or date.min).toordinal()))
    return differs, absent, clean


def _is_open(line: Line) -> bool:
    """Tell whether whoever looks in may know what a record is about."""
    return line.privacy == Privacy.ORDINARY


def _is_sealed(activity: Activity) -> bool:
    """Tell whether records of an activity are locked away."""
    return find_kind(activity.kind).privacy is Privacy.SEALED


def _weighs(finding: Finding) -> bool:
    """Tell whether an inspection would ask about it."""
    return finding.level in {Level.ERROR, Level.WARNING}


def _is_absent(finding: Finding) -> bool:
    """Tell whether a finding says that something is not there."""
    return finding.name in ABSENT or finding.rule in ABSENT


def _fact(line: Line, findings: list[Finding], told: _Told) -> Fact:
    """Return the row of a record with its gravest finding; one about a private name would tell that name (H03)."""
    first, activity = findings[0], told.of(line.kind, line.subtype)
    if not _is_open(line) or any(one.rule == "H03" for one in findings):
        return Fact(
            key=f"record:{line.id}:{first.rule}",
            what=FactKind.FINDING,
            number=line.number,
            kind=line.kind,
            record=line.id,
            path=first.path,
            level=first.level,
            withheld=True,
        )
    return Fact(
        key=f"record:{line.id}:{first.rule}",
        what=FactKind.FINDING,
        heading=line.heading,
        number=line.number,
        dated=line.dated,
        kind=line.kind,
        subtype=line.subtype,
        record=line.id,
        path=first.path,
        rule=first.rule,
        code=first.code,
        level=first.level,
        particulars=first.particulars,
        more=len(findings) - 1,
        quote=activity.source_quote if activity else "",
        source=activity.name if activity else "",
    )


def _kept(standings: Iterable[Standing]) -> Iterator[Fact]:
    """Yield the quotas that are met; those of each leader go by what is still missing only."""
    for standing in standings:
        if not standing.missing and not standing.person:
            yield _of_standing(standing)


def _lacking(standings: Iterable[Standing], day: date) -> Iterator[Standing]:
    """Yield the quotas of which something is missing, once their time is over; leaders are named one by one (Q03)."""
    for standing in standings:
        if standing.missing and not standing.person and standing.due_on < day:
            yield standing


def _of_standing(standing: Standing) -> Fact:
    """Return the row of an activity in a period."""
    activity, quota = standing.activity, standing.activity.quota
    return Fact(
        key=f"activity:{standing.campaign}/{activity.id}:{standing.start.isoformat()}",
        what=FactKind.ACTIVITY,
        heading=activity.name,
        period=_period(standing),
        dated=standing.due_on,
        kind=activity.kind,
        subtype=activity.subtype,
        particulars={
            "done": standing.done,
            "due": standing.due,
            "late": standing.late,
            "measure": quota.measure.value if quota else "",
        },
        quote=activity.source_quote,
        source=activity.name,
    )


def _period(standing: Standing) -> str:
    """Return the period of a standing as it is told."""
    quota = standing.activity.quota
    if quota is None or quota.per is Per.CAMPAIGN:
        return ""
    if quota.per is Per.MONTH:
        return standing.month
    if quota.per is Per.QUARTER:
        return f"{standing.start.year}-Q{(standing.start.month + 2) // 3}"
    return str(standing.start.year)


def _clean(counts: Mapping[tuple[str, str], int], told: _Told) -> Iterator[Fact]:
    """Yield how many records of each activity agree in everything."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (kind, subtype), count in sorted(counts.items()):  # an activity may ask for every subtype of its kind
        activity = told.of(kind, subtype)
        found[kind, activity.subtype if activity else subtype] += count
    for (kind, subtype), count in found.items():
        activity = told.of(kind, subtype)
        yield Fact(
            key=f"records:{kind}:{subtype}",
            what=FactKind.RECORDS,
            heading=activity.name if activity else "",
            kind=kind,
            subtype=subtype,
            particulars={"count": count},
            quote=activity.source_quote if activity else "",
            source=activity.name if activity else "",
        )


def _school(findings: Iterable[Finding], told: _Told) -> Iterator[Fact]:
    """Yield what is found about months and people."""
    for finding in findings:
        activity = told.by_ref(str(finding.path[0])) if finding.path else None
        if activity and _is_sealed(activity):
            continue
        yield Fact(
            key=f"school:{finding.rule}:{'.'.join(map(str, finding.path))}",
            what=FactKind.SCHOOL,
            heading=activity.name if activity else "",
            kind=activity.kind if activity else "",
            subtype=activity.subtype if activity else "",
            path=finding.path,
            rule=finding.rule,
            code=finding.code,
            level=finding.level,
            particulars=finding.particulars,
            quote=activity.source_quote if activity else "",
            source=activity.name if activity else "",
        )


def _drafts(lines: Iterable[Line], told: _Told, day: date) -> Iterator[Fact]:
    """Yield records that were begun and never finished."""
    for line in lines:
        age = (day - line.changed_at.date()).days
        if not line.number and line.state != "void" and age > OLD_DRAFT:
            is_open = _is_open(line)
            activity = told.of(line.kind, line.subtype) if is_open else None
            yield Fact(
                key=f"draft:{line.id}",
                what=FactKind.DRAFT,
                heading=line.heading if is_open else "",
                dated=line.dated if is_open else None,
                kind=line.kind,
                subtype=line.subtype if is_open else "",
                withheld=not is_open,
                record=line.id,
                particulars={"days": age},
                quote=activity.source_quote if activity else "",
                source=activity.name if activity else "",
            )
