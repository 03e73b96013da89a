"""What an entry of the journal tells, in words: what was done, and its particulars."""

from core.base.errors import UnknownKind
from core.base.words import N_
from core.records.catalogue import find_kind
from core.views.audit import Deed
from gui.messages.language import _, words
from gui.messages.sentence import fill

DEEDS = {
    "vault_made": N_("Record book made"),
    "vault_migrated": N_("Record book brought up to date"),
    "password_changed": N_("Password changed"),
    "unlocked": N_("Record book opened"),
    "identity_made": N_("Signature made"),
    "school_changed": N_("School’s profile changed"),
    "person_added": N_("Person added"),
    "person_changed": N_("Person changed"),
    "person_left": N_("Person left"),
    "record_entered": N_("Record begun"),
    "record_moved": N_("Record moved on"),
    "record_restored": N_("Older words brought back"),
    "record_discarded": N_("Draft thrown away"),
    "record_explained": N_("Warning explained"),
    "seal_made": N_("Password of locked records chosen"),
    "seal_opened": N_("Locked records opened"),
    "seal_changed": N_("Password of locked records changed"),
    "record_linked": N_("Records tied"),
    "setting_changed": N_("Setting changed"),
    "campaign_taken": N_("Campaign taken in"),
    "campaign_changed": N_("Campaign changed"),
    "packet_sealed": N_("Packet signed"),
    "packet_carried": N_("Packet written to a stick"),
    "enrolment_made": N_("Enrolment form made"),
    "certificate_taken": N_("Certificate taken in"),
    "reply_taken": N_("County’s answer taken in"),
    "backup_made": N_("Backup made"),
    "backup_carried": N_("Backup put on a stick"),
    "vault_restored": N_("Backup restored"),
    "recovery_made": N_("Recovery sheet made"),
    "second_password_set": N_("Second password set"),
    "way_closed": N_("Way in closed"),
    "handed_over": N_("Handed over to another principal"),
    "clock_strange": N_("Clock was wrong"),
    "printed": N_("Printed"),
    "exported": N_("Taken out"),
    "file_opened": N_("File opened in another program"),
    "file_exported": N_("Attachment saved outside"),
    "enrolment_carried": N_("Enrolment form written to a stick"),
}
"""By code of the deed."""

_MORE = {
    "vault_migrated": N_("version {from} to {to}"),
    "backup_made": N_("{records} records, {size:size}"),
    "backup_carried": N_("{records} records, {size:size}"),
    "vault_restored": N_("of {made_at:moment}"),
    "handed_over": N_("since {since:date}, {records} records"),
    "clock_strange": N_("{last:moment}, then {now:moment}"),
    "printed": N_("{title}, {pages} pages"),
}

_CODES = {
    "password": N_("with the password"),
    "second": N_("second password"),
    "recovery": N_("recovery sheet"),
    "receipt": N_("receipt"),
    "return": N_("return"),
}
"""Particulars that are codes: how it was opened, which way was closed, which answer."""


def deed(one: Deed) -> tuple[str, str]:
    """Return what was done, and its particulars, which may be empty."""
    what = _(DEEDS[one.what]) if one.what in DEEDS else one.what
    told = one.particulars
    if one.what == "record_moved":
        return what, _move(one)
    if one.what == "exported":
        name = str(told.get("name", ""))
        return what, fill(_("{title}, as {name}") if name else _("{title}, copied as text"), told)
    if one.what in {"file_opened", "file_exported"}:
        return what, str(told.get("name", ""))
    if one.what in _MORE and told:
        return what, fill(_(_MORE[one.what]), told)
    return what, " ".join(_(_CODES[str(value)]) for value in told.values() if str(value) in _CODES)


def _move(one: Deed) -> str:
    """Return the words of a move, as the record's kind calls it."""
    key = str(one.particulars.get("move", ""))
    try:
        return words(find_kind(one.kind).workflow.move(key).words)
    except (UnknownKind, KeyError):
        return ""
