"""Summary 总结: the basic figures by themselves, the rest in one's own words (D§2.15, S16, S42)."""

from core.base.words import Words
from core.records.counting import PHRASES, figure_rows, figures
from core.records.field import Choice, Date, Grid, LongText, Option, Person, Roster, Text
from core.records.growing import to_item, to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.letter import Annex, Letter, Part
from core.records.link import Gather
from core.records.rule import EnteredSoon, Hidden, LongEnough, NotBefore, NotFuture, Original, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

TYPES = (
    Option("campaign", Words("活动总结", "Of the campaign")),
    Option("stage", Words("阶段小结", "Of a stage")),
    Option("forum", Words("恳谈会经验小结", "Of forums")),
    Option("other", Words("其他", "Other")),
)

ACTS = (
    Option("new", Words("新建", "New")),
    Option("changed", Words("修订", "Changed")),
    Option("repealed", Words("废止", "Repealed")),
)

FIGURES = figures(since="since", until="until")


def _text(key: str, zh: str, en: str, *, low: int, high: int, note: Words | None = None) -> LongText:
    """Return a required text; lengths in characters."""
    return LongText(key=key, words=Words(zh, en), required=True, low=low, high=high, note=note)


KIND = Kind(
    key="summary",
    version=1,
    prefix="SU",
    words=Words("总结", "Summary"),
    place=Place.ACTIVITIES,
    group=Group.REPORTS,
    subtype="type",
    line=("type", "author"),
    carried=("to", "author", "approver", "publication_scope"),
    retention="Y",
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Text(key="title", words=Words("标题", "Title"), required=True, low=6, high=36),
                Choice(key="type", words=Words("类别", "Of what"), required=True, options=TYPES),
                Date(key="date", words=Words("落款日期", "Dated"), required=True),
                Date(key="since", words=Words("期间起", "From"), required=True),
                Date(key="until", words=Words("期间止", "To"), required=True),
                Text(key="to", words=Words("主送", "To"), low=3, high=40, recent=True),
                Person(key="author", words=Words("起草人", "Drafted by"), required=True),
                Person(key="approver", words=Words("审核人", "Approved by"), required=True, roster=Roster.TEAM),
            ),
            rows=(("title",), ("type", "date"), ("since", "until"), ("to",), ("author", "approver")),
        ),
        Section(
            key="overview",
            words=Words("统计和概况", "Figures and overview"),
            fields=(*FIGURES, _text("overview", "基本情况", "Overview", low=100, high=500)),
            rows=(
                tuple(field.key for field in FIGURES[:6]),
                tuple(field.key for field in FIGURES[6:]),
                ("overview",),
            ),
        ),
        Section(
            key="practice",
            words=Words("做法和成效", "Practice and results"),
            fields=(
                _text("practice", "主要做法", "What was done", low=300, high=1000),
                _text(
                    "results",
                    "成效",
                    "Results",
                    low=200,
                    high=600,
                    note=Words("要有数字", "With figures"),
                ),
            ),
        ),
        Section(
            key="outlook",
            words=Words("不足和打算", "Shortcomings and plans"),
            fields=(
                _text("shortcomings", "存在不足", "Shortcomings", low=100, high=400),
                _text("plans", "下步打算", "Plans", low=100, high=400),
                Grid(
                    key="institutions",
                    words=Words("制度清单", "Rules"),
                    columns=(
                        Choice(key="act", words=Words("新建、修订或废止", "Act"), required=True, options=ACTS),
                        Text(key="title", words=Words("制度名称", "Rule"), required=True, low=4, high=40),
                        Date(key="on", words=Words("日期", "Date")),
                        Text(key="doc_no", words=Words("文号", "Number"), low=4, high=30),
                    ),
                ),
            ),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        NotBefore(later="until", earlier="since"),
        NotBefore(later="date", earlier="since"),
        LongEnough(field="practice", least=300),
        Original(fields=("overview", "practice", "results", "shortcomings", "plans")),
        Hidden(fields=("overview", "practice", "results", "shortcomings", "plans")),
        WeekdayTold(fields=("overview", "practice"), date="date"),
    ),
    offshoots=(
        to_item(source="self_check"),
        to_task("institutions", "title", due="on"),
    ),
    gathers=(
        Gather(
            key="overview", words=Words("由统计生成初稿", "Draft from the figures"), into="overview", phrases=PHRASES
        ),
    ),
    sheet=Sheet(
        words=Words("工作总结", "Summary"),
        rows=(
            row(cell("title", "标题", "Title")),
            row(cell("type", "类别", "Of what"), cell("to", "主送", "To")),
            row(cell("since until", "期间", "Time"), cell("date", "落款日期", "Dated")),
            row(cell("author", "起草人", "Drafted by"), cell("approver", "审核人", "Approved by")),
            *figure_rows(FIGURES),
            row(cell("overview", "基本情况", "Overview"), height=30),
            row(cell("practice", "主要做法", "What was done"), height=50),
            row(cell("results", "成效", "Results"), height=40),
            row(cell("shortcomings", "存在不足", "Shortcomings"), height=30),
            row(cell("plans", "下步打算", "Plans"), height=30),
            row(cell("institutions", "制度清单", "Rules"), height=20),
            *CLOSING_ROWS,
        ),
        signers=(Words("起草人签字", "Drafted by"), Words("审核人签字", "Approved by")),
    ),
    letter=Letter(
        title="{title}",
        to="to",
        date="date",
        parts=(
            Part(key="overview", words=Words("基本情况", "Overview")),
            Part(key="practice", words=Words("主要做法", "What was done")),
            Part(key="results", words=Words("取得的成效", "Results")),
            Part(key="shortcomings", words=Words("存在的不足", "Shortcomings")),
            Part(key="plans", words=Words("下一步打算", "Plans")),
        ),
        annexes=(
            Annex(words=Words("工作情况统计表", "Figures"), keys=tuple(field.key for field in FIGURES)),
            Annex(words=Words("制度建设清单", "Rules"), keys=("institutions",)),
        ),
        files="attachments",
        closing="特此报告。",
    ),
)
