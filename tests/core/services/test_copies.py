"""Of two texts that are alike the later one is told, and a finished record stays what it was judged to be."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.services import checking, checkup, records
from core.store.vault import Vault
from tests.core.services.hand import Hand
from tests.support.vaults import CHINA, DIARY, SESSION, open_copy


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    at(opened, 16)
    yield opened
    opened.close()


def at(vault: Vault, day: int) -> None:
    """Make it noon of a day of September."""
    assert isinstance(vault.clock, FixedClock)
    vault.clock.set(datetime(2008, 9, 1, 12, tzinfo=CHINA) + timedelta(days=day - 1))


def diary(vault: Vault, day: int) -> Hand:
    return Hand(vault, "research_diary", **{**DIARY, "date": f"2008-09-{day:02}"})


def finish(vault: Vault, hand: Hand) -> Hand:
    """Finish a record, with a sentence for each warning."""
    for finding in records.lacking(vault, hand.record.id, "finish"):
        records.explain(vault, hand.record.id, finding.mark, "照实写的", revision=hand.record.revision)
        hand.record = records.read(vault, hand.record.id)
    hand.move("finish")
    return hand


def told(vault: Vault, *hands: Hand) -> list[bool]:
    """Tell of each record whether its text is said to be a copy; asked one by one and of the whole school."""
    with vault.look() as session:
        single = [any(f.rule == "C01" for f in checking.findings(vault, session, hand.record)) for hand in hands]
    kept = checkup.look(vault).records
    vault.memory.pop(checkup.MEMORY)
    anew = checkup.look(vault).records
    assert {key: sorted(map(repr, found)) for key, found in kept.items()} == {
        key: sorted(map(repr, found)) for key, found in anew.items()
    }
    assert [any(f.rule == "C01" for f in kept[hand.record.id]) for hand in hands] == single
    return single


def test_a_draft_that_copies_a_finished_record_is_told_and_the_record_is_not(vault: Vault) -> None:
    first = finish(vault, diary(vault, 15))
    assert told(vault, first) == [False]
    at(vault, 18)
    draft = diary(vault, 18)
    assert told(vault, first, draft) == [False, True]
    finish(vault, draft)
    assert told(vault, first, draft) == [False, True]


def test_a_late_entry_for_an_earlier_day_does_not_accuse_what_was_finished_before(vault: Vault) -> None:
    first = finish(vault, diary(vault, 16))
    at(vault, 18)
    late = diary(vault, 11)
    assert told(vault, first, late) == [False, True]
    finish(vault, late)
    assert told(vault, first, late) == [False, True]


def test_of_two_drafts_the_later_day_is_told_then_the_later_entry(vault: Vault) -> None:
    later, earlier = diary(vault, 16), diary(vault, 15)
    assert told(vault, later, earlier) == [True, False]
    again = diary(vault, 15)
    assert told(vault, earlier, again) == [False, True]


def test_a_finished_record_is_not_compared_with_drafts_of_earlier_days(vault: Vault) -> None:
    draft, other = diary(vault, 11), diary(vault, 16)
    finish(vault, other)
    assert told(vault, draft, other) == [True, False]


def test_two_speakers_of_one_meeting_are_both_told(vault: Vault) -> None:
    said = "建议留一间教室开到五点半，放学后有人看护，由轮值的老师登记每个孩子几点走、谁来接。"
    talk = [{"speaker": "p04", "text": said}, {"speaker": "p03", "text": said}]
    first = Hand(vault, "study_session", **{**SESSION, "date": "2008-09-15", "discussion": talk})
    with vault.look() as session:
        found = [f.path for f in checking.findings(vault, session, first.record) if f.rule == "C02"]
    assert found == [("discussion", 0, "text"), ("discussion", 1, "text")]
