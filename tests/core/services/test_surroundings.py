"""What the school says about itself once: its days off, and the names of places that are its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from core.base.errors import TermEndsEarly
from core.records.content import DayOff
from core.services import drafts, people, records, surroundings
from core.store import journal
from core.store.journal import What
from core.store.vault import Vault
from tests.support.vaults import SCHOOL, SESSION, open_copy

AUTUMN = DayOff(name="秋假", since=date(2008, 9, 17), until=date(2008, 9, 18))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


def rules(vault: Vault, record: str) -> set[str]:
    return {finding.rule for finding in records.open_record(vault, record).findings}


def entries(vault: Vault) -> int:
    with vault.look() as session:
        return journal.count(session)


def test_a_new_school_has_no_days_off_and_no_words_of_its_own(vault: Vault) -> None:
    assert surroundings.list_days_off(vault) == ()
    assert surroundings.list_words(vault) == ()


def test_days_off_are_kept_in_order_and_may_be_a_single_day(vault: Vault) -> None:
    single = DayOff(name=" 校运会 ", since=date(2008, 9, 5), until=date(2008, 9, 5))
    surroundings.save_days_off(vault, [AUTUMN, single])

    assert surroundings.list_days_off(vault) == (msgspec.structs.replace(single, name="校运会"), AUTUMN)
    surroundings.save_days_off(vault, [])
    assert surroundings.list_days_off(vault) == ()


def test_a_stretch_that_ends_before_it_begins_is_refused_and_nothing_of_the_list_is_kept(vault: Vault) -> None:
    surroundings.save_days_off(vault, [AUTUMN])
    before = entries(vault)
    wrong = DayOff(name="寒假", since=date(2009, 2, 1), until=date(2009, 1, 20))

    with pytest.raises(TermEndsEarly) as refused:
        surroundings.save_days_off(
            vault, [DayOff(name="国庆", since=date(2008, 10, 1), until=date(2008, 10, 7)), wrong]
        )

    assert refused.value.particulars == {"name": "寒假", "since": "2009-02-01", "until": "2009-01-20"}
    assert surroundings.list_days_off(vault) == (AUTUMN,)
    assert entries(vault) == before


def test_a_meeting_on_a_day_off_is_asked_about_from_the_moment_the_day_is_off(vault: Vault) -> None:
    record = drafts.begin(vault, "study_session", values=SESSION)
    assert "T13" not in rules(vault, record.id)
    surroundings.save_days_off(vault, [AUTUMN])
    assert "T13" in rules(vault, record.id)
    surroundings.save_days_off(vault, [])
    assert "T13" not in rules(vault, record.id)


def test_a_place_elsewhere_is_asked_about_until_the_school_calls_it_its_own(vault: Vault) -> None:
    values = {**SESSION, "content": SESSION["content"] + "参观了柳溪县文明镇中心小学的图书角。"}
    record = drafts.begin(vault, "study_session", values=values)
    assert "C04" in rules(vault, record.id)

    surroundings.save_words(vault, [" 柳溪县 ", "文明镇中心小学", "", "柳溪县"])

    assert surroundings.list_words(vault) == ("柳溪县", "文明镇中心小学")
    assert "C04" not in rules(vault, record.id)


def test_the_schools_own_name_follows_its_profile(vault: Vault) -> None:
    values = {**SESSION, "content": SESSION["content"] + "云川县云岙镇中心小学的做法可以照搬。"}
    record = drafts.begin(vault, "study_session", values=values)
    assert "C04" not in rules(vault, record.id)
    with vault.look() as session:
        one, other = (surroundings.local_words(vault, session) for _ in range(2))
        assert one is other, "worked out once"

    people.save_school(
        vault,
        msgspec.structs.replace(
            SCHOOL,
            name="柳溪县下河镇小学",
            short="下河小学",
            district="下河学区",
            superior="柳溪县教育局",
            principal="p01",
        ),
    )
    assert "C04" in rules(vault, record.id)


def test_what_was_set_is_noted_by_its_name_only(vault: Vault) -> None:
    surroundings.save_days_off(vault, [AUTUMN])
    surroundings.save_words(vault, ["下垟村"])
    with vault.look() as session:
        seq = journal.head(session).entries
        last = [journal.one(session, number) for number in (seq - 1, seq)]
    assert [(entry.what, entry.body) for entry in last if entry] == [
        (What.SETTING_CHANGED, {"setting": "days_off"}),
        (What.SETTING_CHANGED, {"setting": "words"}),
    ]
