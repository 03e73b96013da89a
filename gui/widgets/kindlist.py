"""The kinds in a menu, in groups, painted by a delegate; narrowed by words, pinyin initials or English."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.widgets.icons import icon_pixmap
from gui.widgets.lettering import paint_line
from gui.widgets.rows import BAR, ROW_ROLE, Index, RowList, Rows
from gui.widgets.theme import theme

_HIGH, _LOW, _TITLE, _LEFT, _ICON, _GAP, _RIGHT = 50, 38, 30, 14, 20, 10, 12


@dataclass(frozen=True, slots=True)
class KindEntry:
    """One kind: `key` comes back when it is chosen; `line` is the grey second line.

    `initials` are the pinyin initials of the words in lower case (夜学记录 → yxjl); `also` are other words it is
    found by (its name in the other language, its old name).
    """

    key: str
    text: str
    line: str = ""
    icon: str = ""
    initials: str = ""
    also: str = ""

    def says(self) -> str:
        """Return the entry as a screen reader says it."""
        return " · ".join(part for part in (self.text, self.line) if part)

    def found_by(self, typed: str) -> int:
        """Return how well what was typed (trimmed, case folded) fits: 0 not at all, 3 the words begin with it."""
        words = [self.text.casefold(), *self.also.casefold().split()]
        if any(word.startswith(typed) for word in words):
            return 3
        if typed.isascii() and self.initials.startswith(typed):
            return 3
        if any(typed in word for word in (*words, self.also.casefold())):
            return 2
        if typed.isascii() and len(typed) > 1 and typed in self.initials:
            return 2
        return 1 if not typed.isascii() and typed in self.line else 0


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Kinds that belong together, under one title; an empty title paints none."""

    title: str
    entries: tuple[KindEntry, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A title or an entry."""

    title: str = ""
    entry: KindEntry | None = None

    def says(self) -> str:
        """Return the row as a screen reader says it."""
        return self.entry.says() if self.entry is not None else self.title

    def height(self) -> int:
        """Return the height in pixels."""
        if self.entry is None:
            return theme().dp(_TITLE)
        return theme().dp(_HIGH if self.entry.line else _LOW)


class KindRows(Rows[_Row]):
    """Titles and entries; a title can't be chosen."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let entries be chosen, titles not."""
        row = self.data(index, ROW_ROLE)
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return chosen if isinstance(row, _Row) and row.entry is not None else Qt.ItemFlag.ItemNeverHasChildren


class KindDelegate(QStyledItemDelegate):
    """Paints titles and entries; without `icons` the words begin at the left edge."""

    def __init__(self, parent: QWidget, *, icons: bool = True) -> None:
        super().__init__(parent)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the height of a row."""
        row = index.data(ROW_ROLE)
        return QSize(theme().dp(120), row.height() if isinstance(row, _Row) else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        view = self.parent()
        painter.save()
        if isinstance(row, _Row) and row.entry is not None:
            # By the current row, not by the selection's colour for lists that have the keyboard: it is in the line.
            current = isinstance(view, RowList) and view.currentIndex() == index
            self._entry(painter, rect, row.entry, current=current)
        elif isinstance(row, _Row):
            look = theme()
            painter.fillRect(rect, look.colour("sunken"))
            room = rect.adjusted(look.dp(_LEFT), 0, -look.dp(_RIGHT), 0)
            paint_line(painter, room, row.title, 13, "text2", bold=True)
        painter.restore()

    def _entry(self, painter: QPainter, rect: QRect, entry: KindEntry, *, current: bool) -> None:
        look = theme()
        painter.fillRect(rect, look.colour("select" if current else "surface"))
        if current:
            painter.fillRect(QRect(rect.x(), rect.y(), look.dp(BAR), rect.height()), look.colour("accent"))
        x = rect.x() + look.dp(_LEFT)
        if entry.icon:
            colour = "accent" if current else "text2"
            ratio = painter.device().devicePixelRatio()
            pixmap = icon_pixmap(entry.icon, _ICON, colour=colour, filled=current, ratio=ratio)
            painter.drawPixmap(QPoint(x, rect.y() + (rect.height() - look.dp(_ICON)) // 2), pixmap)
        x += look.dp(_ICON + _GAP) if self._icons else 0
        room = QRect(x, rect.y(), rect.right() - look.dp(_RIGHT) - x, rect.height())
        if not entry.line:
            paint_line(painter, room, entry.text, 15, "text")
            return
        upper = QRect(room.x(), rect.y() + look.dp(4), room.width(), look.dp(23))
        lower = QRect(room.x(), rect.y() + look.dp(26), room.width(), look.dp(19))
        paint_line(painter, upper, entry.text, 15, "text")
        paint_line(painter, lower, entry.line, 13, "text2")


class KindList(RowList):
    """All kinds, or those that fit what was typed; titles of empty groups go with them."""

    def __init__(self, *, says: str = "", icons: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(says=says, parent=parent)
        self.setItemDelegate(KindDelegate(self, icons=icons))
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self._groups: tuple[KindGroup, ...] = ()
        self._rows = KindRows(self)
        self.setModel(self._rows)

    def show_groups(self, groups: Sequence[KindGroup]) -> None:
        """Offer other kinds."""
        self._groups = tuple(groups)
        self.narrow("")

    def narrow(self, text: str) -> bool:
        """Keep the kinds that fit, the best of them chosen, and groups whose title fits; tell whether any is left."""
        typed = text.strip().casefold()
        rows: list[_Row] = []
        best, at = -1, -1
        for group in self._groups:
            whole = (
                not typed
                or (not typed.isascii() and typed in group.title)
                or (len(typed) > 2 and typed in group.title.casefold())
            )
            fits = [(entry, entry.found_by(typed) if typed else 0) for entry in group.entries]
            kept = [(entry, how) for entry, how in fits if whole or how]
            if kept and group.title:
                rows.append(_Row(title=group.title))
            for entry, how in kept:
                if how > best:
                    best, at = how, len(rows)
                rows.append(_Row(entry=entry))
        self._rows.show_rows(rows)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at))
            if at <= 1:
                self.scrollToTop()
        return at >= 0

    def step(self, by: int) -> None:
        """Choose the entry so many on (or back), titles skipped; a single step goes round the end."""
        places = [at for at, row in enumerate(self._rows.rows()) if row.entry is not None]
        if not places:
            return
        now = places.index(self.currentIndex().row()) if self.currentIndex().row() in places else -1
        to = now + by
        to = to % len(places) if abs(by) == 1 else min(max(to, 0), len(places) - 1)
        self.setCurrentIndex(self._rows.index(places[to]))
        if to == 0:
            self.scrollToTop()

    def entry(self, index: Index) -> KindEntry | None:
        """Return the entry of a row, None for a title."""
        return self._rows.rows()[index.row()].entry if index.isValid() else None

    def current(self) -> KindEntry | None:
        """Return the chosen entry."""
        return self.entry(self.currentIndex())

    def entries(self) -> list[KindEntry]:
        """Return the entries that are left, top down."""
        return [row.entry for row in self._rows.rows() if row.entry is not None]

    def whole_height(self) -> int:
        """Return the height in which nothing needs to scroll."""
        return sum(row.height() for row in self._rows.rows())
