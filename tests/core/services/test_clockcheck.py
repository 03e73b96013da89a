"""An odd clock is told once, noted, and keeps nobody from working."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.services import clockcheck, drafts, vaults
from core.store import journal
from core.store.vault import Vault
from core.views.clock import Odd
from tests.support.vaults import NOON, PASSWORD, lay


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    found = vaults.open_vault(lay(tmp_path), PASSWORD, clock=clock)
    yield found
    found.close()


def test_a_clock_that_goes_on_is_nothing_to_speak_of(vault: Vault, clock: FixedClock):
    assert clockcheck.look(vault) is None
    clock.set(NOON + timedelta(days=400))
    assert clockcheck.look(vault) is None
    drafts.begin(vault, "research_diary", values={})
    clock.set(clock.now() - timedelta(minutes=50))
    assert clockcheck.look(vault) is None


def test_a_clock_set_back_by_a_year_is_told_once_and_work_goes_on(vault: Vault, clock: FixedClock):
    clock.set(NOON - timedelta(days=365))
    told = clockcheck.look(vault)
    assert told is not None
    assert (told.odd, told.last) == (Odd.BACK, NOON)
    assert clockcheck.look(vault) is None
    begun = drafts.begin(vault, "research_diary", values={"topic": "照常写"})
    assert begun.revision == 1
    with vault.look() as session:
        assert journal.first_fault(session) is None
        (entry,) = journal.telling(session, journal.What.CLOCK_STRANGE)
    assert entry.body["odd"] == "back"
    clock.set(NOON + timedelta(days=1))
    assert clockcheck.look(vault) is None


def test_set_back_a_second_time_later_it_is_told_a_second_time(vault: Vault, clock: FixedClock):
    clock.set(NOON - timedelta(days=365))
    assert clockcheck.look(vault) is not None
    clock.set(NOON + timedelta(days=30))
    vaults.change_password(vault, old=PASSWORD, new=PASSWORD)
    clock.set(NOON)
    assert clockcheck.look(vault) is not None


def test_a_clock_before_the_program_s_own_day_is_told(vault: Vault, clock: FixedClock):
    clock.set(NOON + timedelta(days=1))
    built = NOON + timedelta(days=200)
    told = clockcheck.look(vault, built=built)
    assert told is not None
    assert (told.odd, told.last) == (Odd.BEFORE_PROGRAM, built)
    assert clockcheck.look(vault, built=built) is None
