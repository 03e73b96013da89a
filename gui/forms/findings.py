"""Where findings stand in a form: slots that change only what is new, so that nothing typed or focused is disturbed."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.records.kind import Kind
from core.views.county import RemarkView
from core.views.records import FindingView
from gui.forms.editor import Path
from gui.messages import _, fill, pgettext, rule_words, words
from gui.messages import finding as say_finding
from gui.widgets.buttons import Button
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, FindingRow, Level, basis_county
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label

SHORTEST, LONGEST = 5, 50
"""Characters of an explanation (D§3.2)."""

COMPARED = frozenset({"C01", "C02", "C05", "C08"})
"""Rules whose two texts can be laid side by side; others only lead to the other record."""


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words, with where it belongs and what can be done about it."""

    key: str
    """Mark of the finding; the path itself for what the form found."""
    path: Path
    level: Level
    text: str
    rule: str = ""
    action: str = ""
    basis: str = ""
    explanation: str = ""
    mutable: bool = False
    """A hint that the school may switch off."""
    own: bool = False
    """Found by the form: something typed that can't be kept."""
    newcomer: str = ""
    """Name of somebody who may be put on the list of people."""
    record: str = ""
    other: str = ""
    """Id of another record it speaks of."""
    other_path: Path = ()
    also: tuple[str, ...] = ()
    """Keys of others that are said in the same line."""

    @property
    def blocks(self) -> bool:
        """Tell whether it must be dealt with before finishing: an error, or a warning without a sentence."""
        return self.level is Level.ERROR or (self.level is Level.WARNING and not self.explanation)

    @property
    def compared(self) -> bool:
        """Tell whether its two texts can be laid side by side."""
        return bool(self.other) and self.rule in COMPARED

    def line(self, *, action: str = "") -> FindingLine:
        """Return it as a row shows it: with this action, the link to the other record, and why the rule asks."""
        link = (_("Compare") if self.compared else _("See that record")) if self.other else ""
        behind = rule_words(self.rule)
        return FindingLine(
            self.level,
            self.text,
            action=action,
            rule=self.rule,
            basis=self.basis,
            key=self.key,
            link=link,
            why=behind.why,
            how=behind.how,
        )


def say(finding: FindingView, *, today: date | None = None, kind: Kind | None = None) -> Said:
    """Put a finding into words; away from its field it names the field, for which it needs the record's kind."""
    said = say_finding(f"{finding.rule}.{finding.code}", finding.particulars, today=today)
    text = said.text
    field = field_name(kind, tuple(finding.path)) if kind is not None and finding.path else ""
    if field:
        text = of_field(field, text)
    return Said(
        key=finding.mark,
        path=tuple(finding.path),
        level=Level(finding.level),
        text=text,
        rule=finding.rule,
        action=said.action,
        basis=basis_county() if finding.demanded else "",
        explanation=finding.explanation,
        mutable=finding.mutable,
        record=finding.record,
        other=finding.other,
        other_path=tuple(finding.other_path),
    )


def say_remark(remark: RemarkView, number: int, *, today: date | None = None, known: bool = True) -> Said:
    """Put a remark of the county into the place of its field; the label goes along where the form has no such field."""
    text = remark.text if known or not remark.label else of_field(remark.label, remark.text)
    about = {"packet": remark.packet, "on": remark.at.date()}
    return Said(
        key=f"county:{number}",
        path=(remark.field,) if remark.field and known else (),
        level=Level.REMARK,
        text=text,
        basis=fill(_("(“{packet}”, sent back {on:day})"), about, today=today),
    )


def say_remarks(
    remarks: Sequence[RemarkView], *, today: date | None = None, fields: Container[str]
) -> tuple[Said, ...]:
    """Put the remarks of the county into words; `fields` are those that the form has."""
    return tuple(
        say_remark(remark, number, today=today, known=remark.field in fields) for number, remark in enumerate(remarks)
    )


def levels_of(key: str, found: Iterable[Said]) -> dict[Path, str]:
    """Return how the places within a field are coloured: by the first that is no hint and has no sentence yet."""
    levels: dict[Path, str] = {}
    for said in found:
        if said.path[:1] == (key,) and said.level is not Level.HINT and not said.explanation:
            level = Level.WARNING if said.level is Level.REMARK else said.level
            levels.setdefault(said.path, level.value)
    return levels


def of_field(field: str, text: str) -> str:
    """Put the name of a field before what was found about it."""
    return fill(_("{field}: {finding}"), {"field": field, "finding": text})


def field_name(kind: Kind, path: Path) -> str:
    """Name the field a path leads to; a question of a move is none."""
    try:
        return words(kind.at(path).words)
    except KeyError:
        return ""


