"""Which names a record keeps private: those in fields marked so, of pupils, petitioners and parties (D§2.0)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from core.records.content import is_empty
from core.records.field import Field, Grid, LongText, Text
from core.records.kind import Kind

_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,6}")
"""A name alone; sentences and addresses in private fields are hidden as a whole and not looked for elsewhere."""


def private_texts(kind: Kind, values: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (path, text) of everything typed into private text fields."""
    yield from _texts(kind.fields(), values, ())


def private_names(kind: Kind, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names that stand in private text fields, each once, in order; 蔡某某 hides itself already."""
    found = (text.strip() for _path, text in private_texts(kind, values))
    return tuple(dict.fromkeys(name for name in found if _NAME.fullmatch(name) and "某" not in name))


def _texts(
    fields: Iterable[Field], values: Mapping[str, Any], before: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the private texts of these fields."""
    for field in fields:
        value: Any = values.get(field.key)
        if is_empty(value):
            continue
        match field:
            case Text() | LongText() if field.private:
                yield (*before, field.key), str(value)
            case Grid(columns=columns):
                for number, row in enumerate(value):
                    yield from _texts(columns, row, (*before, field.key, number))
            case _:
                pass
