"""The one door to the system's dialogs for files and folders; tests give one that answers by itself."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


class Chooser:
    """Asks the person for files and folders; None or nothing means that they thought better of it."""

    def folder(self, parent: QWidget, *, title: str, start: Path) -> Path | None:
        """Ask for a folder."""
        found = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(found) if found else None

    def files(self, parent: QWidget, *, title: str, start: Path, kinds: str) -> Sequence[Path]:
        """Ask for one or several files; `kinds` as Qt writes it: "PDF (*.pdf)"."""
        found, _chosen = QFileDialog.getOpenFileNames(parent, title, str(start), kinds)
        return [Path(path) for path in found]

    def file(self, parent: QWidget, *, title: str, start: Path, kinds: str) -> Path | None:
        """Ask for one file."""
        found, _chosen = QFileDialog.getOpenFileName(parent, title, str(start), kinds)
        return Path(found) if found else None

    def new_file(self, parent: QWidget, *, title: str, start: Path, kinds: str) -> Path | None:
        """Ask where a new file goes; `start` holds the name offered, and whoever asks adds no ending himself."""
        found, _chosen = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
        if not found:
            return None
        path = Path(found)
        return path if path.suffix.lower() == start.suffix else path.with_name(path.name + start.suffix)