class ExplainLine(TextField):
    """The line for a warning's sentence: Enter keeps it, Esc leaves it as it was."""

    kept = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the page behind, for which it means to go back."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep with Enter, leave with Esc; neither goes further."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindingEntry(QWidget):
    """One finding under its field, with the line for its explanation when it is a warning."""

    acted = Signal(str)
    explained = Signal(str, str)
    """The key of the finding and the person's sentence."""
    muted = Signal(str)
    """The school does not want to see this hint again; carries the rule number."""
    other_wanted = Signal(object)
    """Show the other record it speaks of, or both texts; carries the `Said`."""

    def __init__(self, said: Said) -> None:
        super().__init__()
        self.said = said
        self._column = Column(self, spacing=0)
        self._row: FindingRow | None = None
        self._told = Frame("warning")
        self._sentence = Label("", "finding", wrap=True, selectable=True)
        told = Row(self._told, margins=(34, 0, 8, 4))
        told.addWidget(self._sentence)
        self._box = Frame("warning")
        line = Row(self._box, margins=(34, 2, 8, 6), spacing=8)
        self._line = ExplainLine(hint=_("One sentence, {low} to {high} characters").format(low=SHORTEST, high=LONGEST))
        self._line.setMaxLength(LONGEST * 2)
        self._line.setAccessibleName(_("Explanation"))
        self._line.kept.connect(self._keep)
        self._line.left.connect(self._leave)
        self._line.edited.connect(self._count)
        self._counted = Label("", "small")
        keep = Button(_("Keep"), "small", action=self._keep)
        line.addWidget(self._line, 1)
        line.addWidget(self._counted)
        line.addWidget(keep)
        self._box.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._build(said)
        self._column.addWidget(self._told)
        self._column.addWidget(self._box)

    def show_said(self, said: Said) -> None:
        """Say it anew; an explanation being typed stays as it is."""
        if said != self.said or self._row is None:
            self._build(said)

    def action(self) -> QWidget | None:
        """Return the link at the end of the row."""
        return self._row.action if self._row else None

    def explain(self) -> None:
        """Open the line for the sentence and put the cursor in it."""
        self._line.set_value(self._line.value() or self.said.explanation)
        self._box.show()
        self._count()
        self._line.setFocus()

    def explanation_line(self) -> TextField:
        """Return the line the sentence is typed in."""
        return self._line

    def _build(self, said: Said) -> None:
        self.said = said
        focused = self._row is not None and self._row.action is not None and self._row.action.hasFocus()
        old = self._row
        self._row = FindingRow(said.line(action=self._action(said)))
        self._row.acted.connect(self._act)
        self._row.linked.connect(lambda _key: self.other_wanted.emit(self.said))
        if old is not None and old.why is not None and old.why.unfolded() and self._row.why is not None:
            self._row.why.turn()
        self._column.insertWidget(0, self._row)
        self._sentence.setText(_("Explained: {sentence}").format(sentence=said.explanation))
        self._told.setVisible(bool(said.explanation))
        if old is not None:
            old.hide()
            old.deleteLater()
        if focused and self._row.action is not None:
            self._row.action.setFocus()

    @staticmethod
    def _action(said: Said) -> str:
        if said.level is Level.WARNING:
            return pgettext("explanation", "Change") if said.explanation else _("Explain")
        if said.level is Level.HINT and said.mutable:
            return _("Don’t show here again")
        return "" if said.other else said.action

    def _act(self, key: str) -> None:
        if self.said.level is Level.WARNING:
            self.explain()
        elif self.said.level is Level.HINT and self.said.mutable:
            self.muted.emit(self.said.rule)
        else:
            self.acted.emit(key)

    def _keep(self) -> None:
        sentence = self._line.value().strip()
        if sentence and not SHORTEST <= len(sentence) <= LONGEST:
            self._count()
            self._line.setFocus()
            return
        self._box.hide()
        if self._row is not None and self._row.action is not None:
            self._row.action.setFocus()
        if sentence != self.said.explanation:
            self.explained.emit(self.said.key, sentence)

    def _leave(self) -> None:
        self._line.set_value(self.said.explanation)
        self._box.hide()
        if self._row is not None and self._row.action is not None:
            self._row.action.setFocus()

    def _count(self) -> None:
        count = len(self._line.value().strip())
        text = _("{count} of {low}–{high}").format(count=count, low=SHORTEST, high=LONGEST)
        self._counted.setText(text)
        self._counted.set_tone("" if SHORTEST <= count <= LONGEST else "warn")


class FindingSlot(QWidget):
    """The place under a field for what was found about it."""

    acted = Signal(str)
    explained = Signal(str, str)
    muted = Signal(str)
    other_wanted = Signal(object)

    def __init__(self, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        super().__init__()
        self._column = Column(self, spacing=4, margins=margins)
        self._entries: dict[str, FindingEntry] = {}
        self.hide()

    def show_findings(self, findings: Sequence[Said]) -> bool:
        """Show exactly these findings; those already here stay the same widgets. True when anything changed."""
        if [entry.said for entry in self._entries.values()] == list(findings):
            return False
        wanted = {said.key: said for said in findings}
        for key in [key for key in self._entries if key not in wanted]:
            entry = self._entries.pop(key)
            self._column.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        for at, (key, said) in enumerate(wanted.items()):
            if key in self._entries:
                self._entries[key].show_said(said)
                continue
            entry = FindingEntry(said)
            entry.acted.connect(self.acted)
            entry.explained.connect(self.explained)
            entry.muted.connect(self.muted)
            entry.other_wanted.connect(self.other_wanted)
            self._column.insertWidget(at, entry)
            self._entries[key] = entry
        self._entries = {key: self._entries[key] for key in wanted}
        self.setVisible(bool(self._entries))
        return True

    def entries(self) -> list[FindingEntry]:
        """Return what is shown, top down."""
        return list(self._entries.values())
