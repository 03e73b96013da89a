"""Sentences of every UserError by its code: (what happened, why, what to do now); English is the source.

Particulars stand in braces under the names their class declares; `{x:size}` and the like are read by sentence.fill.
"""

from core.base.words import N_
from gui.messages.county_table import COUNTY
from gui.messages.update_table import UPDATE
from gui.messages.vault_table import VAULT

_KEPT = N_("Nothing was changed.")
_CHOOSE_AGAIN = N_("Choose the file again.")
_STILL_HERE = N_("Make room or choose another place, then try again. What you typed is still here.")

ERRORS: dict[str, tuple[str, str, str]] = {
    **COUNTY,
    **UPDATE,
    **VAULT,
    # --- jobs --------------------------------------------------------------------------------------
    "cancelled": (N_("Cancelled."), "", _KEPT),
    # --- files -------------------------------------------------------------------------------------
    "disk_full": (
        N_("Not saved: there is too little room."),
        N_("{needed:size} are needed and {free:size} are free at {path}."),
        _STILL_HERE,
    ),
    "file_changed": (
        N_("{path:name} has changed since it was judged."),
        N_("Another program wrote to it, or the stick was swapped."),
        N_("Judge it again before using it."),
    ),
    "file_can_run": (
        N_("{name} was not attached."),
        N_("It is a program or a shortcut; viruses on sticks look like this."),
        N_("Attach the photo, scan or document itself. Nothing else was changed."),
    ),
    "file_empty": (
        N_("There is nothing in {name}."),
        N_("The file is 0 bytes long; it was not copied to its end."),
        N_("Copy it again, then choose it."),
    ),
    "file_missing": (
        N_("There is no such file: {path:name}."),
        N_("It was moved, renamed or the stick was pulled out."),
        _CHOOSE_AGAIN,
    ),
    "file_too_large": (
        N_("{name} is too large."),
        N_("It has {size:size}; at most {limit:size} are taken in."),
        N_("Scan it with a lower resolution or split it, then add it again."),
    ),
    "file_unreadable": (
        N_("The file could not be read: {path:name}."),
        N_("The system says: {reason}."),
        N_("Copy it to this computer and open the copy."),
    ),
    "folder_gone": (
        N_("The folder {path:name} is no longer there."),
        N_("It was moved or renamed, or the stick it lies on was pulled out."),
        N_("Choose another folder, or put the stick in again, and save once more."),
    ),
    "folder_not_writable": (
        N_("Nothing can be written in this folder."),
        N_("{path} is write-protected."),
        N_("Choose another folder, or ask whoever looks after this computer."),
    ),
    "not_a_file": (
        N_("{path:name} is not a file."),
        N_("It is a folder or a device."),
        _CHOOSE_AGAIN,
    ),
    "read_back_differs": (
        N_("The copy differs from the original."),
        N_("{path:name} was read back and compared; the stick may be broken. The bad copy was removed."),
        N_("Use another stick and write it again."),
    ),
    # --- attachments -------------------------------------------------------------------------------
    "not_a_photo": (
        N_("{name} is not a photo that can be read."),
        N_("Its name says photo, its content is something else or damaged."),
        N_("Copy it from the camera or telephone again."),
    ),
    "photo_too_large": (
        N_("{name} has too many pixels."),
        N_("It has {megapixels} million; at most {limit} million are taken in."),
        N_("Make it smaller, then add it again."),
    ),
    "scan_unreadable": (
        N_("The pages of “{name}” cannot be read."),
        N_("Reason: {reason}."),
        N_("Save or scan it anew, without a password, and add that file. Nothing was changed."),
    ),
    "picture_unreadable": (
        N_("{name} cannot be put on the page."),
        N_("It belongs to {record}; {reason}."),
        N_("Add the picture to that record again."),
    ),
    # --- records -----------------------------------------------------------------------------------
    "answer_missing": (
        N_("An answer is still missing."),
        N_("This step needs “{field}”."),
        N_("Fill it in and try again."),
    ),
    "bad_value": (
        N_("A value does not fit its field."),
        N_("{path} of “{kind}” holds “{value}”."),
        N_("Nothing was changed. Correct the value, or ask for the file to be made again."),
    ),
    "move_not_ready": (
        N_("{lacking} things are still needed for this step."),
        "{finding}",
        N_("Mend it, then try again. Nothing was lost."),
    ),
    "move_refused": (
        N_("This step is not possible now."),
        N_("The record has moved on in the meantime (“{state}”)."),
        N_("Open the record again to see its present state."),
    ),
    "newer_kind": (
        N_("This record was made with a newer program."),
        N_("“{kind}” has version {found}; this program knows version {known}."),
        N_("Update the program. The record is kept as it is."),
    ),
    "record_gone": (
        N_("This record is no longer there."),
        N_("A draft was thrown away in the meantime."),
        N_("Go back to the list."),
    ),
    "record_moved": (
        N_("This record was changed in another place."),
        N_("It was read at revision {expected} and is at {found} now."),
        N_("Open it again; what you typed is kept as a draft."),
    ),
    "record_sealed": (
        N_("This record cannot be typed in now."),
        N_("Its state is “{state}”."),
        N_("Choose “Change” to open a new version; the old one is kept."),
    ),
    "row_gone": (
        N_("This row is no longer there."),
        N_("It was removed from the list in the meantime."),
        N_("Open the record again and choose another row. Nothing was changed."),
    ),
    "not_finished": (
        N_("This record has no number yet."),
        N_("Other records name it by its number, so it must be finished first."),
        N_("Finish it, then try again. Nothing was changed."),
    ),
    "record_void": (
        N_("{number} was voided."),
        N_("Nothing grows out of a void record, and nothing is tied to one."),
        N_("Choose another record, or enter the matter anew. Nothing was changed."),
    ),
    "offshoot_missing": (
        N_("This row cannot become that any more."),
        N_("It was changed or removed in the meantime, or there is no record of this number."),
        N_("Look at the record again. Nothing was changed."),
    ),
    # --- locked records ----------------------------------------------------------------------------
    "kept_inside": (
        N_("{number} does not go into ordinary packets."),
        N_("Records that are not public stay inside."),
        N_("Take it off the list. It can be printed by itself, with its names hidden."),
    ),
    "seal_closed": (
        N_("This record is locked."),
        N_("It has a password of its own."),
        N_("Open it with that password."),
    ),
    "seal_exists": (
        N_("A password for locked records was chosen already."),
        "",
        N_("Use it, or change it in the settings. Nothing was changed."),
    ),
    "seal_missing": (
        N_("Records like this have a password of their own."),
        N_("None was chosen yet."),
        N_("Choose it first. Nothing was written."),
    ),
    "unknown_kind": (
        N_("This kind of record is not known here."),
        N_("Its name is “{kind}”; it comes from a newer program or another campaign."),
        N_("Update the program or import the campaign notice, then open it again."),
    ),
    "version_missing": (
        N_("There is no whole version under this number."),
        N_("The history holds no text for entry {seq}."),
        N_("Choose another version."),
    ),
    # --- people and school -------------------------------------------------------------------------
    "empty_name": (N_("A name is still missing."), "", N_("Fill in the name.")),
    "person_missing": (
        N_("This person is no longer on the list."),
        N_("Somebody took the entry away in the meantime."),
        N_("Choose another person."),
    ),
    "term_ends_early": (
        N_("The term of {name} ends before it begins."),
        N_("From {since:date} to {until:date}."),
        N_("Correct one of the two days."),
    ),
    # --- campaign ----------------------------------------------------------------------------------
    "campaign_refused": (
        N_("The campaign notice cannot be used."),
        N_("Something is wrong here: {path}."),
        N_("Nothing of it was taken in. Ask the county office for a new notice."),
    ),
    "campaign_older": (
        N_("A newer edition of this notice is in use."),
        N_("{title}: this file is edition {edition}, in use is edition {found}."),
        N_("Nothing was changed. Ask the county office for the newest file."),
    ),
    "newer_campaign": (
        N_("This notice was written for a newer program."),
        N_("Its format is {found}, this program knows {known}."),
        N_("Nothing of it was taken in. Update the program first, or ask the county office."),
    ),
    "campaign_missing": (
        N_("This campaign was not taken up here."),
        "",
        N_("Import its notice first. Nothing was changed."),
    ),
    "activity_missing": (
        N_("This activity is no longer part of the campaign."),
        N_("A newer edition of “{campaign}” does without it."),
        N_("Look at the campaign again. Nothing was changed."),
    ),
    # --- pages and packets -------------------------------------------------------------------------
    "missing_glyph": (
        N_("“{char}” ({codepoint}) cannot be printed."),
        N_("No font has this character; it stands in {place}."),
        N_("Write it another way, or make the pages again and choose what stands in its place. Nothing was printed."),
    ),
    "printer_gone": (
        N_("{printer} takes nothing."),
        N_("It is switched off, was removed, or is not connected."),
        N_("Look at cable, power and paper, or choose another printer. Nothing in the record book was touched."),
    ),
    "nothing_chosen": (N_("Nothing is chosen yet."), "", N_("Tick at least one record.")),
    "seal_not_believed": (
        N_("Signing did not succeed."),
        N_("The check after signing refused the file ({reason}). It was not kept."),
        N_("Try again. If it happens twice, tell the county office."),
    ),
    "unsignable": (
        N_("{path:name} cannot be signed."),
        N_("The file is not one this program makes ({reason})."),
        N_("Make the packet again."),
    ),
    # --- keys and trust ----------------------------------------------------------------------------
    "bad_identity": (
        N_("This name cannot stand in a certificate."),
        N_("“{field}” is empty or longer than {longest} characters."),
        N_("Shorten it, or write it out in full."),
    ),
    "bad_request": (
        N_("This certificate cannot be used."),
        N_("The enrolment form or the county’s letter is damaged, or belongs to another key ({reason})."),
        N_("Make the enrolment form anew and hand it in again; the records are not affected."),
    ),
    "certificate_out_of_date": (
        N_("The certificate is not in force today."),
        N_("It counts from {valid_from:date} to {valid_until:date}; mostly the clock is wrong."),
        N_("Check the computer’s date first, else renew the certificate."),
    ),
    "identity_damaged": (
        N_("The signing key cannot be used."),
        N_("It does not belong to its certificate or is damaged ({reason})."),
        N_("Restore the last backup; the records are not affected."),
    ),
    "newer_trust": (
        N_("The list of registered signers was written by a newer program."),
        N_("{path:name} has version {found}; this program knows version {known}."),
        N_("Update the program."),
    ),
    "nothing_to_register": (
        N_("There is no signer to register."),
        N_("The file that was judged names none."),
        N_("Ask for the file to be made again."),
    ),
    "trust_damaged": (
        N_("The list of registered signers cannot be read."),
        N_("{path:name} is not such a list, or damaged ({reason})."),
        N_("Put it aside and register the signers again."),
    ),
    # --- sticks ------------------------------------------------------------------------------------
    "name_taken": (
        N_("A file of this name lies on the stick already."),
        N_("{path:name} is another file and was left as it is."),
        N_("Use another folder or another stick."),
    ),
    "stick_busy": (
        N_("The stick cannot be pulled out yet."),
        N_("Something still uses {path} ({reason})."),
        N_("Close windows that show the stick, then try again."),
    ),
    "stick_full": (
        N_("There is too little room on the stick."),
        N_("{needed:size} are needed and {free:size} are free at {path}."),
        N_("Use another stick, or make room. Nothing was lost."),
    ),
    "stick_gone": (
        N_("The stick is no longer there."),
        N_("{path} was pulled out. No half file was left under its name."),
        N_("Put it in again and write once more."),
    ),
    "stick_read_only": (
        N_("The stick takes no files."),
        N_("{path} is write-protected; the small switch may stand on lock."),
        N_("Move the switch, or use another stick."),
    ),
    "stick_swapped": (
        N_("Another stick is in the computer now."),
        N_("“{label}” was chosen, and at {path} there is another one. Nothing counts as handed in."),
        N_("Put “{label}” in again, or choose the other one."),
    ),
    "too_large_for_stick": (
        N_("The stick takes no files of this size."),
        N_("{name} has {size:size}; its file system (FAT32) ends at {limit:size}."),
        N_("Use another stick, formatted with exFAT."),
    ),
    "name_too_long": (
        N_("The name of the file is too long for the stick."),
        N_("{name} is longer than {limit} signs."),
        N_("Give it a shorter title, then write it again."),
    ),
}

