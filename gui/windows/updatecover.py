"""更新 on the closed cover: a record book of a newer program can't be opened before."""

from PySide6.QtCore import Signal

from gui.messages import _
from gui.pages.updatecard import UpdateCard
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.space import Row
from gui.windows.cover import Cover


class UpdateCover(Cover):
    """What is on the stick, and the way back."""

    book_wanted = Signal()

    def __init__(self, *, tasks: Tasks, chooser: Chooser) -> None:
        super().__init__()
        self.put_title("")
        self.updates = UpdateCard(None, tasks=tasks, chooser=chooser)
        self.column.addWidget(self.updates)
        row = Row(spacing=8)
        row.addStretch(1)
        row.addWidget(Button(_("Back to the record book"), action=self.book_wanted.emit))
        self.column.addLayout(row)
