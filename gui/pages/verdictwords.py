"""A verdict in words: the card's lines, what was checked, and what was not."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from core.views.verdicts import CheckView, Light, VerdictView
from gui.messages import _, checked, fill, moment, not_checked, verdict
from gui.widgets.verdict import CheckedLine, VerdictData

COUNTYS = frozenset(("certificate", "receipt", "return", "notice"))
"""Types of documents that a county sends to its schools."""


def verdict_data(view: VerdictView, *, day: date) -> VerdictData:
    """Return the card of a judged file."""
    said = verdict(view.reason, view.particulars, action=view.action, today=day)
    return VerdictData(
        value=view.light.value,
        file=view.path.name,
        reason=said.reason,
        line=card_line(view, day=day),
        action=said.action,
        primary=view.light is Light.VALID,
        checked=[checked_line(check) for check in view.checks],
    )


def card_line(view: VerdictView, *, day: date) -> str:
    """Return the grey line: who and when for green, the fingerprint for yellow, that nothing happened for red."""
    match view.light:
        case Light.VALID:
            parts = [
                fill(_("Signed by {name}"), {"name": view.signer}) if view.signer else "",
                _("registered by the county") if view.registered else "",
                _signed_at(view, day=day),
            ]
        case Light.UNDECIDED:
            first = " ".join(view.fingerprint.split()[:3])
            parts = [
                fill(_("Fingerprint {first}…"), {"first": first}) if first else "",
                _("compare it with the school by telephone before registering") if first else "",
            ]
        case Light.INVALID:
            parts = [_("Not taken in"), _("the file itself was left as it is")]
        case _:
            assert_never(view.light)
    return " · ".join(part for part in parts if part)


def _signed_at(view: VerdictView, *, day: date) -> str:
    """Say when it was signed, and by whose clock."""
    if view.signed_at is None:
        return ""
    ours = _("county computer’s time {at}") if view.type in COUNTYS else _("school computer’s time {at}")
    return fill(ours, {"at": moment(view.signed_at, today=day)})


def checked_line(check: CheckView) -> CheckedLine:
    """Return one line of 核对了什么."""
    text, note = checked(check.code, check.particulars)
    return CheckedLine(text=text, good=check.passed, note=note)


def unchecked_words(codes: Sequence[str]) -> str:
    """Return the sentence below all cards about what no program can check here."""
    said = [not_checked(code) for code in codes]
    return fill(_("Not checked: {what}."), {"what": _("; ").join(said)}) if said else ""
