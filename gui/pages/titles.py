"""Names that pages give to records, states and places."""

import re
from collections.abc import Sequence
from datetime import date

from core.records.content import Record
from core.records.field import Attendance, Month
from core.records.kind import Kind, Place, Privacy
from core.records.workflow import Tone as StateTone
from core.views.records import Bit, Count, RecordLine
from gui.forms.findings import Said
from gui.messages import _, chinese, day, fill, month, ngettext, weekday, words
from gui.pages.kindwords import kind_icon
from gui.widgets.chip import ChipData, Tone
from gui.widgets.finding import Level
from gui.widgets.rows import RowData

_MONTH = re.compile(r"(\d{4})年(\d{1,2})月")
_TONES = {StateTone.NEUTRAL: Tone.HINT, StateTone.GOOD: Tone.OK, StateTone.WARN: Tone.WARN}


def place_name(place: Place) -> str:
    """Return the name of a page of the rail."""
    match place:
        case Place.STUDY:
            return _("Study")
        case Place.RESEARCH:
            return _("Research")
        case Place.RECTIFICATION:
            return _("Rectification")
        case Place.ACTIVITIES:
            return _("Activities")


def subtype_name(kind: Kind, subtype: str) -> str:
    """Return the words of a subtype; empty when the kind has none of that value."""
    if not kind.subtype or not subtype:
        return ""
    options = getattr(kind.field(kind.subtype), "options", ())
    return next((words(option.words) for option in options if option.value == subtype), subtype)


def editor_title(kind: Kind, subtype: str) -> str:
    """Return what an open record is called: 夜学记录, 蹲点日记.

    A meeting goes by its type; elsewhere a type says something about the record (申诉求决, 学校班子), not what it is.
    """
    meeting = any(isinstance(field, Attendance) for field in kind.fields())
    name = subtype_name(kind, subtype) if meeting else ""
    return _("{subtype} record").format(subtype=name) if name else words(kind.words)


def state_chip(kind: Kind, state: str) -> ChipData:
    """Return the chip of a state."""
    found = kind.workflow.state(state)
    return ChipData(words(found.words), found.icon, _TONES[found.tone])


def late_chip() -> ChipData:
    """Return the chip of a record that was entered late (补记)."""
    return ChipData(_("Late entry"), "clock", Tone.WARN)


def overdue_chip(days: int) -> ChipData:
    """Return the extra chip of a record whose deadline has passed."""
    text = ngettext("{days} day overdue", "{days} days overdue", days).format(days=days)
    return ChipData(text, "calendar_error", Tone.WARN)


def record_chips(kind: Kind, record: Record, *, overdue: int = 0, late_after: int = 7) -> list[ChipData]:
    """Return the chips beside a record's title: late first, then its state, then overdue."""
    chips = [late_chip()] if record.days_late > late_after else []
    chips.append(state_chip(kind, record.state))
    if overdue:
        chips.append(overdue_chip(overdue))
    return chips


def bit_text(bit: Bit) -> str:
    """Say one piece of a list row's grey line; a number without a word says nothing."""
    if isinstance(bit, Count):
        return _("{count} of {of} present").format(count=bit.have, of=bit.of)
    return "" if isinstance(bit, str) and bit.isdigit() else words(bit)


def line_text(line: RecordLine) -> str:
    """Return the grey line of a list row: 夜学 · 林志远 · 到 12/14."""
    return " · ".join(text for text in map(bit_text, line.bits) if text)


def record_row(kind: Kind, line: RecordLine, *, today: date, mixed: bool = False) -> RowData:
    """Return the row of a list of records; in a `mixed` list of several kinds it says which it is."""
    chips = [late_chip()] if line.late else []
    chips.append(state_chip(kind, line.state))
    if line.overdue:
        chips.append(overdue_chip(line.overdue))
    heading, name, grey = line_heading(kind, line), words(kind.words), line_text(line)
    if mixed and name not in heading:
        grey = " · ".join(part for part in (name, grey) if part)
    return RowData(
        heading,
        grey,
        day(line.dated, today=today) if line.dated else _("No date"),
        weekday(line.dated) if line.dated else "",
        tuple(chips),
        kind_icon(kind) if mixed else "",
    )


def line_heading(kind: Kind, line: RecordLine) -> str:
    """Return what a row is called: its heading, its month in words, or its kind where it is locked away."""
    if not line.heading:
        return words(kind.words) if kind.privacy is Privacy.SEALED else _("No title yet")
    return heading_text(kind, line.heading)


def heading_text(kind: Kind, heading: str) -> str:
    """Return a record's heading as it is read; one that goes by its month (2008年9月) says its kind as well."""
    told = _MONTH.fullmatch(heading) if isinstance(kind.field(kind.heading), Month) else None
    if told is None:
        return heading
    return fill(_("{name}, {when}"), {"name": words(kind.words), "when": month(int(told[1]), int(told[2]))})


def year_text(year: int) -> str:
    """Return a year as it stands in a filter: 2008年."""
    return f"{year}年" if chinese() else str(year)


def blocking_text(blocking: Sequence[Said]) -> str:
    """Return what stands beside the button: 还有 1 处必须改, or how many warnings still want a sentence."""
    errors = sum(said.level is Level.ERROR for said in blocking)
    left = len(blocking) - errors
    if errors:
        return ngettext("{count} must be changed", "{count} must be changed", errors).format(count=errors)
    if left:
        return ngettext("{count} needs a sentence", "{count} need a sentence", left).format(count=left)
    return ""
