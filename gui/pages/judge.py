"""核对文件: drop any PDF; green, yellow or red with one reason and one action. Nothing is ever changed in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.errors import UserError
from core.base.jobs import Progress
from core.services import judging, papers
from core.services.judging import Believed
from core.views.verdicts import DriveView, Light, VerdictView
from gui.forms.standins import StandIns
from gui.messages import _, about, fill, verdict
from gui.pages.page import Page
from gui.pages.papercode import PaperCode
from gui.pages.validitywords import validity_of
from gui.pages.verdictwords import COUNTYS, unchecked_words, verdict_data
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.drop import DropArea
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.head import Head
from gui.widgets.mosaic import grouped_lines
from gui.widgets.paper import Printout
from gui.widgets.progress import ProgressRow
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, clear
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room
from gui.widgets.verdict import VerdictCard

MOST = 200
"""Files looked for on one stick at most; the rest is for the county's desk."""

LETTER, ISSUER_UNKNOWN = "certificate", "issuer_unknown"


class Sticks(Protocol):
    """Who knows the sticks that are plugged in."""

    drives: tuple[DriveView, ...]

    def look(self) -> None:
        """Look anew."""
        ...


class JudgePage(Page):
    """Judges files one after another, off the window's thread, and shows a card for each."""

    def __init__(
        self,
        *,
        trust: Path,
        believed: Believed | None = None,
        takes: bool = False,
        tasks: Tasks,
        clock: Clock,
        drives: Sticks,
        chooser: Chooser,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; a school's `takes` what the county sent, and leads to where that is done."""
        super().__init__(parent)
        self._takes = takes
        self._trust, self._believed, self._tasks, self._clock = trust, believed, tasks, clock
        self._drives, self._chooser = drives, chooser
        self._queue: list[Path] = []
        self._done, self._all = 0, 0
        self._job: Job | None = None
        self._cards: dict[Path, QWidget] = {}
        self._views: dict[Path, VerdictView] = {}
        self._sizes: dict[Path, int] = {}
        self._stand_ins = StandIns(tasks=tasks, parent=self)
        self._start = Path.home()
        self._head = Head(_("Check files"), _("Who signed, and whether anything was changed; files stay as they are"))
        self.set_back(_("Back to {place}").format(place=_("Hand in")))
        self._head.went_back.connect(self.went_back)
        read = Button(_("Read the stick"), icon_name="usb_stick", action=self.read_sticks)
        choose = Button(_("Open files"), icon_name="open", shortcut="Ctrl+O", action=self._choose)
        drop = DropArea(
            _("Drop files here, or read a stick"),
            _("Packets, receipts and any other PDF"),
            buttons=(read, choose),
        )
        drop.dropped.connect(self.judge)
        self.paper = PaperCode(self.verdicts)
        self.paper.found.connect(self._show_card)
        self._says = Column(spacing=8)
        self._progress = ProgressRow()
        self._progress.cancelled.connect(self._stop)
        self._list = Column(spacing=12)
        self._unchecked = NoteLine("", "info")
        self._unchecked.hide()
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        body.addWidget(drop)
        body.addWidget(self.paper)
        body.addLayout(self._says)
        body.addWidget(self._progress)
        body.addLayout(self._list)
        body.addWidget(self._unchecked)
        body.addStretch(1)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        self._scroll = Scroll(body)
        column.addWidget(self._scroll, 1)

    def set_back(self, words: str) -> None:
        """Say where the way back leads; where the page stands alone that is no other page."""
        self._head.set_back(words, _("Return"))

    # --- page ----------------------------------------------------------------------------------------

    def set_room(self, room: Room) -> None:
        """Keep the head within the room."""
        self._head.set_room(room)

    def memory(self) -> dict[str, Any]:
        """Return the files that are shown: they are judged anew after a lock."""
        return {"files": [str(path) for path in self._cards]}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Judge files, or read the sticks, as another place asked."""
        if memory.get("sticks"):
            self.read_sticks()
        self.judge([Path(path) for path in memory.get("files", ())])

    # --- what is judged --------------------------------------------------------------------------------

    def judge(self, paths: Sequence[Path]) -> None:
        """Judge these files; one that is shown already is judged anew in its place."""
        new = [path for path in dict.fromkeys(paths) if path not in self._queue]
        if not new:
            return
        clear(self._says)
        self._queue.extend(new)
        self._all += len(new)
        self._start = new[0].parent
        # A job that ended in a mistake of the program answers nobody: the files behind it still get their turn.
        if self._job is None or self._job.finished:
            self._queue = self._queue if self._job is None else new
            self._next()

    def refuse(self, error: UserError) -> None:
        """Say what did not work, where the page stands alone in the window."""
        clear(self._says)
        self._says.addWidget(FindingRow(FindingLine(Level.WARNING, about(error).text(), word=_("Not done"))))

    def verdicts(self) -> tuple[VerdictView, ...]:
        """Return what is shown, in the order of the cards."""
        return tuple(self._views[path] for path in self._cards if path in self._views)

    def card(self, path: Path) -> QWidget | None:
        """Return the card of a file, None when it has none."""
        return self._cards.get(path)

    def read_sticks(self) -> None:
        """Judge every PDF on the sticks that are plugged in."""
        self._drives.look()
        clear(self._says)
        if not self._drives.drives:
            said = _("No stick was found. Plug it in and try again, or open files from a folder.")
            self._says.addWidget(FindingRow(FindingLine(Level.WARNING, said)))
            return
        folders = [drive.path for drive in self._drives.drives]
        self._tasks.aside(lambda progress: _pdfs(folders, progress), self._found, failed=self._trouble, owner=self)

    def _found(self, paths: list[Path]) -> None:
        if not paths:
            self._says.addWidget(FindingRow(FindingLine(Level.HINT, _("There is no PDF on the stick."))))
        self.judge(paths)

    def _choose(self) -> None:
        every = _("All files")
        kinds = f"PDF (*.pdf *.PDF);;{every} (*)"
        self.judge(self._chooser.files(self, title=_("Open files"), start=self._start, kinds=kinds))

    def _next(self) -> None:
        if not self._queue:
            self._job = None
            self._done = self._all = 0
            self._progress.finish()
            return
        path = self._queue[0]
        said = _("Checking {file}").format(file=path.name)
        if self._done == 0:
            self._progress.start(said)
        self._progress.tell(self._done + 1, self._all, said)
        self._job = self._tasks.aside(
            partial(self._judge, path, self.verdicts()),
            partial(self._judged, path),
            failed=lambda error: self._refused(path, error),
            owner=self,
        )

    def _stop(self) -> None:
        del self._queue[1:]
        if self._job is not None:
            self._job.cancel()

    def _judge(self, path: Path, seen: tuple[VerdictView, ...], progress: Progress) -> tuple[VerdictView, int]:
        """Judge a file and tell its size; a receipt that was judged before vouches for its packet."""
        view = judging.judge(
            path, trust=self._trust, believed=self._believed, seen=seen, clock=self._clock, progress=progress
        )
        try:
            return view, path.stat().st_size
        except OSError:  # the stick was pulled out since
            return view, 0

    def _judged(self, path: Path, found: tuple[VerdictView, int]) -> None:
        view, self._sizes[path] = found
        self._views[path] = view
        data = verdict_data(view, day=self._today())
        if self._is_answer(view):
            data = replace(data, action=_("Take it in"), primary=True)
        card = VerdictCard(data)
        card.acted.connect(lambda: self._act(path))
        card.print_wanted.connect(lambda: self._print_sheet(path))
        self._put(path, card)
        self._show_unchecked()
        self._go_on()

    def _refused(self, path: Path, error: UserError) -> None:
        if error.code() != "cancelled":
            row = FindingRow(FindingLine(Level.ERROR, f"{path.name}: {about(error, today=self._today()).text()}"))
            self._put(path, row)
        self._go_on()

    def _go_on(self) -> None:
        if self._queue:
            self._queue.pop(0)
        self._done += 1
        self._next()

    def _put(self, path: Path, card: QWidget) -> None:
        """Show a card: a new one on top, one judged anew in its place."""
        old = self._cards.get(path)
        at = self._list.indexOf(old) if old is not None else 0
        if old is not None:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._list.insertWidget(max(0, at), card)
        rest = {key: value for key, value in self._cards.items() if key != path}
        self._cards = {path: card, **rest} if old is None else {**self._cards, path: card}

    def _show_card(self, path: Path) -> None:
        card = self._cards.get(path)
        if card is not None:
            self._scroll.ensureWidgetVisible(card)

    def _show_unchecked(self) -> None:
        codes = dict.fromkeys(code for view in self.verdicts() for code in view.unchecked)
        self._unchecked.set_text(unchecked_words(tuple(codes)))
        self._unchecked.setVisible(bool(codes))

    def _trouble(self, error: UserError) -> None:
        self.troubled.emit(error)

    def _today(self) -> date:
        return today(self._clock)

    # --- the one action --------------------------------------------------------------------------------

    def _act(self, path: Path) -> None:
        view = self._views[path]
        if self._is_answer(view):
            self.place_wanted.emit("answers", {"files": [str(path)]})
        elif view.action == "register":
            self._ask_register(path, view)
        elif view.action == "open":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        else:
            self._tell_sender(view)

    def _is_answer(self, view: VerdictView) -> bool:
        """Tell whether it is the county's and can be taken in; its first letter is believed once it is compared."""
        first = view.type == LETTER and view.reason == ISSUER_UNKNOWN
        return self._takes and (first or (view.light is Light.VALID and view.type in COUNTYS))

    def _print_sheet(self, path: Path) -> None:
        """Print what was found about a file (验证单)."""
        sheet = validity_of(self._views[path], now=self._clock.now(), size=self._sizes[path])
        self._stand_ins.make(
            lambda _progress: papers.validity_pdf(sheet),
            lambda pdf: self.print_requested.emit(Printout(pdf, sheet.title)),
            failed=self._trouble,
        )

    def _tell_sender(self, view: VerdictView) -> None:
        """Word what is to be said to whoever sent the file; it can be read out or copied."""
        said = verdict(view.reason, view.particulars, today=self._today())
        text = fill(
            _("About “{file}”: {reason} {todo}."),
            {
                "file": view.path.name,
                "reason": said.reason,
                "todo": said.action,
            },
        )
        self.question = Question(
            _("What to tell the sender"),
            text,
            (Reply("close", _("Close"), safe=True), Reply("copy", _("Copy these words"))),
            parent=self,
        )
        self.question.ask(lambda answer: QGuiApplication.clipboard().setText(text) if answer == "copy" else None)

    def _ask_register(self, path: Path, view: VerdictView) -> None:
        body = Frame("sunken")
        inner = Column(body, margins=(16, 12, 16, 12), spacing=6)
        inner.addWidget(Label(view.school or _("No school named"), "strong", wrap=True))
        inner.addWidget(Label(view.signer or _("No name"), wrap=True))
        inner.addWidget(Label(grouped_lines(view.fingerprint), "section", wrap=True, selectable=True))
        question = Question(
            _("Register this signer?"),
            _(
                "Call the school, on a number you know, and let them read the fingerprint to you. Only when every "
                "group is the same, register it."
            ),
            (
                Reply("no", _("Not now"), safe=True),
                Reply("register", _("All the same, register")),
            ),
            body=body,
            parent=self,
        )
        self.question = question
        question.ask(lambda answer: self._register(path, view) if answer == "register" else None)

    def _register(self, path: Path, view: VerdictView) -> None:
        self._tasks.aside(
            lambda _progress: judging.register(view, clock=self._clock, trust=self._trust),
            lambda _nothing: self._registered(path, view),
            failed=self._trouble,
            owner=self,
        )

    def _registered(self, path: Path, view: VerdictView) -> None:
        """Judge everything anew that the same signer signed."""
        same = [known.path for known in self.verdicts() if known.fingerprint == view.fingerprint]
        self.judge(same or [path])


def _pdfs(folders: Sequence[Path], progress: Progress) -> list[Path]:
    """Return the PDF files on sticks, two folders deep, hidden ones left out."""
    found: list[Path] = []
    for folder in folders:
        for pattern in ("*.pdf", "*/*.pdf", "*.PDF"):
            for path in sorted(folder.glob(pattern)):
                progress.step(len(found), 0, "read")
                if not path.name.startswith(".") and path not in found:
                    found.append(path)
                if len(found) >= MOST:
                    return found
    return found
