"""The rows of the first page in words: chip, line and button for each code of the checklist."""

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from core.base.words import N_
from core.records.catalogue import find_kind
from core.views.checklist import Action, Chip, Do, Line, Row, Title
from gui.messages import _, day, due, fill, ngettext, pgettext, words
from gui.pages.kindwords import kind_icon
from gui.pages.mending import mending_words
from gui.pages.titles import heading_text
from gui.widgets.chip import ChipData, Tone
from gui.widgets.todo import Todo

PACKET_ICON = "document_pdf"


def as_todo(row: Row, *, today: date) -> Todo:
    """Put one row of the checklist into words."""
    return Todo(
        key=row.key,
        icon=icon(row),
        heading=heading(row),
        chip=chip(row, today=today),
        line=line(row, today=today),
        quote=row.quote,
        quoted_from=fill(_("Notice: {source}"), {"source": row.source}) if row.source else "",
        link=_link(row),
        action=action(row),
    )


def icon(row: Row) -> str:
    """Return the icon of a row: of what it is about, or of what its button makes; a packet has its own."""
    kind = row.action.kind if row.action.do is Do.NIL else row.kind
    return kind_icon(find_kind(kind)) if kind else PACKET_ICON


def heading(row: Row) -> str:
    """Return the bold words of a row."""
    match row.title:
        case None:
            said = heading_text(find_kind(row.kind), row.heading) if row.kind else row.heading
        case Title.ACTIVITY_IN_MONTH:
            month = str(row.title_particulars.get("month", ""))
            said = fill(
                _("{activity}, {month}"),
                {"activity": row.title_particulars.get("activity", ""), "month": month_words(month)},
            )
        case Title.ACTIVITY:
            said = str(row.title_particulars.get("activity", ""))
        case Title.UNTITLED:
            kind = words(find_kind(row.kind).words) if row.kind else ""
            said = fill(_("{kind} without a heading"), {"kind": kind})
        case _:
            assert_never(row.title)
    return f"{row.no} · {said}" if row.no else said


