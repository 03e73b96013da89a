"""Judge a received file, and keep the list of signers the county has registered."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.canonical import digest
from core.base.clock import Clock, SystemClock, today
from core.base.errors import FileChanged, FileMissing, NothingToRegister
from core.base.files import explain_reading, require_file
from core.base.jobs import Progress, Silent
from core.base.paths import data_folder
from core.records.errand import Reply
from core.signing.trust import Registered, Trust
from core.signing.trust import load as load_trust
from core.signing.trust import save as save_trust
from core.signing.verdict import Moments, Reason, Verdict
from core.views.verdicts import CheckView, Light, VerdictView

if TYPE_CHECKING:
    from core.signing.identity import Identity

TRUST = "trust.json"
"""Name of the file with registered fingerprints, beside the settings."""


def trust_path() -> Path:
    """Return where the registered fingerprints of this computer are kept."""
    return data_folder() / TRUST


Believed = Callable[[], Trust]
"""Tells whom a vault or a desk believes, when it is asked."""


def judge(
    path: Path,
    *,
    trust: Path | None = None,
    believed: Believed | None = None,
    seen: Iterable[VerdictView] = (),
    clock: Clock | None = None,
    progress: Progress | None = None,
) -> VerdictView:
    """Judge any file, in a child process with limits; whatever it holds, the answer is a verdict.

    `trust` is the file with registered fingerprints; when it doesn't exist nobody is registered. `believed` tells
    whom else one believes: the county of an open vault, the schools of a desk. `seen` are the
    verdicts on files judged before: a green receipt among them vouches for the packet it names, whose certificate may
    have run out or been withdrawn since. Raises FileMissing, FileUnreadable, NotAFile, TrustDamaged, NewerTrust,
    Cancelled.
    """
    from core.signing.worker import judge_in_child  # the child loads pyHanko; this side needs only its answer

    (progress or Silent()).step(0, 1, "judge")
    require_file(path)
    known, now = _known(trust), (clock or SystemClock()).now()
    if believed is not None:
        known = believed().joined(known)
    verdict = judge_in_child(path, known, Moments(now=now))
    vouched = _vouched(verdict, seen)
    if vouched is not None:
        verdict = judge_in_child(path, known, Moments(now=now, vouched=vouched))
    return as_view(path, verdict)


def _vouched(verdict: Verdict, seen: Iterable[VerdictView]) -> datetime | None:
    """Return when a receipt that is believed saw this very file, where only that can decide."""
    if verdict.reason not in {Reason.EXPIRED_SINCE, Reason.REVOCATION_UNKNOWN}:
        return None
    moments = [one.vouched_at for one in seen if one.light is Light.VALID and one.vouches == verdict.sha256]
    return min((moment for moment in moments if moment is not None), default=None)


def believe(path: Path, *, trust: Trust) -> Verdict:
    """Judge a file of our own with our own signers only (`identities.own`): before it is kept, and where it lies."""
    from core.signing.worker import judge_in_child

    return judge_in_child(path, trust)


def believe_now(path: Path, *, trust: Trust, clock: Clock, vouched: datetime | None = None) -> Verdict:
    """Judge a file with what is known now, and with a receipt's moment where one was judged before."""
    from core.signing.worker import judge_in_child

    return judge_in_child(path, trust, Moments(now=clock.now(), vouched=vouched))


def same_bytes(path: Path, verdict: Verdict) -> bytes:
    """Return the file that was judged, byte for byte. Raises FileChanged, FileMissing, FileUnreadable."""
    try:
        with path.open("rb") as stream:
            content = stream.read(verdict.size + 1)
    except OSError as error:
        raise explain_reading(error, path) from error
    if digest(content) != verdict.sha256:
        raise FileChanged(path=str(path))
    return content


def register(verdict: VerdictView, *, clock: Clock, trust: Path | None = None) -> None:
    """Register the signer of a judged file, after a person compared the fingerprint with the school.

    Raises NothingToRegister (the verdict names no signer), TrustDamaged, DiskFull, FolderNotWritable.
    """
    if not verdict.fingerprint:
        raise NothingToRegister
    path = trust or trust_path()
    entry = Registered(
        fingerprint=verdict.fingerprint,
        school=verdict.school,
        name=verdict.signer,
        on=today(clock).isoformat(),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    save_trust(path, _known(path).register(entry))


def share_own(identity: "Identity", path: Path, *, clock: Clock) -> None:
    """Write a trust file that registers just this signer, as a county would after comparing the fingerprint."""
    entry = Registered(
        fingerprint=identity.fingerprint,
        school=identity.school,
        name=identity.name,
        on=today(clock).isoformat(),
    )
    save_trust(path, Trust().register(entry))


def as_view(path: Path, verdict: Verdict) -> VerdictView:
    """Return a verdict as the windows show it."""
    from core.signing.identity import grouped

    document, signer = verdict.data, verdict.signer
    body = document.body if document and document.type == "receipt" else None
    reply = body if isinstance(body, Reply) else None
    return VerdictView(
        path=path,
        light=Light(verdict.light.value),
        reason=verdict.reason.value,
        particulars=dict(verdict.particulars),
        action=verdict.action.value,
        signer=signer.name if signer else "",
        school=signer.school if signer else "",
        fingerprint=grouped(signer.fingerprint) if signer else "",
        registered=signer.registered if signer else False,
        signed_at=verdict.claimed_time,
        title=document.title if document else "",
        type=document.type if document else "",
        packet=document.id if document else "",
        code=document.code if document else "",
        digest=document.digest if document else "",
        records=tuple(entry.record.heading for entry in document.entries) if document else (),
        sha256=verdict.sha256,
        vouches=reply.sha256 if reply else "",
        vouched_at=reply.judged_at if reply else None,
        pages=verdict.pages,
        checks=tuple(
            CheckView(code=check.code.value, passed=check.passed, particulars=dict(check.particulars))
            for check in verdict.checks
        ),
        unchecked=tuple(code.value for code in verdict.not_checked),
    )


def _known(path: Path | None) -> Trust:
    """Read the registered signers; a file that isn't there knows nobody."""
    try:
        return load_trust(path or trust_path())
    except FileMissing:
        return Trust()
