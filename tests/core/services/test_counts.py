"""What other records add up to: in the month, in a time, by the records a paper names, at the end of the month."""

from datetime import timedelta

import msgspec
import pytest

from core.records.catalogue import find_kind
from core.records.content import Record
from core.records.link import Count, Measure, Source
from core.services import drafts, records, seals
from core.store.counting import Counting, sources, span_of
from tests.core.services.hand import Hand
from tests.support.vaults import CHEAP, NOON, PASSWORD, open_copy


@pytest.fixture
def vault(tmp_path):
    found = open_copy(tmp_path)
    yield found
    found.close()


def finish(vault, kind, key="finish", **values):
    """Finish the example of a kind, saying a sentence for whatever warns."""
    hand = Hand(vault, kind, **values)
    for warning in records.lacking(vault, hand.record.id, key):
        revision = records.read(vault, hand.record.id).revision
        records.explain(vault, hand.record.id, warning.mark, "同一天分两次", revision=revision)
    hand.record = records.read(vault, hand.record.id)
    hand.move(key)
    return hand


def counts(vault, kind="progress_report", **values):
    """Return the counts a new record of a kind shows."""
    begun = Hand(vault, kind, **values)
    fields = {field.key for field in find_kind(kind).fields() if getattr(field, "count", None)}
    shown = {key: begun.values.get(key) for key in fields}
    drafts.discard(vault, begun.record.id, revision=begun.record.revision)
    return shown


def count(vault, **source):
    """Return how many records a source finds for a report of September."""
    report = Record(id="r", kind="progress_report", kind_version=1, entered_at=NOON, changed_at=vault.clock.now(),
                    values={"month": "2008-09", "since": "2008-09-16", "until": "2008-09-18"})  # fmt: skip
    with vault.look() as session:
        return Counting(session, report).count(Count(source=Source(**source)))


def test_a_month_without_anything_shows_noughts_and_one_without_a_month_nothing(vault):
    assert set(counts(vault).values()) == {0}
    assert set(counts(vault, month="").values()) == {None}


def test_a_report_counts_what_was_finished_in_its_month(vault):
    finish(vault, "study_session")
    finish(vault, "research_diary")
    finish(vault, "forum")
    finish(vault, "dispute", "register")
    finish(vault, "petition", "register")
    finish(vault, "dispute_month")
    Hand(vault, "forum", date="2008-09-12")  # a draft
    shown = counts(vault)
    assert shown == {
        "sessions": 1, "present": 4, "absent": 1, "diaries": 1, "forums": 1, "opinions": 3, "items_new": 0,
        "items_closed": 0, "items_overdue": 0, "disputes": 1, "settled": 0, "petitions": 1, "nil_returns": 1,
    }  # fmt: skip
    assert set(counts(vault, month="2008-08").values()) == {0}


def test_void_records_other_subtypes_and_sealed_ones_do_not_count(vault):
    seals.choose(vault, PASSWORD, cost=CHEAP)
    finish(vault, "criticism_meeting")
    finish(vault, "study_session", subtype="relay")
    void = finish(vault, "forum")
    void.move("void", reason="重复录入了")
    shown = counts(vault)
    assert (shown["sessions"], shown["forums"]) == (0, 0)
    assert count(vault, kind="criticism_meeting", month="month") == 0
    assert count(vault, kind="study_session", month="month") == 1


def test_items_are_counted_by_the_day_of_the_step_and_not_by_their_own(vault):
    item = finish(vault, "rectification", "register", proposed_on="2008-09-15", deadline="2008-09-17")
    shown = counts(vault)
    assert (shown["items_new"], shown["items_closed"], shown["items_overdue"]) == (1, 0, 1)
    vault.clock.set(NOON + timedelta(days=15))
    item.move("extend", on="2008-10-04", deadline="2008-11-30", by="p02", note="雨天不能施工")
    assert counts(vault)["items_overdue"] == 1, "what was overdue in September stays so, whatever came after"
    assert counts(vault, month="2008-10")["items_overdue"] == 0
    assert counts(vault, month="2008-10")["items_new"] == 0


def test_a_dispute_is_settled_in_the_month_of_its_settling(vault):
    hand = finish(vault, "dispute", "register")
    hand.move("mediate", on="2008-09-15", by="p03")
    hand.move("report", on="2008-09-16", by="p03", note="三方会商，同意改道排水。")
    hand.move("resolve", resolved_on="2008-09-18", agreement_form="oral", outcome="双方当面说好了", by="p03")
    month = counts(vault, "dispute_month")
    assert (month["found"], month["settled"]) == (1, 1)


def test_a_return_counts_for_the_month_it_speaks_of(vault):
    finish(vault, "dispute_month", month="2008-08", date="2008-09-12")
    assert counts(vault)["nil_returns"] == 0
    assert counts(vault, month="2008-08")["nil_returns"] == 1


def test_a_proposal_adds_up_the_records_it_names(vault):
    one = finish(vault, "research_diary").record.number
    two = finish(vault, "research_diary", date="2008-09-16", facts="到总务处算账，" * 20, lessons=1).record.number
    forum = finish(vault, "forum").record.number
    shown = counts(vault, "proposal", based_on=[{"ref": one}, {"ref": two}, {"ref": forum}])
    assert shown == {"days": 2, "lessons": 3, "visits": 18, "households": 10, "answers": 418, "forums": 1}
    assert counts(vault, "proposal", based_on=[{"ref": one}])["days"] == 1
    assert set(counts(vault, "proposal", based_on=[]).values()) == {0}


def test_a_finished_report_keeps_its_numbers(vault):
    finish(vault, "study_session")
    report = finish(vault, "progress_report", done="开展夜学一次，写出日记一篇，还没有召开恳谈会，" * 4)
    assert report.values["sessions"] == 1
    finish(vault, "study_session", date="2008-09-16", title="另一个学习的题目")
    assert records.open_record(vault, report.record.id).record.values["sessions"] == 1
    report.move("revise", reason="又学了一次")
    assert records.open_record(vault, report.record.id).record.values["sessions"] == 2


def test_a_time_has_two_ends_and_states_narrow(vault):
    finish(vault, "forum", date="2008-09-16")
    finish(vault, "forum", date="2008-09-12", title="另一次恳谈会的题目")
    assert count(vault, kind="forum", since="since", until="until") == 1
    assert count(vault, kind="forum", month="month") == 2
    assert count(vault, kind="forum", month="month", states=("closed",)) == 0
    assert count(vault, kind="forum", month="month", moved="finish", states=("open",)) == 2
    assert count(vault, kind="dream") == 0


def test_sums_and_rows_may_be_narrowed_to_some_answers(vault):
    finish(vault, "forum")
    report = Record(id="r", kind="progress_report", kind_version=1, entered_at=NOON, changed_at=NOON,
                    values={"month": "2008-09"})  # fmt: skip
    source = Source(kind="forum", month="month")
    with vault.look() as session:
        counting = Counting(session, report)
        narrowed = Count(source=source, measure=Measure.ROWS, path="opinions", where=("handling", ("spot",)))
        assert counting.count(narrowed) == 1
        assert counting.count(Count(source=source, measure=Measure.SUM, path="participants.count")) == 22
        assert [other.number for other in sources(session, source, report)] == ["FM-2008-001"]
        assert list(sources(session, source, msgspec.structs.replace(report, values={}))) == []


def test_february_ends_on_its_last_day():
    first, last = span_of(Source(kind="forum", month="month"), {"month": "2008-02"})
    assert (str(first), str(last)) == ("2008-02-01", "2008-02-29")
    assert span_of(Source(kind="forum"), {}) is None
