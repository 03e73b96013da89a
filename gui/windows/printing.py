"""The one way into the print window, from a page, the guide, or where no record book is open."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.paper import Printout

if TYPE_CHECKING:
    from gui.widgets.printers import Printers
    from gui.windows.print_window import PrintWindow


def open_print(
    paper: Printout,
    *,
    over: QWidget,
    tasks: Tasks,
    preferences: Preferences,
    printers: "Printers | None",
    chooser: Chooser,
) -> "PrintWindow":
    """Open the print window over a widget and return it; the printing parts of Qt are loaded for the first print."""
    from gui.widgets.printers import Printers
    from gui.windows.print_window import PrintWindow

    window = PrintWindow(
        paper, tasks=tasks, preferences=preferences, printers=printers or Printers(), chooser=chooser, parent=over
    )
    window.open()
    return window
