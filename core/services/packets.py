"""Packets: lay out the pages, sign, judge what was just signed, and keep it.

Records are read in one short transaction, none is open while pages are made, and the closing write makes sure that
nothing moved in between.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import UNSET

from core.base.canonical import digest, file_digest
from core.base.errors import FileTooLarge, NotCertified, RecordMoved, SealNotBelieved
from core.base.files import passing_folder, write_safely
from core.base.jobs import Progress, Silent
from core.records.packet import LARGEST, Document, Entry
from core.services import audit, county, identities, judging, passing, receipts, snapshot, vaults
from core.signing.verdict import Light
from core.store import blobs, journal, replies
from core.store import packets as shelf
from core.store import records as table
from core.store.journal import What
from core.store.vault import Vault
from core.views.packets import Drawn, PacketLine

PDF, ENVELOPE = "application/pdf", "application/pkcs7-mime"
SUFFIX = ".p7m"
"""Ending of an envelope."""

SIGNED = 64 * 1024
"""Bytes that a signature adds at most."""


def draw(
    vault: Vault,
    ids: Sequence[str],
    *,
    title: str,
    folder: Path,
    confidential: bool = False,
    replaces: bool = True,
    progress: Progress | None = None,
) -> Drawn:
    """Lay out the chosen records as an unsigned PDF in `folder`, a private place of the caller's.

    A `confidential` packet takes confidential records too, whole, and is carried in an envelope that only the county
    opens; one with mended records `replaces` the packet that was sent back. Raises NotCertified (no county to close it
    for), NothingChosen, RecordGone, KeptInside, MissingGlyph (a character no font has), FileTooLarge (no county would
    take it in), DiskFull, Cancelled.
    """
    from core.documents import packet as pages  # ReportLab loads when the first page is made

    if confidential and not county.encryption(vault):
        raise NotCertified
    document = snapshot.take(vault, ids, title=title, confidential=confidential, replaces=replaces)
    composed = pages.compose(
        document,
        blobs=snapshot.lend(vault, folder),
        out=folder / f"{document.id}.pdf",
        progress=progress or Silent(),
    )
    size = composed.path.stat().st_size + SIGNED
    if size > LARGEST:
        raise FileTooLarge(name=title, size=size, limit=LARGEST)
    place = composed.signature
    return Drawn(
        id=document.id,
        title=title,
        path=composed.path,
        pages=composed.pages,
        code=composed.data.code,
        revisions={entry.record.id: entry.record.revision for entry in document.entries},
        place=(place.page, *place.rect),
        rare=tuple(composed.substituted),
        replaces=_title_of(vault, document.replaces.id) if document.replaces is not UNSET else "",
        confidential=confidential,
    )


def seal(vault: Vault, drawn: Drawn, *, password: str, pin: str = "", progress: Progress | None = None) -> PacketLine:
    """Sign a drawn packet with the principal's key, judge what was just signed, and keep it in the vault.

    A second call with the same drawn packet answers with the packet that is there. `pin` opens the USB key where the
    key lies on one. Raises WrongPassword, PinWrong, PinLocked, TokenGone, RecordMoved (a record changed since the pages
    were drawn), SealNotBelieved (our own judge refuses the result; nothing was kept), CertificateOutOfDate, DiskFull,
    Cancelled.
    """
    from core.exchange.container import file_name
    from core.signing.sign import sign  # pyHanko loads when the first packet is signed
    from core.signing.stamp import Stamp

    vaults.verify(vault, password)
    with vault.look() as session:
        known = next((packet for packet in shelf.listing(session) if packet.id == drawn.id), None)
    if known:
        return as_line(known)
    watch = progress or Silent()
    signed_at = vault.clock.now().replace(microsecond=0)
    identity = identities.current(vault)
    with (
        passing_folder(drawn.path.parent, "seal-") as place,
        identities.signing_key(identity, pin=pin) as token,
    ):
        signed = place / "signed.pdf"
        stamp = Stamp(page=drawn.place[0], rect=drawn.place[1:])
        sign(
            drawn.path,
            signed,
            identity=identity,
            stamp=stamp,
            when=signed_at,
            key=token.sign if token else None,
            progress=watch,
        )
        watch.step(0, 1, "judge")
        verdict = judging.believe(signed, trust=identities.own(vault))
        if verdict.light is not Light.VALID or verdict.data is None or verdict.data.id != drawn.id:
            raise SealNotBelieved(reason=verdict.reason.value)
        content = signed.read_bytes()
        envelope = _close(vault, signed, at=signed_at) if drawn.confidential else b""
    document = verdict.data
    packet = shelf.Packet(
        id=drawn.id,
        title=drawn.title,
        name=file_name(document),
        made_at=document.made_at,
        signed_at=signed_at,
        sha256=verdict.sha256,
        size=verdict.size,
        pages=verdict.pages,
        code=document.code,
        records=len(document.entries),
        detail=_detail(document, envelope),
    )
    with vault.work() as session:
        for record, revision in drawn.revisions.items():
            found = table.get(session, record).revision
            if found != revision:
                raise RecordMoved(record=record, expected=revision, found=found)
        blobs.put(session, content, mime=PDF, at=signed_at)
        if envelope:
            blobs.put(session, envelope, mime=ENVELOPE, at=signed_at)
        shelf.add(session, packet, (_inside(entry) for entry in document.entries))
        journal.append(
            session,
            What.PACKET_SEALED,
            at=signed_at,
            body={"packet": packet.id, "sha256": packet.sha256, "records": list(drawn.revisions)},
        )
        passing.advance(vault, session, drawn.revisions, move="sign")
    return as_line(packet)


def listing(vault: Vault) -> tuple[PacketLine, ...]:
    """Return all sealed packets, newest first."""
    with vault.look() as session:
        kept = shelf.listing(session)
        answers = {reply.packet: reply for reply in reversed(replies.listing(session))}  # the newest is seen last
        titles = {packet.id: packet.title for packet in kept}
        heirs = {str(packet.detail.get("replaces") or ""): packet.title for packet in reversed(kept)}
        return tuple(
            msgspec.structs.replace(
                as_line(packet),
                returned_on=answers[packet.id].judged_at.date() if _sent_back(answers.get(packet.id)) else None,
                answer=answers[packet.id].id if packet.id in answers else "",
                replaces=titles.get(str(packet.detail.get("replaces") or ""), ""),
                replaced_by=heirs.get(packet.id, ""),
            )
            for packet in kept
        )


def content(vault: Vault, packet: str) -> bytes:
    """Return a sealed packet's bytes. Raises FileMissing, VaultDamaged."""
    with vault.look() as session:
        return blobs.get(session, shelf.get(session, packet).sha256)


