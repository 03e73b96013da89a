"""Numbers by date: they follow the days while a record is open, and stand once it is finished."""

import pytest

from core.services import drafts, records
from tests.support.vaults import DIARY, SESSION, open_copy, unlike


@pytest.fixture
def vault(tmp_path):
    found = open_copy(tmp_path)
    yield found
    found.close()


def begin(vault, day, **values):
    own = {
        "date": f"2008-09-{day:02d}",
        "materials": [{"title": f"第{day}号材料", "issued": "2007-10-15"}],
        "late_reason": "停电，回来补录",
    }
    return drafts.begin(vault, "study_session", values={**unlike(SESSION, day), **own, **values})


def finish(vault, record):
    """Finish a record, saying a sentence for its warnings: the texts here are all alike."""
    for finding in records.lacking(vault, record.id, "finish"):
        if finding.rule != "T05":
            records.explain(vault, record.id, finding.mark, "分次学", revision=records.read(vault, record.id).revision)
    return records.move(vault, record.id, "finish", revision=records.read(vault, record.id).revision)


def test_sessions_of_a_month_are_numbered_by_their_days(vault):
    late, early = begin(vault, 18), begin(vault, 5)
    assert early.values["nth"] == 1
    assert records.open_record(vault, late.id).record.values["nth"] == 2, "an open one follows, unsaved"
    assert finish(vault, late).values["nth"] == 2
    assert finish(vault, early).values["nth"] == 1


def test_a_finished_session_keeps_its_number_and_a_late_one_takes_the_next_free(vault):
    first, second = finish(vault, begin(vault, 5)), finish(vault, begin(vault, 18))
    late = finish(vault, begin(vault, 10))
    assert [one.values["nth"] for one in (first, second, late)] == [1, 2, 3]
    signed = records.move(vault, second.id, "sign", revision=second.revision, by_program=True)
    assert signed.values["nth"] == 2, "what was finished says what it said"
    assert records.open_record(vault, second.id).record.values["nth"] == 2


def test_a_session_opened_again_is_numbered_anew_without_taking_anothers_number(vault):
    finish(vault, begin(vault, 5))
    second = finish(vault, begin(vault, 18))
    late = finish(vault, begin(vault, 10))
    again = records.move(vault, second.id, "revise", answers={"reason": "日期写错了一天"}, revision=second.revision)
    assert again.values["nth"] == 2
    void = records.move(vault, late.id, "void", answers={"reason": "重复录入了"}, revision=late.revision)
    assert void.state == "void"
    assert finish(vault, again).values["nth"] == 2


def test_days_of_a_topic_do_not_repeat_when_one_is_entered_late(vault):
    def diary(day, words):
        return finish(vault, drafts.begin(vault, "research_diary", values={
            **unlike(DIARY, words), "date": f"2008-09-{day:02d}", "start_time": "", "end_time": ""}))  # fmt: skip

    first, third = diary(15, 1), diary(17, 2)
    late, beside = diary(16, 3), diary(16, 4)
    assert [one.values["day_no"] for one in (first, third, late, beside)] == [1, 2, 3, 3]
