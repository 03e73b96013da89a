"""The program's own front door, with somebody who types the password; run as `python -m tests.faults.opening VAULT`.

It tells what comes of it: `open`, or `refused` with the words under the field.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer

import main
from gui.widgets.finding import FindingRow
from gui.windows.main_window import MainWindow
from tests.support.vaults import PASSWORD


class Person(QTimer):
    """Looks at the window a few times a second."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._typed = self._told = False
        self.timeout.connect(self.look)
        self.start(50)

    def look(self) -> None:
        """Type the password once, then tell what stands in the window."""
        card = self._window.cover()
        if card is not None and not self._typed:
            self._typed = True
            card.field.line.setText(PASSWORD)
            card.open_button.click()
        elif card is None and self._window.shell() is not None:
            self._tell("open")
        elif card is not None:
            for row in card.field.findChildren(FindingRow):
                self._tell(f"refused {row.line.text}")

    def _tell(self, what: str) -> None:
        if not self._told:
            self._told = True
            print(what, flush=True)


def attended(own: Callable[..., None]) -> Callable[..., None]:
    """Let the window begin as always, with somebody before it."""

    def begin(window: MainWindow, *files: Sequence[str]) -> None:
        own(window, *files)
        Person(window)

    return begin


if __name__ == "__main__":
    MainWindow.begin = attended(MainWindow.begin)  # type: ignore[method-assign, assignment]
    sys.exit(main.main(["--vault", str(Path(sys.argv[1]))]))
