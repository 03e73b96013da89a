"""What the county sends back, whatever it is: found on a stick, judged once, and led to where it belongs."""

from collections.abc import Sequence
from pathlib import Path

from core.base.jobs import Progress, Silent
from core.exchange.layout import find_documents
from core.records.errand import Reply
from core.services import county, receipts
from core.store import packets as shelf
from core.store.vault import Vault
from core.views.county import AnswerView

MOST = 200
"""How many files are looked at in one go; more is no answer of a county to one school."""


def find(folders: Sequence[Path], *, progress: Progress | None = None) -> tuple[Path, ...]:
    """Return what may be answers on sticks or in folders, newest first.

    Raises FileMissing, FileUnreadable, NotAFile, Cancelled.
    """
    watch = progress or Silent()
    found: dict[Path, None] = {}
    for folder in folders:
        watch.step(len(found), 0, "read")
        found.update(dict.fromkeys(find_documents(folder, most=MOST)))
    return tuple(found)[:MOST]


def take(vault: Vault, path: Path) -> AnswerView:
    """Judge a file of the county's; an answer to a packet is taken in, letter and notice wait for the person's word.

    What the school made itself is only named. Raises NotBelieved, NotThatDocument, ReplyOfAnother, OtherCounty,
    BadRequest, CampaignRefused, CampaignOlder, FileMissing, FileUnreadable, FileChanged,
    DiskFull.
    """
    verdict, document = county.judged(vault, path)
    view = AnswerView(path=path, type=document.type, title=document.title)
    if isinstance(document.body, Reply):
        reply = receipts.keep(vault, path, verdict, document)
        with vault.look() as session:
            inside = [one.record for one in shelf.inside(session, reply.packet)]
        told = [remark.record for remark in document.body.remarks if remark.record in inside]
        moved = tuple(dict.fromkeys((*told, *inside)))
        return AnswerView(path=path, type=document.type, title=reply.title, reply=reply, records=moved)
    if document.type == "certificate":
        return AnswerView(
            path=path, type=document.type, title=document.title, letter=county.letter_view(vault, document)
        )
    if document.type == "notice":
        return AnswerView(
            path=path, type=document.type, title=document.title, offered=county.notice_view(vault, document)
        )
    return view
