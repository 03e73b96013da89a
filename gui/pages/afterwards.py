"""What comes after finishing a record: one line says what its rows may become, and leads there."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from core.base.errors import UserError
from core.services import links
from core.services.vaults import Vault
from core.views.links import Links
from core.views.records import RecordView
from gui.messages import _, fill, ngettext
from gui.tasks import Tasks
from gui.widgets.finding import FindingLine, Level


class Afterwards(QObject):
    """Tells of a record that was just finished, once, and only where its rows may become something."""

    told = Signal(object, str, object)
    """The line, and the place to which its link leads with what is to be shown there; see `Page.told`."""

    def __init__(self, vault: Vault, *, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._vault, self._tasks = vault, tasks

    def tell(self, view: RecordView) -> None:
        """Look what the rows of a finished record may become, and tell it."""
        record = view.record.id
        self._tasks.in_vault(
            lambda: links.of_record(self._vault, record), partial(self._tell, view), failed=self._hush, owner=self
        )

    def _tell(self, view: RecordView, found: Links) -> None:
        count = sum(bool(row.grid and row.shoots) for row in found.rows)
        if not count:
            return
        sentence = ngettext(
            "{number} is finished. {count} matter in it can go on from here.",
            "{number} is finished. {count} matters in it can go on from here.",
            count,
        )
        said = fill(sentence, {"number": view.record.number, "count": count})
        line = FindingLine(Level.HINT, said, action=_("See them"), key="go", word=_("Finished"))
        self.told.emit(line, view.kind.place.value, {"record": view.record.id, "links": True})

    def _hush(self, error: UserError) -> None:
        """Say nothing: what was wanted, finishing, is done."""
