"""What changes the findings of a record without typing: a sentence, a hint switched off, what is brought in, a move."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from core.records.content import Person
from core.services import checking, people
from core.services.vaults import Vault
from core.views.records import FindingView, RecordView
from gui.forms.findings import Said
from gui.forms.form import Form
from gui.messages import _
from gui.pages.door import RecordDoor
from gui.tasks import Tasks
from gui.widgets.finding import FindingLine, Level


class Looking(QObject):
    """Saves first, does it in the vault, and hands back the record with what the checks say then."""

    seen = Signal(object)
    """The `RecordView` as it is now; the form shows its findings already."""
    said = Signal(object)
    """A `FindingLine` for the page as a whole."""
    reread = Signal(object)
    """Somebody came onto the list of people: read the record anew and go to this path."""
    refused = Signal(object)
    """A `UserError`: nothing was changed."""

    def __init__(
        self,
        vault: Vault,
        *,
        tasks: Tasks,
        door: RecordDoor,
        form: Form,
        flush: Callable[[Callable[[], None]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._door, self._form, self._flush = vault, tasks, door, form, flush

    def explain(self, mark: str, sentence: str) -> None:
        """Keep the person's sentence for a warning."""
        self._look(lambda: self._door.explain(mark, sentence))

    def mute(self, rule: str) -> None:
        """Keep the hints of a rule out of sight."""

        def mute() -> RecordView:
            checking.mute(self._vault, rule)
            return self._door.open()

        self._look(mute)

    def gather(self, key: str) -> None:
        """Bring in what other records have for a field; what is typed there meanwhile stays."""
        into = next(one.into for one in self._form.kind.gathers if one.key == key)
        before = self._form.editor(into).value()

        def brought(view: RecordView) -> None:
            if self._form.editor(into).value() != before:
                return
            if not self._form.fill(into, view.record.values.get(into)):
                text = _("There is nothing more to bring in.")
                self.said.emit(FindingLine(Level.HINT, text, action=_("Understood"), key="close"))

        self._look(lambda: self._door.gather(key), then=brought)

    def put_on_list(self, said: Said) -> None:
        """Put whoever was named and is not known on the list of people."""
        newcomer = Person(id="", name=said.newcomer)

        def put() -> None:
            self._tasks.in_vault(
                lambda: people.save(self._vault, newcomer),
                lambda _person: self.reread.emit(said.path),
                failed=self.refused.emit,
                owner=self,
            )

        self._flush(put)

    def show_lacking(self, standing: Sequence[FindingView], lacking: Sequence[FindingView]) -> None:
        """Show at their fields what a move still lacks beside what stands there, and go to the first."""
        form = self._form
        form.ask_all()
        there = {finding.mark for finding in standing}
        form.show_findings((*standing, *(one for one in lacking if one.mark not in there)))
        first = next((said for said in form.findings() if lacking and said.key == lacking[0].mark), None)
        if first is not None:
            form.go_to_finding(first)

    def _look(self, work: Callable[[], RecordView], *, then: Callable[[RecordView], None] | None = None) -> None:
        def seen(view: RecordView) -> None:
            if then is not None:
                then(view)
            self._form.show_findings(view.findings)
            self.seen.emit(view)

        def look() -> None:
            self._tasks.in_vault(work, seen, failed=self.refused.emit, owner=self)

        self._flush(look)
