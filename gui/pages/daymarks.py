"""What stands on a day of the calendar, in words and icons."""

from datetime import date
from typing import assert_never

from core.records.catalogue import find_kind
from core.records.field import Month
from core.records.kind import Kind, Privacy
from core.views.calendar import DayMark, MarkKind
from gui.messages import _, fill, ngettext, words
from gui.pages.kindwords import kind_icon
from gui.pages.titles import heading_text, subtype_name
from gui.widgets.marks import Mark, Standing


def as_mark(key: str, mark: DayMark) -> Mark:
    """Put one mark into words; `key` comes back when it is opened."""
    match mark.what:
        case MarkKind.OFF:
            return Mark(key, mark.heading, Standing.HOLIDAY)
        case MarkKind.HAPPENED:
            return _happened(key, mark)
        case MarkKind.DUE | MarkKind.OVERDUE:
            standing = Standing.DUE if mark.what is MarkKind.DUE else Standing.OVERDUE
            kind = find_kind(mark.kind)
            said = mark.heading or _untitled(kind)
            return Mark(key, said, standing, line=_awaited(mark, kind), sign=kind_icon(kind))
        case _:
            assert_never(mark.what)


def _happened(key: str, mark: DayMark) -> Mark:
    """Return the mark of a record: its kind's words in the month, its heading in the list of the day."""
    kind = find_kind(mark.kind)
    state = kind.workflow.state(mark.state)
    name = subtype_name(kind, mark.subtype) or words(kind.words)
    text = heading_text(kind, mark.heading) if mark.heading else _untitled(kind)
    return Mark(
        key,
        text,
        Standing.HAPPENED,
        icon=state.icon if state.open else "",
        line="" if name in text else name,
        word=words(state.words),
        sign=kind_icon(kind),
        short=name,
    )


def _awaited(mark: DayMark, kind: Kind) -> str:
    """Return the grey line of what is due: whose promise it is, or how many records an activity still lacks."""
    if mark.missing:
        return ngettext("{missing} still missing", "{missing} still missing", mark.missing).format(missing=mark.missing)
    return " · ".join(part for part in (mark.person, words(kind.words)) if part)


def _untitled(kind: Kind) -> str:
    """Return what a record without a heading is called; what is locked away goes by its kind."""
    if kind.privacy is Privacy.SEALED:
        return words(kind.words)
    return fill(_("{kind} without a heading"), {"kind": words(kind.words)})


def values_on(kind: Kind, day: date, *, today: date) -> dict[str, str]:
    """Return what a record says when it is begun on a day of the calendar.

    A day that has passed is the day it happened; one to come is a deadline, where the kind has one.
    """
    if day <= today:
        found = {kind.dated: day.isoformat()}
        if isinstance(kind.field(kind.heading), Month):
            found[kind.heading] = f"{day:%Y-%m}"
        return found
    return {kind.workflow.deadline: day.isoformat()} if kind.workflow.deadline else {}