DETAILS: dict[str, str] = {
    "campaign_refused": N_("For the county office: {reason}."),
}
"""What only whoever mends it needs to know; it stands in a line of its own."""

CODE_WORDS: dict[str, str] = {
    # parts of the vault
    "key": N_("key"),
    "database": N_("records"),
    "journal": N_("history"),
    "attachment": N_("attachments"),
    # parts of an update
    "signature": N_("signature"),
    "manifest": N_("list of files"),
    "payload": N_("files of the program"),
    # types of documents
    "packet": N_("a packet"),
    "receipt": N_("a receipt"),
    "return": N_("a return"),
    "notice": N_("a campaign’s notice"),
    "enrolment": N_("an enrolment form"),
    "certificate": N_("a certificate letter"),
    # reasons
    "lock": N_("it is in use"),
    "dismount": N_("the system did not let go of it"),
    "malformed": N_("it is damaged"),
    "key_mismatch": N_("key and certificate differ"),
    "digest": N_("the digest differs"),
    "other_format": N_("another format"),
    "newer_format": N_("a newer format"),
    "circle": N_("it refers to itself"),
    "bad_value": N_("a value that does not fit"),
    "bad_fingerprint": N_("a fingerprint that is none"),
    "too_large": N_("it is too large"),
    "locked": N_("it has a password"),
    "damaged": N_("it is damaged"),
}
"""Words for codes that stand in `reason` and `part`; a code without words is shown as it is."""
