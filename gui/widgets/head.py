"""The head of a page: way back, title, state, one line of context, and buttons, of which the lesser ones may fold."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from gui.messages import _
from gui.widgets import aloud
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import ElidedLabel, Frame, Label
from gui.widgets.theme import Room, theme

_ASKING = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show})
"""After these the line may need another width; what was asked for out of sight is only seen when it is shown."""


class Head(Frame):
    """Title, context and buttons of a page; 60 high, more where the buttons stand under the title for want of room.

    Reading order: back, title, chips, context or saved time, blocking count, buttons (the primary right-most).
    """

    went_back = Signal()
    link_pressed = Signal()
    """The link in the line of context was pressed."""
    blocking_pressed = Signal()
    """The count of what must be changed was pressed: go to the first."""

    def __init__(self, title: str = "", context: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__("head", parent)
        self._back_long = self._back_short = self._blocked = ""
        self._room = Room.WIDE
        self._back = Button("", "quiet", icon_name="arrow_undo", action=self.went_back.emit)
        self._back.hide()
        self._title = Label(title, "title")
        self._title_words = title
        self._chips = Row(spacing=6)
        self._saved_icon = IconLabel("save", 16, colour="ok")
        self._saved = Label("", "small")
        self._context = ElidedLabel(context, "sub")
        self._lead = Label("", "sub")
        self._link = Button("", "link", action=self.link_pressed.emit)
        self._blocking_icon = IconLabel("dismiss_circle", 16, colour="err", filled=True)
        self._blocking = Button("", "link", action=self.blocking_pressed.emit)
        self._buttons = Flow(spacing=12, right=True, whole=True)
        self._folding: list[tuple[QPushButton, Room]] = []
        self._more = Button("", "quiet", icon_name="more_horizontal", says=_("More"), action=self._show_more)
        self._more.setToolTip(_("More"))
        self._buttons.addWidget(self._more)
        self._lines = Column(self, spacing=0)
        self._line = line = Row(margins=(20, 0, 16, 0), spacing=12)
        self._second = Row(spacing=0)
        self._broken = False
        self._lines.addLayout(line, 1)
        self._lines.addLayout(self._second)
        line.addWidget(self._back)
        line.addWidget(self._title)
        line.addLayout(self._chips)
        saved = Row(spacing=6)
        saved.addWidget(self._saved_icon)
        saved.addWidget(self._saved)
        line.addLayout(saved)
        line.addWidget(self._lead)
        line.addWidget(self._link)
        line.addWidget(self._context, 1000)
        line.addStretch(1)
        count = Row(spacing=4)
        count.addWidget(self._blocking_icon)
        count.addWidget(self._blocking)
        line.addLayout(count)
        line.addLayout(self._buttons)
        for hidden in (self._more, self._saved_icon, self._saved, self._blocking_icon, self._blocking):
            hidden.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)
        self.restyle()
        self._show_context()

    def set_link(self, text: str, *, lead: str = "") -> None:
        """Put a link in place of the line of context, with words before it where there is room for them."""
        self._lead.setText(lead)
        self._link.set_text(text)
        self._show_context()

    def link(self) -> Button:
        """Return the link in the line of context."""
        return self._link

    def set_title(self, title: str, context: str | None = None) -> None:
        """Change the title and, when given, the line of context."""
        self._title_words = title
        self.shorten_title(0)
        if context is not None:
            self._context.setText(context)
            self._show_context()

    def shorten_title(self, by: int) -> None:
        """Take so many pixels from the title, which then ends in … and stands whole in its tooltip."""
        words, metrics = self._title_words, self._title.fontMetrics()
        room = metrics.horizontalAdvance(words) - by
        self._title.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room) if by > 0 else words)
        self._title.setToolTip(words if by > 0 else "")
        self._title.setAccessibleName(words)

    def set_back(self, long: str, short: str) -> None:
        """Show the way back: 返回学习, or 返回 when there is little room."""
        self._back_long, self._back_short = long, short
        self._back.set_text(short if self._room is Room.NARROW else long)
        self._back.setVisible(bool(long))
        self._line.set_margins((12 if long else 20, 0, 16, 0))

    def set_chips(self, chips: Sequence[ChipData]) -> None:
        """Show state chips beside the title."""
        clear(self._chips)
        for chip in chips:
            shown = Chip(chip)
            self._chips.addWidget(shown)
            shown.show()  # a layout shows its new child a turn later, and what is hidden is not measured

    def set_saved(self, text: str, *, problem: bool = False) -> None:
        """Show 已自动保存 14:03 beside the title, or in red why it was not saved; empty takes it away."""
        if problem and text != self._saved.text():
            aloud.say(self, text, urgent=True)
        self._saved.setText(text)
        self._saved.set_tone("err" if problem else "")
        self._saved_icon.show_icon(
            "dismiss_circle" if problem else "save", colour="err" if problem else "ok", filled=problem
        )
        self._show_saved()

    def set_blocking(self, text: str) -> None:
        """Show 还有 1 处必须改 beside the primary button; empty takes it away."""
        self._blocked = text
        self._show_blocking()

    def add_button(self, button: QPushButton, *, folds_below: Room | None = None) -> None:
        """Add a button at the right; the primary one comes last.

        With `folds_below` it goes into a menu behind … where there is less room than that.
        """
        if folds_below is None:
            self._buttons.addWidget(button)
        else:
            self._buttons.insert_widget(len(self._folding), button)
            self._folding.append((button, folds_below))
            self._fold()

    def folded(self) -> list[QPushButton]:
        """Return the buttons that stand in the menu now."""
        return [button for button, least in self._folding if self._room < least]

    def _fold(self) -> None:
        """Show the lesser buttons, or the one that opens their menu."""
        folded = self.folded()
        for button, _least in self._folding:
            button.setVisible(button not in folded)
        self._more.setVisible(bool(folded))

    def _show_more(self) -> None:
        """Open the menu under its button."""
        menu = QMenu(self._more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self.folded():
            menu.addAction(button.icon(), button.text()).triggered.connect(button.click)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def set_room(self, room: Room) -> None:
        """Keep only 返回, title, state and buttons when there is little room."""
        self._room = room
        self._back.set_text(self._back_short if room is Room.NARROW else self._back_long)
        self._show_context()
        self._show_saved()
        self._show_blocking()
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Break the line, or mend it, whenever something in it asks for another width."""
        done = super().event(event)
        if event.type() in _ASKING and self.isVisible():
            self.arrange()
        return done

    def arrange(self) -> None:
        """Take one line, or two where one is too narrow."""
        self.break_line(broken=self._wanted() > self.width())
        self.restyle()

    def break_line(self, *, broken: bool) -> None:
        """Put the buttons into a second line where they do not fit beside the title, or back into the first."""
        if broken is self._broken:
            return
        self._broken = broken
        old, new = (self._line, self._second) if broken else (self._second, self._line)
        old.removeItem(self._buttons)
        self._buttons.setParent(None)
        self._buttons.set_whole(whole=not broken)
        new.addLayout(self._buttons)
        for line in (self._buttons, self._line, self._second, self._lines):
            line.invalidate()
        self._second.set_margins((20, 0, 16, 10) if broken else (0, 0, 0, 0))

    def _wanted(self) -> int:
        """Return the least width of everything in one line."""
        wide = self._line.minimumSize().width()
        return wide + self._line.spacing() + self._buttons.sizeHint().width() if self._broken else wide

    def restyle(self) -> None:
        """Take the height of the present text size."""
        below = self._buttons.heightForWidth(max(1, self.width() - theme().dp(36))) + theme().dp(10)
        self.setFixedHeight(theme().dp(60) + (below if self._broken else 0))
        self._more.setFixedWidth(theme().dp(40))

    def _show_context(self) -> None:
        linked = bool(self._link.text())
        self._context.setVisible(bool(self._context.whole()) and self._room is not Room.NARROW and not linked)
        self._lead.setVisible(linked and bool(self._lead.text()) and self._room is Room.WIDE)
        self._link.setVisible(linked and self._room is not Room.NARROW)

    def _show_blocking(self) -> None:
        short = "".join(letter for letter in self._blocked if letter.isdigit()) or self._blocked
        self._blocking.set_text(short if self._room is Room.NARROW else self._blocked)
        self._blocking.setAccessibleName(self._blocked)
        self._blocking.setVisible(bool(self._blocked))
        self._blocking_icon.setVisible(bool(self._blocked))

    def _show_saved(self) -> None:
        shown = bool(self._saved.text()) and self._room is not Room.NARROW
        self._saved.setVisible(shown)
        self._saved_icon.setVisible(shown)
