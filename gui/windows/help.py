"""F1: what the keys do, and how a clerk works; one page, nothing to search."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.base.words import N_
from gui.messages import _
from gui.pages.page import Page
from gui.widgets.buttons import Button
from gui.widgets.finding import NoteLine
from gui.widgets.head import Head
from gui.widgets.keys import bind, key_text
from gui.widgets.space import Column, Grid, Row
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room

KEYS = (
    ("Alt+1", N_("To the places of the rail: Alt+1, Alt+2 …")),
    ("Ctrl+F", N_("Find")),
    ("Ctrl+Shift+C", N_("Calendar")),
    ("Ctrl+N", N_("Something new on this page")),
    ("Ctrl+D", N_("New like last time")),
    ("Enter", N_("Open the chosen row; ↑ ↓ choose")),
    ("Ctrl+A", N_("Choose every row of a list, to print them together; Ctrl and Shift choose some")),
    ("Tab", N_("Next field, out of text boxes too; Shift+Tab back")),
    ("F2", N_("Find a rare character for the field one is in")),
    ("Space", N_("Tick a person or a row")),
    ("Ctrl+Tab", N_("Next section")),
    ("Ctrl+S", N_("Save now; it is saved by itself anyway")),
    ("F8", N_("Next finding; Shift+F8 the one before")),
    ("F9", N_("Show or fold the page as it will print")),
    ("Ctrl+Enter", N_("Finish the record, or the next step")),
    ("Ctrl+P", N_("Print")),
    ("Esc", N_("Back, close, the safe answer")),
    ("F6", N_("Next pane: rail, page, status bar")),
    ("Ctrl+L", N_("Lock")),
    ("Ctrl+/", N_("Which keys there are")),
    ("Ctrl++", N_("Larger text; Ctrl+− smaller, Ctrl+0 as it was")),
)


NOTES = (
    N_("Everything is saved by itself, encrypted, on this computer only."),
    N_("A finding says what to do; its number can be read out over the telephone."),
    N_("A record that was finished is never lost: changing it keeps the version before."),
)

DESK_KEYS = (
    ("Alt+1", N_("To the places of the rail: Alt+1, Alt+2 …")),
    ("F5", N_("Read the stick")),
    ("Ctrl+O", N_("Read a folder, or choose a file")),
    ("Enter", N_("Open the chosen row; ↑ ↓ choose")),
    ("Ctrl+Enter", N_("Write all to the stick; sign the notice")),
    ("Ctrl+F", N_("Find a school")),
    ("Ctrl+P", N_("Print")),
    ("F2", N_("Find a rare character for the field one is in")),
    ("Tab", N_("Next field, out of text boxes too; Shift+Tab back")),
    ("Esc", N_("Back, close, the safe answer")),
    ("F6", N_("Next pane: rail, page, status bar")),
    ("Ctrl+L", N_("Lock")),
    ("Ctrl+/", N_("Which keys there are")),
    ("Ctrl++", N_("Larger text; Ctrl+− smaller, Ctrl+0 as it was")),
)

DESK_STEPS = (
    N_("A new school: read its enrolment form, compare the fingerprint with the paper, certify."),
    N_("A packet: plug in the school’s stick and press F5. What is valid is taken in by itself."),
    N_("Choose a line and look at its pages and records."),
    N_("Make the receipt, or send back and write what is to be mended. It goes onto the same stick."),
    N_("Pull the stick out when it says that this is safe; the school signs the hand-over slip."),
    N_("What did not get onto a stick waits under Receipts and is written there."),
)
"""The clerk's way, one sentence a step."""

DESK_NOTES = (
    N_("The register is encrypted. Without the password nobody opens it."),
    N_("A file that is not valid is never taken in, and no other is touched by it."),
    N_("It is backed up whenever you lock or leave. Every week put a backup on a stick of your own, in the settings."),
)


class HelpPage(Page):
    """What is to be done, if anything is told; the keys; and some sentences that answer most questions."""

    def __init__(
        self,
        keys: Sequence[tuple[str, str]] = KEYS,
        notes: Sequence[str] = NOTES,
        *,
        steps: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._head = Head(_("Help"), _("How it is done, and what the keys do") if steps else _("What the keys do"))
        self._head.set_back(_("Return"), _("Return"))
        self._head.went_back.connect(self.went_back)
        card = Frame("card")
        inner = Column(card, margins=(18, 14, 18, 16), spacing=12)
        grid = Grid(gaps=(20, 8))
        for row, (pressed, says) in enumerate(keys):
            name = Label(key_text(pressed), "strong")
            grid.addWidget(name, row, 0)
            grid.addWidget(Label(_(says), wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        inner.addLayout(grid)
        told = Frame("card")
        column = Column(told, margins=(18, 14, 18, 16), spacing=8)
        for text in notes:
            column.addWidget(NoteLine(_(text)))
        line = Row(spacing=8)
        settings = Button(_("Settings"), "link", action=lambda: self.place_wanted.emit("settings", {}))
        line.addWidget(settings)
        line.addStretch(1)
        column.addLayout(line)
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        if steps:
            body.addWidget(_steps(steps))
        body.addWidget(card)
        body.addWidget(told)
        body.addStretch(1)
        bind(self, "Esc", self.went_back.emit, _("Return"))
        whole = Column(self, spacing=0)
        whole.addWidget(self._head)
        whole.addWidget(Scroll(body), 1)

    def set_room(self, room: Room) -> None:
        """Keep the head within the room."""
        self._head.set_room(room)


def _steps(steps: Sequence[str]) -> Frame:
    """Return the way through the work, numbered."""
    card = Frame("card")
    column = Column(card, margins=(18, 14, 18, 16), spacing=10)
    column.addWidget(Label(_("How it is done"), "section"))
    grid = Grid(gaps=(12, 6))
    for row, text in enumerate(steps):
        grid.addWidget(Label(f"{row + 1}", "strong"), row, 0)
        grid.addWidget(Label(_(text), wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    column.addLayout(grid)
    return card
