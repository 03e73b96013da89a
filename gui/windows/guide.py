"""The help window: the guide's sections at the left, the one that fits at the right, found by words, printed whole."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from core.base.errors import UserError
from core.base.markdown import Guide, Heading, Section, words_in
from core.services import guides
from core.services.guides import Reader
from gui.messages import _, about, fill, ngettext
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.guideview import GuideView
from gui.widgets.keys import bind
from gui.widgets.kindlist import KindEntry, KindGroup, KindList
from gui.widgets.paper import Printout
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label
from gui.widgets.theme import theme

WIDE, HIGH, LIST = 960, 640, 256
"""Pixels at 100 %; never more than the screen has."""
_REMEMBERED = 50
"""Sections one can go back over."""


class GuideWindow(QWidget):
    """Stands beside the program's window; nothing of the record book is in it, so it may stay when that is locked."""

    print_wanted = Signal(object)
    """Show this `Printout` in the print window."""
    keys_wanted = Signal()

    def __init__(self, *, tasks: Tasks) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._tasks = tasks
        self._beside: QWidget | None = None
        self._reader = Reader.SCHOOL
        self._guide: Guide | None = None
        self._at = ""
        self._way: list[str] = []
        self._choosing = False
        self.setProperty("role", "f_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Help"))
        self.setAccessibleName(_("Help"))
        self.search = TextField(hint=_("Find in the guide"))
        self.search.setAccessibleName(_("Find in the guide"))
        self.search.edited.connect(self._narrow)
        self.list = KindList(says=_("Contents of the guide"), icons=False)
        self.list.picked.connect(lambda _index: self._picked())
        self.view = GuideView(says=_("The guide’s section"))
        self.view.linked.connect(self._follow)
        self.back = Button(_("Return"), "quiet", icon_name="arrow_undo", action=self.go_back)
        self.keys = Button(_("What the keys do"), "link", action=self.keys_wanted.emit)
        self.printing = Button(_("Print the guide"), icon_name="print", shortcut="Ctrl+P", action=self.print_out)
        self.shut = Button(_("Close"), action=self.close)
        self._none = Label(_("Nothing about that was found."), "muted", wrap=True)
        self._below = Column(spacing=0)
        self._lay()
        bind(self, "Esc", self._escape, _("Close"))
        bind(self, "Ctrl+F", self.search.setFocus, _("Find"))
        bind(self, "Alt+Left", self.go_back, _("Return"))
        theme().changed.connect(self.restyle)
        self.restyle()

    # --- what is shown -----------------------------------------------------------------------------------------

    def open_at(self, reader: Reader, name: str, *, beside: QWidget) -> None:
        """Show a section of a guide beside a window, come to the front, and take the keyboard. Raises FileMissing."""
        guide = guides.read(reader)
        if guide is not self._guide:
            self._reader, self._guide = reader, guide
            self._way.clear()
            self._at = ""
        self.search.set_value("")
        self._show_list()
        self.go(name)
        if beside is not self:
            self._beside = beside
        self._place()
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.scrollTo(self.list.currentIndex())
        self.view.setFocus()

    def go(self, name: str) -> None:
        """Show the section of this name, or the one in which a heading has it; the first when there is none."""
        section = self._find(name)
        if section is None:
            return
        if self._at and self._at != name:
            self._way.append(self._at)
            del self._way[:-_REMEMBERED]
        self._show(name)

    def go_back(self) -> None:
        """Show what was shown before."""
        if self._way:
            self._show(self._way.pop())

    def at(self) -> str:
        """Return the name that was gone to."""
        return self._at

    def sections(self) -> list[str]:
        """Return the names of the sections in the list."""
        return [entry.key for entry in self.list.entries()]

    def print_out(self) -> None:
        """Lay the whole guide out, then ask for the print window."""
        reader, title = self._reader, self._guide.title if self._guide else ""
        self._say(FindingLine(Level.HINT, _("Laying out the pages")))

        def ready(pdf: bytes) -> None:
            clear(self._below)
            self.print_wanted.emit(Printout(pdf, title))

        def failed(error: UserError) -> None:
            self._say(FindingLine(Level.ERROR, about(error).text()))

        self._tasks.aside(lambda _progress: guides.printed(reader), ready, failed=failed, owner=self)

    def let_keys(self, *, there: bool) -> None:
        """Offer the list of keys only where an open book shows it."""
        self.keys.setVisible(there)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only go out of sight, and give the keyboard back; what was read stands there the next time."""
        event.accept()
        beside = self._behind()
        if beside is not None and self.isActiveWindow():
            beside.activateWindow()

    # --- inside ----------------------------------------------------------------------------------------------------

    def _lay(self) -> None:
        left = Frame("pane")
        column = Column(left, margins=(0, 0, 0, 0), spacing=0)
        finding = Column(margins=(12, 12, 12, 8), spacing=6)
        finding.addWidget(self.search)
        finding.addWidget(self._none)
        column.addLayout(finding)
        column.addWidget(self.list, 1)
        self._left = left
        body = Row(spacing=0)
        body.addWidget(left)
        body.addWidget(self.view, 1)
        foot = Frame("footer")
        line = Row(foot, margins=(12, 8, 16, 8), spacing=8)
        line.addWidget(self.back)
        line.addWidget(self.keys)
        line.addStretch(1)
        line.addWidget(self.printing)
        line.addWidget(self.shut)
        whole = Column(self, spacing=0)
        whole.addLayout(body, 1)
        whole.addLayout(self._below)
        whole.addWidget(foot)
        self._none.hide()

    def restyle(self) -> None:
        """Take the width of the list at the present text size."""
        self._left.setFixedWidth(theme().dp(LIST))

    def _place(self) -> None:
        """Stand at the right of the program's window, so that what one asks about is seen beside it."""
        beside = self._behind()
        if self.isVisible() or beside is None:
            return
        room = beside.screen().availableGeometry()
        wide, high = min(theme().dp(WIDE), room.width()), min(theme().dp(HIGH), room.height())
        behind = beside.frameGeometry()
        left = min(max(room.left(), behind.right() - wide), room.right() + 1 - wide)
        top = min(max(room.top(), behind.top()), room.bottom() + 1 - high)
        self.setGeometry(left, top, wide, high)

    def _behind(self) -> QWidget | None:
        """Return the window or dialog that help was asked for in, None once it is gone."""
        return self._beside if self._beside is not None and isValid(self._beside) else None

    def _find(self, name: str) -> Section | None:
        assert self._guide is not None
        for section in self._guide.sections:
            if name in {section.name, *(block.name for block in section.blocks if isinstance(block, Heading))}:
                return section
        return self._guide.sections[0] if self._guide.sections else None

    def _show(self, name: str) -> None:
        section = self._find(name)
        assert section is not None
        self._at = name
        self.view.show_section(section, guides.path_of(self._reader).parent, marked=self._words(), at=name)
        self.back.setEnabled(bool(self._way))
        self._choosing = True
        for row, key in enumerate(self.sections()):
            if key == section.name:
                self.list.setCurrentIndex(self.list.model().index(row, 0))
        self._choosing = False

    def _show_list(self) -> None:
        """List the sections in which all words that were typed stand."""
        assert self._guide is not None
        words = self._words()
        entries = []
        for section in self._guide.sections:
            text = " ".join((section.title, *map(words_in, section.blocks))).casefold()
            if all(word.casefold() in text for word in words):
                count = sum(text.count(word.casefold()) for word in words)
                line = fill(ngettext("{count} place", "{count} places", count), {"count": count}) if words else ""
                entries.append(KindEntry(section.name, section.title, line))
        self._none.setVisible(not entries)
        self._choosing = True
        self.list.show_groups((KindGroup("", tuple(entries)),))
        self._choosing = False

    def _narrow(self) -> None:
        """Follow what is typed: the first section that has the words is shown."""
        self._show_list()
        names = self.sections()
        section = self._find(self._at)
        here = section.name if section is not None else ""
        if names:
            self._show(here if here in names else names[0])

    def _words(self) -> tuple[str, ...]:
        return tuple(self.search.value().split())

    def _picked(self) -> None:
        entry = self.list.current()
        if entry is not None and not self._choosing:
            self.go(entry.key)

    def _follow(self, target: str) -> None:
        """Go where a link leads, within this guide."""
        if target.startswith("#"):
            self.search.set_value("")
            self._show_list()
            self.go(target[1:])

    def _escape(self) -> None:
        """Leave the search first, then the window."""
        if self.search.value():
            self.search.set_value("")
            self._narrow()
        else:
            self.close()

    def _say(self, line: FindingLine) -> None:
        clear(self._below)
        self._below.addWidget(FindingRow(line))
