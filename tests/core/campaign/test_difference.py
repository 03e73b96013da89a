"""What a newer edition changes is told part by part, before anybody takes it."""

from datetime import date

import msgspec
import pytest

from core.base.words import Words
from core.campaign.change import Change, Difference
from core.campaign.difference import compare
from core.campaign.reader import preset, read_campaign
from core.campaign.template import Activity, Packet, Per, Phase, Quota, Submission
from core.records.kind import Kind, LedgerColumn, LedgerList, Privacy
from core.records.letter import Letter, Part
from tests.support.owncampaign import newer_edition, own_kind, template


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


def test_a_list_without_names_is_never_a_row_of_commas() -> None:
    words = {"early": (1, 10), "late": (21, "end")}
    packets = tuple(Packet(id=key, name="", activities=("*",)) for key in ("PK-A", "PK-B"))
    for one in changed(date_words=words, submission=Submission(packets=packets)):
        for said in (one.before, one.after):
            assert not isinstance(said, str) or said.strip("、") == said


# --- kinds -------------------------------------------------------------------------------------------


def told(**parts: object) -> list[tuple[str, ...]]:
    """Return what is told when the reading log's form changes so: what, way, member, before, after."""
    kind = msgspec.structs.replace(own_kind(), **parts)
    found = compare(template(), msgspec.structs.replace(template(), kinds=(kind,)))
    assert all((one.part, one.id, one.name) == ("kinds", kind.key, kind.words) for one in found)
    return [plain(one) for one in found]


def plain(one: Difference) -> tuple[str, ...]:
    way = "/".join(f"{part}:{name.zh}" for part, name in one.inside)
    values = (said.zh if isinstance(said, Words) else said for said in (one.before, one.after))
    return (one.what.value, way, one.detail, *values)


def test_a_forms_fields_answers_and_columns_are_told_by_name() -> None:
    found = compare(template(), read_campaign(msgspec.json.encode(newer_edition())))

    assert [plain(one) for one in found] == [
        ("changed", "", "", "1", "2"),
        ("changed", "", "version", "1", "2"),
        ("changed", "", "words", "读书札记", "读书笔记"),
        ("removed", "fields:类别/options:其他", "", "", ""),
        ("changed", "fields:开始", "required", "False", "True"),
        ("added", "fields:作者", "", "", ""),
        ("changed", "fields:读后体会", "high", "300", "500"),
        ("changed", "fields:摘录/columns:页", "required", "False", "True"),
        ("added", "fields:落实的事/columns:已办", "", "", ""),
        ("removed", "fields:页数", "", "", ""),
        ("changed", "", "sheet", "", ""),
        ("changed", "", "rules", "", ""),
    ]


def test_a_form_that_came_or_went_is_told_whole() -> None:
    without = msgspec.structs.replace(template(), kinds=())
    assert [(one.what, one.name) for one in compare(without, template())] == [(Change.ADDED, own_kind().words)]
    assert [(one.what, one.name) for one in compare(template(), without)] == [(Change.REMOVED, own_kind().words)]


def replaced(kind: Kind, key: str, **members: object) -> tuple[object, ...]:
    """Return a kind's sections with members of one field replaced."""
    return tuple(
        msgspec.structs.replace(
            section,
            fields=tuple(
                msgspec.structs.replace(field, **members) if field.key == key else field for field in section.fields
            ),
        )
        for section in kind.sections
    )


@pytest.mark.parametrize(
    ("key", "members", "said"),
    [
        ("title", {"words": Words("书名", "Book")}, ("fields:书名", "words", "书名和篇目", "书名")),
        ("title", {"low": 0}, ("fields:书名和篇目", "low", "4", "")),
        ("pages", {"low": 0}, ("fields:页数", "low", "1", "0")),
        ("genre", {"multiple": True}, ("fields:类别", "multiple", "False", "True")),
        ("title", {"recent": False}, ("fields:书名和篇目", "settings", "", "")),
        ("content", {"note": None}, ("fields:读后体会", "note", "写自己的话，联系本校一件事", "")),
    ],
)
def test_a_fields_change_is_told_with_its_values_where_they_say_something(
    key: str, members: dict[str, object], said: tuple[str, ...]
) -> None:
    assert told(sections=replaced(own_kind(), key, **members)) == [("changed", *said)]


def test_another_type_of_field_is_told_as_that() -> None:
    kind = own_kind()
    other = msgspec.structs.replace(kind.field("late_reason"), key="pages", words=kind.field("pages").words)
    first, *rest = kind.sections
    fields = tuple(other if field.key == "pages" else field for field in first.fields)
    assert told(sections=(msgspec.structs.replace(first, fields=fields), *rest)) == [
        ("changed", "fields:页数", "type", "int", "text")
    ]


def test_steps_states_and_lists_are_told_by_name_and_the_rest_by_what_it_belongs_to() -> None:
    kind = own_kind()
    flow = kind.workflow
    finish = msgspec.structs.replace(flow.moves[0], words=Words("登记", "Enter"))
    assert told(workflow=msgspec.structs.replace(flow, moves=(finish, *flow.moves[1:]))) == [
        ("changed", "moves:登记", "words", flow.moves[0].words.zh, "登记")
    ]
    assert told(workflow=msgspec.structs.replace(flow, states=flow.states[:-1])) == [
        ("removed", f"states:{flow.states[-1].words.zh}", "", "", "")
    ]
    assert told(workflow=msgspec.structs.replace(flow, deadline="date")) == [("changed", "", "workflow", "", "")]
    columns = (LedgerColumn(keys=("title",), words=Words("书名", "Book"), width=60),)
    ledger = LedgerList(key="books", words=Words("书目清单", "List of books"), columns=columns)
    assert told(sheet=msgspec.structs.replace(kind.sheet, lists=(ledger,))) == [("added", "lists:书目清单", "", "", "")]


def test_what_a_form_goes_by_is_told_by_the_names_of_its_fields() -> None:
    assert told(heading="late_reason", leads="") == [
        ("changed", "", "heading", "书名和篇目", "补记原因"),
        ("changed", "", "leads", "读书人", ""),
    ]
    assert told(privacy=Privacy.CONFIDENTIAL, line=()) == [
        ("changed", "", "privacy", "ordinary", "confidential"),
        ("changed", "", "line", "", ""),
    ]


def test_fields_that_only_stand_elsewhere_are_told_as_the_forms_parts() -> None:
    first, *rest = own_kind().sections
    turned = msgspec.structs.replace(first, rows=first.rows[::-1])
    assert told(sections=(turned, *rest)) == [("changed", "", "sections", "", "")]


def test_a_form_that_becomes_a_letter_is_told_as_that() -> None:
    letter = Letter(title="{title}", to="title", date="date", parts=(Part(key="content"),))
    kind = own_kind()
    before = template()
    after = msgspec.structs.replace(before, edition=2, kinds=(msgspec.structs.replace(kind, version=2, letter=letter),))
    assert "letter" in {one.detail for one in compare(before, after)}
