"""H03: names of minors, petitioners and parties, within the house and in what leaves it."""

from typing import Any

import msgspec
import pytest

from core.base.words import Words
from core.checks.finding import Finding, Level
from core.checks.privacy import check_public
from core.records.field import ROW, Attendance, Choice, Files, Grid
from core.records.kind import Kind
from core.records.masking import public_version
from core.records.rule import Hidden
from core.records.usual import FILE_TYPES, SCOPES
from tests.core.checks.cases import PEOPLE, declared, look, names, study
from tests.core.checks.small import day, judge, long, people, small_kind, small_record, text

_WORDS = Words("栏", "Field")
SCOPE = Choice(key="publication_scope", words=_WORDS, options=SCOPES)
DISPUTE = small_kind(
    long("account"),
    Grid(
        key="parties",
        words=_WORDS,
        columns=(text("side"), text("name", private=True), text("address", private=True)),
    ),
    people("mediators", private=True),
    day("born"),
    Files(key="attachments", words=_WORDS, types=FILE_TYPES),
    Attendance(key="attendance", words=_WORDS, reasons=()),
    SCOPE,
)


def dispute(**values: Any) -> Any:
    """Return DS-2008-001 of the sample, as far as it matters."""
    parties = [
        {ROW: "p1", "side": "甲方", "name": "学校"},
        {ROW: "p2", "side": "乙方", "name": "村民蔡某某（化名）", "address": "下垟村村民"},
    ]
    told = {
        "title": "操场外侧水沟雨天倒灌菜地纠纷",
        "parties": parties,
        "account": "排水沟雨天倒灌到墙外村民蔡某某家的菜地。",
        "publication_scope": "none",
        **values,
    }
    return small_record(DISPUTE, state="done", number="DS-2008-001", **told)


def public(record: Any, kind: Kind = DISPUTE) -> list[tuple[str, tuple[Any, ...]]]:
    findings = check_public(kind, record, PEOPLE)
    for finding in findings:
        declared(finding)
    return [(finding.name, finding.path) for finding in findings]


def test_the_dispute_of_the_sample_is_named_only_where_it_would_leave_unmasked() -> None:
    record = dispute()
    masked = public_version(DISPUTE, record, PEOPLE)

    assert judge(DISPUTE, record) == ()
    assert public(record) == [
        ("H03.private_value", ("parties", 1, "name")),
        ("H03.private_value", ("parties", 1, "address")),
    ]
    assert all(finding.level is Level.ERROR for finding in check_public(DISPUTE, record, PEOPLE))
    assert public(masked) == []
    assert masked.values["parties"][1] == {ROW: "p2", "side": "乙方", "name": "村民蔡某某", "address": "村民"}


def test_a_private_name_is_found_in_every_other_text_too() -> None:
    record = dispute(
        title="村民蔡明同学校的纠纷",
        account="蔡明五月间两次到学校反映，王老师接待。",
        parties=[{"name": "蔡明"}],
        attachments=[{"title": "蔡明的来信", "type": "letter"}],
        attendance={"expected": ["lin", "su"], "absent": [{"person": "su", "note": "陪蔡明看现场"}]},
    )

    assert public(record) == [
        ("H03.name_told", ("title",)),
        ("H03.name_told", ("account",)),
        ("H03.private_value", ("parties", 0, "name")),
        ("H03.name_told", ("attachments", 0, "title")),
        ("H03.name_told", ("attendance", "absent", 0, "note")),
    ]
    assert check_public(DISPUTE, record, PEOPLE)[0].particulars == {"name": "蔡明"}
    assert public(public_version(DISPUTE, record, PEOPLE)) == []


def test_people_of_our_own_in_a_private_field_are_hidden_as_well() -> None:
    record = dispute(parties=[], mediators=["lin", "su"], account="林志远主持了调解。")

    assert public(record) == [("H03.name_told", ("account",)), ("H03.private_value", ("mediators",))]


