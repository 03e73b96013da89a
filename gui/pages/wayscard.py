"""恢复单和第二口令: the ways into the record book besides the principal's password."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.services import waysin
from core.services.vaults import Vault
from core.views.waysin import WaysIn
from gui.messages import _, about, fill
from gui.pages.sealquestion import OPEN, SealQuestion
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.newpassword import PasswordPair
from gui.widgets.paper import Printout
from gui.widgets.password import PasswordField
from gui.widgets.question import Question
from gui.widgets.space import Column, Flow, clear
from gui.widgets.text import Label, Separator
from gui.widgets.theme import Room

T = TypeVar("T")


class OwnPassword(SealQuestion):
    """Asks for the principal's password before a way in is made or closed; with `pair` for a new one, too."""

    def __init__(self, title: str, text: str, verb: str, *, pair: bool = False, parent: QWidget) -> None:
        body = QWidget()
        self.field = PasswordField(says=_("The principal’s password"))
        label = Label(_("The principal’s password"), "strong")
        label.setBuddy(self.field)
        column = Column(body, spacing=8)
        column.addWidget(label)
        column.addWidget(self.field)
        self.pair: PasswordPair | None = None
        if pair:
            self.pair = PasswordPair()
            self.pair.set_room(Room.NARROW)
            column.addWidget(Label(_("The second person’s own password"), "strong"))
            column.addWidget(self.pair)
        self._says = Column(spacing=6)
        column.addLayout(self._says)
        super().__init__(title, text, verb, body=body, parent=parent)
        self.field.setFocus()

    def complain(self) -> bool:
        """Go to what is missing; False when nothing is."""
        clear(self._says)
        self.field.set_findings(())
        if not self.field.value():
            self.field.setFocus()
            return True
        return self.pair is not None and self.pair.complain()

    def refuse(self, error: UserError) -> None:
        """Say why nothing was done; what was typed stays."""
        self.set_busy(busy=False)
        if error.code() == "wrong_password":
            text = _("This is not the principal’s password.")
            self.field.set_findings((FindingLine(Level.ERROR, text, word=_("Not done")),))
        else:
            self._says.addWidget(FindingRow(FindingLine(Level.ERROR, about(error).text(), word=_("Not done"))))


class SheetCheck(SealQuestion):
    """The sheet is typed in once as it was printed: what can't be read now can't be read in need."""

    def __init__(self, *, parent: QWidget) -> None:
        body = QWidget()
        self.line = TextField(hint=_("Eight groups of six digits"))
        self.line.setAccessibleName(_("Code of the recovery sheet"))
        self.line.rare = False
        self._says = Column(spacing=6)
        column = Column(body, spacing=8)
        column.addWidget(self.line)
        column.addLayout(self._says)
        super().__init__(
            _("Type the printed sheet in once"),
            _("The eight groups as they stand on the paper; spaces and hyphens do not matter."),
            _("Check it"),
            body=body,
            parent=parent,
        )
        self.line.edited.connect(self.look)
        self.line.setFocus()

    def look(self) -> None:
        """Say which group can't be right, while it is being typed."""
        clear(self._says)
        wrong = waysin.wrong_groups(self.line.text())
        if wrong:
            self.say(fill(_("Group {number} is not as it is printed."), {"number": wrong[0]}), Level.WARNING)

    def say(self, text: str, level: Level = Level.ERROR) -> None:
        """Say what is wrong below the field."""
        clear(self._says)
        self._says.addWidget(FindingRow(FindingLine(level, text)))


