"""One byte changed anywhere in a signed packet gives a red verdict (I06)."""

import functools
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.signing.identity import Algorithm
from core.signing.judge import judge
from core.signing.signature import find_gap
from core.signing.verdict import Light
from tests.support.signed import signed_packet, signer, trusting

ALGORITHMS = list(Algorithm)


@functools.cache
def whole(algorithm: Algorithm) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = signed_packet(
            Path(folder), identity=signer(algorithm=algorithm), files={"现场.jpg": b"\xff\xd8" + bytes(2000)}
        )
        return path.read_bytes()


def light_of(data: bytes, folder: Path, *, algorithm: Algorithm) -> Light:
    path = folder / "changed.pdf"
    path.write_bytes(data)
    return judge(path, trusting(signer(algorithm=algorithm))).light


def changed(data: bytes, place: int, value: int) -> bytes:
    return data[:place] + bytes([value]) + data[place + 1 :]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_packet_is_valid_before(tmp_path: Path, algorithm):
    assert light_of(whole(algorithm), tmp_path, algorithm=algorithm) is Light.VALID


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@settings(max_examples=300)
@given(share=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255))
@example(share=0.0, mask=1)
def test_one_changed_byte_anywhere_is_invalid(tmp_path_factory: pytest.TempPathFactory, algorithm, share, mask):
    data = whole(algorithm)
    place = int(share * len(data))
    altered = changed(data, place, data[place] ^ mask)
    assert light_of(altered, tmp_path_factory.getbasetemp(), algorithm=algorithm) is Light.INVALID


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("value", [b"0"[0], b"f"[0], b"A"[0], b" "[0], b">"[0], 0])
def test_no_byte_of_the_unsigned_gap_can_change(tmp_path: Path, algorithm, value):
    """The gap holds the signature itself and is the only part no signature covers: every byte of the used part."""
    data = whole(algorithm)
    gap = find_gap(data)
    used = len(data[gap.start + 1 : gap.end - 1].rstrip(b"0"))
    step = 7 if algorithm is Algorithm.EC_P256 else 41
    places = [*range(gap.start, gap.start + used + 8, step), *range(gap.start + used + 8, gap.end, 1499), gap.end - 1]
    for place in places:
        if data[place] != value:
            assert light_of(changed(data, place, value), tmp_path, algorithm=algorithm) is Light.INVALID, place


def test_no_byte_of_the_cross_references_and_trailers_can_change(tmp_path: Path):
    algorithm = Algorithm.EC_P256
    data = whole(algorithm)
    starts = [data.rfind(b"xref\n", 0, data.rfind(b"startxref")), data.find(b"xref\n"), len(data) - 120]
    for start in starts:
        for place in range(start, min(start + 120, len(data)), 2):
            altered = changed(data, place, data[place] ^ 1)
            assert light_of(altered, tmp_path, algorithm=algorithm) is Light.INVALID, place


@settings(max_examples=60)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_shortened_packet_is_invalid(tmp_path_factory: pytest.TempPathFactory, share):
    data = whole(Algorithm.EC_P256)
    cut = data[: int(share * len(data))]
    assert light_of(cut, tmp_path_factory.getbasetemp(), algorithm=Algorithm.EC_P256) is Light.INVALID
