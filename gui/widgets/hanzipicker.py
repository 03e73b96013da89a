"""Rare characters: one line finds them by pinyin, radical and strokes, or number; Enter puts the chosen one in.

What was put in lately stands first. It is remembered while a vault is open, with the rare characters of its people's
names, and forgotten when it closes: no word of the vault is kept outside it.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.base.hanzi import Answer, Hanzi, hanzi
from gui.messages import _, fill, ngettext
from gui.widgets.aloud import say
from gui.widgets.buttons import Button
from gui.widgets.dialog import Dialog
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.fonts import page_families, ui_font
from gui.widgets.hanzigrid import Cell, HanziGrid, Sort
from gui.widgets.recenthanzi import recent_hanzi
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import theme

WIDE, HIGH, SIDE, LARGE = 820, 560, 210, 120
"""The dialog, its right column and the large character, in pixels at 100 %."""


class _Line(TextField):
    """The line to type in; ↓ goes into the grid."""

    rare = False
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the grid."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class _Large(QWidget):
    """One character, large, in the face of the printed page: what is seen here is what the paper shows."""

    def __init__(self) -> None:
        super().__init__()
        self._char = ""

    def show_char(self, char: str) -> None:
        """Show another character."""
        self._char = char
        self.setAccessibleName(char)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the character."""
        return QSize(theme().dp(LARGE + 20), theme().dp(LARGE + 20))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the character."""
        look = theme()
        painter = QPainter(self)
        painter.setFont(ui_font([*page_families(), *look.families], look.dp(LARGE)))
        painter.setPen(look.colour("text"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._char)
        painter.end()


class HanziPicker(Dialog):
    """A line, a grid of what it found, and the chosen character large with all that is known of it."""

    picked = Signal(str)
    """This character is to be put in."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        title = _("Rare character")
        super().__init__(title, size=(WIDE, HIGH), parent=parent)
        self._table = hanzi()
        self.line = _Line(hint=_("Pinyin yan3, a radical 王 or 王5, or a number 4DAE"))
        self.line.setAccessibleName(_("Pinyin, radical or number"))
        self.grid = HanziGrid(says=_("Characters found"))
        self.all_radicals = Button(_("All radicals"), "quiet", action=self._clear)
        self.insert = Button(_("Put in"), "primary", action=self.take)
        self.insert.setDefault(True)
        self.cancel = Button(_("Cancel"), action=self.reject)
        self._large = _Large()
        self._facts = Label("", wrap=True, selectable=True)
        self._sound = Label("", "section", wrap=True)
        self._trouble = FindingRow(FindingLine(Level.WARNING, _("No font draws it: it cannot be printed.")))
        self._nothing = Label("", "muted", wrap=True)
        self._arrange(title)
        self.line.textChanged.connect(self._seek)
        self.line.down.connect(self._into_grid)
        self.grid.stepped.connect(self._show)
        self.grid.taken.connect(self._take)
        self.grid.typed.connect(self._type_on)
        self.grid.left.connect(self.line.setFocus)
        self.restyle()
        self._seek("")
        self.line.setFocus()

    def _arrange(self, title: str) -> None:
        facts = Column(spacing=8)
        self._side = Scroll(facts)
        frame = Frame("card")
        Column(frame, margins=(8, 8, 8, 8)).addWidget(self._large)
        facts.addWidget(frame)
        facts.addWidget(self._sound)
        facts.addWidget(self._facts)
        facts.addWidget(self._trouble)
        facts.addStretch(1)
        upper = Row(spacing=8)
        upper.addWidget(self.line, 1)
        upper.addWidget(self.all_radicals)
        middle = Row(spacing=14)
        found = Column(spacing=6)
        found.addWidget(self._nothing)
        found.addWidget(self.grid, 1)
        middle.addLayout(found, 1)
        middle.addWidget(self._side)
        foot = Row(spacing=8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.insert)
        whole = Column(self, margins=(20, 16, 20, 16), spacing=12)
        whole.addWidget(Label(title, "section"))
        whole.addLayout(upper)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def restyle(self) -> None:
        """Take the size of the present text, but never more than the screen."""
        super().restyle()
        look = theme()
        self._side.setFixedWidth(look.dp(SIDE))
        self._large.setFixedHeight(look.dp(LARGE + 20))

    # --- finding -------------------------------------------------------------------------------------

    def _clear(self) -> None:
        self.line.clear()
        self.line.setFocus()

    def _seek(self, text: str) -> None:
        """Show what was found for the line as it stands."""
        answer = self._table.find(text)
        self.grid.show_cells(self._cells(answer))
        self.all_radicals.setVisible(bool(text))
        nothing = not answer.groups
        self._nothing.setText(
            _("Nothing found. Type pinyin, one radical, or four to six digits and letters.") if nothing else ""
        )
        self._nothing.setVisible(nothing)
        if nothing:
            say(self.line, self._nothing.text())

    def _cells(self, answer: Answer) -> Iterator[Cell]:
        """Yield the cells of an answer, lately used characters before the radicals."""
        lately = recent_hanzi() if answer.radicals else ()
        if lately:
            yield Cell(_("lately"), Sort.HEADING)
            yield from (self._cell(char) for char in lately)
        for group in answer.groups:
            if group.strokes is not None:
                strokes = fill(ngettext("{count} str.", "{count} str.", group.strokes), {"count": group.strokes})
                yield Cell(strokes, Sort.HEADING)
            elif group.sound:
                yield Cell(group.sound, Sort.HEADING)
            for char in group.chars:
                if answer.radicals:
                    yield Cell(char, Sort.RADICAL, fill(_("Radical {char}"), {"char": char}))
                else:
                    yield self._cell(char)

    def _cell(self, char: str) -> Cell:
        return Cell(char, Sort.HANZI, " ".join((char, *self._table.tell(char).readings[:1], f"U+{ord(char):04X}")))

    def _into_grid(self) -> None:
        if self.grid.current() is not None:
            self.grid.setFocus()

    def _type_on(self, text: str) -> None:
        self.line.setFocus()
        self.line.insert(text)

    # --- the chosen one ------------------------------------------------------------------------------

    def _show(self, cell: Cell | None) -> None:
        """Show a character large, with what is known of it."""
        radical = cell is not None and cell.sort is Sort.RADICAL
        self.insert.set_text(_("Show its characters") if radical else _("Put in"))
        self._trouble.setVisible(False)
        if cell is None:
            self._large.show_char("")
            self._sound.setText("")
            self._facts.setText("")
            return
        told = self._table.tell(cell.text)
        self._large.show_char(cell.text)
        self._sound.setText("  ".join(told.readings[:4]) if not radical else _("Radical"))
        self._facts.setText("\n".join(self._lines(told, radical=radical)))
        self._trouble.setVisible(not told.known)

    @staticmethod
    def _lines(told: Hanzi, *, radical: bool) -> Iterable[str]:
        yield told.codepoint
        if told.strokes:
            yield fill(ngettext("{count} stroke", "{count} strokes", told.strokes), {"count": told.strokes})
        if told.radical and not radical:
            yield fill(_("Radical {char} + {count}"), {"char": told.radical, "count": told.residual})

    def take(self) -> None:
        """Do what Enter does: go on from a radical, or put the character in."""
        cell = self.grid.current()
        if cell is not None:
            self._take(cell)

    def _take(self, cell: Cell) -> None:
        if cell.sort is Sort.RADICAL:
            self.line.setText(cell.text)
            self.grid.setFocus()
            return
        recent_hanzi(cell.text)
        self.accept()
        self.picked.emit(cell.text)
