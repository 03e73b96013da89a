"""What the desk made goes onto the stick, one file or all that wait; the log of it, and the slip to print."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from core.base.canonical import file_digest
from core.base.files import passing_folder
from core.base.jobs import Progress, Silent
from core.exchange.container import Travels
from core.exchange.errand import Item, Result, carry_all
from core.exchange.sticks import Drives
from core.services import judging, sticking
from core.services.desk.replies import fetch
from core.services.desk.trust import trust
from core.store.engine import Session
from core.store.register import ledger
from core.store.register.desk import Desk, Register
from core.views.desk import Delivered, Origin
from core.views.handover import Handed, Slip
from core.views.verdicts import DriveView

CARRIED = "carried"
"""What the register calls the deed."""


def carry(
    desk: Desk,
    document: str,
    folder: Path,
    *,
    chosen: DriveView | None = None,
    progress: Progress | None = None,
    found_by: Drives | None = None,
) -> Delivered:
    """Carry one document, as `carry_several` does. Raises what kept it from arriving."""
    done = carry_several(desk, [document], folder, chosen=chosen, progress=progress, found_by=found_by)[0]
    if done.error is not None:
        raise done.error
    return done


def carry_several(
    desk: Desk,
    documents: Sequence[str],
    folder: Path,
    *,
    chosen: DriveView | None = None,
    progress: Progress | None = None,
    found_by: Drives | None = None,
) -> tuple[Delivered, ...]:
    """Carry documents of the desk's onto a stick and tell of each what became of it, in their order.

    Each is written, read back and judged there, and only then noted as carried. May be called again: what lies there
    whole is not written twice. `chosen` is the stick as it was when the person chose it.

    Raises NotInRegister, StickGone.
    """
    believed = trust(desk.register)
    with desk.register.look() as session:
        rows = {one: ledger.outgoing_row(session, one) for one in documents}
        kinds = {one: (row.name, Travels(row.type)) for one, row in rows.items()}
    places = {
        type_: sticking.place_for(folder, type_, chosen=chosen, found_by=found_by)
        for type_ in dict.fromkeys(type_ for _name, type_ in kinds.values())
    }
    with passing_folder(desk.folder, "carry-") as place:
        items = [
            Item(source=fetch(desk.register, one, place), name=name, into=places[type_].into)
            for one, (name, type_) in kinds.items()
        ]
        choice = next((found.choice for found in places.values()), None)
        results = carry_all(
            items,
            folder,
            judge=lambda path: judging.believe_now(path, trust=believed, clock=desk.clock),
            clock=desk.clock,
            stick=choice is not None,
            chosen=choice,
            progress=progress or Silent(),
        )
    with desk.register.work() as session:
        for document, result in zip(kinds, results, strict=True):
            if result.handed is not None:
                _note(desk, ledger.outgoing_row(session, document), result, session=session)
    return tuple(
        Delivered(
            document=document,
            name=result.item.name,
            path=result.carried.path if result.carried else None,
            handed=result.handed,
            error=result.error,
            strangers=result.carried.suspicious if result.carried else (),
        )
        for document, result in zip(kinds, results, strict=True)
    )


def still_there(origin: Origin) -> bool:
    """Tell whether the very file that was read lies there still: another stick may have got the same letter since."""
    try:
        return file_digest(origin.path) == origin.sha256
    except OSError:
        return False


def listing(register: Register) -> tuple[Handed, ...]:
    """Return what was handed over, newest first."""
    with register.look() as session:
        return tuple(msgspec.convert(body["handed"], Handed) for body in ledger.told(session, CARRIED))


def slip_pdf(desk: Desk, lines: Sequence[Handed]) -> bytes:
    """Return the slip for these files as PDF. Raises MissingGlyph."""
    from core.documents import handover  # ReportLab loads when the first page is made

    with desk.register.look() as session:
        giver = ledger.fact(session, "county")
    return handover.slip_pdf(Slip(giver=giver, lines=tuple(lines), made_at=desk.clock.now()))


def _note(desk: Desk, row: ledger.OutgoingRow, result: Result, *, session: Session) -> None:
    """Note that a document lies where it should."""
    handed = result.handed
    assert handed is not None
    now = desk.clock.now().replace(microsecond=0)
    row.carried_at, row.carried_to = now, handed.label
    ledger.tell(session, CARRIED, at=now, by="", body={"document": row.id, "handed": msgspec.to_builtins(handed)})
