"""A month of the calendar: what happened, what was promised, what an activity still lacks, and the days off."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.clock import FixedClock
from core.campaign.reader import preset
from core.campaign.template import Submission
from core.records.content import DayOff, Person, Record
from core.services import calendar, campaigns, drafts, people, records, seals, surroundings
from core.store.vault import Vault
from core.views.calendar import DayMark, MarkKind
from tests.support.examples import EXAMPLES
from tests.support.vaults import CHEAP, CHINA, FORUM, ITEM, PASSWORD, SESSION, open_copy, unlike

CAMPAIGN = preset().id


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


def at(vault: Vault, day: str) -> None:
    clock = vault.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=CHINA))


def marks(vault: Vault, month: str = "2008-09", *what: MarkKind) -> list[DayMark]:
    year, number = map(int, month.split("-"))
    return [mark for mark in calendar.month(vault, year, number).marks if not what or mark.what in what]


def days(found: list[DayMark]) -> list[str]:
    return [mark.day.isoformat() for mark in found]


def finish(vault: Vault, kind: str, move: str = "finish", **values: Any) -> Record:
    record = drafts.begin(vault, kind, values={**EXAMPLES[kind], **values})
    return records.move(vault, record.id, move, revision=record.revision)


# --- what happened ---------------------------------------------------------------------------------


def test_what_happened_stands_on_its_day_drafts_too_and_void_records_do_not(vault: Vault) -> None:
    draft = drafts.begin(vault, "research_diary", values=EXAMPLES["research_diary"])
    done = finish(vault, "study_session")
    gone = finish(vault, "style_check")
    records.move(vault, gone.id, "void", answers={"reason": "重复登记了一次"}, revision=gone.revision)
    drafts.begin(vault, "study_session", values={**SESSION, "date": None})

    found = marks(vault, "2008-09", MarkKind.HAPPENED)

    assert [(mark.record, mark.state, mark.kind) for mark in found] == [
        (draft.id, "draft", "research_diary"),
        (done.id, "done", "study_session"),
    ]
    assert (found[1].day, found[1].heading, found[1].subtype) == (date(2008, 9, 18), done.heading, "night_study")


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("2008-02", "2008-02-01", "2008-02-29"),
        ("2009-02", "2009-02-01", "2009-02-28"),
        ("2008-04", "2008-04-01", "2008-04-30"),
        ("2008-12", "2008-12-01", "2008-12-31"),
    ],
)
def test_a_month_has_its_first_and_its_last_day_and_none_of_its_neighbours(
    vault: Vault, month: str, first: str, last: str
) -> None:
    at(vault, "2009-12-31")
    before, after = (
        date.fromordinal(date.fromisoformat(day).toordinal() + by).isoformat() for day, by in ((first, -1), (last, 1))
    )
    for number, day in enumerate((before, first, last, after)):
        drafts.begin(vault, "study_session", values={**unlike(SESSION, number), "date": day})

    assert days(marks(vault, month, MarkKind.HAPPENED)) == [first, last]


def test_of_what_is_locked_away_only_the_kind_and_the_day_stand_there(vault: Vault) -> None:
    seals.choose(vault, PASSWORD, cost=CHEAP)
    record = finish(vault, "criticism_meeting")
    seals.lock(vault)

    (mark,) = [one for one in marks(vault) if one.record == record.id and one.what is MarkKind.HAPPENED]

    assert (mark.kind, mark.day, mark.heading) == ("criticism_meeting", date(2008, 9, 13), "")
    assert not [one for one in marks(vault) if one.record == record.id and (one.heading or one.person)]


# --- what is due -----------------------------------------------------------------------------------


def test_what_was_promised_is_due_on_its_day_and_overdue_from_the_next(vault: Vault) -> None:
    record = finish(vault, "study_session")
    (due,) = marks(vault, "2008-09", MarkKind.DUE)
    assert (due.day, due.heading, due.person) == (date(2008, 9, 30), "发放留校需求调查表", "王䶮")
    assert (due.record, due.kind, due.state) == (record.id, "study_session", "done")

    at(vault, "2008-09-30")
    assert [mark.what for mark in marks(vault, "2008-09", MarkKind.DUE, MarkKind.OVERDUE)] == [MarkKind.DUE]
    at(vault, "2008-10-01")
    assert [mark.what for mark in marks(vault, "2008-09", MarkKind.DUE, MarkKind.OVERDUE)] == [MarkKind.OVERDUE]


def test_a_draft_promises_nothing_and_neither_does_what_was_voided(vault: Vault) -> None:
    drafts.begin(vault, "study_session", values=SESSION)
    assert marks(vault, "2008-09", MarkKind.DUE) == []

    item = finish(vault, "rectification", "register", **ITEM)
    assert days(marks(vault, "2008-09", MarkKind.DUE)) == ["2008-09-25"]
    records.move(vault, item.id, "void", answers={"reason": "重复登记了一次"}, revision=item.revision)
    assert marks(vault, "2008-09", MarkKind.DUE) == []


def test_an_extended_item_is_due_on_its_new_day_only(vault: Vault) -> None:
    item = finish(vault, "rectification", "register", **ITEM)
    for move, more in (("start", {}), ("extend", {"deadline": "2008-10-31", "note": "材料还没有运到，推迟安装。"})):
        said = {"on": "2008-09-19", "by": "p01", **more}
        item = records.move(vault, item.id, move, answers=said, revision=item.revision)

    assert marks(vault, "2008-09", MarkKind.DUE) == []
    assert days(marks(vault, "2008-10", MarkKind.DUE)) == ["2008-10-31"]


def test_an_opinion_is_promised_until_it_is_answered(vault: Vault) -> None:
    forum = finish(vault, "forum", **FORUM)
    (mark,) = marks(vault, "2008-09", MarkKind.DUE)
    assert mark.heading.startswith("孩子四点放学没人接")

    row = forum.values["opinions"][0]["row"]
    said = {"row": row, "answered_on": "2008-09-19", "answer_way": "person", "by": "p03"}
    records.move(vault, forum.id, "answer", answers=said, revision=forum.revision)
    assert marks(vault, "2008-09", MarkKind.DUE) == []


def test_who_promised_goes_by_the_name_of_today_and_by_none_where_nobody_is_known(vault: Vault) -> None:
    finish(vault, "study_session")
    people.save(vault, Person(id="p03", name="王龑", post="教导主任", team=True))
    (due,) = marks(vault, "2008-09", MarkKind.DUE)
    assert due.person == "王龑"


# --- what the campaigns ask ------------------------------------------------------------------------


def test_an_activity_is_due_on_the_last_day_of_its_month_phase_or_campaign_while_it_lacks_something(
    vault: Vault,
) -> None:
    campaigns.take(vault, preset())

    def asked(month: str) -> dict[str, tuple[str, int]]:
        return {mark.heading: (mark.day.isoformat(), mark.missing) for mark in marks(vault, month, MarkKind.DUE)}

    assert asked("2008-05")["校长蹲点调研与日记"] == ("2008-05-10", 1), "the phase inside a phase has its own end"
    assert asked("2008-05")["创业创新建议书"] == ("2008-05-20", 1), "ten days after it"
    assert asked("2008-05")["夜学"] == ("2008-05-31", 2)
    assert "夜学" not in asked("2008-07"), "holidays do not count"
    assert asked("2008-09")["夜学"] == ("2008-09-30", 2)
    assert "夜学" not in asked("2008-10"), "what has not begun is not asked"
    at(vault, "2008-10-01")
    assert asked("2008-12")["校级总结与制度"] == ("2008-12-31", 1)

    at(vault, "2008-09-19")
    for number, day in enumerate(("2008-09-17", "2008-09-18")):
        finish(vault, "study_session", **{**unlike(SESSION, number), "date": day, "resolutions": []})
    assert "夜学" not in asked("2008-09")


def test_what_each_leader_has_to_do_is_marked_once_with_all_that_is_missing(vault: Vault) -> None:
    campaigns.take(vault, preset())
    assert [(mark.day.day, mark.missing) for mark in marks(vault, "2008-12") if mark.heading == "一人一课"] == [(31, 3)]

    finish(vault, "study_session", subtype="one_lesson", speaker="p02")
    assert [mark.missing for mark in marks(vault, "2008-12") if mark.heading == "一人一课"] == [2]


def test_several_campaigns_mark_their_own_days(vault: Vault) -> None:
    campaigns.take(vault, preset())
    first = preset().activity("A11")
    own = (msgspec.structs.replace(first, name="读书会"),)
    other = msgspec.structs.replace(preset(), id="other", title="另一个活动", activities=own, submission=Submission())
    campaigns.take(vault, other)

    def named() -> set[str]:
        return {mark.heading for mark in marks(vault, "2008-09", MarkKind.DUE)}

    assert named() >= {"夜学", "读书会"}
    campaigns.finish(vault, CAMPAIGN)
    assert named() == {"读书会"}
    campaigns.finish(vault, "other")
    assert named() == set()


def test_what_was_due_before_the_notice_came_is_not_marked(vault: Vault) -> None:
    campaigns.take(vault, preset(), received_on=date(2008, 5, 15))
    found = {mark.heading for mark in marks(vault, "2008-05", MarkKind.DUE)}
    assert "创业创新建议书" in found
    assert "校长蹲点调研与日记" not in found


# --- days off, and the order -----------------------------------------------------------------------


def test_days_off_are_cut_at_the_ends_of_the_month(vault: Vault) -> None:
    surroundings.save_days_off(
        vault,
        [
            DayOff(name="国庆节", since=date(2008, 9, 29), until=date(2008, 10, 5)),
            DayOff(name="运动会", since=date(2008, 9, 19), until=date(2008, 9, 19)),
        ],
    )
    september, october = marks(vault, "2008-09", MarkKind.OFF), marks(vault, "2008-10", MarkKind.OFF)

    assert [(mark.day.day, mark.heading) for mark in september] == [
        (19, "运动会"),
        (29, "国庆节"),
        (30, "国庆节"),
    ]
    assert [mark.day.day for mark in october] == [1, 2, 3, 4, 5]
    assert marks(vault, "2008-11", MarkKind.OFF) == []


def test_a_day_says_first_what_happened_then_what_is_due_then_that_it_is_off(vault: Vault) -> None:
    finish(vault, "study_session", resolutions=[{"text": "当天办完的一件事", "owner": "p03", "due": "2008-09-18"}])
    surroundings.save_days_off(vault, [DayOff(name="停课", since=date(2008, 9, 18), until=date(2008, 9, 18))])

    sheet = calendar.month(vault, 2008, 9)

    assert [mark.what for mark in sheet.marks] == [MarkKind.HAPPENED, MarkKind.OVERDUE, MarkKind.OFF]
    assert (sheet.year, sheet.month, sheet.today) == (2008, 9, date(2008, 9, 19))
