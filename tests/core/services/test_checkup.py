"""The school judged once and then by what changed: always the answer that judging all anew would give."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.clock import FixedClock
from core.base.errors import RecordGone
from core.campaign.reader import preset
from core.checks.checking import check
from core.checks.finding import Finding
from core.records.catalogue import find_kind, kind_of
from core.records.content import Person, Record, name_rows
from core.records.workflow import Effect
from core.services import campaigns, checking, checkup, drafts, links, people, records, seals
from core.services.around import AllAtOnce, Around, OneByOne
from core.services.checkup import Checked
from core.store import projection
from core.store import records as shelf
from core.store.vault import Vault
from tests.core.services.living import Life
from tests.support.examples import EXAMPLES, STATES, whole
from tests.support.vaults import CHEAP, DIARY, ITEM, NOON, PASSWORD, SESSION, open_copy, unlike


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    campaigns.take(opened, preset())
    seals.choose(opened, PASSWORD, cost=CHEAP)
    yield opened
    opened.close()


def anew(vault: Vault) -> Checked:
    """Judge everything as if the vault had just been opened; what was kept of it stays as it was."""
    kept, vault.memory = vault.memory, {}
    try:
        return checkup.look(vault)
    finally:
        vault.memory = kept


def same(one: Checked, other: Checked) -> bool:
    """Tell whether two answers say the same, however many records were judged for them."""
    return all(getattr(one, part) == getattr(other, part) for part in ("records", "explained", "school", "standings"))


def finished(vault: Vault, kind: str, move: str = "finish", **values: Any) -> Record:
    """Enter and finish a record, with a sentence for every warning."""
    record = drafts.begin(vault, kind, values={**EXAMPLES[kind], **values})
    for one in records.lacking(vault, record.id, move):
        record = records.explain(vault, record.id, one.mark, "分次办理，情况属实", revision=record.revision)
    return records.move(vault, record.id, move, revision=record.revision)


def names(found: tuple[Finding, ...]) -> set[str]:
    return {finding.name for finding in found}


# --- judged again ----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_after_whatever_happened_the_answer_is_that_of_a_fresh_memory(vault: Vault, seed: int) -> None:
    life = Life(vault, seed)
    for _ in range(26):
        life.go_on()
        now, fresh = checkup.look(vault), anew(vault)
        for record in now.records.keys() | fresh.records.keys():
            assert now.records.get(record) == fresh.records.get(record), (life.done[-4:], record)
        assert same(now, fresh), life.done[-4:]


def test_one_change_in_a_large_school_judges_only_its_neighbours(vault: Vault) -> None:
    clock = vault.clock
    assert isinstance(clock, FixedClock)
    first = NOON - timedelta(days=100)
    begun = []
    for number in range(200):
        moment = first + timedelta(days=number // 2)
        clock.set(moment)
        kind, values = (("study_session", SESSION), ("research_diary", DIARY))[number % 2]
        day = {"date": moment.date().isoformat(), "start_time": "07:00", "end_time": "08:00"}
        begun.append(drafts.begin(vault, kind, values={**unlike(values, number), **day}))
    clock.set(NOON)
    assert checkup.look(vault).judged == 200
    assert checkup.look(vault).judged == 0

    one = begun[100]
    drafts.save(vault, one.id, {**one.values, "place": "图书室"}, revision=one.revision)
    now = checkup.look(vault)

    assert now.judged == 2, "itself, and the other record of its day"
    assert same(now, anew(vault))
    assert anew(vault).judged == 200

    copy = drafts.begin(vault, "study_session", values={**one.values, "date": "2008-09-01"})
    copied = checkup.look(vault)
    assert "C01.alike" in names(copied.records[copy.id])
    assert copied.judged <= 4


def test_nothing_is_judged_twice_until_the_next_day(vault: Vault) -> None:
    record = finished(vault, "study_session")
    assert checkup.look(vault).judged == 1
    assert checkup.look(vault).judged == 0

    assert isinstance(vault.clock, FixedClock)
    vault.clock.set(NOON + timedelta(hours=5))
    assert checkup.look(vault).judged == 0
    vault.clock.set(NOON + timedelta(days=1))
    assert checkup.look(vault).judged == 1
    assert record.id in checkup.look(vault).records


def test_a_clock_set_back_within_the_day_is_told_at_once_and_no_longer_when_it_is_right_again(vault: Vault) -> None:
    record = drafts.begin(vault, "study_session", values=SESSION)
    assert "T16.clock_behind" not in names(checkup.look(vault).records[record.id])

    assert isinstance(vault.clock, FixedClock)
    vault.clock.set(NOON - timedelta(minutes=5))
    assert "T16.clock_behind" in names(checkup.look(vault).records[record.id])
    vault.clock.set(NOON)
    assert "T16.clock_behind" not in names(checkup.look(vault).records[record.id])


def test_a_record_thrown_away_is_gone_from_the_answer_and_from_its_neighbours(vault: Vault) -> None:
    stays = drafts.begin(vault, "study_session", values=SESSION)
    goes = drafts.begin(vault, "research_diary", values={**DIARY, "date": SESSION["date"], "end_time": "20:00"})
    assert "T02.two_places" in names(checkup.look(vault).records[stays.id])

    drafts.discard(vault, goes.id, revision=goes.revision)
    now = checkup.look(vault)

    assert set(now.records) == {stays.id}
    assert "T02.two_places" not in names(now.records[stays.id])
    with pytest.raises(RecordGone):
        records.read(vault, goes.id)


def test_a_sentence_given_and_taken_back_is_known_at_once(vault: Vault) -> None:
    record = drafts.begin(vault, "study_session", values={**SESSION, "subtype": "seminar", "discussion": []})
    found = checkup.look(vault).records[record.id]
    at = next(at for at, finding in enumerate(found) if finding.rule == "W06")
    mark = found[at].mark_in(record.values)

    record = records.explain(vault, record.id, mark, "这次只传达，没有讨论。", revision=record.revision)
    assert checkup.look(vault).explained[record.id] == {at}
    records.explain(vault, record.id, mark, "", revision=record.revision)
    assert checkup.look(vault).explained[record.id] == frozenset()


def test_somebody_whose_name_changed_is_called_by_the_new_one(vault: Vault) -> None:
    record = finished(vault, "study_session", host="p04", attendance={"expected": ["p04", "p01", "p03"], "absent": []})
    drafts.begin(vault, "research_diary", values={**DIARY, "date": SESSION["date"], "end_time": "20:00"})
    (clash,) = [one for one in checkup.look(vault).records[record.id] if one.rule == "T02"]
    assert clash.particulars["people"] == "林志远"

    people.save(vault, Person(id="p01", name="林致远", post="校长", party=True, team=True))

    (clash,) = [one for one in checkup.look(vault).records[record.id] if one.rule == "T02"]
    assert clash.particulars["people"] == "林致远"


def test_a_record_finished_under_a_stricter_edition_hears_of_slighter_likenesses(vault: Vault) -> None:
    assert isinstance(vault.clock, FixedClock)
    earlier = finished(vault, "study_session", **{**unlike(SESSION, 3), "date": "2008-09-17"})
    vault.clock.set(NOON + timedelta(minutes=5))
    strict = msgspec.structs.replace(preset().thresholds, similarity_note=0.05, similarity_warn=0.9)
    campaigns.take(vault, msgspec.structs.replace(preset(), edition=2, thresholds=strict))
    said = unlike(SESSION, 1)["content"]
    record = finished(vault, "study_session", content=said)
    campaigns.take(vault, msgspec.structs.replace(preset(), edition=3))
    checkup.look(vault)

    earlier = records.move(vault, earlier.id, "revise", answers={"reason": "补一段话"}, revision=earlier.revision)
    part = said[:50] + unlike(SESSION, 2)["content"][50:]
    drafts.save(vault, earlier.id, {**earlier.values, "content": part}, revision=earlier.revision)
    now = checkup.look(vault)

    assert "C01.somewhat_alike" in names(now.records[record.id]), "by the edition it was finished under"
    assert same(now, anew(vault))


def test_what_is_set_about_a_campaign_that_is_over_still_counts_for_what_was_finished_under_it(vault: Vault) -> None:
    finished(vault, "study_session")
    campaigns.finish(vault, preset().id)
    checkup.look(vault)

    campaigns.switch(vault, preset().id, "A11", on=False)

    now = checkup.look(vault)
    assert now.judged == 1
    assert same(now, anew(vault))


def test_of_texts_equally_alike_the_earliest_is_named_whatever_was_written_last(vault: Vault) -> None:
    first, second, third = (drafts.begin(vault, "study_session", values=SESSION) for _ in range(3))
    drafts.save(vault, first.id, {**first.values, "place": "图书室"}, revision=first.revision)
    now = checkup.look(vault)

    for later in (second, third):
        (finding,) = [one for one in now.records[later.id] if one.name == "C01.alike"]
        assert finding.other == first.id
    assert "C01.alike" not in names(now.records[first.id])
    assert same(now, anew(vault))


# --- two ways to ask -------------------------------------------------------------------------------


def fill(vault: Vault) -> None:
    """Enter every example as a draft and as it stands in the end; some of it hangs together."""
    for key in EXAMPLES:
        workflow = find_kind(key).workflow
        finish = next(move.key for move in workflow.open_moves(workflow.first) if move.effect is Effect.NUMBER)
        record = finished(vault, key, finish)
        values = name_rows(find_kind(key), {**record.values, **whole(key)})
        after = msgspec.structs.replace(record, values=values, state=STATES.get(key, record.state))
        with vault.work() as session:
            shelf.put(session, after, names=vault.names(session), expected=record.revision)
    for key in EXAMPLES:
        drafts.begin(vault, key, values=EXAMPLES[key])
    drafts.begin(vault, "rectification", values={**ITEM, "proposed_on": "2008-09-19"})
    with vault.look() as session:
        numbered = {one.kind: one for one in shelf.iterate(session, shelf.Filter()) if one.number}
    for row in links.of_record(vault, numbered["forum"].id).rows:
        if row.shoots:
            links.grow(vault, numbered["forum"].id, row.shoots[0].key, row=row.row)
    links.tie(vault, numbered["study_session"].id, numbered["task"].number)


ASKED = {
    "stays": lambda around, kind, record: set(around.stays(record)),
    "absences": lambda around, kind, record: around.absences(record.dated) if record.dated else (),
    "batch": lambda around, kind, record: around.batch(record),
    "followers": lambda around, kind, record: around.followers(record.number),
    "ledger": lambda around, kind, record: around.ledger(kind),
    "month_last": lambda around, kind, record: around.month_last(
        (record.dated or NOON.date()).replace(day=1), apart_from=record.id
    ),
    "closed_alike": lambda around, kind, record: around.closed_alike(kind, record),
    "last_change": lambda around, kind, record: around.last_change(),
    "alike": lambda around, kind, record: around.alike(kind, record, asked=preset().thresholds),
}


def judged(vault: Vault, session: Any, around: Around, record: Record) -> tuple[Finding, ...]:
    """Judge a record with what one of the two ways answers."""
    kind = kind_of(record)
    return check(kind, record, checking.build_context(vault, session, kind, record, around=around))


@pytest.mark.parametrize("locked", [False, True])
def test_asked_one_by_one_or_read_all_at_once_the_answers_are_the_same(vault: Vault, locked: bool) -> None:
    fill(vault)
    if locked:
        seals.lock(vault)
    with vault.look() as session:
        every = tuple(shelf.iterate(session, shelf.Filter()))
        single, whole_school = OneByOne(vault, session), AllAtOnce(vault, session, every)
        numbers = [record.number for record in every if record.number]
        assert single.referred(numbers) == whole_school.referred(numbers)
        assert len(numbers) > 20
        for record in every:
            kind = kind_of(record)
            for part, ask in ASKED.items():
                assert ask(single, kind, record) == ask(whole_school, kind, record), (part, record.kind)
            found = judged(vault, session, single, record)
            assert found == judged(vault, session, whole_school, record), record.kind
        assert any(single.closed_alike(kind_of(one), one) for one in every)
        assert any(single.followers(one.number) for one in every)
        assert any(single.absences(one.dated) for one in every if one.dated)
        assert any(one.kind == "criticism_meeting" for one in every) is not locked


def test_an_empty_school_is_judged_too(vault: Vault) -> None:
    now = checkup.look(vault)
    assert (now.records, now.judged) == ({}, 0)
    assert {one.rule for one in now.school} >= {"W10"}


# --- locked away -----------------------------------------------------------------------------------

SECRET = "查摆出两条不愿外传的意见"


@pytest.fixture
def meeting(vault: Vault) -> Record:
    return finished(vault, "criticism_meeting", title=SECRET, place="后山竹楼")


def said_of(checked: Checked) -> str:
    """Return everything an answer says, as one text."""
    return repr((checked.records, checked.explained, checked.school))


def test_what_was_found_while_it_was_open_is_forgotten_when_it_is_locked(vault: Vault, meeting: Record) -> None:
    opened = checkup.look(vault)
    assert opened.records[meeting.id]

    seals.lock(vault)
    closed = checkup.look(vault)

    assert meeting.id not in closed.records
    assert meeting.id not in said_of(closed)
    assert same(closed, anew(vault))
    seals.unlock(vault, PASSWORD)
    assert checkup.look(vault).records == opened.records


def test_a_likeness_to_a_locked_record_is_not_told_while_it_is_locked(vault: Vault, meeting: Record) -> None:
    other = drafts.begin(vault, "criticism_meeting", values={**EXAMPLES["criticism_meeting"], "date": "2008-09-12"})
    (told,) = {one.other for one in checkup.look(vault).records[other.id] if one.name == "C05.same_criticism"}
    assert told == meeting.id

    seals.lock(vault)

    assert checkup.look(vault).records == {}


def test_closed_nobody_learns_who_was_there_or_where(vault: Vault, meeting: Record) -> None:
    diary = drafts.begin(
        vault, "research_diary", values={**DIARY, "date": str(meeting.dated), "place": "后山竹楼", "end_time": "18:00"}
    )
    assert "T02.two_places" in names(checkup.look(vault).records[meeting.id])

    seals.lock(vault)
    told = checkup.look(vault)

    assert meeting.id not in said_of(told)
    assert not {"T02", "T03"} & {one.rule for one in told.records[diary.id]}
    assert same(told, anew(vault))
    with vault.look() as session:
        assert {one.record for one in projection.all_stays(session)} == {diary.id}


def test_what_grew_out_of_a_locked_record_is_judged_and_names_it_by_its_number_only(
    vault: Vault, meeting: Record
) -> None:
    row = meeting.values["measures"][0]["row"]
    (shoot,) = [one.key for one in kind_of(meeting).offshoots]
    item = links.grow(vault, meeting.id, shoot, row=row)
    before = checkup.look(vault).records[item.id]

    seals.lock(vault)

    assert checkup.look(vault).records == {item.id: before}
    assert SECRET not in said_of(checkup.look(vault))


# --- a ledger --------------------------------------------------------------------------------------


def test_a_matter_closed_within_the_year_is_brought_to_mind_for_those_still_open(vault: Vault) -> None:
    def closed(title: str) -> Record:
        record = finished(vault, "rectification", "register", title=title)
        after = msgspec.structs.replace(
            record, state="closed", values={**whole("rectification"), "title": title, "proposed_on": "2008-09-01"}
        )
        with vault.work() as session:
            return shelf.put(session, after, names=vault.names(session), expected=record.revision)

    first, _second = closed("下垟村口盖板"), closed("上溪村口盖板")
    again = drafts.begin(vault, "rectification", values={**unlike(ITEM, 4), "proposed_on": "2008-09-19"})
    checkup.look(vault)
    (finding,) = [one for one in checkup.look(vault).records[again.id] if one.rule == "E08"]
    assert finding.other == first.id, "of two closed on one day the one entered first"

    with vault.work() as session:
        now = shelf.get(session, first.id)
        moved = msgspec.structs.replace(now, values={**now.values, "closed_on": date(2007, 1, 5).isoformat()})
        shelf.put(session, moved, names=vault.names(session), expected=now.revision)

    (finding,) = [one for one in checkup.look(vault).records[again.id] if one.rule == "E08"]
    assert finding.other != first.id
    assert same(checkup.look(vault), anew(vault))
