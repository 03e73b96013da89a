"""Where something is to be written: the sticks that are plugged in, or a folder; and the folder itself."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from core.views.verdicts import DriveView
from gui.messages import _, fill
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Frame, Label


class WhereTo(Frame):
    """Offers the sticks; a folder may be chosen instead. The first that takes files is chosen, if that is wished."""

    look_wanted = Signal()
    """Look which sticks are plugged in."""
    moved = Signal()
    """Another place may be chosen now, or the same one looks different."""

    def __init__(
        self,
        *,
        chooser: Chooser,
        title: str,
        folder_title: str,
        choose_first: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("card", parent)
        self._chooser, self._folder_title, self._choose_first = chooser, folder_title, choose_first
        self._folder: Path | None = None
        self.drives: tuple[DriveView, ...] = ()
        self._choices = Column(spacing=6)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda _button: self.moved.emit())
        column = Column(self, margins=(18, 12, 16, 14), spacing=8)
        head = Row(spacing=8)
        head.addWidget(Label(title, "section", wrap=True), 1)
        ways = Flow(spacing=8, right=True)
        head.addLayout(ways)
        ways.addWidget(Button(_("Look again"), "link", action=self.look_wanted.emit))
        ways.addWidget(Button(_("Choose a folder"), icon_name="folder_open", action=self.choose))
        column.addLayout(head)
        column.addLayout(self._choices)

    def show_drives(self, drives: tuple[DriveView, ...]) -> None:
        """Offer these sticks; what was chosen stays chosen."""
        self.drives = drives
        chosen = self.target()
        clear(self._choices)
        for button in self._group.buttons():
            self._group.removeButton(button)
        for drive in drives:
            label = drive.label or drive.path.name
            free = fill(_("{free:size} free"), {"free": drive.free})
            note = free if drive.writable else _("write-protected")
            self._offer(fill(_("Stick {label} · {note}"), {"label": label, "note": note}), drive.path, chosen)
        if self._folder is not None:
            self._offer(fill(_("Folder {folder}"), {"folder": str(self._folder)}), self._folder, self._folder)
        if not self._group.buttons():
            self._choices.addWidget(Label(_("No stick was found. Plug one in, or choose a folder."), wrap=True))
        elif self._choose_first and self._group.checkedButton() is None:
            first = next((drive.path for drive in drives if drive.writable), None)
            for button in self._group.buttons():
                button.setChecked(button.property("path") == str(first))
        self.moved.emit()

    def target(self) -> Path | None:
        """Return where to write; None while nothing is chosen."""
        button = self._group.checkedButton()
        # None while nothing is chosen, which the stubs do not say.
        return Path(str(button.property("path"))) if button is not None else None  # type: ignore[redundant-expr]

    def drive(self, path: Path | None) -> DriveView | None:
        """Return the stick that holds a path; None for a folder of this computer."""
        return next((one for one in self.drives if path is not None and path.is_relative_to(one.path)), None)

    def choose(self) -> None:
        """Let the person choose a folder."""
        start = self._folder or Path.home()
        folder = self._chooser.folder(self, title=self._folder_title, start=start)
        if folder is not None:
            self.set_folder(folder)

    def set_folder(self, folder: Path) -> None:
        """Offer a folder besides the sticks, chosen; a stick is chosen as what it is."""
        if any(drive.path == folder for drive in self.drives):
            for button in self._group.buttons():
                button.setChecked(button.property("path") == str(folder))
            self.moved.emit()
            return
        self._folder = folder
        self.show_drives(self.drives)

    def _offer(self, text: str, path: Path, chosen: Path | None) -> None:
        button = QRadioButton(text)
        button.setProperty("path", str(path))
        button.setChecked(path == chosen)
        self._group.addButton(button)
        self._choices.addWidget(button)
