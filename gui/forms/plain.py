"""The editor of every field type that fits in one cell."""

from typing import assert_never

from core.records.field import (
    Automatic,
    Choice,
    Date,
    Integer,
    LongText,
    Month,
    People,
    Person,
    Plain,
    Reference,
    Text,
    Time,
    Toggle,
)
from gui.forms.choices import (
    AutomaticText,
    ChoiceEditor,
    ChoicesEditor,
    IntegerEditor,
    ReferenceEditor,
    ToggleEditor,
)
from gui.forms.context import FormContext
from gui.forms.days import DateEditor, MonthEditor, TimeEditor
from gui.forms.editor import Editor
from gui.forms.lines import LongTextEditor, PointEditor, TextEditor
from gui.forms.names import PeopleEditor, PersonEditor

WRAPS_FROM = 60
"""A text column whose usual length reaches this many characters wraps instead of running out of sight."""


def _line(field: Text, context: FormContext, within: str) -> Editor:
    """Return the editor of a text: one line, or in a grid as many as a long one needs."""
    recent = context.recent.get(f"{within}.{field.key}" if within else field.key, ())
    if within and not recent and field.high >= WRAPS_FROM:
        return PointEditor(field, context)
    return TextEditor(field, context, recent)


def make_plain(field: Plain, context: FormContext, *, within: str = "") -> Editor:
    """Return the editor of a field; `within` is the key of the grid it is a column of."""
    match field:
        case Text():
            return _line(field, context, within)
        case LongText():
            return LongTextEditor(field, context)
        case Date():
            return DateEditor(field, context)
        case Month():
            return MonthEditor(field, context)
        case Time():
            return TimeEditor(field, context)
        case Integer():
            return IntegerEditor(field, context)
        case Toggle():
            return ToggleEditor(field, context)
        case Choice(multiple=True):
            return ChoicesEditor(field, context)
        case Choice():
            return ChoiceEditor(field, context)
        case Person():
            return PersonEditor(field, context)
        case People():
            return PeopleEditor(field, context)
        case Automatic():
            return AutomaticText(field, context)
        case Reference():
            return ReferenceEditor(field, context)
        case _:
            assert_never(field)
