"""Where on a stick a document goes, and whether it is still the stick that was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from core.base.clock import Clock
from core.base.errors import StickGone
from core.base.files import explain_reading
from core.exchange.container import Travels
from core.exchange.layout import DOWN, UP, folder_for, is_of_system
from core.exchange.preflight import Load, examine, find_suspicious
from core.exchange.sticks import Chosen, Drives, drives, holding
from core.views.handover import Ahead, Farewell
from core.views.verdicts import DriveView


@dataclass(frozen=True, slots=True)
class PlaceFor:
    """Where a document is to be written."""

    choice: Chosen | None
    """The stick as it was chosen; None on a fixed disk."""
    into: str
    """Folder of the stick for this type; empty where a person chose the very folder."""
    label: str
    """Name of the stick, or the folder."""


def place_for(
    folder: Path, type_: Travels, *, chosen: DriveView | None = None, found_by: Drives | None = None
) -> PlaceFor:
    """Return where a document of a type goes; see `place_in`. Raises StickGone."""
    return place_in(folder, folder_for(type_), chosen=chosen, found_by=found_by)


def place_in(folder: Path, into: str, *, chosen: DriveView | None = None, found_by: Drives | None = None) -> PlaceFor:
    """Return where a file goes; `chosen` is the stick as it was when the person chose it.

    On a stick's root it goes into the stick's own folder `into`, elsewhere into the very folder. Raises StickGone.
    """
    choice = _choice(folder, chosen, found_by or drives())
    on_root = choice is not None and folder.absolute() == choice.stick.folder.absolute()
    return PlaceFor(
        choice=choice,
        into=into if on_root else "",
        label=choice.stick.label if choice else str(folder),
    )


def ahead(folder: Path, load: Load, *, clock: Clock, chosen: DriveView | None, found_by: Drives | None) -> Ahead:
    """Tell what is to be known of a place before a document is written there; nothing is raised and nothing changed."""
    try:
        choice = _choice(folder, chosen, found_by or drives())
    except StickGone as error:
        return Ahead(free=0, hindrance=error)
    system = choice.stick.system if choice else ""
    found = examine(folder, [load], stick=choice is not None, clock=clock, system=system)
    return Ahead(
        free=found.free,
        hindrance=found.hindrance or next(iter(found.refused.values()), None),
        strangers=found.suspicious,
        days_off=int(found.clock_off / timedelta(days=1)),
        copies=found.copies,
        older=found.older,
    )


def strangers(places: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of programs and shortcuts at the top of sticks and in their folders for documents (I08)."""
    folders = [folder for place in places for folder in (place, place / UP, place / DOWN) if folder.is_dir()]
    try:
        return find_suspicious(*folders)
    except OSError:  # whoever reads the documents there says what is wrong
        return ()


def is_empty(folder: Path) -> bool:
    """Tell whether nobody keeps anything on a stick; what systems lay there by themselves does not count.

    Raises FileMissing, FileUnreadable.
    """
    try:
        return not any(not is_of_system(path.name) for path in folder.iterdir())
    except OSError as error:
        raise explain_reading(error, folder) from error


def eject(folder: Path, *, found_by: Drives | None = None) -> Farewell:
    """Let the stick that holds a folder go, as far as the system allows; everything on it is written in each case.

    Raises StickGone, StickBusy.
    """
    system = found_by or drives()
    there = holding(folder, system.find())
    if there is None:
        raise StickGone(path=str(folder))
    return system.eject(there)


def _choice(folder: Path, chosen: DriveView | None, found_by: Drives) -> Chosen | None:
    """Return the stick that holds a folder, as the person chose it; None on a fixed disk. Raises StickGone."""
    there = holding(folder, found_by.find())
    known = chosen is not None and chosen.volume != ""
    if there is None:
        if known:
            raise StickGone(path=str(folder))
        return None
    if chosen is not None and known:
        there = replace(there, label=chosen.label, volume=chosen.volume)
    return Chosen(there, found_by)
