"""The county's answers come home: receipts and returns are judged, matched with the school's own packet, and kept."""

from datetime import date
from pathlib import Path

from core.base.errors import FileMissing, NotThatDocument, ReplyOfAnother
from core.records.catalogue import kind_of
from core.records.content import Record
from core.records.errand import Reply
from core.records.packet import Document, Replaces
from core.services import county, judging, passing
from core.services.drafts import is_reopened
from core.signing.verdict import Verdict
from core.store import blobs, journal, people, replies
from core.store import packets as shelf
from core.store import records as table
from core.store.engine import Session
from core.store.journal import What
from core.store.replies import Kept
from core.store.vault import Vault
from core.views.county import MendView, RemarkView, ReplyView

RECEIPT, RETURN = "receipt", "return"
RETURNED = "returned"
"""State of a record that was sent back."""
LONGEST = 50
"""Characters of the remark that a record's history keeps; the whole stands beside the fields."""


def take(vault: Vault, path: Path) -> ReplyView:
    """Take a receipt or a return in: records become 已收 or 退回, and the file is kept. Twice changes nothing.

    Raises NotThatDocument, NotBelieved, ReplyOfAnother (not for a packet of this vault, or not for this very file),
    FileMissing, FileUnreadable, FileChanged, DiskFull.
    """
    verdict, document = county.judged(vault, path)
    return keep(vault, path, verdict, document)


def keep(vault: Vault, path: Path, verdict: Verdict, document: Document) -> ReplyView:
    """Do the same with an answer that was judged already.

    Raises NotThatDocument, ReplyOfAnother, FileChanged, DiskFull.
    """
    reply = _reply(document)
    content = judging.same_bytes(path, verdict)
    with vault.look() as session:
        try:
            packet = shelf.get(session, reply.packet)
        except FileMissing:
            raise ReplyOfAnother(title=reply.title, code=reply.code) from None
        known = replies.get(session, document.id)
    if packet.sha256 != reply.sha256:
        raise ReplyOfAnother(title=reply.title, code=reply.code)
    if known is not None:
        return _view(document, reply, again=True)
    county.keep_lists(vault, reply)
    now = vault.clock.now().replace(microsecond=0)
    with vault.work() as session:
        sha256 = blobs.put(session, content, mime=county.PDF, at=now)
        replies.add(
            session,
            Kept(
                id=document.id,
                packet=packet.id,
                type=document.type,
                name=path.name,
                sha256=sha256,
                judged_at=reply.judged_at,
                taken_at=now,
                reply=reply,
            ),
        )
        ids = [inside.record for inside in shelf.inside(session, packet.id)]
        if document.type == RECEIPT:
            shelf.received(session, packet.id, on=reply.judged_at.date())
            passing.advance(vault, session, ids, move="receive")
        else:
            for record in ids:
                passing.advance(vault, session, [record], move="return", answers={"reason": _told(reply, record)})
        journal.append(
            session,
            What.REPLY_TAKEN,
            at=now,
            by=people.get_school(session).principal,
            body={"packet": packet.id, "type": document.type, "document": document.id, "sha256": sha256},
        )
    return _view(document, reply)


def listing(vault: Vault) -> tuple[ReplyView, ...]:
    """Return the answers that were taken in, newest first."""
    with vault.look() as session:
        return tuple(_kept_view(kept) for kept in replies.listing(session))


def content(vault: Vault, document: str) -> bytes:
    """Return the file of an answer, to be printed or carried to another computer. Raises FileMissing, VaultDamaged."""
    with vault.look() as session:
        kept = replies.get(session, document)
        if kept is None:
            raise FileMissing(path=document)
        return blobs.get(session, kept.sha256)


def remarks(vault: Vault, record: str) -> tuple[RemarkView, ...]:
    """Return what the county asked to be mended in a record and has not had back yet, the record's own first."""
    with vault.look() as session:
        return remarks_in(session, record)


