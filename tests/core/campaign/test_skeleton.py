"""Blank campaigns are whole, and keep their shape over other days."""

from datetime import date

import pytest

from core.base.errors import CampaignRefused
from core.campaign.skeleton import lay_out, skeletons
from core.records.catalogue import built_in

START, END = date(2027, 3, 1), date(2027, 7, 31)


def test_there_are_six_and_each_asks_only_for_kinds_the_program_has() -> None:
    assert len(skeletons()) == 6
    asked = {activity.kind for one in skeletons() for activity in one.activities}
    assert asked <= set(built_in())


@pytest.mark.parametrize("skeleton", skeletons(), ids=lambda one: one.id)
def test_it_lies_over_the_days_it_is_given(skeleton) -> None:
    laid = lay_out(skeleton, title="2027年专项行动", start=START, end=END, issuer="云川县教育局")

    assert (laid.title, laid.issuer.name) == ("2027年专项行动", "云川县教育局")
    assert (laid.window.start, laid.window.end) == (START, END)
    assert all(laid.window.holds(phase.start) and laid.window.holds(phase.end) for phase in laid.phases)
    assert [phase.id for phase in laid.phases] == [phase.id for phase in skeleton.phases]


@pytest.mark.parametrize("skeleton", skeletons(), ids=lambda one: one.id)
def test_it_says_what_is_asked_of_whom_and_hands_nothing_confidential_round(skeleton) -> None:
    for activity in skeleton.activities:
        assert activity.name
        assert activity.outputs
        if not built_in()[activity.kind].open_to_all:
            assert activity.publication is not None


def test_phases_keep_their_share_of_the_time() -> None:
    three = next(one for one in skeletons() if one.id == "three-phases")

    first, *_others, last = lay_out(three, title="", start=START, end=END).phases

    assert first.start == START
    assert last.end == END


def test_a_campaign_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(CampaignRefused) as refused:
        lay_out(skeletons()[0], title="x", start=END, end=START)
    assert refused.value.particulars["reason"] == "ends_before_start"


def test_the_same_title_from_the_same_day_is_the_same_campaign_and_another_title_another() -> None:
    laid = {
        title: lay_out(skeletons()[0], title=title, start=START, end=END).id
        for title in ("安全教育年", " 安全教育 年", "师德师风专题教育")
    }

    assert laid["安全教育年"] == laid[" 安全教育 年"] != laid["师德师风专题教育"]
