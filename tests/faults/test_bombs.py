"""Bombs: refused with the right reason in the child process, within a memory that any school's computer has."""

import os
from pathlib import Path

import pytest

from core.signing.judge import judge
from core.signing.verdict import Light, Reason
from core.signing.worker import Judge
from tests.faults.attack import Attack, made
from tests.faults.bombs import BOMBS, POISONS
from tests.faults.byhand import with_stream, with_table
from tests.support.childmemory import Watched
from tests.support.signed import signed_packet, signer, trusting

LINUX = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
POSIX = pytest.mark.skipif(os.name == "nt", reason="the limits of the child are POSIX")
QUIET = pytest.mark.filterwarnings("ignore:This document has 1 form widget", "ignore:.*unreferenced")

MOST = 900
"""Megabytes that one file may cost at its worst: 512 MiB of streams, twice for the largest, and the program itself."""


@pytest.mark.parametrize("write", [with_table, lambda _: with_stream({}, {})])
def test_what_is_written_by_hand_is_sound_but_for_its_data(tmp_path: Path, write):
    """Else a bomb in it would be refused for something else."""
    (tmp_path / "basis.pdf").write_bytes(write({}))
    assert judge(tmp_path / "basis.pdf", trusting(signer())).reason is Reason.NOT_OURS


@QUIET
@LINUX
@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.name)
def test_a_bomb_is_refused_with_its_reason_and_costs_little_memory(tmp_path: Path, bomb: Attack):
    with Watched() as child:
        verdict = child.judge(made(bomb, tmp_path), trusting(signer()))
    assert (verdict.light, verdict.reason) == (Light.INVALID, bomb.reason), verdict.particulars
    assert not bomb.detail or bomb.detail in verdict.particulars.values()
    assert 0 < child.peak < MOST


@QUIET
@POSIX
@pytest.mark.parametrize("poison", POISONS, ids=lambda poison: poison.name)
def test_a_file_that_only_the_childs_limits_stop_delays_no_other(tmp_path: Path, poison: Attack):
    """It is killed when its time is over, and the next file is judged properly by another child."""
    path, good = made(poison, tmp_path), signed_packet(tmp_path)
    with Judge(wall=0.5) as short:
        verdict = short.judge(path, trusting(signer()))
        assert (verdict.light, verdict.reason) == (Light.INVALID, Reason.TOO_SLOW)
        assert verdict.particulars == {"limit": "seconds"}
        assert short._process is None
        short._wall = 60
        assert short.judge(good, trusting(signer())).light is Light.VALID


@QUIET
@POSIX
def test_a_good_file_between_two_poisons_is_valid(tmp_path: Path):
    bad = [made(poison, tmp_path) for poison in POISONS]
    good = signed_packet(tmp_path)
    with Judge() as child:
        answers = [child.judge(path, trusting(signer())).light for path in (bad[0], good, bad[1], good)]
    assert answers == [Light.INVALID, Light.VALID] * 2
