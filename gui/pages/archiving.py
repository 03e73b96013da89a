"""归档: what a year's archive needs on paper, chosen in one question."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from core.records.filing import Place, Retention
from core.views.archive import Part, Plan, Year
from gui.messages import _, fill, join, ngettext
from gui.widgets.fields import Answer, ChoiceField, TextField, ToggleField
from gui.widgets.formline import FormField, FormLine
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column
from gui.widgets.text import Label
from gui.widgets.theme import Room

PRINT = "print"
WIDTH = 560
SPINES = (20, 30, 40, 50)


def retention_name(retention: Retention) -> str:
    """Return how long something is kept, in words."""
    return {
        Retention.FOREVER: _("for ever"),
        Retention.YEARS_30: _("30 years"),
        Retention.YEARS_10: _("10 years"),
    }[retention]


def part_name(part: Part) -> str:
    """Return what a part of the archive is called."""
    return {
        Part.CONTENTS: _("Contents, with a cover"),
        Part.NOTES: _("Box notes"),
        Part.SPINES: _("Spine labels"),
        Part.PIECES: _("All records, with the filing stamp’s frame"),
    }[part]


class ArchiveForm(QWidget):
    """Which year, what the archive calls the school, and what to print."""

    def __init__(self, years: Sequence[Year], place: Place) -> None:
        super().__init__()
        self._years = {str(one.year): one for one in years}
        self.year = ChoiceField([Answer(key, key) for key in self._years])
        self.fonds = TextField(place.fonds, chars=12)
        self.department = TextField(place.department, chars=12)
        self.spine = ChoiceField([Answer(str(wide), fill(_("{wide} mm"), {"wide": wide})) for wide in SPINES])
        self.spine.set_value("30")
        self._counted = Label("", "small", wrap=True)
        self.parts = {part: ToggleField(part_name(part)) for part in Part}
        for part in (Part.CONTENTS, Part.NOTES, Part.SPINES):
            self.parts[part].set_value(True)
        self.confidential = ToggleField("")
        lines = (
            FormLine([FormField("year", _("Year"), self.year), FormField("spine", _("Box"), self.spine)]),
            FormLine(
                [
                    FormField("fonds", _("Fonds number"), self.fonds),
                    FormField("department", _("Department code"), self.department),
                ]
            ),
        )
        column = Column(self, spacing=8)
        for line in lines:
            line.set_room(Room.NARROW)
            column.addWidget(line)
        column.addWidget(self._counted)
        for box in (*self.parts.values(), self.confidential):
            column.addWidget(box)
        self.year.edited.connect(self._count)
        if self._years:
            self.year.set_value(next(iter(self._years)))
        self._count()

    def plan(self) -> Plan | None:
        """Return what is to be printed; None while there is nothing to print."""
        parts = tuple(part for part, box in self.parts.items() if box.value())
        if not self._years or not parts:
            return None
        place = Place(fonds=self.fonds.value().strip(), department=self.department.value().strip())
        return Plan(
            year=int(self.year.value()),
            parts=parts,
            place=place,
            spine=int(self.spine.value()),
            confidential=self.confidential.value(),
        )

    def _count(self) -> None:
        """Say how much there is of the chosen year."""
        one = self._years.get(self.year.value())
        if one is None:
            self._counted.setText(_("Nothing is finished yet; what is finished can be filed."))
            self.confidential.hide()
            return
        counts = (
            fill(
                ngettext("{kept}: {count} record", "{kept}: {count} records", count),
                {"kept": retention_name(kept), "count": count},
            )
            for kept in Retention
            if (count := one.counts.get(kept, 0))
        )
        self._counted.setText(join(counts))
        hidden = ngettext(
            "Print {count} record that is not public, too",
            "Print {count} records that are not public, too",
            one.confidential,
        )
        self.confidential.setText(fill(hidden, {"count": one.confidential}))
        self.confidential.setVisible(bool(one.confidential))


class ArchiveQuestion(Question):
    """Asks what to print; printing is possible once something is ticked."""

    def __init__(self, years: Sequence[Year], place: Place, *, parent: QWidget) -> None:
        self.form = ArchiveForm(years, place)
        super().__init__(
            _("File a year"),
            _("Numbers follow the days; each meeting is a piece of its own. Locked records are not among them."),
            [Reply("no", _("Cancel"), safe=True), Reply(PRINT, _("Print"))],
            body=self.form,
            width=WIDTH,
            parent=parent,
        )
        for box in self.form.parts.values():
            box.edited.connect(self._ready)
        self._ready()

    def choose(self, then: Callable[[Plan], None]) -> None:
        """Show it; `then` gets the plan."""
        plans: list[Plan] = []

        def stay(answer: str) -> bool:
            plan = self.form.plan() if answer == PRINT else None
            if plan is not None:
                plans.append(plan)
            return plan is None

        self.ask(lambda answer: then(plans[-1]) if answer == PRINT else None, stay=stay)

    def _ready(self) -> None:
        self.buttons[PRINT].setEnabled(self.form.plan() is not None)
