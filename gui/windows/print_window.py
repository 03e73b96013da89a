"""The print window: the pages themselves, the few choices beside them, and what comes of pressing Print."""

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.base.errors import PrinterGone, UserError
from core.base.files import write_safely
from core.base.jobs import Progress
from gui.messages import _, about, fill, ngettext
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.dialog import Dialog
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.keys import bind
from gui.widgets.pagesearch import PageSearch
from gui.widgets.paper import Printout, Side, Turning, backs, both_sides, fronts, kept_turning
from gui.widgets.preview import PagePreview
from gui.widgets.printers import PrinterFacts, Printers, set_up
from gui.widgets.printing import PrintRun
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Scroll
from gui.widgets.theme import theme
from gui.widgets.thumbnails import Thumbnails
from gui.windows.keylist import bind_list
from gui.windows.printchoices import FILE, Order, PrintChoices, Sides
from gui.windows.turnstep import TurnStep

_SIZE = (1180, 640)
"""Pixels at 100 %, as far as the screen has them."""
_CHOICES = 324
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class PrintWindow(Dialog):
    """Shows a PDF and prints it; stays open, so that a page can be printed again."""

    sent = Signal(str, int)
    """What went to a printer, and how many pages of it."""
    kept = Signal(str, str)
    """What was written as a file, and the file's name."""

    def __init__(
        self,
        paper: Printout,
        *,
        tasks: Tasks,
        preferences: Preferences,
        printers: Printers,
        chooser: Chooser,
        parent: QWidget,
    ) -> None:
        super().__init__(fill(_("Print: {name}"), {"name": paper.name}), size=_SIZE, parent=parent)
        self._paper, self._tasks, self._preferences = paper, tasks, preferences
        self._printers, self._chooser = printers, chooser
        self._run: PrintRun | None = None
        self._writing = False
        self._turned: Order | None = None
        """What was ordered, while its backs wait for the stack to be turned."""
        self._sent = ""
        self.strip = Thumbnails(tasks)
        self.view = PagePreview(tasks, title=paper.name, named=True)
        self.search = PageSearch(tasks)
        self.choices = PrintChoices(self.view.page)
        self.turn = TurnStep()
        self._lay()
        self._connect()
        self.restyle()
        self.view.show_pdf(paper.pdf)
        self._end_run()
        QTimer.singleShot(0, self, self._look_for_printers)

    # --- what a person does --------------------------------------------------------------------------

    def press(self) -> None:
        """Print, or print the backs; does nothing while something is being printed."""
        if self._run is not None or self._writing:
            return
        if self._turned is not None:
            self._print_backs(self._turned)
            return
        order = self.choices.read()
        if order is None:
            return
        self._say("")
        if order.printer is None:
            self._write(order)
        else:
            self._print(order, order.printer)

    def reject(self) -> None:
        """Esc and the cross: stop what is being printed; else leave the turning; else close."""
        if self._run is not None:
            self._stop()
        elif self._turned is not None:
            self._turned = None
            self._show_turned()
            self._say(_("Only the fronts were printed."), level=Level.WARNING)
        elif not self._writing:
            super().reject()

    def said(self) -> str:
        """Return the sentence in the foot; empty for none."""
        return self._said

    def busy(self) -> bool:
        """Tell whether something is being printed or written."""
        return self._run is not None or self._writing

    # --- building ------------------------------------------------------------------------------------

    def _lay(self) -> None:
        self._said = ""
        self._saying = Column(spacing=0)
        left = Column(spacing=0)
        left.addWidget(self.view, 1)
        finding = Row(margins=(16, 6, 16, 8), spacing=0)
        finding.addWidget(self.search)
        under = Frame("footer")
        under.setLayout(finding)
        left.addWidget(under)
        self._right = QStackedWidget()
        for part in (self.choices, self.turn):
            column = Column(margins=(16, 14, 14, 14))
            column.addWidget(part)
            self._right.addWidget(Scroll(column))
        side = Frame("surface")
        beside = Column(side, spacing=0)
        beside.addWidget(self._right, 1)
        self._side = side
        body = Row(spacing=0)
        body.addWidget(self.strip)
        body.addLayout(left, 1)
        body.addWidget(side)
        self._progress = ProgressRow(cancel=_("Stop"))
        self.close_button = Button(_("Close"), action=self.reject)
        self.print_button = Button(_("Print"), "primary", icon_name="print", shortcut="Ctrl+P", action=self.press)
        self.print_button.setDefault(True)
        foot = Frame("footer")
        line = Row(foot, margins=(16, 8, 16, 8), spacing=8)
        words = Column(spacing=4)
        words.addLayout(self._saying)
        words.addWidget(self._progress)
        line.addLayout(words, 1)
        line.addWidget(self.close_button)
        line.addWidget(self.print_button)
        column = Column(self, spacing=0)
        column.addLayout(body, 1)
        column.addWidget(foot)

    def _connect(self) -> None:
        self.view.shown.connect(self._page_shown)
        self.strip.picked.connect(self.view.go_to)
        self.search.stood.connect(self.view.mark)
        self.choices.changed.connect(self._chosen)
        self.turn.changed.connect(self._remember_turning)
        self._progress.cancelled.connect(self._stop)
        bind(self, "Ctrl+F", self._seek, _("Find"), within=True)
        bind(self, "Ctrl+Return Ctrl+Enter", self.press, _("Print"))
        bind_list(self)

    def restyle(self) -> None:
        """Take the size of the present text."""
        super().restyle()
        self._side.setFixedWidth(theme().dp(_CHOICES))

    # --- the pages -----------------------------------------------------------------------------------

    def _page_shown(self, page: int) -> None:
        """Take the first page's news: how many pages there are."""
        pages = self.view.pages()
        if self.strip.model().rowCount() != pages:
            self.strip.show_pdf(self._paper.pdf, pages)
            self.search.show_pdf(self._paper.pdf, pages)
            self.choices.show_pages(pages, self._paper.starts)
            self.strip.setVisible(pages > 1)
            self._look_for_pictures()
        self.strip.choose(page)
        self.search.begin_at(page)

    def _look_for_pictures(self) -> None:
        pdf = self._paper.pdf

        def look(_progress: Progress) -> bool:
            from gui.widgets.raster import any_pictures  # pdfium loads when the first page is looked at

            return any_pictures(pdf)

        self._tasks.aside(
            look,
            lambda found: self.choices.show_pictured(pictured=found),
            failed=lambda _error: None,  # the page itself says why it can't be read
            owner=self,
        )

    def _look_for_printers(self) -> None:
        found = self._printers.all()
        self.choices.show_printers(found, last=self._preferences.now.printer)
        self._chosen()
        if not found:
            self._say(
                _("No printer is set up on this computer; the pages can be kept as a PDF file."), level=Level.HINT
            )

    def _seek(self) -> None:
        self.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.field.selectAll()

    def _chosen(self) -> None:
        if self._turned is None:
            self.print_button.set_text(_("Print") if self.choices.facts() else _("Keep as a file"))

    # --- printing ------------------------------------------------------------------------------------

    def _print(self, order: Order, facts: PrinterFacts) -> None:
        self._remember(printer=facts.name)
        match order.sides:
            case Sides.ONE:
                self._begin(order, facts, order.pages, copies=order.copies)
            case Sides.BOTH:
                self._begin(order, facts, both_sides(order.stack), copies=order.copies, turning=True)
            case Sides.TURN:
                self._begin(order, facts, fronts(order.stack, order.copies))

    def _print_backs(self, order: Order) -> None:
        assert order.printer is not None
        turning = self.turn.turning()
        self._remember_turning(turning)
        self._begin(order, order.printer, backs(order.stack, turning, order.copies))

    def _begin(
        self, order: Order, facts: PrinterFacts, sides: Sequence[Side], *, copies: int = 1, turning: bool = False
    ) -> None:
        """Send sides to the printer."""
        name = facts.name
        if not self._printers.there(name):
            self._failed(PrinterGone(printer=name))
            return
        printer = self._printers.open(name)
        set_up(printer, name=self._paper.name, copies=copies, turning=turning, grey=order.grey)
        run = PrintRun(
            self._tasks, self._paper.pdf, sides, printer, there=lambda: self._printers.there(name), parent=self
        )
        self._run = run
        self._sent = facts.title or name
        run.moved.connect(lambda at, of: self._progress.tell(at, of, _("Printing page")))
        run.finished.connect(lambda count: self._finished(order, count))
        run.cancelled.connect(self._cancelled)
        run.failed.connect(self._failed)
        self._say("")
        self._progress.start(_("Printing page"), at_once=True)
        self._show_busy()
        run.go()

    def _stop(self) -> None:
        if self._run is not None:
            self._run.stop()

    def _finished(self, order: Order, count: int) -> None:
        self._end_run()
        self.sent.emit(self._paper.name, count)
        to = {"count": count, "printer": self._sent}
        if order.sides is Sides.TURN and self._turned is None and any(sheet.back is not None for sheet in order.stack):
            self._turned = order
            self._show_turned()
            said = ngettext("{count} front went to {printer}.", "{count} fronts went to {printer}.", count)
        else:
            self._turned = None
            self._show_turned()
            said = ngettext("{count} page went to {printer}.", "{count} pages went to {printer}.", count)
            if order.sides is not Sides.ONE:
                said = _("Everything went to {printer}.")
        self._say(fill(said, to))

    def _cancelled(self) -> None:
        self._end_run()
        self._say(_("Stopped. What the printer already had may still come out."), level=Level.WARNING)

    def _failed(self, error: UserError) -> None:
        self._end_run()
        self._say(about(error).text(), level=Level.ERROR)
        self.choices.show_printers(self._printers.all(), last=self._preferences.now.printer)

    def _end_run(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        self._progress.finish()
        self._show_busy()

    def _show_busy(self) -> None:
        """Leave the choices alone while something is under way."""
        busy = self.busy()
        self._right.setEnabled(not busy)
        self.print_button.setEnabled(not busy)

    def _show_turned(self) -> None:
        """Show the choices, or how the stack is turned."""
        order = self._turned
        self._right.setCurrentIndex(0 if order is None else 1)
        self.close_button.set_text(_("Close") if order is None else _("Leave the backs empty"))
        if order is None:
            self._chosen()
            return
        assert order.printer is not None
        kept = self._preferences.now.turning.get(order.printer.name, "")
        self.turn.show_turning(
            kept_turning(kept),
            sheets=len(order.stack) * order.copies,
            empty=order.stack[-1].back is None,
            known=bool(kept),
        )
        self.print_button.set_text(_("Print the backs"))
        self.print_button.setFocus()

    # --- a file --------------------------------------------------------------------------------------

    def _write(self, order: Order) -> None:
        """Keep the pages as a PDF file, letters as letters."""
        name = _UNFIT.sub("-", self._paper.name).strip(" .-") or "PDF"
        path = self._chooser.new_file(
            self, title=_("Keep the pages as a file"), start=Path.home() / f"{name}.pdf", kinds="PDF (*.pdf)"
        )
        if path is None:
            return
        self._remember(printer=FILE)
        pdf, pages = self._paper.pdf, order.pages
        self._writing = True
        self._progress.start(_("Writing the file"))
        self._show_busy()

        def write(_progress: Progress) -> int:
            from gui.widgets.raster import some_pages  # pdfium loads when the first page is looked at

            write_safely(path, some_pages(pdf, pages))
            return len(pages)

        self._tasks.aside(write, lambda count: self._written(path, count), failed=self._unwritten, owner=self)

    def _written(self, path: Path, count: int) -> None:
        self._writing = False
        self._end_run()
        self.kept.emit(self._paper.name, path.name)
        said = ngettext("{count} page was kept as {path}.", "{count} pages were kept as {path}.", count)
        self._say(fill(said, {"count": count, "path": str(path)}))

    def _unwritten(self, error: UserError) -> None:
        self._writing = False
        self._failed(error)

    # --- what is said and remembered -----------------------------------------------------------------

    def _say(self, sentence: str, *, level: Level = Level.HINT) -> None:
        """Say what came of it; it stays until the next thing is done."""
        clear(self._saying)
        self._said = sentence
        if sentence and level is Level.HINT:
            self._saying.addWidget(NoteLine(sentence))
        elif sentence:
            self._saying.addWidget(FindingRow(FindingLine(level, sentence)))

    def _remember_turning(self, turning: Turning) -> None:
        """Keep how the printer that printed the fronts turns its paper."""
        order = self._turned
        if order is not None and order.printer is not None:
            self._remember(turning={**self._preferences.now.turning, order.printer.name: turning.kept})

    def _remember(self, **what: object) -> None:
        with suppress(UserError):  # a full disk must not keep anybody from printing
            self._preferences.change(**what)
