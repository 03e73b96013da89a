"""C: is it our own text?"""

from core.checks.declared.rule import CASE, CUSTOM, E, I, W, Where, rule

_OTHER = ("number", "heading", "dated", "percent")

DECLARED = (
    rule(
        "C01",
        "与本校往期雷同",
        "Much like an earlier record",
        levels=(W, I),
        basis=(CASE,),
        tested=("test_copied",),
        codes={"alike": _OTHER, "somewhat_alike": _OTHER},
    ),
    rule(
        "C02",
        "不同人的心得、发言雷同",
        "Two people in the same words",
        levels=(W,),
        basis=(CASE,),
        tested=("test_copied",),
        codes={
            "same_words": ("person", "other_person", *_OTHER),
            "same_words_here": ("person", "other_person", "percent"),
        },
    ),
    rule(
        "C03",
        "连续抄材料原文",
        "A long stretch copied from the material",
        levels=(I,),
        basis=(CUSTOM,),
        tested=("test_copied",),
        codes={"copied": ("length", "percent", "row")},
    ),
    rule(
        "C04",
        "外单位、外地名称残留",
        "The name of another place or school",
        levels=(W,),
        basis=(CASE,),
        tested=("test_strangers",),
        codes={"strange_place": ("names", "count")},
    ),
    rule(
        "C05",
        "批评意见跨次相同",
        "The same criticism as last time",
        levels=(W,),
        basis=(CASE,),
        tested=("test_copied",),
        codes={"same_criticism": ("person", *_OTHER)},
    ),
    rule(
        "C06",
        "跨校雷同",
        "Much like another school's record",
        levels=(W,),
        basis=(CASE,),
        tested=("test_across",),
        where=Where.DESK,
        codes={"alike_elsewhere": ("school", "heading", "other_school", "other_heading", "percent")},
    ),
    rule(
        "C07",
        "占位符残留",
        "A placeholder was left over",
        levels=(E,),
        basis=(CUSTOM,),
        tested=("test_faults", "test_passes"),
        codes={"placeholder": ("words",)},
    ),
    rule(
        "C08",
        "整改措施互抄",
        "The measures of another item",
        levels=(I,),
        basis=(CUSTOM,),
        tested=("test_copied",),
        codes={"same_measures": _OTHER},
    ),
    rule(
        "C09",
        "年份、届次没改",
        "A year left over",
        levels=(W,),
        basis=(CASE,),
        tested=("test_strangers",),
        codes={"other_year": ("words", "on")},
    ),
)
