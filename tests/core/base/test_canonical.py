"""The same data is always the same bytes."""

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.base.canonical import BLOCK, digest, encode, file_digest


@given(st.dictionaries(st.text(max_size=8), st.integers() | st.text(max_size=8), max_size=6))
def test_the_order_of_keys_does_not_change_the_bytes(data: dict[str, int | str]) -> None:
    turned = dict(reversed(data.items()))
    assert encode(data) == encode(turned)


def test_chinese_stands_as_itself() -> None:
    assert encode({"name": "苏𬍛"}) == '{"name":"苏𬍛"}'.encode()


def test_a_digest_is_sha256_in_lower_case_hex() -> None:
    assert digest(b"abc") == hashlib.sha256(b"abc").hexdigest()
    assert digest([b"a", b"bc"]) == digest(b"abc")


def test_a_file_is_digested_block_by_block(tmp_path: Path) -> None:
    path = tmp_path / "big"
    path.write_bytes(b"x" * (BLOCK + 5))
    assert file_digest(path) == hashlib.sha256(b"x" * (BLOCK + 5)).hexdigest()
