"""A section of a guide to be read: headings, points, tables and pictures as wide as there is room."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImageReader, QPixmap, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from core.base.markdown import Block, Heading, Paragraph, Picture, Point, Section, Table, Words
from gui.widgets.theme import theme

_EDGE = 16
"""Pixels at 100 % between the words and the edge."""
_LEAST = 240
"""A picture is never narrower, whatever the room."""


class GuideView(QTextBrowser):
    """Shows one section; a link is told and not followed."""

    linked = Signal(str)
    """Where a link leads: `#name`, or a file."""

    def __init__(self, *, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "reading")
        self.setAccessibleName(says)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Else it comes and goes while a section is laid out, and the room for pictures with it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.anchorClicked.connect(lambda url: self.linked.emit(url.toString()))
        self._section: Section | None = None
        self._folder = Path()
        self._marked: tuple[str, ...] = ()
        self._width = 0
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._again)
        theme().changed.connect(self._again)

    def section(self) -> Section | None:
        """Return what is shown."""
        return self._section

    def show_section(self, section: Section, folder: Path, *, marked: Sequence[str] = (), at: str = "") -> None:
        """Show a section whose pictures lie in `folder`, from a heading named `at` on; `marked` words stand out."""
        self._section, self._folder, self._marked = section, folder, tuple(marked)
        self._lay()
        if at and at != section.name:
            self.scrollToAnchor(at)
        elif marked:
            self._go_to_first()
        else:
            self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give a picture of the guide, in the size it is shown in."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        path = self._folder / (name.toString() if isinstance(name, QUrl) else name)
        ratio = self.devicePixelRatioF()
        reader = QImageReader(str(path))
        size = self._shown(reader.size())
        image = reader.read()
        wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = QPixmap.fromImage(image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
        picture.setDevicePixelRatio(ratio)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the new width, once Qt is out of the layout that brings it."""
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._fitting.start()

    def _shown(self, size: QSize) -> QSize:
        """Return the size a picture is shown in: as it was drawn at the present text size, or less."""
        room = max(_LEAST, self.viewport().width() - theme().dp(2 * _EDGE + 48))
        wide = min(room, theme().dp(size.width() * 0.62))
        return QSize(wide, round(wide * size.height() / max(1, size.width())))

    def _again(self) -> None:
        """Lay the same out anew, at the same place."""
        if self._section is not None:
            bar = self.verticalScrollBar()
            share = bar.value() / max(1, bar.maximum())
            self._lay()
            bar.setValue(round(share * bar.maximum()))

    def _lay(self) -> None:
        assert self._section is not None
        self._width = self.viewport().width()
        document = self.document()
        document.clear()
        document.setDefaultFont(theme().font(15))
        document.setDocumentMargin(theme().dp(_EDGE))
        document.setDefaultStyleSheet(_style())
        self.setHtml(section_html(self._section))
        self._mark()

    def _mark(self) -> None:
        """Let the words that were looked for stand out."""
        look = QTextCharFormat()
        look.setBackground(theme().colour("warnsoft"))
        look.setForeground(theme().colour("text"))
        found = []
        for cursor in self._places():
            extra = QTextEdit.ExtraSelection()
            extra.cursor, extra.format = cursor, look  # type: ignore[attr-defined]
            found.append(extra)
        self.setExtraSelections(found)

    def _places(self) -> Iterable[QTextCursor]:
        for word in self._marked:
            cursor = self.document().find(word)
            while not cursor.isNull():
                yield cursor
                cursor = self.document().find(word, cursor)

    def _go_to_first(self) -> None:
        """Bring the first of the words into sight, without choosing it."""
        first = min(self._places(), key=lambda cursor: cursor.selectionStart(), default=None)
        if first is not None:
            first.setPosition(first.selectionStart())
            self.setTextCursor(first)
            self.ensureCursorVisible()


def _style() -> str:
    look = theme()
    return "".join(
        (
            f"h2 {{ font-size: {look.dp(20)}px; font-weight: 700; margin: 0 0 {look.dp(10)}px 0; }}",
            f"h3 {{ font-size: {look.dp(16)}px; font-weight: 700; margin: {look.dp(18)}px 0 {look.dp(6)}px 0; }}",
            f"p, li {{ line-height: 150%; margin: 0 0 {look.dp(8)}px 0; }}",
            "p.picture { line-height: 100%; }",
            f"th {{ background-color: {look.hex('sunken')}; text-align: left; }}",
            f"td, th {{ padding: {look.dp(6)}px; border: 1px solid {look.hex('line')}; }}",
            f"a {{ color: {look.hex('accent')}; }}",
        )
    )


def section_html(section: Section) -> str:
    """Return a section in the HTML that Qt reads; every word of it is escaped."""
    return _heading(section.heading) + "".join(_groups(section.blocks))


def _groups(blocks: Sequence[Block]) -> Iterable[str]:
    """Yield the HTML of blocks; points that follow one another are one list, with what belongs to them inside."""
    inner: list[str] = []
    numbered = False
    for block in blocks:
        belongs = isinstance(block, Paragraph | Picture) and block.inside
        if inner and not belongs and not (isinstance(block, Point) and bool(block.number) is numbered):
            yield _list(inner, numbered=numbered)
            inner = []
        if isinstance(block, Point):
            numbered = bool(block.number)
            inner.append(f"<p>{_words(block.words)}</p>")
        elif belongs and inner:
            inner[-1] += _block(block)
        else:
            yield _block(block)
    if inner:
        yield _list(inner, numbered=numbered)


def _list(items: Sequence[str], *, numbered: bool) -> str:
    tag = "ol" if numbered else "ul"
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph() | Point():
            return f"<p>{_words(block.words)}</p>"
        case Picture():
            return f'<p class="picture"><img src="{escape(block.path)}" alt="{escape(block.alt)}"></p>'
        case Table():
            return _table(block)


def _heading(heading: Heading) -> str:
    tag = f"h{max(2, heading.level)}"
    name = f'<a name="{escape(heading.name)}"></a>' if heading.name else ""
    return f"<{tag}>{name}{_words(heading.words)}</{tag}>"


def _table(table: Table) -> str:
    head = "".join(f"<th>{_words(cell)}</th>" for cell in table.head)
    rows = "".join(f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    look = 'cellspacing="0" width="100%" style="border-collapse: collapse;"'
    return f"<table {look}><tr>{head}</tr>{rows}</table><p></p>"


def _words(words: Words) -> str:
    parts = []
    for run in words:
        text = escape(run.text)
        if run.link:
            text = f'<a href="{escape(run.link)}">{text}</a>'
        parts.append(f"<b>{text}</b>" if run.bold else text)
    return "".join(parts)
