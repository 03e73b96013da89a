"""证书函: the county's letter before it is taken in. The fingerprint is compared with the printed notice first."""

from datetime import date

from PySide6.QtWidgets import QWidget

from core.views.county import LetterView
from gui.messages import _, day, fill
from gui.widgets.fields import ToggleField
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.mosaic import FingerprintView
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label, NameLabel

WIDTH = 660


class LetterQuestion(Question):
    """Shows whom the letter certifies and the root's fingerprint, large; taken only once the person ticked it."""

    def __init__(self, letter: LetterView, *, today: date, parent: QWidget) -> None:
        self.letter = letter
        body = QWidget()
        column = Column(body, spacing=8)
        until = day(letter.valid_until, today=today)
        facts = (
            (_("County"), f"{letter.county} · {letter.signer}" if letter.signer else letter.county),
            (_("School"), _changed(letter.school_before, letter.school)),
            (_("Principal"), _changed(letter.principal_before, letter.principal)),
            (_("Valid until"), until),
        )
        for name, value in facts:
            line = Row(spacing=10)
            line.addWidget(NameLabel(name, [known for known, _value in facts]))
            line.addWidget(Label(value, wrap=True, selectable=True), 1)
            column.addLayout(line)
        frame = Frame("sunken")
        inner = Column(frame, margins=(16, 12, 16, 12), spacing=8)
        inner.addWidget(Label(_("Fingerprint of the county"), "strong"))
        self.fingerprint = FingerprintView(letter.root, large=True)
        inner.addWidget(self.fingerprint)
        column.addWidget(frame)
        self.agrees = ToggleField(_("Groups and picture agree with the county’s printed notice"))
        self.agrees.setVisible(not letter.known)
        self._said = Column(spacing=4)
        column.addWidget(self.agrees)
        column.addLayout(self._said)
        if letter.known:
            column.addWidget(NoteLine(_("It is the county that is believed here already."), "shield_checkmark"))
        super().__init__(
            _("Take this certificate in?"),
            "" if letter.known else _("Compare the fingerprint with the printed notice first, group by group."),
            (Reply("no", _("Not now"), safe=True), Reply("take", _("Take it in"))),
            body=body,
            width=WIDTH,
            parent=parent,
        )
        self.agrees.edited.connect(lambda: clear(self._said))
        (self.buttons["take"] if letter.known else self.agrees).setFocus()

    def lacking(self, answer: str) -> bool:
        """Say that the comparison is still to be made; False when nothing is lacking."""
        if answer != "take" or self.letter.known or self.agrees.value():
            return False
        clear(self._said)
        said = _("Please compare, then tick that it agrees. If it differs, ring the county up.")
        self._said.addWidget(FindingRow(FindingLine(Level.ERROR, said)))
        self.agrees.setFocus()
        return True


def _changed(before: str, now: str) -> str:
    """Say a name, and what it was when it becomes another."""
    return now if before in (now, "") else fill(_("{now} (here so far: {before})"), {"now": now, "before": before})
