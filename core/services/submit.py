"""Hand a sealed packet in: carry it onto a stick or into a folder, and believe only what was read back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

from core.base.canonical import digest, file_digest
from core.base.errors import FileMissing
from core.base.files import passing_folder, write_safely
from core.base.jobs import Progress, Silent
from core.exchange import carry as carrying
from core.exchange.container import Travels
from core.exchange.errand import handed_over
from core.exchange.preflight import Load
from core.exchange.sticks import Drives, drives
from core.services import county, identities, judging, packets, passing, sticking
from core.signing.trust import Trust
from core.signing.verdict import Verdict
from core.store import journal, people
from core.store import packets as shelf
from core.store.journal import What
from core.store.vault import Vault
from core.views.county import FormCarried
from core.views.handover import Ahead, Handed
from core.views.packets import Carried
from core.views.verdicts import DriveView


def _judge_of(inside: Path, source: Path, trust: Trust) -> Callable[[Path], Verdict]:
    """Return who judges what lies on the stick: the judge, or for an envelope its bytes and the judge on what is in it.

    Only the county opens an envelope; that the very same bytes lie there is what can be known here.
    """
    if source == inside:
        return lambda path: judging.believe(path, trust=trust)
    verdict = judging.believe(inside, trust=trust)
    return lambda path: replace(verdict, sha256=file_digest(path))


def _handed(name: str, done: carrying.Carried, place: sticking.PlaceFor, folder: Path) -> Handed:
    """Return what was carried as a line of the hand-over log."""
    return handed_over(
        name=name,
        into=place.into,
        size=done.size,
        sha256=done.sha256,
        at=done.stages[-1].at,
        folder=folder,
        chosen=place.choice,
    )


def sticks(*, found_by: Drives | None = None) -> tuple[DriveView, ...]:
    """Return the sticks that are plugged in now, in the system's order."""
    return tuple(
        DriveView(
            path=stick.folder, label=stick.label, free=stick.free, writable=not stick.read_only, volume=stick.volume
        )
        for stick in (found_by or drives()).find()
    )


def look_ahead(
    vault: Vault, packet: str, folder: Path, *, chosen: DriveView | None = None, found_by: Drives | None = None
) -> Ahead:
    """Tell what is to be known of a place before a packet is written there. Raises FileMissing, VaultDamaged."""
    with passing_folder(vault.folder, "carry-") as place:
        source = packets.fetch_to_carry(vault, packet, place)
        on_root = sticking.place_for(folder, Travels.PACKET, chosen=None, found_by=found_by)
        load = Load(name=source.name, size=source.stat().st_size, sha256=file_digest(source), into=on_root.into)
    return sticking.ahead(folder, load, clock=vault.clock, chosen=chosen, found_by=found_by)


def look_ahead_form(
    vault: Vault, folder: Path, *, chosen: DriveView | None = None, found_by: Drives | None = None
) -> Ahead:
    """Tell what is to be known of a place before the enrolment form is written there.

    Raises FileMissing (no form was made yet), VaultDamaged.
    """
    kept = county.form(vault)
    if kept is None:
        raise FileMissing(path="")
    name, content = kept
    on_root = sticking.place_for(folder, Travels.ENROLMENT, chosen=None, found_by=found_by)
    load = Load(name=name, size=len(content), sha256=digest(content), into=on_root.into)
    return sticking.ahead(folder, load, clock=vault.clock, chosen=chosen, found_by=found_by)


def carry_form(
    vault: Vault,
    folder: Path,
    *,
    chosen: DriveView | None = None,
    progress: Progress | None = None,
    found_by: Drives | None = None,
) -> FormCarried:
    """Carry the enrolment form made last as a packet is carried: written, read back, judged there, and noted.

    Raises FileMissing (no form was made yet) and what `carry` raises.
    """
    kept = county.form(vault)
    if kept is None:
        raise FileMissing(path="")
    name, content = kept
    trust = identities.own(vault)
    place_for = sticking.place_for(folder, Travels.ENROLMENT, chosen=chosen, found_by=found_by)
    with passing_folder(vault.folder, "carry-") as place:
        source = place / name
        write_safely(source, content, private=True)
        done = carrying.carry(
            source,
            folder,
            name=name,
            judge=lambda path: judging.believe(path, trust=trust),
            clock=vault.clock,
            into=place_for.into,
            stick=place_for.choice is not None,
            chosen=place_for.choice,
            progress=progress or Silent(),
        )
    handed = _handed(name, done, place_for, folder)
    with vault.work() as session:
        journal.append(
            session,
            What.ENROLMENT_CARRIED,
            at=vault.clock.now().replace(microsecond=0),
            by=people.get_school(session).principal,
            body={"handed": msgspec.to_builtins(handed)},
        )
    at = {stage.stage: stage.at for stage in done.stages}
    return FormCarried(
        path=done.path,
        written_at=at[carrying.Stage.WRITTEN],
        read_back_at=at[carrying.Stage.READ_BACK],
        judged_at=at[carrying.Stage.JUDGED],
        strangers=done.suspicious,
        handed=handed,
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
        shelf.get(session, packet)
    trust = identities.own(vault)
    place_for = sticking.place_for(folder, Travels.PACKET, chosen=chosen, found_by=found_by)
    with passing_folder(vault.folder, "carry-") as place:
        inside = packets.fetch(vault, packet, place)
        source = packets.fetch_to_carry(vault, packet, place)
        done = carrying.carry(
            source,
            folder,
            name=source.name,
            judge=_judge_of(inside, source, trust),
            clock=vault.clock,
            into=place_for.into,
            stick=place_for.choice is not None,
            chosen=place_for.choice,
            progress=progress or Silent(),
        )
    handed = _handed(source.name, done, place_for, folder)
    at = {stage.stage: stage.at for stage in done.stages}
    now = vault.clock.now().replace(microsecond=0)
    with vault.work() as session:
        shelf.carried(session, packet, at=now, to=place_for.label)
        journal.append(
            session,
            What.PACKET_CARRIED,
            at=now,
            body={"packet": packet, "handed": msgspec.to_builtins(handed)},
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
        handed=handed,
    )
