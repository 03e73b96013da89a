"""Editors of answers to choose: one of several, several of several, yes or no, a number, another record, grey text."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from core.records.field import Automatic, Choice, Formula, Integer, Reference, Toggle
from gui.forms.context import FormContext
from gui.forms.editor import Editor, Path, said_name
from gui.forms.lines import keep_narrow
from gui.messages import N_, _, words
from gui.messages.dates import duration
from gui.widgets.fields import Answer, ChoiceField, ChoiceLine, NumberField, ToggleField
from gui.widgets.space import Flow, Row
from gui.widgets.text import Label

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


class ChoiceEditor(Editor):
    """One answer out of a list; an answer the list no longer has stays as it is."""

    def __init__(self, field: Choice, context: FormContext) -> None:
        super().__init__(field, context)
        answers = [Answer(option.value, words(option.words)) for option in field.options]
        self._box = ChoiceField(answers, empty="")
        self.hold(self._box)
        self._box.edited.connect(self.changed.emit)

    def value(self) -> str:
        """Return the chosen value."""
        return self._box.value()

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self._box.set_value(str(value or ""))


class ChoicesEditor(Editor):
    """Several answers: a box to tick for each; the arrows move between them, Space ticks."""

    stretch = 3

    def __init__(self, field: Choice, context: FormContext) -> None:
        super().__init__(field, context)
        self._boxes: dict[str, QCheckBox] = {}
        self._strange: list[str] = []
        line = Flow(self, spacing=6)
        for option in field.options:
            box = QCheckBox(words(option.words))
            box.setAccessibleName(f"{said_name(field)} · {words(option.words)}")
            box.clicked.connect(lambda _on=False: self.changed.emit())
            line.addWidget(box)
            self._boxes[option.value] = box
        self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> list[str]:
        """Return the chosen values in the order of the field's options."""
        return [value for value, box in self._boxes.items() if box.isChecked()] + self._strange

    def set_value(self, value: Any) -> None:
        """Show the chosen values."""
        chosen = list(value) if isinstance(value, list) else [value] if value else []
        for key, box in self._boxes.items():
            box.setChecked(key in chosen)
        self._strange = [item for item in chosen if item not in self._boxes]

    def set_locked(self, *, locked: bool) -> None:
        """Show the boxes without letting them change."""
        for box in self._boxes.values():
            box.setEnabled(not locked)

    def show_level(self, path: Path, level: str) -> None:
        """Colour nothing: boxes to tick have no edge of their own; the finding stands below."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the boxes with the arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        boxes = list(self._boxes.values())
        here = next((at for at, box in enumerate(boxes) if box.hasFocus()), -1)
        if step and here >= 0:
            boxes[(here + step) % len(boxes)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class ToggleEditor(Editor):
    """Yes or no: a box to tick."""

    def __init__(self, field: Toggle, context: FormContext) -> None:
        super().__init__(field, context)
        self._box = ToggleField(_("yes"))
        self.hold(self._box)
        self._box.edited.connect(self._edited)
        self._touched = False

    def value(self) -> bool | None:
        """Return yes or no; None while nobody has ticked."""
        return self._box.value() if self._touched or self._box.value() else None

    def set_value(self, value: Any) -> None:
        """Show yes or no."""
        self._touched = isinstance(value, bool)
        self._box.set_value(bool(value))

    def _edited(self) -> None:
        self._touched = True
        self.changed.emit()


class IntegerEditor(Editor):
    """A whole number within its bounds."""

    def __init__(self, field: Integer, context: FormContext) -> None:
        super().__init__(field, context)
        self._low, self._high = field.low, field.high
        self._line = NumberField(low=field.low, high=field.high)
        self.hold(self._line)
        self._line.edited.connect(self._edited)

    def value(self) -> int | None:
        """Return the number; None when empty."""
        return self._line.number()

    def set_value(self, value: Any) -> None:
        """Show a number."""
        self._line.set_number(value if isinstance(value, int) else None)
        self._judge()

    def unread(self) -> str:
        """Return a text that is no number within the bounds."""
        return "" if self.value() is not None else self._line.text().strip()

    def show_unread(self, text: str) -> None:
        """Put such a text back."""
        self._line.setText(text)
        self._judge()

    def _edited(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        wrong = self.value() is None and bool(self._line.text().strip())
        self.complaint = _("Between {low} and {high}, please.").format(low=self._low, high=self._high) if wrong else ""


class ReferenceEditor(Editor):
    """Another record by its number: chosen from a list, or typed as it stands on paper."""

    stretch = 2

    def __init__(self, field: Reference, context: FormContext) -> None:
        super().__init__(field, context)
        self._by_text = {f"{number} {heading}".strip(): number for number, heading in context.numbers}
        self._box = ChoiceLine(list(self._by_text), hint=_("Number, e.g. ST-2008-001"))
        keep_narrow(self._box)
        self.hold(self._box)
        self._box.edited.connect(self.changed.emit)

    def value(self) -> str:
        """Return the number."""
        text = self._box.value().strip()
        return self._by_text.get(text, text)

    def set_value(self, value: Any) -> None:
        """Show a number, with its heading when it is known."""
        number = str(value or "")
        if number != self.value():
            known = {found: text for text, found in self._by_text.items()}
            self._box.set_value(known.get(number, number))


class AutomaticText(Editor):
    """What the program works out, as grey text; never typed."""

    def __init__(self, field: Automatic, context: FormContext) -> None:
        super().__init__(field, context)
        self._formula = field.formula
        self._value: Any = None
        self._label = Label("", "muted")
        Row(self, spacing=0).addWidget(self._label)

    def value(self) -> Any:
        """Return the value as it was worked out."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self._value = value
        self._label.setText(self.text())

    def entry(self, path: Path) -> QWidget:  # noqa: ARG002
        """Return the text: there is nothing to type in."""
        return self._label

    def show_level(self, path: Path, level: str) -> None:
        """Colour nothing: there is no box."""

    def text(self) -> str:
        """Return the value in words: 周四, 本月第 1 次, 100 分钟."""
        return automatic_text(self._formula, self._value)


def automatic_text(formula: Formula, value: Any) -> str:
    """Say a worked-out value: 周四, 本月第 1 次, 100 分钟; empty text while there is none."""
    if value is None or value == "":
        return ""
    match formula:
        case Formula.WEEKDAY:
            return _(WEEKDAYS[int(value) % 7])
        case Formula.MINUTES:
            return duration(int(value))
        case Formula.NTH_IN_MONTH:
            return _("no. {number} this month").format(number=value)
        case Formula.DAY_OF_TOPIC:
            return _("day {number}").format(number=value)
        case Formula.LEDGER_NO:
            return _("no. {number}").format(number=value)
        case Formula.COUNT:
            return str(value)
