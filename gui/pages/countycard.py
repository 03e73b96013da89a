"""签名与县里: how far the school's signature has come with the county, and the one next step."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.views.county import CountyView, Standing
from gui.messages import _, fill
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.chip import Chip, ChipData, Tone
from gui.widgets.mosaic import FingerprintView
from gui.widgets.question import Question, Reply
from gui.widgets.space import Flow, Row, clear
from gui.widgets.text import Label

FIRST, RENEWAL, SUCCESSION, LOST = "first", "renewal", "succession", "lost"


class CountyCard(Card):
    """One chip, one sentence, one next step; the way out of a lost key stands quietly at the end."""

    enrol_wanted = Signal(str)
    """Make the enrolment form: why, by its code."""
    letter_wanted = Signal()
    """Take in what the county sent."""
    token_wanted = Signal()
    """Sign with a USB key from now on."""
    own_wanted = Signal()
    """Sign with a key in the vault again."""
    print_wanted = Signal()
    """Print the form that was made last."""

    def __init__(self, *, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(_("Signature and county"), _("Whom the county knows as the signer of this school"))
        self._today, self._page = today, parent
        self.view: CountyView | None = None
        self.question: Question | None = None
        self._line = Row(spacing=10)
        self.column.addLayout(self._line)
        self._facts = Label("", "small", wrap=True, selectable=True)
        self.column.addWidget(self._facts)
        self.fingerprint = FingerprintView()
        self._fingerprint_of = Label(_("Fingerprint of the key, as on the form"), "label")
        self.column.addWidget(self._fingerprint_of)
        self.column.addWidget(self.fingerprint)
        key = Flow(spacing=10)
        self._key = Label("", "small")
        self.token = Button("", "link", icon_name="key", action=self._change_key)
        key.addWidget(self._key)
        key.addWidget(self.token)
        self.column.addLayout(key)
        self.next = Button("", "primary", action=self._next)
        self.again = Button(_("Print the form again"), icon_name="print", action=self.print_wanted.emit)
        self.form = Button(_("Make the form anew"), action=lambda: self.enrol_wanted.emit(self._why()))
        self.lost = Button(_("The key was lost"), "link", action=self._ask_lost)
        self.foot(self.next, self.again, self.form, self.lost)
        for widget in (self.next, self.again, self.form, self.lost, self.fingerprint, self._fingerprint_of):
            widget.hide()

    def show_state(self, view: CountyView) -> None:
        """Show where the signature stands."""
        self.view = view
        said = self._sentence(view)
        clear(self._line)
        self._line.addWidget(Chip(_chip(view)))
        self._line.addWidget(Label(said, wrap=True), 1)
        until = fill(_("{name} · {county} · valid until {until:day}"), self._named(view), today=self._today())
        known = view.standing in {Standing.CERTIFIED, Standing.ENDS_SOON}
        self._facts.setText(until)
        self._facts.setVisible(known)
        waiting = self._waits(view)
        for widget in (self.fingerprint, self._fingerprint_of, self.again, self.form):
            widget.setVisible(waiting)
        if waiting:
            self.fingerprint.show_fingerprint(view.key)
        where = fill(_("The key lies on the USB key “{label}”."), {"label": view.token})
        self._key.setText(where if view.token else _("The key lies in this vault."))
        self.token.set_text(_("Sign without the USB key") if view.token else _("Sign with a USB key"))
        self.next.set_text(self._step(view))
        self.next.set_icon("usb_stick" if waiting else "certificate")
        self.next.setVisible(view.standing is not Standing.CERTIFIED)
        self.lost.setVisible(known)

    def _change_key(self) -> None:
        if self.view is not None:
            (self.own_wanted if self.view.token else self.token_wanted).emit()

    def _waits(self, view: CountyView) -> bool:
        """Tell whether a form is on its way: the letter is the next thing."""
        return view.pending and view.standing is not Standing.CERTIFIED

    def _why(self) -> str:
        assert self.view is not None
        if self.view.pending and self.view.asked_why:
            return self.view.asked_why
        return FIRST if not self.view.county else RENEWAL

    def _next(self) -> None:
        if self.view is None:
            return
        if self._waits(self.view):
            self.letter_wanted.emit()
        else:
            self.enrol_wanted.emit(self._why())

    def _step(self, view: CountyView) -> str:
        if self._waits(view):
            return _("Take the county’s letter in")
        return _("Make the enrolment form") if not view.county else _("Renew the certificate")

    def _sentence(self, view: CountyView) -> str:
        said = self._named(view)
        if self._waits(view):
            asked = {"asked": view.asked_at.date()} if view.asked_at else {}
            if view.standing is Standing.ENDS_SOON:
                return fill(_("Runs out on {until:day}. The form is made; the letter is awaited."), said)
            return fill(_("The form was made on {asked:day}. The county’s letter is awaited."), asked)
        match view.standing:
            case Standing.CERTIFIED:
                return _("The county knows this signature.")
            case Standing.ENDS_SOON:
                return fill(_("Runs out on {until:day}. Renew it now, so that no packet has to wait."), said)
            case Standing.ENDED:
                return _("The county’s certificate counts no more: it ran out, or a name or the key has changed.")
            case _:
                return _("The county does not know this signature yet. Packets can be made all the same.")

    @staticmethod
    def _named(view: CountyView) -> dict[str, object]:
        return {"name": view.name, "county": view.county, "until": view.valid_until}

    def _ask_lost(self) -> None:
        question = self.question = Question(
            _("Was the key lost, or may others have it?"),
            _("A new key is made. The county withdraws the old one as soon as it has the form."),
            (Reply("no", _("Leave it as it is"), safe=True), Reply("lost", _("Withdraw the old key"), grave=True)),
            parent=self._page,
        )

        def answered(answer: str) -> None:
            self.question = None
            if answer == "lost":
                self.enrol_wanted.emit(LOST)

        question.ask(answered)


def _chip(view: CountyView) -> ChipData:
    """Return how the signature stands in one word."""
    match view.standing:
        case Standing.CERTIFIED:
            return ChipData(_("Certified"), "shield_checkmark", Tone.OK)
        case Standing.ENDS_SOON:
            return ChipData(_("Ends soon"), "alert", Tone.WARN)
        case Standing.ENDED:
            return ChipData(_("Ended"), "warning", Tone.WARN)
        case Standing.ASKED:
            return ChipData(_("Asked for"), "hourglass", Tone.HINT)
        case _:
            return ChipData(_("Not certified"), "info", Tone.HINT)
