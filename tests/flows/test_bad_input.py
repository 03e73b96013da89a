"""Mistakes that come from outside: each is said in clear sentences with its place, and nothing is half taken in."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.canonical import encode
from core.base.errors import CampaignRefused, MoveNotReady, NewerCampaign, OffshootMissing, RecordVoid, UserError
from core.campaign.reader import preset, read_campaign
from core.campaign.template import VERSION, Template
from core.records import catalogue
from core.records.content import Person, Record
from core.services import campaigns, checklist, drafts, inspection, links, people, preview, progress, records
from core.store.engine import connect
from core.store.vault import Vault
from core.views.inspection import FactKind
from gui.messages import about, finding, use
from tests.support.examples import EXAMPLES
from tests.support.owncampaign import LOG, READING, without_field
from tests.support.vaults import open_copy

LANGUAGES = ("zh_CN", "en")
SPELLING = re.compile(r"month\.end|P1\.end\+10d|event\+1d|UTF-8|GBK|ANSI")
"""How a deadline is spelt in the file, and what encodings are called: whoever mends it must know in any language."""


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()
    catalogue.bring(())


def everything(vault: Vault) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    connection = connect(vault.database, vault.key)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    connection.close()
    assert {"campaign", "journal", "record", "setting"} <= set(names)
    return found


def assert_plain(sentence: str, language: str) -> None:
    """Check that words are of one language only: no key of the program's, no placeholder, nothing left empty."""
    assert sentence
    sentence = SPELLING.sub("", sentence)
    assert not re.search(r"[{}_…]", sentence), sentence
    if language == "zh_CN":
        assert not re.search(r"[A-Za-z]{2,}", sentence), sentence
    else:
        assert not re.search(r"[\u3400-\u9fff]", re.sub(r'“[^”]*”|"[^"]*"', "", sentence)), sentence


def said(error: UserError) -> str:
    """Check that an error says what happened, why, and what to do now, in both languages; returns the Chinese."""
    told = {}
    for language in LANGUAGES:
        use(language)
        words = about(error)
        for part in (words.what, words.why, words.todo, *filter(None, [words.detail])):
            assert_plain(part, language)
        told[language] = words.text()
    return told["zh_CN"]


# --- 1 to 7: a notice that can't be used -----------------------------------------------------------


def circle(raw: Any) -> None:
    raw["activities"][0]["depends_on"] = ["A02"]
    raw["activities"][1]["depends_on"] = ["A01"]


def unknown_kind(raw: Any) -> None:
    raw["activities"][10]["record_kind"] = "morning_run"


def unreadable_deadline(raw: Any) -> None:
    raw["activities"][8]["deadline"] = "每月月底以前"


def backward_phase(raw: Any) -> None:
    raw["phases"][3]["end"] = "2008-09-30"


def negative_quota(raw: Any) -> None:
    raw["activities"][10]["quota"]["min"] = -2


def contradicting_kind(raw: Any) -> None:
    raw["kinds"][0]["heading"] = "name_of_nothing"


NOTICES: list[tuple[Path | None, Callable[[Any], None], str, str, str, str]] = [
    (None, circle, "activities[0]", "circle", "第1个项目", "它们互相等，谁也开始不了"),
    (
        None,
        unknown_kind,
        "activities[10].record_kind",
        "unknown_kind",
        "第11个项目 · 记录类型",
        "程序和通知里都没有这种记录",
    ),
    (
        None,
        unreadable_deadline,
        "activities[8].deadline",
        "bad_deadline",
        "第9个项目 · 时限",
        "时限写得不对；可以写 month.end、P1.end+10d、event+1d 或日期",
    ),
    (None, backward_phase, "phases[3]", "ends_before_start", "第4个阶段", "结束在开始之前"),
    (None, negative_quota, "activities[10].quota.min", "out_of_range", "第11个项目 · 数量", "数字太小或太大"),
    (READING, contradicting_kind, "kinds[0].heading", "no_such_field", "第1个自带表单 · 题目", "没有这个字段"),
]


