"""The text a value shows: the same on the page, in the list and for the judge who looks for it on the page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, assert_never

from core.records.content import Person as Somebody
from core.records.content import is_empty, present, read_day, read_month
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
from core.records.kind import Kind
from core.records.letter import Part, fill, in_braces
from core.records.tally import as_read, gives_away, votes_in

Names = Mapping[str, Somebody]
"""The people a record may name, by id."""

WEEKDAYS = "一二三四五六日"

NUMBERED = re.compile(
    r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
)
"""A number that somebody typed at the beginning of a paragraph."""


def write_day(day: date) -> str:
    """Write a day as on paper, without leading zeros: 2008年4月24日 (GB/T 9704-2012 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def write_size(size: int) -> str:
    """Return a number of bytes as people say it: 312 KB, 3.4 MB."""
    return f"{size / 1048576:.1f} MB" if size >= 1048576 else f"{max(1, round(size / 1024))} KB"


def write_month(day: date) -> str:
    """Write the month of a day as on paper: 2008年5月."""
    return f"{day.year}年{day.month}月"


def show_name(person: str, names: Names) -> str:
    """Return the name behind an id; an id nobody has shows itself rather than a blank."""
    found = names.get(person)
    return found.name if found else person


def show(field: Field, value: Any, names: Names) -> str:
    """Return the Chinese text of one field's value; empty text for an empty value.

    Rows of grids, absences and files stand on lines of their own, parted by a line break.
    """
    if is_empty(value):
        return ""
    return "\n".join(_lines(field, value, names))


def _lines(field: Field, value: Any, names: Names) -> Iterator[str]:
    """Yield the lines of a value that is not empty."""
    match field:
        case Text() | LongText() | Time() | Reference():
            yield str(value).strip()
        case Date() | Month():
            yield _time(field, value)
        case Integer(unit=unit):
            yield f"{value}{unit}"
        case Toggle():
            yield "是" if value else "否"
        case Choice(options=options, multiple=multiple):
            chosen = value if multiple and isinstance(value, list) else [value]
            yield "、".join(_option(options, item) for item in chosen)
        case Person():
            yield show_name(value, names)
        case People():
            yield "、".join(show_name(person, names) for person in value)
        case Attendance(reasons=reasons):
            yield from _attendance(value, reasons, names)
        case Files(types=types):
            for number, row in enumerate(value, start=1):
                yield _file(number, row, types)
        case Automatic(formula=formula):
            yield _automatic(formula, value)
        case Grid(columns=columns):
            for number, row in enumerate(value, start=1):
                cells = [_cell(column, row.get(column.key), names, columns=columns) for column in columns]
                yield f"{number}. " + "　".join(cell for cell in cells if cell)
        case _:
            assert_never(field)


def _time(field: Date | Month, value: Any) -> str:
    """Write a stored day or month; what is none shows itself."""
    if isinstance(field, Month):
        month = read_month(value)
        return write_month(month) if month else str(value)
    day = read_day(value)
    return write_day(day) if day else str(value)


def _cell(column: Field, value: Any, names: Names, *, columns: tuple[Field, ...]) -> str:
    """Return a cell of a grid's row; what would say nothing without its heading has it before it.

    That is a bare number, a yes or no, and a second day or person.
    """
    text = show(column, value, names)
    if not text:
        return ""
    match column:
        case Toggle():
            return column.words.zh if value else f"{column.words.zh}：{text}"
        case Integer(unit=""):
            return f"{column.words.zh}{text}"
        case Person() | Date() if column is not next(other for other in columns if type(other) is type(column)):
            return f"{column.words.zh}{text}"
        case _:
            return text


def _option(options: tuple[Option, ...], value: str) -> str:
    """Return an option's Chinese words."""
    return next((option.words.zh for option in options if option.value == value), value)


def _attendance(value: Mapping[str, Any], reasons: tuple[Option, ...], names: Names) -> Iterator[str]:
    """Yield the counts, those present, and a line for everyone absent."""
    expected, absent, here = value.get("expected") or [], value.get("absent") or [], present(value)
    yield f"应到{len(expected)}人　实到{len(here)}人　缺席{len(absent)}人"
    if here:
        yield "实到：" + "、".join(show_name(person, names) for person in here)
    for row in absent:
        parts = [show_name(row.get("person") or "", names)]
        if row.get("reason"):
            note = row.get("note")
            parts.append(_option(reasons, row["reason"]) + (f"（{note}）" if note else ""))
        elif row.get("note"):
            parts.append(row["note"])
        day = read_day(row.get("makeup_on"))
        if day or row.get("makeup_method"):
            parts.append("补学：" + "，".join(filter(None, (write_day(day) if day else "", row.get("makeup_method")))))
        yield "缺席：" + "　".join(parts)


def _file(number: int, row: Mapping[str, Any], types: tuple[Option, ...]) -> str:
    """Describe one attachment."""
    day = read_day(row.get("on"))
    kind = _option(types, row["type"]) if row.get("type") else ""
    place = "" if row.get("blob") else "纸质留存"
    aside = "，".join(filter(None, (kind, write_day(day) if day else "", place)))
    title = row.get("title") or row.get("name") or ""
    return f"{number}. {title}（{aside}）" if aside else f"{number}. {title}"


def _automatic(formula: Formula, value: int | str) -> str:
    """Write a value that the program worked out."""
    match formula:
        case Formula.WEEKDAY:
            return f"星期{WEEKDAYS[int(value)]}"
        case Formula.MINUTES:
            return f"{value}分钟"
        case Formula.NTH_IN_MONTH:
            return f"本月第{value}次"
        case Formula.DAY_OF_TOPIC:
            return f"第{value}天"
        case Formula.LEDGER_NO | Formula.COUNT:
            return str(value)
        case _:
            assert_never(formula)


def heading_of(kind: Kind, values: Mapping[str, Any]) -> str:
    """Return what a record goes by in lists: the text in its heading, or the month it is about; empty for none."""
    told = values.get(kind.heading)
    if isinstance(kind.field(kind.heading), Month):
        month = read_month(told)
        return write_month(month) if month else ""
    return told.strip() if isinstance(told, str) else ""


def read_out(kind: Kind, key: str, values: Mapping[str, Any], names: Names) -> str:
    """Return the Chinese text of a record's field as it is read: `show`, with a tally in the words of its scale."""
    return show(*as_read(kind, key, values), names)


def table(kind: Kind, key: str, values: Mapping[str, Any], names: Names) -> tuple[tuple[str, ...], ...]:
    """Return head and rows of a field whose sheet has a table for it; nothing for other fields and empty ones.

    A text column without any text is left out; a stroke stands for votes that would give people away.
    """
    field, rows = as_read(kind, key, values)
    rule = votes_in(kind, key)
    if rule is None or not isinstance(field, Grid) or not rows:
        return ()
    columns = [c for c in field.columns if not isinstance(c, Text) or any(not is_empty(row.get(c.key)) for row in rows)]
    told = values.get(key) or ()
    body = (
        tuple(
            "—" if gives_away(rule, whole) and column.key in rule.counts else show(column, row.get(column.key), names)
            for column in columns
        )
        for row, whole in zip(rows, told, strict=True)
    )
    return (tuple(column.words.zh for column in columns), *body)


def said(kind: Kind, part: Part, values: Mapping[str, Any], names: Names) -> str:
    """Return what a part of a letter says: a text as it was typed, the rows of a grid as sentences, one a paragraph.

    Rows are numbered 1. 2. where there are several, in groups under （一）（二） where the part asks for it. A number
    that was typed stays alone.
    """
    field, value = as_read(kind, part.key, values)
    if is_empty(value) or not isinstance(field, Grid):
        return show(field, value, names)
    by = next((column for column in field.columns if column.key == part.by), None)
    if not isinstance(by, Choice):
        return "\n".join(_sentences(field, part, value, names))
    found = list(dict.fromkeys(row.get(by.key) for row in value))
    offered = [option.value for option in by.options if option.value in found]
    lines: list[str] = []
    for number, answer in enumerate((*offered, *(one for one in found if one not in offered)), start=1):
        lines.append(f"（{numeral(number)}）{_option(by.options, answer or '')}")
        lines.extend(_sentences(field, part, [row for row in value if row.get(by.key) == answer], names))
    return "\n".join(lines)


def _sentences(grid: Grid, part: Part, rows: Sequence[Mapping[str, Any]], names: Names) -> Iterator[str]:
    """Yield the rows of a grid as sentences."""
    others = [column for column in grid.columns[1:] if column.key != part.by]
    usual = (f"{{{grid.columns[0].key}}}", *(f"（{column.words.zh}：{{{column.key}}}）" for column in others))
    for number, row in enumerate(rows, start=1):
        told = {column.key: show(column, row.get(column.key), names) for column in grid.columns}
        pieces = [piece for piece in part.pieces or usual if all(told.get(key) for key in in_braces(piece))]
        first = fill(pieces[0], told) if pieces else ""
        rest = "".join(fill(piece, told) for piece in pieces[1:]).rstrip("。；，、 ")
        # What follows in brackets belongs before the full stop.
        text = f"{first.rstrip('。；，、 ')}{rest}。" if rest or first[-1:] not in set("。！？…”：") else first
        yield text if len(rows) == 1 or NUMBERED.match(text) else f"{number}.{text}"


def numeral(number: int) -> str:
    """Write a whole number below 100 in Chinese: 12 → 十二."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    before = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return before + (digits[ones] if ones or not tens else "")


def printed_texts(kind: Kind, values: Mapping[str, Any], names: Names) -> tuple[tuple[str, str], ...]:
    """Return (field key, text) of everything a record's pages must show, in page order; empty fields are left out.

    This is what the page draws and what the judge looks for on the record's pages. A field in the table of a letter's
    annex has a text for each of its cells.
    """
    texts = ((key, text) for key in kind.printed() for text in _printed(kind, key, values, names))
    return tuple((key, text) for key, text in texts if text)


def _printed(kind: Kind, key: str, values: Mapping[str, Any], names: Names) -> tuple[str, ...]:
    """Return the texts of a field on the pages; that of a table row by row."""
    letter = kind.letter
    if letter and (part := letter.part(key)):
        return (said(kind, part, values, names),)
    field = kind.field(key)
    if letter and key in letter.body() and isinstance(field, Grid):
        return tuple(cell for row in grid_rows(kind, key, values, names) for cell in row)
    rows = table(kind, key, values, names)
    return ("\n".join("　".join(row) for row in rows) if rows else read_out(kind, key, values, names),)


def together(parts: Iterable[tuple[Field, str]]) -> list[tuple[Field, str]]:
    """Return the texts of fields that share a cell: two times, or two days, as from one to the other."""
    found: list[tuple[Field, str]] = []
    for field, text in parts:
        before, said = found[-1] if found else (None, "")
        if not text:
            continue
        if isinstance(field, Time) and isinstance(before, Time):
            found[-1] = (field, f"{said}—{text}")
        elif isinstance(field, Date) and isinstance(before, Date):
            found[-1] = (field, f"{said}至{text}")
        else:
            found.append((field, text))
    return found


def grid_rows(kind: Kind, key: str, values: Mapping[str, Any], names: Names) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a grid cell by cell, without its head."""
    field, value = as_read(kind, key, values)
    if not isinstance(field, Grid):
        return ()
    return tuple(tuple(show(column, row.get(column.key), names) for column in field.columns) for row in value or ())
