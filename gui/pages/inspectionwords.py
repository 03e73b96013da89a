"""What an inspection would see, in words: the rows of the three columns, and the list of what is not there."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from core.campaign.template import Measure
from core.records.catalogue import find_kind
from core.records.kind import Kind
from core.views.inspection import Fact as Found
from core.views.inspection import FactKind
from gui.messages import _, day, fill, finding, full_day, level_word, month, month_only, ngettext, words
from gui.pages.kindwords import kind_icon
from gui.pages.titles import heading_text, subtype_name
from gui.widgets.chip import ChipData, Tone
from gui.widgets.facts import Fact

_LEVELS = {"E": ("dismiss_circle", Tone.ERR), "W": ("warning", Tone.WARN), "I": ("info", Tone.HINT)}


def as_fact(found: Found, *, today: date) -> Fact:
    """Put one row into words."""
    return Fact(
        key=found.key,
        heading=heading(found, today=today),
        line=line(found, today=today),
        chip=_chip(found),
        quote=found.quote,
        quoted_from=fill(_("Notice: {source}"), {"source": found.source}) if found.source else "",
        icon=kind_icon(find_kind(found.kind)) if found.kind else "people_community",
    )


def heading(found: Found, *, today: date) -> str:
    """Return the bold words of a row."""
    kind = find_kind(found.kind) if found.kind else None
    match found.what:
        case FactKind.ACTIVITY:
            return " · ".join(part for part in (found.heading, period(found.period, today=today)) if part)
        case FactKind.RECORDS | FactKind.SCHOOL:
            return found.heading or _name(kind, found.subtype) or _("The school as a whole")
        case FactKind.FINDING | FactKind.DRAFT:
            if found.withheld:
                return _name(kind, "")
            if found.heading and kind is not None:
                return heading_text(kind, found.heading)
            return fill(_("{kind} without a heading"), {"kind": _name(kind, "")})
        case _:
            assert_never(found.what)


def line(found: Found, *, today: date) -> str:
    """Return the grey words of a row."""
    said = found.particulars
    match found.what:
        case FactKind.ACTIVITY:
            return _quota(found)
        case FactKind.RECORDS:
            count = int(said.get("count", 0))
            return ngettext("{count} record agrees", "{count} records agree", count).format(count=count)
        case FactKind.DRAFT:
            days = int(said.get("days", 0))
            return ngettext("Not touched for {days} day", "Not touched for {days} days", days).format(days=days)
        case FactKind.FINDING | FactKind.SCHOOL:
            if found.withheld:
                return found.number
            on = day(found.dated, today=today) if found.dated else ""
            return " · ".join(part for part in (_sentence(found, today=today), found.number, on, found.rule) if part)
        case _:
            assert_never(found.what)


def period(code: str, *, today: date) -> str:
    """Return 9月, 第2季度, 2008年 of "2008-09", "2008-Q2", "2008"; another year is told, a whole campaign is empty."""
    year, _dash, part = code.partition("-")
    if not year.isdigit():
        return ""
    now = int(year) == today.year
    if part.startswith("Q"):
        told = _("quarter {number}") if now else _("quarter {number} of {year}")
        return fill(told, {"number": part[1:], "year": year})
    if part.isdigit():
        return month_only(int(part)) if now else month(int(year), int(part))
    return fill(_("the year {year}"), {"year": year})


def missing_list(missing: Sequence[Found], *, school: str, today: date) -> str:
    """Return the list of what is not there as plain text, one thing a line."""
    lines = [_("List of what is not there"), f"{school}　{full_day(today)}", ""]
    for number, found in enumerate(missing, start=1):
        lines.append(
            fill(
                _("{number}. {heading}: {line}"),
                {"number": number, "heading": heading(found, today=today), "line": line(found, today=today)},
            )
        )
    return "\n".join(lines)


def _sentence(found: Found, *, today: date) -> str:
    """Return what the first finding says, naming its field, and how many there are besides."""
    text = finding(f"{found.rule}.{found.code}", found.particulars, today=today).text
    if found.what is FactKind.FINDING and found.path and found.kind:
        field = words(find_kind(found.kind).at(found.path).words)
        text = fill(_("{field}: {finding}"), {"field": field, "finding": text})
    if found.more:
        more = ngettext("{count} more besides", "{count} more besides", found.more).format(count=found.more)
        return f"{text} {more}"
    return text


def _quota(found: Found) -> str:
    """Return how much of a quota is there, and what is missing."""
    done, due = int(found.particulars.get("done", 0)), int(found.particulars.get("due", 0))
    measure = str(found.particulars.get("measure", ""))
    there, lacking = _amount(measure, done), _amount(measure, max(0, due - done))
    late = int(found.particulars.get("late", 0))
    if done >= due and late:
        return fill(
            _("{amount}, reached, {late} after the deadline"), {"amount": there, "late": _amount(measure, late)}
        )
    if done >= due:
        return fill(_("{amount}, reached"), {"amount": there})
    if due == 1 and not done and measure not in (Measure.HOURS, Measure.PEOPLE):
        return _("none yet")
    said = _("{missing} missing, {amount} there") if done else _("{missing} missing")
    return fill(said, {"missing": lacking, "amount": there})


def _amount(measure: str, count: int) -> str:
    """Return so much of what a quota measures: 2 次, 3 小时, 5 人次."""
    match measure:
        case Measure.HOURS:
            said = ngettext("{count} hour", "{count} hours", count)
        case Measure.PEOPLE:
            said = ngettext("{count} attendance", "{count} attendances", count)
        case _:
            said = ngettext("{count} time", "{count} times", count)
    return said.format(count=count)


def _chip(found: Found) -> ChipData | None:
    """Return how grave a finding is, in word and icon; what is counted has none."""
    if found.what is FactKind.DRAFT:
        return ChipData(_("Draft"), "edit")
    if found.what not in {FactKind.FINDING, FactKind.SCHOOL} or found.level not in _LEVELS:
        return None
    icon, tone = _LEVELS[found.level]
    return ChipData(level_word(found.level), icon, tone)


def _name(kind: Kind | None, subtype: str) -> str:
    """Return the words of a type, or of its kind."""
    return (subtype_name(kind, subtype) or words(kind.words)) if kind is not None else ""