class WaysCard(Card):
    """Two ways, each with a sentence, what can be done, and what came of it."""

    print_wanted = Signal(object)
    """A `Printout`: the sheet, printed now or never."""
    changed = Signal()
    """A way was made or closed."""

    def __init__(self, vault: Vault, *, tasks: Tasks, page: QWidget) -> None:
        super().__init__(_("Recovery sheet and second password"), _("Other ways in, when the password is forgotten"))
        self._vault, self._tasks, self._page = vault, tasks, page
        self._pdf = b""
        self.dialog: Question | None = None
        """The question that is open."""
        self._sheet, self._second = Label("", wrap=True), Label("", wrap=True)
        self.make = Button("", icon_name="print", action=self.make_sheet)
        self.again = Button(_("Print it again"), icon_name="print", action=self._print)
        self.check = Button(_("Try the printed sheet"), action=self.check_sheet)
        self.void = Button(_("Make it void"), "link", action=partial(self._ask_close, sheet=True))
        self.set = Button("", icon_name="key", action=self.set_second)
        self.close_second = Button(_("Close this way in"), "link", action=partial(self._ask_close, sheet=False))
        for words, buttons in (
            (self._sheet, (self.make, self.again, self.check, self.void)),
            (self._second, (self.set, self.close_second)),
        ):
            self.column.addWidget(words)
            line = Flow(spacing=8)
            for button in buttons:
                line.addWidget(button)
            self.column.addLayout(line)
            if words is self._sheet:
                self.column.addWidget(Separator())
        self.foot()
        self.again.hide()

    def show_state(self, ways: WaysIn, *, today: date) -> None:
        """Say which ways there are."""
        at = {"on": ways.sheet_at, "second": ways.second_at}
        self._sheet.setText(
            fill(_("The recovery sheet of {on:day} opens this record book."), at, today=today)
            if ways.sheet_at
            else _("There is no recovery sheet. Without one, nobody gets in when the password is forgotten.")
        )
        self._second.setText(
            fill(_("A second person has a password of their own since {second:day}."), at, today=today)
            if ways.second_at
            else _("A second person, the secretary perhaps, can be given a password: to open, not to sign.")
        )
        self.make.set_text(_("Make a new sheet") if ways.sheet_at else _("Print a recovery sheet"))
        self.set.set_text(_("Set another one") if ways.second_at else _("Set a second password"))
        self.check.setVisible(bool(ways.sheet_at))
        self.void.setVisible(bool(ways.sheet_at))
        self.close_second.setVisible(bool(ways.second_at))

    # --- the sheet -------------------------------------------------------------------------------------

    def make_sheet(self) -> None:
        """Ask for the password, make the sheet, and hand it over for printing."""
        question = OwnPassword(
            _("Print a recovery sheet"),
            _("Its code opens the record book and is kept nowhere else. An older sheet opens nothing any more."),
            _("Make the sheet"),
            parent=self._page,
        )

        def made(pdf: bytes) -> None:
            self._pdf = pdf
            self.again.show()
            self.say(Level.HINT, _("Print it now; then try the printed sheet, and lock it away."), word=_("Next step"))
            self.changed.emit()
            self._print()

        self._ask(question, lambda password, _new: waysin.make_sheet(self._vault, password), made)

    def check_sheet(self) -> None:
        """Let the printed sheet be typed in, and say whether it opens the record book."""
        question = SheetCheck(parent=self._page)

        def take() -> bool:
            typed = question.line.text()
            wrong = waysin.wrong_groups(typed)
            if wrong or not waysin.is_code(typed):
                number = {"number": wrong[0]} if wrong else {}
                said = fill(_("Group {number} is not as it is printed."), number)
                question.say(said if wrong else _("Eight groups of six digits are needed."))
                question.line.setFocus()
                return False

            def looked(right: bool) -> None:
                question.set_busy(busy=False)
                if right:
                    question.give(OPEN)
                else:
                    question.say(_("This sheet does not open the record book; it is an older one perhaps."))

            self._tasks.in_vault(lambda: waysin.fits(self._vault, typed), looked, owner=question)
            return True

        def ended(right: bool) -> None:
            self.dialog = None
            if right:
                self._pdf = b""
                self.again.hide()
                self.say(Level.HINT, _("The sheet opens it. Seal it in an envelope and lock it away."), word=_("Done"))

        self.dialog = question
        question.try_with(take, ended)

    def _print(self) -> None:
        if self._pdf:
            self.print_wanted.emit(Printout(self._pdf, _("Recovery sheet")))

    # --- the second person -----------------------------------------------------------------------------

    def set_second(self) -> None:
        """Ask for both passwords and set the second one."""
        question = OwnPassword(
            _("Set a second password"),
            _("Whoever has it can open and write. Signing and changing passwords stay with the principal."),
            _("Set it"),
            pair=True,
            parent=self._page,
        )

        def made(_none: None) -> None:
            self.say(Level.HINT, _("The second password counts from now on."), word=_("Done"))
            self.changed.emit()

        self._ask(question, lambda password, new: waysin.set_second(self._vault, password, new), made)

    def _ask_close(self, *, sheet: bool) -> None:
        kind = waysin.SHEET if sheet else waysin.SECOND
        question = OwnPassword(
            _("Make the recovery sheet void?") if sheet else _("Take the second password away?"),
            _("It opens nothing any more; a new one can be made at any time."),
            _("Make it void") if sheet else _("Close this way in"),
            parent=self._page,
        )

        def closed(_none: None) -> None:
            self._pdf = b""
            self.again.hide()
            self.say(Level.HINT, _("It opens nothing any more."), word=_("Done"))
            self.changed.emit()

        self._ask(question, lambda password, _new: waysin.close_way(self._vault, password, kind), closed)

    # --- inside ----------------------------------------------------------------------------------------

    def _ask(self, question: OwnPassword, work: Callable[[str, str], T], then: Callable[[T], None]) -> None:
        done: list[T] = []

        def take() -> bool:
            if question.complain():
                return False
            password, new = question.field.value(), question.pair.password() if question.pair else ""

            def ready(found: T) -> None:
                done.append(found)
                question.give(OPEN)

            self._tasks.in_vault(lambda: work(password, new), ready, failed=question.refuse, owner=question)
            return True

        def ended(_ready: bool) -> None:
            self.dialog = None
            question.field.forget()
            if done:
                then(done[0])

        self.dialog = question
        question.try_with(take, ended)
