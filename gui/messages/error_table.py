"""Sentences of every UserError by its code: (what happened, why, what to do now); English is the source.

Particulars stand in braces under the names their class declares; `{x:size}` and the like are read by sentence.fill.
"""

from core.base.words import N_

ERRORS: dict[str, tuple[str, str, str]] = {
    # --- jobs --------------------------------------------------------------------------------------
    "cancelled": (N_("Cancelled."), "", N_("Nothing was changed.")),
    # --- files -------------------------------------------------------------------------------------
    "disk_full": (
        N_("Not saved: there is too little room."),
        N_("{needed:size} are needed and {free:size} are free at {path}."),
        N_("Make room or choose another place, then try again. What you typed is still here."),
    ),
    "file_missing": (
        N_("There is no such file: {path:name}."),
        N_("It was moved, renamed or the stick was pulled out."),
        N_("Choose the file again."),
    ),
    "file_unreadable": (
        N_("The file could not be read: {path:name}."),
        N_("The system says: {reason}."),
        N_("Copy it to this computer and open the copy."),
    ),
    "folder_not_writable": (
        N_("Nothing can be written in this folder."),
        N_("{path} is write-protected."),
        N_("Choose another folder, or ask whoever looks after this computer."),
    ),
    "read_back_differs": (
        N_("The copy differs from the original."),
        N_("{path:name} was read back and compared; the stick may be broken. The bad copy was removed."),
        N_("Use another stick and write it again."),
    ),
    # --- records -----------------------------------------------------------------------------------
    "unknown_kind": (
        N_("This kind of record is not known here."),
        N_("Its name is “{kind}”; it comes from a newer program or another campaign."),
        N_("Update the program or import the campaign notice, then open it again."),
    ),
    "bad_value": (
        N_("A value does not fit its field."),
        N_("{path} of “{kind}” holds “{value}”."),
        N_("Nothing was changed. Correct the value, or ask for the file to be made again."),
    ),
    "newer_kind": (
        N_("This record was made with a newer program."),
        N_("“{kind}” has version {found}; this program knows version {known}."),
        N_("Update the program. The record is kept as it is."),
    ),
    "move_refused": (
        N_("This step is not possible now."),
        N_("“{move}” does not start from the state “{state}”."),
        N_("Open the record again to see its present state."),
    ),
    "answer_missing": (
        N_("An answer is still missing."),
        N_("“{move}” needs “{field}”."),
        N_("Fill it in and try again."),
    ),
}
