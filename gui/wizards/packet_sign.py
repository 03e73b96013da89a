"""签名: what is signed, and the password that signs it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.views.packets import Drawn
from gui.messages import _, fill, join, ngettext
from gui.widgets.finding import NoteLine
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column
from gui.widgets.text import Frame, Label, Scroll
from gui.wizards.secrets import Secrets


class SignStep(QWidget):
    """One card: facts, password, progress."""

    entered = Signal()
    cancelled = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Frame("card")
        inner = Column(card, margins=(18, 14, 18, 16), spacing=10)
        self._title = Label("", "section", wrap=True)
        self._facts = Label("", "small", wrap=True)
        self._rare = NoteLine("", "info")
        self._place = NoteLine("", "arrow_undo")
        self._sealed = NoteLine(_("It is closed for the county: only there can it be opened."), "lock_closed")
        self._secrets = Secrets(_("Your password signs this packet"), word=_("Not signed"))
        self.password, self.pin = self._secrets.password, self._secrets.pin
        self._secrets.entered.connect(self.entered)
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self.cancelled)
        inner.addWidget(self._title)
        inner.addWidget(self._facts)
        for note in (self._place, self._sealed, self._rare):
            note.hide()
            inner.addWidget(note)
        inner.addWidget(self._secrets)
        inner.addWidget(self.progress)
        after = _("After signing nothing in it can be changed; what is signed is checked once more before it is kept.")
        inner.addWidget(NoteLine(after, "shield_checkmark", colour="hint"))
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        body.addWidget(card)
        body.addStretch(1)
        Column(self, spacing=0).addWidget(Scroll(body))

    def show_drawn(self, drawn: Drawn) -> None:
        """Say what is to be signed."""
        self._title.setText(drawn.title)
        records = ngettext("{count} record", "{count} records", len(drawn.revisions)).format(count=len(drawn.revisions))
        pages = ngettext("{count} page", "{count} pages", drawn.pages).format(count=drawn.pages)
        code = fill(_("short code {code}"), {"code": drawn.code})
        self._facts.setText(f"{records} · {pages} · {code}")
        self._place.set_text(fill(_("Takes the place of “{title}”, which was sent back"), {"title": drawn.replaces}))
        self._place.setVisible(bool(drawn.replaces))
        self._sealed.setVisible(drawn.confidential)
        self._rare.set_text(fill(_("Rare characters, printed from another face: {signs}"), {"signs": join(drawn.rare)}))
        self._rare.setVisible(bool(drawn.rare))

    def show_token(self, label: str) -> None:
        """Ask for the PIN of this USB key, too; for none when the key lies in the vault."""
        self._secrets.show_token(label)

    def secrets(self) -> tuple[str, str]:
        """Return password and PIN as typed."""
        return self._secrets.values()

    def complain(self) -> bool:
        """Ask for the password, or the PIN, when there is none; False when there is."""
        return self._secrets.complain()

    def refuse(self, error: UserError) -> None:
        """Say why it was not signed; what was typed stays."""
        self.progress.finish()
        self._secrets.refuse(error)

    def done(self) -> None:
        """Forget what was typed: it is signed."""
        self.progress.finish()
        self._secrets.forget()
