"""What the checks learn from a real vault."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.clock import FixedClock
from core.base.errors import MoveNotReady
from core.campaign.reader import preset
from core.checks.finding import Finding, Level
from core.records.content import Record
from core.records.workflow import Effect
from core.services import campaigns, checking, drafts, records
from core.store import blobs
from core.store.engine import connect
from core.store.vault import Vault
from tests.support.vaults import DIARY, ITEM, NOON, SESSION, open_copy

PHOTO = "f" * 64


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    campaigns.take(opened, preset())
    yield opened
    opened.close()


def look(vault: Vault, record: Record, *, deep: bool = False) -> list[Finding]:
    with vault.look() as session:
        return list(checking.findings(vault, session, record, leaving=deep))


def names(vault: Vault, record: Record, *, deep: bool = False) -> list[str]:
    return [finding.name for finding in look(vault, record, deep=deep)]


def test_a_record_that_nothing_is_wrong_with_has_at_most_hints(vault: Vault) -> None:
    session = drafts.begin(vault, "study_session", values=SESSION)
    assert {finding.level for finding in look(vault, session)} <= {Level.HINT}


def test_one_person_in_two_records_at_one_time_is_found_with_the_others_number(vault: Vault) -> None:
    first = drafts.begin(vault, "study_session", values=SESSION)
    first = records.move(vault, first.id, "finish", revision=first.revision)
    diary = {**DIARY, "date": SESSION["date"], "start_time": "20:00", "end_time": "21:00"}
    second = drafts.begin(vault, "research_diary", values=diary)
    (clash,) = [finding for finding in look(vault, second) if finding.rule == "T02"]

    assert (clash.particulars["people"], clash.particulars["number"]) == ("林志远", "ST-2008-001")
    assert clash.particulars["heading"] == SESSION["title"]

    records.move(vault, first.id, "void", answers={"reason": "重复登记了一次"}, revision=first.revision)
    assert "T02.two_places" not in names(vault, second)


def test_an_observer_can_not_be_elsewhere_either(vault: Vault) -> None:
    alone = {"expected": ["p01", "p02", "p03"], "absent": [], "signed": None}
    drafts.begin(
        vault, "study_session", values={**SESSION, "attendance": alone, "observers": ["p05"], "discussion": []}
    )
    diary = drafts.begin(
        vault,
        "research_diary",
        values={**DIARY, "author": "p05", "date": SESSION["date"], "start_time": "19:30", "end_time": "20:00"},
    )
    assert "T02.two_places" in names(vault, diary)


def test_a_clock_behind_the_last_entry_is_told_on_whatever_is_open(vault: Vault) -> None:
    first = drafts.begin(vault, "study_session", values=SESSION)
    assert "T16.clock_behind" not in names(vault, first)

    clock = vault.clock
    assert isinstance(clock, FixedClock)
    clock.set(NOON - timedelta(days=1))
    assert "T16.clock_behind" in names(vault, first)


def test_a_file_that_is_not_there_is_an_error_and_one_that_is_passes(vault: Vault) -> None:
    with vault.work() as session:
        kept = blobs.put(session, b"picture", mime="image/jpeg", at=NOON)
        empty = blobs.put(session, b"", mime="image/jpeg", at=NOON)
    files = [{"blob": blob, "title": blob[:3], "type": "photo"} for blob in (kept, PHOTO, empty)]
    record = drafts.begin(vault, "study_session", values={**SESSION, "attachments": files})

    assert [(finding.name, finding.path) for finding in look(vault, record) if finding.rule == "W09"] == [
        ("W09.file_missing", ("attachments", 1)),
        ("W09.file_empty", ("attachments", 2)),
    ]


def test_a_file_whose_bytes_changed_is_found_when_looked_at_closely(vault: Vault) -> None:
    with vault.work() as session:
        kept = blobs.put(session, b"picture", mime="image/jpeg", at=NOON)
    record = drafts.begin(
        vault, "study_session", values={**SESSION, "attachments": [{"blob": kept, "title": "照片", "type": "photo"}]}
    )
    raw = connect(vault.database, vault.key)
    raw.execute("DROP TRIGGER blob_fixed")
    raw.execute("UPDATE blob SET content = ?", (b"another",))
    raw.close()

    assert "W09.file_changed" not in names(vault, record)
    assert "W09.file_changed" in names(vault, record, deep=True)


def test_a_muted_hint_stays_away_until_it_is_wanted_again(vault: Vault) -> None:
    record = drafts.begin(vault, "study_session", values={**SESSION, "content": "短。"})
    assert "W05.short" in names(vault, record)

    checking.mute(vault, "W05")
    checking.mute(vault, "T05")
    checking.mute(vault, "Z99")
    with vault.look() as session:
        assert checking.muted(session) == {"W05"}
    assert "W05.short" not in names(vault, record)

    checking.mute(vault, "W05", on=False)
    assert "W05.short" in names(vault, record)


def test_the_share_of_sustained_items_is_counted_without_drafts_and_void_ones(vault: Vault) -> None:
    goals = [{"due": "2008-10-30", "goal": "全体教师试画一周"}, {"due": "2008-12-31", "goal": "写入教学常规里"}]
    lasting = None
    for number in range(4):
        record = drafts.begin(vault, "rectification", values={**ITEM, "limit": "lasting", "milestones": goals})
        record = records.move(vault, record.id, "register", revision=record.revision)
        if number == 3:
            answers = {"reason": "重复登记了一次"}
            records.move(vault, record.id, "void", answers=answers, revision=record.revision)
        if number == 0:
            for move in ("start", "sustain"):
                answers = {"on": "2008-09-19", "by": "p03"}
                record = records.move(vault, record.id, move, answers=answers, revision=record.revision)
            lasting = record
    drafts.begin(vault, "rectification", values=ITEM)
    assert lasting is not None
    (finding,) = [finding for finding in look(vault, lasting) if finding.rule == "E06"]

    assert finding.particulars == {"percent": 33, "lasting": 1, "total": 3}


def test_a_move_is_refused_until_what_it_lacks_is_there(vault: Vault) -> None:
    record = drafts.begin(vault, "study_session", values={**SESSION, "title": ""})
    with pytest.raises(MoveNotReady) as refused:
        records.move(vault, record.id, "finish", revision=record.revision)
    assert refused.value.particulars["finding"] == "W01.empty"

    lacking = records.lacking(vault, record.id, "finish")
    assert [(view.rule, view.level, view.path) for view in lacking] == [("W01", "E", ("title",))]


def test_an_explained_warning_travels_with_its_sentence(vault: Vault) -> None:
    values: dict[str, Any] = {**SESSION, "subtype": "seminar", "discussion": []}
    record = drafts.begin(vault, "study_session", values=values)
    drafts.explain(vault, record.id, "W06:discussion", "这次只传达，没有讨论。", revision=record.revision)
    view = records.open_record(vault, record.id)
    (warning,) = [finding for finding in view.findings if finding.rule == "W06"]

    assert (warning.explanation, warning.mutable, warning.demanded) == ("这次只传达，没有讨论。", False, False)
    assert records.move(vault, record.id, "finish", revision=view.record.revision).number == "ST-2008-001"


def test_a_deadline_changed_behind_the_workflows_back_is_found(vault: Vault) -> None:
    record = drafts.begin(vault, "rectification", values=ITEM)
    record = records.move(vault, record.id, "register", revision=record.revision)
    moved = msgspec.structs.replace(record, values={**record.values, "deadline": "2008-12-31"})

    assert "E07.deadline_moved" not in names(vault, record)
    assert "E07.deadline_moved" in names(vault, moved)
    extend = next(
        move
        for move in records.moves(records.open_record(vault, record.id).kind, record)
        if move.effect is Effect.EXTEND
    )
    with vault.look() as session:
        found = checking.unmet(vault, session, record, extend, {"on": "2008-09-19", "deadline": "2008-09-20"})
    assert [finding.name for finding in found] == ["E07.deadline_not_later"]
