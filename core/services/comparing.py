"""Laying two texts side by side: the one a finding speaks of, and the one it is like (C01, C02, C05, C08)."""

from collections.abc import Mapping
from typing import Any

from core.checks.wording import same_sentences
from core.records.catalogue import kind_of
from core.records.content import Person, Record, is_empty
from core.records.display import show
from core.records.kind import Kind
from core.services import similar
from core.store import records as shelf
from core.store.vault import Vault
from core.views.comparison import Compared, ComparisonView

Path = tuple[str | int, ...]


def compare(vault: Vault, record: str, path: Path, other: str, other_path: Path) -> ComparisonView:
    """Return two texts with what is the same in both; `path` and `other_path` are those of the finding.

    The texts are those that were compared: all fields of a record's own text, or one row. Raises RecordGone,
    SealClosed.
    """
    with vault.look() as session:
        mine, theirs = shelf.get(session, record), shelf.get(session, other)
        names = vault.names(session)
    left, right = _compared(mine, path, names), _compared(theirs, other_path, names)
    return ComparisonView(left=left, right=right, same=same_sentences(left.text, right.text))


def _compared(record: Record, path: Path, names: Mapping[str, Person]) -> Compared:
    """Return one side; a text that is no longer compared stands there as it is."""
    kind = kind_of(record)
    found = next((one for one in similar.texts(kind, record) if one.spot.path == tuple(path)), None)
    person = names.get(found.spot.person) if found else None
    return Compared(
        record=record.id,
        number=record.number,
        kind=kind.words,
        heading=record.heading,
        dated=record.dated,
        text=found.text if found else _standing(kind, record, path, names),
        person=person.name if person else "",
    )


def _standing(kind: Kind, record: Record, path: Path, names: Mapping[str, Person]) -> str:
    """Return what stands at a path now; nothing when its row is gone."""
    value: Any = record.values
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    if len(path) not in {1, 3} or is_empty(value):
        return ""
    return show(kind.at(tuple(path)), value, names)
