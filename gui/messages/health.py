"""What an examination of the record book found, in sentences."""

from core.base.words import N_
from core.views.health import Finding, Health
from gui.messages.language import _
from gui.messages.sentence import fill

_PARTS = {
    "database": N_("The file of the record book is damaged: {where}"),
    "journal": N_("The journal does not follow from itself from entry {where} on: something was changed outside."),
    "attachment": N_("An attachment is not as it was put in: {where}"),
    "search": N_("The search does not know every record."),
    "drawn": N_("Lists and deadlines do not agree with the record {where}."),
}


def health_sentence(finding: Finding) -> str:
    """Return one finding in a sentence."""
    return fill(_(_PARTS[finding.part]), {"where": finding.where})


def health_word(finding: Finding) -> str:
    """Return the word before it: whether it can be made anew."""
    return _("Can be mended") if finding.mendable else _("Damaged")


def health_advice(found: Health) -> str:
    """Return what is to be said of the whole; empty where mending is all there is to do."""
    if any(not finding.mendable for finding in found.findings):
        return _("Restore a backup from before, or take out what can still be read.")
    if found.findings:
        return ""
    counts = {"records": found.records, "files": found.attachments, "entries": found.entries}
    return fill(
        _("Everything is whole: {records} records, {files} attachments, {entries} entries of the journal."), counts
    )
