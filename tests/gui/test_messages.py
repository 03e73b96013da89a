"""Words: every error, finding and verdict has its sentences, both languages say the same, dates read as they should."""

import ast
import importlib.util
import io
import pkgutil
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import core
from core.base.errors import (
    AnswerMissing,
    BadIdentity,
    BadValue,
    DiskFull,
    FileMissing,
    MoveNotReady,
    MoveRefused,
    NewerKind,
    RecordSealed,
    UserError,
    all_errors,
)
from core.base.paths import resources
from core.base.words import Words
from core.checks.declared import RULES
from core.signing.verdict import Action, CheckCode, NotChecked, Reason
from gui.messages import (
    _,
    about,
    checked,
    clock,
    day,
    days_since,
    due,
    duration,
    fill,
    finding,
    full_day,
    join,
    level_word,
    long_day,
    moment,
    ngettext,
    not_checked,
    rule_words,
    size,
    use,
    verdict,
    verdict_word,
    weekday,
    words,
)
from gui.messages.error_table import ERRORS
from gui.messages.finding_table import FINDINGS
from gui.messages.sentence import placeholders
from gui.messages.verdict_table import ACTIONS, CHECKS, NOT_CHECKED, REASONS

TODAY = date(2008, 9, 19)
FOLDER = resources("locale", "zh_CN", "LC_MESSAGES")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Leave English behind."""
    yield
    use("en")


@pytest.fixture(scope="module")
def update() -> ModuleType:
    """Load the script that keeps the catalogue."""
    spec = importlib.util.spec_from_file_location("locale_update", resources("locale", "update.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def every_error() -> tuple[type[UserError], ...]:
    """Import all of core, so that errors declared beside their work are found too."""
    for found in pkgutil.walk_packages(core.__path__, "core."):
        if found.name != "core.signing.child":  # the judge's child process begins to work when it is imported
            import_module(found.name)
    return tuple(error for error in all_errors() if error.__module__.startswith("core."))


def test_every_error_says_what_happened_why_and_what_to_do() -> None:
    missing = [error.code() for error in every_error() if error.code() not in ERRORS]
    assert not missing, f"no sentence for {missing}"
    assert all(parts[0] and parts[2] for parts in ERRORS.values())


def test_no_sentence_is_kept_for_an_error_that_is_gone() -> None:
    assert set(ERRORS) <= {error.code() for error in every_error()}


def test_error_sentences_use_only_the_particulars_their_error_gives() -> None:
    for error in every_error():
        for part in ERRORS.get(error.code(), ()):
            assert placeholders(part) <= set(error.names), error.code()


def test_every_finding_has_its_sentence() -> None:
    missing = [
        f"{number}.{code}"
        for number, rule in RULES.items()
        for code in rule.codes
        if f"{number}.{code}" not in FINDINGS
    ]
    assert not missing, f"no sentence for {missing}"


def test_finding_sentences_use_only_the_particulars_their_rule_gives() -> None:
    for number, rule in RULES.items():
        for code, given in rule.codes.items():
            sentence = FINDINGS[f"{number}.{code}"][0]
            assert placeholders(sentence) <= set(given), f"{number}.{code}"


def test_another_record_without_title_number_or_place_is_named_as_such() -> None:
    told = {"people": "周海燕", "place": "", "start": "19:00", "end": "20:00", "number": "", "heading": "", "count": 1}
    english = finding("T02.two_places", told).text
    assert "at another place from 19:00 to 20:00: a draft No title yet" in english
    use("zh_CN")
    assert finding("T02.two_places", told).text == (
        "周海燕 19:00—20:00 在别处参加“还没有题目”（草稿），不能同时在两处。"
    )


def test_every_verdict_has_its_words() -> None:
    assert {reason.value for reason in Reason} == set(REASONS)
    assert {action.value for action in Action} == set(ACTIONS)
    assert {check.value for check in CheckCode} == set(CHECKS)
    assert {code.value for code in NotChecked} == set(NOT_CHECKED)


def test_every_source_string_has_chinese(update: ModuleType) -> None:
    catalogue = update.merged(FOLDER / "taizhang.po", update.template())
    missing = update.untranslated(catalogue)
    assert not missing, f"no Chinese for {len(missing)}: {missing[:20]}"


def test_no_source_string_hides_inside_a_formatted_one(update: ModuleType) -> None:
    known = {message.id[0] if isinstance(message.id, tuple) else message.id for message in update.template()}
    gui = Path(__file__).resolve().parents[2] / "gui"
    for path in gui.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "N_"}:
                said = node.args[0]
                if isinstance(said, ast.Constant):
                    assert said.value in known, (path.name, said.value)


def test_both_languages_use_the_same_particulars(update: ModuleType) -> None:
    catalogue = update.merged(FOLDER / "taizhang.po", update.template())
    for message in catalogue:
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in said:
            if text:
                assert placeholders(text) == placeholders(sources[-1]), message.id


def test_the_compiled_catalogue_is_the_written_one(update: ModuleType, tmp_path: Path) -> None:
    with (FOLDER / "taizhang.po").open("rb") as stream:
        catalogue = update.read_po(stream, locale="zh_CN")
    made = tmp_path / "made.mo"
    update.compile_to(made, catalogue)
    assert made.read_bytes() == (FOLDER / "taizhang.mo").read_bytes()


def test_no_chinese_sentence_shouts_or_flatters(update: ModuleType) -> None:
    with (FOLDER / "taizhang.po").open("rb") as stream:
        catalogue = update.read_po(stream, locale="zh_CN")
    for message in catalogue:
        said = "".join(message.string) if isinstance(message.string, tuple) else str(message.string)
        if message.id:
            assert not set("！您!") & set(said), said


def test_an_error_is_explained_in_both_languages() -> None:
    error = DiskFull(path="/stick", needed=3_200_000, free=1000)
    use("zh_CN")
    said = about(error)
    assert said.what == "没存上：空间不够。"
    assert "3.2 MB" in said.why
    assert " " not in said.text().replace("3.2 MB", "").replace("1 kB", "").replace(" /stick ", "")[:6]
    use("en")
    assert about(error).what == "Not saved: there is too little room."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RecordSealed(record="0", kind="task", state="done"), "已办"),
        (RecordSealed(record="0", kind="study_session", state="done"), "已定稿"),
        (MoveRefused(kind="forum", move="close", state="closed"), "已完结"),
        (AnswerMissing(kind="dispute", move="resolve", field="outcome"), "化解结果"),
        (AnswerMissing(kind="forum", move="answer", field="row"), "哪一行"),
        (BadValue(kind="study_session", path="discussion.1.text", value="7"), "第2行"),
        (BadValue(kind="study_session", path="attendance.absent.0", value="7"), "第1行"),
        (NewerKind(kind="rectification", found=3, known=1), "整改"),
        (BadIdentity(field="school", longest=64), "学校"),
        (MoveNotReady(move="finish", finding="T02.two_places", lacking=1), "同时在两处"),
    ],
    ids=lambda value: value.code() if isinstance(value, UserError) else "",
)
def test_an_error_speaks_of_states_fields_and_rules_by_their_names(error: UserError, said: str) -> None:
    use("zh_CN")
    text = about(error).text()
    assert said in text
    assert not re.search("[A-Za-z]", text)


def test_a_path_is_shown_by_its_last_part() -> None:
    assert about(FileMissing(path="C:\\school\\packet.pdf")).what.endswith("packet.pdf.")


def test_an_error_without_a_sentence_is_still_shown() -> None:
    class NeverHeardOf(UserError):
        names = ()

    assert "never_heard_of" in about(NeverHeardOf()).why


def test_a_finding_says_both_days() -> None:
    use("zh_CN")
    said = finding(
        "T09.material_after_session",
        {"title": "方案", "issued": "2008-05-20", "on": "2008-04-24"},
        today=TODAY,
    )
    assert said.text == "材料发布日 5月20日 晚于学习日 4月24日，请核对日期。"
    assert said.action == "去修改"
    assert level_word("E") == "错误"


def test_a_rule_says_why_it_asks_and_how_to_mend_it() -> None:
    use("zh_CN")
    said = rule_words("W10")
    assert "必须有专门记录" in said.why
    assert said.how
    assert (rule_words("Z99").why, rule_words("Z99").how) == ("", "")


def test_a_likeness_names_the_other_record_and_offers_to_compare() -> None:
    use("zh_CN")
    said = finding("C01.alike", {"number": "ST-2008-003", "heading": "夜学", "dated": "2008-04-10", "percent": 78})
    assert said.text == "与 ST-2008-003《夜学》有 78% 相同，请对照后改写，或写说明。"
    assert said.action == "对照看"


def test_a_draft_is_named_by_its_word_without_a_gap() -> None:
    use("zh_CN")
    said = finding("C01.somewhat_alike", {"number": "", "heading": "夜学", "percent": 96})
    assert said.text == "与草稿《夜学》有 96% 相同。"


def test_a_long_value_is_quoted_by_its_beginning() -> None:
    said = finding("C07.placeholder", {"words": "某" * 396}).text
    assert "某" * 20 + "…" in said
    assert len(said) < 80
    alike = finding("C01.alike", {"number": "ST-2008-003", "heading": "关于把农村小学放学后看护列入规范管理的建议书"})
    assert "关于把农村小学放学后看护列入规范管理的建议书" in alike.text, "a heading is to be read"
    told = about(BadValue(kind="task", path="due", value="长" * 396))
    assert "长" * 20 + "…" in told.why
    assert "长" * 21 not in told.text()


def test_a_variant_without_a_sentence_never_stops_the_page() -> None:
    assert finding("Z99.unheard", {}).text


def test_a_verdict_says_word_reason_action_and_what_was_looked_at() -> None:
    use("zh_CN")
    assert [verdict_word(light) for light in ("valid", "undecided", "invalid")] == ["有效", "无法判定", "无效或被改动"]
    said = verdict("registered_signer", {"school": "云岙镇中心小学", "name": "林志远"}, action="open")
    assert said.reason == "云岙镇中心小学林志远签的，签名以后没有改动。"
    assert said.action == "看内容"
    assert checked("structure", {"pages": 12}) == ("结构同本程序做的一样", "12 页")
    assert checked("structure", {}) == ("结构同本程序做的一样", "")
    assert "可信时间戳" in not_checked("time")


def test_days_read_as_the_screen_shows_them() -> None:
    use("zh_CN")
    assert day(date(2008, 9, 30), today=TODAY) == "9月30日"
    assert day(date(2007, 10, 15), today=TODAY) == "2007年10月15日"
    assert full_day(date(2008, 5, 9)) == "2008年5月9日"
    assert long_day(TODAY) == "2008年9月19日 星期五"
    assert weekday(date(2008, 4, 24)) == "周四"
    use("en")
    assert day(date(2008, 9, 30), today=TODAY) == "30 Sep"
    assert long_day(TODAY) == "Friday 19 Sep 2008"


@pytest.mark.parametrize(
    ("on", "chinese", "english"),
    [
        (date(2008, 9, 30), "还有 11 天", "11 days left"),
        (date(2008, 9, 20), "明天到期", "due tomorrow"),
        (date(2008, 9, 19), "今天到期", "due today"),
        (date(2008, 6, 30), "逾期 81 天", "81 days overdue"),
        (date(2008, 9, 18), "逾期 1 天", "1 day overdue"),
    ],
)
def test_deadlines_are_said_in_days(on: date, chinese: str, english: str) -> None:
    use("zh_CN")
    assert due(on, today=TODAY) == chinese
    use("en")
    assert due(on, today=TODAY) == english


def test_times_spans_and_sizes() -> None:
    at = datetime(2008, 9, 19, 14, 3).astimezone()
    use("zh_CN")
    assert clock(time(9, 5)) == "09:05"
    assert moment(at, today=date(2008, 9, 20)) == "9月19日 14:03"
    assert moment(at, today=TODAY) == "14:03"
    assert duration(100) == "100 分钟"
    assert days_since(date(2008, 9, 16), today=TODAY) == "3 天前"
    assert days_since(TODAY, today=TODAY) == "今天"
    assert size(3_200_000) == "3.2 MB"
    assert size(640) == "640 字节"


def test_a_sentence_survives_missing_and_broken_particulars() -> None:
    assert fill("{a} {b:day} {c:size}", {"b": "no day", "c": "many"}) == "… no day many"


def test_lists_and_words_are_put_in_as_the_language_asks() -> None:
    use("zh_CN")
    assert fill("{who}", {"who": ["何建华", "叶春兰"]}) == "何建华、叶春兰"
    assert words(Words(zh="夜学", en="Night study")) == "夜学"
    use("en")
    assert join(["He", "Ye"]) == "He, Ye"
    assert fill("{kind}", {"kind": Words(zh="夜学", en="Night study")}) == "Night study"
    assert words("as it is") == "as it is"


def test_braces_in_a_value_are_not_read_as_places() -> None:
    assert fill("{title}", {"title": "{needed:size}"}) == "{needed:size}"


def test_counting_follows_the_language() -> None:
    use("en")
    assert ngettext("{days} day left", "{days} days left", 1) == "{days} day left"
    use("zh_CN")
    assert ngettext("{days} day left", "{days} days left", 1) == "还有 {days} 天"
    assert _("") == ""


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        use("fr")


def test_the_words_need_no_qt() -> None:
    """The commands without a window speak through the same tables."""
    import subprocess

    program = "import sys, gui.messages; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=resources().parent, check=False)
    assert done.returncode == 0


def test_the_update_script_finds_all_four_ways_of_marking(update: ModuleType) -> None:
    source = update.template()
    assert "Cancelled." in source
    assert any(isinstance(message.id, tuple) for message in source)
    stream = io.BytesIO()
    update.write_po(stream, source)
    assert stream.getvalue()
