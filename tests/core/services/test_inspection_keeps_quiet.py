"""What an inspection sees of records that are not public: kind and number; of those that are locked away: nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.base.clock import FixedClock
from core.services import inspection, seals
from core.store.vault import Vault
from core.views.inspection import Fact
from tests.core.services.hand import Hand
from tests.support.vaults import CHEAP, SESSION, open_copy


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


def later(vault: Vault, days: int) -> None:
    assert isinstance(vault.clock, FixedClock)
    vault.clock.set(vault.clock.now() + timedelta(days=days))


def facts(vault: Vault) -> list[Fact]:
    found = inspection.look(vault)
    return [*found.agrees, *found.differs, *found.missing]


def about(vault: Vault, kind: str) -> Fact:
    (fact,) = [one for one in facts(vault) if one.kind == kind]
    return fact


ACCUSATION: dict[str, Any] = {"title": "检举总务处采购不公", "type": "charge", "petitioner": "涂小明"}


def test_of_a_petition_only_kind_and_number_are_told(vault: Vault) -> None:
    petition = Hand(vault, "petition", **ACCUSATION)
    petition.move("register")
    clean = about(vault, "petition")
    assert (clean.heading, clean.subtype, clean.particulars) == ("", "", {"count": 1})

    later(vault, 90)
    late = about(vault, "petition")
    assert (late.number, late.withheld, late.level) == (petition.record.number, True, "W")
    assert (late.heading, late.subtype, late.rule, late.dated, late.particulars) == ("", "", "", None, {})


def test_of_a_draft_that_is_not_public_only_its_kind_is_told(vault: Vault) -> None:
    Hand(vault, "petition", **ACCUSATION)
    later(vault, 30)
    draft = about(vault, "petition")
    assert (draft.heading, draft.subtype, draft.particulars) == ("", "", {"days": 30})


def test_a_record_that_tells_a_private_name_is_not_quoted(vault: Vault) -> None:
    told = {"title": "夜学上说到涂小明的事", "publication_scope": "staff"}
    Hand(vault, "study_session", **{**SESSION, **told}).move("finish")
    Hand(vault, "petition", **ACCUSATION).move("register")
    assert not any("涂小明" in str(fact) for fact in facts(vault))
    assert about(vault, "study_session").withheld


def test_what_is_locked_away_is_left_out_even_while_it_is_open(vault: Vault) -> None:
    seals.choose(vault, "另一个口令 2008", cost=CHEAP)
    Hand(vault, "criticism_meeting")
    later(vault, 30)
    assert not [one for one in facts(vault) if one.kind == "criticism_meeting"]
