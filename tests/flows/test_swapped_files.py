"""A stick that shows another file at the second look: what is kept is what was judged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.errors import FileChanged, UserError
from core.records.content import School
from core.records.errand import Certification
from core.services import county, errands, packets, receipts
from core.services.desk import replies
from core.services.errands import Issued
from core.signing import authority as signing
from core.signing.identity import Algorithm
from core.signing.trust import Trust
from tests.flows.test_school_and_county import COUNTY, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


def swapped_after(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, path: Path, content: bytes) -> None:
    """Put other bytes in the file's place as soon as a step has looked at it."""
    step = getattr(module, name)

    def looked(*given: Any, **more: Any) -> Any:
        found = step(*given, **more)
        path.write_bytes(content)
        return found

    monkeypatch.setattr(module, name, looked)


def test_of_a_receipt_the_bytes_are_kept_that_were_judged(world: World, monkeypatch: pytest.MonkeyPatch):
    world.trusted()
    row = world.rows(world.packet())[0]
    made = replies.receive(world.desk, row.incoming.id, folder=world.place)
    path = replies.fetch(world.desk.register, made.id, world.place)
    swapped_after(monkeypatch, county, "judged", path, b"%PDF-1.7 something else")
    with pytest.raises(FileChanged):
        receipts.take(world.vault, path)
    assert receipts.listing(world.vault) == ()
    assert packets.listing(world.vault)[0].received_on is None


def test_of_two_letters_the_one_is_taken_that_the_root_vouches_for(world: World, monkeypatch: pytest.MonkeyPatch):
    """A stranger's letter with another school's name in it; for the second look the county's own is in its place."""
    path = world.certify(world.enrol())
    genuine, true = path.read_bytes(), county.read(world.vault, path)[0].body
    assert isinstance(true, Certification)
    forged = strangers(world, msgspec.structs.replace(true, addressee="云川县白石小学"))
    path.write_bytes(forged.content)
    swapped_after(monkeypatch, county, "judged", path, genuine)
    before = county.state(world.vault)
    with pytest.raises(FileChanged):
        county.take_letter(world.vault, path, root=true.root_fingerprint)
    assert county.state(world.vault) == before


def strangers(world: World, body: Certification) -> Issued:
    """Return a letter that a stranger signed as the county's desk, under a root of his own."""
    office = signing.found(COUNTY, clock=world.clock, algorithm=Algorithm.EC_P256)[1]
    stranger = signing.desk_identity(office, "周望舒", clock=world.clock, algorithm=Algorithm.EC_P256)
    document = errands.draft(
        "certificate",
        body,
        title="证书函",
        maker=School(name=COUNTY),
        signer=stranger.name,
        clock=world.clock,
    )
    return errands.issue(document, identity=stranger, trust=Trust(), folder=world.place, accept=lambda _: True)


@pytest.mark.parametrize(
    "more",
    [
        {"campaign": {"edition": 2**63}},
        {"campaign": {"id": "x", "edition": [[[{}]]]}},
    ],
)
def test_a_strangers_letter_ends_in_an_error_with_words_whatever_it_holds(world: World, more: dict[str, Any]):
    """The school has no root yet, so that it looks at whatever calls itself a letter."""
    path = world.certify(world.enrol())
    true = county.read(world.vault, path)[0].body
    assert isinstance(true, Certification)
    path.write_bytes(strangers(world, msgspec.structs.replace(true, **more)).content)
    before = county.state(world.vault)
    with pytest.raises(UserError):
        county.look_at_letter(world.vault, path)
    with pytest.raises(UserError):
        county.take_letter(world.vault, path, root=true.root_fingerprint)
    assert county.state(world.vault) == before
