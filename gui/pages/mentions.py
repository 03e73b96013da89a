"""只由局里做的: what a notice says the office does by itself, folded at the end; a school may promise its own part."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.campaign.template import Mention
from gui.messages import _
from gui.widgets.activity import ActivityData, ActivityRow
from gui.widgets.buttons import Button
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label, Separator


class Mentions(Frame):
    """A card that unfolds."""

    pledge_wanted = Signal(str)
    """Begin a pledge of this mention: its source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        column = Column(self, margins=(1, 1, 1, 1), spacing=0)
        head = Row(margins=(14, 8, 12, 8), spacing=8)
        head.addWidget(Label(_("For reference"), "section"))
        self._count = Label("", "counts")
        head.addWidget(self._count)
        note = _("The office does this by itself; nothing is asked for it")
        head.addWidget(Label(note, "muted", wrap=True), 1)
        self.turn = Button(_("Unfold"), "link", action=self.unfold)
        head.addWidget(self.turn)
        column.addLayout(head)
        self._inner = QWidget()
        self._lines = Column(self._inner, spacing=0)
        self._inner.hide()
        column.addWidget(self._inner)
        self._shown: tuple[Mention, ...] = ()

    def show_mentions(self, mentions: Sequence[Mention]) -> None:
        """Show these; the card is hidden when there are none."""
        self.setVisible(bool(mentions))
        if tuple(mentions) == self._shown:
            return
        self._shown = tuple(mentions)
        self._count.setText(str(len(mentions)))
        clear(self._lines)
        self._lines.addWidget(Separator())
        for mention in mentions:
            data = ActivityData(
                key=mention.source,
                icon="flag",
                name=mention.name,
                quote=mention.quote,
                action=_("Make it a pledge"),
            )
            row = ActivityRow(data)
            row.acted.connect(self.pledge_wanted)
            self._lines.addWidget(row)

    def rows(self) -> list[ActivityRow]:
        """Return the rows, top down."""
        return [row for row in self._inner.findChildren(ActivityRow) if row.data.key in {m.source for m in self._shown}]

    def unfold(self) -> None:
        """Show the rows, or fold them again."""
        self._inner.setVisible(self._inner.isHidden())
        self.turn.set_text(_("Unfold") if self._inner.isHidden() else _("Fold"))
