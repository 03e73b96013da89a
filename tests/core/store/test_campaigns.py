"""Campaigns in and out of their tables: in the order they came, with every edition kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.store import campaigns
from core.store.campaigns import Kept
from core.store.engine import Session, open_engine
from core.store.migrations.running import build
from tests.support.vaults import NOON


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    build(tmp_path / "x.db", bytes(32))
    engine = open_engine(tmp_path / "x.db", bytes(32))
    with Session(engine) as opened, opened.begin():
        yield opened
        opened.rollback()
    engine.dispose()


def test_an_empty_vault_has_no_campaign(session: Session) -> None:
    assert campaigns.listing(session) == ()
    assert campaigns.get(session, "x") is None
    assert campaigns.editions(session) == {}


def test_what_is_kept_comes_back_as_it_went_in(session: Session) -> None:
    kept = Kept(
        id="读书'年\"",
        digest="d1",
        active=False,
        received_on=date(2008, 4, 25),
        switched={"A11": False, "Z01": True},
        own=({"id": "Z01", "name": "家访", "quota": {"min": 2}},),
    )
    campaigns.put(session, kept)
    session.expire_all()
    assert campaigns.get(session, kept.id) == kept
    assert campaigns.listing(session) == (kept,)


def test_they_stand_in_the_order_in_which_they_came_whatever_is_changed_later(session: Session) -> None:
    for key in ("z", "a", "m"):
        campaigns.put(session, Kept(id=key, digest="d"))
    campaigns.put(session, Kept(id="z", digest="d2", active=False))
    assert [(one.id, one.digest, one.active) for one in campaigns.listing(session)] == [
        ("z", "d2", False),
        ("a", "d", True),
        ("m", "d", True),
    ]


def test_an_edition_taken_twice_stays_as_it_was_first(session: Session) -> None:
    campaigns.add_edition(session, "a", "d1", "{1}", at=NOON)
    campaigns.add_edition(session, "a", "d1", "{changed}", at=NOON.replace(hour=13))
    campaigns.add_edition(session, "b", "d1", "{of b}", at=NOON.replace(hour=11))
    campaigns.add_edition(session, "a", "d2", "{2}", at=NOON.replace(hour=14))

    assert campaigns.edition(session, "a", "d1") == campaigns.edition(session, "a", "d1") == "{1}"
    assert list(campaigns.editions(session).items()) == [
        (("b", "d1"), "{of b}"),
        (("a", "d1"), "{1}"),
        (("a", "d2"), "{2}"),
    ]


def test_an_edition_that_never_came_is_our_own_mistake(session: Session) -> None:
    campaigns.add_edition(session, "a", "d1", "{1}", at=NOON)
    for key in (("a", "d2"), ("b", "d1")):
        with pytest.raises(KeyError):
            campaigns.edition(session, *key)
