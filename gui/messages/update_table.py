"""Sentences about updates of the program itself: what happened, why, what to do now."""

from core.base.words import N_

_AS_IT_WAS = N_("The program stayed as it was.")
_COPY_AGAIN = N_("Copy the folder onto the stick once more, or get it anew from the county office.")
_TELL_COUNTY = N_("Do not use it, and tell the county office.")

UPDATE: dict[str, tuple[str, str, str]] = {
    "newer_update": (
        N_("This update is too new to be read."),
        N_("It is written in a way that only newer programs know."),
        N_("Ask the county office for the version in between."),
    ),
    "nothing_former": (
        N_("Version {version} is not here any more."),
        _AS_IT_WAS,
        N_("Get the version you want from the county office."),
    ),
    "program_fixed": (
        N_("The program cannot be updated where it lies."),
        N_("{path} is not laid out for it."),
        N_("Unpack the newest edition from the county office into a folder of its own. The record book stays."),
    ),
    "program_from_source": (
        N_("The program runs from its source."),
        "",
        N_("It is updated as the source is."),
    ),
    "program_locked": (
        N_("The program’s folder takes no files."),
        N_("{path} is write-protected or belongs to somebody else."),
        N_("Switch the protection off, or let whoever installed it update it."),
    ),
    "program_not_started": (
        N_("The new version did not start."),
        N_("The system refused {path}; a virus scanner may still be looking at it."),
        N_("Leave, and open the program again in a minute. The record book and the former version are there."),
    ),
    "program_of_system": (
        N_("The system’s package manager installed this program."),
        N_("Only that may change {path}."),
        N_("Let the county’s .deb of the new version be installed. The record book stays."),
    ),
    "update_cut_off": (
        N_("The stick was pulled out."),
        _AS_IT_WAS,
        N_("Put the stick in again and update once more."),
    ),
    "update_damaged": (
        N_("This update is damaged: {part}."),
        N_("It was not copied whole, or was changed afterwards. The program stayed as it was."),
        _COPY_AGAIN,
    ),
    "update_for_others": (
        N_("This update is for another system."),
        N_("It is for {found}; this computer needs {wanted}."),
        N_("Ask the county office for the other one."),
    ),
    "update_no_room": (
        N_("There is too little room for a new version."),
        N_("{needed:size} are needed and {free:size} are free at {path}."),
        N_("Make room, then update once more."),
    ),
    "update_of_another": (
        N_("This update was signed by somebody else."),
        N_("Its key {key} is not one this program believes. The program stayed as it was."),
        _TELL_COUNTY,
    ),
    "update_older": (
        N_("The update is no newer than this program."),
        N_("It has version {version}; version {present} is here already."),
        N_("Nothing has to be done."),
    ),
    "update_too_far": (
        N_("The update is too new for this version."),
        N_("Version {version} can only follow {since} or a later one; here is {present}."),
        N_("Ask the county office for version {since} first."),
    ),
    "update_too_large": (
        N_("This is no update of this program."),
        N_("It is larger than any can be. The program stayed as it was."),
        _TELL_COUNTY,
    ),
    "update_under_way": (
        N_("Another window is updating the program."),
        "",
        N_("Let it finish, or close it."),
    ),
    "update_unsafe": (
        N_("This is no update of this program."),
        N_("It holds something no update may hold: {name}. The program stayed as it was."),
        _TELL_COUNTY,
    ),
    "update_unsigned": (
        N_("This update is not signed."),
        N_("Nobody can say where it comes from. The program stayed as it was."),
        _COPY_AGAIN,
    ),
    "vault_moved": (
        N_("Version {former} cannot read this record book any more."),
        N_("The new version brought it up to date."),
        N_(
            "If it must be: start the program in the folder versions/{former} and restore {backup:name} there. What "
            "was written since is not in it."
        ),
    ),
}