def fetch(vault: Vault, packet: str, folder: Path) -> Path:
    """Write a sealed packet into `folder` under its own name and return its path.

    Raises FileMissing, VaultDamaged, DiskFull, FolderNotWritable.
    """
    with vault.look() as session:
        name = shelf.get(session, packet).name
    path = folder / name
    write_safely(path, content(vault, packet))
    return path


def lay_open(vault: Vault, packet: str, folder: Path) -> Path:
    """Write a sealed packet into a private folder, to be looked at in another program, and note it in the journal.

    Raises like `fetch`.
    """
    path = fetch(vault, packet, folder)
    audit.note_file(vault, What.FILE_OPENED, sha256=file_digest(path), name=path.name)
    return path


def fetch_to_carry(vault: Vault, packet: str, folder: Path) -> Path:
    """Write what travels into `folder`: the packet, or its envelope where it is confidential. Raises like `fetch`."""
    with vault.look() as session:
        kept = shelf.get(session, packet)
        envelope = str(kept.detail.get("envelope") or "")
        if not envelope:
            return fetch(vault, packet, folder)
        path = (folder / kept.name).with_suffix(SUFFIX)
        write_safely(path, blobs.get(session, envelope), private=True)
        return path


def as_line(packet: shelf.Packet) -> PacketLine:
    """Return a kept packet as the windows show it."""
    return PacketLine(
        id=packet.id,
        title=packet.title,
        name=packet.name,
        made_at=packet.made_at,
        signed_at=packet.signed_at,
        sha256=packet.sha256,
        size=packet.size,
        pages=packet.pages,
        code=packet.code,
        records=packet.records,
        carried_at=packet.carried_at,
        carried_to=packet.carried_to,
        received_on=packet.received_on,
        confidential="envelope" in packet.detail,
    )


def _sent_back(reply: replies.Kept | None) -> bool:
    """Tell whether the last answer to a packet sends it back."""
    return reply is not None and reply.type == receipts.RETURN


def _title_of(vault: Vault, packet: str) -> str:
    """Return the title of a kept packet."""
    with vault.look() as session:
        return shelf.get(session, packet).title


def _close(vault: Vault, signed: Path, *, at: datetime) -> bytes:
    """Return the signed packet in an envelope for the county. Raises RecipientUnusable."""
    from core.signing.confidential import seal_for

    path = signed.with_suffix(SUFFIX)
    seal_for(signed, path, recipient=county.encryption(vault), now=at)
    return path.read_bytes()


def _detail(document: Document, envelope: bytes) -> dict[str, str]:
    """Return what is kept of a packet besides its columns."""
    found = {"replaces": document.replaces.id} if document.replaces is not UNSET else {}
    return found | ({"envelope": digest(envelope)} if envelope else {})


def _inside(entry: Entry) -> shelf.Inside:
    """Return what the vault remembers of a record in a packet."""
    return shelf.Inside(
        record=entry.record.id,
        version=entry.record.version,
        sha256=entry.sha256,
        first_page=entry.pages.first,
        last_page=entry.pages.last,
    )
