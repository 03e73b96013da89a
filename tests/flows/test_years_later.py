"""Years later: a packet and its receipt are still green, and red if the key was withdrawn before."""

import json
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

import main
from core.services import judging, receipts
from core.services.desk import authority, handover, replies, reports
from core.services.desk import trust as trusting
from core.services.desk.desks import Desk
from core.signing.trust import load
from core.signing.verdict import Light, Reason
from core.store.register import ledger
from tests.flows.test_school_and_county import World
from tests.support.byhand import extract_cms
from tests.support.vaults import NOON


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Path, Path]]:
    """A packet that was received, with its receipt."""
    world = World(tmp_path_factory.mktemp("years"))
    world.trusted()
    packet = world.packet()
    row = world.rows(packet)[0]
    made = replies.receive(world.desk, row.incoming.id, folder=world.place)
    receipt = handover.carry(world.desk, made.id, world.stick)
    receipts.take(world.vault, receipt.path)
    yield world, packet, receipt.path
    world.close()


def fingerprint(desk: Desk) -> str:
    with desk.register.look() as session:
        return ledger.certificates_of(session, ledger.schools(session)[0].id)[0].fingerprint


def test_after_the_certificate_ran_out_the_receipt_keeps_the_packet_green(story, monkeypatch: pytest.MonkeyPatch):
    world, packet, _receipt = story
    world.later(days=365 * 4)
    trust = trusting.trust(world.desk.register)
    alone = judging.believe_now(packet, trust=trust, clock=world.clock)
    assert (alone.light, alone.reason) == (Light.UNDECIDED, Reason.EXPIRED_SINCE)
    kept = receipts.vouched(world.vault, reports.arrivals(world.desk.register)[0].id)
    both = judging.believe_now(packet, trust=trust, clock=world.clock, vouched=kept.judged_at)
    assert both.light is Light.VALID


def test_the_command_takes_a_receipt_that_comes_before_its_packet(
    story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    world, packet, receipt = story
    trust = tmp_path / "county.json"
    trusting.share_trust(world.desk.register, trust)
    assert load(trust).roots
    # This computer's clock stands years after the campaign: the certificate ran out.
    assert main.main(["verify", "--json", "--trust", str(trust), str(packet)]) == main.ANY_UNDECIDED
    assert json.loads(capsys.readouterr().out)["reason"] == "expired_since"
    assert main.main(["verify", "--json", "--trust", str(trust), str(receipt), str(packet)]) == main.ALL_VALID
    assert main.main(["verify", "--json", "--trust", str(trust), str(packet), str(receipt)]) == main.ANY_UNDECIDED


def test_withdrawn_later_it_stays_green_and_withdrawn_before_it_is_red(tmp_path: Path):
    world = World(tmp_path)
    world.trusted()
    packet = world.packet()
    moment = world.clock.now()
    world.later(hours=2)
    incoming = world.rows(packet)[0].incoming
    for since, light in ((moment + timedelta(days=1), Light.VALID), (moment - timedelta(days=1), Light.INVALID)):
        with world.desk.register.work() as session:
            for row in ledger.certificates_of(session, incoming.school):
                row.withdrawn_at = None
        world.later(days=3)
        authority.withdraw(world.desk, fingerprint(world.desk), why="lost", since=since)
        trust = trusting.trust(world.desk.register)
        seen = judging.believe_now(packet, trust=trust, clock=world.clock, vouched=incoming.taken_at)
        assert seen.light is light
    world.close()


def test_openssl_and_pdfsig_agree_on_signer_and_integrity(story, tmp_path: Path):
    world, packet, receipt = story
    trust = trusting.trust(world.desk.register)
    root, issuer, lists = tmp_path / "root.pem", tmp_path / "issuer.pem", tmp_path / "lists.pem"
    root.write_bytes(pem(trust.roots[0]))
    issuer.write_bytes(pem(trust.issuers[0]))
    lists.write_bytes(
        b"".join(x509.load_der_x509_crl(der).public_bytes(serialization.Encoding.PEM) for der in trust.revocation_lists)
    )
    store = tmp_path / "store.pem"
    store.write_bytes(root.read_bytes() + lists.read_bytes())
    for path, name in ((packet, "林志远"), (receipt, "周望舒")):
        cms, content = extract_cms(path, tmp_path)
        at = str(int(NOON.timestamp()) + 60)
        command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(cms), "-content", str(content)]
        asked = ["-CAfile", str(store), "-purpose", "any", "-crl_check_all", "-attime", at, "-out", "/dev/null"]
        done = subprocess.run([*command, *asked], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        changed = tmp_path / "changed.bin"
        changed.write_bytes(content.read_bytes()[:-1] + b"x")
        command[command.index("-content") + 1] = str(changed)
        assert subprocess.run([*command, *asked], capture_output=True, check=False).returncode
        database = tmp_path / f"nss-{path.stem[:4]}"
        database.mkdir()
        subprocess.run(["certutil", "-N", "-d", f"sql:{database}", "--empty-password"], check=True)
        for label, file, flags in (("root", root, "CT,C,C"), ("issuer", issuer, ",,")):
            add = ["certutil", "-A", "-d", f"sql:{database}", "-n", label, "-t", flags, "-i", str(file)]
            subprocess.run(add, check=True)
        told = subprocess.run(
            ["pdfsig", "-nssdir", str(database), str(path)], capture_output=True, text=True, check=False
        ).stdout
        assert "Signature is Valid" in told
        assert name in told
        assert "Total document signed" in told


def pem(der: bytes) -> bytes:
    return x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)
