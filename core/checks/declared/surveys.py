"""G: do the ballots add up, and is nobody given away?"""

from core.checks.declared.rule import CUSTOM, PROPOSED, E, I, rule

_TESTED = ("test_surveys",)

DECLARED = (
    rule(
        "G01",
        "票数不勾稽",
        "The ballots don't add up",
        levels=(E,),
        basis=(CUSTOM,),
        tested=_TESTED,
        codes={
            "returned_over_issued": ("row", "returned", "issued"),
            "valid_invalid_differ": ("row", "valid", "invalid", "returned"),
            "counts_differ": ("row", "counted", "valid"),
            "watcher_judged": ("people", "count"),
        },
    ),
    rule(
        "G02",
        "参评率低",
        "Few ballots came back",
        levels=(I,),
        basis=(CUSTOM,),
        tested=_TESTED,
        codes={"few_returned": ("row", "returned", "expected", "percent")},
    ),
    rule(
        "G03",
        "小样本泄露个人",
        "A group so small that it gives people away",
        levels=(E,),
        basis=(PROPOSED,),
        tested=("test_surveys", "test_switches"),
        codes=dict.fromkeys(("small_group", "small_rest"), ("row", "valid", "least")),
    ),
)
