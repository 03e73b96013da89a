"""The settings of this computer while the program runs: read once, changed in one place, kept at once."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from core.base.settings import Settings, save


class Preferences(QObject):
    """Holds the settings in use; made once by the application."""

    changed = Signal(object)
    """Names (frozenset of str) of the settings that have a new value."""

    def __init__(self, path: Path, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._settings = settings

    @property
    def now(self) -> Settings:
        """The settings in use."""
        return self._settings

    @property
    def folder(self) -> Path:
        """The program's data folder; it may not exist yet."""
        return self._path.parent

    @property
    def trust(self) -> Path:
        """Path of the file with registered fingerprints; it may not exist yet."""
        return Path(self._settings.trust) if self._settings.trust else self.folder / "trust.json"

    def change(self, **new: Any) -> None:
        """Use and keep new values. Raises DiskFull or FolderNotWritable; the new values are in use all the same."""
        new = {name: _as_kept(getattr(self._settings, name), value) for name, value in new.items()}
        names = frozenset(name for name, value in new.items() if getattr(self._settings, name) != value)
        if not names:
            return
        self._settings = msgspec.structs.replace(self._settings, **new)
        self.changed.emit(names)
        save(self._path, self._settings)


def _as_kept(old: Any, value: Any) -> Any:
    """Turn the word a page hands over into the setting's own type."""
    return type(old)(value) if isinstance(old, StrEnum) else value
