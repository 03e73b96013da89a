"""A hand that makes moves on one record and keeps its revision."""

from typing import Any

from core.records.catalogue import find_kind
from core.records.content import Record
from core.services import drafts, records
from core.store.vault import Vault
from tests.support.examples import EXAMPLES


class Hand:
    """Begins with a record, or with the example of a kind."""

    def __init__(self, vault: Vault, record: Record | str, **values: Any) -> None:
        self.vault = vault
        if isinstance(record, str):
            record = drafts.begin(vault, record, values={**EXAMPLES[record], **values})
        self.record = record

    @property
    def values(self) -> dict[str, Any]:
        """What the record says now."""
        return self.record.values

    def move(self, key: str, **answers: Any) -> Record:
        """Make a move."""
        self.record = records.move(self.vault, self.record.id, key, answers=answers, revision=self.record.revision)
        return self.record

    def save(self, **values: Any) -> Record:
        """Type something into the form."""
        typed = {**self.record.values, **values}
        drafts.save(self.vault, self.record.id, typed, revision=self.record.revision)
        self.record = records.read(self.vault, self.record.id)
        return self.record

    def lacks(self, key: str, **answers: Any) -> list[str]:
        """Name what keeps a move from being made."""
        found = records.lacking(self.vault, self.record.id, key, answers=answers)
        return [f"{finding.rule}.{finding.code}" for finding in found]

    def offered(self) -> set[str]:
        """Name the moves that may be made now."""
        return {move.key for move in records.moves(find_kind(self.record.kind), self.record)}

    def typable(self) -> frozenset[str]:
        """Name the fields that may be typed in now."""
        return drafts.writable(find_kind(self.record.kind), self.record)
