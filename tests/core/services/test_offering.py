"""What a menu offers: what is asked for first, what was switched off last."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.campaign.reader import preset
from core.records.kind import Group, Place
from core.services import campaigns
from core.services.offering import offers
from core.store.vault import Vault
from tests.support.vaults import open_copy


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    campaigns.take(opened, preset())
    yield opened
    opened.close()


def test_a_place_offers_its_own_kinds_by_their_groups(vault: Vault) -> None:
    found = offers(vault, Place.ACTIVITIES)

    assert {offer.kind.place for offer in found} == {Place.ACTIVITIES}
    groups = [list(Group).index(offer.kind.group) for offer in found]
    assert groups == sorted(groups)
    assert len(offers(vault)) > len(found)


def test_what_an_activity_asks_for_stands_first_and_is_named(vault: Vault) -> None:
    people = [offer for offer in offers(vault) if offer.kind.group is Group.PEOPLE]

    asked = [offer.kind.key for offer in people if offer.activities]
    assert [offer.kind.key for offer in people][: len(asked)] == asked
    (petition,) = [offer for offer in people if offer.kind.key == "petition"]
    assert petition.activities == ("信访苗头与来访处理",)
    assert petition.initials == "xfdj"


def test_what_the_school_switched_off_stands_last(vault: Vault) -> None:
    campaigns.switch(vault, preset().id, "A13", on=False)

    people = [offer for offer in offers(vault) if offer.kind.group is Group.PEOPLE]

    off = [offer.kind.key for offer in people if offer.off]
    assert "petition" in off
    assert [offer.kind.key for offer in people][-len(off) :] == off
