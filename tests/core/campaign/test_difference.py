"""What a newer edition changes is told part by part, before anybody takes it."""

from datetime import date

import msgspec

from core.campaign.change import Change, Difference
from core.campaign.difference import compare
from core.campaign.reader import preset
from core.campaign.template import Activity, Per, Phase, Quota


def changed(**parts: object) -> tuple[Difference, ...]:
    before = preset()
    return compare(before, msgspec.structs.replace(before, edition=2, **parts))


def test_an_edition_that_changes_nothing_but_its_number_says_only_that() -> None:
    assert [(one.part, one.before, one.after) for one in changed()] == [("edition", "1", "2")]


def test_a_new_activity_and_one_that_went_are_told_by_name() -> None:
    kept = preset().activities[1:]
    new = Activity(id="A25", name="家访", record_kind="research_diary")

    found = [(one.what, one.id, one.name) for one in changed(activities=(*kept, new)) if one.part == "activities"]

    assert found == [(Change.ADDED, "A25", "家访"), (Change.REMOVED, "A01", "成立领导小组")]


def test_a_changed_quota_is_told_with_both_numbers() -> None:
    activities = tuple(
        msgspec.structs.replace(one, quota=Quota(min=4, per=Per.MONTH, skip_months=(7, 8))) if one.id == "A11" else one
        for one in preset().activities
    )

    (found,) = [one for one in changed(activities=activities) if one.part == "activities"]

    assert (found.id, found.name, found.detail, found.before, found.after) == ("A11", "夜学", "quota.min", "2", "4")


def test_a_moved_phase_is_told_with_both_days() -> None:
    first, *others = preset().phases
    moved = msgspec.structs.replace(first, end=date(2008, 4, 28))

    (found,) = [one for one in changed(phases=(moved, *others)) if one.part == "phases"]

    assert (found.name, found.detail, found.before, found.after) == (
        "宣传发动阶段",
        "end",
        "2008-04-30",
        "2008-04-28",
    )


def test_a_threshold_is_told_by_its_name() -> None:
    thresholds = msgspec.structs.replace(preset().thresholds, photo_required=True)

    (found,) = [one for one in changed(thresholds=thresholds) if one.part == "thresholds"]

    assert (found.what, found.detail, found.before, found.after) == (
        Change.CHANGED,
        "photo_required",
        "False",
        "True",
    )


def test_a_phase_that_goes_takes_nothing_else_along() -> None:
    phases: tuple[Phase, ...] = preset().phases[:-1]

    found = [one for one in changed(phases=phases) if one.part != "edition"]

    assert [(one.what, one.part, one.name) for one in found] == [(Change.REMOVED, "phases", "总结提高阶段")]
