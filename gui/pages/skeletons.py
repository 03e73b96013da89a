"""按通用样式新建: one of six blank campaigns, laid over the days a school names."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from core.base.errors import CampaignRefused
from core.campaign.skeleton import lay_out, skeletons
from core.campaign.template import Template
from gui.messages import _, fill, join, ngettext
from gui.messages.refusals import reason
from gui.widgets.fields import Answer, ChoiceField, TextField
from gui.widgets.finding import FindingLine, Level
from gui.widgets.formline import FormField, FormLine
from gui.widgets.moments import DateField
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column
from gui.widgets.text import Label
from gui.widgets.theme import Room

LOOK = "look"
"""The answer with which it was laid out."""


class SkeletonForm(QWidget):
    """Which one, what it is called, from when to when, and who sent it."""

    def __init__(self, *, today: date) -> None:
        super().__init__()
        self._known = {template.id: template for template in skeletons()}
        self.which = ChoiceField([Answer(one.id, one.title) for one in self._known.values()])
        self._about = Label("", "small", wrap=True)
        self.title = TextField()
        self.issuer = TextField()
        self.start, self.end = DateField(near=today), DateField(near=today)
        self._lines = (
            FormLine([FormField("which", _("Usual pattern"), self.which)]),
            FormLine([FormField("title", _("Title"), self.title, required=True)]),
            FormLine(
                [
                    FormField("start", _("First day"), self.start, required=True),
                    FormField("end", _("Last day"), self.end, required=True),
                ]
            ),
            FormLine([FormField("issuer", _("Issued by"), self.issuer)]),
        )
        column = Column(self, spacing=8)
        for at, line in enumerate(self._lines):
            line.set_room(Room.NARROW)
            column.addWidget(line)
            if at == 0:
                column.addWidget(self._about)
        self.which.edited.connect(self._chosen)
        self.which.set_value(next(iter(self._known)))
        self._chosen()

    def template(self) -> Template | None:
        """Return the campaign as it was laid out; None after saying what can't be."""
        start, end = self.start.day(), self.end.day()
        found = {
            key: _("Please fill this in, as a day.") for key, day in (("start", start), ("end", end)) if day is None
        }
        if not self.title.text().strip():
            found["title"] = _("Please give it a title.")
        self.show_findings(found)
        if found or start is None or end is None:
            return None
        try:
            return lay_out(
                self._known[self.which.value()],
                title=self.title.text(),
                start=start,
                end=end,
                issuer=self.issuer.text(),
            )
        except CampaignRefused as error:
            why = reason(str(error.particulars["reason"]))
            self.show_findings({"end": fill(_("This can’t be: {reason}."), {"reason": why})})
            return None

    def show_findings(self, found: dict[str, str]) -> None:
        """Say what is wrong under its fields, and go to the first."""
        for line in self._lines:
            line.set_findings({key: [FindingLine(Level.ERROR, text)] for key, text in found.items()})
        first = next((line.field(key) for line in self._lines for key in line.findings()), None)
        if first is not None:
            first.setFocus()

    def findings(self) -> dict[str, str]:
        """Return what is said now, by field."""
        return {key: said[0].text for line in self._lines for key, said in line.findings().items()}

    def _chosen(self) -> None:
        """Say what the skeleton holds."""
        one = self._known[self.which.value()]
        count = ngettext("{count} activity", "{count} activities", len(one.activities))
        parts = [join(phase.name for phase in one.phases) or _("no phases"), count.format(count=len(one.activities))]
        self._about.setText(" · ".join(parts))


class SkeletonQuestion(Question):
    """Asks which skeleton, and hands on the campaign that was laid out of it."""

    def __init__(self, *, today: date, parent: QWidget) -> None:
        self.form = SkeletonForm(today=today)
        super().__init__(
            _("Begin from a usual pattern"),
            _("For when no file has come from the county. Everything can be set afterwards."),
            [Reply("no", _("Cancel"), safe=True), Reply(LOOK, _("Next: look it over"))],
            body=self.form,
            parent=parent,
        )
        self.form.which.setFocus()

    def lay_out(self, then: Callable[[Template], None]) -> None:
        """Show it; `then` gets the campaign."""
        laid: list[Template] = []

        def stay(answer: str) -> bool:
            template = self.form.template() if answer == LOOK else None
            if template is not None:
                laid.append(template)
            return template is None

        self.ask(lambda answer: then(laid[-1]) if answer == LOOK else None, stay=stay)
