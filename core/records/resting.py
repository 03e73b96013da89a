"""What a paper that rests on other records shares: the records it names, and the figures they add up to (D§2.4)."""

from core.base.words import Words
from core.records.field import Automatic, Formula, Grid, Reference
from core.records.kind import SheetRow
from core.records.link import Count, Measure, Phrase, Source
from core.records.usual import cell, row


def basis(*, required: bool) -> Grid:
    """Return the list of the records that a paper rests on."""
    return Grid(
        key="based_on",
        words=Words("依据", "Based on"),
        required=required,
        advised=not required,
        note=Words("依据的日记、恳谈会、测评", "The diaries, forums, surveys it rests on"),
        columns=(
            Reference(
                key="ref",
                words=Words("编号", "Number"),
                required=True,
                kinds=("research_diary", "forum", "survey", "research_report"),
            ),
        ),
    )


def _figure(key: str, zh: str, en: str, kind: str, measure: Measure, path: str = "") -> Automatic:
    """Return a figure that the records named as the basis add up to."""
    source = Source(kind=kind, refs="based_on.ref")
    return Automatic(
        key=key, words=Words(zh, en), formula=Formula.COUNT, count=Count(source=source, measure=measure, path=path)
    )


FIGURES = (
    _figure("days", "调研天数", "Days", "research_diary", Measure.DAYS),
    _figure("lessons", "听课节数", "Lessons", "research_diary", Measure.SUM, "lessons"),
    _figure("visits", "访谈人次", "People met", "research_diary", Measure.SUM, "visited.count"),
    _figure("households", "走访户数", "Households", "research_diary", Measure.SUM, "households"),
    _figure("answers", "收回问卷", "Answers", "research_diary", Measure.SUM, "answers"),
    _figure("forums", "恳谈会", "Forums", "forum", Measure.RECORDS),
)

FIGURES_ROWS: tuple[SheetRow, ...] = (
    row(
        cell("days", "调研天数", "Days"),
        cell("lessons", "听课节数", "Lessons"),
        cell("visits", "访谈人次", "People met"),
    ),
    row(
        cell("households", "走访户数", "Households"),
        cell("answers", "收回问卷", "Answers"),
        cell("forums", "恳谈会", "Forums"),
    ),
)

OVERVIEW_PHRASES = (
    Phrase(text="蹲点调研{days}天。", fields=("days",)),
    Phrase(text="听课{lessons}节。", fields=("lessons",)),
    Phrase(text="访谈{visits}人次。", fields=("visits",)),
    Phrase(text="走访{households}户。", fields=("households",)),
    Phrase(text="收回问卷{answers}份。", fields=("answers",)),
    Phrase(text="召开民主恳谈会{forums}次。", fields=("forums",)),
)
"""Clauses of a first draft; what was counted and nothing besides."""
