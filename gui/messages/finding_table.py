"""Sentences of every finding by its name, rule and code: (sentence, words of the action); English is the source.

The names are those of core/checks/declared; a rule's own number is the fallback for a code without a sentence.
"""

from core.base.words import N_

_GO = N_("Go and change it")
_FILL = N_("Fill it in")
_EXPLAIN = N_("Write an explanation")
_SEE = N_("See that record")
_COMPARE = N_("Compare the two")

FINDINGS: dict[str, tuple[str, str]] = {
    # --- completeness ------------------------------------------------------------------------------
    "W01.empty": (N_("Required and still empty."), _FILL),
    "W01.cell_empty": (N_("Required in row {row} and still empty."), _FILL),
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
        _SEE,
    ),
    "T02.away": (N_("{person} is away from {since:day} to {until:day} ({number}) and cannot be here too."), _GO),
    "T03.place_taken": (N_("{place} is taken from {start} to {end}: {number} {heading}."), _SEE),
    "T04.future": (N_("{on:day} is still to come; today is {today:day}."), _GO),
    "T05.late": (
        N_("Entered {days} days after {on:day} and marked as a late entry. That is no harm; one sentence will do."),
        _EXPLAIN,
    ),
    "T06.batch": (
        N_("{count} records of {first:day} to {last:day} were entered on {entered_on:day}. One sentence will do."),
        _EXPLAIN,
    ),
    "T07.away": (
        N_("{person} is away from {since:day} to {until:day} ({number}) and is listed as present. Please check."),
        _GO,
    ),
    "T07.not_yet_here": (N_("{person} came to the school on {since:day}, after this day. Please check."), _GO),
    "T07.left": (N_("{person} left the school on {until:day}, before this day. Please check."), _GO),
    "T08.outside": (N_("{on:day} lies outside the time of “{activity}”, {start:day} to {end:day}."), ""),
    "T09.material_after_session": (
        N_("It was issued on {issued:day}, after the study on {on:day}. Please check the dates."),
        _GO,
    ),
    "T10.relayed_late": (
        N_("Received on {received:day} and passed on on {on:day}, {days} days later; {least} are usual."),
        "",
    ),
    "T11.repealed": (N_("{title} was repealed on {repealed_on:date}."), _GO),
    "T12.accepted_before_progress": (
        N_("Accepted on {accepted_on:day}, before the last progress on {progress_on:day}."),
        _GO,
    ),
    "T12.closed_before_accepted": (N_("Closed on {closed_on:day}, before it was accepted on {accepted_on:day}."), _GO),
    "T12.before_last_step": (N_("Dated {on:day}, before the last step on {last:day}."), _GO),
    "T12.before_referred": (N_("Dated {on:day}, before {number} “{heading}” of {dated:day}, on which it rests."), _SEE),
    "T12.before_month_last": (N_("Dated {on:day}; the last record of {month:month} is of {last:day}."), _GO),
    "T12.none_said": (N_("It says there was none in {month:month}, and there is one of {last:day}."), _GO),
    "T12.told_later": (N_("The text speaks of {told:day} (“{words}”), after the record’s day {on:day}."), ""),
    "T13.weekend": (N_("{on:day} is a {weekday:weekday}."), ""),
    "T13.public_holiday": (N_("{on:day} is a public holiday."), ""),
    "T13.days_off": (N_("{on:day} lies in “{name}” of the school calendar."), ""),
    "T14.weekday_differs": (N_("The text says “{words}”; {on:day} is a {weekday:weekday}."), _GO),
    "T15.taken_another_day": (N_("“{title}” was taken on {taken:day}, {days} days from {on:day}."), ""),
    "T16.clock_behind": (
        N_("This computer’s clock is earlier than the last entry, {last:moment}. Please set the clock first."),
        N_("How to set it"),
    ),
    # --- text --------------------------------------------------------------------------------------
    "C01.alike": (
        N_("{percent} % is the same as in {number} “{heading}”. Compare, then change it or write an explanation."),
        _COMPARE,
    ),
    "C01.somewhat_alike": (N_("{percent} % is the same as in {number} “{heading}”."), _COMPARE),
    "C02.same_words": (
        N_("{person} here and {other_person} in {number} “{heading}”: {percent} % is the same."),
        _COMPARE,
    ),
    "C02.same_words_here": (N_("{person} and {other_person} say the same to {percent} %."), _COMPARE),
    "C03.copied": (
        N_("{length} characters in a row, {percent} % of the text, stand in the material of row {row}."),
        "",
    ),
    "C04.strange_place": (N_("{names} is not among our own places and schools. Is it left over?"), _GO),
    "C05.same_criticism": (
        N_("The criticism of {person} is the same as in {number} “{heading}” to {percent} %."),
        _COMPARE,
    ),
    "C06.alike_elsewhere": (
        N_("{school}, “{heading}”: {percent} % is the same as in “{other_heading}” of {other_school}."),
        _COMPARE,
    ),
    "C07.placeholder": (N_("“{words}” looks like a placeholder that was left over."), _GO),
    "C08.same_measures": (N_("The measures are the same as those of {number} “{heading}” to {percent} %."), _COMPARE),
    "C09.other_year": (N_("The text says “{words}”; the record is of {on:date}."), _GO),
    # --- quotas ------------------------------------------------------------------------------------
    "Q01.few_in_month": (N_("{month:month}: {done} of {activity}; {due} are suggested."), N_("New record")),
    "Q01.few_in_quarter": (
        N_("Quarter {quarter} of {year}: {done} of {activity}; {due} are suggested."),
        N_("New record"),
    ),
    "Q02.hours": (N_("{activity}: {done} of {due} hours."), ""),
    "Q02.hours_of_person": (N_("{person} has {done} of {due} hours of {activity}."), ""),
    "Q03.no_leaders": (
        N_("{activity} is asked of each leader, and nobody on the roster is marked as one. Mark them under People."),
        "",
    ),
    "Q03.no_lesson": (N_("{person} led {done} of {activity}; {due} is suggested."), N_("New record")),
    "Q04.not_handed_in": (N_("{activity} was due at {to} on {due_on:day} and is not handed in yet."), N_("Hand it in")),
    "Q05.not_handed_in": (
        N_("{activity} of {month:month} was due at {to} on {due_on:day} and is not handed in yet."),
        N_("Hand it in"),
    ),
    "Q06.no_screening": (
        N_("{month:month} has neither a record of {activity} nor the word that there was none."),
        N_("Record that there was none"),
    ),
    "Q07.seldom_present": (
        N_("{person} was at {present} of {expected} meetings this year ({percent} %); {least} % is usual."),
        "",
    ),
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
    "E08.again": (
        N_("{number} “{heading}” ({category} too) was closed on {closed_on:day}, within the year before."),
        _SEE,
    ),
    "E09.before": (N_("{later:day} comes before the day it was raised, {earlier:day}."), _GO),
    "E10.not_published": (N_("To be published; the days are not filled in yet."), _FILL),
    "E10.published_briefly": (N_("Published for {days} days; at least {least} are usual."), _GO),
    "E11.unanswered": (N_("Opinion {row} has no day of its answer yet."), N_("Note the answer")),
    "E11.not_followed": (
        N_("Opinion {row} is still to be settled, and no record follows it up yet."),
        N_("Turn it into an item"),
    ),
    "E11.follower_void": (
        N_("Opinion {row} was handed on to {number} “{heading}”, which is void. Nothing follows it up now."),
        _SEE,
    ),
    "E12.not_passed_on": (
        N_("For the office to settle; no written paper tells it of this yet."),
        N_("Write it into a report"),
    ),
    "E12.opinion_not_passed_on": (
        N_("Opinion {row} is for the office; no written paper tells of it yet."),
        N_("Write it into a report"),
    ),
    "E13.no_item": (N_("Remark {row} of the inspection has become no item yet."), N_("Turn it into an item")),
    # --- meetings ----------------------------------------------------------------------------------
    "F01.few_present": (N_("{present} of {expected} were present; {needed} are needed."), _GO),
    "F02.no_conclusion": (
        N_("There is a topic and no conclusion. Note it, or that nothing was decided this time."),
        _FILL,
    ),
    "F03.party_votes": (N_("The matter concerns {people}, who stands among the voters."), _GO),
    "F04.step_missing": (N_("This step of the procedure is not filled in yet."), _FILL),
    "F05.not_reported": (
        N_("The meeting was {days} days ago; a report within {least} is usual. The office’s notice goes before."),
        _FILL,
    ),
    "F05.reported_late": (
        N_("Reported {days} days after the meeting; within {least} is usual. The office’s notice goes before."),
        _EXPLAIN,
    ),
    # --- surveys -----------------------------------------------------------------------------------
    "G01.returned_over_issued": (N_("Row {row}: {returned} came back, {issued} were handed out."), _GO),
    "G01.valid_invalid_differ": (
        N_("Row {row}: {valid} valid and {invalid} invalid are not the {returned} that came back."),
        _GO,
    ),
    "G01.counts_differ": (
        N_("Row {row}: the votes add up to {counted}; {valid} ballots are valid. The two should be equal."),
        _GO,
    ),
    "G01.watcher_judged": (N_("{people} is judged here and cannot watch the count."), _GO),
    "G02.few_returned": (N_("Row {row}: {returned} of {expected} came back ({percent} %)."), ""),
    "G03.small_group": (
        N_("Row {row} has {valid} valid ballots, fewer than {least}: by itself it shows who said what."),
        N_("Count it together with another group"),
    ),
    "G03.small_rest": (
        N_("Taking the groups from all together (row {row}) leaves {valid} ballots, fewer than {least}: too few."),
        N_("Count it together with another group"),
    ),
    # --- petitions and privacy ---------------------------------------------------------------------
    "H01.not_told": (
        N_("Received on {received:day}, {days} days ago, and not told yet; {least} days are allowed."),
        _FILL,
    ),
    "H01.told_late": (
        N_("Received on {received:day}, told on {told:day}, after {days} days; {least} are allowed."),
        _EXPLAIN,
    ),
    "H02.not_answered": (
        N_("Taken on on {accepted:day}, {days} days ago, and not answered yet; {least} days are allowed."),
        _FILL,
    ),
    "H02.answered_late": (
        N_("Taken on on {accepted:day}, answered on {answered:day}, after {days} days; {least} are allowed."),
        _EXPLAIN,
    ),
    "H03.private_value": (N_("This tells who it is and must not leave in a public version."), N_("Mask the name")),
    "H03.name_told": (N_("“{name}” is private in this record and stands here too."), N_("Mask the name")),
    "H03.hidden_name": (N_("“{name}” is private in {number}, and others read this text."), N_("Mask the name")),
    "H04.few_investigators": (N_("{count} looked into it; at least {least} are usual."), _FILL),
    "H04.party_investigates": (N_("{person} is a party and cannot look into it."), _GO),
}
