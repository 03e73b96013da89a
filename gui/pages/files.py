"""How a form takes files into the vault and shows them: the page's side of `FileDoor`."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from core.base.errors import UserError
from gui.forms.context import FileRow
from gui.pages.door import RecordDoor
from gui.tasks import Tasks

PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".heic"})
"""Endings that make a new attachment a photo; its type can be changed afterwards."""


class VaultFiles(QObject):
    """Brings files into one record; each is read and stored in the vault's thread."""

    def __init__(self, door: RecordDoor, *, tasks: Tasks, owner: QObject, failed: Callable[[UserError], None]) -> None:
        super().__init__(owner)
        self._door, self._tasks, self._failed = door, tasks, failed
        # Taken away with the page: nothing of the vault stays behind on the disk.
        self._folder = door.open_place()
        self.destroyed.connect(self._folder.clean)

    def take_in(self, field_key: str, path: Path, then: Callable[[FileRow], None]) -> None:
        """Attach a file; a photo is turned upright and freed of its place on the way."""
        type_ = "photo" if path.suffix.lower() in PHOTOS else ""
        self._tasks.in_vault(
            lambda: self._door.attach(field_key, path, type_=type_), then, failed=self._failed, owner=self
        )

    def show(self, row: FileRow) -> None:
        """Lay a copy into a private folder and open it with whatever opens such files; the journal tells of it."""
        digest = str(row.get("blob") or "")
        if not digest:
            return
        name = Path(str(row.get("name") or digest)).name
        self._tasks.in_vault(lambda: self._copy(digest, name), self._open, failed=self._failed, owner=self)

    def _copy(self, digest: str, name: str) -> Path:
        return self._door.lay_open(digest, self._folder.path(), name=name)

    @staticmethod
    def _open(path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def clean(self) -> None:
        """Take the copies away: nothing of the vault stays behind on the disk."""
        self._folder.clean()