@pytest.mark.parametrize(
    ("source", "harm", "path", "reason", "where", "why"), NOTICES, ids=[one[1].__name__ for one in NOTICES]
)
@pytest.mark.parametrize("taken", [False, True], ids=["the first", "beside another"])
def test_a_notice_that_contradicts_itself_is_refused_with_its_place_and_leaves_no_trace(
    vault: Vault,
    tmp_path: Path,
    source: Path | None,
    harm: Callable[[Any], None],
    path: str,
    reason: str,
    where: str,
    why: str,
    taken: bool,
) -> None:
    if taken:
        campaigns.take(vault, preset())
    before, kinds = everything(vault), dict(catalogue.kinds())
    raw = json.loads(source.read_bytes() if source else encode(preset()))
    raw["edition"] = 9
    harm(raw)
    file = tmp_path / "notice.json"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")

    with pytest.raises(CampaignRefused) as looked:
        campaigns.look_at(vault, file)

    assert looked.value.particulars == {"path": path, "reason": reason}
    assert said(looked.value) == (
        f"这份活动通知不能用。有误的地方：{where}。请县局重发一份，什么都没有导入。\n供县局参考：{why}。"
    )
    if source is None:
        with pytest.raises(CampaignRefused) as refused:
            campaigns.take(vault, msgspec.convert(raw, Template))
        assert refused.value.particulars == looked.value.particulars
    assert everything(vault) == before
    assert dict(catalogue.kinds()) == kinds
    assert len(campaigns.listing(vault)) == taken


@pytest.mark.parametrize(
    ("harm", "where", "why"),
    [
        ({}, "第1个自带表单 · 版本", "“读书札记”改过，版本号却没有变，改了表单就要把版本号加大"),
        ({"version": 2}, "第1个自带表单 · 版本衔接", "字段“页数”去掉了，没有写明是停用还是改名"),
        ({"id": "county-2009"}, "第1个自带表单 · 代号", "“2009读书年”已有这个代号的表单，内容不一样，这份要换一个代号"),
    ],
)
def test_a_form_that_would_change_finished_records_is_refused_and_they_stay_as_they_were(
    vault: Vault, tmp_path: Path, harm: dict[str, Any], where: str, why: str
) -> None:
    campaigns.take(vault, campaigns.look_at(vault, READING).template)
    begun = drafts.begin(vault, "reading_log", values={**LOG, "date": "2008-09-18", "deeds": []})
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    page = preview.record_pdf(vault, done.id)
    before, kinds = everything(vault), dict(catalogue.kinds())
    raw = json.loads(READING.read_bytes()) | {"edition": 2, "id": harm.get("id", "yc-2009-reading")}
    raw["kinds"][0]["version"] = harm.get("version", 1)
    without_field(raw["kinds"][0], "pages")
    file = tmp_path / "notice.json"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")

    with pytest.raises(CampaignRefused) as looked:
        campaigns.look_at(vault, file)
    assert said(looked.value) == (
        f"这份活动通知不能用。有误的地方：{where}。请县局重发一份，什么都没有导入。\n供县局参考：{why}。"
    )
    with pytest.raises(CampaignRefused):
        campaigns.take(vault, read_campaign(file.read_bytes()))

    assert (everything(vault), dict(catalogue.kinds())) == (before, kinds)
    assert preview.record_pdf(vault, done.id) == page