def month_words(month: str) -> str:
    """Return 9月 / Sep of "2008-09"."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return month
    words_of_day = day(first)
    return words_of_day.split("月", 1)[0] + "月" if "月" in words_of_day else words_of_day.split(" ", 1)[-1]


def chip(row: Row, *, today: date) -> ChipData:
    """Return the chip of a row."""
    said = row.chip_particulars
    days = int(said.get("days", 0))
    match row.chip:
        case Chip.DUE_IN:
            tone = Tone.WARN if days <= 1 else Tone.HINT
            return ChipData(_due(row, days, today=today), "alert" if days <= 1 else "calendar_clock", tone)
        case Chip.DUE_TODAY:
            return ChipData(_("Due today"), "alert", Tone.WARN)
        case Chip.OVERDUE:
            return ChipData(_due(row, -days, today=today), "calendar_error", Tone.WARN)
        case Chip.RECORDED:
            done = int(said.get("done", 0))
            return ChipData(ngettext("{done} recorded", "{done} recorded", done).format(done=done), "info", Tone.HINT)
        case Chip.LEADERS:
            return ChipData(fill(_("{done} of {due} leaders"), said), "info", Tone.HINT)
        case Chip.NONE_RECORDED:
            return ChipData(_("None recorded"), "info", Tone.WARN)
        case Chip.DRAFT:
            return ChipData(_("Draft"), "edit", Tone.HINT)
        case Chip.RETURNED:
            return ChipData(_("Sent back"), "arrow_undo", Tone.WARN)
        case Chip.UNANSWERED:
            return ChipData(_("No answer yet"), "info", Tone.HINT)
        case Chip.ON_EVENT:
            return ChipData(_("Only if it happens"), "info", Tone.HINT)
        case Chip.NOT_CARRIED:
            return ChipData(_("Not carried yet"), "usb_stick", Tone.HINT)
        case Chip.CARRIED:
            return ChipData(pgettext("packet", "Handed in"), "send", Tone.HINT)
        case Chip.RECEIVED:
            return ChipData(_("Received"), "checkmark_circle", Tone.OK)
        case _:
            assert_never(row.chip)


_LINES: Mapping[Line, str] = {
    Line.NONE: "",
    Line.WITHIN: "",
    Line.DEADLINE: N_("Due {deadline:day} · {person}"),
    Line.FIRST_DEADLINE: N_("First due {deadline:day} · {person}"),
    Line.ACCEPTOR_NOT: N_("Awaits acceptance, not by {person}"),
    Line.NOT_PUBLISHED: N_("Due {deadline:day} · not published yet"),
    Line.SUGGESTED: N_("By example; {due} suggested"),
    Line.REQUIRED: N_("{due} required until {deadline:day}"),
    Line.CHANGED: N_("Of {dated:day} · changed {on:day}"),
    Line.PACKET: N_("{records} records, {pages} pages · {on:day}"),
    Line.HANDED_IN: N_("{on:day} · {place}"),
    Line.ANSWER_DUE: N_("An answer could be expected by {deadline:day}"),
    Line.NIL_WILL_DO: N_("If there was nothing, a nil return will do"),
    Line.TO_MEND: N_("Sent back on {on:day} · {waiting} of {records} records to be mended"),
    Line.MENDED: N_("Sent back on {on:day} · all mended, hand it in again"),
    Line.READY: N_("Written · to {office} by {deadline:day}"),
    Line.TO_WRITE: N_("By {deadline:day} · to {office}"),
}


def line(row: Row, *, today: date) -> str:
    """Return the grey words beside the chip."""
    said = dict(row.line_particulars)
    if row.line is Line.CHANGED and not said.get("dated"):
        return fill(_("No date yet · changed {on:day}"), said, today=today)
    sentence = _(_LINES[row.line])
    if row.line is Line.ANSWER_DUE and str(said.get("deadline", "")) < today.isoformat():
        sentence = _("An answer was due by {deadline:day} and has not come")
    if row.line is Line.WITHIN:
        days = int(said.get("days", 0))
        sentence = ngettext("Within {days} day of it · to {office}", "Within {days} days of it · to {office}", days)
    filled = fill(sentence, said, today=today)
    return filled.removesuffix(" · ").removesuffix(" ·")


def action(row: Row) -> str:
    """Return the verb on the button."""
    what = row.action
    match what.do:
        case Do.OPEN if what.packet:
            return mending_words()
        case Do.OPEN if row.chip in {Chip.DRAFT, Chip.RETURNED}:
            return _("Write on") if what.record else ""
        case Do.OPEN:
            return _("Look at it")
        case Do.NEW if row.chip is Chip.ON_EVENT or row.line is Line.TO_WRITE:
            return _("Fill one in") if row.chip is Chip.ON_EVENT else _("Write it")
        case Do.NEW:
            return fill(_("New {kind}"), {"kind": _subtype(what)})
        case Do.MOVE:
            move = next((m for m in find_kind(what.kind).workflow.moves if m.key == what.move), None)
            return words(move.words) if move else _("Open")
        case Do.CARRY:
            return _("Write to stick")
        case Do.SHOW:
            return ""
        case Do.SUBMIT:
            return _("Hand it in")
        case Do.NIL:
            return _("Nil return")
        case _:
            assert_never(what.do)


def _link(row: Row) -> str:
    """What the row is about can be opened beside what its button does."""
    if row.record and row.action.do is not Do.OPEN:
        return _("See this item")
    return _("See this packet") if row.action.packet and row.action.do is not Do.CARRY else ""


def _subtype(what: Action) -> str:
    kind = find_kind(what.kind)
    if what.subtype and kind.subtype:
        for option in getattr(kind.field(kind.subtype), "options", ()):
            if option.value == what.subtype:
                return words(option.words)
    return words(kind.words)


def _due(row: Row, days: int, *, today: date) -> str:
    """还有 11 天, 明天到期, 逾期 81 天; by the row's own days, so that the words are those of the answer."""
    on = row.due or date.fromordinal(today.toordinal() + days)
    said = due(on, today=date.fromordinal(on.toordinal() - days))
    return said[:1].upper() + said[1:]
