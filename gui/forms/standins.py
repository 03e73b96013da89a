"""What is printed for characters that no font has: asked before pages go out, one answer for each character."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.base.errors import MissingGlyph, UserError
from core.base.jobs import Progress
from core.services import typefaces
from core.views.typefaces import MissingChar, StandIn
from gui.messages import _, fill, ngettext
from gui.tasks import Job, Tasks
from gui.widgets.fields import Answer, ChoiceField
from gui.widgets.question import Question, Reply
from gui.widgets.space import Grid
from gui.widgets.text import Label

T = TypeVar("T")
CHANGE, PRINT = "change", "print"
_WIDTH = 620
"""Width of the question in pixels at 100 %."""


class StandInQuestion(Question):
    """One row for each character: which it is, where it stands, and what is printed in its place."""

    def __init__(self, missing: Sequence[MissingChar], *, parent: QWidget) -> None:
        self._fields: dict[str, ChoiceField] = {}
        grid = Grid(gaps=(14, 8))
        for row, one in enumerate(missing):
            code = f"U+{ord(one.char):04X}"
            field = ChoiceField(
                [
                    Answer(StandIn.HAND.value, _("An empty box, filled by hand")),
                    Answer(StandIn.CODE.value, _("A box with its number")),
                ]
            )
            field.set_value(StandIn.HAND.value)
            field.setAccessibleName(fill(_("Printed for {code}"), {"code": code}))
            self._fields[one.char] = field
            grid.addWidget(Label(f"{one.char}  {code}", "strong"), row, 0)
            grid.addWidget(Label(one.place, wrap=True), row, 1)
            grid.addWidget(field, row, 2)
        grid.setColumnStretch(1, 1)
        count = len(missing)
        title = ngettext("{count} character has no font", "{count} characters have no font", count)
        super().__init__(
            fill(title, {"count": count}),
            _(
                "What shall be printed instead? The file keeps the character: it can be copied and found. "
                "A packet says on its last page what was done."
            ),
            (
                Reply(CHANGE, _("Write it another way"), safe=True),
                Reply(PRINT, _("Print like this")),
            ),
            body=_framed(grid),
            width=_WIDTH,
            parent=parent,
        )

    def choices(self) -> dict[str, StandIn]:
        """Return what was chosen for each character."""
        return {char: StandIn(field.value()) for char, field in self._fields.items()}


def _framed(grid: Grid) -> QWidget:
    """Return the rows as a widget."""
    plain = QWidget()
    plain.setLayout(grid)
    return plain


class StandIns(QObject):
    """Makes pages in the pool; when a character has no font it asks for all of them at once, and goes on."""

    def __init__(self, *, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks, self._window = tasks, parent
        self.choices: Mapping[str, StandIn] = {}
        """What was decided so far; holds for all pages this object makes until it is forgotten."""
        self.question: StandInQuestion | None = None

    def forget(self) -> bool:
        """Ask anew next time; tells whether anything had been decided."""
        had, self.choices = bool(self.choices), {}
        return had

    def make(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[UserError], None],
        watch: Callable[[int, int, str], None] | None = None,
        began: Callable[[Job], object] = lambda _job: None,
    ) -> None:
        """Make pages; `began` gets every job. `failed` gets MissingGlyph when the text is to be written another way."""
        choices = dict(self.choices)

        def draw(progress: Progress) -> T:
            with typefaces.standing_in(choices):
                return work(progress)

        def refused(error: UserError) -> None:
            if not isinstance(error, MissingGlyph):
                failed(error)
                return

            def ask(missing: tuple[MissingChar, ...]) -> None:
                self._ask(
                    missing, lambda: self.make(work, then, failed=failed, watch=watch, began=began), failed, error
                )

            began(
                self._tasks.aside(
                    lambda progress: typefaces.missing(lambda: work(progress), choices),
                    ask,
                    failed=failed,
                    watch=watch,
                    owner=self,
                )
            )

        began(self._tasks.aside(draw, then, failed=refused, watch=watch, owner=self))

    def _ask(
        self,
        missing: tuple[MissingChar, ...],
        again: Callable[[], None],
        failed: Callable[[UserError], None],
        error: MissingGlyph,
    ) -> None:
        question = StandInQuestion(missing, parent=self._window)

        def answered(key: str) -> None:
            self.question = None
            if key == PRINT:
                self.choices = {**self.choices, **question.choices()}
                again()
            else:
                failed(error)

        self.question = question
        question.ask(answered)