def test_a_notice_in_another_encoding_says_so_and_one_that_notepad_marked_is_read(vault: Vault, tmp_path: Path) -> None:
    before, file = everything(vault), tmp_path / "notice.json"
    file.write_bytes(READING.read_text(encoding="utf-8").encode("gbk"))

    with pytest.raises(CampaignRefused) as looked:
        campaigns.look_at(vault, file)

    assert said(looked.value).endswith("供县局参考：文件不是 UTF-8 编码，可能存成了 GBK 或 ANSI，要另存为 UTF-8。")
    assert everything(vault) == before
    file.write_text(READING.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert campaigns.look_at(vault, file).template == campaigns.look_at(vault, READING).template


def test_a_notice_of_a_newer_format_asks_for_a_newer_program(vault: Vault, tmp_path: Path) -> None:
    before = everything(vault)
    file = tmp_path / "notice.json"
    file.write_bytes(encode(preset()).replace(f'"{VERSION}"'.encode(), b'"7.0"', 1))

    with pytest.raises(NewerCampaign) as looked:
        campaigns.look_at(vault, file)

    assert looked.value.particulars == {"found": "7.0", "known": VERSION}
    assert said(looked.value).endswith("什么都没有导入。请先更新程序，或者问县局。")
    assert everything(vault) == before


def test_a_wrong_activity_of_the_schools_own_is_refused_the_same_way(vault: Vault) -> None:
    campaigns.take(vault, preset())
    before = everything(vault)
    activity = preset().activity("A11")
    for part, path in (
        ({"deadline": "月底"}, "activities[24].deadline"),
        ({"depends_on": ("Z01",)}, "activities[24]"),
        ({"record_kind": "morning_run"}, "activities[24].record_kind"),
    ):
        with pytest.raises(CampaignRefused) as refused:
            campaigns.save_own(vault, preset().id, msgspec.structs.replace(activity, id="", **part))
        assert refused.value.particulars["path"] == path
        said(refused.value)
    assert everything(vault) == before


# --- 8: a link to a voided record ------------------------------------------------------------------


def numbered(vault: Vault, kind: str, **values: Any) -> Record:
    """Enter and finish a record."""
    record = drafts.begin(vault, kind, values={**EXAMPLES[kind], **values})
    return records.move(vault, record.id, "add" if kind == "task" else "finish", revision=record.revision)


def voided(vault: Vault, record: Record) -> Record:
    """Void a record."""
    return records.move(vault, record.id, "void", answers={"reason": "重复登记了一次"}, revision=record.revision)


def test_nothing_is_tied_to_a_voided_record_and_nothing_grows_out_of_one(vault: Vault) -> None:
    meeting, task = numbered(vault, "study_session"), voided(vault, numbered(vault, "task"))
    before = everything(vault)

    with pytest.raises(RecordVoid) as refused:
        links.tie(vault, meeting.id, task.number)
    assert refused.value.particulars == {"number": task.number}
    assert "作废" in re.sub(task.number, "", about_in_chinese(refused.value))
    assert everything(vault) == before

    row = meeting.values["resolutions"][0]["row"]
    meeting = voided(vault, meeting)
    before = everything(vault)
    with pytest.raises(RecordVoid):
        links.grow(vault, meeting.id, "resolutions_task", row=row)
    with pytest.raises(RecordVoid):
        links.tie(vault, meeting.id, task.number)
    assert everything(vault) == before


def test_nothing_is_tied_to_a_number_nobody_has(vault: Vault) -> None:
    meeting = numbered(vault, "study_session")
    before = everything(vault)
    with pytest.raises(OffshootMissing) as refused:
        links.tie(vault, meeting.id, "RC-2008-999")
    said(refused.value)
    assert everything(vault) == before


def about_in_chinese(error: UserError) -> str:
    """Return what is said of an error that names a number, which is the same in every language."""
    for language in LANGUAGES:
        use(language)
        words = about(error)
        assert words.what
        assert words.why
        assert words.todo
    use("zh_CN")
    return about(error).text()


# --- 9: a survey whose votes don't add up ----------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "code", "column"),
    [
        ({"fourth": 1}, "counts_differ", "first"),
        ({"invalid": 3}, "valid_invalid_differ", "valid"),
        ({"returned": 15, "invalid": 3}, "returned_over_issued", "returned"),
    ],
)
def test_a_survey_whose_votes_do_not_add_up_is_not_counted(
    vault: Vault, wrong: dict[str, int], code: str, column: str
) -> None:
    tally = EXAMPLES["survey"]["tally"]
    record = drafts.begin(vault, "survey", values={**EXAMPLES["survey"], "tally": [{**tally[0], **wrong}, *tally[1:]]})
    found = [one for one in records.open_record(vault, record.id).findings if one.code == code]
    assert [(one.rule, one.level, one.path) for one in found] == [("G01", "E", ("tally", 0, column))]
    for language in LANGUAGES:
        use(language)
        assert_plain(finding(f"G01.{code}", found[0].particulars).text, language)
    before = everything(vault)

    with pytest.raises(MoveNotReady) as refused:
        records.move(vault, record.id, "register", revision=record.revision)

    assert str(refused.value.particulars["finding"]) == f"G01.{code}"
    assert "票数不勾稽" in said(refused.value)
    assert everything(vault) == before


# --- 10: a roster without leaders ------------------------------------------------------------------


def test_a_roster_without_leaders_is_said_where_leaders_are_asked_for_and_nothing_breaks(vault: Vault) -> None:
    campaigns.take(vault, preset())
    for person in people.listing(vault):
        people.save(vault, msgspec.structs.replace(person, team=False))
    before = everything(vault)

    page = inspection.look(vault)
    (told,) = [fact for fact in page.missing if fact.rule == "Q03"]
    assert (told.what, told.code, told.level) == (FactKind.SCHOOL, "no_leaders", "I")
    assert told.path == (f"{preset().id}/A12", "")
    for language in LANGUAGES:
        use(language)
        words = finding("Q03.no_leaders", {"activity": "“一人一课”"}).text
        assert_plain(words, language)
    use("zh_CN")
    assert "名单里还没有标出班子成员" in finding("Q03.no_leaders", told.particulars).text

    (lesson,) = [one for one in progress.look(vault) if one.activity.id == "A12"]
    assert (lesson.person, lesson.done, lesson.missing) == ("", 0, 1)
    assert not any(fact.heading == lesson.activity.name for fact in page.agrees)
    assert checklist.home(vault).campaigns
    assert everything(vault) == before

    people.save(vault, Person(id="p01", name="林志远", post="校长", party=True, team=True))
    assert not any(fact.rule == "Q03" for fact in inspection.look(vault).missing)
    assert [one.person for one in progress.look(vault) if one.activity.id == "A12"] == ["p01"]
