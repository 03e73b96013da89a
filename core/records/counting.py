"""What the records of a month or of a time add up to, as fields of a report, and clauses drafted from it (D§2.8)."""

from collections.abc import Iterable
from typing import Any

from core.base.words import Words
from core.records.field import Automatic, Formula
from core.records.kind import SheetRow
from core.records.link import Count, Measure, Phrase, Source
from core.records.usual import cell, row


def figures(**when: Any) -> tuple[Automatic, ...]:
    """Return the fields that count what happened in a month (`month=`) or a time (`since=`, `until=`)."""

    def of(kind: str, **more: Any) -> Source:
        return Source(kind=kind, **when, **more)

    night = of("study_session", subtype="night_study")
    return tuple(
        Automatic(
            key=key,
            words=Words(zh, en),
            formula=Formula.COUNT,
            count=Count(source=source, measure=measure, path=path),
        )
        for key, zh, en, source, measure, path in (
            ("sessions", "夜学次数", "Evening studies", night, Measure.RECORDS, ""),
            ("present", "夜学人次", "Attendances", night, Measure.PRESENT, "attendance"),
            ("absent", "缺席人次", "Absences", night, Measure.ABSENT, "attendance"),
            ("diaries", "蹲点日记", "Diaries", of("research_diary"), Measure.RECORDS, ""),
            ("forums", "恳谈会", "Forums", of("forum"), Measure.RECORDS, ""),
            ("opinions", "恳谈意见", "Opinions", of("forum"), Measure.ROWS, "opinions"),
            ("items_new", "新增整改", "New items", of("rectification", moved="register"), Measure.RECORDS, ""),
            ("items_closed", "整改销号", "Items closed", of("rectification", moved="accept"), Measure.RECORDS, ""),
            ("items_overdue", "整改逾期", "Items overdue", of("rectification", overdue=True), Measure.RECORDS, ""),
            ("disputes", "新增纠纷", "New disputes", of("dispute"), Measure.RECORDS, ""),
            ("settled", "化解纠纷", "Settled", of("dispute", moved="resolve"), Measure.RECORDS, ""),
            ("petitions", "信访件数", "Petitions", of("petition"), Measure.RECORDS, ""),
            ("nil_returns", "排查月报", "Monthly returns", of("dispute_month", by="month"), Measure.RECORDS, ""),
        )
    )


def figure_rows(fields: Iterable[Automatic]) -> tuple[SheetRow, ...]:
    """Return rows of the sheet with four figures each; the last one takes what is left."""
    cells = [cell(field.key, field.words.zh, field.words.en) for field in fields]
    return tuple(row(*cells[start : start + 4]) for start in range(0, len(cells), 4))


PHRASES = (
    Phrase(
        text="开展夜学{sessions}次，参加{present}人次，缺席{absent}人次。", fields=("sessions", "present", "absent")
    ),
    Phrase(text="写蹲点日记{diaries}篇。", fields=("diaries",)),
    Phrase(text="召开民主恳谈会{forums}次，收到意见{opinions}条。", fields=("forums", "opinions")),
    Phrase(
        text="新增整改事项{items_new}件，销号{items_closed}件，逾期{items_overdue}件。",
        fields=("items_new", "items_closed", "items_overdue"),
    ),
    Phrase(
        text="排查出矛盾纠纷{disputes}件，化解{settled}件。",
        fields=("disputes", "settled"),
        none="没有排查出矛盾纠纷，作零报告。",
    ),
    Phrase(text="接待信访{petitions}件。", fields=("petitions",), none="没有信访事项，作零报告。"),
)
"""Clauses of a first draft: what was counted, and what there was none of."""
