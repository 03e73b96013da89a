"""Campaigns in words: what a notice asks, and what a newer edition of it changes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from core.base.words import Words
from core.campaign.change import Change, Difference
from core.campaign.deadline import Anchor, Deadline, fall_due, read_deadline
from core.campaign.template import Binding, Quota, Scope, Template
from gui.messages import dates
from gui.messages.campaign_table import INSIDE, NAMED, QUOTAS, VALUES
from gui.messages.language import _, join, ngettext, pgettext, words
from gui.messages.refusals import PASSED_OVER, member, place
from gui.messages.sentence import fill

_SHARES = frozenset({"similarity_warn", "similarity_note", "similarity_criticism", "similarity_measures"})


# --- what a notice asks ---------------------------------------------------------------------------


def binding(how: Binding) -> str:
    """Return 必须做, 参照做, 自选, 局里做、学校配合."""
    said = VALUES["binding"][how.value]
    return _(said)


def quota(asked: Quota) -> str:
    """Say how often something is to be done: 班子成员每人 · 建议 2 次/月 · 7、8月不计."""
    often = fill(_(QUOTAS[asked.measure.value, asked.per.value]), {"count": asked.min})
    often = fill(_("required: {often}") if asked.hard else _("suggested: {often}"), {"often": often})
    off = join(dates.month_only(month) for month in asked.skip_months)
    left_out = fill(_("not in {months}"), {"months": off}) if off else ""
    return " · ".join(part for part in (whose(asked.scope), often, left_out) if part)


def whose(scope: Scope) -> str:
    """Say whose quota it is; nothing for the school's."""
    match scope:
        case Scope.SCHOOL:
            return ""
        case Scope.PRINCIPAL:
            return _("the principal")
        case Scope.TEAM:
            return _("the leadership team")
        case Scope.EACH_LEADER:
            return _("each leader")
        case _:
            assert_never(scope)


def deadline(text: str, template: Template | None = None, *, today: date | None = None) -> str:
    """Say a deadline; one that hangs on a phase needs the campaign, and what can't be read is shown as it is."""
    found = read_deadline(text)
    if found is None:
        return text
    match found.anchor:
        case Anchor.MONTH:
            return _round_month(found.shift)
        case Anchor.EVENT:
            count = max(found.shift, 0)
            return ngettext("within {days} day", "within {days} days", count).format(days=count)
        case Anchor.DAY | Anchor.START | Anchor.END:
            day = due_day(found, template)
            return fill(_("by {on:day}"), {"on": day}, today=today) if day else text
        case _:
            assert_never(found.anchor)


def due_day(found: Deadline, template: Template | None) -> date | None:
    """Return the day of a deadline that has one; None for those of a month or an event, or of a phase nobody knows."""
    if found.anchor is Anchor.DAY and found.day is not None:
        return found.day + timedelta(days=found.shift)
    if template is None:
        return None
    try:
        return fall_due(found, template)
    except KeyError:
        return None


def _round_month(shift: int) -> str:
    if shift == 0:
        return _("by the end of each month")
    if shift > 0:
        said = ngettext("{days} day after each month", "{days} days after each month", shift)
        return said.format(days=shift)
    said = ngettext("{days} day before the end of each month", "{days} days before the end of each month", -shift)
    return said.format(days=-shift)


# --- what a newer edition changes -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One difference between two editions, in the language in use."""

    mark: str
    """新增, 去掉, 改为 or 有改动."""
    thing: str
    """What it is about: 活动“夜学” · 几次."""
    values: str = ""
    """Before and after; empty when the whole thing came or went, or only that it changed can be told."""

    def text(self) -> str:
        """Return everything in one line."""
        return " ".join(part for part in (self.mark, self.thing, self.values) if part)


def change(found: Difference, template: Template | None = None) -> ChangeWords:
    """Put a difference into words; `template` is the newer edition, for deadlines that hang on its phases."""
    thing = fill(_(NAMED[found.part]), {"name": found.name or found.id}) if found.id and found.part in NAMED else ""
    parts = [thing or member(found.part), *(fill(_(INSIDE[part]), {"name": name}) for part, name in found.inside)]
    if found.detail:
        parts.append(place(found.detail) if not found.id else _detail(found.detail))
    match found.what:
        case Change.ADDED:
            return ChangeWords(pgettext("difference", "New"), " · ".join(parts))
        case Change.REMOVED:
            return ChangeWords(pgettext("difference", "Gone"), " · ".join(parts))
        case Change.CHANGED:
            if not found.before and not found.after:
                return ChangeWords(_("Altered"), " · ".join(parts))
            name = (found.detail or found.part).rpartition(".")[2]
            before, after = (_value(name, text, template) for text in (found.before, found.after))
            values = fill(_("{before} → {after}"), {"before": before, "after": after})
            return ChangeWords(pgettext("difference", "Changed"), " · ".join(parts), values)
        case _:
            assert_never(found.what)


def _detail(path: str) -> str:
    """Name a member of a named thing: of "quota.min" only the last."""
    return " · ".join(member(step) for step in path.split(".") if step not in PASSED_OVER or step == path)


def _value(name: str, text: str | Words, template: Template | None) -> str:
    """Say a value of a member as people say it."""
    if isinstance(text, Words):
        return words(text)
    if not text:
        return _("nothing")
    if text in VALUES.get(name, {}):
        return _(VALUES[name][text])
    if text in {"True", "False"}:
        return _("yes") if text == "True" else _("no")
    if name in _SHARES:
        return f"{float(text):.0%}"
    if name in {"deadline", "when"}:
        return deadline(text, template)
    try:
        return dates.full_day(date.fromisoformat(text))
    except ValueError:
        return text
