"""Tables as a workbook for Excel and WPS (ECMA-376): a copy to count and sort in, never the record itself.

Dates and numbers go as such. Text stays text whatever it begins with: a cell that a program would take for a formula
("=", "+", "-", "@") is written as a string and marked so, also when somebody edits it later.
"""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | date | datetime | None
"""What a cell may hold; datetimes are those of the clock on the wall, without a zone."""

HEAD = 2
"""The row with the columns' names; the first says that it is a copy."""
_DAY, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_NARROW, _BROAD = 6, 48
"""Least and greatest width of a column, in characters of a digit's width."""
_LONGEST = 32_767
"""Characters a cell takes."""
_NO_TITLE = dict.fromkeys(map(ord, r"[]:*?/\\"), " ")
_GREY = PatternFill("solid", fgColor="EDEFF1")


@dataclass(frozen=True, slots=True)
class Table:
    """One worksheet: its name, the first row's sentence, the columns' names, and the rows."""

    title: str
    note: str
    head: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


def workbook(tables: Iterable[Table]) -> bytes:
    """Return a workbook with a sheet for each table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.title.translate(_NO_TITLE)[:31]), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    _put(sheet.cell(1, 1), table.note)
    sheet.cell(1, 1).font = Font(bold=True)
    for column, name in enumerate(table.head, start=1):
        cell = sheet.cell(HEAD, column)
        _put(cell, name)
        cell.font, cell.fill = Font(bold=True), _GREY
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for number, row in enumerate(table.rows, start=HEAD + 1):
        for column, value in enumerate(row, start=1):
            _put(sheet.cell(number, column), value)
    columns = zip(*(table.head, *table.rows), strict=True)
    for column, values in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(values)
    sheet.freeze_panes = f"A{HEAD + 1}"
    last = f"{get_column_letter(len(table.head))}{HEAD + len(table.rows)}"
    sheet.auto_filter.ref = f"A{HEAD}:{last}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell: Cell, value: Value) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        cell.alignment = Alignment(vertical="top", wrap_text=cell.row > 1)
    elif value is not None:
        cell.value = value
        cell.alignment = Alignment(vertical="top", horizontal="left")
        if isinstance(value, datetime):
            cell.number_format = _MOMENT
        elif isinstance(value, date):
            cell.number_format = _DAY


def _width(values: Iterable[Value]) -> float:
    """Return the width for the longest line of a column; a Chinese character is two digits wide."""
    lines = (line for value in values for line in _shown(value).split("\n"))
    widest = max((sum(1 + (unicodedata.east_asian_width(one) in "WF") for one in line) for line in lines), default=0)
    return min(_BROAD, max(_NARROW, widest + 3))


def _shown(value: Value) -> str:
    if isinstance(value, datetime):
        return "2008-09-01 00:00"
    return "" if value is None else str(value)
