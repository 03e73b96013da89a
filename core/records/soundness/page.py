"""The printed sheet and the lists: every field stands on the sheet once, and nothing else does."""

from collections.abc import Iterator

from core.records.kind import Kind
from core.records.soundness.place import EMPTY, NO_FIELD, TWICE, Fault, check_twice, fields_of


def check_page(kind: Kind) -> Iterator[Fault]:
    """Yield what is wrong with the sheet and the lists of a kind."""
    yield from _check_sheet(kind)
    yield from _check_lists(kind)


def _check_sheet(kind: Kind) -> Iterator[Fault]:
    """Yield cells that are empty or name no field, and fields that stand nowhere or twice."""
    keys = set(fields_of(kind))
    seen: set[str] = set()
    if not kind.sheet.words.zh or not kind.sheet.words.en:
        yield "sheet.words", EMPTY
    for number, row in enumerate(kind.sheet.rows):
        at = f"sheet.rows[{number}]"
        if not row.cells or len(row.cells) > 4:
            yield f"{at}.cells", "cells_of_a_row"
        for place, cell in enumerate(row.cells):
            where = f"{at}.cells[{place}]"
            if not cell.keys:
                yield f"{where}.keys", EMPTY
            if cell.span < 1:
                yield f"{where}.span", "too_small"
            for at_key, key in enumerate(cell.keys):
                if key not in keys:
                    yield f"{where}.keys[{at_key}]", NO_FIELD
                elif key in seen:
                    yield f"{where}.keys[{at_key}]", TWICE
                seen.add(key)
    for number, section in enumerate(kind.sections):
        for place, field in enumerate(section.fields):
            if field.key not in seen:
                yield f"sections[{number}].fields[{place}]", "not_printed"


def _check_lists(kind: Kind) -> Iterator[Fault]:
    """Yield lists without columns, and columns that name no field."""
    known = {*fields_of(kind), "number", "state"}
    yield from check_twice("sheet.lists", (view.key for view in kind.sheet.lists))
    for number, view in enumerate(kind.sheet.lists):
        at = f"sheet.lists[{number}]"
        if not view.columns:
            yield f"{at}.columns", EMPTY
        for place, column in enumerate(view.columns):
            if not column.keys:
                yield f"{at}.columns[{place}].keys", EMPTY
            if column.width < 1:
                yield f"{at}.columns[{place}].width", "too_small"
            for at_key, key in enumerate(column.keys):
                if key not in known:
                    yield f"{at}.columns[{place}].keys[{at_key}]", NO_FIELD
