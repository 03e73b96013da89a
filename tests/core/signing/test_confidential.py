"""The confidential envelope: opened by us and by openssl, never by anybody else, and never with a crash."""

import random
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.serialization import pkcs7

from core.base.errors import (
    EnvelopeDamaged,
    EnvelopeForOthers,
    FileMissing,
    FileTooLarge,
    NoEnvelope,
    RecipientUnusable,
    UserError,
)
from core.signing import authority, confidential
from core.signing.confidential import open_sealed, seal_for
from core.signing.identity import Algorithm
from core.signing.judge import judge
from core.signing.verdict import Light
from tests.support.errands import BEFORE, county_trust, office, principal
from tests.support.signed import signed_packet
from tests.support.smallpacket import WHEN


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return signed_packet(tmp_path_factory.mktemp("confidential"), identity=principal())


@pytest.fixture(scope="module")
def sealed(packet: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "packet.p7m"
    seal_for(packet, path, recipient=office().encryption, now=WHEN)
    return path


def opened(path: Path, target: Path, office=None) -> Path:
    whose = office or globals()["office"]()
    open_sealed(path, target, certificate=whose.encryption, private_key=whose.encryption_key)
    return target


def pems(folder: Path) -> tuple[Path, Path]:
    """Write the county's certificate and key as openssl wants them."""
    certificate, key = folder / "county.pem", folder / "county.key"
    found = x509.load_der_x509_certificate(office().encryption)
    certificate.write_bytes(found.public_bytes(serialization.Encoding.PEM))
    loaded = serialization.load_der_private_key(office().encryption_key, password=None)
    key.write_bytes(
        loaded.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, key


def test_what_goes_in_comes_out_and_is_judged(packet: Path, sealed: Path, tmp_path: Path):
    inside = opened(sealed, tmp_path / "out.pdf")
    assert inside.read_bytes() == packet.read_bytes()
    assert judge(inside, county_trust()).light is Light.VALID
    assert packet.read_bytes()[:200] not in sealed.read_bytes()


def test_openssl_opens_ours(packet: Path, sealed: Path, tmp_path: Path):
    certificate, key = pems(tmp_path)
    out = tmp_path / "out.pdf"
    command = ["openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-in", str(sealed), "-out", str(out)]
    subprocess.run([*command, "-recip", str(certificate), "-inkey", str(key)], check=True, capture_output=True)
    assert out.read_bytes() == packet.read_bytes()


def test_ours_opens_openssls(packet: Path, tmp_path: Path):
    certificate, _key = pems(tmp_path)
    path = tmp_path / "theirs.p7m"
    command = [
        "openssl",
        "cms",
        "-encrypt",
        "-binary",
        "-aes-256-cbc",
        "-outform",
        "DER",
        "-in",
        str(packet),
        "-out",
        str(path),
    ]
    subprocess.run([*command, str(certificate)], check=True, capture_output=True)
    assert opened(path, tmp_path / "out.pdf").read_bytes() == packet.read_bytes()


def test_an_envelope_for_another_county_is_told(sealed: Path, tmp_path: Path):
    other = authority.found("邻县教育局", clock=BEFORE, algorithm=Algorithm.EC_P256)[1]
    with pytest.raises(EnvelopeForOthers):
        opened(sealed, tmp_path / "out.pdf", other)


@pytest.mark.parametrize(
    "content", [b"", b"no envelope", b"%PDF-1.7", b"\x30\x80" + bytes(40), b"\x30\x84\xff\xff\xff\xff"]
)
def test_what_is_no_envelope_is_told(tmp_path: Path, content):
    path = tmp_path / "x.p7m"
    path.write_bytes(content)
    with pytest.raises(NoEnvelope):
        opened(path, tmp_path / "out.pdf")


def test_nothing_but_a_clear_error_comes_of_broken_envelopes(packet: Path, sealed: Path, tmp_path: Path):
    whole, chance = sealed.read_bytes(), random.Random(2008)
    path, out = tmp_path / "x.p7m", tmp_path / "out.pdf"
    for number in range(120):
        broken = bytearray(whole)
        place = chance.randrange(600) if number % 3 else chance.randrange(len(broken))
        match number % 4:
            case 0:
                broken = broken[:place]
            case 1:
                broken[place] ^= 1 << chance.randrange(8)
            case 2:
                broken[place:place] = chance.randbytes(5)
            case _:
                broken[place] = chance.randrange(256)
        path.write_bytes(bytes(broken))
        out.unlink(missing_ok=True)
        try:
            opened(path, out)
        except UserError:
            assert not out.exists()
        else:
            # Cipher text that was changed may open all the same: the judge tells.
            same = out.read_bytes() == packet.read_bytes()
            assert same or judge(out, county_trust()).light is Light.INVALID


def test_too_many_recipients_are_not_looked_through(packet: Path, tmp_path: Path):
    certificate = x509.load_der_x509_certificate(office().encryption)
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(b"%PDF").set_content_encryption_algorithm(algorithms.AES256)
    for _ in range(20):
        builder = builder.add_recipient(certificate)
    path = tmp_path / "many.p7m"
    path.write_bytes(builder.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary]))
    with pytest.raises(EnvelopeDamaged):
        opened(path, tmp_path / "out.pdf")


def test_an_envelope_in_an_envelope_opens_once(sealed: Path, tmp_path: Path):
    twice = tmp_path / "twice.p7m"
    seal_for(sealed, twice, recipient=office().encryption, now=WHEN)
    assert opened(twice, tmp_path / "out.p7m").read_bytes() == sealed.read_bytes()


@pytest.mark.parametrize(
    ("recipient", "reason"),
    [
        (lambda: office().certificate, "key_usage"),
        (lambda: principal().certificate, "key_usage"),
        (lambda: b"none", "form"),
    ],
)
def test_a_certificate_that_is_not_for_encryption_is_refused(packet: Path, tmp_path: Path, recipient, reason):
    with pytest.raises(RecipientUnusable) as caught:
        seal_for(packet, tmp_path / "x.p7m", recipient=recipient(), now=WHEN)
    assert caught.value.particulars["reason"] == reason
    assert not (tmp_path / "x.p7m").exists()


def test_a_certificate_out_of_its_years_is_refused(packet: Path, tmp_path: Path):
    with pytest.raises(RecipientUnusable) as caught:
        seal_for(packet, tmp_path / "x.p7m", recipient=office().encryption, now=WHEN + timedelta(days=365 * 11))
    assert caught.value.particulars["reason"] == "out_of_date"


def test_a_file_that_is_missing_or_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packet: Path):
    with pytest.raises(FileMissing):
        seal_for(tmp_path / "none.pdf", tmp_path / "x.p7m", recipient=office().encryption, now=WHEN)
    monkeypatch.setattr(confidential, "LARGEST", 10)
    with pytest.raises(FileTooLarge):
        seal_for(packet, tmp_path / "x.p7m", recipient=office().encryption, now=WHEN)
