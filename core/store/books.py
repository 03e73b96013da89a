"""The two sorts of books that are kept in a folder and backed up: a school's vault and a county's desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.store import vault
from core.store.register import desk, tables
from core.store.register.desk import Desk
from core.store.vault import Vault
from core.views.backups import Sort

Book = Vault | Desk
"""An open one."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the folder of a sort looks."""

    sort: Sort
    suffix: str
    database: str
    """Name of the encrypted file, in the folder and in a backup."""
    lock: str
    schema: int
    """The newest that this program knows."""

    def path_of(self, folder: Path) -> Path:
        """Return the folder's name with its ending."""
        return folder if folder.suffix == self.suffix else folder.with_name(folder.name + self.suffix)

    def is_one(self, folder: Path) -> bool:
        """Tell whether a folder looks like a book of this sort; one that may not be looked into doesn't."""
        try:
            return (folder / self.database).is_file()
        except OSError:
            return False


SHAPES: Final[Mapping[Sort, Shape]] = {
    Sort.SCHOOL: Shape(Sort.SCHOOL, vault.SUFFIX, vault.DATABASE, vault.LOCK, vault.SCHEMA),
    Sort.DESK: Shape(Sort.DESK, desk.SUFFIX, desk.DATABASE, desk.LOCK, tables.SCHEMA),
}


def shape_of(book: Book) -> Shape:
    """Return the shape of an open book."""
    return SHAPES[Sort.DESK if isinstance(book, Desk) else Sort.SCHOOL]
