"""What an inspection would see (迎检): what agrees, what does not, what is not there; facts, no scores."""

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QStackedWidget, QWidget

from core.base.clock import Clock
from core.records.catalogue import find_kind
from core.services import inspection, people
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.inspection import Fact as Found
from core.views.inspection import FactKind, Inspection
from gui.messages import _, long_day, pgettext
from gui.pages.inspectionwords import as_fact, missing_list
from gui.pages.page import Page
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.empty import EmptyState
from gui.widgets.facts import FactColumns
from gui.widgets.head import Head
from gui.widgets.keys import bind
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column
from gui.widgets.text import Label
from gui.widgets.theme import Room, theme

WIDTH, HEIGHT = 680, 380
"""Of the list of what is not there, in pixels at 100 %."""


class InspectionPage(Page):
    """Three columns; opening a row goes to the record at its field, or to the records it counts."""

    def __init__(self, vault: Vault, *, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = vault, tasks, clock
        self._found: Inspection | None = None
        self._school = ""
        self._facts: dict[str, Found] = {}
        self.dialog: MissingList | None = None
        self._head = Head(_("Inspection"), "")
        self._head.set_back(_("Back to Today"), pgettext("page", "Back"))
        self._head.went_back.connect(self.went_back)
        self._list = Button(_("Missing list"), icon_name="clipboard_task", action=self.show_missing)
        self._head.add_button(self._list)
        self._columns = FactColumns()
        self._columns.opened.connect(self._open)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(_("All records are being looked through.")))
        self._stack.addWidget(self._columns)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        bind(self, "Esc", self.went_back.emit, _("Return"), within=True)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Look anew."""
        self._read()
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self._go_to_first()

    def refresh(self, changes: Changes) -> None:  # noqa: ARG002 - one record may change what is found in another
        """Look anew while the page can be seen; else that happens when one comes back."""
        if self.isVisible():
            self._read()

    def set_room(self, room: Room) -> None:
        """Three columns, or one at a time."""
        self._head.set_room(room)
        self._columns.set_room(room)

    # --- what a person does --------------------------------------------------------------------------

    def show_missing(self) -> None:
        """Show the list of what is not there as text."""
        if self._found is None:
            return
        text = missing_list(self._found.missing, school=self._school, today=self._found.today)
        self.dialog = MissingList(text, parent=self)
        self.dialog.finished.connect(self._closed)
        self.dialog.begin()

    def columns(self) -> FactColumns:
        """Return the three columns."""
        return self._columns

    # --- content -------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._tasks.in_vault(
            lambda: (inspection.look(self._vault), people.get_school(self._vault).name),
            self._show,
            failed=self.troubled.emit,
            owner=self,
        )

    def _show(self, answer: tuple[Inspection, str]) -> None:
        found, self._school = answer
        self._found = found
        self._head.set_title(_("Inspection"), " · ".join((long_day(found.today), _("Facts only, no scores"))))
        self._facts = {fact.key: fact for fact in (*found.agrees, *found.differs, *found.missing)}
        self._columns.show_facts(
            agreeing=[as_fact(fact, today=found.today) for fact in found.agrees],
            differing=[as_fact(fact, today=found.today) for fact in found.differs],
            missing=[as_fact(fact, today=found.today) for fact in found.missing],
        )
        first = self._stack.currentWidget() is not self._columns
        self._stack.setCurrentWidget(self._columns)
        if first and self.isVisible():
            self._go_to_first()

    def _go_to_first(self) -> None:
        """Put the keyboard into what is missing, or into the column that is shown."""
        columns = self._columns
        for part in (columns.missing, columns.differing, columns.agreeing):
            if part.isVisible() and part.count:
                part.list.setFocus()
                return
        self._list.setFocus()

    def _open(self, key: str) -> None:
        """Go to the record at the field that is spoken of, or to the list of the records that were counted."""
        fact = self._facts[key]
        if fact.record:
            self.record_wanted.emit(fact.record, fact.path if fact.what is FactKind.FINDING else ())
        elif fact.kind:
            wanted: dict[str, Any] = {"kind": fact.kind, "subtype": fact.subtype}
            self.place_wanted.emit(find_kind(fact.kind).place.value, wanted)

    def _closed(self) -> None:
        self.dialog = None


class MissingList(Question):
    """The list of what is not there, to be read and copied as plain text."""

    def __init__(self, text: str, *, parent: QWidget) -> None:
        body = QWidget()
        column = Column(body, spacing=6)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("List of what is not there"))
        # Of the text itself the style sheet would undo it; what stands around it needs some 210 pixels.
        body.setMinimumHeight(min(theme().dp(HEIGHT), parent.window().height() - theme().dp(210)))
        column.addWidget(self.text, 1)
        self._copied = Label("", "small")
        column.addWidget(self._copied)
        replies = [Reply("copy", _("Copy the text")), Reply("close", _("Close"), safe=True)]
        super().__init__(_("List of what is not there"), "", replies, body=body, width=WIDTH, parent=parent)

    def begin(self) -> None:
        """Show the list; copying leaves it open."""
        self.ask(lambda _answer: None, stay=self._copy)
        self.text.setFocus()

    def _copy(self, answer: str) -> bool:
        if answer != "copy":
            return False
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._copied.setText(_("The text was copied and can be pasted anywhere."))
        return True
