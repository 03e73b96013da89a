"""Files are judged from outside, and a signer is registered after a person compared the fingerprint."""

from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.base.errors import FileMissing, NothingToRegister, TrustDamaged
from core.services import drafts, judging, packets, records
from core.views.verdicts import Light, VerdictView
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packet")
    vault = open_copy(folder, clock=FixedClock(NOON))
    begun = drafts.begin(vault, "study_session", values=SESSION)
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    drawn = packets.draw(vault, [done.id], title="九月份报送包", folder=folder)
    line = packets.seal(vault, drawn, password=PASSWORD)
    path = packets.fetch(vault, line.id, folder)
    vault.close()
    return path


def test_an_unregistered_signer_is_yellow_and_green_once_registered(packet: Path, tmp_path: Path) -> None:
    trust = tmp_path / "new" / "trust.json"
    before = judging.judge(packet, trust=trust)
    assert before.light is Light.UNDECIDED
    assert before.school == "云川县云岙镇中心小学"
    assert before.records == (SESSION["title"],)
    assert len(before.fingerprint.split()) == 16
    judging.register(before, clock=FixedClock(NOON), trust=trust)
    after = judging.judge(packet, trust=trust)
    assert after.light is Light.VALID
    assert after.registered
    assert all(check.passed for check in after.checks)


def test_a_changed_file_is_red(packet: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.pdf"
    content = bytearray(packet.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    verdict = judging.judge(changed, trust=tmp_path / "trust.json")
    assert verdict.light is Light.INVALID


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n", bytes(range(256)) * 9])
def test_a_strangers_file_is_red_and_never_a_crash(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    assert judging.judge(path, trust=tmp_path / "trust.json").light is Light.INVALID


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        judging.judge(tmp_path / "no.pdf", trust=tmp_path / "trust.json")


def test_nobody_can_be_registered_from_a_file_without_a_signer(tmp_path: Path) -> None:
    verdict = VerdictView(path=tmp_path, light=Light.INVALID, reason="not_pdf")
    with pytest.raises(NothingToRegister):
        judging.register(verdict, clock=FixedClock(NOON), trust=tmp_path / "trust.json")


def test_a_damaged_trust_file_is_told_and_not_overwritten(packet: Path, tmp_path: Path) -> None:
    trust = tmp_path / "trust.json"
    trust.write_text("{")
    with pytest.raises(TrustDamaged):
        judging.judge(packet, trust=trust)
    assert trust.read_text() == "{"
