"""The desk answers a packet: with a signed receipt, or with a return and its remarks."""

from collections.abc import Sequence
from pathlib import Path

from core.base.errors import AnsweredAlready
from core.base.files import write_safely
from core.base.jobs import Progress
from core.records.errand import Remark, Reply, Taken
from core.services.desk.authority import send
from core.services.desk.trust import chain_certificates, keep_fresh, lists
from core.store.engine import Session
from core.store.register import ledger
from core.store.register.desk import Desk, Register
from core.views.desk import Incoming, Outgoing, State

RECEIPT, RETURN = "receipt", "return"


def receive(desk: Desk, document: str, *, note: str = "", folder: Path, progress: Progress | None = None) -> Outgoing:
    """Make the receipt of a packet that was taken in; asked for again, the same receipt comes back.

    Raises NotInRegister, AnsweredAlready (sent back or replaced), MissingGlyph, SealNotBelieved, DiskFull, Cancelled.
    """
    return _answer(desk, document, RECEIPT, State.RECEIVED, note=note, remarks=(), folder=folder, progress=progress)


def send_back(
    desk: Desk,
    document: str,
    *,
    remarks: Sequence[Remark],
    note: str = "",
    folder: Path,
    progress: Progress | None = None,
) -> Outgoing:
    """Make the return of a packet, with a remark for each thing to be mended. Raises what `receive` raises."""
    return _answer(
        desk, document, RETURN, State.RETURNED, note=note, remarks=tuple(remarks), folder=folder, progress=progress
    )


def fetch(register: Register, document: str, folder: Path) -> Path:
    """Write a document that came in or went out into a private folder, to be looked at or printed."""
    with register.look() as session:
        content = ledger.content(session, document)
    path = folder / f"{document}.pdf"
    write_safely(path, content, private=True)
    return path


def waiting(register: Register, *, school: str = "") -> tuple[Outgoing, ...]:
    """Return what was made and not carried yet; of one school with the notices for all, or everything."""
    with register.look() as session:
        return ledger.outgoing(session, school=school, waiting=True)


def outgoing(register: Register, *, about: str = "", school: str = "") -> tuple[Outgoing, ...]:
    """Return what the desk made, newest first."""
    with register.look() as session:
        return ledger.outgoing(session, about=about, school=school)


def _answer(
    desk: Desk,
    document: str,
    type_: str,
    state: State,
    *,
    note: str,
    remarks: tuple[Remark, ...],
    folder: Path,
    progress: Progress | None,
) -> Outgoing:
    """Make an answer, once; it is kept together with the packet's new state."""

    def settle(session: Session) -> None:
        row = ledger.incoming_row(session, document)
        if row.state != State.TAKEN.value:
            raise AnsweredAlready(title=row.title, state=row.state)
        row.state = state.value

    with desk.register.look() as session:
        packet = ledger.incoming(session, document)
        made = [one for one in ledger.outgoing(session, about=document) if one.type == type_]
    if packet.state is state and made:
        return made[0]
    if packet.state is not State.TAKEN:
        raise AnsweredAlready(title=packet.title, state=packet.state.value)
    keep_fresh(desk)
    return send(
        desk,
        type_,
        _body(desk, packet, note=note, remarks=remarks),
        title=f"{'回执' if type_ == RECEIPT else '退回意见'}（{packet.title}）",
        school=packet.school,
        about=document,
        folder=folder,
        progress=progress,
        settle=settle,
    )


def _body(desk: Desk, packet: Incoming, *, note: str, remarks: tuple[Remark, ...]) -> Reply:
    """Return what an answer says."""
    code = ""
    if packet.replaces:
        with desk.register.look() as session:
            former = ledger.find_incoming(session, packet.replaces)
        code = former.code if former else ""
    return Reply(
        packet=packet.id,
        title=packet.title,
        code=packet.code,
        sha256=packet.sha256,
        addressee=packet.school_name,
        signer=packet.signer,
        signed_at=packet.signed_at,
        judged_at=packet.taken_at,
        records=tuple(
            Taken(record=item.record, number=item.number, heading=item.heading, kind=item.kind) for item in packet.items
        ),
        remarks=remarks,
        note=note.strip(),
        supersedes=code,
        revocation_lists=lists(desk.register),
        issuers=chain_certificates(desk.register),
    )
