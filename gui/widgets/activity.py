"""One activity of a campaign: its name, what it asks, how far it is, the notice's own sentence, and its buttons."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.messages import _
from gui.widgets.beside import Beside
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData
from gui.widgets.fields import ToggleField
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Flow, Row
from gui.widgets.text import Frame, Label


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityData:
    """What a row shows; `key` comes back with every signal."""

    key: str
    icon: str
    name: str
    asks: str = ""
    lacks: str = ""
    """What earlier times still lack."""
    note: str = ""
    """Said below the notice's sentence when that is unfolded."""
    chip: ChipData | None = None
    quote: str = ""
    action: str = ""
    """Words of the button at the right end; empty for none."""
    on: bool = True
    switchable: bool = False
    editable: bool = False
    """The school's own: it may be changed and taken away."""


class ActivityRow(Frame):
    """One row; a widget, for there are never many and each holds buttons."""

    acted = Signal(str)
    switched = Signal(str, bool)
    edit_wanted = Signal(str)
    drop_wanted = Signal(str)

    def __init__(self, data: ActivityData, parent: QWidget | None = None) -> None:
        super().__init__("row", parent)
        self.data = data
        self.setAccessibleName(
            " · ".join(part for part in (data.name, data.asks, data.chip.text if data.chip else "") if part)
        )
        outer = Row(self, margins=(14, 7, 12, 7), spacing=10)
        outer.addWidget(IconLabel(data.icon, 20, colour="text2"), 0, Qt.AlignmentFlag.AlignTop)
        self._column = Column(spacing=2)
        self._column.addWidget(Label(data.name, "strong", wrap=True, tone="" if data.on else "hint"))
        for text in (data.asks, data.lacks):
            if text:
                self._column.addWidget(Label(text, "small", wrap=True))
        self._quote: Frame | None = None
        self.quote_link: Button | None = None
        self.switch: ToggleField | None = None
        self.button: Button | None = None
        self._foot()
        ends = Flow(spacing=10, right=True)
        outer.addLayout(Beside(self._column, ends, spacing=10), 1)
        if data.chip is not None:
            ends.addWidget(Chip(data.chip))
        if data.action and data.on:
            self.button = Button(data.action, "small", says=f"{data.action} {data.name}")
            self.button.clicked.connect(lambda _checked=False: self.acted.emit(data.key))
            ends.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def unfolded(self) -> bool:
        """Tell whether the sentence of the notice is shown."""
        return self._quote is not None

    def take_focus(self) -> None:
        """Put the focus on the first thing in the row that takes it."""
        for widget in (self.switch, self.button, self.quote_link):
            if widget is not None:
                widget.setFocus()
                return

    def turn_quote(self) -> None:
        """Unfold the sentence of the notice, or fold it again."""
        if self.quote_link is None:
            return
        if self._quote is None:
            self._quote = Frame("hint")
            inner = Column(self._quote, margins=(10, 4, 4, 4), spacing=2)
            inner.addWidget(Label(self.data.quote, "finding", wrap=True, selectable=True))
            if self.data.note:
                inner.addWidget(Label(self.data.note, "muted", wrap=True))
            self._column.addWidget(self._quote)
        else:
            self._column.removeWidget(self._quote)
            self._quote.hide()
            self._quote.deleteLater()
            self._quote = None
        self._name_link()

    def _foot(self) -> None:
        data = self.data
        line = Flow(spacing=14)
        if data.quote:
            self.quote_link = Button("", "link", action=self.turn_quote)
            self._name_link()
            line.addWidget(self.quote_link)
        if data.switchable:
            self.switch = ToggleField(_("We do this"))
            self.switch.setAccessibleName(f"{_('We do this')}: {data.name}")
            self.switch.set_value(data.on)
            self.switch.edited.connect(self._switch)
            line.addWidget(self.switch)
        if data.editable:
            for text, signal in ((_("Change"), self.edit_wanted), (_("Take away"), self.drop_wanted)):
                link = Button(text, "link", says=f"{text} {data.name}")
                link.clicked.connect(lambda _checked=False, signal=signal: signal.emit(data.key))
                line.addWidget(link)
        if line.count():
            self._column.addLayout(line)

    def _name_link(self) -> None:
        if self.quote_link is not None:
            text = _("Fold") if self._quote is not None else _("The notice’s words")
            self.quote_link.set_text(text)
            self.quote_link.setAccessibleName(f"{text} {self.data.name}")

    def _switch(self) -> None:
        if self.switch is not None:
            self.switched.emit(self.data.key, self.switch.value())
