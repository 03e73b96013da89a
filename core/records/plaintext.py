"""A record as plain text, to be pasted into a message or a document: labels and values in the order of its sheet."""

from collections.abc import Iterator

from core.records import display
from core.records.content import Record, School, is_empty
from core.records.display import Names
from core.records.field import Grid
from core.records.kind import Cell, Kind
from core.records.tally import as_read

DRAFT, VOID = "（草稿，未定稿）", "（作废）"


def plain_text(kind: Kind, record: Record, names: Names, school: School) -> str:
    """Return title, number and everything the sheet shows; empty fields are left out.

    A short value follows its label, a long one begins on a line of its own; the rows of a table have tabs between
    their cells, so that a table of WPS or Excel takes them. No line ends in blanks.
    """
    return "\n".join(line.rstrip() for part in _parts(kind, record, names, school) for line in part.split("\n"))


def _parts(kind: Kind, record: Record, names: Names, school: School) -> Iterator[str]:
    """Yield what stands under each other."""
    mark = VOID if record.state == "void" else DRAFT if record.finished_at is None or record.state == "draft" else ""
    yield f"{school.name}{kind.sheet.words.zh}{mark}"
    if record.number:
        yield f"编号：{record.number}"
    for row in kind.sheet.rows:
        for cell in row.cells:
            told = list(_cell(kind, cell, record, names))
            if told:
                label = (cell.words or kind.field(cell.keys[0]).words).zh
                yield from _labelled(label, told)


def _labelled(label: str, told: list[str]) -> Iterator[str]:
    """Yield a cell: behind its label when it is one line, else below it."""
    if len(told) == 1 and "\n" not in told[0] and "\t" not in told[0]:
        yield f"{label}：{told[0]}"
    else:
        yield f"{label}："
        yield from told


def _cell(kind: Kind, cell: Cell, record: Record, names: Names) -> Iterator[str]:
    """Yield what the fields of a cell say; times that belong together, and days, as from one to the other."""
    parts = display.together((kind.field(key), _value(kind, key, record, names)) for key in cell.keys)
    short = all("\n" not in text and "\t" not in text for _field, text in parts)
    if short and parts:
        yield "　".join(text for _field, text in parts)
    else:
        yield from (text for _field, text in parts)


def _value(kind: Kind, key: str, record: Record, names: Names) -> str:
    """Return the text of a field; a table with its head and tabs."""
    rows = display.table(kind, key, record.values, names)
    if rows:
        return _tabbed(rows)
    field, value = as_read(kind, key, record.values)
    if not isinstance(field, Grid) or is_empty(value):
        return display.show(field, value, names)
    columns = [column for column in field.columns if any(not is_empty(row.get(column.key)) for row in value)]
    head = tuple(column.words.zh for column in columns)
    body = [tuple(display.show(column, row.get(column.key), names) for column in columns) for row in value]
    return _tabbed([head, *body])


def _tabbed(rows: "list[tuple[str, ...]] | tuple[tuple[str, ...], ...]") -> str:
    """Return rows with tabs between their cells; breaks inside a cell would tear the row apart."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
