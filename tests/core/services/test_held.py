"""Looking how the signature stands makes no key and writes nothing."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from core.services import county, identities, people
from core.store import settings
from core.views.county import Standing
from tests.flows.test_school_and_county import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


def keys(world: World) -> int:
    with world.vault.look() as session:
        return len(settings.identity_contents(session))


def test_after_the_certificate_ran_out_it_is_told_and_no_key_is_made_until_somebody_signs(world: World) -> None:
    world.trusted()
    before, standing = keys(world), county.state(world.vault)
    world.later(days=(standing.valid_until - world.clock.now().date()).days + 2)
    ended = county.state(world.vault)
    assert (ended.standing, ended.pending, ended.key) == (Standing.ENDED, False, standing.key)
    assert keys(world) == before
    identities.current(world.vault)
    assert keys(world) == before + 1


def test_another_name_of_the_school_ends_the_certificate_and_the_new_name_is_shown(world: World) -> None:
    world.trusted()
    before = keys(world)
    people.save_school(world.vault, msgspec.structs.replace(people.get_school(world.vault), name="云川县云岙学校"))
    ended = county.state(world.vault)
    assert (ended.standing, ended.school) == (Standing.ENDED, "云川县云岙学校")
    assert keys(world) == before


def test_a_form_made_for_a_name_that_changed_since_is_awaited_no_longer(world: World) -> None:
    world.enrol()
    assert county.state(world.vault).pending
    people.save_school(world.vault, msgspec.structs.replace(people.get_school(world.vault), name="云川县云岙学校"))
    assert not county.state(world.vault).pending


def test_the_letter_is_looked_at_without_a_key_being_made(world: World) -> None:
    letter = world.certify(world.enrol())
    before = keys(world)
    people.save_school(world.vault, msgspec.structs.replace(people.get_school(world.vault), name="云川县云岙学校"))
    assert not county.look_at_letter(world.vault, letter).taken
    assert keys(world) == before
