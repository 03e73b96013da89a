"""读入县里的答复: receipts, returns, certificate letters and notices, from a stick or a file; one line for each."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.errors import NotBelieved, UserError
from core.campaign.template import Template
from core.records.catalogue import kinds
from core.services import campaigns, county, incoming
from core.services.vaults import Vault
from core.views.campaigns import Offered
from core.views.changes import Changes
from core.views.county import AnswerView
from core.views.verdicts import DriveView
from gui.messages import _, about, fill
from gui.pages.answerline import JUDGE, LETTER, MEND, NOTICE, AnswerLine, answer_line, refused_line, spoken
from gui.pages.judge import Sticks
from gui.pages.letterquestion import LetterQuestion
from gui.pages.offered import OfferedDialog
from gui.pages.page import Page
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.drop import DropArea
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.head import Head
from gui.widgets.keys import bind
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column, clear
from gui.widgets.text import Label, Scroll
from gui.widgets.theme import Room


class AnswersPage(Page):
    """Reads files one after another, off the window's thread; what changes names or rules asks first."""

    def __init__(
        self,
        vault: Vault,
        *,
        tasks: Tasks,
        clock: Clock,
        drives: Sticks,
        chooser: Chooser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = vault, tasks, clock
        self._drives, self._chooser = drives, chooser
        self._queue: list[Path] = []
        self._count = 0
        self._job: Job | None = None
        self._looking = False
        self._views: dict[Path, AnswerView] = {}
        self._unbelieved: list[Path] = []
        self._lines: dict[Path, AnswerLine] = {}
        self._start = Path.home()
        self.question: LetterQuestion | None = None
        self.preview: OfferedDialog | None = None
        self._head = Head(_("Answers of the county"), _("Receipts, returns, certificate letters and notices"))
        self._head.set_back(_("Back to {place}").format(place=_("Hand in")), _("Return"))
        self._head.went_back.connect(self.went_back)
        self.read_button = Button(_("Read the stick"), "primary", icon_name="usb_stick", action=self.read_sticks)
        choose = Button(_("Open files"), icon_name="open", shortcut="Ctrl+O", action=self._choose)
        drop = DropArea(
            _("Plug in the stick that came back from the county"),
            _("Nothing on it is changed"),
            buttons=(self.read_button, choose),
        )
        drop.dropped.connect(self.read)
        self._says = Column(spacing=8)
        self._progress = ProgressRow()
        self._progress.cancelled.connect(self._stop)
        self._told = Label("", "small")
        self._told.hide()
        self._list = Column(spacing=8)
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        body.addWidget(drop)
        body.addLayout(self._says)
        body.addWidget(self._progress)
        body.addWidget(self._told)
        body.addLayout(self._list)
        body.addStretch(1)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(Scroll(body), 1)
        self.setFocusProxy(self.read_button)
        bind(self, "Esc", self.went_back.emit, _("Return"), within=True)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Look which sticks are there."""
        self._drives.look()

    def set_room(self, room: Room) -> None:
        """Keep the head within the room."""
        self._head.set_room(room)

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Read files or sticks as another place asked."""
        if memory.get("sticks"):
            self.read_sticks()
        self.read([Path(path) for path in memory.get("files", ())])

    def lines(self) -> tuple[AnswerLine, ...]:
        """Return what is shown, top down."""
        return tuple(sorted(self._lines.values(), key=self._list.indexOf))

    # --- what is read --------------------------------------------------------------------------------

    def read_sticks(self) -> None:
        """Read everything on the sticks that are plugged in."""
        self._drives.look()
        drives: Sequence[DriveView] = self._drives.drives
        clear(self._says)
        if not drives:
            self._say(_("No stick was found. Plug it in and try again, or open files from a folder."), Level.WARNING)
        elif not self._busy():
            folders = [drive.path for drive in drives]
            self._looking = True
            self._progress.start(_("Looking through the stick"))
            self._tasks.aside(
                lambda progress: incoming.find(folders, progress=progress),
                self._found,
                failed=self._not_found,
                owner=self,
            )

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files; one that is shown already is read anew in its place."""
        new = [path for path in paths if path not in self._queue]
        if not new:
            return
        clear(self._says)
        idle = not self._busy()
        self._queue = [*(() if idle else self._queue), *new]
        self._start = new[0].parent
        if idle:
            self._count = 0
            self._next()

    def _busy(self) -> bool:
        return self._looking or (self._job is not None and not self._job.finished)

    def _found(self, paths: tuple[Path, ...]) -> None:
        self._looking = False
        self._progress.finish()
        if not paths:
            self._say(_("There is no PDF on the stick."), Level.HINT)
        self.read(paths)

    def _not_found(self, error: UserError) -> None:
        self._looking = False
        self._progress.finish()
        self._say(about(error).text(), Level.WARNING)

    def _choose(self) -> None:
        every = _("All files")
        kinds_ = f"PDF (*.pdf *.PDF);;{every} (*)"
        self.read(self._chooser.files(self, title=_("Open files"), start=self._start, kinds=kinds_))

    def _next(self) -> None:
        if not self._queue:
            self._job = None
            self._progress.finish()
            self._told.setText(spoken(list(self._lines.values())))
            self._told.setVisible(bool(self._lines))
            return
        path = self._queue[0]
        said = fill(_("Reading {file}"), {"file": path.name})
        if self._count == 0:
            self._progress.start(said)
        self._progress.tell(self._count + 1, self._count + len(self._queue), said)
        self._job = self._tasks.aside(
            lambda _progress: incoming.take(self._vault, path),
            partial(self._taken_in, path),
            failed=partial(self._refused, path),
            owner=self,
        )

    def _stop(self) -> None:
        del self._queue[1:]

    def _taken_in(self, path: Path, view: AnswerView) -> None:
        self._views[path] = view
        self._unbelieved = [one for one in self._unbelieved if one != path]
        self._put(path, answer_line(view, today=self._today()))
        if view.reply is not None and not view.reply.again:
            self.changed.emit(Changes(packets=True, records=frozenset(view.records), kinds=frozenset(kinds())))
        self._go_on()

    def _refused(self, path: Path, error: UserError) -> None:
        if isinstance(error, NotBelieved) and path not in self._unbelieved:
            self._unbelieved.append(path)
        self._put(path, refused_line(path.name, error, today=self._today()))
        self._go_on()

    def _go_on(self) -> None:
        self._queue = self._queue[1:]
        self._count += 1
        self._next()

    def _put(self, path: Path, line: AnswerLine) -> None:
        """Show a line: a new one below, one read anew in its place; what is not the county's stands last."""
        old = self._lines.get(path)
        if old is not None:
            at = self._list.indexOf(old)
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        else:
            at = len(self._lines) if line.quiet else sum(not one.quiet for one in self._lines.values())
        self._list.insertWidget(at, line)
        self._lines[path] = line
        line.acted.connect(partial(self._act, path))

    def _say(self, text: str, level: Level) -> None:
        clear(self._says)
        self._says.addWidget(FindingRow(FindingLine(level, text)))

    def _today(self) -> date:
        return today(self._clock)

    # --- the one action ------------------------------------------------------------------------------

    def _act(self, path: Path, key: str) -> None:
        view = self._views.get(path)
        if key == JUDGE:
            self.place_wanted.emit("judge", {"files": [str(path)]})
        elif view is not None and key == MEND and view.records:
            self.record_wanted.emit(view.records[0], ())
        elif view is not None and key == LETTER:
            self._ask(path, view)
        elif view is not None and view.offered is not None and key == NOTICE:
            self._show_offered(path, view.offered)

    def _ask(self, path: Path, view: AnswerView) -> None:
        letter = view.letter
        if letter is None or self.question is not None:
            return
        question = self.question = LetterQuestion(letter, today=self._today(), parent=self)

        def answered(answer: str) -> None:
            self.question = None
            if answer == "take":
                self._take_letter(path, view)

        question.ask(answered, stay=question.lacking)

    def _take_letter(self, path: Path, view: AnswerView) -> None:
        letter = view.letter
        assert letter is not None
        self._progress.start(_("Taking the certificate in"))

        def taken(_standing: object) -> None:
            self._progress.finish()
            self._put(path, answer_line(view, today=self._today(), taken=True))
            self.changed.emit(Changes(school=True, people=True))
            self.read(tuple(self._unbelieved))  # what nobody vouched for before may be believed now
            if letter.campaign is not None:
                self._offer(path, letter.campaign)

        def failed(error: UserError) -> None:
            self._progress.finish()
            self._say(about(error, today=self._today()).text(), Level.ERROR)

        self._tasks.aside(
            lambda _progress: county.take_letter(self._vault, path, root=letter.root),
            taken,
            failed=failed,
            owner=self,
        )

    def _offer(self, path: Path, template: Template) -> None:
        """Show the campaign that came along with a letter."""
        self._tasks.in_vault(
            lambda: campaigns.look_at_template(self._vault, template),
            lambda offered: self._show_offered(path, offered),
            failed=self.troubled.emit,
            owner=self,
        )

    def _show_offered(self, path: Path, offered: Offered) -> None:
        dialog = self.preview = OfferedDialog(offered, today=self._today(), parent=self)
        dialog.taken.connect(partial(self._take_campaign, path, offered.template))
        dialog.finished.connect(self._preview_closed)
        dialog.begin()

    def _preview_closed(self) -> None:
        self.preview = None

    def _take_campaign(self, path: Path, template: Template, received_on: date | None) -> None:
        def taken(_none: None) -> None:
            view = self._views[path]
            self._put(path, answer_line(view, today=self._today(), taken=True))
            self.changed.emit(Changes(school=True))

        self._tasks.in_vault(
            lambda: campaigns.take(self._vault, template, received_on=received_on),
            taken,
            failed=self.troubled.emit,
            owner=self,
        )
