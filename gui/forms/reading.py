"""A record to be read: its sheet's cells as lines of label and words, its long texts as paragraphs below."""

import html
from collections.abc import Mapping
from datetime import date
from typing import Any, assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.records.content import Person as Somebody
from core.records.content import Record, is_empty, present, read_day, read_month
from core.records.field import (
    Attendance,
    Automatic,
    Choice,
    Date,
    Field,
    Files,
    Formula,
    Grid,
    Integer,
    LongText,
    Month,
    Option,
    People,
    Person,
    Reference,
    Text,
    Time,
    Toggle,
)
from core.records.kind import Cell, Kind, Privacy
from core.records.tally import as_read
from gui.forms.choices import automatic_text
from gui.messages import _, day, full_day, join, words
from gui.messages.dates import month
from gui.widgets.copying import mark_private
from gui.widgets.formline import LABEL
from gui.widgets.space import Column, clear
from gui.widgets.space import Grid as GridLayout
from gui.widgets.text import Label, Separator
from gui.widgets.theme import theme

Names = Mapping[str, Somebody]

_SEVERAL, _SHORT = 2, 12
"""More than so many cells of one sheet row, each of at most so many characters, share a line."""


def say_value(field: Field, value: Any, people: Names, *, today: date) -> str:
    """Return a value in the language of the windows; rows of lists stand on lines of their own."""
    if is_empty(value):
        return ""
    match field:
        case Text() | LongText() | Time() | Reference():
            return str(value).strip()
        case Date():
            on = read_day(value)
            return full_day(on) if on else str(value)
        case Month():
            first = read_month(value)
            return month(first.year, first.month) if first else str(value)
        case Integer() | Automatic(formula=Formula.LEDGER_NO | Formula.COUNT):
            return _number(field, value)
        case Toggle():
            return _("yes") if value else _("no")
        case Choice(options=options):
            return join(_option(options, item) for item in (value if isinstance(value, list) else [value]))
        case Person():
            return _name(value, people)
        case People():
            return join(_name(person, people) for person in value)
        case Automatic(formula=formula):
            return automatic_text(formula, value)
        case Attendance(reasons=reasons):
            return _attendance(value, reasons, people)
        case Files():
            return "\n".join(_file(row) for row in value)
        case Grid():
            return "\n".join(_grid_row(field, row, people, today=today, number=at) for at, row in enumerate(value, 1))
        case _:
            assert_never(field)


def _number(field: Integer | Automatic, value: Any) -> str:
    """Return a number with its unit; of an automatic one the label says what it is."""
    return f"{value}{field.unit}" if isinstance(field, Integer) else str(value)


def _option(options: tuple[Option, ...], value: Any) -> str:
    return next((words(option.words) for option in options if option.value == value), str(value))


def _name(person: Any, people: Names) -> str:
    found = people.get(str(person))
    return found.name if found else str(person)


def _attendance(value: Mapping[str, Any], reasons: tuple[Option, ...], people: Names) -> str:
    absent = value.get("absent") or []
    counts = _("{expected} expected　{present} present　{absent} absent").format(
        expected=len(value.get("expected") or []), present=len(present(value)), absent=len(absent)
    )
    said = []
    for row in absent:
        name, reason = _name(row.get("person"), people), row.get("reason")
        said.append(f"{name}（{_option(reasons, reason)}）" if reason else name)
    return f"{counts}：{join(said)}" if said else counts


def _file(row: Mapping[str, Any]) -> str:
    title = str(row.get("title") or row.get("name") or "")
    return title if row.get("blob") else _("{title} (on paper only)").format(title=title)


def _grid_row(field: Grid, row: Mapping[str, Any], people: Names, *, today: date, number: int) -> str:
    parts = []
    for column in field.columns:
        value = row.get(column.key)
        on = read_day(value) if isinstance(column, Date) else None
        said = day(on, today=today) if on else say_value(column, value, people, today=today)
        if said and isinstance(column, Integer | Toggle) and not (isinstance(column, Integer) and column.unit):
            # A bare 14 or "yes" says nothing without its heading.
            said = f"{words(column.words)} {said}"
        if said:
            parts.append(said)
    return f"{number}. " + "　".join(parts) if parts else ""


