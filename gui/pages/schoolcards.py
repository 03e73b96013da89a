"""Cards of the settings about the school: its days off, names of places that are its own, and the locked records."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from core.base.errors import UserError
from core.base.words import Words
from core.records.content import DayOff
from core.records.field import Date, Grid, Text
from core.services import seals, surroundings
from core.services.seals import SealState
from core.services.vaults import Vault
from gui.forms.context import FormContext
from gui.forms.grid import GridEditor
from gui.messages import _, about
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.finding import FindingLine, Level
from gui.widgets.formline import FormField
from gui.widgets.newpassword import PasswordPair
from gui.widgets.password import PasswordField
from gui.widgets.text import Label
from gui.widgets.theme import Room

_DAYS = Grid(
    key="days_off",
    words=Words("放假", "Days off"),
    columns=(
        Text(key="name", words=Words("名称", "Name"), required=True, high=20),
        Date(key="since", words=Words("从", "From"), required=True),
        Date(key="until", words=Words("到", "To"), required=True),
    ),
)
_WORDS = Grid(
    key="words",
    words=Words("地名", "Names"),
    columns=(Text(key="text", words=Words("村、学校", "Village or school"), required=True, high=20),),
)


class ListCard(Card):
    """A list that is kept as a whole; it is written by its button, and before the page is left."""

    def __init__(self, title: str, note: str, field: Grid, *, vault: Vault, tasks: Tasks, today: date) -> None:
        super().__init__(title, note)
        self.vault, self.tasks = vault, tasks
        self._kept: list[dict[str, Any]] = []
        self.list = GridEditor(field, FormContext(today=today))
        self.list.changed.connect(lambda: self.say(Level.HINT, ""))
        self.column.addWidget(self.list)
        self.foot(Button(_("Save"), icon_name="save", action=lambda: self.save(lambda: None)))

    def show_rows(self, rows: list[dict[str, Any]]) -> None:
        """Show what is kept; what is being typed stays."""
        if not self.changed():
            self._kept = rows
            self.list.set_value(rows)

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows as typed, without their names of the form's own."""
        return [{key: value for key, value in row.items() if key != "row"} for row in self.list.value()]

    def changed(self) -> bool:
        """Tell whether something is not written yet."""
        return self.rows() != self._kept

    def give_up(self) -> None:
        """Show again what is kept, when what was typed can't be."""
        if self.wrong():
            self.list.set_value(self._kept)

    def wrong(self) -> str:
        """Return why what was typed can't be kept; empty when it can."""
        complaining = self.list.complaining()
        if complaining:
            return complaining[0][1].complaint
        return _("A row is not complete yet.") if any(self.lacks(row) for row in self.rows()) else ""

    def save(self, then: Callable[[], None]) -> None:
        """Write the list, then call `then`; what is wrong is said, and `then` is not called."""
        if not self.changed():
            then()
            return
        wrong = self.wrong()
        if wrong:
            self.say(Level.ERROR, wrong)
            self.list.entry(()).setFocus()
            return
        rows = self.rows()

        def kept(_none: None) -> None:
            self._kept = rows
            self.say(Level.HINT, _("Saved."), word=_("Done"))
            then()

        self.tasks.in_vault(lambda: self.write(rows), kept, failed=self._refuse, owner=self)

    def lacks(self, row: dict[str, Any]) -> bool:
        """Tell whether a row says too little."""
        raise NotImplementedError

    def write(self, rows: list[dict[str, Any]]) -> None:
        """Write the rows; in the vault's thread."""
        raise NotImplementedError

    def set_room(self, room: Room) -> None:
        """Arrange the rows for the room there is."""
        super().set_room(room)
        self.list.set_room(room)

    def _refuse(self, error: UserError) -> None:
        self.say(Level.ERROR, about(error).text())


