"""Every text a person typed into a record, read once for all the rules that look at words."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.checks.finding import Path
from core.checks.outline import outline
from core.records.content import Record, is_empty
from core.records.field import Attendance, Files, Grid, LongText, Text
from core.records.kind import Kind

_ABSENCE = ("note", "makeup_method")


@dataclass(frozen=True, slots=True)
class Written:
    """The texts of a record, each with the path to it, and all of them as one."""

    texts: tuple[tuple[Path, str], ...]
    whole: str
    """All texts, a line break between them: looked through first, for mostly nothing is found anywhere."""


def read_texts(kind: Kind, record: Record) -> Written:
    """Return every text a person typed into a record, in the order of its form."""
    texts = tuple(_texts(kind, record))
    return Written(texts=texts, whole="\n".join([text for _path, text in texts]))


def texts_in(kind: Kind, record: Record, key: str) -> tuple[str, ...]:
    """Return the texts in one field: its own, or those in the rows of a grid."""
    field, value = kind.field(key), record.values.get(key)
    if not isinstance(field, Grid):
        return () if is_empty(value) else (str(value),)
    columns = [column.key for column in field.columns if isinstance(column, Text | LongText)]
    return tuple(str(row[name]) for row in value or () for name in columns if not is_empty(row.get(name)))


def _texts(kind: Kind, record: Record) -> Iterator[tuple[Path, str]]:
    """Yield every text with its path."""
    values = record.values
    for field, columns in outline(kind).written:
        value = values.get(field.key)
        if not value:
            continue
        key = field.key
        match field:
            case Grid():
                for number, row in enumerate(value):
                    for column in columns:
                        if row.get(column):
                            yield (key, number, column), str(row[column])
            case Attendance():
                for number, row in enumerate(value.get("absent") or ()):
                    for part in _ABSENCE:
                        if row.get(part):
                            yield (key, "absent", number, part), str(row[part])
            case Files():
                for number, row in enumerate(value):
                    if row.get("title"):
                        yield (key, number, "title"), str(row["title"])
            case _:
                yield (key,), str(value)
