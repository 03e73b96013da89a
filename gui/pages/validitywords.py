"""A verdict in the words of the printed validity sheet (验证单)."""

from datetime import datetime

from core.base.version import PROGRAM
from core.views.papers import Validity
from core.views.verdicts import VerdictView
from gui.messages import _, checked, fill, moment, verdict, verdict_word
from gui.messages import size as sized
from gui.pages.verdictwords import unchecked_words

PASSED, FAILED = "√", "×"


def validity_of(view: VerdictView, *, now: datetime, size: int) -> Validity:
    """Return the sheet of a judged file; `size` in bytes, `now` is this computer's clock."""
    said = verdict(view.reason, view.particulars, action=view.action, today=now.date())
    lines = (
        (_("File"), view.path.name),
        (_("Size"), sized(size)),
        (_("Digest (SHA-256)"), " ".join(view.sha256[at : at + 8] for at in range(0, len(view.sha256), 8))),
        (_("Verdict"), verdict_word(view.light.value)),
        (_("Reason"), said.reason),
        (_("What it is"), view.title),
        (_("Code"), view.code),
        (_("Signed by"), " · ".join(part for part in (view.signer, view.school) if part)),
        (_("Fingerprint"), view.fingerprint),
        (_("Signed at"), _at(view.signed_at, _("{at} (the signing computer’s clock)"))),
        (_("Judged at"), _at(now, _("{at} (this computer’s clock)"))),
        (_("Judged by"), PROGRAM),
    )
    checks = []
    for check in view.checks:
        words, figures = checked(check.code, check.particulars, today=now.date())
        checks.append((PASSED if check.passed else FAILED, words, figures))
    return Validity(
        title=_("Validity sheet"),
        lines=lines,
        checks_title=_("What was checked, in this order; the first that fails ends it:"),
        checks=tuple(checks),
        notes=(
            unchecked_words(view.unchecked),
            _("This sheet tells what the program found. It is no signature itself."),
        ),
    )


def _at(when: datetime | None, sentence: str) -> str:
    """Return a moment with whose clock it is; empty without one."""
    return fill(sentence, {"at": moment(when)}) if when else ""
