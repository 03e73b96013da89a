"""The way from an open record to the vault: every call knows the record's present revision."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.records.content import Record
from core.records.field import Reference
from core.records.kind import Privacy
from core.services import attachments, drafts, history, links, receipts, records, unread, vaults
from core.services.vaults import Vault
from core.views.county import RemarkView
from core.views.records import FindingView, RecordView, Saved, VersionLine

NAMED = 200
"""So many of the newest records are offered for references; older ones are typed by their number."""


class RecordDoor:
    """One record; all methods run in the vault's thread, one after the other, and so share the revision safely."""

    def __init__(self, vault: Vault, record: str, *, fresh: bool = False) -> None:
        self._vault = vault
        self.id = record
        self._revision = 0
        self._fresh = fresh
        self._unread: Mapping[str, str] = {}
        self._sealed = False
        self._remarks: tuple[RemarkView, ...] = ()
        self._begun = 0
        """The revision a record had that was begun just now for this door."""

    def open(self) -> RecordView:
        """Read the record as it stands. Raises RecordGone."""
        view = records.open_record(self._vault, self.id)
        self._revision = view.record.revision
        if self._fresh and not self._begun:
            self._begun = self._revision
        self._sealed = view.kind.privacy is Privacy.SEALED
        self._unread = {} if self._sealed else unread.read(self._vault, self.id)
        self._remarks = () if self._sealed else receipts.remarks(self._vault, self.id)
        return view

    @property
    def unread(self) -> Mapping[str, str]:
        """What stands in the form and in no value, by where it stands, as it was kept last."""
        return self._unread

    @property
    def remarks(self) -> tuple[RemarkView, ...]:
        """What the county asked to be mended here, as it was read last; none once the mended packet has its receipt."""
        return self._remarks

    @property
    def untouched(self) -> bool:
        """Whether the record was begun just now and nothing has been written into it since."""
        return bool(self._begun) and self._revision == self._begun

    def numbers(self, view: RecordView) -> tuple[tuple[str, str], ...]:
        """Return number and heading of the records a reference may name, newest first; none when none is asked for."""
        if not any(isinstance(field, Reference) for field in view.kind.fields()):
            return ()
        lines = records.listing(self._vault, None, limit=NAMED)
        return tuple((line.number, line.heading) for line in lines if line.number and line.id != self.id)

    def take_revision(self) -> None:
        """Take the record's present revision for ours: what is typed here shall stand over it. Raises RecordGone."""
        self._revision = records.read(self._vault, self.id).revision

    def save(self, values: Mapping[str, Any], texts: Mapping[str, str]) -> Saved:
        """Write the draft, and the texts of the form that stand in no value.

        Those of a sealed record are not kept: they would lie outside its lock. Raises RecordMoved, RecordSealed,
        RecordGone, BadValue, DiskFull.
        """
        saved = drafts.save(self._vault, self.id, values, revision=self._revision)
        self._revision = saved.revision
        if texts != self._unread and not self._sealed:
            unread.keep(self._vault, self.id, texts)
            self._unread = texts
        return saved

    def explain(self, mark: str, sentence: str) -> RecordView:
        """Keep the sentence for a warning. Raises RecordMoved, RecordSealed, RecordGone."""
        self._keep(drafts.explain(self._vault, self.id, mark, sentence, revision=self._revision))
        return self.open()

    def move(self, key: str, answers: Mapping[str, Any]) -> RecordView:
        """Make a move. Raises MoveRefused, MoveNotReady, AnswerMissing, BadValue, RecordMoved, RecordGone."""
        self._keep(records.move(self._vault, self.id, key, answers=answers, revision=self._revision))
        return self.open()

    def lacking(self, key: str, answers: Mapping[str, Any]) -> tuple[FindingView, ...]:
        """Return what keeps a move from being made now. Raises MoveRefused, RecordGone."""
        return records.lacking(self._vault, self.id, key, answers=answers)

    def gather(self, key: str) -> RecordView:
        """Bring in what the kind gathers from other records. Raises RecordMoved, RecordSealed, RecordGone."""
        self._keep(links.gather(self._vault, self.id, key, revision=self._revision))
        return self.open()

    def attach(self, field_key: str, path: Path, *, type_: str) -> dict[str, Any]:
        """Take a file in and return its row. Raises what `attachments.add` raises."""
        record = attachments.add(self._vault, self.id, field_key, path, type=type_, revision=self._revision)
        self._keep(record)
        return dict(record.values[field_key][-1])

    def lay_open(self, digest: str, folder: Path, *, name: str) -> Path:
        """Write an attachment into a private folder, and note that it was looked at. Raises as `attachments` does."""
        return attachments.lay_open(self._vault, digest, folder, name=name, record=self.id)

    def open_place(self) -> vaults.OpenPlace:
        """Return a folder for files while they are looked at."""
        return vaults.OpenPlace(self._vault)

    def versions(self) -> tuple[VersionLine, ...]:
        """Return what happened to the record, the latest first."""
        return history.versions(self._vault, self.id)

    def version(self, seq: int) -> Record:
        """Return the record as an entry of its history froze it. Raises VersionMissing."""
        return history.read_version(self._vault, self.id, seq)

    def restore(self, seq: int) -> RecordView:
        """Take an earlier version back as the draft. Raises VersionMissing, RecordMoved, RecordSealed, RecordGone."""
        self._keep(history.restore(self._vault, self.id, seq, revision=self._revision))
        return self.open()

    def discard(self) -> None:
        """Throw away a draft that never got a number. Raises RecordSealed, RecordMoved, RecordGone."""
        drafts.discard(self._vault, self.id, revision=self._revision)

    def _keep(self, record: Record) -> None:
        self._revision = record.revision
