"""看版面: the packet is laid out as it was wished for, and shown as it will print."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.services import packets, vaults
from core.services.vaults import Vault
from core.views.packets import Drawn
from gui.forms.standins import StandIns
from gui.messages import _
from gui.tasks import Job, Tasks
from gui.widgets.preview import PagePreview
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column, Row
from gui.widgets.theme import theme

PAGE = 760
"""Pixels at 100 % that a page is wide at most: about as on paper, not as wide as the screen."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a packet is to be."""

    ids: tuple[str, ...]
    title: str
    confidential: bool = False
    """Closed for the county."""
    replaces: bool = True
    """It takes the place of the packet that was sent back, where there is one."""


class LookStep(QWidget):
    """Draws off the window's thread; what was drawn stays until a record or the wish changes."""

    drawn = Signal(object)
    """The pages are there: `Drawn`."""
    failed = Signal(object)
    """They could not be drawn: a `UserError`."""

    def __init__(self, vault: Vault, *, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._job: Job | None = None
        self._wish: Wish | None = None
        self.pages: Drawn | None = None
        # The unsigned pages lie here until they are signed, never on the stick.
        self._bench = vaults.OpenPlace(vault)
        self.destroyed.connect(self._bench.clean)
        self.stand_ins = StandIns(tasks=tasks, parent=self)
        self.preview = PagePreview(tasks, title=_("As it will print"))
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self.stop)
        column = Column(self, margins=(0, 0, 0, 0), spacing=0)
        column.addWidget(self.progress)
        sheet = Row(spacing=0)
        sheet.addStretch(1)
        sheet.addWidget(self.preview, 100)
        sheet.addStretch(1)
        column.addLayout(sheet, 1)
        theme().changed.connect(self._size)
        self._size()

    def busy(self) -> bool:
        """Tell whether pages are being drawn."""
        return self._job is not None and not self._job.finished

    def forget(self) -> None:
        """Draw anew next time."""
        self.pages = None

    def ask_anew(self) -> None:
        """Ask anew what stands in for characters that no font has; what was drawn with the answers is forgotten."""
        if self.stand_ins.forget():
            self.forget()

    def stop(self) -> None:
        """Stop drawing at the next step."""
        if self._job is not None:
            self._job.cancel()

    def draw(self, wish: Wish) -> None:
        """Lay the packet out, unless it is there already."""
        if self.pages is not None and self._wish == wish:
            return
        self.pages, self._wish = None, wish
        bench, said = self._bench, _("Laying out the pages")
        self.progress.start(said)

        def drawn(found: Drawn) -> None:
            self._end()
            self.pages = found
            self.preview.show_pdf(found.path)
            self.drawn.emit(found)

        def failed(error: UserError) -> None:
            self._end()
            self.failed.emit(error)

        self.stand_ins.make(
            lambda progress: packets.draw(
                self._vault,
                wish.ids,
                title=wish.title,
                folder=bench.path(),
                confidential=wish.confidential,
                replaces=wish.replaces,
                progress=progress,
            ),
            drawn,
            failed=failed,
            watch=lambda done, total, _what: self.progress.tell(done, total, said),
            began=self._began,
        )

    def _began(self, job: Job) -> None:
        self._job = job

    def _end(self) -> None:
        self._job = None
        self.progress.finish()

    def _size(self) -> None:
        self.preview.setMaximumWidth(theme().dp(PAGE))
