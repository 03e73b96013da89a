"""签名: what is signed, and the password that signs it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.views.packets import Drawn
from gui.messages import _, about, fill, join, ngettext
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.password import PasswordField
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column, clear
from gui.widgets.text import Frame, Label, Scroll


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
        self._rare.hide()
        ask = Label(_("Your password signs this packet"), "strong")
        self.password = PasswordField(says=_("Password"))
        self.password.entered.connect(self.entered)
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self.cancelled)
        self._says = Column(spacing=6)
        inner.addWidget(self._title)
        inner.addWidget(self._facts)
        inner.addWidget(self._rare)
        inner.addWidget(ask)
        inner.addWidget(self.password)
        inner.addLayout(self._says)
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
        self._rare.set_text(fill(_("Rare characters, printed from another face: {signs}"), {"signs": join(drawn.rare)}))
        self._rare.setVisible(bool(drawn.rare))
        clear(self._says)

    def complain(self) -> bool:
        """Ask for the password when there is none; False when there is."""
        if self.password.value():
            return False
        self.password.setFocus()
        return True

    def refuse(self, error: UserError) -> None:
        """Say why it was not signed; what was typed stays."""
        self.progress.finish()
        clear(self._says)
        if error.code() == "wrong_password":
            said = _("The password is not right. Please try again.")
            self.password.set_findings((FindingLine(Level.ERROR, said, word=_("Not signed")),))
        elif error.code() != "cancelled":
            self._says.addWidget(FindingRow(FindingLine(Level.ERROR, about(error).text(), word=_("Not signed"))))
