"""自选动作: the small form of one of the school's own activities, with refusals said under their field."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from core.base.errors import CampaignRefused, UserError
from core.campaign.template import Activity, Binding, Per, Quota
from core.records.catalogue import find_kind, kinds
from core.records.field import Choice
from core.records.kind import Kind
from gui.messages import _, about, fill, words
from gui.messages.refusals import reason
from gui.widgets.fields import Answer, ChoiceField, NumberField, TextField
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.formline import FormField, FormLine
from gui.widgets.moments import DateField
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, clear
from gui.widgets.theme import Room

SAVED = "save"
"""The answer with which it was kept."""

NEVER = "never"
"""No quota."""

_FIELDS = (("record_kind", "kind"), ("quota", "quota"), ("deadline", "deadline"), ("name", "name"))
"""Member of the activity, and the field that is typed in for it."""


class OwnForm(QWidget):
    """Name, kind of record, how often, until when."""

    def __init__(self, activity: Activity | None, *, today: date) -> None:
        super().__init__()
        self._activity = activity
        self.name = TextField(hint=_("What the school does by itself"))
        self.kind = ChoiceField(_offered())
        self.subtype = ChoiceField(empty=_("Any"))
        self.count = NumberField(low=1, high=1000)
        self.per = ChoiceField(
            [
                Answer(NEVER, _("as it comes")),
                Answer(Per.MONTH.value, _("times a month")),
                Answer(Per.QUARTER.value, _("times a quarter")),
                Answer(Per.CAMPAIGN.value, _("times in all")),
            ]
        )
        self.deadline = DateField(near=today)
        self._lines = (
            FormLine([FormField("name", _("What it is called"), self.name, required=True)]),
            FormLine(
                [
                    FormField("kind", _("Record"), self.kind, required=True),
                    FormField("subtype", _("Type"), self.subtype),
                ]
            ),
            FormLine([FormField("quota", _("How often"), self.count), FormField("per", _("counted"), self.per)]),
            FormLine([FormField("deadline", _("Deadline"), self.deadline)]),
        )
        column = Column(self, spacing=8)
        for line in self._lines:
            line.set_room(Room.NARROW)
            column.addWidget(line)
        self._says = Column(spacing=4)
        column.addLayout(self._says)
        self.kind.edited.connect(self._kind_chosen)
        self.per.edited.connect(self._per_chosen)
        self._fill(activity)

    def activity(self) -> Activity | None:
        """Return what was typed; None after saying under its field what can't be."""
        found: dict[str, str] = {}
        if not self.name.text().strip():
            found["name"] = _("Please give it a name.")
        per = self.per.value()
        number = self.count.number()
        if per != NEVER and number is None:
            found["quota"] = _("Please say how often, as a number from 1 to 1000.")
        day = self.deadline.day()
        if self.deadline.text().strip() and day is None:
            found["deadline"] = _("There is no such day.")
        self.show_findings(found)
        if found:
            return None
        quota = Quota(min=number, per=Per(per)) if number is not None and per != NEVER else None
        subtype = self.subtype.value()
        return Activity(
            id=self._activity.id if self._activity else "",
            name=self.name.text().strip(),
            record_kind=f"{self.kind.value()}:{subtype}" if subtype else self.kind.value(),
            binding=Binding.OPTIONAL,
            quota=quota,
            deadline=day.isoformat() if day else None,
        )

    def show_findings(self, found: dict[str, str]) -> None:
        """Say what is wrong under its fields, and go to the first."""
        clear(self._says)
        for line in self._lines:
            line.set_findings({key: [FindingLine(Level.ERROR, text)] for key, text in found.items()})
        first = next((line.field(key) for line in self._lines for key in line.findings()), None)
        if first is not None:
            first.setFocus()

    def refuse(self, error: UserError) -> None:
        """Say why the core refuses it: under the field its path leads to, else below all of them."""
        if isinstance(error, CampaignRefused):
            path = str(error.particulars["path"])
            key = next((field for member, field in _FIELDS if f".{member}" in path), "")
            if key:
                text = reason(str(error.particulars["reason"]))
                self.show_findings({key: fill(_("This can’t be: {reason}."), {"reason": text})})
                return
        self.show_findings({})
        self._says.addWidget(FindingRow(FindingLine(Level.ERROR, about(error).text())))

    def findings(self) -> dict[str, str]:
        """Return what is said now, by field."""
        return {key: said[0].text for line in self._lines for key, said in line.findings().items()}

    def _fill(self, activity: Activity | None) -> None:
        self.name.set_value(activity.name if activity else "")
        self.kind.set_value(activity.kind if activity else "study_session")
        self._kind_chosen()
        self.subtype.set_value(activity.subtype if activity else "")
        quota = activity.quota if activity else None
        self.count.set_number(quota.min if quota else None)
        self.per.set_value(quota.per.value if quota else NEVER)
        self._per_chosen()
        self.deadline.set_value(activity.deadline or "" if activity else "")

    def _kind_chosen(self) -> None:
        kind = find_kind(self.kind.value())
        answers = _subtypes(kind)
        self.subtype.set_answers(answers)
        self.subtype.set_value("")
        self.subtype.setEnabled(bool(answers))

    def _per_chosen(self) -> None:
        counted = self.per.value() != NEVER
        self.count.setEnabled(counted)
        if not counted:
            self.count.set_number(None)


class OwnQuestion(Question):
    """Asks for an activity of the school's own, and stays until the core has taken it."""

    def __init__(self, activity: Activity | None, *, today: date, parent: QWidget) -> None:
        self.form = OwnForm(activity, today=today)
        self._busy = False
        super().__init__(
            _("An activity of the school’s own") if activity is None else _("Change the activity"),
            "",
            [Reply("no", _("Cancel"), safe=True), Reply(SAVED, _("Keep"))],
            body=self.form,
            parent=parent,
        )
        self.form.name.setFocus()

    def keep_with(self, save: Callable[[Activity], None]) -> None:
        """Show it; `save` gets what was typed and calls `taken` or `refused` when it knows."""

        def stay(answer: str) -> bool:
            activity = self.form.activity() if answer == SAVED and not self._busy else None
            if activity is not None:
                self._busy = True
                save(activity)
            return True

        self.ask(lambda _answer: None, stay=stay)

    def taken(self) -> None:
        """Close: it was kept."""
        self.give(SAVED)

    def refused(self, error: UserError) -> None:
        """Say why it was not kept; what was typed stays."""
        self._busy = False
        self.form.refuse(error)


def _offered() -> list[Answer]:
    """Return the kinds of record a school may choose, in the order of the house."""
    return [Answer(kind.key, words(kind.words)) for kind in kinds().values() if not kind.internal and not kind.nil_of]


def _subtypes(kind: Kind) -> list[Answer]:
    field = kind.field(kind.subtype) if kind.subtype else None
    if not isinstance(field, Choice):
        return []
    return [Answer(option.value, words(option.words)) for option in field.options]
