"""What a row hands on when it becomes something else."""

from datetime import UTC, datetime

from core.records.catalogue import find_kind, kinds
from core.records.codec import check
from core.records.content import Record
from core.records.field import Grid
from core.records.growing import carried_over
from core.records.kind import Privacy
from core.records.link import Copy
from tests.support.examples import EXAMPLES, whole

MOMENT = datetime(2008, 9, 19, 12, tzinfo=UTC)


def record(kind, **values):
    return Record(
        id="1", kind=kind, kind_version=1, number=f"{find_kind(kind).prefix}-2008-001", entered_at=MOMENT,
        changed_at=MOMENT, values={**EXAMPLES[kind], **values},
    )  # fmt: skip


def shoot(kind, key):
    return next(one for one in find_kind(kind).offshoots if one.key == key)


def test_an_opinion_becomes_an_item_with_all_that_both_share():
    forum = record("forum")
    opinion = forum.values["opinions"][0]
    assert carried_over(shoot("forum", "opinions_item").copies, opinion, forum) == {
        "problem": opinion["content"],
        "source": "forum",
        "source_ref": "FM-2008-001",
        "proposed_on": forum.values["date"],
        "deadline": opinion["due"],
    }


def test_a_resolution_becomes_a_task_for_whoever_it_fell_to():
    session = record("study_session")
    row = session.values["resolutions"][0]
    assert carried_over(shoot("study_session", "resolutions_task").copies, row, session) == {
        "title": row["text"],
        "owner": row["owner"],
        "due": row["due"],
        "source_ref": "ST-2008-001",
    }


def test_a_matter_of_a_criticism_meeting_brings_its_measure_along_and_nothing_that_was_said():
    meeting = record("criticism_meeting")
    row = meeting.values["measures"][0]
    values = carried_over(shoot("criticism_meeting", "measures_item").copies, row, meeting)
    assert values["measures"] == [{"text": row["measure"]}]
    assert values["responsible"] == row["owner"]
    assert set(values) == {"problem", "source", "source_ref", "proposed_on", "measures", "responsible", "deadline"}


def test_several_columns_make_one_first_row_and_what_is_empty_is_left_out():
    item = record("rectification", opinion="", publish_scope=["staff"])
    values = carried_over(shoot("rectification", "publication").copies, item.values, item)
    assert values["items"] == [{"matter": item.values["problem"]}]
    assert values["basis"] == [{"ref": "RC-2008-001"}]
    assert values["scope"] == ["staff"]
    assert carried_over((Copy(into="title", column="nowhere"),), {}, item) == {}


def test_whatever_grows_fits_the_kind_it_becomes():
    for key, kind in kinds().items():
        origin = record(key, **whole(key))
        for one in kind.offshoots:
            rows = origin.values.get(one.grid) or () if one.grid else (origin.values,)
            for cells in rows:
                values = carried_over(one.copies, cells, origin)
                other = find_kind(one.kind)
                check(other, {one.into: [values]} if one.into else values)


def test_names_of_parties_and_petitioners_never_leave_by_an_offshoot_that_anyone_may_read():
    for key in ("petition", "dispute"):
        kind = find_kind(key)
        hidden = {field.key for field in kind.fields() if field.private or isinstance(field, Grid)} | {"body"}
        for one in kind.offshoots:
            if find_kind(one.kind).privacy is Privacy.ORDINARY:
                assert not {copy.field for copy in one.copies} & hidden, (key, one.key)
