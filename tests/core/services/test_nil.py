"""A month without anything is said in one step, and never said against the records."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.base.clock import FixedClock
from core.base.words import Words
from core.campaign.reader import preset
from core.records import catalogue
from core.records.catalogue import find_kind
from core.records.content import Record
from core.records.field import Text
from core.services import campaigns, drafts, inspection, nil, records
from core.services.checklist import home
from core.store.vault import Vault
from core.views.checklist import Do, Row
from tests.support.examples import EXAMPLES
from tests.support.vaults import CHINA, open_copy

MONTH = "2008-09"

DISPUTE = {
    "title": "两名家长为接送停车争执",
    "category": "masses",
    "date": "2008-09-25",
    "found_by": "值周教师报告",
    "risk_level": "usual",
    "body": "放学时两辆三轮车抢着停在校门左侧，两名家长为谁先到争吵起来，值周教师上前劝开，双方没有动手。" * 3,
    "publication_scope": "none",
    "parties": [{"side": "first", "role": "三年级学生家长"}, {"side": "second", "role": "五年级学生家长"}],
}
"""A dispute that can be registered."""


def at(vault: Vault, day: int) -> None:
    """Set the clock to a day of the month."""
    clock = vault.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime(2008, 9, day, 12, 0, tzinfo=CHINA))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    at(opened, 29)
    campaigns.take(opened, preset())
    yield opened
    opened.close()
    catalogue.bring([])


def screening(vault: Vault) -> Row:
    (row,) = [row for row in home(vault).to_hand_in if row.action.do is Do.NIL and row.action.month == MONTH]
    return row


def all_of(vault: Vault) -> tuple[Record, ...]:
    return tuple(records.read(vault, line.id) for line in records.listing(vault, "dispute_month"))


def test_one_press_finishes_the_months_return_in_the_principals_name(vault: Vault) -> None:
    row = screening(vault)

    said = nil.say_none(vault, row.action.kind, row.action.month)

    assert said.number == "DM-2008-001"
    assert said.state == "done"
    assert (said.values["month"], said.values["date"]) == (MONTH, "2008-09-29")
    assert (said.values["screeners"], said.values["screenings"]) == (["p01"], 1)
    assert (said.values["found"], said.values["settled"]) == (0, 0)
    assert said.values["publication_scope"] == "none"
    assert "account" not in said.values, "nobody's words are made up"


def test_the_home_page_no_longer_asks_for_the_month(vault: Vault) -> None:
    row = screening(vault)
    nil.say_none(vault, row.action.kind, row.action.month)

    assert not [row for row in home(vault).to_hand_in if row.action.do is Do.NIL and row.action.month == MONTH]


def test_a_second_press_changes_nothing(vault: Vault) -> None:
    first = nil.say_none(vault, "dispute_month", MONTH)

    assert nil.say_none(vault, "dispute_month", MONTH) == first
    assert len(all_of(vault)) == 1


def test_a_return_somebody_is_writing_already_is_left_to_them(vault: Vault) -> None:
    begun = drafts.begin(vault, "dispute_month", values={"month": MONTH, "account": "还没有写完"})

    assert nil.say_none(vault, "dispute_month", MONTH) == begun
    assert len(all_of(vault)) == 1


def test_a_void_return_does_not_count_as_one(vault: Vault) -> None:
    first = nil.say_none(vault, "dispute_month", MONTH)
    records.move(vault, first.id, "void", answers={"reason": "点错了月份，作废"}, revision=first.revision)

    assert nil.say_none(vault, "dispute_month", MONTH).number == "DM-2008-002"


def test_who_looked_and_how_often_is_as_last_time(vault: Vault) -> None:
    before = drafts.begin(
        vault,
        "dispute_month",
        values={
            "month": "2008-08",
            "date": "2008-08-31",
            "screenings": 4,
            "screeners": ["p02", "p03"],
            "publication_scope": "team",
        },
    )
    assert before.values["screenings"] == 4

    said = nil.say_none(vault, "dispute_month", MONTH)

    assert (said.values["screeners"], said.values["screenings"]) == (["p02", "p03"], 4)
    assert said.values["publication_scope"] == "team"


def test_a_month_with_a_dispute_stays_a_draft(vault: Vault) -> None:
    dispute = drafts.begin(vault, "dispute", values=DISPUTE)
    records.move(vault, dispute.id, "register", revision=dispute.revision)

    said = nil.say_none(vault, "dispute_month", MONTH)

    assert said.values["found"] == 1
    assert (said.state, said.number) == ("draft", "")


def test_what_only_a_person_can_say_leaves_a_draft(vault: Vault) -> None:
    (basics, *others) = find_kind("dispute_month").sections
    asked = Text(key="where", words=Words("查了哪里", "Where"), required=True)
    wider = replace(basics, fields=(*basics.fields, asked))
    catalogue.bring([replace(find_kind("dispute_month"), key="own_month", sections=(wider, *others))])

    said = nil.say_none(vault, "own_month", MONTH)

    assert (said.state, said.number) == ("draft", "")
    assert said.values["screeners"] == ["p01"]


# --- what is said too early, or against what comes later -------------------------------------------


def test_a_month_that_is_not_nearly_over_is_neither_offered_nor_finished(vault: Vault) -> None:
    for day, offered in ((19, False), (27, False), (28, True), (30, True)):
        at(vault, day)
        rows = [row for row in home(vault).to_hand_in if row.action.do is Do.NIL and row.action.month == MONTH]
        assert bool(rows) is offered, day

    at(vault, 19)
    said = nil.say_none(vault, "dispute_month", MONTH)
    assert (said.number, said.state) == ("", "draft")


def test_a_dispute_entered_after_the_nil_return_of_its_month_contradicts_it(vault: Vault) -> None:
    said = nil.say_none(vault, "dispute_month", MONTH)
    assert [one.rule for one in records.open_record(vault, said.id).findings if one.level == "E"] == []

    begun = drafts.begin(vault, "dispute", values=DISPUTE)
    records.move(vault, begun.id, "register", revision=begun.revision)

    (error,) = [one for one in records.open_record(vault, said.id).findings if one.level == "E"]
    assert (error.rule, error.code, error.path) == ("T12", "none_said", ("found",))
    assert error.particulars == {"month": MONTH, "last": "2008-09-25"}
    assert [one.rule for one in inspection.look(vault).differs if one.record == said.id] == ["T12"]


def test_what_else_happens_in_the_month_contradicts_no_nil_return(vault: Vault) -> None:
    said = nil.say_none(vault, "dispute_month", MONTH)
    at(vault, 30)
    begun = drafts.begin(vault, "leave", values={**EXAMPLES["leave"], "since": "2008-09-30", "until": "2008-09-30"})
    records.move(vault, begun.id, "finish", revision=begun.revision)

    assert [one.rule for one in records.open_record(vault, said.id).findings if one.level == "E"] == []