def test_a_record_without_private_values_may_leave_as_it_is() -> None:
    assert public(dispute(parties=[], account="排水沟已经改道。")) == []
    assert check_public(DISPUTE, small_record(DISPUTE), PEOPLE) == ()


# --- within the house -----------------------------------------------------------------------------

HIDDEN = {"蔡明": "DS-2008-001", "欧阳小芳": "PT-2008-002"}


def within(record: Any, **known: Any) -> tuple[Finding, ...]:
    return tuple(one for one in look(record, hidden=HIDDEN, **known) if one.rule == "H03")


def test_a_private_name_in_a_published_record_is_an_error() -> None:
    (finding,) = within(study(summary="蔡明家的菜地已经不再被淹，欧阳小芳也没有意见。", publication_scope="staff"))

    assert (finding.name, finding.level, finding.path) == ("H03.hidden_name", Level.ERROR, ("summary",))
    assert finding.particulars == {"name": "蔡明", "number": "DS-2008-001"}


def test_each_text_is_named_once() -> None:
    record = study(title="蔡明反映的一件事", summary="欧阳小芳也在场。")

    assert [one.path for one in within(record)] == [("title",), ("summary",)]


@pytest.mark.parametrize("scope", ["none", None, ""])
def test_what_is_not_public_may_name_them(scope: str | None) -> None:
    assert within(study(summary="蔡明家的菜地。", publication_scope=scope)) == ()


def test_one_of_our_own_who_bears_the_name_is_not_meant() -> None:
    teacher = msgspec.structs.replace(PEOPLE["su"], id="cai", name="蔡明")

    assert within(study(summary="蔡明老师愿意轮值。"), people={**PEOPLE, "cai": teacher}) == ()


@pytest.mark.parametrize(
    ("said", "complains"),
    [
        ("教师蔡明来信反映代课费没有发。", True),
        ("蔡明老师等三人举报食堂采购。", True),
        ("信访人：蔡明，已当面答复。", True),
        ("蔡明主持，欧阳小芳也到会，家长来访两次。", False),
        ("蔡明说水沟要修，几位家长来信表示支持。", False),
    ],
)
def test_of_our_own_people_only_that_they_complain_is_hidden(said: str, complains: bool) -> None:
    ours = {**PEOPLE, "cai": msgspec.structs.replace(PEOPLE["su"], id="cai", name="蔡明")}
    both = {**ours, "ou": msgspec.structs.replace(PEOPLE["su"], id="ou", name="欧阳小芳")}

    assert bool(within(study(summary=said, publication_scope="staff"), people=both)) is complains


def test_whatever_leaves_in_a_packet_is_read_by_others() -> None:
    record = study(summary="蔡明家的菜地。", publication_scope="none")

    assert within(record) == ()
    assert [one.path for one in within(record, leaving=True)] == [("summary",)]


def test_a_text_made_for_others_is_looked_at_whatever_the_scope() -> None:
    items = Grid(key="items", words=_WORDS, columns=(text("matter"), text("by")))
    kind = small_kind(long("notice"), long("minutes"), items, SCOPE, rules=(Hidden(fields=("notice", "items.matter")),))
    record = small_record(
        kind,
        notice="蔡明的意见已经办理。",
        minutes="蔡明来过。",
        items=[{"matter": "蔡明家的菜地", "by": "蔡明"}],
        publication_scope="none",
    )

    assert [one.path for one in judge(kind, record, hidden=HIDDEN)] == [("notice",), ("items", 0, "matter")]


def test_the_private_field_itself_is_where_the_name_belongs() -> None:
    record = dispute(publication_scope="staff", parties=[{"name": "蔡明", "side": "蔡明"}])

    assert [one.path for one in judge(DISPUTE, record, hidden=HIDDEN)] == [("parties", 0, "side")]
    assert names(judge(DISPUTE, record)) == []
