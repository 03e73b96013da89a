"""What became of each file that was carried, a line for each, in the order they were asked for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.views.desk import Delivered
from gui.messages import _, about, clock
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label


class DeliveredRows(Frame):
    """Name, and either when it was found whole on the stick or why it is not there."""

    def __init__(self, done: Sequence[Delivered], *, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        column = Column(self, margins=(1, 2, 1, 2), spacing=0)
        for one in done:
            row = Frame("row" if one is not done[-1] else "plain")
            line = Row(row, margins=(18, 8, 18, 8), spacing=12)
            good = one.handed is not None
            icon, colour = ("checkmark_circle", "ok") if good else ("dismiss_circle", "err")
            line.addWidget(IconLabel(icon, 16, colour=colour, filled=True))
            words = Column(spacing=2)
            words.addWidget(Label(one.name, wrap=True, selectable=True))
            if one.error is not None:
                words.addWidget(Label(_why(one), "small", wrap=True))
            line.addLayout(words, 1)
            at = clock(one.handed.at) if one.handed is not None else ""
            said = _("Written and checked") if good else _("Not written")
            line.addWidget(Label(f"{said} {at}".strip(), "small"))
            column.addWidget(row)


def _why(one: Delivered) -> str:
    """Return why a file is not there."""
    assert one.error is not None
    return _("Cancelled before its turn.") if one.error.code() == "cancelled" else about(one.error).text()
