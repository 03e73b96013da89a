"""Hypothesis strategies that make values for any kind of record out of its fields."""

from datetime import date, time
from typing import Any, assert_never

from hypothesis import strategies as st

from core.records.field import (
    ROW,
    Attendance,
    Automatic,
    Choice,
    Date,
    Field,
    Files,
    Formula,
    Grid,
    Integer,
    LongText,
    Month,
    People,
    Person,
    Reference,
    Text,
    Time,
    Toggle,
)
from core.records.kind import Kind

HAN = "云川岙镇中心小学一二三王䶮苏𬍛台账整改夜学，。；（）“”、abcXYZ 0123456789"
"""Characters the fonts have, with two rare names among them."""

sentences = st.text(alphabet=HAN, min_size=1, max_size=60).map(str.strip).filter(bool)
days = st.dates(min_value=date(2008, 4, 1), max_value=date(2008, 12, 31)).map(date.isoformat)
names = st.binary(min_size=4, max_size=4).map(bytes.hex)
times = st.times(min_value=time(6), max_value=time(22)).map(lambda moment: moment.strftime("%H:%M"))


def value_of(field: Field, people: list[str]) -> st.SearchStrategy[Any]:  # noqa: C901 - one case a field type
    """Return a strategy for one field's stored value, never empty."""
    somebody = st.sampled_from(people)
    match field:
        case Text():
            return sentences
        case LongText():
            return st.lists(sentences, min_size=1, max_size=4).map("\n".join)
        case Reference():
            return st.integers(1, 999).map(lambda number: f"DY-2008-{number:03d}")
        case Date():
            return days
        case Month():
            return days.map(lambda day: day[:7])
        case Time():
            return times
        case Integer(low=low, high=high):
            return st.integers(low, min(high, 9999))
        case Toggle():
            return st.booleans()
        case Choice(options=options, multiple=multiple):
            order = [option.value for option in options]
            one = st.sampled_from(order)
            # Several answers are kept in the order in which they are offered.
            several = st.lists(one, min_size=1, max_size=3, unique=True).map(lambda some: sorted(some, key=order.index))
            return several if multiple else one
        case Person():
            return somebody
        case People():
            return st.lists(somebody, min_size=1, max_size=5, unique=True)
        case Automatic(formula=formula):
            return st.integers(0, 6) if formula is Formula.WEEKDAY else st.integers(1, 300)
        case Attendance(reasons=reasons):
            return _attendance(people, [reason.value for reason in reasons])
        case Files(types=types):
            return st.lists(
                st.fixed_dictionaries(
                    {"title": sentences, "type": st.sampled_from([one.value for one in types]), "on": days}
                ),
                min_size=1,
                max_size=3,
            )
        case Grid(columns=columns):
            row = st.fixed_dictionaries({ROW: names, **{column.key: value_of(column, people) for column in columns}})
            return st.lists(row, min_size=1, max_size=4, unique_by=lambda row: row[ROW])
        case _:
            assert_never(field)


@st.composite
def _attendance(draw: st.DrawFn, people: list[str], reasons: list[str]) -> dict[str, Any]:
    """Draw an attendance whose absent people were expected."""
    expected = draw(st.lists(st.sampled_from(people), min_size=1, unique=True))
    some = draw(st.lists(st.sampled_from(expected), unique=True, max_size=3))
    away = [person for person in expected if person in some]
    return {
        "expected": expected,
        "absent": [{"person": person, "reason": draw(st.sampled_from(reasons))} for person in away],
        "signed": len(expected) - len(away),
    }


@st.composite
def values_of(draw: st.DrawFn, kind: Kind, people: list[str], *, full: bool = False) -> dict[str, Any]:
    """Draw values for a kind: every field (`full`), or any part of them."""
    return {field.key: draw(value_of(field, people)) for field in kind.fields() if full or draw(st.booleans())}


def text_key(kind: Kind) -> str:
    """Return the key of a field that takes any words: the heading, or the first text where a kind goes by its month."""
    if isinstance(kind.field(kind.heading), Text):
        return kind.heading
    return next(field.key for field in kind.fields() if isinstance(field, Text | LongText))


def unnamed(value: Any) -> Any:
    """Return values, or the rows of a grid, without the names that forms and services give to rows."""
    match value:
        case dict():
            return {key: unnamed(one) for key, one in value.items() if key != ROW}
        case list():
            return [unnamed(one) for one in value]
        case _:
            return value
