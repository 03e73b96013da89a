"""空白表: sheets to be written by hand on a day without power, chosen by their names."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from core.records.catalogue import kinds
from core.records.kind import Group, Kind
from gui.messages import _, words
from gui.pages.kindwords import group_name, in_order
from gui.widgets.fields import ToggleField
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column
from gui.widgets.text import Label
from gui.widgets.theme import theme

PRINT = "print"
WIDTH = 640


class BlankList(QWidget):
    """A box to tick for every kind, under the names of their groups."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, ToggleField] = {}
        column = Column(self, spacing=6)
        groups: dict[Group, list[Kind]] = {}
        for kind in in_order(kinds().values()):
            groups.setdefault(kind.group, []).append(kind)
        for group, members in groups.items():
            column.addWidget(Label(group_name(group), "label"))
            grid = QGridLayout()
            grid.setContentsMargins(theme().dp(12), 0, 0, theme().dp(4))
            for at, kind in enumerate(members):
                box = self.boxes[kind.key] = ToggleField(words(kind.sheet.words))
                grid.addWidget(box, at // 2, at % 2)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
            column.addLayout(grid)

    def chosen(self) -> tuple[str, ...]:
        """Return the keys of the ticked kinds, in the order they stand."""
        return tuple(key for key, box in self.boxes.items() if box.value())


class BlanksQuestion(Question):
    """Asks which sheets; printing is possible once one is ticked."""

    def __init__(self, *, parent: QWidget) -> None:
        self.list = BlankList()
        super().__init__(
            _("Blank sheets"),
            _("To be written by hand and entered later. A meeting’s sheet brings its sign-in sheet."),
            [Reply("no", _("Cancel"), safe=True), Reply(PRINT, _("Print"))],
            body=self.list,
            width=WIDTH,
            parent=parent,
        )
        for box in self.list.boxes.values():
            box.edited.connect(self._count)
        self._count()

    def choose(self, then: Callable[[tuple[str, ...]], None]) -> None:
        """Show it; `then` gets the keys of the chosen kinds."""
        self.ask(lambda answer: then(self.list.chosen()) if answer == PRINT else None)

    def _count(self) -> None:
        self.buttons[PRINT].setEnabled(bool(self.list.chosen()))
