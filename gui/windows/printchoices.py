"""The few choices of printing: where, which pages, how often, on which sides."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.messages import _, ngettext
from gui.widgets.fields import Answer, ChoiceField, NumberField, State, TextField, ToggleField, set_state
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.paper import PagesWrong, Sheet, UnreadPages, read_pages, sheets
from gui.widgets.printers import PrinterFacts
from gui.widgets.space import Column, clear
from gui.widgets.text import Label

FILE = "file"
"""Stands for the PDF file among the printers."""
MOST_COPIES = 99


class Sides(StrEnum):
    """How the paper is used."""

    ONE = "one"
    BOTH = "both"
    """The printer turns the paper itself."""
    TURN = "turn"
    """Fronts first; somebody turns the stack; then the backs."""


class Which(StrEnum):
    """Which pages are printed."""

    ALL = "all"
    SOME = "some"
    AGAIN = "again"
    """One page that came out badly."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed, as it was chosen."""

    printer: PrinterFacts | None
    """None = the pages become a PDF file."""
    pages: tuple[int, ...]
    stack: tuple[Sheet, ...]
    copies: int
    sides: Sides
    grey: bool


class PrintChoices(QWidget):
    """Answers with an `Order`, or says under its field what is wrong."""

    changed = Signal()

    def __init__(self, pages_now: Callable[[], int], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages_now = pages_now
        self._printers: dict[str, PrinterFacts] = {}
        self._pages = 0
        self._starts: tuple[int, ...] = (0,)
        self._pictured = False
        self._slots: dict[QWidget, Column] = {}
        self.printer = ChoiceField()
        self.which = ChoiceField()
        self.some = TextField(hint=_("For example 1-3, 5"))
        self.again = NumberField(low=1, high=99999)
        self.copies = NumberField(low=1, high=MOST_COPIES)
        self.copies.set_number(1)
        self.sides = ChoiceField()
        self.grey = ToggleField(_("Photos in grey"))
        column = Column(self, spacing=6)
        self._labels: dict[QWidget, Label] = {}
        for field, words in (
            (self.printer, _("Printer")),
            (self.which, _("Pages")),
            (self.some, _("Which pages")),
            (self.again, _("Which page again")),
            (self.copies, _("Copies")),
            (self.sides, _("Paper")),
        ):
            label = Label(words, "label")
            label.setBuddy(field)
            field.setAccessibleName(words)
            self._labels[field] = label
            column.addWidget(label)
            column.addWidget(field)
            self._slots[field] = Column(spacing=4)
            column.addLayout(self._slots[field])
        column.addWidget(self.grey)
        self._sum = Label("", "small", wrap=True)
        column.addWidget(self._sum)
        column.addStretch(1)
        for edited in (
            *(field.edited for field in (self.printer, self.which, self.sides)),
            *(field.edited for field in (self.some, self.again, self.copies)),
            self.grey.edited,
        ):
            edited.connect(self._chosen)
        self._arrange()

    def show_printers(self, printers: tuple[PrinterFacts, ...], *, last: str) -> None:
        """Offer the printers there are, and the PDF file; the `last` one used is chosen when it is among them."""
        self._printers = {one.name: one for one in printers}
        self.printer.set_value("")
        self.printer.set_answers(
            [*(Answer(one.name, one.title or one.name) for one in printers), Answer(FILE, _("PDF file"))]
        )
        usual = next(iter(self._printers), FILE)
        self.printer.set_value(last if last in {*self._printers, FILE} else usual)
        self._arrange()

    def show_pages(self, pages: int, starts: tuple[int, ...]) -> None:
        """Take how many pages there are, and with which of them something begins."""
        self._pages, self._starts = pages, starts
        whole = ngettext("The whole, {count} page", "All {count} pages", pages).format(count=pages)
        answers = [
            Answer(Which.ALL, whole),
            Answer(Which.SOME, _("Some pages")),
            Answer(Which.AGAIN, _("One page again")),
        ]
        self.which.set_value("")
        self.which.set_answers(answers if pages > 1 else answers[:1])
        self.which.set_value(Which.ALL)
        self._arrange()

    def show_pictured(self, *, pictured: bool) -> None:
        """Take whether photos stand on the pages: nothing else on them has a colour."""
        self._pictured = pictured
        self._arrange()

    def facts(self) -> PrinterFacts | None:
        """Return the printer chosen; None for the PDF file."""
        return self._printers.get(self.printer.value())

    def read(self) -> Order | None:
        """Return what was chosen; None, and the keyboard in the field that is wrong, when something is.

        None as well while nobody knows the pages.
        """
        if not self._pages:
            return None
        facts, trouble = self.facts(), self._trouble()
        if trouble is not None:
            self._say(*trouble)
            trouble[0].setFocus()
            return None
        pages = self._chosen_pages()
        return Order(
            printer=facts,
            pages=pages,
            stack=sheets(pages, self._starts),
            copies=self.copies.number() or 1,
            sides=Sides(self.sides.value() or Sides.ONE),
            grey=facts is not None and (not facts.colour or not self._pictured or self.grey.value()),
        )

    def _trouble(self) -> tuple[QWidget, str] | None:
        """Return what is wrong: the field and the sentence."""
        try:
            self._chosen_pages()
        except UnreadPages as error:
            return self.some, _sentence(error, self._pages)
        if self.which.value() == Which.AGAIN and not 1 <= (self.again.number() or 0) <= self._pages:
            return self.again, _("There are pages 1 to {pages}.").format(pages=self._pages)
        if self.facts() is not None and self.copies.number() is None:
            return self.copies, _("Between 1 and {most} copies can be printed at once.").format(most=MOST_COPIES)
        return None

    def _chosen_pages(self) -> tuple[int, ...]:
        """Return the pages chosen, from 0. Raises UnreadPages."""
        match self.which.value():
            case Which.SOME:
                return read_pages(self.some.value(), self._pages)
            case Which.AGAIN:
                return ((self.again.number() or 1) - 1,)
            case _:
                return tuple(range(self._pages))

    def _chosen(self) -> None:
        if self.which.value() == Which.AGAIN and not self.again.value():
            self.again.set_number(self._pages_now() + 1)
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        """Show what there is to choose with this printer and these pages."""
        facts = self.facts()
        several = self._pages > 1 and self.which.value() != Which.AGAIN
        sides = [Answer(Sides.ONE, _("One side"))]
        if facts is not None and several:
            if facts.turns:
                sides.append(Answer(Sides.BOTH, _("Both sides, the printer turns")))
            sides.append(Answer(Sides.TURN, _("Both sides, turned by hand")))
        kept = self.sides.value()
        self.sides.set_value("")
        self.sides.set_answers(sides)
        self.sides.set_value(kept if kept in {one.value for one in sides} else Sides.ONE)
        self._show(self.which, shown=self._pages > 1)
        self._show(self.some, shown=self.which.value() == Which.SOME)
        self._show(self.again, shown=self.which.value() == Which.AGAIN)
        self._show(self.copies, shown=facts is not None)
        self._show(self.sides, shown=len(sides) > 1)
        self.grey.setVisible(facts is not None and facts.colour and self._pictured)
        trouble = self._trouble()
        if trouble is None or (trouble[0] is self.some and not self.some.value()):
            self._say(None, "")
        else:
            self._say(*trouble)
        self._sum.setText(self._summary() if trouble is None and self._pages else "")

    def _show(self, field: QWidget, *, shown: bool) -> None:
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    def _say(self, field: QWidget | None, sentence: str) -> None:
        """Say what is wrong under its field."""
        for one in (self.some, self.again, self.copies):
            set_state(one, State.ERROR if one is field else State.NORMAL)
            one.setAccessibleDescription(sentence if one is field else "")
            clear(self._slots[one])
        if field is not None:
            self._slots[field].addWidget(FindingRow(FindingLine(Level.ERROR, sentence)))

    def _summary(self) -> str:
        """Return how much paper it takes."""
        if self.facts() is None:
            return ""
        pages = self._chosen_pages()
        both = self.sides.value() in {Sides.BOTH, Sides.TURN}
        count = (len(sheets(pages, self._starts)) if both else len(pages)) * (self.copies.number() or 1)
        return ngettext("Takes {count} sheet of A4.", "Takes {count} sheets of A4.", count).format(count=count)


def _sentence(error: UnreadPages, pages: int) -> str:
    """Return what is wrong with pages that were typed, and how they are written."""
    match error.wrong:
        case PagesWrong.EMPTY:
            return _("Write which pages, for example 1-3, 5.")
        case PagesWrong.BACKWARDS:
            return _("“{part}” runs backwards: write the smaller page first.").format(part=error.part)
        case PagesWrong.BEYOND:
            return _("“{part}” is not there: the pages are 1 to {pages}.").format(part=error.part, pages=pages)
        case PagesWrong.UNREADABLE:
            return _("“{part}” names no page. Write for example 1-3, 5.").format(part=error.part)
