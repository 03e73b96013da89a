"""Filing a year's records on paper (DA/T 22-2015): what there is, and everything that is printed for it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

import msgspec

from core.base.jobs import Progress
from core.campaign.template import Template
from core.records.catalogue import find_kind
from core.records.content import Record
from core.records.filing import Place, Retention, arrange, usual_retention
from core.records.kind import Privacy
from core.services.campaigns import listing
from core.store import people, settings
from core.store import records as table
from core.store.engine import Session
from core.store.records import Filter
from core.store.vault import Vault
from core.views.archive import Plan, Year

PLACE = "archive"
"""Setting that holds what the archive calls the school."""


def years(vault: Vault) -> tuple[Year, ...]:
    """Return the years with finished records, the latest first."""
    kept = _kept(vault)
    found: dict[int, Counter[Retention]] = defaultdict(Counter)
    hidden: Counter[int] = Counter()
    with vault.look() as session:
        for record in _pieces(session):
            if record.dated:
                found[record.dated.year][Retention(kept(record))] += 1
                hidden[record.dated.year] += record.privacy is not Privacy.ORDINARY
    return tuple(
        Year(year=year, counts=dict(counts), confidential=hidden[year])
        for year, counts in sorted(found.items(), reverse=True)
    )


def place(vault: Vault) -> Place:
    """Return what the archive calls the school, as it was given last."""
    with vault.look() as session:
        return msgspec.convert(settings.get(session, PLACE) or {}, Place)


def archive_pdf(vault: Vault, plan: Plan, progress: Progress) -> tuple[bytes, tuple[int, ...]]:
    """Return what the plan asks for as one PDF, and the pages (from 0) that belong on a front.

    What the archive calls the school is kept for the next time. Records that are locked away are not in it.
    Raises MissingGlyph, Cancelled, DiskFull.
    """
    from core.documents.filing import draw_archive  # ReportLab loads when the first page is made

    kept = _kept(vault)
    with vault.work() as session:
        settings.put(session, PLACE, msgspec.to_builtins(plan.place))
    with vault.look() as session:
        records = [record for record in _pieces(session) if record.dated and record.dated.year == plan.year]
        school = people.get_school(session)
        names = vault.names(session)
    filed = arrange(records, year=plan.year, place=plan.place, kept=kept)
    return draw_archive(filed, plan, people=names, school=school, progress=progress)


def _pieces(session: Session) -> Iterator[Record]:
    """Yield the finished records that are filed: no notes of the school's own, nothing void, nothing locked away."""
    for record in table.iterate(session, Filter()):
        kind = find_kind(record.kind)
        if record.number and record.state != "void" and not kind.internal and record.privacy is not Privacy.SEALED:
            yield record


def _kept(vault: Vault) -> Callable[[Record], str]:
    """Return how long a record is kept: as the latest campaign that asks for it says, else as its kind says."""
    said: list[tuple[Template, Mapping[str, str]]] = [
        (view.template, view.template.archive.retention) for view in reversed(listing(vault))
    ]

    def kept(record: Record) -> str:
        subtype = str(record.values.get(find_kind(record.kind).subtype or "") or "")
        for template, retention in said:
            if record.dated and not template.window.holds(record.dated):
                continue
            for key in (f"{record.kind}:{subtype}", record.kind):
                if key in retention:
                    return retention[key]
        return usual_retention(record)

    return kept
