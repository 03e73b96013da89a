"""Sentences of every finding by its name, rule and code: (sentence, words of the action); English is the source.

The names are those of core/checks/declared.py; a rule's own number is the fallback for a code without a sentence.
"""

from core.base.words import N_

_GO = N_("Go and change it")
_FILL = N_("Fill it in")
_EXPLAIN = N_("Write an explanation")

FINDINGS: dict[str, tuple[str, str]] = {
    # --- completeness ------------------------------------------------------------------------------
    "W01.empty": (N_("This has to be filled in and is still empty."), _FILL),
    "W01.cell_empty": (N_("Row {row} still lacks this, which has to be filled in."), _FILL),
    "W01.no_rows": (N_("At least one row is needed here."), _FILL),
    "W02.signed_differs": (
        N_("The sign-in sheet has {signed} signatures and {present} were present. The two should be equal."),
        _GO,
    ),
    "W02.absent_not_expected": (N_("{person} is absent but was not among those expected."), _GO),
    "W02.expected_twice": (N_("{person} stands twice among those expected."), _GO),
    "W02.absent_twice": (N_("{person} stands twice among the absent."), _GO),
    "W02.absent_nobody": (N_("Row {row} of the absent names nobody."), _GO),
    "W03.no_reason": (
        N_("{person} is absent and no reason is chosen. Choose one, or write an explanation."),
        _EXPLAIN,
    ),
    "W03.no_makeup": (N_("{person} has no make-up study yet. It can be filled in later."), _FILL),
    "W03.excuse_unsaid": (N_("{person} needs no make-up study. A word in the note would say why."), _FILL),
    "W04.not_present": (N_("{person} has a task here but is not among those present."), _GO),
    "W05.short": (N_("The text has {length} characters; {least} are usual."), ""),
    "W06.no_discussion": (N_("There is a conclusion and no discussion. Note at least {least} who spoke."), _GO),
    "W06.few_speakers": (N_("{speakers} spoke; {least} are usual."), _GO),
    "W06.only_agreement": (N_("The discussion only says that all agreed. Note what somebody said."), _GO),
    "W06.speaker_not_present": (N_("{person} spoke but is not among those present."), _GO),
    "W07.no_sign_in_sheet": (N_("The signed sign-in sheet is not among the attachments yet."), N_("Add it")),
    "W08.no_photo": (N_("There is no photo."), N_("Add it")),
    "W09.file_missing": (N_("The attachment {name} is missing."), N_("Add it again")),
    "W09.file_changed": (N_("The attachment {name} is not what it was when it was added."), N_("Add it again")),
    "W09.file_empty": (N_("The attachment {name} is empty (0 bytes)."), N_("Add it again")),
    "W09.file_unreadable": (N_("The attachment {name} cannot be opened."), N_("Add it again")),
    "W10.none_in_month": (N_("{month:month} has no record of {activity} yet."), N_("New record")),
    "W11.all_empty": (N_("None of the three questions is answered yet."), _FILL),
    "W12.none_unsaid": (N_("Difficulties are empty. If there are none, write “none”."), _FILL),
    # --- time and people ---------------------------------------------------------------------------
    "T01.ends_before_start": (N_("It ends at {end}, not after its start at {start}."), _GO),
    "T01.long": (N_("It lasts {minutes:duration}, longer than usual."), ""),
    "T01.short": (N_("It lasts {minutes:duration}, shorter than usual."), ""),
    "T02.two_places": (
        N_("{people} were at {place} from {start} to {end}: {number} {heading}. Nobody is in two places at once."),
        N_("See that record"),
    ),
    "T03.place_taken": (N_("{place} is taken from {start} to {end}: {number} {heading}."), N_("See that record")),
    "T04.future": (N_("{on:day} is still to come; today is {today:day}."), _GO),
    "T05.late": (
        N_("Entered {days} days after {on:day} and marked as a late entry. That is no harm; one sentence will do."),
        _EXPLAIN,
    ),
    "T09.material_after_session": (
        N_("It was issued on {issued:day}, after the study on {on:day}. Please check the dates."),
        _GO,
    ),
    "T11.repealed": (N_("{title} was repealed on {repealed_on:date}."), _GO),
    "T12.accepted_before_progress": (
        N_("Accepted on {accepted_on:day}, before the last progress on {progress_on:day}."),
        _GO,
    ),
    "T12.closed_before_accepted": (N_("Closed on {closed_on:day}, before it was accepted on {accepted_on:day}."), _GO),
    "T12.before_last_step": (N_("Dated {on:day}, before the last step on {last:day}."), _GO),
    "T12.told_later": (N_("The text speaks of {told:day} (“{words}”), after the record’s day {on:day}."), ""),
    "T14.weekday_differs": (N_("The text says “{words}”; {on:day} is a {weekday:weekday}."), _GO),
    "T16.clock_behind": (
        N_("This computer’s clock is earlier than the last entry, {last:moment}. Please set the clock first."),
        N_("How to set it"),
    ),
    # --- text --------------------------------------------------------------------------------------
    "C07.placeholder": (N_("“{words}” looks like a placeholder that was left over."), _GO),
    # --- rectification -----------------------------------------------------------------------------
    "E01.element_missing": (
        N_("Problem, measures, people and deadline must all be there; this one is missing."),
        _FILL,
    ),
    "E02.overdue": (
        N_("The deadline {deadline:day} passed {days} days ago. Ask for an extension, or write an explanation."),
        _EXPLAIN,
    ),
    "E03.no_evidence": (N_("There is no evidence yet, so it cannot be closed."), N_("Add evidence")),
    "E03.no_progress": (N_("No progress is noted yet."), N_("Add progress")),
    "E04.own_acceptance": (N_("{person} is responsible and cannot accept the own work."), _GO),
    "E05.vague": (N_("“{words}” names no action, number or time."), _GO),
    "E06.few_milestones": (N_("{milestones} milestones; sustained work needs at least two with dates."), N_("Add one")),
    "E06.too_many_lasting": (
        N_("{lasting} of {total} items ({percent} %) are sustained; an inspection would ask."),
        _EXPLAIN,
    ),
    "E06.milestones_open": (N_("{open} milestones are not reached yet."), _GO),
    "E07.deadline_moved": (
        N_("The deadline went from {was:day} to {now:day} without an approved extension."),
        N_("Ask for an extension"),
    ),
    "E07.extension_unapproved": (N_("The extension from {was:day} to {now:day} does not say who approved it."), _FILL),
    "E07.deadline_not_later": (N_("The new deadline {now:day} is not later than {was:day}."), _GO),
    "E09.before": (N_("{later:day} comes before the day it was raised, {earlier:day}."), _GO),
    "E10.not_published": (N_("To be published; the days are not filled in yet."), _FILL),
    "E10.published_briefly": (N_("Published for {days} days; at least {least} are usual."), _GO),
    # --- quotas ------------------------------------------------------------------------------------
    "Q01.few_in_month": (N_("{month:month}: {done} of {activity}; {due} are suggested."), N_("New record")),
}
