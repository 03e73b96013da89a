"""Sentences of a judgement by code: reasons, actions, what was checked, what was not; English is the source."""

from core.base.words import N_

REASONS: dict[str, str] = {
    "registered_signer": N_("Signed by {name} of {school} and unchanged since."),
    "county_certificate": N_("Signed by {name} of {school}, certified by the county, and unchanged since."),
    "taken_before": N_("This very file was taken in before: {title}."),
    "signer_not_registered": N_("Unchanged, but the signer is not registered: it is not sure who signed."),
    "issuer_unknown": N_("Unchanged, but it is not known here who certified the signer."),
    "revocation_unknown": N_("Unchanged, but it is not known whether the certificate still counts."),
    "expired_since": N_(
        "Unchanged, but the certificate of {name}, {school}, ran out on {valid_until:date}; "
        "only the county’s receipt shows that it was signed before."
    ),
    "superseded": N_("Unchanged, but another packet has taken its place: {by}."),
    "replaces_unknown": N_("Unchanged, but the packet that it replaces (code {code}) never came."),
    "replaces_settled": N_("Unchanged, but the packet that it replaces (code {code}) was settled already."),
    "journal_back": N_("Unchanged, but the school’s journal has become shorter: {found} entries after {known}."),
    "other_campaign": N_("Unchanged, but of a campaign that is not collected here: {title}."),
    "clock": N_(
        "Unchanged, but its time can’t be right: signed {claimed:date}, while it is {found:date} by other clocks."
    ),
    "newer_format": N_("Unchanged, but made by a newer program (format {found}, known here {known})."),
    "empty": N_("This file is empty: not one byte of it was written."),
    "not_pdf": N_("This is no PDF."),
    "not_signed": N_("This PDF carries no signature."),
    "not_ours": N_("This PDF was signed, but not made by this program."),
    "encrypted": N_("This PDF is locked with a password."),
    "broken": N_("This file is damaged and cannot be read to its end."),
    "too_large": N_("This file is larger than any proper one."),
    "too_slow": N_("This file takes more time or memory than any proper one."),
    "changed": N_("The file was changed after it was signed."),
    "appended": N_("Something was added after the signature."),
    "several_signatures": N_("It carries {found} signatures; a proper file has exactly one."),
    "signature_form": N_("The signature is not written the way this program writes it."),
    "active_content": N_("The PDF can run or show something besides its pages."),
    "structure": N_("The PDF is not built the way this program builds it."),
    "attachments": N_("An attachment is missing, doubled or another one: {name}."),
    "data": N_("The data inside do not fit together."),
    "pages": N_("Page {page} says something else than the data inside."),
    "certificate": N_("The certificate is not one for signing documents."),
    "out_of_date": N_("The certificate did not count on the day of signing: {valid_from:date} to {valid_until:date}."),
    "id_taken": N_("Another file was taken in under the same identifier: {title}."),
    "other_school": N_("It speaks for {school}, but the certificate was issued to {known}."),
    "replaces_others": N_("It says that it replaces a packet of {known} (code {code})."),
    "wrong_role": N_("The certificate of {name}, {school}, may not sign such a document."),
    "revoked": N_("The certificate of {name}, {school}, was withdrawn."),
}

ACTIONS: dict[str, tuple[str, str]] = {
    "open": (N_("See the content"), ""),
    "register": (
        N_("Register"),
        N_("Ring the school up and compare the fingerprint before you register it."),
    ),
    "update_revocation": (
        N_("Read the newest list"),
        N_("Get the county’s newest revocation list and judge it again."),
    ),
    "find_receipt": (N_("Judge with the receipt"), N_("Get the county’s receipt for it and judge both together.")),
    "ask_school": (N_("Take in all the same"), N_("Ring the school up first; you decide.")),
    "check_clock": (N_("Check the clock"), N_("Put this computer’s clock right, or ask the school about its own.")),
    "update_program": (N_("Update the program"), N_("Use a newer version of this program and judge it again.")),
    "ask_again": (N_("Ask for it again"), N_("It is not taken in. The original was left as it is.")),
    "ask_copy": (N_("Ask for another copy"), N_("It may be a bad copy or the wrong file.")),
}
"""Words of the button, and the grey line that says what it is about."""

CHECKS: dict[str, tuple[str, str]] = {
    "limits": (N_("Size and number of parts"), N_("{bytes:size}, {objects} parts")),
    "canonical": (N_("One signature over the whole file"), ""),
    "intact": (N_("Every byte as it was signed"), ""),
    "structure": (N_("Built as this program builds it"), N_("{pages} pages")),
    "data": (N_("The data inside fit together"), N_("{records} records")),
    "attachments": (N_("Attachments complete and unchanged"), N_("{files} files")),
    "pages": (N_("Pages say what the data say"), N_("{texts} texts compared")),
    "in_force": (N_("Certificate in force"), N_("{valid_from:date} to {valid_until:date}")),
    "signer": (N_("Who signed"), ""),
}

NOT_CHECKED: dict[str, str] = {
    "time": N_("the time is the school computer’s, not a time-stamp authority’s"),
    "ink": N_("handwritten signatures and seals: look at the paper"),
    "photos": N_("what photos and scans show"),
    "revocation": N_("whether a registered key was lost since"),
}
"""Parts of one sentence: not checked: …; …"""