def say_cell(kind: Kind, cell: Cell, record: Record, people: Names, *, today: date) -> str:
    """Return what a cell of the sheet says: 2008年6月26日 星期四 19:00—20:20（80 分钟）."""
    said = ""
    before: Field | None = None
    for key in cell.keys:
        field, value = as_read(kind, key, record.values)
        text = say_value(field, value, people, today=today)
        if not text:
            continue
        if isinstance(field, Time) and isinstance(before, Time):
            said += f"—{text}"
        elif isinstance(field, Date) and isinstance(before, Date):
            said = _("{start} to {end}").format(start=said, end=text)
        elif isinstance(field, Automatic) and field.formula is not Formula.WEEKDAY and said:
            said += f"（{text}）"
        else:
            said += f" {text}" if said else text
        before = field
    return said


class Paragraphs(Label):
    """Long text with room between the lines; what people wrote is shown as it is, never read as HTML."""

    def __init__(self, text: str) -> None:
        super().__init__("", wrap=True, selectable=True)
        self.setTextFormat(Qt.TextFormat.RichText)
        paragraphs = "".join(
            f'<p style="line-height:150%; margin:0 0 8px 0">{html.escape(part)}</p>'
            for part in text.splitlines()
            if part
        )
        self.setText(paragraphs)
        self.setAccessibleName(text)


class ReadForm(QWidget):
    """Shows one record without its fields; empty cells are left out."""

    def __init__(self, *, today: date) -> None:
        super().__init__()
        self._today = today
        self._column = Column(self, spacing=8)
        self._grid = GridLayout()

    def clear(self) -> None:
        """Show nothing."""
        clear(self._column)

    def show_record(self, kind: Kind, record: Record, people: Names) -> None:
        """Show a record: short cells first, long texts and lists below in the order of the sheet."""
        clear(self._column)
        mark_private(self, private=kind.privacy is not Privacy.ORDINARY)
        self._grid = GridLayout(gaps=(10, 6))
        self._grid.setColumnStretch(1, 1)
        self._column.addLayout(self._grid)
        below: list[tuple[str, str, bool]] = []
        told = False
        for row in kind.sheet.rows:
            short: list[tuple[str, str]] = []
            for cell in row.cells:
                text = say_cell(kind, cell, record, people, today=self._today)
                if not text or kind.heading in cell.keys:
                    continue
                field = kind.field(cell.keys[0])
                name = words(cell.words or field.words)
                told = told or isinstance(field, LongText)
                if isinstance(field, LongText) or (told and isinstance(field, Grid | Files)):
                    below.append((name, text, isinstance(field, LongText)))
                else:
                    short.append((name, text))
            self._put(short)
        if below:
            self._column.addWidget(Separator())
        for name, text, long in below:
            self._column.addWidget(Label(name, "label"))
            self._column.addWidget(Paragraphs(text) if long else Label(text, wrap=True, selectable=True))
        self._column.addStretch(1)

    def _put(self, cells: list[tuple[str, str]]) -> None:
        """Put the cells of one sheet row: several short ones side by side, others under each other."""
        if len(cells) > _SEVERAL and all(len(text) <= _SHORT for _name, text in cells):
            first, *rest = cells
            cells = [(first[0], "　".join([first[1], *(f"{name} {text}" for name, text in rest)]))]
        for name, text in cells:
            number = self._grid.rowCount()
            label = Label(name, "label", wrap=True)
            label.setMinimumWidth(theme().dp(LABEL))
            label.setMaximumWidth(theme().dp(140))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label, number, 0)
            value = Label(text, wrap=True, selectable=True)
            value.setAccessibleName(f"{name} {text}")
            self._grid.addWidget(value, number, 1)
