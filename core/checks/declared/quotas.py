"""Q: how many, and how often? Hints but for what the notice asks to be handed in."""

from core.checks.declared.rule import CUSTOM, SOURCE, I, W, Where, rule

_TESTED = ("test_quotas",)

DECLARED = (
    rule(
        "Q01",
        "次数不足",
        "Fewer than usual",
        levels=(I,),
        basis=(SOURCE,),
        tested=_TESTED,
        where=Where.SCHOOL,
        codes={
            "few_in_month": ("activity", "month", "done", "due"),
            "few_in_quarter": ("activity", "year", "quarter", "done", "due"),
        },
    ),
    rule(
        "Q02",
        "个人学时不足",
        "Fewer hours than asked for",
        levels=(I,),
        basis=(CUSTOM,),
        tested=_TESTED,
        where=Where.SCHOOL,
        codes={"hours": ("activity", "done", "due"), "hours_of_person": ("activity", "person", "done", "due")},
    ),
    rule(
        "Q03",
        "一人一课未覆盖",
        "A leader without a lesson",
        levels=(I,),
        basis=(SOURCE,),
        tested=_TESTED,
        where=Where.SCHOOL,
        codes={"no_lesson": ("activity", "person", "done", "due"), "no_leaders": ("activity",)},
    ),
    rule(
        "Q04",
        "建议书未交",
        "A paper not handed in",
        levels=(W,),
        basis=(SOURCE,),
        tested=_TESTED,
        where=Where.SCHOOL,
        codes={"not_handed_in": ("activity", "to", "due_on")},
    ),
    rule(
        "Q05",
        "月报未交",
        "A monthly report not handed in",
        levels=(I,),
        basis=(SOURCE,),
        tested=_TESTED,
        where=Where.SCHOOL,
        codes={"not_handed_in": ("activity", "month", "to", "due_on")},
    ),
    rule(
        "Q06",
        "零报告缺",
        "Neither a dispute nor “none” this month",
        levels=(I,),
        basis=(CUSTOM,),
        tested=_TESTED,
        where=Where.SCHOOL,
        codes={"no_screening": ("activity", "month")},
    ),
    rule(
        "Q07",
        "出勤率",
        "Attendance over the year",
        levels=(I,),
        basis=(CUSTOM,),
        tested=_TESTED,
        where=Where.SCHOOL,
        codes={"seldom_present": ("person", "present", "expected", "percent", "least")},
    ),
)
