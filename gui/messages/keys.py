"""Names for what an error speaks of by its key: a kind, its states, its fields, a question of a move."""

from collections.abc import Iterator, Mapping

from core.base.errors import Particular
from core.base.words import N_, Words
from core.records.catalogue import kinds
from core.records.field import ROW, Attendance, Field, Grid
from core.records.kind import Kind
from gui.messages.language import _, words
from gui.messages.sentence import fill

_OTHERS = {ROW: N_("which row"), "name": N_("Name"), "school": N_("School"), "absent": N_("Absent")}
"""Names of what is no field of a kind."""


def named(particulars: Mapping[str, Particular]) -> dict[str, Particular]:
    """Return particulars with words in place of the keys of their kind; keys nobody knows stay as they are."""
    told = dict(particulars)
    kind = kinds().get(str(told.get("kind", "")))
    if "field" in told:
        told["field"] = _name_of(kind, str(told["field"]), move=str(told.get("move", "")))
    if kind is None:
        return told
    told["kind"] = words(kind.words)
    if "state" in told:
        found = next((one.words for one in kind.workflow.states if one.value == told["state"]), None)
        told["state"] = words(found) if found else told["state"]
    if "path" in told:
        told["path"] = " · ".join(_steps(kind, str(told["path"])))
    return told


def _steps(kind: Kind, path: str) -> Iterator[str]:
    """Yield the names of the steps of a path with dots: a field, a row, a column."""
    first, *rest = path.split(".")
    columns: tuple[Field, ...] = ()
    for field in kind.fields():
        if field.key == first and isinstance(field, Grid):
            columns = field.columns
        if field.key == first and isinstance(field, Attendance):
            rest = [step for step in rest if not step.isalpha() or step in _OTHERS]
    yield _name_of(kind, first)
    for step in rest:
        if step.isdigit():
            yield fill(_("Row {number}"), {"number": int(step) + 1})
        else:
            found = next((column.words for column in columns if column.key == step), None)
            yield words(found) if found else _other(step)


def _name_of(kind: Kind | None, key: str, *, move: str = "") -> str:
    """Return the name of a question of a move, of a field, or of what else goes by a key."""
    found = next(_words_of(kind, key, move), None) if kind else None
    return words(found) if found else _other(key)


def _words_of(kind: Kind, key: str, move: str) -> Iterator[Words]:
    """Yield the words that may be meant, the likeliest first."""
    asked = [question for one in kind.workflow.moves if move in {"", one.key} for question in one.asks]
    told = (*asked, *kind.fields()) if move else (*kind.fields(), *asked)
    yield from (field.words for field in told if field.key == key)


def _other(key: str) -> str:
    """Return the name of what is no field."""
    return _(_OTHERS[key]) if key in _OTHERS else key
