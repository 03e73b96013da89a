"""What an inspection found: what agrees, what does not, what is not there; three columns, no scores."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.messages import _
from gui.widgets.columns import CardColumn, Columns, Nothing
from gui.widgets.factlist import Fact, FactList
from gui.widgets.space import Column
from gui.widgets.theme import Room

__all__ = ["Fact", "FactColumn", "FactColumns"]


class FactColumn(CardColumn):
    """One of the three columns: heading with its number, and a list of facts or one sentence that there are none."""

    opened = Signal(str)
    """Enter or a double click on a row: the key of its fact."""

    def __init__(self, icon: str, title: str, *, empty: str, parent: QWidget | None = None) -> None:
        self.list = FactList(says=title)
        self._stack = QStackedWidget()
        self._stack.addWidget(Nothing(empty))
        self._stack.addWidget(self.list)
        super().__init__(icon, title, body=self._stack, parent=parent)
        self.list.opened.connect(self._open)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these rows; nothing moves when they are the same as before."""
        self.list.show_facts(facts)
        self._stack.setCurrentIndex(1 if facts else 0)
        self.set_count(len(facts))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.list.fact(index).key)


class FactColumns(QWidget):
    """The three columns of an inspection, one at a time behind tabs where there is little room."""

    opened = Signal(str)
    """Enter or a double click on a row: the key of its fact."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agreeing = FactColumn("checkmark_circle", _("Agrees"), empty=_("Nothing was found to agree so far."))
        self.differing = FactColumn("equal_off", _("Does not agree"), empty=_("Nothing was found that does not agree."))
        self.missing = FactColumn("circle_hint", _("Not there"), empty=_("Nothing is missing."))
        columns = {"agreeing": self.agreeing, "differing": self.differing, "missing": self.missing}
        for part in columns.values():
            part.opened.connect(self.opened)
        self.columns = Columns(columns, says=_("Columns"))
        outer = Column(self, spacing=0)
        outer.addWidget(self.columns)

    def show_facts(
        self, *, agreeing: Sequence[Fact] = (), differing: Sequence[Fact] = (), missing: Sequence[Fact] = ()
    ) -> None:
        """Show what agrees, what does not, and what is not there."""
        self.agreeing.show_facts(agreeing)
        self.differing.show_facts(differing)
        self.missing.show_facts(missing)

    def set_room(self, room: Room) -> None:
        """Show three columns, or one at a time."""
        self.columns.set_room(room)
