"""The menu of an editor: what can be done with the record besides its usual next step."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from core.records.kind import Privacy
from core.views.records import RecordView
from gui.messages import _
from gui.pages.door import RecordDoor
from gui.pages.menu import Entry, show_menu

if TYPE_CHECKING:
    from gui.pages.editor import EditorPage


def open_menu(page: "EditorPage", button: QPushButton, door: RecordDoor, view: Callable[[], RecordView]) -> None:
    """Show the menu under its button; everything saves first, and `view` gives the record as it is then."""
    actions, now = page.actions_of(), view()
    history = partial(page.flush, lambda: actions.show_history(door, view()))
    hanging = [(name, partial(page.flush, do)) for name, do in actions.papers(now)]
    last: list[Entry] = []
    if not now.record.number:
        last.append((_("Throw the draft away"), partial(page.flush, lambda: actions.discard(door, view()))))
    if now.kind.privacy is Privacy.SEALED:
        last.append((_("Lock up"), partial(page.flush, lambda: actions.lock_up(view()))))
    show_menu(
        button,
        [(_("Print  Ctrl+P"), page.print_now), *hanging, (_("History"), history)],
        moves=[move for move in now.moves if not move.primary],
        make=page.make_move,
        last=last,
    )
