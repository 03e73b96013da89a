"""What is judged is what is kept, whatever becomes of the file while it is judged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import FileMissing, NotAFile, RootDiffers
from core.services import county, judging, readonce, receipts
from core.services.desk import handover, replies
from core.services.readonce import read_once
from core.signing.verdict import Verdict
from core.views.county import Standing
from tests.flows.test_school_and_county import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


def swapping(monkeypatch: pytest.MonkeyPatch, path: Path, content: bytes) -> None:
    """Let another file lie in the place as soon as the judge has looked once."""
    judge = judging.believe_now

    def judged(one: Path, **how: Any) -> Verdict:
        verdict = judge(one, **how)
        path.write_bytes(content)
        return verdict

    monkeypatch.setattr(judging, "believe_now", judged)


def test_an_answer_that_is_exchanged_while_it_is_judged_is_kept_as_it_was_judged(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.trusted()
    row = world.rows(world.packet())[0]
    receipt = replies.receive(world.desk, row.incoming.id, folder=world.place)
    path = handover.carry(world.desk, receipt.id, world.stick).path
    genuine = path.read_bytes()
    swapping(monkeypatch, path, b"%PDF-1.7 something else")
    answer = receipts.take(world.vault, path)
    assert receipts.content(world.vault, answer.id) == genuine
    assert path.read_bytes() != genuine


def test_a_letter_that_is_exchanged_between_two_looks_at_it_is_the_first_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = world.certify(world.enrol())
    root = county.look_at_letter(world.vault, letter).root
    swapping(monkeypatch, letter, b"%PDF-1.7 something else")
    assert county.take_letter(world.vault, letter, root=root).standing is Standing.CERTIFIED


def test_the_roots_fingerprint_is_still_compared(world: World) -> None:
    letter = world.certify(world.enrol())
    with pytest.raises(RootDiffers):
        county.take_letter(world.vault, letter, root="0000 " * 16)
    assert county.state(world.vault).standing is Standing.ASKED


def test_no_more_is_copied_than_tells_that_it_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readonce, "LARGEST", 1000)
    path = tmp_path / "large.pdf"
    path.write_bytes(b"x" * 5000)
    with read_once(path, folder=tmp_path) as copy:
        assert copy.stat().st_size == 1001
    assert not copy.exists()


def test_folders_and_what_is_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing), read_once(tmp_path / "gone.pdf", folder=tmp_path):
        pass
    with pytest.raises(NotAFile), read_once(tmp_path, folder=tmp_path):
        pass
