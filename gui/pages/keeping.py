"""What an editor says about saving: the time, that it takes long, why it failed, and whose text is to stay."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from core.base.errors import RecordMoved, UserError
from core.views.records import Saved
from gui.forms.autosave import Autosave, Saving
from gui.messages import _, about
from gui.pages.door import RecordDoor
from gui.pages.editorhead import EditorHead
from gui.tasks import Tasks
from gui.widgets.finding import Banner, FindingLine, Level
from gui.widgets.question import Question, Reply


class Keeping(QObject):
    """Autosave of one record, with its words in the page's head and its banner below."""

    answered = Signal(object)
    """`Saved`."""
    told = Signal(object)
    """Moment of the last save, None while it can't be saved."""
    other_wanted = Signal()
    """The person gives up what is typed here for what was written elsewhere: read the record anew."""

    def __init__(
        self,
        door: RecordDoor,
        *,
        tasks: Tasks,
        typed: Callable[[], tuple[dict[str, Any], dict[str, str]]],
        head: EditorHead,
        page: QWidget,
        timing: dict[str, int],
    ) -> None:
        super().__init__(page)
        self._door, self._tasks, self._head, self._page = door, tasks, head, page
        self._banner: Banner | None = None
        self._question: Question | None = None
        self.autosave = Autosave(tasks, typed=typed, save=door.save, parent=self, **timing)
        self.autosave.moved.connect(self._show)
        self.autosave.answered.connect(self._answer)

    def question(self) -> Question | None:
        """Return the open question whose text is to stay."""
        return self._question

    def leave(self, then: Callable[[], None]) -> bool:
        """Throw away what was begun and never touched, then call `then`; False when there is something to keep."""
        if self.autosave.unsaved or not self._door.untouched:
            return False
        # An empty draft would stand in lists and counts; when it can't go it stays, and nobody is held up by it.
        self.autosave.written = True
        self._tasks.in_vault(self._door.discard, lambda _none: then(), failed=lambda _error: then(), owner=self)
        return True

    def say(self, line: FindingLine) -> None:
        """Show the page's one banner."""
        self.hush()
        self._banner = Banner(line)
        self._banner.acted.connect(self._act)
        column = self._page.layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(1, self._banner)
            self._banner.show()

    def refuse(self, error: UserError) -> None:
        """Say why something was not done; what is typed stays."""
        if isinstance(error, RecordMoved):
            self._moved_elsewhere()
        else:
            self.say(FindingLine(Level.ERROR, about(error).text(), action=_("Understood"), key="close"))

    def say_time(self) -> None:
        """Say again when it was saved last (Ctrl+S)."""
        self._show()

    def hush(self) -> None:
        """Take the banner away."""
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None

    def _answer(self, saved: Saved) -> None:
        self.told.emit(saved.at)
        self.answered.emit(saved)

    def _show(self) -> None:
        autosave = self.autosave
        match autosave.state:
            case Saving.SLOW:
                self._head.set_saved(_("Saving…"))
            case Saving.FAILED:
                self._say_unsaved(autosave.error)
            case Saving.CLEAN | Saving.WAITING:
                if autosave.error is None:
                    if self._banner is not None and self._banner.line.key in {"again", "choose"}:
                        self.hush()
                    at = autosave.saved_at
                    self._head.show_saved(at)

    def _say_unsaved(self, error: UserError | None) -> None:
        self._head.set_saved(_("Not saved"), problem=True)
        self.told.emit(None)
        if isinstance(error, RecordMoved):
            self._moved_elsewhere()
        elif error is not None:
            self.say(FindingLine(Level.ERROR, about(error).text(), action=_("Try again"), key="again"))

    def _moved_elsewhere(self) -> None:
        self.autosave.hold()
        text = _("This record was changed elsewhere meanwhile. What you typed is still here and not saved yet.")
        self.say(FindingLine(Level.WARNING, text, action=_("Choose"), key="choose"))
        self._ask_whose()

    def _ask_whose(self) -> None:
        if self._question is not None:
            return
        self._question = Question(
            _("Which text is to stay?"),
            _("The record was changed elsewhere while it was open here. “Keep mine” writes this form over it."),
            [
                Reply("later", _("Decide later"), safe=True),
                Reply("other", _("Show the other"), grave=True),
                Reply("mine", _("Keep mine")),
            ],
            parent=self._page,
        )
        self._question.ask(self._settle)

    def _settle(self, answer: str) -> None:
        self._question = None
        if answer == "mine":
            self._tasks.in_vault(
                self._door.take_revision, lambda _none: self.autosave.resume(), failed=self.refuse, owner=self
            )
        elif answer == "other":
            self.hush()
            self.autosave.forget()
            self.other_wanted.emit()

    def _act(self, key: str) -> None:
        if key == "again":
            self.autosave.save_now()
        elif key == "choose":
            self._ask_whose()
        else:
            self.hush()