class DaysOffCard(ListCard):
    """校历: stretches without school; records of these days are asked about (T13)."""

    def __init__(self, vault: Vault, *, tasks: Tasks, today: date) -> None:
        super().__init__(
            _("Days off school"),
            _("Records dated on these days are asked about"),
            _DAYS,
            vault=vault,
            tasks=tasks,
            today=today,
        )

    def show_days(self, stretches: tuple[DayOff, ...]) -> None:
        """Show the stretches that are kept."""
        self.show_rows(
            [{"name": one.name, "since": one.since.isoformat(), "until": one.until.isoformat()} for one in stretches]
        )

    def lacks(self, row: dict[str, Any]) -> bool:
        """A stretch has a name, a first and a last day."""
        return not all(row.get(key) for key in ("name", "since", "until"))

    def write(self, rows: list[dict[str, Any]]) -> None:
        """Write the stretches. Raises TermEndsEarly."""
        surroundings.save_days_off(
            self.vault,
            [
                DayOff(
                    name=row["name"],
                    since=date.fromisoformat(row["since"]),
                    until=date.fromisoformat(row["until"]),
                )
                for row in rows
            ],
        )


class WordsCard(ListCard):
    """本地名称: names of places around, which are no sign of a text taken from elsewhere (C04)."""

    def __init__(self, vault: Vault, *, tasks: Tasks, today: date) -> None:
        super().__init__(
            _("Names around here"),
            _("Villages and schools that are no foreign ones"),
            _WORDS,
            vault=vault,
            tasks=tasks,
            today=today,
        )

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show the names that are kept."""
        self.show_rows([{"text": word} for word in words])

    def lacks(self, row: dict[str, Any]) -> bool:
        """A row is its name."""
        return not row.get("text")

    def write(self, rows: list[dict[str, Any]]) -> None:
        """Write the names."""
        surroundings.save_words(self.vault, [str(row["text"]) for row in rows])


class SealCard(Card):
    """单独口令: choosing, changing and locking what has a password of its own."""

    wanted = Signal()
    """Choose the password, or open the records: the window asks."""

    def __init__(self, vault: Vault, *, tasks: Tasks) -> None:
        super().__init__(_("Password of the locked records"), _("Criticism meetings are locked away under it"))
        self._vault, self._tasks = vault, tasks
        self._none = Label(_("None was chosen yet; it is asked for with the first such record."), wrap=True)
        self.column.addWidget(self._none)
        self.old = PasswordField(says=_("Present password"))
        self.new = PasswordPair()
        self.add(FormField("old", _("Old password"), self.old, required=True))
        self.column.addWidget(self.new)
        self.choose = Button(_("Choose it now"), icon_name="key", action=self.wanted.emit)
        self.change = Button(_("Change the password"), icon_name="key", action=self._change)
        self.lock = Button(_("Lock them now"), icon_name="prohibited", action=self._lock)
        self.foot(self.choose, self.change, self.lock)
        self.show_state(SealState.NONE)

    def show_state(self, state: SealState) -> None:
        """Offer what can be done now."""
        chosen = state is not SealState.NONE
        self._none.setVisible(not chosen)
        self.choose.setVisible(not chosen)
        for widget in (*self.lines, self.new, self.change):
            widget.setVisible(chosen)
        self.lock.setVisible(state is SealState.OPEN)

    def set_room(self, room: Room) -> None:
        """Put labels left or above."""
        super().set_room(room)
        self.new.set_room(room)

    def _change(self) -> None:
        if not self.old.value():
            self.old.set_findings((FindingLine(Level.ERROR, _("Please enter the present password.")),))
            return
        self.old.set_findings(())
        if self.new.complain():
            return
        old, new = self.old.value(), self.new.password()

        def changed(_none: None) -> None:
            self.old.forget()
            self.new.empty()
            self.say(Level.HINT, _("The new password counts from now on. Older copies need the old one."))

        def refused(error: UserError) -> None:
            if error.code() == "wrong_password":
                self.old.set_findings((FindingLine(Level.ERROR, _("The present password is not right.")),))
            else:
                self.say(Level.ERROR, about(error).text())

        self._tasks.in_vault(
            lambda: seals.change_password(self._vault, old=old, new=new), changed, failed=refused, owner=self
        )

    def _lock(self) -> None:
        def locked(_none: None) -> None:
            self.show_state(SealState.CLOSED)
            self.say(Level.HINT, _("Locked."), word=_("Done"))

        self._tasks.in_vault(lambda: seals.lock(self._vault), locked, owner=self)
