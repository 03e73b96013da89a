"""校验: what must be mended, what may be mended or explained, and the hints folded away (e1 of the pictures)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.records.catalogue import find_kind
from core.views.packets import Checked
from core.views.records import FindingView, RecordLine
from gui.forms.findings import LONGEST, SHORTEST, Said, say
from gui.messages import _, about, day, fill, level_word, ngettext, rule_words, words
from gui.widgets.buttons import Button
from gui.widgets.fields import State, TextField, ToggleField, set_state
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label, Scroll, Separator
from gui.widgets.why import WhyLink

_LOOK = {
    Level.ERROR: ("dismiss_circle", "err"),
    Level.WARNING: ("warning", "warn"),
    Level.HINT: ("info", "hint"),
}
PAUSE = 600
"""Milliseconds without a key after which an explanation is kept."""


class FoundRow(Frame):
    """One finding: icon, word, sentence, where it stands, rule number, and the way there."""

    wanted = Signal()
    """Go to the field."""

    def __init__(self, said: Said, where: str, *, parent: QWidget | None = None) -> None:
        super().__init__("row", parent)
        self.said = said
        icon, tone = _LOOK[said.level]
        self.column = Column(self, margins=(17, 8, 14, 8), spacing=6)
        line = Row(spacing=8)
        line.addWidget(IconLabel(icon, 20, colour=tone, filled=True))
        line.addWidget(Label(level_word(said.level), "findword", tone=tone))
        text = Column(spacing=1)
        text.addWidget(Label(f"{said.text} {said.basis}".strip(), wrap=True))
        text.addWidget(Label(where, "small", wrap=True))
        line.addLayout(text, 1)
        behind = rule_words(said.rule)
        self.why = WhyLink(behind.why, behind.how, about=said.text, indent=28) if behind.why else None
        if self.why is not None:
            line.addWidget(self.why)
        line.addWidget(Label(said.rule, "rule"))
        self.go = Button(_("Go and change it"), "small", action=self.wanted.emit)
        self.go.setAccessibleName(f"{_('Go and change it')} {said.text}")
        line.addWidget(self.go)
        self.column.addLayout(line)
        if self.why is not None:
            self.column.addWidget(self.why.words)
        self.setAccessibleName(f"{level_word(said.level)} {said.text} {where} {said.rule}")


class ExplainedRow(FoundRow):
    """A warning with the field for its sentence; kept by itself, and counted."""

    explained = Signal(str)
    """The sentence is long enough, or was taken back: keep it."""
    typed = Signal()

    def __init__(self, said: Said, where: str, *, parent: QWidget | None = None) -> None:
        super().__init__(said, where, parent=parent)
        self._kept = said.explanation
        hint = _("One sentence of {low} to {high} characters; kept with the record, not printed by default")
        self.field = TextField(said.explanation, hint=hint.format(low=SHORTEST, high=LONGEST))
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(_("Explanation"))
        self._mark = IconLabel("checkmark_circle", 16, colour="ok", filled=True)
        self._count = Label("", "small")
        row = Row(spacing=8)
        label = Label(_("Explanation"), "label")
        label.setBuddy(self.field)
        row.addSpacing(2)
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(self._mark)
        row.addWidget(self._count)
        self.column.addLayout(row)
        self._trouble = Column(spacing=4)
        self.column.addLayout(self._trouble)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        self.field.edited.connect(self._typed)
        self.field.editingFinished.connect(self.keep)
        self._show()

    def sentence(self) -> str:
        """Return the sentence as typed."""
        return self.field.text().strip()

    def done(self) -> bool:
        """Tell whether the sentence is long enough."""
        return SHORTEST <= len(self.sentence()) <= LONGEST

    def keep(self) -> None:
        """Hand on the sentence when it is a new one."""
        self._pause.stop()
        sentence = self.sentence() if self.done() else ""
        if sentence != self._kept:
            self._kept = sentence
            self.explained.emit(sentence)

    def refuse(self, error: UserError) -> None:
        """Say why it could not be kept; the text stays."""
        self._kept = ""
        clear(self._trouble)
        self._trouble.addWidget(FindingRow(FindingLine(Level.ERROR, about(error).text())))

    def _typed(self) -> None:
        clear(self._trouble)
        self._show()
        self._pause.start()
        self.typed.emit()

    def _show(self) -> None:
        done = self.done()
        set_state(self.field, State.NORMAL if done else State.WARNING)
        self._mark.setVisible(done)
        self._count.set_tone("" if done else "warn")
        length = len(self.sentence())
        counted = ngettext("{count} character", "{count} characters", length).format(count=length)
        self._count.setText(counted if done else _("still needed"))


class CheckStep(QWidget):
    """Three cards; what was typed stays when the check is made anew."""

    moved = Signal()
    """What stands in the way has changed."""
    record_wanted = Signal(str, object)
    explained = Signal(str, str, str)
    """Keep a sentence: record, mark, sentence."""

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._checked: Checked | None = None
        self._rows: dict[tuple[str, str], ExplainedRow] = {}
        self._errors: list[FoundRow] = []
        self._unfolded = False
        self._keeps_place = True
        """The packet takes the place of the one that was sent back, where there is one."""
        self.replacing: ToggleField | None = None
        self._body = Column(margins=(20, 14, 20, 14), spacing=12)
        Column(self, spacing=0).addWidget(Scroll(self._body))

    def show_checked(self, checked: Checked) -> None:
        """Show what was found."""
        typed = {key: row.sentence() for key, row in self._rows.items() if row.sentence()}
        self._checked = checked
        clear(self._body)
        self._rows, self._errors = {}, []
        self._show_replaced(checked.replaces)
        lines = {line.id: line for line in checked.lines}
        self._show_errors(checked, lines)
        self._show_warnings(checked, lines, typed)
        self._show_hints(checked, lines)
        self._body.addStretch(1)
        self.moved.emit()

    def blocking(self) -> tuple[int, int]:
        """Return how many errors there are, and how many warnings still lack their sentence."""
        return len(self._errors), sum(not row.done() for row in self._rows.values())

    def replaces(self) -> bool:
        """Tell whether the packet is to take the place of the one that was sent back."""
        return self._keeps_place

    def reason(self) -> str:
        """Return what stands in the way; empty when nothing does."""
        errors, unsaid = self.blocking()
        parts = []
        if errors:
            parts.append(ngettext("{count} must be changed", "{count} must be changed", errors).format(count=errors))
        if unsaid:
            parts.append(ngettext("{count} needs a sentence", "{count} need a sentence", unsaid).format(count=unsaid))
        return _(", ").join(parts)

    def complain(self) -> bool:
        """Go to the first thing that stands in the way; False when nothing does."""
        if self._errors:
            self._errors[0].go.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        for row in self._rows.values():
            if not row.done():
                row.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def keep_all(self) -> None:
        """Keep every sentence that was just typed."""
        for row in self._rows.values():
            row.keep()

    def refuse(self, record: str, mark: str, error: UserError) -> None:
        """Say in its row why a sentence could not be kept."""
        row = self._rows.get((record, mark))
        if row is not None:
            row.refuse(error)

    def rows(self) -> list[ExplainedRow]:
        """Return the warnings, top down."""
        return list(self._rows.values())

    # --- cards -----------------------------------------------------------------------------------------

    def _card(self, level: Level, title: str, count: str, note: str) -> tuple[Column, Row]:
        icon, tone = _LOOK[level]
        card = Frame("card")
        column = Column(card, margins=(1, 1, 1, 1), spacing=0)
        head = Row(margins=(16, 10, 14, 10), spacing=8)
        head.addWidget(IconLabel(icon, 20, colour=tone, filled=True))
        head.addWidget(Label(title, "section"))
        head.addWidget(Label(count, "counts"))
        head.addStretch(1)
        if note:
            head.addWidget(Label(note, "small"))
        column.addLayout(head)
        self._body.addWidget(card)
        return column, head

    def _show_replaced(self, title: str) -> None:
        """Say which packet this one takes the place of; it may be left to stand beside it instead."""
        self.replacing = None
        if not title:
            return
        frame = Frame("card")
        column = Column(frame, margins=(16, 10, 14, 10), spacing=4)
        said = fill(_("Takes the place of “{title}”, which was sent back"), {"title": title})
        toggle = self.replacing = ToggleField(said)
        toggle.set_value(on=self._keeps_place)
        toggle.edited.connect(self._turn_replaced)
        column.addWidget(toggle)
        column.addWidget(NoteLine(_("The county then keeps this one only. Untick it to hand in another one beside.")))
        self._body.addWidget(frame)

    def _turn_replaced(self) -> None:
        if self.replacing is not None:
            self._keeps_place = self.replacing.value()

    def _show_errors(self, checked: Checked, lines: Mapping[str, RecordLine]) -> None:
        found = checked.errors
        if not found:
            good = Frame("ok")
            row = Row(good, margins=(13, 8, 12, 8), spacing=8)
            row.addWidget(IconLabel("checkmark_circle", 20, colour="ok", filled=True))
            row.addWidget(Label(_("Logic check passed: nothing must be changed."), "strong", wrap=True), 1)
            self._body.addWidget(good)
            return
        count = ngettext("{count}, must be changed", "{count}, must be changed", len(found)).format(count=len(found))
        column, _head = self._card(Level.ERROR, _("Logic check"), count, _("Signed only after they are changed"))
        for finding in found:
            column.addWidget(Separator())
            row_ = FoundRow(say(finding, today=self._today), self._where(finding, lines))
            row_.wanted.connect(lambda finding=finding: self.record_wanted.emit(finding.record, finding.path))
            self._errors.append(row_)
            column.addWidget(row_)

    def _show_warnings(
        self, checked: Checked, lines: Mapping[str, RecordLine], typed: Mapping[tuple[str, str], str]
    ) -> None:
        found = checked.warnings
        if not found:
            return
        count = ngettext("{count}, change or explain", "{count}, change or explain", len(found))
        said = sum(bool(finding.explanation) for finding in found)
        note = fill(_("{count} explained"), {"count": said}) if said else ""
        column, _head = self._card(Level.WARNING, _("Experience check"), count.format(count=len(found)), note)
        for finding in found:
            column.addWidget(Separator())
            row = ExplainedRow(say(finding, today=self._today), self._where(finding, lines))
            row.wanted.connect(lambda finding=finding: self.record_wanted.emit(finding.record, finding.path))
            row.explained.connect(
                lambda sentence, finding=finding: self.explained.emit(finding.record, finding.mark, sentence)
            )
            row.typed.connect(self.moved)
            key = (finding.record, finding.mark)
            if not finding.explanation and key in typed:
                row.field.set_value(typed[key])
                row.field.edited.emit()
            self._rows[key] = row
            column.addWidget(row)

    def _show_hints(self, checked: Checked, lines: Mapping[str, RecordLine]) -> None:
        found = checked.hints
        if not found:
            return
        count = ngettext("{count}, no obstacle", "{count}, no obstacle", len(found)).format(count=len(found))
        column, head = self._card(Level.HINT, _("Hints"), count, "")
        inner = QWidget()
        rows = Column(inner, margins=(16, 0, 14, 12), spacing=6)
        for finding in found:
            said = say(finding, today=self._today)
            where = replace(said, text=f"{said.text} {self._where(finding, lines)}", other="")
            row = FindingRow(where.line(action=_("See it")))
            row.acted.connect(lambda _key, finding=finding: self.record_wanted.emit(finding.record, finding.path))
            rows.addWidget(row)
        column.addWidget(inner)
        turn = Button("", "link")

        def show() -> None:
            inner.setVisible(self._unfolded)
            turn.set_text(_("Fold") if self._unfolded else _("Unfold"))

        def press() -> None:
            self._unfolded = not self._unfolded
            show()

        turn.clicked.connect(lambda _checked=False: press())
        head.addWidget(turn)
        show()

    def _where(self, finding: FindingView, lines: Mapping[str, RecordLine]) -> str:
        """Return what the finding is about: record, day or number, and the field."""
        line = lines.get(finding.record)
        if line is None:
            return ""
        kind = find_kind(line.kind)
        parts = [line.heading or words(kind.words), line.number]
        if line.dated:
            parts.append(day(line.dated, today=self._today))
        if finding.path:
            parts.append(words(kind.at(finding.path).words))
        return " · ".join(filter(None, parts))
