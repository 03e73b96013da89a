"""The head of an editor: way back, what it is, its state, the saved time, what blocks, and the usual next step."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy

from core.records.kind import Kind
from core.records.workflow import Move
from core.views.records import RecordView
from gui.forms.findings import Said
from gui.messages import _, clock, pgettext, words
from gui.pages.mending import mending_words
from gui.pages.titles import blocking_text, editor_title, place_name, record_chips
from gui.widgets.buttons import Button
from gui.widgets.head import Head
from gui.widgets.theme import Room, theme


class EditorHead(Head):
    """Head with ⋯, 看页面 and the button of the next step, which is never dead."""

    done_pressed = Signal()
    look_pressed = Signal()
    menu_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind: Kind | None = None
        self._short = Room.WIDE
        self._saved_at: datetime | None = None
        self._blocking_words, self._blocking_count = "", 0
        self._look_words = _("Show the page")
        self.more = Button("", "quiet", icon_name="more_horizontal", says=_("More"), action=self.menu_wanted.emit)
        self.more.setToolTip(_("More"))
        self._look = Button(_("Show the page"), "plain", action=self.look_pressed.emit)
        self._look.hide()
        self.done = Button("", "primary", icon_name="document_checkmark", filled=True, action=self.done_pressed.emit)
        self.done.hide()
        for button in (self.more, self._look, self.done):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.add_button(button)

    def show_view(self, view: RecordView, primary: Move | None, *, mending: bool = False) -> None:
        """Show what the record is, its state, and its next step: the usual one, or `mending` what was sent back."""
        self._kind = view.kind
        self.show_title(view.record.values)
        self.set_chips(record_chips(view.kind, view.record, overdue=view.overdue))
        self._show_back()
        self.done.setVisible(primary is not None)
        if primary is not None:
            self.done.set_text(mending_words() if mending else words(primary.words))
            self.done.set_icon("edit" if mending else "document_checkmark")
        self._fit()

    def show_title(self, values: Mapping[str, Any]) -> None:
        """Show what the record is called: 夜学记录."""
        if self._kind is not None:
            self.set_title(editor_title(self._kind, str(values.get(self._kind.subtype or "") or "")), "")
            self._fit()

    def show_saved(self, at: datetime | None) -> None:
        """Say when it was saved last."""
        self._saved_at = at
        if at is None:
            self.set_saved("")
        self._fit()

    def show_blocking(self, blocking: Sequence[Said]) -> None:
        """Say beside the button what must be dealt with first."""
        self._blocking_words, self._blocking_count = blocking_text(blocking), len(blocking)
        self.done.setAccessibleDescription(self._blocking_words)
        self._fit()

    def show_look(self, *, page_shown: bool) -> None:
        """Offer the page, or the form where only one of them is shown."""
        wide = self._short is Room.WIDE
        self._look.setVisible(not wide or not page_shown)
        self._look_words = _("Show the form") if page_shown else _("Show the page")
        self._fit()

    def set_room(self, room: Room) -> None:
        """Shorten the way back where there is little room."""
        self._short = room
        super().set_room(room)
        self._show_back()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten what can be shortened when it does not fit (long words, large text)."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the buttons again: sizes asked for before the style sheet was read are remembered."""
        super().showEvent(event)
        self._fit()

    def _show_back(self) -> None:
        if self._kind is not None:
            long = _("Back to {place}").format(place=place_name(self._kind.place))
            short = pgettext("page", "Back")
            self.set_back(long if self._short is Room.WIDE else short, short)

    def arrange(self) -> None:
        """Leave it to what is said: the head knows when that changes, and says less before it breaks its line."""

    def _fit(self) -> None:
        """Say as much as there is room for: saved time, look button, count give way, then the line, then the title."""
        self._give_way()
        self.restyle()

    def _give_way(self) -> None:
        layout = self.layout()
        self.shorten_title(0)
        self.break_line(broken=False)
        for shortened in range(4):
            self._say(shortened)
            self._measure()
            if layout is None or layout.minimumSize().width() <= self.width():
                return
        self.break_line(broken=True)
        if layout is not None and layout.minimumSize().width() > self.width():
            self.shorten_title(layout.minimumSize().width() - self.width())

    def _say(self, shortened: int) -> None:
        wide = self._short is Room.WIDE
        if self._saved_at is not None:
            long = _("Saved {at}") if wide else pgettext("short", "Saved {at}")
            at = clock(self._saved_at)
            self.set_saved(at if shortened else long.format(at=at))
        bare = shortened > 1 and not self._look.isHidden()
        self._look.set_icon("document_search" if wide or bare else "")
        self._look.set_text("" if bare else self._look_words)
        self._look.setAccessibleName(self._look_words)
        self._look.setToolTip(self._look_words if bare else "")
        count = str(self._blocking_count) if shortened > 2 and self._blocking_words else self._blocking_words
        self.set_blocking("" if self._short is Room.NARROW else count)

    def _measure(self) -> None:
        """Ask the buttons for their sizes again: those from before the style sheet was read are remembered."""
        self.more.setFixedWidth(theme().dp(36))
        for button in (self._look, self.done):
            button.ensurePolished()
            button.updateGeometry()
        # A changed word makes only the outermost line measure again, not the lines within it.
        for at in range(self._line.count()):
            inner = self._line.itemAt(at).layout()
            if inner is not None:
                inner.invalidate()
        self._line.invalidate()