def remarks_in(session: Session, record: str) -> tuple[RemarkView, ...]:
    """Do the same inside a transaction that is open already."""
    answers = [kept for packet in shelf.holding(session, record) for kept in replies.of_packet(session, packet)]
    if not answers:
        return ()
    last = max(answers, key=lambda kept: (kept.judged_at, kept.id))
    if last.type != RETURN:
        return ()
    told = [one for one in last.reply.remarks if one.record in (record, "")]
    told.sort(key=lambda one: not one.record)
    views = [
        RemarkView(field=one.field, label=one.label, text=one.text, packet=last.reply.title, at=last.judged_at)
        for one in told
    ]
    if last.reply.note:
        views.append(RemarkView(field="", label="", text=last.reply.note, packet=last.reply.title, at=last.judged_at))
    return tuple(views)


def to_mend(vault: Vault, packet: str) -> MendView:
    """Return what is to be done with the records of a packet that was sent back. Raises FileMissing."""
    with vault.look() as session:
        shelf.get(session, packet)
        return to_mend_in(session, packet)


def to_mend_in(session: Session, packet: str) -> MendView:
    """Do the same inside a transaction that is open already."""
    inside = [one.record for one in shelf.inside(session, packet)]
    told = [one.record for kept in replies.of_packet(session, packet) for one in kept.reply.remarks]
    order = tuple(dict.fromkeys((*(one for one in told if one in inside), *inside)))
    found = {record.id: record for record in table.many(session, order)}
    return MendView(records=order, waiting=tuple(one for one in order if one in found and _waits(found[one])))


def sent_back(session: Session) -> dict[str, date]:
    """Return the packets whose last answer sends them back, with the day of it."""
    last = {reply.packet: reply for reply in reversed(replies.listing(session))}  # the newest is seen last
    return {packet: reply.judged_at.date() for packet, reply in last.items() if reply.type == RETURN}


def _waits(record: Record) -> bool:
    """Tell whether a record is still to be mended, or is being mended."""
    state = kind_of(record).workflow.state(record.state)
    return record.state == RETURNED or state.open or is_reopened(record)


def to_replace(session: Session, ids: tuple[str, ...]) -> Replaces | None:
    """Return the packet that a new one with these records takes the place of: the last that was sent back."""
    found: dict[str, Kept] = {}
    for record in ids:
        for packet in shelf.holding(session, record):
            answers = replies.of_packet(session, packet)
            if answers and answers[-1].type == RETURN:
                found[packet] = answers[-1]
    taken = {str(packet.detail.get("replaces") or "") for packet in shelf.listing(session)}
    open_ = [kept for packet, kept in found.items() if packet not in taken]
    if not open_:
        return None
    last = max(open_, key=lambda kept: (kept.judged_at, kept.id))
    return Replaces(id=last.packet, code=last.reply.code)


def vouched(vault: Vault, packet: str) -> Kept | None:
    """Return the earliest receipt of a packet: its signature is not later than that. None without a receipt."""
    with vault.look() as session:
        found = [kept for kept in replies.of_packet(session, packet) if kept.type == RECEIPT]
    return found[0] if found else None


def _reply(document: Document) -> Reply:
    """Return a reply's body. Raises NotThatDocument."""
    if not isinstance(document.body, Reply):
        raise NotThatDocument(type=document.type, wanted=RECEIPT)
    return document.body


def _told(reply: Reply, record: str) -> str:
    """Return the sentence for a record's history."""
    own = "；".join(one.text for one in reply.remarks if one.record in (record, ""))
    text = f"县里退回：{own or reply.note or '见退回意见'}"
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _view(document: Document, reply: Reply, *, again: bool = False) -> ReplyView:
    """Return an answer as the windows show it."""
    return ReplyView(
        id=document.id,
        packet=reply.packet,
        title=reply.title,
        code=reply.code,
        returned=document.type == RETURN,
        judged_at=reply.judged_at,
        county=document.school.name,
        note=reply.note,
        records=len(reply.records),
        remarks=len(reply.remarks),
        again=again,
    )


def _kept_view(kept: Kept) -> ReplyView:
    """Return a kept answer as the windows show it."""
    return ReplyView(
        id=kept.id,
        packet=kept.packet,
        title=kept.reply.title,
        code=kept.reply.code,
        returned=kept.type == RETURN,
        judged_at=kept.judged_at,
        county="",
        note=kept.reply.note,
        records=len(kept.reply.records),
        remarks=len(kept.reply.remarks),
    )
