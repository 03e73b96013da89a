"""Is something left over from elsewhere? C04 names of other places and schools, C09 another year."""

import re
from collections.abc import Iterator

from core.base.errors import Particular
from core.checks.context import Context
from core.checks.finding import Finding, Level, found
from core.checks.places import strange_places
from core.checks.written import Written
from core.checks.years import wrong_years
from core.records.content import Record, read_day
from core.records.kind import Kind

_YEAR = re.compile("[12１２一二][09０９〇○零九][0-9０-９〇○零一二三四五六七八九]{2}")
"""What every year has; the quickest question to ask first."""


def check_places(record: Record, context: Context, written: Written) -> Iterator[Finding]:
    """Find names of places and schools that are not ours (C04), at most one finding a text.

    Nothing is strange as long as nobody said what is our own.
    """
    if not context.words or not strange_places(written.whole, context.words):
        return
    for path, text in written.texts:
        names = tuple(dict.fromkeys(place.words for place in strange_places(text, context.words)))
        if names:
            told: dict[str, Particular] = {"names": "、".join(names), "count": len(names)}
            yield found(record.id, "C04.strange_place", Level.WARNING, path, **told)


def check_years(kind: Kind, record: Record, written: Written) -> Iterator[Finding]:
    """Find years that are not the record's own (C09), at most one finding a text."""
    day = read_day(record.values.get(kind.dated))
    if day is None or not _YEAR.search(written.whole):
        return
    for path, text in written.texts:
        years = wrong_years(text, day) if _YEAR.search(text) else ()
        if years:
            yield found(record.id, "C09.other_year", Level.WARNING, path, words=years[0].words, on=day.isoformat())
