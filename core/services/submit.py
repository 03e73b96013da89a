"""Hand a sealed packet in: carry it onto a stick or into a folder, and believe only what was read back."""

from dataclasses import replace
from pathlib import Path

from core.base.errors import StickGone
from core.base.files import passing_folder
from core.base.jobs import Progress, Silent
from core.exchange import carry as carrying
from core.exchange.container import Travels
from core.exchange.layout import folder_for
from core.exchange.sticks import Chosen, Drives, drives, holding
from core.services import identities, judging, packets, passing
from core.store import journal
from core.store import packets as shelf
from core.store.journal import What
from core.store.vault import Vault
from core.views.packets import Carried
from core.views.verdicts import DriveView


def sticks(*, found_by: Drives | None = None) -> tuple[DriveView, ...]:
    """Return the sticks that are plugged in now, in the system's order."""
    return tuple(
        DriveView(
            path=stick.folder, label=stick.label, free=stick.free, writable=not stick.read_only, volume=stick.volume
        )
        for stick in (found_by or drives()).find()
    )


def carry(
    vault: Vault,
    packet: str,
    folder: Path,
    *,
    chosen: DriveView | None = None,
    progress: Progress | None = None,
    found_by: Drives | None = None,
) -> Carried:
    """Write a packet into a folder, read it back, judge it there, and only then note it as handed in.

    On a stick it goes into the stick's own folder for packets, elsewhere into the very folder; `chosen` is the stick
    as it was when the person chose it. May be called again after any failure, and for a second stick. Raises
    FileMissing, VaultDamaged, StickFull, StickGone, StickReadOnly, StickSwapped, DiskFull, FolderNotWritable,
    NameTaken, NameTooLong, TooLargeForStick, ReadBackDiffers, Cancelled.
    """
    with vault.look() as session:
        line = shelf.get(session, packet)
    trust = identities.own(vault)
    choice = _choice(folder, chosen, found_by or drives())
    label = choice.stick.label if choice else str(folder)
    on_stick = choice is not None and folder.absolute() == choice.stick.folder.absolute()
    with passing_folder(vault.folder, "carry-") as place:
        source = packets.fetch(vault, packet, place)
        done = carrying.carry(
            source,
            folder,
            name=line.name,
            judge=lambda path: judging.believe(path, trust=trust),
            clock=vault.clock,
            into=folder_for(Travels.PACKET) if on_stick else "",
            stick=choice is not None,
            chosen=choice,
            progress=progress or Silent(),
        )
    at = {stage.stage: stage.at for stage in done.stages}
    now = vault.clock.now().replace(microsecond=0)
    with vault.work() as session:
        shelf.carried(session, packet, at=now, to=label)
        journal.append(
            session,
            What.PACKET_CARRIED,
            at=now,
            body={"packet": packet, "sha256": done.sha256, "to": label},
        )
        passing.advance(vault, session, (inside.record for inside in shelf.inside(session, packet)), move="submit")
        kept = shelf.get(session, packet)
    return Carried(
        packet=packets.as_line(kept),
        path=done.path,
        written_at=at[carrying.Stage.WRITTEN],
        read_back_at=at[carrying.Stage.READ_BACK],
        judged_at=at[carrying.Stage.JUDGED],
        strangers=done.suspicious,
    )


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
