"""Monthly return of disputes 矛盾纠纷排查月报, which says so as well when there was none (零报告, D§2.6)."""

from core.base.words import Words
from core.records.field import Automatic, Date, Formula, Integer, LongText, Month, People
from core.records.growing import to_difficulty
from core.records.kind import Group, Kind, LedgerList, Place, Section, Sheet
from core.records.link import Count, Source
from core.records.rule import EnteredSoon, Hidden, NotFuture, RestsOn
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, column, row

KIND = Kind(
    key="dispute_month",
    version=1,
    prefix="DM",
    words=Words("纠纷排查月报", "Monthly return of disputes"),
    place=Place.ACTIVITIES,
    group=Group.PEOPLE,
    heading="month",
    line=("found", "settled"),
    carried=("screenings", "screeners", "publication_scope"),
    retention="D10",
    workflow=ORDINARY,
    nil_of="dispute",
    sections=(
        Section(
            key="basics",
            words=Words("排查情况", "Screening"),
            fields=(
                Month(key="month", words=Words("月份", "Month"), required=True),
                Date(key="date", words=Words("填报日期", "Date"), required=True),
                Integer(key="screenings", words=Words("排查次数", "Screenings"), required=True, low=1, high=31),
                People(key="screeners", words=Words("排查人", "By"), required=True),
                Automatic(
                    key="found",
                    words=Words("发现件数", "Found"),
                    formula=Formula.COUNT,
                    count=Count(source=Source(kind="dispute", month="month")),
                ),
                Automatic(
                    key="settled",
                    words=Words("化解件数", "Settled"),
                    formula=Formula.COUNT,
                    count=Count(source=Source(kind="dispute", month="month", moved="resolve")),
                ),
                LongText(
                    key="account",
                    words=Words("情况说明", "Account"),
                    high=150,
                    note=Words("查了哪里；没有发现也写一句", "Where one looked; one sentence if there was nothing"),
                ),
            ),
            rows=(("month", "date", "found", "settled"), ("screenings", "screeners"), ("account",)),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        RestsOn(date="date", month="month", counted="found"),
        EnteredSoon(date="date", reason="late_reason"),
        Hidden(fields=("account",)),
    ),
    offshoots=(to_difficulty(field="account"),),
    sheet=Sheet(
        words=Words("矛盾纠纷排查月报表", "Monthly return of disputes"),
        rows=(
            row(cell("month", "月份", "Month"), cell("date", "填报日期", "Date")),
            row(
                cell("screenings", "排查次数", "Screenings"),
                cell("found", "发现件数", "Found"),
                cell("settled", "化解件数", "Settled"),
            ),
            row(cell("screeners", "排查人", "By")),
            row(cell("account", "情况说明", "Account"), height=60),
            *CLOSING_ROWS,
        ),
        signers=(Words("填报人签字", "Filled in by"), Words("校长签字", "Principal")),
        lists=(
            LedgerList(
                key="year",
                words=Words("矛盾纠纷排查汇总表", "Returns of disputes"),
                columns=(
                    column("month", "月份", "Month", 30),
                    column("screenings", "排查次数", "Screenings", 24),
                    column("found", "发现件数", "Found", 24),
                    column("settled", "化解件数", "Settled", 24),
                    column("screeners", "排查人", "By", 70),
                    column("account", "情况说明", "Account", 90),
                ),
            ),
        ),
    ),
)
