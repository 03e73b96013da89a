"""Findings under their field: icon, word, sentence, action, rule number; banners and notices share the shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.messages import _, fill, level_word
from gui.widgets import aloud
from gui.widgets.beside import Beside
from gui.widgets.buttons import Button
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Flow, Margins, Row
from gui.widgets.text import Frame, Label
from gui.widgets.why import WhyLink


class Level(StrEnum):
    """How grave a finding is; the values are those of core's findings, and one for the county's remarks."""

    ERROR = "E"
    WARNING = "W"
    HINT = "I"
    REMARK = "R"
    """What the county asks to be mended: no check's, and nothing is blocked by it."""


_LOOK = {
    Level.ERROR: ("error", "dismiss_circle", "err"),
    Level.WARNING: ("warning", "warning", "warn"),
    Level.HINT: ("hint", "info", "hint"),
    Level.REMARK: ("warning", "arrow_undo", "warn"),
}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words.

    `word` replaces 错误 / 警告 / 提示 (没有打开, 注意); `basis` follows the sentence (依据：本县要求);
    `key` comes back with `acted` and `linked`; `link` is a second thing to press (对照); `why` and `how` unfold below.
    """

    level: Level
    text: str
    action: str = ""
    rule: str = ""
    word: str = ""
    basis: str = ""
    key: str = ""
    link: str = ""
    why: str = ""
    how: str = ""


class FindingRow(Frame):
    """One finding; its action is a link at the right end."""

    acted = Signal(str)
    """The action was pressed; carries the finding's key."""
    linked = Signal(str)
    """The second link was pressed; carries the finding's key."""

    def __init__(self, line: FindingLine, *, parent: QWidget | None = None) -> None:
        role, icon_name, tone = _LOOK[line.level]
        super().__init__(role, parent)
        self.line = line
        word = line.word or level_word(line.level)
        column = Column(self, margins=self.margins(line), spacing=0)
        row = Row(spacing=7)
        ends = Flow(spacing=7)
        row.addWidget(IconLabel(icon_name, 16, colour=tone, filled=True))
        row.addWidget(Label(word, "findword", tone=tone))
        text = f"{line.text} {line.basis}".strip()
        sentence = Label(text, "finding", wrap=True, selectable=False)
        row.addWidget(sentence, 1)
        self.action: Button | None = None
        if line.action:
            self.action = Button(line.action, "link", says=f"{line.action} {line.text}")
            self.action.clicked.connect(lambda _checked=False: self.acted.emit(line.key))
            ends.addWidget(self.action)
        self.link: Button | None = None
        if line.link:
            self.link = Button(line.link, "link", says=f"{line.link} {line.text}")
            self.link.clicked.connect(lambda _checked=False: self.linked.emit(line.key))
            ends.addWidget(self.link)
        self.why: WhyLink | None = None
        if line.why:
            self.why = WhyLink(line.why, line.how, about=line.text, indent=23)
            ends.addWidget(self.why)
        if line.rule:
            ends.addWidget(Label(line.rule, "rule"))
        column.addLayout(Beside(row, ends, spacing=7) if ends.count() else row)
        if self.why is not None:
            column.addWidget(self.why.words)
        self.setAccessibleName(f"{word} {text} {line.rule}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @staticmethod
    def margins(line: FindingLine) -> Margins:
        """Return the room round the words; a hint is one line without ground."""
        return (11, 0, 6, 0) if line.level is Level.HINT else (11, 3, 6, 3)


class Banner(FindingRow):
    """One sentence for the whole page, under its head; never over content, never timed."""

    @staticmethod
    def margins(line: FindingLine) -> Margins:  # noqa: ARG004
        """Return the margins of the page."""
        return (18, 5, 16, 5)

    def showEvent(self, event: QShowEvent) -> None:
        """Say it: nobody who can't see it would look for it."""
        super().showEvent(event)
        aloud.say_once(self, self.accessibleName(), urgent=self.line.level is Level.ERROR)


class NoteLine(QWidget):
    """An icon and one grey sentence: what was not checked, that the draft is safe."""

    def __init__(self, text: str, icon_name: str = "info", *, colour: str = "hint", filled: bool = True) -> None:
        super().__init__()
        row = Row(self, spacing=8)
        row.addWidget(IconLabel(icon_name, 16, colour=colour, filled=filled))
        self._text = Label(text, "small", wrap=True)
        row.addWidget(self._text, 1)

    def set_text(self, text: str) -> None:
        """Change the sentence."""
        self._text.setText(text)

    def say(self, text: str) -> None:
        """Show a text, or nothing at all where there is none."""
        self.set_text(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return the sentence."""
        return self._text.text()


def said_of(found: Sequence[FindingLine]) -> str:
    """Return what stands under a field as its description for a screen reader: Error: the date is missing."""
    return " ".join(
        fill(_("{field}: {finding}"), {"field": line.word or level_word(line.level), "finding": line.text})
        for line in found
    )


def basis_county() -> str:
    """Return 依据：本县要求, for rules that only the county's campaign switched on."""
    return _("(Asked for by this county)")
