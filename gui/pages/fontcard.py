"""Card of the settings about the fonts of printed pages: this computer's or ours, and which plays which part now."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from core.base.errors import UserError
from core.services import typefaces
from core.views.typefaces import Refusal, RoleFont
from gui.messages import N_, _, about, fill
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.fields import ToggleField
from gui.widgets.finding import Level
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Label, NameLabel

REFUSALS = {
    Refusal.NOT_FOUND: N_("{font} is not on this computer."),
    Refusal.NO_EMBEDDING: N_("{font} is here, but its maker does not allow it inside files."),
    Refusal.NO_SUBSETTING: N_("{font} is here, but its maker does not allow parts of it inside files."),
    Refusal.BITMAPS_ONLY: N_("{font} is here, but its maker allows its bitmaps alone inside files."),
    Refusal.OUTLINES: N_("{font} is here, but its outlines (OTF) cannot be put into our files; a TTF can."),
    Refusal.DAMAGED: N_("{font} is here, but its file cannot be read."),
}
"""Why a font of this computer is not used."""


class FontCard(Card):
    """One switch, a line for each part of the page, and the folder into which fonts may be put."""

    def __init__(self, *, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__(_("Fonts of printed pages"), _("What has been printed and signed stays as it is"))
        self._tasks, self._preferences = tasks, preferences
        self._folder = preferences.folder / typefaces.FOLDER
        self.on = ToggleField(_("Use this computer's fonts where offices ask for them"))
        self.on.set_value(preferences.now.machine_fonts)
        self.on.edited.connect(self._switch)
        self.rows = Column(spacing=6)
        self.column.addWidget(self.on)
        self.column.addLayout(self.rows)
        self.foot(Button(_("Open the folder for fonts"), icon_name="folder_open", action=self._open))

    def look(self) -> None:
        """Look for fonts anew and say what is used."""
        self._tasks.aside(lambda _progress: typefaces.look_again(), self.show_parts, failed=self._refuse, owner=self)

    def show_parts(self, parts: tuple[RoleFont, ...]) -> None:
        """Say which typeface plays which part, and why not another."""
        clear(self.rows)
        for part in parts:
            row = Row(spacing=10)
            name = NameLabel(part.part, [one.part for one in parts])
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            row.addWidget(name)
            row.addWidget(Label(_sentence(part), wrap=True, selectable=True), 1)
            self.rows.addLayout(row)

    def _switch(self) -> None:
        try:
            self._preferences.change(machine_fonts=self.on.value())
        except UserError as error:
            self._refuse(error)
        self.look()

    def _open(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            self.say(Level.ERROR, fill(_("The folder {path} cannot be made."), {"path": str(self._folder)}))
            return
        self.say(Level.HINT, _("Put TTF files in; they count from the next page on, seen here when you come back."))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _refuse(self, error: UserError) -> None:
        self.say(Level.ERROR, about(error).text())


def _sentence(part: RoleFont) -> str:
    """Say what plays one part."""
    if not part.own:
        return fill(_("{font}, of this computer"), {"font": part.used})
    used = fill(_("{font}, of this program"), {"font": part.used})
    if part.refusal is None:
        return used
    return fill(_("{used}. {why}"), {"used": used, "why": fill(_(REFUSALS[part.refusal]), {"font": part.wanted})})
