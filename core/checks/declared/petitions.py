"""H: petitions, disputes, and whose name must not be told."""

from core.checks.declared.rule import CUSTOM, NORM, E, W, rule

_TESTED = ("test_petitions",)

DECLARED = (
    rule(
        "H01",
        "15日未告知受理",
        "Not told within 15 days whether it is taken on",
        levels=(W,),
        basis=(NORM,),
        tested=_TESTED,
        codes={"not_told": ("received", "days", "least"), "told_late": ("received", "told", "days", "least")},
    ),
    rule(
        "H02",
        "60日（延30日）未办结",
        "Not answered within 60 days (30 more where approved)",
        levels=(W,),
        basis=(NORM,),
        tested=_TESTED,
        codes={
            "not_answered": ("accepted", "days", "least"),
            "answered_late": ("accepted", "answered", "days", "least"),
        },
    ),
    rule(
        "H03",
        "未成年人、信访人、当事人实名进公开版",
        "The name of a minor, petitioner or party in what others read",
        levels=(E,),
        basis=(NORM, CUSTOM),
        tested=("test_privacy", "test_switches", "tests/core/records/test_masking.py"),
        codes={"private_value": (), "name_told": ("name",), "hidden_name": ("name", "number")},
    ),
    rule(
        "H04",
        "调查人不足2人或含当事人",
        "Fewer than two investigators, or a party among them",
        levels=(W,),
        basis=(CUSTOM,),
        tested=_TESTED,
        codes={"few_investigators": ("count", "least"), "party_investigates": ("person",)},
    ),
)
