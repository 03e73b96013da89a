"""Whom the county knows, kept in a file."""

from pathlib import Path

import msgspec
import pytest

from core.base.errors import FileMissing, NewerTrust, TrustDamaged
from core.signing.identity import grouped
from core.signing.trust import Registered, Trust, load, save
from tests.support.signed import signer, trusting


def test_a_trust_comes_back_from_its_file_as_it_went_in(tmp_path: Path):
    trust = msgspec.structs.replace(trusting(signer()), roots=(b"root",), revocation_lists=(b"list",))
    save(tmp_path / "trust.json", trust)
    assert load(tmp_path / "trust.json") == trust


def test_a_fingerprint_is_found_however_a_person_wrote_it():
    trust = trusting(signer())
    found = trust.find(grouped(signer().fingerprint))
    assert found is not None
    assert found.name == "林志远"
    assert trust.find(":".join(signer().fingerprint)) == found
    assert trust.find("00" * 32) is None


def test_registering_a_signer_again_replaces_the_older_entry():
    trust = trusting(signer()).register(
        Registered(fingerprint=grouped(signer().fingerprint), school="云岙小学", name="林志远")
    )
    assert [entry.school for entry in trust.registered] == ["云岙小学"]


def test_a_missing_trust_file_is_told(tmp_path: Path):
    with pytest.raises(FileMissing):
        load(tmp_path / "none.json")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format":"other","version":1}',
        b'{"format":"taizhang-trust","version":1,"surprise":1}',
        b'{"format":"taizhang-trust","version":1,"registered":[{"fingerprint":"AB","school":"","name":""}]}',
        b"\xff\xfe",
    ],
)
def test_a_damaged_trust_file_is_told(tmp_path: Path, content):
    path = tmp_path / "trust.json"
    path.write_bytes(content)
    with pytest.raises(TrustDamaged):
        load(path)


def test_a_trust_file_of_a_newer_program_is_told_with_both_versions(tmp_path: Path):
    path = tmp_path / "trust.json"
    path.write_bytes(b'{"format":"taizhang-trust","version":9,"rules":{}}')
    with pytest.raises(NewerTrust) as caught:
        load(path)
    assert caught.value.particulars["found"] == 9
    assert caught.value.particulars["known"] == Trust().version


def test_a_trust_file_of_the_first_version_is_read(tmp_path: Path):
    path = tmp_path / "trust.json"
    registered = msgspec.json.encode(trusting(signer()).registered)
    path.write_bytes(
        b'{"format":"taizhang-trust","version":1,"lowest_crl_number":0,"revocation_lists":[],"roots":[],"registered":'
        + registered
        + b"}"
    )
    assert load(path) == trusting(signer())


def entry(byte: str) -> Registered:
    return Registered(fingerprint=byte * 32, school="云岙小学", name="林志远")


def test_two_trusts_joined_believe_what_either_does_and_a_withdrawal_is_not_undone():
    one = Trust(registered=(entry("a1"), entry("b2")), roots=(b"r1",), seen_lists={"x": 3, "y": 1})
    other = Trust(
        registered=(msgspec.structs.replace(entry("b2"), withdrawn_on="2008-09-01"),),
        roots=(b"r1", b"r2"),
        revocation_lists=(b"l",),
        seen_lists={"x": 2, "z": 9},
    )
    both = one.joined(other)
    assert {known.fingerprint: known.withdrawn_on for known in both.registered} == {
        "a1" * 32: "",
        "b2" * 32: "2008-09-01",
    }
    assert (both.roots, both.revocation_lists) == ((b"r1", b"r2"), (b"l",))
    assert both.seen_lists == {"x": 3, "y": 1, "z": 9}
