"""A campaign before it is taken: what it asks for, what only this county wants, what a newer edition changes."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.campaign.template import Measure, Template
from core.checks.declared import RULES
from core.records.catalogue import kinds
from core.records.kind import Kind
from core.views.campaigns import Offered
from gui.messages import _, fill, join, ngettext, words
from gui.messages.campaigns import ChangeWords, change
from gui.pages.campaignwords import GROUPS, group_of, phases, window_words
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData, Tone
from gui.widgets.dialog import Dialog
from gui.widgets.finding import FindingLine, Level
from gui.widgets.formline import FormField, FormLine, SectionHead
from gui.widgets.moments import DateField
from gui.widgets.phases import PhaseLine
from gui.widgets.space import Column, Flow, Row
from gui.widgets.text import Label

WIDTH = 860
"""Pixels at 100 %, as far as the screen has it."""


class OfferedDialog(Dialog):
    """Shows everything that taking it would bring; 采用 or 不采用."""

    taken = Signal(object)
    """Take it; the day the notice reached the school, or None."""

    def __init__(self, offered: Offered, *, today: date, parent: QWidget) -> None:
        super().__init__(_("A newer edition") if offered.known else _("A campaign notice"), width=WIDTH, parent=parent)
        self.offered = offered
        template = offered.template
        body = Column(margins=(24, 18, 24, 18), spacing=12)
        body.addWidget(Label(template.title, "title", wrap=True))
        body.addWidget(Label(" · ".join(_facts(template)), "small", wrap=True))
        if offered.known:
            self._put_changes(body, [change(one, template) for one in offered.differences])
        self._put_phases(body, template, today)
        self._put_counts(body, template)
        self._put_kinds(body, template.kinds)
        self._put_demands(body, demands(template))
        self.received_on = DateField(near=template.window.start)
        day = offered.received_on or template.issuer.received_on or (None if offered.known else today)
        self.received_on.set_value(day.isoformat() if day else "")
        self.line = FormLine([FormField("received", _("Received on"), self.received_on, stretch=0)], label_width=0)
        self.take = Button(_("Take it up"), "primary", icon_name="checkmark", action=self._take)
        self.leave = Button(_("Don’t take it"), action=self.reject)
        row = Row(margins=(24, 8, 20, 8), spacing=8)
        row.addWidget(self.line, 1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        self.lay(body, row)
        self.take.setDefault(True)

    def begin(self) -> None:
        """Show it."""
        self.open()
        self.take.setFocus()

    def _take(self) -> None:
        text, day = self.received_on.text().strip(), self.received_on.day()
        if text and day is None:
            self.line.set_findings({"received": [FindingLine(Level.ERROR, _("There is no such day."))]})
            self.received_on.setFocus()
            return
        self.taken.emit(day)
        self.accept()

    # --- parts ---------------------------------------------------------------------------------------

    @staticmethod
    def _put_changes(body: Column, changes: Sequence[ChangeWords]) -> None:
        count = ngettext("{count} change", "{count} changes", len(changes)).format(count=len(changes))
        note = count if changes else _("Nothing is different from what is in use.")
        body.addWidget(SectionHead(_("What it changes"), note))
        for one in changes:
            line = Row(spacing=10)
            line.addWidget(Chip(ChipData(one.mark, "edit" if one.values else "info", Tone.HINT)))
            said = Label(f"{one.thing}　{one.values}".strip("　"), wrap=True, selectable=True)
            said.setAccessibleName(one.text())
            line.addWidget(said, 1)
            body.addLayout(line)

    @staticmethod
    def _put_phases(body: Column, template: Template, today: date) -> None:
        if not template.phases:
            return
        line = PhaseLine()
        line.show_line(template.window.start, template.window.end, phases=phases(template), today=today)
        body.addWidget(line)

    @staticmethod
    def _put_counts(body: Column, template: Template) -> None:
        body.addWidget(SectionHead(_("Activities asked for"), str(len(template.activities))))
        line = Flow(spacing=16)
        for group, (name, _note) in GROUPS.items():
            count = sum(group_of(activity) == group for activity in template.activities)
            if count:
                line.addWidget(Label(f"{_(name)} {count}"))
        body.addLayout(line)

    @staticmethod
    def _put_kinds(body: Column, brought: Sequence[Kind]) -> None:
        if not brought:
            return
        body.addWidget(SectionHead(_("Forms of its own"), str(len(brought))))
        for kind in brought:
            names = join(words(field.words) for field in kind.fields())
            body.addWidget(Label(fill(_("{form}: {fields}"), {"form": words(kind.words), "fields": names}), wrap=True))

    @staticmethod
    def _put_demands(body: Column, said: Sequence[str]) -> None:
        if not said:
            return
        body.addWidget(SectionHead(_("What only this county asks for"), _("It is told in every packet, too")))
        for text in said:
            line = Row(spacing=10)
            line.addWidget(Chip(ChipData(_("This county asks"), "info", Tone.WARN)))
            line.addWidget(Label(text, wrap=True), 1)
            body.addLayout(line)


def demands(template: Template) -> list[str]:
    """Say what goes beyond the custom: photos, lengths, hours, rules that are off elsewhere (D§5.3 rule 2)."""
    said = []
    if template.thresholds.photo_required:
        said.append(_("Photos of meetings"))
    known = {**kinds(), **{kind.key: kind for kind in template.kinds}}
    for key, least in template.thresholds.body_min_chars.items():
        name = words(known[key].words) if key in known else key
        said.append(fill(_("{form}: {least} characters or more"), {"form": name, "least": least}))
    for activity in template.activities:
        quota = activity.quota
        if quota is not None and quota.measure is Measure.HOURS:
            said.append(fill(_("{activity}: {hours} hours"), {"activity": activity.name, "hours": quota.min}))
    said += [words(RULES[rule].words) for rule in template.checks_on if rule in RULES]
    return said


def _facts(template: Template) -> list[str]:
    parts = [template.issuer.name, template.issuer.doc_no or "", window_words(template)]
    parts.append(fill(_("edition {number}"), {"number": template.edition}))
    return [part for part in parts if part]
