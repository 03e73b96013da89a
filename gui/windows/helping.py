"""F1 and 帮助: opens the guide at the section that fits what stands in the window."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from core.base.errors import UserError
from core.services.guides import Reader
from gui.messages import _
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.dialog import Helper, helper_of
from gui.widgets.keys import bind
from gui.widgets.paper import Printout
from gui.windows.called import stands_over
from gui.windows.printing import open_print
from gui.windows.standing import Standing
from gui.windows.textsize import TextSize

if TYPE_CHECKING:
    from gui.widgets.printers import Printers
    from gui.windows.guide import GuideWindow
    from gui.windows.main_window import MainWindow
    from gui.windows.print_window import PrintWindow

ALONE = {
    "FirstRun": (Reader.SCHOOL, "start"),
    "UnlockCard": (Reader.SCHOOL, "lock"),
    "NewSecretCard": (Reader.SCHOOL, "lock"),
    "FromBackup": (Reader.SCHOOL, "backup"),
    "PartingCard": (Reader.SCHOOL, "backup"),
    "JudgePage": (Reader.SCHOOL, "judge"),
    "UpdateCover": (Reader.SCHOOL, "settings"),
    "UpdatingCard": (Reader.SCHOOL, "settings"),
    "DeskSetup": (Reader.DESK, "set-up"),
}
"""Guide and section for what fills the window while no book is open, by its class."""
LOCKED_DESK = (Reader.DESK, "questions")
"""The same for the closed cover of a county's desk."""


class HelpDoor(Helper):
    """Holds the one help window of a main window; it is made when help is first asked for.

    It belongs to no other window, so that it can be read while a question waits for its answer.
    """

    def __init__(
        self,
        window: "MainWindow",
        *,
        tasks: Tasks,
        preferences: Preferences,
        chooser: Chooser,
        printers: "Printers | None",
    ) -> None:
        super().__init__(window)
        self._window, self._tasks, self._preferences = window, tasks, preferences
        self._chooser, self._printers = chooser, printers
        self.guide: GuideWindow | None = None
        self.print_window: PrintWindow | None = None
        bind(window, "F1", self.open, _("Help"))
        window.closed.connect(self._close)
        preferences.changed.connect(self._speak)

    def open(self) -> None:
        """Show the section for what is in front."""
        guide = self._guide()
        guide.let_keys(there=self._window.shell() is not None and not stands_over(self._window))
        try:
            guide.open_at(*self.place(), beside=QApplication.activeWindow() or self._window)
        except UserError as error:
            self._window.trouble(error)

    def place(self) -> tuple[Reader, str]:
        """Return guide and section for what is in front."""
        shell = self._window.shell()
        if shell is not None:
            return shell.help_place()
        standing = self._window.centralWidget()
        front = type(standing.now()).__name__ if isinstance(standing, Standing) else ""
        folder = self._window.vault_folder()
        if front == "UnlockCard" and folder is not None:
            from core.services.desk.desks import is_desk

            if is_desk(folder):
                return LOCKED_DESK
        return ALONE.get(front, ALONE["FirstRun"])

    def _guide(self) -> "GuideWindow":
        """Return the help window; the words of another language are said by another one."""
        if self.guide is None:
            from gui.windows.guide import GuideWindow

            self.guide = GuideWindow(tasks=self._tasks)
            self._window.destroyed.connect(self.guide.deleteLater)
            self.guide.print_wanted.connect(self._print)
            self.guide.keys_wanted.connect(self._show_keys)
            TextSize(self.guide, self._preferences, trouble=self._window.trouble)
        return self.guide

    def _show_keys(self) -> None:
        shell = self._window.shell()
        if shell is not None and not stands_over(self._window):  # the page below a question can't be left
            self._close()
            shell.go("help", {}, remember=True)

    def _print(self, paper: Printout) -> None:
        """Open the print window over the guide."""
        assert self.guide is not None
        self.print_window = open_print(
            paper,
            over=self.guide,
            tasks=self._tasks,
            preferences=self._preferences,
            printers=self._printers,
            chooser=self._chooser,
        )

    def _speak(self, names: frozenset[str]) -> None:
        """Forget the window when the language changes; the next one speaks the new one."""
        if "language" in names and self.guide is not None:
            old, self.guide = self.guide, None
            if self.print_window is not None and isValid(self.print_window) and self.print_window.isVisible():
                self.print_window.finished.connect(old.deleteLater)
            else:
                old.deleteLater()

    def _close(self) -> None:
        if self.guide is not None:
            self.guide.close()


def ask_for_help(widget: QWidget) -> None:
    """Open the guide from a button in the window."""
    helper = helper_of(widget)
    if helper is not None:
        helper.open()
