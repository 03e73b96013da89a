"""Sentences about the vault, its ways in and its backups: what happened, why, what to do now."""

from core.base.words import N_

VAULT: dict[str, tuple[str, str, str]] = {
    "wrong_password": (
        N_("Not opened: the password is not right."),
        "",
        N_("Please try again. Mind Caps Lock and the input method."),
    ),
    "second_password": (
        N_("This is the second person’s password."),
        N_("It opens the record book and signs nothing."),
        N_("Let the principal type the password of their own."),
    ),
    "no_vault": (
        N_("There is no record book here."),
        N_("{path} is not one of this program’s."),
        N_("Choose the folder of the record book, or begin a new one."),
    ),
    "newer_vault": (
        N_("This record book was made by a newer program."),
        N_("It has version {found}; this program knows version {known}. It was left untouched."),
        N_("Update the program and open it again."),
    ),
    "vault_damaged": (
        N_("A part of the record book cannot be read: {part}."),
        N_("The disk may have a fault. Nothing was written to {path}."),
        N_("Restore the last backup into a new folder and keep this one."),
    ),
    "vault_away": (
        N_("The disk with the record book does not answer."),
        N_("{path} was pulled out, or its disk has a fault."),
        N_("Put it in again, then try once more. What is typed stays in this window."),
    ),
    "vault_read_only": (
        N_("Not saved: the disk with the record book takes no writing."),
        N_("{path} is write-protected; the small switch of a stick may stand on lock."),
        N_("Make it writable again, then try once more. What is typed stays in this window."),
    ),
    "same_person": (
        N_("{name} is the principal already."),
        "",
        N_("Choose who follows, or add them to the roster first."),
    ),
    "same_secret": (
        N_("The second password is not taken."),
        N_("It is the principal’s own, or looks like the code of a recovery sheet."),
        N_("Let the second person choose one of their own."),
    ),
    "backup_damaged": (
        N_("This is no whole backup."),
        N_("{path:name} is not a backup of this program’s, or a part of it was lost."),
        N_("Try an older backup, or the one on another stick."),
    ),
    "backup_of_another": (
        N_("This backup is of another record book."),
        N_("{path:name} belongs to another school or was made before this record book was begun."),
        N_("Open it as a record book of its own, in a new folder."),
    ),
    "vault_exists": (
        N_("There is something under this name already."),
        N_("{path} was left as it is."),
        N_("Choose another name or folder."),
    ),
    "vault_on_share": (
        N_("A record book can’t lie on a network drive."),
        N_("{path} is on another computer: what is saved there may be lost or written over."),
        N_("Keep it on this computer; copy one that is there already. Backups may go onto the network drive."),
    ),
    "vault_in_use": (
        N_("The record book is open already."),
        N_("Another window or program uses {path}."),
        N_("Close the other one, or go on there."),
    ),
    "vault_in_use_here": (
        N_("The record book is open already."),
        N_("Another window on this computer has it open (process {process})."),
        N_("Close the other one, or go on there."),
    ),
    "vault_in_use_elsewhere": (
        N_("The record book is open on the computer {computer}."),
        N_("Only one program at a time writes in it."),
        N_("Close it there, then open it here."),
    ),
}
