"""Broken files: whatever a library raises is a red row, never a crash."""

import functools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.signing.judge import judge
from core.signing.signature import find_gap
from core.signing.verdict import Light
from tests.support.signed import resigned, signed_packet, signer, trusting


@functools.cache
def base() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return signed_packet(Path(folder)).read_bytes()


@settings(max_examples=150)
@given(data=st.data())
def test_a_mangled_file_is_a_red_row_and_never_a_crash(tmp_path_factory: pytest.TempPathFactory, data):
    """Libraries raise ValueError, TypeError, KeyError, AssertionError, RecursionError and more on broken files."""
    folder = tmp_path_factory.getbasetemp()
    whole = base()
    start = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 4000))
    filling = data.draw(st.binary(max_size=60))
    path = folder / "mangled.pdf"
    mangled = whole[:start] + filling + whole[start + length :]
    path.write_bytes(mangled)
    if mangled != whole:
        assert judge(path, trusting(signer())).light is Light.INVALID


@settings(max_examples=60)
@given(data=st.data())
def test_a_mangled_file_that_is_signed_anew_is_never_a_crash(tmp_path_factory: pytest.TempPathFactory, data):
    """A signer who wishes us harm signs what he likes: the parsers see it, and whatever they raise is a verdict."""
    whole = bytearray(base())
    gap = find_gap(bytes(whole))
    outside = [place for place in range(len(whole)) if not gap.start <= place < gap.end]
    for _ in range(data.draw(st.integers(1, 6))):
        place = outside[data.draw(st.integers(0, len(outside) - 1))]
        whole[place] = data.draw(st.integers(0, 255))
    signed = resigned(bytes(whole))
    path = tmp_path_factory.getbasetemp() / "resigned.pdf"
    path.write_bytes(signed)
    assert judge(path, trusting(signer())).light in set(Light)
