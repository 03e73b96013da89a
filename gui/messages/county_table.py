"""Sentences about certificates, answers and the county's desk: what happened, why, what to do now."""

from core.base.words import N_

COUNTY: dict[str, tuple[str, str, str]] = {
    "not_that_document": (
        N_("This is another document than the one that belongs here."),
        N_("It is {type}; expected was {wanted}."),
        N_("Choose the right file on the stick."),
    ),
    "not_believed": (
        N_("The file was not taken in."),
        N_("The judge says: {reason}"),
        N_("See “Check files” for what is wrong with it, and ask the county for another copy."),
    ),
    "root_differs": (
        N_("The fingerprint is not the county’s."),
        N_("The letter’s root has {root}; what was confirmed is something else."),
        N_(
            "Compare every group with the county’s printed notice; if they differ, use the letter no further "
            "and ring the county up."
        ),
    ),
    "other_county": (
        N_("This letter comes from another county."),
        N_("The school belongs to {county} already."),
        N_("Ask the county which of the two is right; nothing was changed."),
    ),
    "reply_of_another": (
        N_("This answer is not for a packet made here."),
        N_("It speaks of “{title}”, code {code}."),
        N_("Choose the answer to your own packet, or ask the county for it again."),
    ),
    "not_certified": (
        N_("The county has not certified this signature yet."),
        N_("Only a certified signature can do this."),
        N_("Make the enrolment form, hand it in, and take the county’s letter in."),
    ),
    "register_unreachable": (
        N_("The register does not answer."),
        N_("The database says: {reason}"),
        N_("See that the server runs and the address is right, then try again; nothing was lost."),
    ),
    "other_register": (
        N_("The register belongs to another desk."),
        N_("It was set up for {county} with another root key."),
        N_("Give the address of this desk’s own register, or open the desk that the register belongs to."),
    ),
    "keys_older": (
        N_("The desk’s keys are older than its register."),
        N_("{path} has not the keys of the issuing certificate that was made last."),
        N_("Restore a newer backup; without one, only another desk can be set up."),
    ),
    "root_box_damaged": (
        N_("The file with the county’s root key cannot be read."),
        N_("{path} is damaged or another file."),
        N_("Use the other copy from the safe."),
    ),
    "key_not_confirmed": (
        N_("The fingerprint on the paper is another one."),
        N_("The file has {key}."),
        N_("Certify nothing. Ask the school to make the form anew and to bring paper and file together."),
    ),
    "answered_already": (
        N_("“{title}” has its answer already."),
        N_("It is {state}."),
        N_("Print that answer again, or wait for the school’s next packet."),
    ),
    "school_taken": (
        N_("Another school is called “{name}” already."),
        "",
        N_("Choose it from the list, or write the name so that both can be told apart."),
    ),
    "not_in_register": (
        N_("This is not in the register."),
        N_("Nothing is kept under {id}."),
        N_("Read the stick again and take it in first."),
    ),
    "recipient_unusable": (
        N_("The file cannot be closed for the county."),
        N_("The county’s certificate for confidential files does not fit ({reason})."),
        N_("Ask the county for its newest letter and take it in; nothing was written."),
    ),
    "no_envelope": (
        N_("This is no confidential envelope."),
        N_("{path:name} is another kind of file or was cut off."),
        N_("Ask for another copy."),
    ),
    "envelope_for_others": (
        N_("This envelope was closed for somebody else."),
        N_("{path:name} can only be opened at the desk it was made for."),
        N_("Hand it on to that desk, or ask the school to make it for this county."),
    ),
    "envelope_damaged": (
        N_("The envelope cannot be opened."),
        N_("{path:name} was changed or copied badly."),
        N_("Ask the school for another copy."),
    ),
    "token_module_unusable": (
        N_("The USB key’s program cannot be loaded."),
        N_("{path} is missing, or made for another system."),
        N_("Install what came with the USB key, or choose its file anew."),
    ),
    "token_gone": (
        N_("The USB key is not there."),
        N_("“{label}” is not plugged in, or was pulled out."),
        N_("Plug it in and sign again; nothing was lost."),
    ),
    "token_refused": (
        N_("The USB key cannot do this."),
        N_("“{label}” answers: {reason}."),
        N_("Use another USB key, or sign with this computer’s own key. Nothing was changed."),
    ),
    "pin_wrong": (
        N_("The USB key does not take this PIN."),
        N_("Some wrong tries lock it."),
        N_("Type the PIN once more, carefully."),
    ),
    "pin_locked": (
        N_("The USB key is locked."),
        N_("“{label}” takes no PIN any more."),
        N_("Whoever issued it can unlock it. Until then sign with this computer’s own key."),
    ),
    "no_token_key": (
        N_("This is not the right USB key."),
        N_("“{label}” does not hold the key of this school."),
        N_("Plug in the one that was enrolled."),
    ),
}
