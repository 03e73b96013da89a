"""F: does a meeting count?"""

from core.checks.declared.rule import CUSTOM, KNOWN, NORM, E, W, rule

_TESTED = ("test_meetings",)

DECLARED = (
    rule(
        "F01",
        "到会不足",
        "Too few were present",
        levels=(E,),
        basis=(NORM,),
        tested=_TESTED,
        codes={"few_present": ("present", "expected", "needed")},
    ),
    rule(
        "F02",
        "有议题无结论",
        "A topic without a conclusion",
        levels=(W,),
        basis=(CUSTOM,),
        tested=_TESTED,
        codes={"no_conclusion": ()},
    ),
    rule(
        "F03",
        "当事人未回避",
        "Whom it concerns voted too",
        levels=(W,),
        basis=(CUSTOM,),
        tested=_TESTED,
        codes={"party_votes": ("people", "count")},
    ),
    rule(
        "F04",
        "民主生活会程序缺环",
        "A step of the criticism meeting is missing",
        levels=(W,),
        basis=(NORM,),
        tested=_TESTED,
        codes={"step_missing": ()},
    ),
    rule(
        "F05",
        "会后未按期报送",
        "Not reported in time after the meeting",
        levels=(W,),
        basis=(KNOWN,),
        tested=_TESTED,
        codes={"not_reported": ("days", "least"), "reported_late": ("days", "least")},
    ),
)
