"""Between the two runs of turning by hand: what to do with the stack, and the two things we can't know of a printer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.messages import _, ngettext
from gui.widgets.fields import Answer, ChoiceField
from gui.widgets.finding import NoteLine
from gui.widgets.paper import Comes, Takes, Turning
from gui.widgets.space import Column
from gui.widgets.text import Label
from gui.widgets.turning import TurningPicture


class TurnStep(QWidget):
    """A drawing, three sentences, and two choices that change both."""

    changed = Signal(object)
    """The `Turning` as it was chosen now."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets = 0
        self._empty = False
        column = Column(self, spacing=8)
        column.addWidget(Label(_("Now the backs"), "section"))
        self.picture = TurningPicture()
        column.addWidget(self.picture)
        self._steps = tuple(Label("", wrap=True) for _step in range(3))
        for step in self._steps:
            column.addWidget(step)
        self._last = NoteLine(_("The last sheet has an empty back. It goes through all the same and keeps its place."))
        column.addWidget(self._last)
        self.comes = ChoiceField(
            [
                Answer(Comes.DOWN, _("printed side down")),
                Answer(Comes.UP, _("printed side up")),
            ]
        )
        self.takes = ChoiceField(
            [
                Answer(Takes.UPPER, _("the side that is seen")),
                Answer(Takes.LOWER, _("the hidden side")),
            ]
        )
        for field, words in ((self.comes, _("The sheets came out")), (self.takes, _("The feed prints on"))):
            field.setAccessibleName(words)
            field.edited.connect(self._choose)
            label = Label(words, "label")
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        self._note = NoteLine("")
        column.addWidget(self._note)

    def show_turning(self, turning: Turning, *, sheets: int, empty: bool, known: bool) -> None:
        """Show how it is done; `empty` = the last sheet has no back, `known` = it was told for this printer before."""
        self._sheets = sheets
        self._last.setVisible(empty)
        self.comes.set_value(turning.comes)
        self.takes.set_value(turning.takes)
        self._note.set_text(
            _("Remembered for this printer.")
            if known
            else _("Make sure the first time: a pencil cross on the top sheet in the feed shows which side is printed.")
        )
        self._show(turning)

    def turning(self) -> Turning:
        """Return what is chosen."""
        return Turning(Comes(self.comes.value()), Takes(self.takes.value()))

    def _choose(self) -> None:
        self._show(self.turning())
        self.changed.emit(self.turning())

    def _show(self, turning: Turning) -> None:
        self.picture.show_turning(turning)
        taken = ngettext(
            "1. Take the {count} sheet out.",
            "1. Take the {count} sheets out and keep them in their order.",
            self._sheets,
        ).format(count=self._sheets)
        turn = (
            _("2. Turn the whole stack over, like a page of a book.")
            if turning.flipped
            else _("2. Don’t turn it over.")
        )
        up = _("empty sides up") if turning.takes is Takes.UPPER else _("printed sides up")
        back = _("3. Lay it into the feed, {up}, the top of the page first.").format(up=up)
        for label, text in zip(self._steps, (taken, turn, back), strict=True):
            label.setText(text)
